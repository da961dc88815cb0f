//! What leaves the pages without markup is seen in the same order: the outline, alternative texts,
//! titles and descriptions in PDF, page and book. A program that shows such a string takes its
//! direction from its first letter, so that is how it is looked at here.

use std::io::{Cursor, Read as _};

use lopdf::{Dictionary, Document as PdfFile, Object};
use serde_json::json;
use unicode_bidi::{BidiClass, bidi_class};
use warraq::diag::Sink;
use warraq::model::{Document, PageMap};
use warraq::pdf::{PdfOptions, pdf};
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};
use warraq::web::WebFonts;

use super::places::{self, Holder, Sample};
use super::{batches, plain, project};

/// A string as programs show it: by UAX #9, its direction that of the first letter outside of
/// isolates, else from left to right.
fn shown(text: &str) -> String {
    let mut depth = 0;
    for c in text.chars() {
        match bidi_class(c) {
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => depth += 1,
            BidiClass::PDI => depth -= 1,
            BidiClass::L if depth == 0 => return plain::seen(text, false),
            BidiClass::R | BidiClass::AL if depth == 0 => return plain::seen(text, true),
            _ => {}
        }
    }
    plain::seen(text, false)
}

fn file(document: &Document) -> PdfFile {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let mut sink = Sink::default();
    let layout = warraq::layout::layout(document, &setter, &mut sink);
    let file = pdf(&layout, document, &book, &PdfOptions::default(), &mut sink);
    let bytes = file.unwrap_or_else(|_| panic!("{:?}", sink.diagnostics()));
    PdfFile::load_mem(&bytes).unwrap()
}

fn string(dict: &Dictionary, key: &[u8]) -> Option<String> {
    Some(lopdf::decode_text_string(dict.get(key).ok()?).unwrap())
}

/// The titles of the outline's rows, in order.
fn outline(doc: &PdfFile) -> Vec<String> {
    fn walk(doc: &PdfFile, dict: &Dictionary, out: &mut Vec<String>) {
        out.extend(string(dict, b"Title"));
        for key in [&b"First"[..], b"Next"] {
            if let Ok(next) = dict.get_deref(key, doc) {
                walk_on(doc, next, out);
            }
        }
    }
    fn walk_on(doc: &PdfFile, next: &Object, out: &mut Vec<String>) {
        walk(doc, next.as_dict().unwrap(), out);
    }
    let root = doc.catalog().unwrap().get_deref(b"Outlines", doc).unwrap();
    let mut out = vec![];
    walk(doc, root.as_dict().unwrap(), &mut out);
    out
}

/// The alternative texts of the figures, in the order of the objects.
fn alternatives(doc: &PdfFile) -> Vec<String> {
    let dicts = doc.objects.values().filter_map(|object| object.as_dict().ok());
    let figures = dicts
        .filter(|dict| dict.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == b"Figure"));
    figures.filter_map(|dict| string(dict, b"Alt")).collect()
}

/// What differs, a line each; each sample is one of the strings.
fn judge_all(samples: &[Sample], strings: &[String], place: &str, faults: &mut Vec<String>) {
    assert_eq!(samples.len(), strings.len(), "{place}");
    for (sample, string) in samples.iter().zip(strings) {
        let what = format!("{} as {place}", sample.what);
        super::judge(&Sample { what, ..sample.clone() }, &[shown(string)], faults);
    }
}

fn none(faults: &[String], count: usize) {
    assert!(faults.is_empty(), "{} of {count}:\n{}", faults.len(), faults.join("\n"));
    assert!(count > 300, "{count}");
}

#[test]
fn outlines_show_what_headings_show() {
    let (mut faults, mut count) = (vec![], 0);
    for batch in batches(places::samples()) {
        if batch[0].holder == Holder::Heading {
            let document =
                project::document(batch[0].lang, "", project::WIDE, &project::text(&batch));
            let rows = outline(&file(&document));
            let at = rows.iter().position(|row| row == "h").unwrap() + 1;
            judge_all(&batch, &rows[at..at + batch.len()], "outline", &mut faults);
            count += batch.len();
        }
    }
    none(&faults, count);
}

/// Samples without markup, which alternative texts do not have.
fn bare() -> Vec<Vec<Sample>> {
    let samples = places::samples().into_iter().filter(|sample| {
        sample.holder == Holder::Paragraph
            && !sample.typed.contains(['*', '\\', '`', '"'])
            && !sample.typed.contains("](")
            && !sample.typed.contains("]{")
    });
    batches(samples.collect())
}

