//! The metadata of the package document (EPUB 3.3, section 5.5), accessibility included
//! (EPUB Accessibility 1.1, section 2): derived from the content, never typed.

use super::super::build::has_pictures;
use super::super::encode::escape;
use super::super::html::describe;
use super::super::second;
use crate::model::lang::Lang;
use crate::model::{Document, Inline, PageMap, Status, Text};

/// What the publication claims; the outputs of the main example are checked against it.
pub(super) const CONFORMS: &str = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";

/// A `metadata` element under construction.
struct Metadata(String);

impl Metadata {
    fn line(&mut self, name: &str, attrs: &[(&str, &str)], value: &str) {
        let out = &mut self.0;
        out.push_str("    <");
        out.push_str(name);
        for (key, value) in attrs {
            out.push(' ');
            out.push_str(key);
            out.push_str("=\"");
            escape(value, true, out);
            out.push('"');
        }
        out.push('>');
        escape(value, false, out);
        out.push_str("</");
        out.push_str(name);
        out.push_str(">\n");
    }

    fn meta(&mut self, property: &str, value: &str) {
        self.line("meta", &[("property", property)], value);
    }
}

/// The content of the `metadata` element, a line each.
pub(super) fn metadata(doc: &Document, map: &PageMap, has_cover: bool) -> String {
    let mut out = Metadata(String::from("\n"));
    publication(doc, &mut out);
    access(doc, map, has_cover, &mut out);
    out.meta("ibooks:specified-fonts", "true");
    if has_cover {
        out.0.push_str("    <meta name=\"cover\" content=\"cover-image\"/>\n");
    }
    out.0.push_str("  ");
    out.0
}

/// What the publication is.
fn publication(doc: &Document, out: &mut Metadata) {
    let meta = &doc.meta;
    out.line("dc:identifier", &[("id", "pub-id")], &meta.identifier);
    out.line("dc:title", &[("id", "title")], &doc.title.to_directed(doc.lang.dir()));
    out.line("meta", &[("refines", "#title"), ("property", "title-type")], "main");
    if let Some(subtitle) = &doc.subtitle {
        let foreign = lang_of(subtitle);
        let mut attrs = vec![("id", "subtitle")];
        if let Some(lang) = foreign {
            attrs.extend([("xml:lang", lang.as_str()), ("dir", lang.dir().as_str())]);
        }
        out.line("dc:title", &attrs, &subtitle.to_directed(doc.lang.dir()));
        out.line("meta", &[("refines", "#subtitle"), ("property", "title-type")], "subtitle");
    }
    if let Some(other) = second::text(doc) {
        let title = other.title.to_directed(other.lang.dir());
        let said = doc.subtitle.as_ref().map(|text| text.to_plain());
        if said != Some(other.title.to_plain()) {
            let (lang, dir) = (other.lang.as_str(), other.lang.dir().as_str());
            out.line("dc:title", &[("xml:lang", lang), ("dir", dir)], &title);
        }
    }
    for text in doc.texts_in_order() {
        out.line("dc:language", &[], text.lang.as_str());
    }
    if let Some(publisher) = &meta.publisher {
        out.line("dc:publisher", &[], publisher);
    }
    if let Some(date) = &meta.date {
        out.line("dc:date", &[], date);
    }
    if let Some(isbn) = &meta.isbn {
        let digits: String = isbn.chars().filter(char::is_ascii_alphanumeric).collect();
        let digits = digits.trim_start_matches("ISBN");
        let urn = format!("urn:isbn:{digits}");
        if urn != meta.identifier {
            out.line("dc:identifier", &[("id", "isbn")], &urn);
        }
    }
    let description = describe(doc);
    let description = match doc.status {
        Status::Draft => format!("{} — {description}", meta.words.draft),
        Status::Final => description,
    };
    // A brochure of pictures alone has nothing to say here; EPUBCheck refuses an empty line.
    if !description.is_empty() {
        out.line("dc:description", &[], description.trim_end_matches(" — "));
    }
    if let Some(licence) = &meta.licence {
        out.line("dc:rights", &[], licence);
    }
    out.meta("dcterms:modified", &utc(meta.timestamp));
}

/// The language of a text that is one foreign stretch.
fn lang_of(text: &Text) -> Option<&Lang> {
    match text.inlines.as_slice() {
        [Inline::Isolate { lang, .. }] => lang.as_ref(),
        _ => None,
    }
}

/// How the publication can be read.
fn access(doc: &Document, map: &PageMap, has_cover: bool, out: &mut Metadata) {
    let visual = has_pictures(doc) || has_cover;
    out.meta("schema:accessMode", "textual");
    if visual {
        out.meta("schema:accessMode", "visual");
    }
    out.meta("schema:accessModeSufficient", "textual");
    if visual {
        out.meta("schema:accessModeSufficient", "textual,visual");
    }
    for feature in features(!map.pages.is_empty(), visual) {
        out.meta("schema:accessibilityFeature", feature);
    }
    out.meta("schema:accessibilityHazard", "none");
    let (lang, summary) = summary(doc, !map.pages.is_empty());
    let attrs = [("property", "schema:accessibilitySummary"), ("xml:lang", lang)];
    let attrs = if lang == "en" && doc.lang.dir().is_rtl() {
        [&attrs[..], &[("dir", "ltr")]].concat()
    } else {
        attrs.to_vec()
    };
    out.line("meta", &attrs, &summary);
    out.line("meta", &[("property", "dcterms:conformsTo")], CONFORMS);
    out.meta("a11y:certifiedBy", concat!("warraq ", env!("CARGO_PKG_VERSION")));
    if !map.pages.is_empty() {
        let pdf = format!("{}.pdf", doc.slug);
        out.line("dc:source", &[("id", "paper")], &pdf);
        out.meta("pageBreakSource", &pdf);
    }
}

/// The features that the content really has (schema.org accessibilityFeature).
pub(in super::super) fn features(pages: bool, visual: bool) -> Vec<&'static str> {
    let mut out = vec![
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
        "ARIA",
    ];
    if pages {
        out.extend(["pageNavigation", "pageBreakMarkers"]);
    }
    if visual {
        out.push("alternativeText");
    }
    out
}

/// What a reader should know beforehand, in the edition's language where it is spoken here.
fn summary(doc: &Document, pages: bool) -> (&'static str, String) {
    match doc.lang.primary() {
        "ar" => {
            let pages = if pages {
                " وتطابق أرقام الصفحات نسخة PDF."
            } else {
                ""
            };
            (
                "ar",
                format!(
                    "كتاب نصّي قابل لإعادة التدفّق، بعناوين وفهرس وترتيب قراءة منطقي، ولكل صورة وصف \
                 بديل.{pages}"
                ),
            )
        }
        _ => {
            let pages = if pages { " Page numbers match the PDF edition." } else { "" };
            (
                "en",
                format!(
                    "A reflowable book of text with headings, a table of contents and a logical \
                 reading order; every picture has a description.{pages}"
                ),
            )
        }
    }
}

/// Seconds since 1970 as `YYYY-MM-DDThh:mm:ssZ` (proleptic Gregorian calendar).
pub(in super::super) fn utc(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Years begin in March here, so that the leap day is the last.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (h, m, s) = (rest / 3_600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_dates() {
        assert_eq!(utc(0), "1970-01-01T00:00:00Z");
        assert_eq!(utc(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(utc(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(utc(1_795_392_000), "2026-11-23T00:00:00Z");
        assert_eq!(utc(-1), "1969-12-31T23:59:59Z");
    }
}
