//! `brochure.yaml`: what the languages have in common.

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::Optional;
use serde_json::Value;

use super::super::shape::CHIEF;
use super::editions::EditionEntry;
use super::face::{CoverKeys, LogoKeys, PartnerKeys, PerLang};
use super::formats::{FormatEntry, NamedSize};
use super::pictures::PictureKeys;
use super::print::{BookletKeys, PrintKeys};
use super::publish::PublishKeys;
use super::values::{DigitsByLang, json_type};
use crate::diag::Diagnostic;
use crate::model::Allowed;
use crate::model::lang::Lang;
use crate::model::pdf::{TextMarks, TextOrder};
use crate::model::style::{Brand, PageStyle};
use crate::source::decode::{Decode, Decoder, Str, choice, record};
use crate::source::node::{Node, NodeKind};

/// A brochure's own file: its name, its languages, facts about the publication.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Brochure {
    /// Name of the output files, without extension: small Latin letters, digits, hyphens. That of the
    /// folder, where the key is left out.
    #[schemars(
        regex(pattern = "^[a-z0-9][a-z0-9-]*$"),
        extend("x-also" = ["name", "file-name"])
    )]
    pub slug: Option<Str>,
    /// The languages, each with a file in `text/`; the first is the one that the others are
    /// translated from.
    #[schemars(
        with = "Vec<Lang>",
        length(min = 1),
        extend("x-also" = ["lang", "langs", "locales", "اللغات", "لغات", "اللغة"])
    )]
    pub languages: Vec<Str>,
    /// Languages in work, each with a file in `text/`: they are made where they are asked for,
    /// with `--drafts` or by `--lang`.
    #[schemars(with = "Option<Vec<Lang>>")]
    pub drafts: Option<Vec<Str>>,
    /// Editions in two languages, beside those in one: what embassies and clinics print.
    #[schemars(length(min = 1), extend("x-also" = ["bilingual"]))]
    pub editions: Option<Vec<EditionEntry>>,
    /// The publishing organisation.
    pub publisher: Option<Str>,
    /// Date of publication, `YYYY-MM-DD`.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: Option<Str>,
    /// Date of first publication, where `date` is that of a later edition. The identifiers of the
    /// e-books are made of it.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub first_date: Option<Str>,
    /// Place of publication; or one for each language, `default` for all others.
    #[schemars(extend("x-also" = ["city"]))]
    pub place: Option<PerLang>,
    /// Licence line, as it is to be printed.
    pub licence: Option<Str>,
    /// ISBN, as it is to be printed.
    #[schemars(extend("format" = "isbn"))]
    pub isbn: Option<Str>,
    /// Number of the document, by which others cite it: `2026/14`.
    pub number: Option<Str>,
    /// The edition: its number, which is said in words (“First edition”), or words as they are to be
    /// printed.
    pub edition: Option<Str>,
    /// A sentence or two about the brochure, for catalogues and search engines.
    pub description: Option<Str>,
    /// Stable identifier of the work, a URN or an address. Where the key is left out, e-books take
    /// their ISBN or else a UUID out of publisher, slug, language and first date.
    #[schemars(extend("format" = "uri"))]
    pub identifier: Option<Str>,
    /// Digits by language, where they are not the usual ones: `ar: latn`.
    pub digits: Option<DigitsByLang>,
    /// What is made; everything but `cover`, where the key is left out.
    #[schemars(length(min = 1))]
    pub outputs: Option<Vec<Output>>,
    /// Name of the theme, or changes to it, as in `theme.yaml`, with its `name`.
    pub theme: Option<ThemeKey>,
    /// The house's own colour: covers, headings, stars, tints and the web page follow it.
    pub brand: Option<BrandKey>,
    /// The house's logo: on covers, in the head of the web page, in the e-book.
    pub logo: Option<LogoKeys>,
    /// The picture of the front cover; the web page shows it, too.
    pub cover: Option<CoverKeys>,
    /// Those who made the brochure possible, with their emblems; on the back cover.
    #[schemars(length(min = 1), extend("x-also" = ["sponsors", "supporters", "donors"]))]
    pub partners: Option<Vec<PartnerKeys>>,
    /// Changes to the theme's page: size, margins, grid.
    pub page: Option<PageChange>,
    /// The formats that are made; the first gives the page numbers of the e-book.
    #[schemars(length(min = 1), extend("x-also" = ["sizes"]))]
    pub formats: Option<Vec<FormatEntry>>,
    /// How it is printed.
    pub print: Option<PrintKeys>,
    /// The sheets that an office printer makes a booklet of.
    pub booklet: Option<BookletKeys>,
    /// Where readers will find what is made.
    pub publish: Option<PublishKeys>,
    /// How many pixels of pictures the outputs hold.
    pub pictures: Option<PictureKeys>,
    /// How text is stored in PDF files.
    pub pdf: Option<PdfKeys>,
    /// Faults that somebody has looked at and that stop no build: `overlap` on finished pages,
    /// `wrong-phone` where each language has a number of its own.
    pub allow: Option<Vec<Allowed>>,
}

