//! Single values of the YAML files: text in Markdown, ids, dates, language tags.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::diag::{Diagnostic, Span};
use crate::model::lang::{Digits, Lang, Marker};
use crate::model::{SectionStyle, Status};
use crate::source::decode::{Decode, Decoder, EMPTY, Str, choice};
use crate::source::languages::unknown_language;
use crate::source::node::{Node, NodeKind, ScalarStyle};

/// A value with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T: Decode> Decode for Spanned<T> {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, cx).map(|value| Self { value, span: node.span })
    }
}

impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// Text in Markdown, as written, with what is needed to find its places again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The Markdown.
    pub text: String,
    /// Where the scalar stands.
    pub span: Span,
    /// How it is written.
    pub style: ScalarStyle,
}

impl Decode for Prose {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Scalar(scalar) = &node.kind else {
            cx.mismatch(node, "text");
            return None;
        };
        if scalar.text.trim().is_empty() {
            cx.error_with_hint("empty-text", node.span, "the text is empty", EMPTY);
            return None;
        }
        Some(Self { text: scalar.text.to_string(), span: node.span, style: scalar.style })
    }

    fn stand_in() -> Option<Self> {
        Some(Self { text: "…".to_owned(), span: Span::NONE, style: ScalarStyle::Bare })
    }
}

/// The name of a section or a block: the anchor of links to it, the same in all languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id(pub Str);

impl Decode for Id {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let id = Str::decode(node, cx)?;
        let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let good =
            id.text.starts_with(|c: char| c.is_ascii_lowercase()) && id.text.chars().all(inner);
        if good {
            return Some(Self(id));
        }
        cx.sink.push(
            Diagnostic::error("bad-id", id.span, format!("`{}` cannot be an id", id.text))
                .with_expected("a small letter, then small letters, digits and hyphens")
                .with_hint("write it in Latin letters, such as `our-history`"),
        );
        None
    }

    /// Empty: what it names is named after its place.
    fn absent() -> Option<Self> {
        Str::stand_in().map(Self)
    }

    fn stand_in() -> Option<Self> {
        Str::stand_in().map(Self)
    }
}

/// A mark without a value, such as a page break; `None` where it is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag(pub Option<Span>);

impl Decode for Flag {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Null => Some(Self(Some(node.span))),
            NodeKind::Scalar(scalar) if matches!(&*scalar.text, "true" | "yes") => {
                Some(Self(Some(node.span)))
            }
            _ => {
                cx.mismatch(node, "nothing after the colon");
                None
            }
        }
    }

    fn absent() -> Option<Self> {
        Some(Self(None))
    }

    fn stand_in() -> Option<Self> {
        Some(Self(None))
    }
}

impl Decode for Lang {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let tag = Str::decode(node, cx)?;
        let lang = Self::parse(&tag.text);
        if lang.is_none() {
            cx.sink.push(unknown_language(&tag.text, tag.span));
        }
        lang
    }
}

impl Decode for Digits {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.text(node, "the name of a set of digits")?;
        let found = Self::named(text);
        if found.is_none() {
            let message = format!("unknown word `{text}`");
            cx.unknown("unknown-word", node.span, message, text, &Self::NAMES);
        }
        found
    }
}

impl Decode for Marker {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let known = Self::ALL.map(|(name, _)| name);
        let text = cx.text(node, "the name of a marker")?;
        let found = Self::ALL.iter().find(|(name, _)| *name == text);
        if found.is_none() {
            let message = format!("unknown marker `{text}`");
            cx.unknown("unknown-word", node.span, message, text, &known);
        }
        found.map(|(_, marker)| *marker)
    }
}

/// Digits by language.
#[derive(Debug, Clone, Default)]
pub struct DigitsByLang(pub Vec<(Lang, Digits)>);

impl DigitsByLang {
    /// The digits that are said for a language.
    pub fn of(&self, lang: &Lang) -> Option<Digits> {
        self.0.iter().find(|(said, _)| said == lang).map(|(_, digits)| *digits)
    }
}

impl Decode for DigitsByLang {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Map(entries) = &node.kind else {
            cx.mismatch(node, "a map of languages");
            return None;
        };
        let mut out = vec![];
        for (key, value) in entries {
            let digits = Digits::decode(value, cx);
            match Lang::parse(&key.text) {
                Some(lang) => out.extend(digits.map(|digits| (lang, digits))),
                None => cx.sink.push(unknown_language(&key.text, key.span)),
            }
        }
        Some(Self(out))
    }
}

choice!(Status { "final" => Final, "draft" => Draft });
choice!(SectionStyle { "auto" => Auto, "statement" => Statement, "plain" => Plain });

/// Gives a type a fixed JSON Schema, written in place.
macro_rules! json_type {
    ($type:ty, $name:literal, $($schema:tt)*) => {
        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($($schema)*)
            }
        }
    };
}
pub(super) use json_type;

/// Gives a type with a short and a long form the schema of both.
macro_rules! two_forms {
    ($type:ty, $name:literal, $long:ty, $short:tt) => {
        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let long = generator.subschema_for::<$long>();
                schemars::json_schema!({ "anyOf": [$short, long] })
            }
        }
    };
}
pub(super) use two_forms;

json_type!(Str, "Line", { "type": ["string", "number"] });
json_type!(Prose, "Markdown", { "type": ["string", "number"], "format": "markdown" });
json_type!(Id, "Id", { "type": "string", "pattern": "^[a-z][a-z0-9-]*$" });
json_type!(Flag, "Mark", { "enum": [null, true] });
json_type!(Lang, "Language", {
    "type": "string",
    "format": "language",
    "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
    "examples": ["ar"]
});
json_type!(Digits, "Digits", {
    "enum": Digits::NAMES,
    "x-words": { "latn": ["latin", "western"], "arab": ["arabic", "arabic-indic"], "arabext": ["persian", "urdu"] }
});
json_type!(Marker, "Marker", { "enum": Marker::ALL.map(|(name, _)| name) });
json_type!(DigitsByLang, "DigitsByLanguage", {
    "type": "object",
    "additionalProperties": { "enum": Digits::NAMES },
    "examples": ["ar"]
});
json_type!(Status, "Status", { "enum": ["final", "draft"] });
json_type!(SectionStyle, "SectionStyle", { "enum": ["auto", "statement", "plain"] });
