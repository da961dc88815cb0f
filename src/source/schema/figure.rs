//! A figure of a text file: a picture, its words, and how it is cut and turned.

use schemars::JsonSchema;

use super::text::BodyPiece;
use super::values::{Prose, Spanned, json_type};
use crate::diag::{Diagnostic, Span};
use crate::model::{FigurePlace, FigureSide, FigureWidth, Focus};
use crate::source::decode::{Decode, Decoder, Str, choice, record};
use crate::source::node::Node;

/// A picture with what belongs to it.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FigureBlock {
    /// The file, PNG, JPEG, WebP or SVG, from the project's folder on: `assets/map.svg`.
    #[schemars(extend("format" = "path", "examples" = ["assets/map.svg"], "x-also" = ["src", "source", "url", "path", "href", "image", "img", "picture", "photo", "name"]))]
    pub file: Str,
    /// What the picture shows, in words, for those who do not see it.
    #[schemars(extend("x-also" = ["alt-text", "alternative", "description"]))]
    pub alt: Option<Str>,
    /// Whether it is decoration only and needs no `alt`.
    pub decorative: Option<bool>,
    /// Its caption.
    #[schemars(extend("x-also" = ["title", "text", "legend"]))]
    pub caption: Option<Prose>,
    /// Who made it.
    #[schemars(extend("x-also" = ["author", "photographer", "copyright"]))]
    pub credit: Option<Prose>,
    /// How wide it is set: as the column; as the text; to the edges of the page and into the bleed;
    /// over a page of its own, to all its edges. In a leaflet the last two are as the column.
    pub width: Option<Spanned<FigureWidth>>,
    /// Width and height of the part that is shown, such as `3:2` or `1.91:1`; the rest is cut off.
    pub crop: Option<Crop>,
    /// Which part stays where some is cut off, such as `top`, `bottom left`, or `50% 30%` from the left
    /// and the top; `center`, where the key is left out.
    pub focus: Option<Spanned<Focus>>,
    /// Whether the picture is drawn for the direction of the brochure's first language and left and
    /// right change places in languages that run the other way.
    pub mirror: Option<bool>,
    /// Where it stands when its place has no room for it: `float`, at the head of the next page while
    /// the text goes on, or `here`, on the next page with what follows.
    pub place: Option<Spanned<FigurePlace>>,
    /// Texts and blocks that stand beside it, each with half of the width.
    #[schemars(extend("x-also" = ["body", "beside-it"]))]
    pub beside: Option<Vec<BodyPiece>>,
    /// At which side the picture stands when something stands beside it; `start`, where the key is
    /// left out.
    pub side: Option<Spanned<FigureSide>>,
    /// Where the figure begins.
    #[schemars(skip)]
    pub span: Span,
}

record!(FigureBlock spanned {
    file,
    alt,
    decorative,
    caption,
    credit,
    width,
    crop,
    focus,
    mirror,
    place,
    beside,
    side,
});

choice!(FigureWidth {
    "column" => Column,
    "text" => Text,
    "bleed" => Bleed,
    "page" => Page,
});
json_type!(FigureWidth, "FigureWidth", {
    "enum": ["column", "text", "bleed", "page"],
    "x-words": {
        "text": ["full", "wide"], "bleed": ["full-bleed"], "page": ["full-page", "whole-page"]
    }
});

choice!(FigurePlace { "float" => Float, "here" => Here });
json_type!(FigurePlace, "FigurePlace", { "enum": ["float", "here"] });

choice!(FigureSide { "start" => Start, "end" => End });
json_type!(FigureSide, "FigureSide", { "enum": ["start", "end"] });

/// Which part of a picture stays, in words.
const FOCUS: [(&str, Focus); 9] = [
    ("center", Focus::Center),
    ("top", Focus::Top),
    ("bottom", Focus::Bottom),
    ("left", Focus::Left),
    ("right", Focus::Right),
    ("top left", Focus::TopLeft),
    ("top right", Focus::TopRight),
    ("bottom left", Focus::BottomLeft),
    ("bottom right", Focus::BottomRight),
];

