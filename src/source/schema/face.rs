//! `logo`, `cover` and `partners` in `brochure.yaml`: what a house shows of itself on covers.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::values::json_type;
use crate::diag::{Diagnostic, Span};
use crate::geom::Abs;
use crate::model::lang::Lang;
use crate::model::{Clear, Focus};
use crate::source::decode::{Decode, Decoder, Str, record};
use crate::source::languages::unknown_language;
use crate::source::node::{Node, NodeKind};

/// The house's logo.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LogoKeys {
    /// The file, SVG or PNG, from the project's folder on: `assets/logo.svg`; or one for each
    /// language, `default` for all others.
    #[schemars(
        extend("examples" = ["assets/logo.svg"], "x-also" = ["file", "src", "path", "image", "img"])
    )]
    pub picture: PerLang,
    /// The version for dark grounds, in the same way; without one, the logo stands on a light plate
    /// there.
    #[schemars(
        extend("examples" = ["assets/logo-white.svg"], "x-also" = ["negative", "white", "inverted", "dark"])
    )]
    pub reversed: Option<PerLang>,
    /// What it says, for those who do not see it; the publisher's name, where the key is left out.
    #[schemars(extend("x-also" = ["alt-text", "alternative"]))]
    pub alt: Option<PerLang>,
    /// What stays free around it: a share of its height such as `25%`, or a length.
    #[schemars(extend("x-also" = ["clear-space", "clearance"]))]
    pub clear: Option<Clear>,
    /// Its height; where the key is left out, that of the theme, wider logos lower, so that all look
    /// as large.
    #[schemars(with = "Option<String>")]
    pub height: Option<Abs>,
    /// Where it would become lower than this, the build stops; `5mm`, where the key is left out.
    #[schemars(with = "Option<String>", extend("x-also" = ["least-size", "min", "minimum"]))]
    pub least: Option<Abs>,
    /// Where the keys stand.
    #[schemars(skip)]
    pub span: Span,
}

record!(LogoKeys spanned { picture, reversed, alt, clear, height: some_extent, least: some_extent });

/// The picture of the front cover.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CoverKeys {
    /// The file, PNG, JPEG, WebP or SVG, from the project's folder on; or one for each language,
    /// `default` for all others.
    #[schemars(
        extend("examples" = ["assets/cover.jpg"], "x-also" = ["file", "src", "path", "image", "img", "photo"])
    )]
    pub picture: PerLang,
    /// What it shows, in words, for those who do not see it; in each language.
    #[schemars(extend("x-also" = ["alt-text", "alternative", "description"]))]
    pub alt: Option<PerLang>,
    /// Whether it is decoration only and needs no `alt`.
    pub decorative: Option<bool>,
    /// Which part stays where some is cut off, such as `top`, `bottom left`, or `50% 30%` from the left
    /// and the top; `center`, where the key is left out.
    pub focus: Option<Focus>,
    /// Where the keys stand.
    #[schemars(skip)]
    pub span: Span,
}

record!(CoverKeys spanned { picture, alt, decorative, focus });

/// A partner with its emblem, or named alone.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PartnerKeys {
    /// Its name, which those hear who do not see the emblem; or one for each language, `default` for
    /// all others.
    #[schemars(extend("examples" = ["House of Letters"], "x-also" = ["title", "alt"]))]
    pub name: PerLang,
    /// Its emblem, SVG or PNG, from the project's folder on; or one for each language. A partner
    /// without one is named.
    #[schemars(
        extend("examples" = ["assets/partner.svg"], "x-also" = ["emblem", "picture", "file", "src", "image"])
    )]
    pub logo: Option<PerLang>,
    /// Its address on the web, where the emblem leads on screens.
    #[schemars(extend("x-also" = ["link", "web", "href"]))]
    pub url: Option<Str>,
    /// Where the keys stand.
    #[schemars(skip)]
    pub span: Span,
}

record!(PartnerKeys spanned { name, logo, url });

/// One line for all languages, or one for each of some.
#[derive(Debug, Clone)]
pub struct PerLang {
    /// That of all languages that are not named.
    usual: Option<Str>,
    named: Vec<(Lang, Str)>,
    /// Where it stands.
    pub span: Span,
}

/// The key of the line for languages that are not named.
const DEFAULT: &str = "default";

impl PerLang {
    /// The line of a language.
    pub fn of(&self, lang: &Lang) -> Option<&Str> {
        let own = self.named.iter().find(|(named, _)| named == lang);
        own.map(|(_, line)| line).or(self.usual.as_ref())
    }

    /// The lines of all languages.
    pub fn all(&self) -> impl Iterator<Item = &Str> {
        self.named.iter().map(|(_, line)| line).chain(&self.usual)
    }
}

impl Decode for PerLang {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let mut out = Self { usual: None, named: vec![], span: node.span };
        let NodeKind::Map(entries) = &node.kind else {
            out.usual = Some(Str::decode(node, cx)?);
            return Some(out);
        };
        for (key, value) in entries {
            let line = Str::decode(value, cx);
            match Lang::parse(&key.text).filter(|_| key.text != DEFAULT) {
                _ if key.text == DEFAULT => out.usual = line,
                Some(lang) => out.named.extend(line.map(|line| (lang, line))),
                None => cx.sink.push(unknown_language(&key.text, key.span)),
            }
        }
        if out.all().next().is_none() {
            let hint =
                "write a line for all languages, or `default: …` and the others below it";
            cx.error_with_hint("empty-list", node.span, "no language is named", hint);
        }
        Some(out)
    }

    fn stand_in() -> Option<Self> {
        Some(Self { usual: Str::stand_in(), named: vec![], span: Span::NONE })
    }
}

impl JsonSchema for PerLang {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PerLanguage".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let line = generator.subschema_for::<Str>();
        json_schema!({ "anyOf": [line, {
            "type": "object", "additionalProperties": line, "examples": ["default", "ar"]
        }] })
    }
}

/// Most that a clear space may take, in heights of the logo.
const WIDEST: f64 = 2.0;

impl Decode for Clear {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let expected = "a share of the logo's height such as `25%`, or a length such as `4mm`";
        let text = cx.text(node, expected)?;
        let share = text.strip_suffix('%').and_then(|share| share.trim().parse::<f64>().ok());
        let share = share.map(|percent| percent / 100.0);
        let length = Abs::parse(text).filter(|length| *length >= Abs::ZERO);
        let found = match share.filter(|share| (0.0..=WIDEST).contains(share)) {
            Some(share) => Some(Self::Share(share)),
            None => length.filter(|length| *length <= Abs::mm(50.0)).map(Self::Length),
        };
        if found.is_none() {
            let message = format!("expected {expected}, found `{text}`");
            let fault = Diagnostic::error("bad-length", node.span, message);
            cx.sink.push(fault.with_hint("write it with its unit, or remove the key"));
        }
        found
    }
}

json_type!(Clear, "ClearSpace", {
    "type": "string",
    "pattern": "^[0-9]+(\\.[0-9]+)?(%|mm|cm|pt|in)$",
    "examples": ["25%"]
});

/// A length that is more than nothing, where the key is written.
fn some_extent(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<Abs>> {
    let Some(length) = Option::<Abs>::decode(node, cx)? else { return Some(None) };
    if length >= Abs::mm(0.5) {
        return Some(Some(length));
    }
    cx.error("bad-length", node.span, "this length must be more than nothing");
    None
}
