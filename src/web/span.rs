//! Spans that an author styles: their classes, and the rules of those that a document has.
//!
//! In: a [`SpanStyle`]. Out: an element whose classes say all of it, so that no element carries
//! declarations of its own. Letters keep their joins across the element's edges: it has no
//! margin, border or padding along the line (CSS Text 3, 5.4). What holds for paper holds here:
//! an underline lies below the letters, an overline above their marks, opacity is that of the
//! whole stretch, so that overlaps do not show.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::element::{Element, MarkupNode, el};
use super::svg::hex;
use super::voice::Family;
use crate::model::SpanStyle;
use crate::model::lang::Writing;
use crate::model::style::{Rgb, TEXT_CONTRAST, Theme, WebColors};
use crate::text::font::FontBook;

/// The element of a span.
pub(super) fn element(style: &SpanStyle, theme: &Theme) -> Element {
    let mut classes = vec![];
    if let Some(color) = &style.color
        && let Some(number) = theme.colors.named.keys().position(|name| *name == color.0)
    {
        classes.push(format!("sp-c{number}"));
    }
    classes.extend(style.weight.map(|weight| format!("sp-w{}", weight.round())));
    classes.extend(style.opacity.map(|share| format!("sp-o{}", (share * 100.0).round())));
    let flags = [
        (style.whole, "whole"),
        (style.italic, "sp-i"),
        (style.underline, "sp-under"),
        (style.overline, "sp-over"),
    ];
    classes.extend(flags.iter().filter(|(has, _)| *has).map(|(_, class)| (*class).to_owned()));
    let classes = (!classes.is_empty()).then(|| classes.join(" "));
    // What is struck out says so to those who hear (HTML, 4.5.5); `s` is drawn with its rule.
    el(if style.strike { "s" } else { "span" }).with_some("class", classes)
}

/// The weight that a span's class asks for.
pub(super) fn weight(e: &Element) -> Option<f64> {
    classes(e).find_map(|class| class.strip_prefix("sp-w")?.parse().ok())
}

/// Whether a span's class asks for slant.
pub(super) fn slants(e: &Element) -> bool {
    classes(e).any(|class| class == "sp-i")
}

fn classes(e: &Element) -> impl Iterator<Item = &str> {
    e.get("class").unwrap_or_default().split(' ').filter(|class| class.starts_with("sp-"))
}

/// The rules of the spans that stand in finished trees.
pub(super) fn rules(
    trees: &[Element],
    writing: Writing,
    theme: &Theme,
    book: &FontBook,
) -> String {
    let mut used = BTreeSet::new();
    trees.iter().for_each(|tree| collect(tree, &mut used));
    let mut out = String::new();
    for class in used {
        match class {
            "sp-over" => over(writing, theme, book, &mut out),
            _ => rule(class, theme, &mut out),
        }
    }
    out
}

/// The rule of an overline: a line in the ground of the stretch, since a `text-decoration` lies at
/// the face's ascent, which marks pass in one face and miss by half a line in another.
fn over(writing: Writing, theme: &Theme, book: &FontBook, out: &mut String) {
    let body = &theme.scale_for(writing).body;
    let family = Family::of(&theme.fonts, writing, body.font);
    let face = book.find(family.font(&theme.fonts), body.weight.round() as u16, false);
    let face = face.map(|id| book.face(id));
    let ascent =
        face.map_or(1.0, |face| f64::from(face.ascent) / f64::from(face.units_per_em.max(1)));
    let height = match family {
        Family::Body => OVER_NASKH,
        Family::Display | Family::Extended => OVER_AMIRI,
        Family::Urdu => OVER_NASTALIQ,
        Family::Latin | Family::LatinDisplay | Family::Hebrew | Family::Other => OVER_OTHERS,
    };
    let (room, drop) = ((height - ascent).max(0.0), (ascent - height).max(0.0));
    let _ = writeln!(
        out,
        ".sp-over{{padding-block-start:{room:.2}em;background:linear-gradient(currentColor,\
         currentColor) 0 {drop:.2}em/100% .05em no-repeat;box-decoration-break:clone;\
         -webkit-box-decoration-break:clone}}"
    );
}

/// Heights of overlines above the baseline, in em: past shadda with a vowel on alef's neighbours.
const OVER_NASKH: f64 = 1.0;
const OVER_AMIRI: f64 = 1.25;
const OVER_NASTALIQ: f64 = 1.7;
const OVER_OTHERS: f64 = 0.9;

fn collect<'t>(e: &'t Element, used: &mut BTreeSet<&'t str>) {
    used.extend(classes(e));
    for child in &e.children {
        if let MarkupNode::Element(child) = child {
            collect(child, used);
        }
    }
}

/// The rule of a class. Writing to a string cannot fail.
fn rule(class: &str, theme: &Theme, out: &mut String) {
    let number = |prefix: &str| class.strip_prefix(prefix)?.parse::<usize>().ok();
    let declarations = if let Some(color) =
        number("sp-c").and_then(|number| theme.colors.named.values().nth(number))
    {
        let dark = in_the_dark(color.rgb, theme);
        let _ = writeln!(out, ".{class}{{color:{}}}", hex(color.rgb));
        format!("@media (prefers-color-scheme:dark){{.{class}{{color:{}}}}}", hex(dark))
    } else if let Some(weight) = number("sp-w") {
        format!(".{class}{{font-weight:{weight}}}")
    } else if let Some(percent) = number("sp-o") {
        format!(".{class}{{opacity:{percent}%}}")
    } else {
        match class {
            "sp-i" => ".sp-i{font-style:italic}".to_owned(),
            "sp-under" => UNDER.to_owned(),
            _ => return,
        }
    };
    let _ = writeln!(out, "{declarations}");
}

/// Below the letters, with gaps where ink crosses.
const UNDER: &str = ".sp-under{text-decoration:underline .05em;text-underline-position:under;\
                     text-underline-offset:.05em;text-decoration-skip-ink:auto}";

/// A colour of the light page as the dark page has it: that of the same part, else the same
/// colour, lightened until it can be read.
fn in_the_dark(color: Rgb, theme: &Theme) -> Rgb {
    let parts = |c: &WebColors| [c.ink, c.soft, c.head, c.link, c.saffron, c.rule, c.line];
    let (light, dark) = (&theme.web.light, &theme.web.dark);
    let same = parts(light).into_iter().zip(parts(dark)).find(|(light, _)| *light == color);
    let mut shown = same.map_or(color, |(_, dark)| dark);
    for step in 1..=20u8 {
        if shown.contrast(dark.bg) >= TEXT_CONTRAST {
            break;
        }
        shown = mixed(color, dark.ink, f64::from(step) / 20.0);
    }
    shown
}

fn mixed(Rgb(a): Rgb, Rgb(b): Rgb, share: f64) -> Rgb {
    let mix = |i: usize| f64::from(a[i]) * (1.0 - share) + f64::from(b[i]) * share;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between bytes"
    )]
    let byte = |i: usize| mix(i).round() as u8;
    Rgb(std::array::from_fn(byte))
}
