//! Facts about the publication, and the lines of the imprint.

use sha2::{Digest, Sha256};

use super::super::decode::Str;
use super::super::letters;
use super::super::link::ascii;
use super::super::schema::text::TextFile;
use super::super::{Edition, Project, date, words};
use super::Resolver;
use crate::diag::Span;
use crate::model::{ImprintLine, Inline, Meta, Text, TextId, directed};

impl Project {
    /// Whether it has an ISBN, or one of its texts has.
    pub fn has_isbn(&self) -> bool {
        let texts = self.editions().iter().filter_map(|edition| edition.text.as_ref());
        self.brochure.isbn.is_some() || texts.into_iter().any(|text| text.isbn.is_some())
    }

    /// The address that its output folder has on the web, ended by `/`, where it says one.
    pub fn publish(&self) -> Option<String> {
        self.brochure.publish.as_ref().map(|keys| ascii(&keys.url.text))
    }
}

impl Resolver<'_> {
    /// What is known of an edition: its own words before those of the project.
    pub(super) fn meta(
        &mut self,
        edition: &Edition,
        text: &TextFile,
        epoch: Option<i64>,
    ) -> Meta {
        let common = &self.project.brochure;
        let pick = |own: &Option<Str>, shared: &Option<Str>| {
            own.as_ref().or(shared.as_ref()).map(|said| letters::plain(&said.text))
        };
        let date = common.date.as_ref().map(|date| date.text.clone());
        let midnight = date.as_deref().and_then(date::parse);
        let place = common.place.as_ref().and_then(|place| place.of(self.lang));
        let place = text.place.as_ref().or(place).map(|said| letters::plain(&said.text));
        let statement = pick(&text.edition, &common.edition);
        let mut meta = Meta {
            place,
            publisher: pick(&text.publisher, &common.publisher),
            licence: pick(&text.licence, &common.licence),
            isbn: pick(&text.isbn, &common.isbn),
            edition: statement
                .map(|said| words::edition::edition(&said, self.lang, self.digits)),
            description: pick(&text.description, &common.description),
            identifier: identifier(self.project, edition, text),
            publish: self.project.publish(),
            timestamp: epoch.or(midnight).unwrap_or(date::FALLBACK),
            words: words::words(&edition.lang, text.words.as_ref()),
            date,
            number: None,
            imprint: vec![],
        };
        let number = pick(&text.number, &common.number);
        meta.number = number.clone().map(|number| self.aside(number));
        meta.imprint = self.imprint(&meta, number);
        let read =
            [&mut meta.publisher, &mut meta.description, &mut meta.licence, &mut meta.edition];
        for said in read.into_iter().flatten() {
            *said = self.directed(std::mem::take(said), Span::NONE);
        }
        meta
    }

    /// Publisher, place, edition, date, number, licence and ISBN: those that are given.
    fn imprint(&mut self, meta: &Meta, number: Option<String>) -> Vec<(ImprintLine, Text)> {
        let date = meta.date.as_ref().map(|date| self.lang.date(date, self.digits));
        let isbn = meta.isbn.as_ref().map(|isbn| format!("ISBN {isbn}"));
        let number = number.map(|number| format!("{} {number}", meta.words.number));
        let lines = [
            (ImprintLine::Publisher, meta.publisher.clone()),
            (ImprintLine::Place, meta.place.clone()),
            (ImprintLine::Edition, meta.edition.clone()),
            (ImprintLine::Date, date),
            (ImprintLine::Number, number),
            (ImprintLine::Licence, meta.licence.clone()),
            (ImprintLine::Isbn, isbn),
        ];
        let shown = lines.into_iter().filter_map(|(kind, text)| Some((kind, text?)));
        shown.map(|(kind, text)| (kind, self.aside(text))).collect()
    }

    /// Words for those who hear, finished like a text of the source.
    pub(super) fn heard(&mut self, said: &Str) -> String {
        self.directed(letters::plain(&said.text), said.span)
    }

    /// Words that are shown without markup, finished like a text of the source.
    fn directed(&mut self, text: String, span: Span) -> String {
        let inlines = self.finished(vec![Inline::Text { text, span }]);
        directed(&inlines, self.lang.dir())
    }

    /// Words that stand in no text of the source, finished like one.
    fn aside(&mut self, text: String) -> Text {
        let inlines = self.finished(vec![Inline::Text { text, span: Span::NONE }]);
        Text { id: TextId(u32::MAX), inlines, span: Span::NONE }
    }
}

fn said(part: Option<&Str>) -> &str {
    part.map_or("", |part| part.text.as_str())
}

/// The identifier of this language's edition: the one it says itself; the project's, for the
/// source language; its ISBN; else a UUID out of what tells it from all others.
fn identifier(project: &Project, edition: &Edition, text: &TextFile) -> String {
    let is_source = project.editions().first().is_some_and(|first| first.lang == edition.lang);
    let common = &project.brochure;
    let shared = common.identifier.as_ref();
    if let Some(said) = text.identifier.as_ref().or(shared.filter(|_| is_source)) {
        return said.text.clone();
    }
    // An ISBN of the whole project cannot be that of each of its translations.
    let isbn = text.isbn.as_ref().or(common.isbn.as_ref().filter(|_| is_source));
    if let (None, Some(isbn)) = (shared, isbn) {
        return isbn_urn(&isbn.text);
    }
    let publisher = common.publisher.as_ref().or(text.publisher.as_ref());
    let first = common.first_date.as_ref().or(common.date.as_ref());
    let parts = match shared {
        Some(work) => vec![work.text.as_str()],
        None => vec![said(publisher), project.slug(), said(first)],
    };
    uuid_urn(&format!("{}\0{}", parts.join("\0"), edition.lang))
}

/// An ISBN as a URN (RFC 8254).
fn isbn_urn(isbn: &str) -> String {
    let digits: String = isbn.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("urn:isbn:{}", digits.trim_start_matches("ISBN"))
}

/// The identifier of an edition in two languages, out of those of its texts.
pub(in crate::source) fn joined_urn(first: &str, second: &str) -> String {
    uuid_urn(&format!("{first}\0{second}"))
}

/// A UUID of version 8 (RFC 9562, section 5.8) made of a name by SHA-256, as a URN.
fn uuid_urn(name: &str) -> String {
    let hash = Sha256::digest(name);
    let mut uuid: [u8; 16] = std::array::from_fn(|i| hash[i]);
    uuid[6] = uuid[6] & 0x0F | 0x80;
    uuid[8] = uuid[8] & 0x3F | 0x80;
    let hex: String = uuid.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}
