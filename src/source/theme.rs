//! The theme: a shipped YAML file, with a project's changes laid upon it.
//!
//! Both are nodes when they are laid together, so a fault in a change is told at the place of
//! the change. Every key is decoded into [`Theme`]; a colour's name must be one that the theme
//! defines, and lengths that pages are divided by must not be zero.

mod blocks;
mod brand;
mod colors;
mod kinds;
mod lengths;
mod outputs;
mod pairs;
mod palette;
mod recolor;
mod suit;
mod upright;
mod written;

use std::collections::BTreeSet;

use super::decode::{Decode, Decoder, record};
use super::node::{Key, Node, NodeKind};
use super::scales;
use super::shipped::Shipped;
use crate::diag::{Failed, Sink};
use crate::model::style::*;
use lengths::{extent, positive, some_styles};
pub use pairs::{ColorPair as Contrast, pairs as contrasts};
pub(super) use recolor::{Said, recolor};
pub(super) use suit::suited;
pub(super) use written::written;

/// The nodes of a shipped theme, its changes laid upon the one that it is based on.
///
/// # Errors
/// [`Failed`], with the faults in `sink`: no YAML.
pub fn whole<'t>(shipped: &'t Shipped, sink: &mut Sink) -> Result<Node<'t>, Failed> {
    let mut node: Option<Node<'_>> = None;
    for file in shipped {
        let mut change = file.nodes(sink)?;
        change.remove("base");
        match &mut node {
            Some(whole) => lay(whole, change),
            None => node = Some(change),
        }
    }
    node.ok_or(Failed)
}

/// Lays changes upon a theme, key by key. A colour is replaced whole: one that says only what
/// screens get must not keep the inks of another.
pub fn lay<'n>(theme: &mut Node<'n>, change: Node<'n>) {
    let changed = change.get("colors").map(|colors| &colors.kind);
    if let (Some(NodeKind::Map(changed)), Some(colors)) = (changed, theme.get_mut("colors")) {
        let sound = changed.iter().filter(|(_, color)| color.kind != NodeKind::Told);
        sound.for_each(|(name, _)| colors.remove(&name.text));
    }
    theme.overlay(change);
}

/// A theme out of its nodes, after all changes to them.
///
/// # Errors
/// [`Failed`], with the faults in `sink`: unknown keys, bad values.
pub fn theme(node: Node<'_>, sink: &mut Sink) -> Result<Theme, Failed> {
    with_unused(node, sink).map(|(theme, _)| theme)
}

/// The same, and the names of the colours that the theme itself has no use for.
pub(super) fn with_unused(
    mut node: Node<'_>,
    sink: &mut Sink,
) -> Result<(Theme, BTreeSet<String>), Failed> {
    let mut told = Sink::default();
    scales::complete(&mut node);
    let used = BTreeSet::new();
    let mut cx = Decoder::with_colors(&mut told, color_names(&node), used);
    let mut theme = Theme::decode(&node, &mut cx);
    let unused = cx.colors.difference(&cx.used).cloned().collect();
    if let Some(theme) = &mut theme {
        upright::set(theme, &node, &mut told);
    }
    let sound = told.check();
    sink.append(told);
    sound.and_then(|()| Ok((theme.ok_or(Failed)?, unused)))
}

/// Where a theme says its bleed.
pub(super) const BLEED: &str = "page.bleed";

/// Where a theme says its colours, the widths of its strokes, and its bleed.
pub fn places(theme: &Node<'_>) -> ThemePlaces {
    let mut places = ThemePlaces::default();
    if let Some(NodeKind::Map(entries)) = theme.get("colors").map(|colors| &colors.kind) {
        for (key, _) in entries {
            places.0.insert(format!("colors.{}", key.text), key.span);
        }
    }
    for mode in ["light", "dark"] {
        let colors = theme.get("web").and_then(|web| web.get(mode)).map(|colors| &colors.kind);
        let Some(NodeKind::Map(entries)) = colors else { continue };
        let place = |(key, value): &(Key<'_>, Node<'_>)| {
            (format!("web.{mode}.{}", key.text), value.span)
        };
        places.0.extend(entries.iter().map(place));
    }
    for path in Theme::STROKES.into_iter().chain([BLEED]) {
        let found = path.split('.').try_fold(theme, |node, key| node.get(key));
        places.0.extend(found.map(|node| (path.to_owned(), node.span)));
    }
    places
}

