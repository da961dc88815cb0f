//! The keys of leaflets and of the web page.

use super::super::decode::record;
use super::{extent, positive};
use crate::model::style::*;

record!(LeafletStyle {
    margin,
    gap,
    measure: extent,
    tuck,
    gate_tuck,
    top,
    outside_top,
    foot,
    strip,
    outside_ground,
    back_gap,
    floor_size: positive,
    floor_leading: positive,
});
record!(WebStyle { light, dark, hero_reach: positive });
record!(WebColors { bg, panel, ink, soft, head, link, rule, saffron, hero, line });
