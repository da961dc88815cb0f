//! `formats` in `brochure.yaml`: the booklets and leaflets that a brochure is made as.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::brochure::ThemeChange;
use super::values::json_type;
use crate::diag::{Diagnostic, Span};
use crate::geom::{Abs, Size};
use crate::model::print::FoldScheme;
use crate::source::decode::{Decode, Decoder, Str, record};
use crate::source::node::{Node, NodeKind};

/// A format: one that is shipped, by its name, or one that the project describes.
#[derive(Debug, Clone)]
pub struct FormatEntry {
    /// Its name.
    pub name: Str,
    /// Page size of a booklet; the theme's where nothing is said.
    pub size: Option<NamedSize>,
    /// How a leaflet is folded.
    pub fold: Option<FoldScheme>,
    /// The leaflet's open sheet.
    pub paper: Option<NamedSize>,
    /// Where it stands.
    pub span: Span,
}

/// The long form.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
struct FormatMap {
    /// Its name, which the names of its files hold: small Latin letters, digits, hyphens; that of its
    /// size or fold, where the key is left out.
    #[schemars(regex(pattern = "^[a-z][a-z0-9-]*$"))]
    name: Option<Str>,
    /// Page size of a booklet.
    #[schemars(extend("x-also" = ["page", "page-size"]))]
    size: Option<NamedSize>,
    /// How a leaflet is folded.
    #[schemars(extend("x-also" = ["folding"]))]
    fold: Option<FoldScheme>,
    /// The leaflet's open sheet; A4 where nothing is said.
    #[schemars(extend("x-also" = ["sheet"]))]
    paper: Option<NamedSize>,
    /// Changes to the theme for this format.
    #[expect(dead_code, reason = "laid upon the theme as it stands in the file")]
    theme: Option<ThemeChange>,
}

record!(FormatMap { name: good_name, size, fold, paper, theme });

/// Shipped formats: name, size of a booklet's page or fold of a leaflet on A4.
const SHIPPED: [(&str, Shipped); 14] = [
    ("booklet", Shipped::Theme),
    ("a4", Shipped::Page("a4")),
    ("a5", Shipped::Page("a5")),
    ("a6", Shipped::Page("a6")),
    ("dl", Shipped::Page("dl")),
    ("square", Shipped::Page("square")),
    ("us-letter", Shipped::Page("us-letter")),
    ("us-half-letter", Shipped::Page("us-half-letter")),
    ("us-trade", Shipped::Page("us-trade")),
    ("leaflet", Shipped::Sheet(FoldScheme::LetterFold)),
    ("letter-fold", Shipped::Sheet(FoldScheme::LetterFold)),
    ("bifold", Shipped::Sheet(FoldScheme::Bifold)),
    ("z-fold", Shipped::Sheet(FoldScheme::ZFold)),
    ("gate-fold", Shipped::Sheet(FoldScheme::GateFold)),
];

/// What a shipped format is.
#[derive(Clone, Copy)]
enum Shipped {
    /// A booklet in the theme's size.
    Theme,
    /// A booklet with pages of a named size.
    Page(&'static str),
    /// A leaflet.
    Sheet(FoldScheme),
}

/// The names that need no description: shipped formats, and every size of a page.
fn names() -> impl Iterator<Item = &'static str> {
    let sizes = SIZES.map(|(name, ..)| name);
    let is_new = |name: &&str| SHIPPED.iter().all(|(known, _)| known != name);
    SHIPPED.map(|(name, _)| name).into_iter().chain(sizes.into_iter().filter(is_new))
}

/// What is meant by a name alone.
fn shipped(name: &str) -> Option<Shipped> {
    let found = SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, shipped)| *shipped);
    let size = || SIZES.iter().find(|(known, ..)| *known == name);
    found.or_else(|| size().map(|(name, ..)| Shipped::Page(name)))
}

impl Decode for FormatEntry {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Map(_)) {
            return Self::described(node, cx);
        }
        let name = Str::decode(node, cx)?;
        let Some(shipped) = shipped(&name.text) else {
            let message = format!("unknown format `{}`", name.text);
            let known: Vec<_> = names().collect();
            cx.unknown("unknown-word", name.span, message, &name.text, &known);
            return None;
        };
        let span = node.span;
        let plain = Self { name, size: None, fold: None, paper: None, span };
        Some(plain.shipped(shipped))
    }
}

impl FormatEntry {
    /// Size and fold of a shipped format.
    fn shipped(self, shipped: Shipped) -> Self {
        match shipped {
            Shipped::Theme => self,
            Shipped::Page(size) => Self { size: NamedSize::named(size, self.span), ..self },
            Shipped::Sheet(fold) => Self { fold: Some(fold), ..self },
        }
    }

    fn described(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let FormatMap { name, size, fold, paper, .. } = FormatMap::decode(node, cx)?;
        let Some(name) = name.or_else(|| usual_name(size, fold, node.span)) else {
            cx.sink.push(
                Diagnostic::error("missing-key", node.span, "the key `name` is missing")
                    .with_hint("write `{ name: pocket, size: a6 }`"),
            );
            return None;
        };
        let mut entry = Self { name, size, fold, paper, span: node.span };
        let shipped = shipped(&entry.name.text);
        if let (None, None, Some(shipped)) = (&entry.size, entry.fold, shipped) {
            entry = entry.shipped(shipped);
        }
        let (id, message, hint) = match (&entry.size, entry.fold, &entry.paper) {
            (Some(size), Some(_), _) => {
                let message =
                    "a format has pages of a `size` or one sheet with a `fold`, not both";
                ("format-kind", (size.span, message), "remove one of the two")
            }
            (_, None, Some(paper)) => {
                let message =
                    "the pages of a booklet have a `size`; `paper` is for what is folded";
                ("format-kind", (paper.span, message), "write `size`, or say how it is folded")
            }
            _ => return Some(entry),
        };
        cx.sink.push(Diagnostic::error(id, message.0, message.1).with_hint(hint));
        None
    }
}

