//! `print` in `brochure.yaml`: press, paper, marks, and what is looked at before printing.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::formats::NamedSize;
use super::values::json_type;
use crate::diag::{Severity, Span};
use crate::geom::Abs;
use crate::model::print::{Binding, FINDINGS, Flip, Marks, PrintPictures, PrintText};
use crate::source::decode::{Decode, Decoder, Str, choice, record};
use crate::source::node::{Node, NodeKind};

/// How the brochure is printed.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields, extend("x-chief" = "profile"))]
pub struct PrintKeys {
    /// The press and paper: `coated`, `uncoated`, or the print shop's own ICC profile, such as
    /// `assets/press.icc`.
    #[schemars(extend("examples" = ["coated"], "x-also" = ["paper", "icc", "icc-profile"]))]
    pub profile: Option<Str>,
    /// The name of the printing condition that the shop's own profile describes, such as
    /// `FOGRA51`.
    pub condition: Option<Str>,
    /// Most ink at one place, all inks together, in percent.
    #[schemars(range(min = 100, max = 400), extend("examples" = [300]))]
    pub ink_limit: Option<f64>,
    /// How far grounds and pictures run past the trim.
    #[schemars(with = "Option<String>")]
    pub bleed: Option<Abs>,
    /// What stands round the trimmed page.
    pub marks: Option<Marks>,
    /// `theme`: text in the theme's colours; `k-only`: in black ink alone.
    pub text: Option<PrintText>,
    /// Whether the addresses behind links are printed after them.
    pub urls: Option<bool>,
    /// `convert`: pictures become inks; `keep`: those in RGB stay so, with their profile.
    pub pictures: Option<PrintPictures>,
    /// Least resolution of a picture at its size on paper, in pixels an inch.
    #[schemars(range(min = 1), extend("examples" = [300], "x-also" = ["dpi", "ppi"]))]
    pub resolution: Option<f64>,
    /// How far text keeps from the trim.
    #[schemars(with = "Option<String>")]
    pub trim_safe: Option<Abs>,
    /// How far text keeps from a fold.
    #[schemars(with = "Option<String>")]
    pub fold_safe: Option<Abs>,
    /// How the pages are held together; where the key is left out, their number decides: up to 64
    /// are stapled, more are glued.
    pub binding: Option<Binding>,
    /// How grave each finding before printing is: `off`, `note`, `warning` or `error`.
    pub preflight: Option<Levels>,
    /// Where the keys stand.
    #[schemars(skip)]
    pub span: Span,
}

record!(PrintKeys spanned {
    profile,
    condition,
    ink_limit: good_limit,
    bleed: not_negative,
    marks,
    text,
    urls,
    pictures,
    resolution: good_resolution,
    trim_safe: not_negative,
    fold_safe: not_negative,
    binding,
    preflight,
});

/// The sheets that an office printer prints on both sides, to be folded and stapled.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields, extend("x-chief" = "sheet"))]
pub struct BookletKeys {
    /// The paper; two pages side by side where nothing is said.
    #[schemars(extend("x-also" = ["size"]))]
    pub sheet: Option<NamedSize>,
    /// The edge about which the printer turns the paper.
    pub flip: Option<Flip>,
    /// Thickness of one sheet, such as `0.1mm`: by it the inner sheets move to the spine.
    #[schemars(with = "Option<String>")]
    pub paper: Option<Abs>,
    /// Whether marks say where to fold and cut.
    pub marks: Option<bool>,
}

record!(BookletKeys { sheet, flip, paper: not_negative, marks });

choice!(Flip { "short" => Short, "long" => Long });
json_type!(Flip, "Flip", { "enum": ["short", "long"] });

choice!(PrintText { "theme" => Theme, "k-only" => KOnly });
json_type!(PrintText, "PrintText", { "enum": ["theme", "k-only"] });
choice!(PrintPictures { "convert" => Convert, "keep" => Keep });
json_type!(PrintPictures, "PrintPictures", { "enum": ["convert", "keep"] });
choice!(Binding { "saddle-stitch" => SaddleStitch, "perfect" => Perfect, "wire" => Wire });
json_type!(Binding, "Binding", { "enum": ["saddle-stitch", "perfect", "wire"] });

/// The marks, as projects write them.
const MARKS: [&str; 5] = ["crop", "fold", "registration", "bar", "slug"];

