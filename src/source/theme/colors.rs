//! Colours of a theme: their names, and their values for screens and presses.

use super::super::decode::{Decode, Decoder, Str, record};
use super::super::node::{Node, NodeKind};
use crate::diag::Diagnostic;
use crate::model::style::{
    Cmyk, Color, ColorName, Colors, Hue, MOST_SPOTS, Rgb, SpotInk, Spots,
};

impl Decode for Hue {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Map(entries) = &node.kind else {
            cx.mismatch(node, "names of colours, each with the colour that stands for it");
            return None;
        };
        let mut hue = Self::default();
        for (key, value) in entries {
            if !cx.colors.contains(&*key.text) {
                let known: Vec<_> = cx.colors.iter().cloned().collect();
                let known: Vec<_> = known.iter().map(String::as_str).collect();
                let message = format!("unknown colour `{}`", key.text);
                cx.unknown("unknown-color", key.span, message, &key.text, &known);
                continue;
            }
            if let Some(color) = ColorName::decode(value, cx) {
                hue.0.insert(key.text.to_string(), color);
            }
        }
        Some(hue)
    }
}

impl Decode for ColorName {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let name = cx.text(node, "the name of a colour")?.to_owned();
        if cx.colors.contains(&name) {
            cx.used.insert(name.clone());
            return Some(Self(name));
        }
        let known: Vec<_> = cx.colors.iter().cloned().collect();
        let known: Vec<_> = known.iter().map(String::as_str).collect();
        let message = format!("unknown colour `{name}`");
        cx.unknown("unknown-color", node.span, message, &name, &known);
        None
    }
}

impl Decode for Colors {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Map(entries) = &node.kind else {
            cx.mismatch(node, "a map of colours");
            return None;
        };
        let said: Vec<_> = entries
            .iter()
            .map(|(key, value)| Some((key.text.to_string(), Said::decode(value, cx)?)))
            .collect();
        let said: Vec<(String, Said)> = said.into_iter().collect::<Option<_>>()?;
        let spots = spot_inks(&said, cx)?;
        let named = said.iter().map(|(name, said)| (name.clone(), said.color(&spots)));
        Some(Self { named: named.collect(), spots })
    }
}

/// A colour as it is written.
struct Said {
    rgb: Rgb,
    cmyk: Option<Cmyk>,
    small: Option<Cmyk>,
    spot: Option<Str>,
    tint: Option<f64>,
}

record!(Said { rgb, cmyk, small, spot: good_spot, tint: good_tint });

impl Said {
    /// The colour; a spot colour lays no process ink.
    fn color(&self, inks: &[SpotInk]) -> Color {
        let Some(spot) = &self.spot else {
            return Color { small: self.small, ..Color::new(self.rgb, self.cmyk) };
        };
        let mut spots = Spots::default();
        let place = inks.iter().position(|ink| ink.name == spot.text);
        if let Some(tint) = place.and_then(|place| spots.0.get_mut(place)) {
            #[expect(clippy::cast_possible_truncation, reason = "a percentage")]
            let percent = self.tint.unwrap_or(100.0) as f32;
            *tint = percent;
        }
        Color { spots, small: self.small, ..Color::new(self.rgb, Some(Cmyk::default())) }
    }
}

/// The spot inks in the order of their first colours; each needs process inks that stand for it
/// (ISO 32000-1 8.6.6.4), said at one of its colours or alike at several.
fn spot_inks(said: &[(String, Said)], cx: &mut Decoder<'_>) -> Option<Vec<SpotInk>> {
    let mut names: Vec<&Str> = vec![];
    for spot in said.iter().filter_map(|(_, said)| said.spot.as_ref()) {
        if names.iter().all(|known| known.text != spot.text) {
            names.push(spot);
        }
    }
    if let Some(extra) = names.get(MOST_SPOTS) {
        let message = format!("a theme has at most {MOST_SPOTS} spot inks");
        cx.error("too-many-spots", extra.span, message);
        return None;
    }
    let inks: Vec<_> = names.iter().map(|name| spot_ink(name, said, cx)).collect();
    inks.into_iter().collect()
}

