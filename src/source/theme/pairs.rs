//! Every text of a theme with every ground that it may stand on.

use std::collections::BTreeSet;

use crate::model::print::FormatKind;
use crate::model::style::{
    ColorName, CoverKind, IndexKind, LARGE_CONTRAST, NumberKind, OpenerKind, QuoteKind, Rgb,
    StatementKind, TEXT_CONTRAST, TableKind, TextStyle, Theme, TypeScale,
};

/// A text on a ground.
#[derive(Debug, Clone, PartialEq)]
pub struct ColorPair {
    /// Name of the text's colour, and what it shows.
    pub text: (String, Rgb),
    /// The same of the ground.
    pub ground: (String, Rgb),
    /// Least contrast that it needs.
    pub least: f64,
}

impl ColorPair {
    /// The contrast that it has.
    pub fn found(&self) -> f64 {
        self.text.1.contrast(self.ground.1)
    }

    /// Whether it can be read.
    pub fn holds(&self) -> bool {
        self.found() >= self.least
    }
}

/// All pairs, on paper and on screens; each once.
pub fn pairs(theme: &Theme, kind: FormatKind) -> Vec<ColorPair> {
    let mut named = BTreeSet::new();
    let is_leaflet = matches!(kind, FormatKind::Leaflet(_));
    for scale in scales(theme) {
        on_paper(theme, scale, is_leaflet, &mut named);
        on_covers(theme, scale, is_leaflet, &mut named);
    }
    let tints = tints(theme);
    if theme.index.kind == IndexKind::Strip {
        insert(&ColorName("paper".to_owned()), &theme.index.lit_color.0, false, &mut named);
    }
    in_turn(theme, &mut named);
    for color in [&theme.list.color, &theme.notes.color, &theme.furniture.on_tint] {
        tints.iter().for_each(|ground| insert(color, ground, false, &mut named));
    }
    let shown = |name: &str| match name {
        PAGE => Rgb::WHITE,
        name => theme.color(&ColorName(name.to_owned())).rgb,
    };
    let of_paper = named.into_iter().map(|(text, ground, large)| ColorPair {
        least: if large { LARGE_CONTRAST } else { TEXT_CONTRAST },
        text: (text.clone(), shown(&text)),
        ground: (ground.clone(), shown(&ground)),
    });
    of_paper.chain(on_screens(theme)).collect()
}

/// The name that stands for bare paper.
const PAGE: &str = "white paper";

/// Names of text and ground, and whether the text is large.
type Named = BTreeSet<(String, String, bool)>;

fn insert(text: &ColorName, ground: &str, large: bool, named: &mut Named) {
    named.insert((text.0.clone(), ground.to_owned(), large));
}

fn scales(theme: &Theme) -> [&TypeScale; 8] {
    let text = &theme.text;
    [
        &text.arabic,
        &text.persian,
        &text.arabic_extended,
        &text.nastaliq,
        &text.hebrew,
        &text.latin,
        &text.east_asian,
        &text.brahmic,
    ]
}

/// Bare paper and the tints that text stands on.
fn tints(theme: &Theme) -> Vec<String> {
    let band = (theme.opener.kind == OpenerKind::Band).then_some(&theme.opener.ground);
    let grounds =
        [&theme.contents.ground, &theme.callout.ground, &theme.leaflet.outside_ground];
    // A field has no text but a statement's own.
    let field = theme.statement.kind == StatementKind::Field;
    let statement = (!field).then_some(&theme.statement.ground);
    let tinted = (theme.table.kind == TableKind::Tinted).then_some(&theme.table.ground);
    let further = statement.into_iter().chain(band).chain(tinted);
    let named = grounds.into_iter().chain(further).map(|name| name.0.clone());
    std::iter::once(PAGE.to_owned()).chain(named).collect()
}

/// Text of the pages, on paper and on tints, and the digits in stars.
fn on_paper(theme: &Theme, scale: &TypeScale, is_leaflet: bool, named: &mut Named) {
    let grounds = tints(theme);
    let mut scale = scale.clone();
    if theme.statement.kind == StatementKind::Field {
        let (text, ground) = (scale.statement.color.clone(), &theme.statement.ground.0);
        insert(&text, ground, is_large(&scale.statement), named);
    }
    if is_leaflet || theme.statement.kind == StatementKind::Field {
        scale.statement = scale.body.clone();
        scale.statement_head = None;
    }
    let further = [
        &scale.contents_row,
        &scale.contents_number,
        &scale.contact_title,
        &scale.running_head,
        &scale.folio,
    ];
    let further: Vec<TextStyle> = further.map(Clone::clone).into();
    for style in scale.of_text().into_iter().map(|style| &*style).chain(&further) {
        grounds.iter().for_each(|ground| insert(&style.color, ground, is_large(style), named));
    }
    notices(theme, &scale, named);
    for style in [&scale.number, &scale.number_small] {
        if theme.opener.number == NumberKind::Star {
            insert(&style.color, &theme.opener.star_color.0, is_large(style), named);
        }
        insert(&style.color, PAGE, false, named);
    }
}