#[test]
fn alternative_texts_show_what_paragraphs_show() {
    let (mut faults, mut count) = (vec![], 0);
    for batch in bare() {
        let figure = |sample: &Sample| json!({ "figure": { "file": "assets/stars.svg", "alt": sample.typed } });
        let body: Vec<_> = batch.iter().map(figure).collect();
        let text =
            json!({ "title": "t", "sections": [{ "id": "a", "heading": "h", "body": body }] });
        let document = project::document(batch[0].lang, "", project::WIDE, &text.to_string());
        let mut read = alternatives(&file(&document));
        assert_eq!(read.len(), batch.len());
        let fonts = WebFonts::new(&document, &FontBook::bundled()).unwrap();
        let page = warraq::web::html(&document, &fonts, &[]);
        let web = attributes(&page, "<svg ", "aria-label");
        judge_all(&batch, &web, "alternative text of a page", &mut faults);
        read.sort();
        let mut same = web;
        same.sort();
        assert_eq!(read, same, "PDF and page say the same");
        count += batch.len();
    }
    none(&faults, count);
}

/// The values of an attribute in the tags that begin so.
fn attributes(page: &str, tag: &str, name: &str) -> Vec<String> {
    let tags = page.split(tag).skip(1).map(|rest| rest.split('>').next().unwrap());
    let value = |tag: &str| {
        let said = tag.split(&format!("{name}=\"")).nth(1)?;
        Some(unescaped(said.split('"').next().unwrap()))
    };
    tags.filter_map(value).collect()
}

fn unescaped(text: &str) -> String {
    let signs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    signs.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign))
}

/// A document whose title, subtitle, publisher and description are a sample.
fn titled(sample: &Sample) -> Document {
    let said = &sample.typed;
    let text = json!({
        "title": said, "subtitle": said, "publisher": said, "description": said,
        "sections": [{ "id": "a", "heading": "h", "body": ["–"] }],
    });
    project::document(sample.lang, "", project::WIDE, &text.to_string())
}

/// The texts of the elements of that name.
fn elements(markup: &str, name: &str) -> Vec<String> {
    let open = format!("<{name}");
    let begins = markup.split(&open).skip(1).filter(|rest| rest.starts_with(['>', ' ']));
    let text = |rest: &str| {
        let inner = rest.split_once('>').unwrap().1;
        unescaped(inner.split("</").next().unwrap())
    };
    begins.map(text).collect()
}

fn member(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn metadata_show_what_titles_show() {
    let (mut faults, mut count) = (vec![], 0);
    for batch in batches(places::samples()) {
        if batch[0].holder != Holder::Term {
            continue;
        }
        let fonts = WebFonts::new(&titled(&batch[0]), &FontBook::bundled()).unwrap();
        // A title all of whose letters are foreign is a title in another language.
        let own = batch.iter().filter(|sample| sample.what.contains("{w}"));
        for sample in own.step_by(3) {
            let document = titled(sample);
            let page = warraq::web::html(&document, &fonts, &[]);
            let mut strings = elements(&page, "title")[..1].to_vec();
            for name in ["description", "og:description", "og:title", "og:site_name"] {
                strings.extend(attributes(&page, &format!("\"{name}\""), "content"));
            }
            let book = warraq::web::epub(&document, &PageMap::default(), &fonts, None).unwrap();
            let package = member(&book, "OEBPS/content.opf");
            for name in ["dc:title", "dc:publisher", "dc:description"] {
                strings.extend(elements(&package, name));
            }
            let doc = file(&document);
            let stream = doc.catalog().unwrap().get_deref(b"Metadata", &doc).unwrap();
            let packet = stream.as_stream().unwrap();
            let packet =
                packet.decompressed_content().unwrap_or_else(|_| packet.content.clone());
            let packet = String::from_utf8(packet).unwrap();
            for name in ["dc:title>", "dc:publisher>", "dc:description>"] {
                strings.extend(elements(packet.split(name).nth(1).unwrap(), "rdf:li"));
            }
            assert!(strings.len() >= 12, "{strings:#?}");
            for string in &strings {
                judge_all(
                    std::slice::from_ref(sample),
                    std::slice::from_ref(string),
                    "metadata",
                    &mut faults,
                );
            }
            count += strings.len();
        }
    }
    none(&faults, count);
}
