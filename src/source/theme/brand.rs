//! A house's own colour, in each form in which houses know theirs.

use super::super::decode::{Decode, Decoder, Str, record};
use super::super::node::{Node, NodeKind};
use super::colors::good_spot;
use crate::color::{COATED, Screen, Separator};
use crate::diag::{Diagnostic, Span};
use crate::model::style::{Brand, BrandColor, Cmyk, Color, Rgb, SpotInk};

impl Decode for Brand {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let accent = node.get("accent").map(|accent| BrandColor::decode(accent, cx));
        let mut main = node.clone();
        main.remove("accent");
        let main = BrandColor::decode(&main, cx)?;
        Some(Self { main, accent: accent.map_or(Some(None), |accent| accent.map(Some))? })
    }
}

impl Decode for BrandColor {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let said = match &node.kind {
            NodeKind::Map(_) => Said::decode(node, cx)?,
            NodeKind::Seq(items) if items.iter().any(is_screen) => {
                tell_several(node, items, cx);
                return None;
            }
            NodeKind::Seq(_) => Said { cmyk: Some(Cmyk::decode(node, cx)?), ..Said::default() },
            _ => Said { rgb: Some(Rgb::decode(node, cx)?), ..Said::default() },
        };
        said.color(node.span, cx)
    }
}

/// Whether a node is a colour as screens show it.
fn is_screen(node: &Node<'_>) -> bool {
    matches!(&node.kind, NodeKind::Scalar(scalar) if scalar.text.starts_with('#'))
}

/// A list is of inks; whoever lists colours means one, or one with its accent.
fn tell_several(node: &Node<'_>, items: &[Node<'_>], cx: &mut Decoder<'_>) {
    let said = |n: usize| match items.get(n).map(|item| &item.kind) {
        Some(NodeKind::Scalar(scalar)) => scalar.text.to_string(),
        _ => "#F3AE3A".to_owned(),
    };
    let message =
        "a house has one colour, and an accent beside it; a list is of inks in percent";
    let hint = match items.len() {
        1 => format!("write `brand: \"{}\"`", said(0)),
        _ => format!("write `brand: {{ rgb: \"{}\", accent: \"{}\" }}`", said(0), said(1)),
    };
    cx.error_with_hint("bad-color", node.span, message, hint);
}

/// A house's colour as it is written.
#[derive(Default)]
struct Said {
    rgb: Option<Rgb>,
    cmyk: Option<Cmyk>,
    small: Option<Cmyk>,
    spot: Option<Str>,
}

record!(Said { rgb, cmyk, small, spot: good_spot });

impl Said {
    fn color(self, span: Span, cx: &mut Decoder<'_>) -> Option<BrandColor> {
        let shown = self.rgb.or_else(|| Some(Screen::new(COATED).ok()?.rgb(self.cmyk?)));
        let Some(rgb) = shown else {
            let fault = Diagnostic::error("missing-key", span, "no colour is said");
            cx.sink.push(fault.with_hint("write `rgb: \"#1F5C52\"`, or its inks as `cmyk`"));
            return None;
        };
        let Some(spot) = self.spot else {
            let small = self.small.or_else(|| less_grey(self.cmyk, rgb));
            let color = Color { small, ..Color::new(rgb, self.cmyk) };
            return Some(BrandColor { color, spot: None, span });
        };
        let Some(alternate) = self.cmyk else {
            let message = format!("nothing stands for the spot ink `{}`", spot.text);
            cx.sink.push(
                Diagnostic::error("spot-without-alternate", spot.span, message).with_hint(
                    "say beside it which inks come nearest: `cmyk: [92, 56, 44, 50]`",
                ),
            );
            return None;
        };
        let color = Color { small: self.small, ..Color::new(rgb, Some(Cmyk::default())) };
        let spot = Some(SpotInk { name: spot.text, alternate });
        Some(BrandColor { color, spot, span })
    }
}

/// Inks of small type: half of the grey that three inks make is black's instead, so that the black
/// plate carries the letters where the others lie beside it.
fn less_grey(said: Option<Cmyk>, rgb: Rgb) -> Option<Cmyk> {
    const MOST_INK: f64 = 300.0;
    let separated = || Some(Separator::new(COATED, MOST_INK).ok()?.inks(rgb));
    let Cmyk([cyan, magenta, yellow, black]) = said.or_else(separated)?;
    let grey = cyan.min(magenta).min(yellow) / 2.0;
    let whole = |ink: f32| ink.round();
    let black = (black + grey).min(100.0);
    Some(Cmyk([cyan - grey, magenta - grey, yellow - grey, black].map(whole)))
}