/// Text and numbers on pages and bands of a section's colour, each in what that is by turns; the words
/// of a quotation on a page of its own.
fn in_turn(theme: &Theme, named: &mut Named) {
    let (opener, quote) = (&theme.opener, &theme.quote);
    if theme.quote.kind == QuoteKind::Page {
        insert(&quote.color, &quote.ground.0, false, named);
    }
    if opener.kind != OpenerKind::Page {
        return;
    }
    for hue in opener.cycle.iter().chain([&opener.prose]) {
        let of = |name: &ColorName| hue.0.get(&name.0).unwrap_or(name).clone();
        let ground = of(&opener.ground);
        insert(&of(&opener.color), &ground.0, false, named);
        insert(&of(&opener.star_color), &ground.0, true, named);
    }
}

/// What to do and what not to do, and opening hours, on grounds of their own.
fn notices(theme: &Theme, scale: &TypeScale, named: &mut Named) {
    for good in [true, false] {
        let [color, ground] = theme.pairs.colors(good);
        insert(color, &ground.0, is_large(scale.pair_head()), named);
        insert(&scale.pair_text().color, &ground.0, is_large(scale.pair_text()), named);
    }
    let hours = &theme.hours;
    insert(&scale.hours().color, &hours.ground.0, is_large(scale.hours()), named);
    insert(&theme.help.color, &theme.help.ground.0, false, named);
    insert(&hours.closed_color, &hours.closed_ground.0, is_large(scale.hours()), named);
}

/// Names and imprint, on the ground of the covers; the closing words, too, on a leaflet's back.
fn on_covers(theme: &Theme, scale: &TypeScale, is_leaflet: bool, named: &mut Named) {
    if theme.has_paper_covers() {
        let names = [&scale.cover_subtitle, &scale.closing_other, &scale.imprint];
        for style in names.into_iter().chain([&scale.closing_name]).chain(&scale.cover_title) {
            insert(&theme.on_cover(style, &scale.title), PAGE, is_large(style), named);
        }
        return;
    }
    let ground = &theme.ornament.ground.0;
    if theme.cover.kind == CoverKind::Poster {
        let (dark, light) = (&theme.ornament.dark.0, &theme.ornament.light.0);
        let names = [&scale.cover_subtitle, &scale.closing_name, &scale.closing_other];
        for style in names.into_iter().chain([&scale.imprint]).chain(&scale.cover_title) {
            insert(&style.color, dark, is_large(style), named);
        }
        insert(&scale.body.color, light, false, named);
    }
    if is_leaflet {
        insert(&scale.statement.color, ground, is_large(&scale.statement), named);
    }
    let names = [&scale.cover_subtitle, &scale.closing_name, &scale.closing_other];
    for style in names.into_iter().chain([&scale.imprint]).chain(&scale.cover_title) {
        insert(&style.color, ground, is_large(style), named);
    }
}

/// Whether WCAG calls text of a style large.
fn is_large(style: &TextStyle) -> bool {
    let size = style.size.to_pt();
    size >= 18.0 || size >= 14.0 && style.weight >= 700.0
}

/// Text of the web page in both modes.
fn on_screens(theme: &Theme) -> Vec<ColorPair> {
    let mut pairs = vec![];
    let subtitle = theme.color(&theme.text.latin.cover_subtitle.color).rgb;
    for (mode, colors) in [("light", &theme.web.light), ("dark", &theme.web.dark)] {
        let name = |key: &str| format!("web.{mode}.{key}");
        let mut add = |text: (String, Rgb), ground: (String, Rgb)| {
            pairs.push(ColorPair { text, ground, least: TEXT_CONTRAST });
        };
        for (key, rgb) in [
            ("ink", colors.ink),
            ("soft", colors.soft),
            ("head", colors.head),
            ("link", colors.link),
        ] {
            add((name(key), rgb), (name("bg"), colors.bg));
            add((name(key), rgb), (name("panel"), colors.panel));
        }
        if theme.has_paper_covers() {
            continue;
        }
        add(("white".to_owned(), Rgb::WHITE), (name("hero"), colors.hero));
        let subtitle = (theme.text.latin.cover_subtitle.color.0.clone(), subtitle);
        add(subtitle, (name("hero"), colors.hero));
    }
    pairs
}
