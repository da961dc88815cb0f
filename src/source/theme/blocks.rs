//! The keys of blocks.

use super::super::decode::record;
use super::{extent, positive};
use crate::model::style::*;

record!(TermsStyle { kind, columns: positive, number: extent, most_lines, keep_lines, boxes });
record!(ListStyle {
    marker,
    bullet,
    bullet_rise,
    color,
    hang,
    number_hang,
    number_gap,
    item_gap,
    long,
});
record!(StepsStyle { marker, star, stroke, line, line_color, clear, gap, digit: extent });
record!(CalloutStyle { kind, ground, outdent, padding, star });
record!(QuoteStyle {
    kind,
    mark,
    page_mark,
    ground,
    color,
    mark_color,
    bar,
    indent,
    hang,
    dash
});
record!(FactsStyle { kind, gap, padding });
record!(TableStyle { kind, ground, padding, gap, least_size: positive });
record!(ContactStyle { label, qr: extent, quiet });
record!(NotesStyle { rule, thickness, color, gap, mark_size: positive, mark_rise });
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
record!(HoursStyle { ground, closed_ground, closed_color, radius, padding, inset, gap });
record!(HelpStyle { ground, color, radius, padding, sign });
record!(TimelineStyle { dot: extent, color, line, line_color, hang, gap });
