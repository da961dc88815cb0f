//! The keys of blocks of notices.

use super::super::decode::record;
use super::extent;
use crate::model::style::*;

record!(ChecklistStyle { tick: extent, stroke, radius, color, hang, gap });
record!(PairsStyle {
    stroke,
    radius,
    padding,
    gap,
    sign: extent,
    do_color,
    do_ground,
    dont_color,
    dont_ground,
});
