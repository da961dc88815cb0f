//! What is to be known of an edition by those who list it: catalogues, search engines, libraries.

use serde_json::{Value, json};

use super::epub::metadata::utc;
use super::html::describe;
use crate::model::lang::Lang;
use crate::model::{Document, Status};

/// What is to be known of an edition. Texts are plain: they hold no controls of direction.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its language.
    pub lang: Lang,
    /// Its second language, where it has two.
    pub also: Option<Lang>,
    /// Its title.
    pub title: String,
    /// Its subtitle.
    pub subtitle: Option<String>,
    /// How far a person has got with it.
    pub status: Status,
    /// A sentence or two about it; what a draft says of itself comes first.
    pub description: String,
    /// Its identifier, a URN or an address.
    pub identifier: String,
    /// The publishing organisation.
    pub publisher: Option<String>,
    /// Date of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// When it was made last, by the run's clock.
    pub modified: String,
    /// Edition statement.
    pub edition: Option<String>,
    /// Licence line.
    pub licence: Option<String>,
    /// ISBN, its digits alone.
    pub isbn: Option<String>,
    /// The address of the output folder on the web.
    pub publish: Option<String>,
}

impl Notice {
    /// Its language as programs read it; in two languages a list of both.
    pub(super) fn language(&self) -> Value {
        match &self.also {
            Some(also) => json!([self.lang.as_str(), also.as_str()]),
            None => self.lang.as_str().into(),
        }
    }

    /// What is to be known of a document.
    pub fn of(doc: &Document) -> Self {
        let meta = &doc.meta;
        let digits = |isbn: &String| {
            let signs: String = isbn.chars().filter(char::is_ascii_alphanumeric).collect();
            signs.trim_start_matches("ISBN").to_owned()
        };
        let about = describe(doc);
        let description = match doc.status {
            Status::Draft => format!("{} — {about}", meta.words.draft),
            Status::Final => about,
        };
        Self {
            lang: doc.lang.clone(),
            also: doc.second.as_ref().map(|second| second.document.lang.clone()),
            title: plain_title(doc),
            subtitle: doc.subtitle.as_ref().map(|text| text.to_plain()),
            status: doc.status,
            description: bare(description.trim_end_matches(" — ")),
            identifier: meta.identifier.clone(),
            publisher: meta.publisher.as_deref().map(bare),
            date: meta.date.clone(),
            modified: utc(meta.timestamp),
            edition: meta.edition.as_deref().map(bare),
            licence: meta.licence.as_deref().map(bare),
            isbn: meta.isbn.as_ref().map(digits),
            publish: meta.publish.clone(),
        }
    }
}

/// The title, of two texts both.
fn plain_title(doc: &Document) -> String {
    let titles = doc.texts_in_order().map(|text| text.title.to_plain());
    titles.collect::<Vec<_>>().join(" — ")
}

/// Text without the isolates that the program put around what runs the other way: programs that
/// read it set it by themselves.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

/// A URI as formats ask for it: what an IRI may hold beyond ASCII is percent-encoded (RFC 3987,
/// section 3.1), and so is what neither may hold.
pub(super) fn uri(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        let refused = byte <= b' ' || byte >= 0x7f || b"<>\"\\^`{|}".contains(&byte);
        match refused {
            true => out.push_str(&format!("%{byte:02X}")),
            false => out.push(char::from(byte)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_become_uris() {
        assert_eq!(uri("urn:isbn:9780306406157"), "urn:isbn:9780306406157");
        assert_eq!(
            uri("https://a.org/كتاب?a=<b>%20"),
            "https://a.org/%D9%83%D8%AA%D8%A7%D8%A8?a=%3Cb%3E%20"
        );
    }

    #[test]
    fn controls_of_direction_are_left_out_and_joiners_stay() {
        assert_eq!(bare("كتاب \u{2066}PDF\u{2069} می\u{200c}شود"), "كتاب PDF می\u{200c}شود");
    }
}