fn color_names(theme: &Node<'_>) -> BTreeSet<String> {
    match theme.get("colors").map(|colors| &colors.kind) {
        Some(NodeKind::Map(entries)) => {
            entries.iter().map(|(key, _)| key.text.to_string()).collect()
        }
        _ => BTreeSet::new(),
    }
}

record!(Theme {
    name,
    brand,
    fonts,
    scale,
    middle,
    page,
    colors,
    text,
    space,
    rules,
    ornament,
    cover,
    contents,
    opener,
    index,
    terms,
    list,
    steps,
    checklist,
    pairs,
    hours,
    timeline,
    help,
    callout,
    quote,
    facts,
    table,
    contact,
    notes,
    furniture,
    statement,
    lines,
    leaflet,
    web,
});

impl Decode for FamilyName {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        Some(Self { name: String::decode(node, cx)?, span: node.span })
    }
}

record!(Fonts { body, display, latin, urdu, hebrew, other, latin_display, extended });
record!(TitleFont { family, arabic: positive });
record!(OtherFont { family, scale: positive });
record!(Scale {
    latin_in_body: positive,
    latin_in_display: positive,
    latin_in_display_body: positive,
    body_in_latin: positive,
    hebrew_in_body: positive,
    display_in_body: positive,
});
record!(Middle { body, display, latin, urdu, hebrew });
record!(PageStyle {
    width: extent,
    height: extent,
    inside,
    outside,
    top,
    lines: positive,
    baseline: extent,
    side,
    side_ltr,
    gutter,
    bleed,
    multiple: positive,
    mirror,
    pad,
});
record!(TextStyle { font, size: extent, leading: extent, weight, italic, color });
record!(TextStyles {
    arabic,
    persian,
    arabic_extended,
    nastaliq,
    hebrew,
    latin,
    east_asian,
    brahmic,
});
record!(TypeScale {
    step: extent,
    cover_title: some_styles,
    cover_lines: positive,
    cover_subtitle,
    closing_name,
    closing_other,
    imprint,
    title,
    number,
    number_small,
    h3,
    h4,
    lead,
    body,
    term,
    check,
    pair_head,
    pair_text,
    hours,
    phone,
    statement,
    statement_head,
    contents_head,
    quote,
    attribution,
    facts_number,
    facts_label,
    contents_row,
    contents_number,
    caption,
    footnote,
    table_head,
    table_cell,
    contact_title,
    running_head,
    folio,
});
record!(Space {
    title_lead,
    lead_list,
    row,
    block,
    paragraph,
    before_heading,
    after_heading,
    section,
});
record!(Rules { accent, accent_color, strong, frame, hair, hair_color });
record!(Ornament {
    kind,
    pitch: extent,
    share,
    lit_column: positive,
    lit_row: positive,
    light_from,
    light_reach: positive,
    near,
    far,
    light,
    dark,
    ground,
    back_stroke,
    back_star,
});
record!(CoverStyle {
    kind,
    spine,
    slab,
    letters: positive,
    frame,
    inset,
    fields,
    foot,
    start,
    width: extent,
    bar,
    bar_thickness,
    above_bar,
    below_bar,
    closing_width: extent,
    imprint_gap,
    logo,
    closing_logo,
    logo_height: extent,
});
record!(ContentsStyle {
    kind,
    columns: positive,
    leader,
    ground,
    below_heading,
    row_min: extent,
    row_max: extent,
    rows_per_page: positive,
    folio,
});
record!(OpenerStyle {
    kind,
    number,
    number_width: extent,
    shared: positive,
    rules,
    rule_gap,
    new_page,
    ground,
    color,
    cycle,
    prose,
    star,
    star_hang,
    star_rise_ltr,
    star_color
});
record!(IndexStyle {
    kind,
    width,
    top,
    edge,
    pitch: extent,
    unlit,
    stroke,
    unlit_color,
    lit,
    lit_color,
    most,
});
record!(FurnitureStyle { head, folio, head_top, on_tint, draft });
record!(StatementStyle { kind, ground, words });
record!(LineStyle {
    align,
    columns: positive,
    kashida,
    leading,
    emphasis,
    hyphenate,
    orphans,
    widows,
    justify_lines,
    justify_words,
    least_size: positive,
});