choice!(Allowed { "overlap" => Overlap, "wrong-phone" => WrongPhone });
json_type!(Allowed, "Allowed", { "enum": ["overlap", "wrong-phone"] });

record!(Brochure {
    slug: good_slug,
    languages,
    drafts,
    editions,
    publisher,
    date: good_date,
    first_date: good_date,
    place,
    licence,
    isbn: good_isbn,
    number,
    edition,
    description,
    identifier: good_identifier,
    digits,
    outputs,
    theme,
    brand,
    logo,
    cover,
    partners,
    page,
    formats,
    print,
    booklet,
    publish,
    pictures,
    pdf,
    allow,
});

/// How text is stored in PDF files, for experts: `docs/text-layer.md` weighs the choices.
#[derive(Debug, Clone, Copy, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PdfKeys {
    /// The order inside a line: `visual` for people, `logical` for programs that take text as
    /// it is stored.
    pub text_order: Option<TextOrder>,
    /// Marks of direction: `boundaries`, where runs of the other direction end, or `none`.
    pub text_marks: Option<TextMarks>,
}

record!(PdfKeys { text_order, text_marks });

choice!(TextOrder { "visual" => Visual, "logical" => Logical });
json_type!(TextOrder, "TextOrder", { "enum": ["visual", "logical"] });
choice!(TextMarks { "boundaries" => Boundaries, "none" => None });
json_type!(TextMarks, "TextMarks", { "enum": ["boundaries", "none"] });

/// A kind of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// PDF for screens.
    Pdf,
    /// PDF for the print shop.
    Print,
    /// PDF of sheets that an office printer prints on both sides, to be folded into a booklet.
    Booklet,
    /// EPUB.
    Epub,
    /// One HTML file.
    Html,
    /// The front cover as a picture, as the stores ask for it.
    Cover,
}

impl Output {
    /// All kinds, in the order in which they are made.
    pub const ALL: [Self; 6] =
        [Self::Pdf, Self::Print, Self::Booklet, Self::Epub, Self::Html, Self::Cover];
    /// Those that are made where nobody says what is.
    pub const USUAL: [Self; 5] =
        [Self::Pdf, Self::Print, Self::Booklet, Self::Epub, Self::Html];
}

choice!(Output {
    "pdf" => Pdf,
    "print" => Print,
    "booklet" => Booklet,
    "epub" => Epub,
    "html" => Html,
    "cover" => Cover,
});
json_type!(Output, "Output", { "enum": ["pdf", "print", "booklet", "epub", "html", "cover"] });

/// The key `page`: the size of pages whose format says none. The rest of its content is laid upon
/// the theme, which knows its keys.
#[derive(Debug, Clone, Copy)]
pub struct PageChange {
    /// The size.
    pub size: Option<NamedSize>,
}

impl Decode for PageChange {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        is_map(node, cx)?;
        let Some(size) = node.get("size") else { return Some(Self { size: None }) };
        if let Some(side) = node.get("width").or_else(|| node.get("height")) {
            let message = "`size` says how wide and how high pages are";
            let fault = Diagnostic::error("two-sizes", side.span, message);
            cx.sink.push(
                fault
                    .with_related(size.span, "it stands here")
                    .with_hint("remove one of the two, or write `size: [width, height]`"),
            );
            return None;
        }
        Some(Self { size: Option::decode(size, cx)? })
    }
}

/// Whether a node is a map; tells where it is none.
fn is_map(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<()> {
    if matches!(node.kind, NodeKind::Map(_)) {
        return Some(());
    }
    cx.mismatch(node, "a map of keys");
    None
}

impl JsonSchema for PageChange {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Page".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = PageStyle::json_schema(generator);
        schemars::transform::Transform::transform(&mut Optional, &mut schema);
        let size = generator.subschema_for::<NamedSize>().to_value();
        if let Some(Value::Object(keys)) = schema.get_mut("properties") {
            keys.insert("size".to_owned(), size);
        }
        schema.insert(CHIEF.to_owned(), "size".into());
        schema
    }
}

