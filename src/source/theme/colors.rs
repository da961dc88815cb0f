//! Colours of a theme: their names, and their values for screens and presses.

use super::super::decode::{Decode, Decoder, record};
use super::super::node::{Kind, Node};
use crate::model::style::{Cmyk, Color, ColorName, Colors, Rgb};

impl Decode for ColorName {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let name = cx.text(node, "the name of a colour")?.to_owned();
        if cx.colors.contains(&name) {
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
        let Kind::Map(entries) = &node.kind else {
            cx.mismatch(node, "a map of colours");
            return None;
        };
        let colors: Vec<_> = entries
            .iter()
            .map(|(key, value)| Some((key.text.to_string(), Color::decode(value, cx)?)))
            .collect();
        colors.into_iter().collect::<Option<_>>().map(Self)
    }
}

record!(Color { rgb, cmyk });

impl Decode for Rgb {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let expected = "a colour such as `\"#0E3F4E\"`";
        let text = cx.text(node, expected)?;
        let digits = text
            .strip_prefix('#')
            .filter(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(number) = digits.and_then(|hex| u32::from_str_radix(hex, 16).ok()) else {
            let message = format!("expected {expected}, found `{text}`");
            cx.error("bad-color", node.span, message);
            return None;
        };
        let [_, r, g, b] = number.to_be_bytes();
        Some(Self([r, g, b]))
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
            Ok(shares) if good => Some(Self(shares)),
            _ => {
                let message = "expected four percentages: cyan, magenta, yellow, black";
                cx.error("bad-color", node.span, message);
                None
            }
        }
    }
}