impl Decode for Marks {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Seq(items) = &node.kind else {
            let expected = "`all`, `none`, or a list of marks";
            return match cx.text(node, expected)? {
                "all" => Some(Self::ALL),
                "none" => Some(Self::default()),
                other => {
                    let message = format!("unknown word `{other}`");
                    cx.unknown("unknown-word", node.span, message, other, &["all", "none"]);
                    None
                }
            };
        };
        let mut marks = Self::default();
        let mut sound = true;
        for item in items {
            sound &= cx.text(item, "the name of a mark").is_some_and(|name| {
                let place = marks.by_name(name);
                place.map(|mark| *mark = true).is_some() || {
                    let message = format!("unknown mark `{name}`");
                    cx.unknown("unknown-word", item.span, message, name, &MARKS);
                    false
                }
            });
        }
        sound.then_some(marks)
    }
}

impl Marks {
    fn by_name(&mut self, name: &str) -> Option<&mut bool> {
        match name {
            "crop" => Some(&mut self.crop),
            "fold" => Some(&mut self.fold),
            "registration" => Some(&mut self.registration),
            "bar" => Some(&mut self.bar),
            "slug" => Some(&mut self.slug),
            _ => None,
        }
    }
}

json_type!(Marks, "Marks", {
    "anyOf": [
        { "enum": ["all", "none"] },
        { "type": "array", "items": { "enum": MARKS }, "uniqueItems": true }
    ]
});

/// How grave findings are, by their ids; `None` where one is never told.
#[derive(Debug, Clone, Default)]
pub struct Levels(pub BTreeMap<String, Option<Severity>>);

/// The levels, as projects write them.
const LEVELS: [(&str, Option<Severity>); 4] = [
    ("off", None),
    ("note", Some(Severity::Note)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

impl Decode for Levels {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Map(entries) = &node.kind else {
            cx.mismatch(node, "a map of findings");
            return None;
        };
        let mut out = BTreeMap::new();
        for (key, value) in entries {
            let name: &str = &key.text;
            let known = FINDINGS.map(|(id, _)| id);
            if !known.contains(&name) {
                let message = format!("unknown finding `{name}`");
                cx.unknown("unknown-key", key.span, message, name, &known);
                continue;
            }
            let words = LEVELS.map(|(word, _)| word);
            let Some(word) = cx.text(value, "a level") else { continue };
            match LEVELS.iter().find(|(known, _)| *known == word) {
                Some((_, level)) => drop(out.insert(name.to_owned(), *level)),
                None => {
                    let message = format!("unknown level `{word}`");
                    cx.unknown("unknown-word", value.span, message, word, &words);
                }
            }
        }
        Some(Self(out))
    }
}

impl JsonSchema for Levels {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Preflight".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words = LEVELS.map(|(word, _)| word);
        let keys = FINDINGS.map(|(id, _)| (id, serde_json::json!({ "enum": words })));
        json_schema!({
            "type": "object",
            "properties": serde_json::Map::from_iter(
                keys.into_iter().map(|(id, schema)| (id.to_owned(), schema))
            ),
            "additionalProperties": false
        })
    }
}

fn good_limit(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<f64>> {
    let otherwise = "the limit of ink lies between 100 and 400 percent";
    within(node, cx, 100.0..=400.0, (otherwise, "300"))
}

pub(super) fn good_resolution(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<f64>> {
    let otherwise = "a resolution is some hundred pixels an inch";
    within(node, cx, 1.0..=10_000.0, (otherwise, "300"))
}

fn within(
    node: &Node<'_>,
    cx: &mut Decoder<'_>,
    range: std::ops::RangeInclusive<f64>,
    (otherwise, example): (&str, &str),
) -> Option<Option<f64>> {
    let Some(number) = Option::<f64>::decode(node, cx)? else { return Some(None) };
    if range.contains(&number) {
        return Some(Some(number));
    }
    let hint = format!("write for example `{example}`, or remove the key");
    cx.error_with_hint("bad-number", node.span, otherwise, hint);
    None
}

fn not_negative(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<Abs>> {
    let Some(length) = Option::<Abs>::decode(node, cx)? else { return Some(None) };
    if length >= Abs::ZERO {
        return Some(Some(length));
    }
    cx.error("bad-length", node.span, "this length cannot be less than nothing");
    None
}