fn spot_ink(name: &Str, said: &[(String, Said)], cx: &mut Decoder<'_>) -> Option<SpotInk> {
    let own =
        said.iter().filter(|(_, said)| said.spot.as_ref().is_some_and(|s| s.text == name.text));
    let mut alternates =
        own.filter_map(|(_, said)| Some((said.cmyk?, said.spot.as_ref()?.span)));
    let Some((alternate, first)) = alternates.next() else {
        let message = format!("nothing stands for the spot ink `{}`", name.text);
        cx.sink.push(
            Diagnostic::error("spot-without-alternate", name.span, message)
                .with_hint("say beside it which inks come nearest: `cmyk: [92, 56, 44, 50]`"),
        );
        return None;
    };
    if let Some((_, span)) = alternates.find(|(other, _)| *other != alternate) {
        let message = format!("two different inks stand for the spot ink `{}`", name.text);
        cx.sink.push(
            Diagnostic::error("spot-alternates", span, message)
                .with_related(first, "the first stand here")
                .with_hint("`cmyk` says what stands for the ink at full tint; say it once"),
        );
        return None;
    }
    Some(SpotInk { name: name.text.clone(), alternate })
}

/// Names that PDF keeps for itself (ISO 32000-1 8.6.6.4) or that are process inks.
const NOT_SPOTS: [&str; 6] = ["all", "none", "cyan", "magenta", "yellow", "black"];

pub(super) fn good_spot(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<Str>> {
    let Some(name) = Option::<Str>::decode(node, cx)? else { return Some(None) };
    if NOT_SPOTS.contains(&name.text.to_lowercase().as_str()) {
        let message = format!("`{}` is no name of a spot ink", name.text);
        cx.sink.push(
            Diagnostic::error("bad-spot", name.span, message)
                .with_hint("write it as the printer knows it, such as `PANTONE 3165 C`"),
        );
        return None;
    }
    Some(Some(name))
}

fn good_tint(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<f64>> {
    let Some(tint) = Option::<f64>::decode(node, cx)? else { return Some(None) };
    if (0.0..=100.0).contains(&tint) {
        return Some(Some(tint));
    }
    let hint = "write for example `40`, or remove the key: the full ink is taken";
    cx.error_with_hint("bad-number", node.span, "a tint lies between 0 and 100 percent", hint);
    None
}

impl Decode for Rgb {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let expected = "a colour such as `\"#0E3F4E\"`";
        let text = cx.text(node, expected)?;
        let Some(number) = hex(text).and_then(|hex| u32::from_str_radix(&hex, 16).ok()) else {
            let message = format!("expected {expected}, found `{text}`");
            cx.error("bad-color", node.span, message);
            return None;
        };
        let [_, r, g, b] = number.to_be_bytes();
        Some(Self([r, g, b]))
    }
}

/// The six digits of a colour; `#1af` is short for `#11aaff`, and the sign may be missing.
fn hex(text: &str) -> Option<String> {
    let hex = text.trim().trim_start_matches('#');
    let digits = hex.bytes().all(|b| b.is_ascii_hexdigit());
    match hex.len() {
        6 if digits => Some(hex.to_owned()),
        3 if digits => Some(hex.chars().flat_map(|c| [c, c]).collect()),
        _ => None,
    }
}

impl Decode for Cmyk {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let before = cx.sink.diagnostics().len();
        let shares = Vec::<f64>::decode(node, cx)?;
        if cx.sink.diagnostics().len() > before {
            return None;
        }
        let good = shares.iter().all(|share| (0.0..=100.0).contains(share));
        match <[f64; 4]>::try_from(shares) {
            #[expect(clippy::cast_possible_truncation, reason = "percentages")]
            Ok(shares) if good => Some(Self(shares.map(|share| share as f32))),
            _ => {
                let message = "expected four percentages: cyan, magenta, yellow, black";
                cx.error("bad-color", node.span, message);
                None
            }
        }
    }
}
