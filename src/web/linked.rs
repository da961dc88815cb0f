//! What pages say of themselves to programs: schema.org in JSON-LD (JSON-LD 1.1, section 7).
//!
//! It is a block of data, which no browser runs and no policy has to allow (HTML, section 4.12.1).

use serde_json::{Map, Value, json};

use super::element::{Element, el};
use super::files::{FileKind, Offered};
use super::notice::Notice;
use crate::model::{Document, Status};

/// What an edition's own page says: the edition, its files, its translations.
pub(super) fn edition(doc: &Document, visual: bool, downloads: &[Offered]) -> String {
    let notice = Notice::of(doc);
    let mut said = work(&notice);
    let base = notice.publish.as_deref();
    let folder = base.map(|base| format!("{base}{}/", doc.edition()));
    if let Some(folder) = &folder {
        said.insert("url".into(), format!("{folder}{}.html", doc.slug).into());
    }
    let modes: &[&str] = if visual { &["textual", "visual"] } else { &["textual"] };
    said.insert("accessMode".into(), json!(modes));
    said.insert(
        "accessModeSufficient".into(),
        json!({ "@type": "ItemList", "itemListElement": ["textual"] }),
    );
    let mut features = vec!["structuralNavigation", "tableOfContents", "readingOrder", "ARIA"];
    features.extend(visual.then_some("alternativeText"));
    said.insert("accessibilityFeature".into(), json!(features));
    said.insert("accessibilityHazard".into(), json!("none"));
    files(&mut said, downloads, folder.as_deref());
    let siblings = doc.siblings.iter().map(|(lang, title)| {
        let path = format!("{lang}/{}.html", doc.slug);
        let url = base.map_or_else(|| format!("../{path}"), |base| format!("{base}{path}"));
        json!({ "@type": kind(&notice), "inLanguage": lang.as_str(), "name": plain(title), "url": url })
    });
    let siblings: Vec<Value> = siblings.collect();
    if !siblings.is_empty() {
        said.insert("workTranslation".into(), siblings.into());
    }
    data(said)
}

/// What the page of all editions says: the work, and each edition as an example of it.
pub(super) fn work_of<'a>(
    first: &Notice,
    editions: impl Iterator<Item = (&'a Notice, &'a [Offered])>,
) -> String {
    let mut said = work(first);
    // What one edition alone is stands with that edition.
    for key in ["identifier", "inLanguage", "creativeWorkStatus", "isbn", "bookEdition"] {
        said.remove(key);
    }
    let base = first.publish.as_deref();
    if let Some(base) = base {
        said.insert("url".into(), base.into());
    }
    let each = editions.map(|(notice, offered)| {
        let mut one = work(notice);
        let page = offered.iter().find(|file| file.kind == FileKind::Page);
        if let Some(page) = page {
            one.insert("url".into(), address(base, &page.href).into());
        }
        files(&mut one, offered, base);
        Value::Object(one)
    });
    said.insert("workExample".into(), each.collect::<Vec<_>>().into());
    data(said)
}

/// The facts of an edition.
fn work(notice: &Notice) -> Map<String, Value> {
    let mut said = Map::new();
    let mut say = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            said.insert(key.to_owned(), value);
        }
    };
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    let named = |kind: &str, name: &Option<String>| {
        name.as_ref().map(|name| json!({ "@type": kind, "name": name }))
    };
    say("@type", Some(kind(notice).into()));
    say("name", Some(notice.title.as_str().into()));
    say("alternativeHeadline", text(&notice.subtitle));
    say("inLanguage", Some(notice.language()));
    let described =
        (!notice.description.is_empty()).then(|| notice.description.as_str().into());
    say("description", described);
    say("identifier", Some(notice.identifier.as_str().into()));
    say("publisher", named("Organization", &notice.publisher));
    say("datePublished", text(&notice.date));
    say("license", named("CreativeWork", &notice.licence));
    say("isbn", text(&notice.isbn));
    say("bookEdition", text(&notice.edition).filter(|_| notice.isbn.is_some()));
    let draft = notice.status == Status::Draft;
    say("creativeWorkStatus", draft.then(|| "Draft".into()));
    said
}

/// What a work is: a book where it is registered as one.
fn kind(notice: &Notice) -> &'static str {
    if notice.isbn.is_some() { "Book" } else { "CreativeWork" }
}

fn files(said: &mut Map<String, Value>, offered: &[Offered], base: Option<&str>) {
    let read = offered.iter().filter(|file| file.kind.is_read() && file.kind != FileKind::Page);
    let files = read.map(|file| {
        let mut one = json!({
            "@type": "MediaObject",
            "contentUrl": address(base, &file.href),
            "encodingFormat": file.kind.mime(),
        });
        if let (Some(bytes), Value::Object(one)) = (file.bytes, &mut one) {
            one.insert("contentSize".into(), format!("{bytes} B").into());
        }
        one
    });
    let files: Vec<Value> = files.collect();
    if !files.is_empty() {
        said.insert("encoding".into(), files.into());
    }
}

/// A file's address, in full where the folder's is known.
pub(super) fn address(base: Option<&str>, href: &str) -> String {
    format!("{}{href}", base.unwrap_or_default())
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

/// The element of such data.
pub(super) fn script(data: String) -> Element {
    el("script").with("type", "application/ld+json").push(data)
}

fn data(mut said: Map<String, Value>) -> String {
    said.insert("@context".into(), "https://schema.org".into());
    inert(&Value::Object(said).to_string())
}

/// JSON that ends no element and begins none, whatever its texts hold: what HTML or a script's
/// grammar could see is written as an escape of JSON (RFC 8259, section 7).
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<'
            | '>'
            | '&'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_data_or_begins_markup() {
        for hostile in [
            "</script><script>alert(1)</script>",
            "<!--<script>",
            "]]>",
            "\u{2028}\"\\",
            "&lt;",
            "\u{85}\u{ffff}\u{1}",
        ] {
            let json = inert(&json!({ "name": hostile }).to_string());
            assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{85}', '\u{1}']), "{json}");
            let read: Value = serde_json::from_str(&json).unwrap();
            assert_eq!(read["name"], hostile);
        }
    }
}