/// The name of a format that says its size or its fold only.
fn usual_name(size: Option<NamedSize>, fold: Option<FoldScheme>, span: Span) -> Option<Str> {
    let folds = |(_, shipped): &&(&str, Shipped)| matches!(shipped, Shipped::Sheet(own) if Some(*own) == fold);
    let fold = || SHIPPED.iter().rfind(folds).map(|(name, _)| *name);
    let name = size.and_then(|size| size.name).or_else(fold)?;
    Some(Str { text: name.to_owned(), span })
}

impl JsonSchema for FormatEntry {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Format".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let names: Vec<_> = names().collect();
        let map = generator.subschema_for::<FormatMap>();
        json_schema!({ "anyOf": [{ "enum": names, "x-words": {
                "letter-fold": ["trifold", "c-fold", "roll-fold"],
                "z-fold": ["z", "zigzag", "accordion", "concertina"],
                "gate-fold": ["gate"],
                "bifold": ["half-fold", "single-fold"],
                "us-letter": ["letter"],
                "us-half-letter": ["half-letter"]
            } }, map] })
    }
}

fn good_name(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<Str>> {
    let Some(name) = Option::<Str>::decode(node, cx)? else { return Some(None) };
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let first = name.text.starts_with(|c: char| c.is_ascii_lowercase());
    if first && name.text.len() <= 40 && name.text.chars().all(inner) {
        return Some(Some(name));
    }
    let message = format!("`{}` cannot be part of file names", name.text);
    let fault = Diagnostic::error("bad-format-name", name.span, message);
    cx.sink.push(fault.with_expected("a small Latin letter, then letters, digits and hyphens"));
    None
}

impl Decode for FoldScheme {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.text(node, "the name of a fold")?;
        let known = Self::ALL.map(|(name, _)| name);
        let found = Self::ALL.iter().find(|(name, _)| *name == text);
        if found.is_none() {
            let message = format!("unknown fold `{text}`");
            cx.unknown("unknown-word", node.span, message, text, &known);
        }
        found.map(|(_, scheme)| *scheme)
    }
}

json_type!(FoldScheme, "Fold", {
    "enum": FoldScheme::ALL.map(|(name, _)| name),
    "x-words": {
        "letter": ["letter-fold", "trifold", "c-fold", "roll-fold"],
        "z": ["z-fold", "zigzag", "accordion", "concertina"],
        "gate": ["gate-fold"],
        "bifold": ["half-fold", "single-fold"]
    }
});

/// A size of paper, with the name that it is known by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NamedSize {
    /// The name; `None` where the size is given in lengths.
    pub name: Option<&'static str>,
    /// The size, upright.
    pub size: Size,
    /// Where it stands.
    pub span: Span,
}

/// Sizes of paper and pages, upright, in millimetres (ISO 216; ANSI/ASME Y14.1).
const SIZES: [(&str, f64, f64); 11] = [
    ("a3", 297.0, 420.0),
    ("a4", 210.0, 297.0),
    ("a5", 148.0, 210.0),
    ("a6", 105.0, 148.0),
    ("dl", 99.0, 210.0),
    ("square", 148.0, 148.0),
    ("us-letter", 215.9, 279.4),
    ("us-half-letter", 139.7, 215.9),
    ("us-legal", 215.9, 355.6),
    ("us-tabloid", 279.4, 431.8),
    ("us-trade", 152.4, 228.6),
];
/// Shortest and longest side of a page or sheet.
const SIDES: [f64; 2] = [50.0, 2_000.0];

impl NamedSize {
    /// A size by its name.
    pub fn named(name: &str, span: Span) -> Option<Self> {
        let &(name, width, height) = SIZES.iter().find(|(known, ..)| *known == name)?;
        let size = Size::new(Abs::mm(width), Abs::mm(height));
        Some(Self { name: Some(name), size, span })
    }
}

impl Decode for NamedSize {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Seq(sides) = &node.kind else {
            let text = cx.text(node, "the name of a size, or `[width, height]`")?;
            let found = Self::named(text, node.span);
            if found.is_none() {
                let message = format!("unknown size `{text}`");
                let known = SIZES.map(|(name, ..)| name);
                cx.unknown("unknown-word", node.span, message, text, &known);
            }
            return found;
        };
        let lengths: Vec<_> = sides.iter().map(|side| Abs::decode(side, cx)).collect();
        let lengths: Vec<Abs> = lengths.into_iter().collect::<Option<_>>()?;
        let [least, most] = SIDES.map(Abs::mm);
        match lengths.as_slice() {
            &[width, height] if width.min(height) >= least && width.max(height) <= most => {
                Some(Self { name: None, size: Size::new(width, height), span: node.span })
            }
            _ => {
                let message = "expected a width and a height, each between 5 cm and 2 m";
                cx.error("bad-size", node.span, message);
                None
            }
        }
    }
}

json_type!(NamedSize, "Size", {
    "anyOf": [
        {
            "enum": SIZES.map(|(name, ..)| name),
            "x-words": {
                "us-letter": ["letter"],
                "us-half-letter": ["half-letter"],
                "us-legal": ["legal"],
                "us-tabloid": ["tabloid"]
            }
        },
        { "type": "array", "items": { "type": "string" }, "minItems": 2, "maxItems": 2 }
    ]
});
