//! The colours that sections take in turn, as custom properties of their elements.

use std::fmt::Write;

use super::super::svg::hex;
use crate::model::style::{ColorName, Hue, Theme};

/// The class of a section: of the cycle by its place, or of prose.
pub(in crate::web) fn class(place: Option<usize>) -> String {
    place.map_or("hue-prose".to_owned(), |place| format!("hue-{}", place + 1))
}

/// A rule a hue, and one for each place of a list of big numbers.
pub(super) fn rules(theme: &Theme) -> String {
    let mut out = format!(":root{{--sun:{}}}\n", hex(theme.web.light.saffron));
    let cycle = &theme.opener.cycle;
    for (i, hue) in cycle.iter().enumerate() {
        let [ground, on, ..] = shown(theme, hue);
        let _ = writeln!(out, ".{}{{{}}}", class(Some(i)), properties(theme, hue));
        let (count, nth) = (cycle.len(), i + 1);
        let _ = writeln!(
            out,
            ".facts>li:nth-child({count}n+{nth}){{background:{ground};color:{on}}}"
        );
    }
    let _ = writeln!(out, ".{}{{{}}}", class(None), properties(theme, &theme.opener.prose));
    // What prints has no grounds.
    out.push_str("@media print{.facts>li.facts>li{background:none;color:#000000}}\n");
    out
}

/// Ground, text, number and rules in a hue.
fn shown(theme: &Theme, hue: &Hue) -> [String; 4] {
    let opener = &theme.opener;
    let names = [&opener.ground, &opener.color, &opener.star_color, &theme.rules.accent_color];
    names.map(|name| hex(theme.color(hue.0.get(&name.0).unwrap_or(name)).rgb))
}

fn properties(theme: &Theme, hue: &Hue) -> String {
    let [ground, on, number, mark] = shown(theme, hue);
    // Rules in the colour of text are in that of the mode.
    let is_ink = |name: &ColorName| theme.color(name).rgb == theme.web.light.ink;
    let accent = &theme.rules.accent_color;
    let mark = match is_ink(hue.0.get(&accent.0).unwrap_or(accent)) {
        true => "var(--ink)".to_owned(),
        false => mark,
    };
    format!("--hue:{ground};--on:{on};--num:{number};--mark:{mark}")
}