impl Decode for Focus {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.text(node, "`center`, `top left` or such, or `50% 30%`")?;
        if let Some((_, focus)) = FOCUS.iter().find(|(word, _)| *word == text) {
            return Some(*focus);
        }
        let percent = |part: &str| {
            let number = part.strip_suffix('%')?.parse::<u8>().ok();
            number.filter(|number| *number <= 100)
        };
        let parts: Vec<Option<u8>> = text.split_whitespace().map(percent).collect();
        if let [Some(across), Some(down)] = parts.as_slice() {
            return Some(Self::At(*across, *down));
        }
        let message = format!("unknown word `{text}`");
        if !text.contains('%') {
            let words = FOCUS.map(|(word, _)| word);
            cx.unknown("unknown-word", node.span, message, text, &words);
            return None;
        }
        let hint = "write how far from the left and from the top, in whole percents: `50% 30%`";
        cx.error_with_hint("unknown-word", node.span, message, hint);
        None
    }
}

json_type!(Focus, "Focus", {
    "anyOf": [
        { "type": "string", "pattern": "^[0-9]{1,3}% [0-9]{1,3}%$" },
        {
            "enum": FOCUS.map(|(word, _)| word),
            "x-words": {
                "center": ["middle"],
                "top left": ["left top"], "top right": ["right top"],
                "bottom left": ["left bottom"], "bottom right": ["right bottom"]
            }
        }
    ]
});

/// Width over height of the part of a picture that is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crop(pub f64);

/// How many times as wide as high a part may be, and the other way round.
const FLATTEST: f64 = 10.0;

impl Decode for Crop {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        const EXPECTED: &str = "width and height, such as `3:2` or `1.91:1`";
        let text = cx.text(node, EXPECTED)?;
        let Some((width, height)) = sides(text, ':') else {
            let message = format!("`{text}` is no ratio");
            let fault =
                Diagnostic::error("bad-ratio", node.span, message).with_expected(EXPECTED);
            let meant = ['x', '×', '/'].into_iter().find_map(|sign| sides(text, sign));
            cx.sink.push(match meant {
                Some((width, height)) => {
                    fault.with_hint(format!("did you mean `{width}:{height}`?"))
                }
                None => fault.with_hint("write width, colon, height: `3:2`"),
            });
            return None;
        };
        if width <= 0.0 || height <= 0.0 {
            let message = format!("nothing is left of a picture at `{text}`");
            let fault = Diagnostic::error("bad-ratio", node.span, message);
            cx.sink.push(fault.with_hint("both sides of a ratio are more than 0"));
            return None;
        }
        let ratio = width / height;
        if !(1.0 / FLATTEST..=FLATTEST).contains(&ratio) {
            let shape = if ratio > 1.0 { "flat" } else { "narrow" };
            let message = format!("`{text}` is too {shape}");
            let fault = Diagnostic::error("bad-ratio", node.span, message);
            cx.sink.push(fault.with_hint("ratios lie between `1:10` and `10:1`"));
            return None;
        }
        Some(Self(ratio))
    }
}

json_type!(Crop, "Ratio", {
    "type": "string",
    "pattern": r"^[0-9]+(\.[0-9]+)?:[0-9]+(\.[0-9]+)?$",
    "examples": ["3:2"]
});

/// The two numbers around a sign.
fn sides(text: &str, sign: char) -> Option<(f64, f64)> {
    let side = |text: &str| {
        let text = text.trim();
        let plain = text.chars().all(|c| c.is_ascii_digit() || c == '.');
        let number = text.parse().ok().filter(|n: &f64| n.is_finite());
        number.filter(|_| plain && text.starts_with(|c: char| c.is_ascii_digit()))
    };
    let (width, height) = text.split_once(sign)?;
    Some((side(width)?, side(height)?))
}