/// The key `theme`: a name, or changes to the theme of a name.
#[derive(Debug, Clone)]
pub struct ThemeKey {
    /// The name.
    pub name: Option<Str>,
}

impl Decode for ThemeKey {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let name = match &node.kind {
            NodeKind::Map(_) => node.get("name"),
            _ => Some(node),
        };
        let name = name.map(|name| Str::decode(name, cx));
        Some(Self { name: name.map_or(Some(None), |name| name.map(Some))? })
    }
}

json_type!(ThemeKey, "ThemeKey", {
    "anyOf": [
        { "type": ["string", "number"], "format": "name" },
        { "$ref": "#/$defs/ThemeChange" }
    ]
});

/// That the key `theme` of a format is a map; its content is laid upon the theme.
#[derive(Debug, Clone, Copy)]
pub struct ThemeChange;

impl Decode for ThemeChange {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        is_map(node, cx).map(|()| Self)
    }
}

json_type!(ThemeChange, "ThemeChange", { "$ref": "#/$defs/ThemeChange" });

/// The key `brand`; it is laid upon the theme, which knows its forms.
#[derive(Debug, Clone, Copy)]
pub struct BrandKey;

impl Decode for BrandKey {
    fn decode(_: &Node<'_>, _: &mut Decoder<'_>) -> Option<Self> {
        Some(Self)
    }
}

impl JsonSchema for BrandKey {
    fn inline_schema() -> bool {
        Brand::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        Brand::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Brand::json_schema(generator)
    }
}

fn good_slug(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<Str>> {
    let Some(slug) = Option::<Str>::decode(node, cx)? else { return Some(None) };
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if slug.text.len() <= 80 && !slug.text.starts_with('-') && slug.text.chars().all(inner) {
        return Some(Some(slug));
    }
    let message = format!("`{}` cannot be the name of files", slug.text);
    cx.sink.push(
        Diagnostic::error("bad-slug", slug.span, message)
            .with_expected("at most 80 small Latin letters, digits and hyphens"),
    );
    None
}

fn good_date(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<Str>> {
    let Some(date) = Option::<Str>::decode(node, cx)? else { return Some(None) };
    if super::super::date::parse(&date.text).is_some() {
        return Some(Some(date));
    }
    let message = format!("`{}` is not a date", date.text);
    let fault = Diagnostic::error("bad-date", date.span, message)
        .with_expected("year, month and day, such as `2026-03-21`");
    cx.sink.push(match super::super::date::meant(&date.text) {
        Some(meant) => fault.with_hint(format!("write `{meant}`")),
        None => fault,
    });
    None
}

/// An ISBN of 10 or 13 digits with its check digit (ISBN Users' Manual, section 5 and
/// appendix 1).
pub(super) fn good_isbn(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<Str>> {
    let Some(isbn) = Option::<Str>::decode(node, cx)? else { return Some(None) };
    let bare = isbn.text.trim_start_matches("ISBN").trim_start_matches(':');
    let bare: String = bare.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{2011}')).collect();
    let digits: Option<Vec<u32>> = bare
        .char_indices()
        .map(|(i, c)| if i == 9 && matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) })
        .collect();
    let weigh = |digits: &[u32], weight: fn(u32) -> u32| -> u32 {
        digits.iter().zip(0..).map(|(digit, i)| digit * weight(i)).sum()
    };
    let good = digits.is_some_and(|digits| match digits.len() {
        10 => weigh(&digits, |i| 10 - i) % 11 == 0,
        13 => weigh(&digits, |i| 1 + 2 * (i % 2)) % 10 == 0,
        _ => false,
    });
    if good {
        return Some(Some(isbn));
    }
    let message = format!("`{}` is not an ISBN: its check digit does not fit", isbn.text);
    let hint = "compare it with the one you were given: 13 digits, or the old form of 10";
    cx.error_with_hint("bad-isbn", isbn.span, message, hint);
    None
}

/// An identifier is an absolute IRI (EPUB 3.3, 5.5.3.1 wants it globally unique).
pub(super) fn good_identifier(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<Str>> {
    let Some(name) = Option::<Str>::decode(node, cx)? else { return Some(None) };
    let scheme = name.text.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.len() > 1
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric())
            && !rest.is_empty()
    });
    if scheme && !name.text.contains(char::is_whitespace) {
        return Some(Some(name));
    }
    let message = format!("`{}` cannot identify a work", name.text);
    let fault = Diagnostic::error("bad-identifier", name.span, message);
    cx.sink.push(fault.with_expected("a URN or an address, such as `urn:isbn:9780306406157`"));
    None
}
