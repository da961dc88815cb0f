//! The catalogue for reading apps: a feed of OPDS 2.0, each edition a publication.
//!
//! Its metadata are those of the Readium Web Publication Manifest. A feed names itself by an address
//! in full, so that it is made only where the output folder's is known.

use serde_json::{Map, Value, json};

use super::files::{FileKind, Offered};
use super::index::Listing;
use super::notice::{Notice, uri};
use crate::geom::Dir;

/// The feed's name in the output folder.
pub const OPDS: &str = "opds.json";
/// Its media type (OPDS 2.0, section 1.1).
pub(super) const TYPE: &str = "application/opds+json";
/// Columns and rows of a store's cover.
const COVER: (u32, u32) = (1600, 2560);

/// The feed of all editions that can be read; `None` where there is none, or no address.
pub fn catalogue(editions: &[Listing]) -> Option<String> {
    let first = &editions.first()?.notice;
    let base = first.publish.as_deref()?;
    let publications: Vec<Value> =
        editions.iter().filter_map(|edition| publication(edition, base)).collect();
    if publications.is_empty() {
        return None;
    }
    let mut metadata = Map::new();
    metadata.insert("title".into(), first.title.as_str().into());
    metadata.insert("modified".into(), first.modified.as_str().into());
    metadata.insert("numberOfItems".into(), publications.len().into());
    let feed = json!({
        "metadata": metadata,
        "links": [
            { "rel": "self", "href": format!("{base}{OPDS}"), "type": TYPE },
            { "rel": "alternate", "href": base, "type": "text/html" },
        ],
        "publications": publications,
    });
    serde_json::to_string_pretty(&feed).ok().map(|text| text + "\n")
}

/// An edition; `None` of what has no file for readers.
fn publication(edition: &Listing, base: &str) -> Option<Value> {
    let files = || edition.files.iter().filter(|file| file.kind.is_read());
    let has_files = files().any(|file| file.kind != FileKind::Page);
    let links: Vec<Value> = files().map(|file| link(file, edition, base, has_files)).collect();
    if links.is_empty() {
        return None;
    }
    let mut said = json!({ "metadata": metadata(&edition.notice), "links": links });
    if let (Some(href), Value::Object(said)) = (&edition.store_cover, &mut said) {
        let cover = json!({
            "href": format!("{base}{href}"), "type": "image/jpeg",
            "width": COVER.0, "height": COVER.1,
        });
        said.insert("images".into(), vec![cover].into());
    }
    Some(said)
}

/// What is to be known of an edition.
fn metadata(notice: &Notice) -> Map<String, Value> {
    let rtl = notice.lang.dir() == Dir::Rtl;
    let facts = [
        (
            "@type",
            Some(
                if notice.isbn.is_some() {
                    "http://schema.org/Book"
                } else {
                    "http://schema.org/CreativeWork"
                }
                .to_owned(),
            ),
        ),
        ("title", Some(notice.title.clone())),
        ("subtitle", notice.subtitle.clone()),
        ("identifier", Some(uri(&notice.identifier))),
        ("modified", Some(notice.modified.clone())),
        ("published", notice.date.clone()),
        ("publisher", notice.publisher.clone()),
        ("description", Some(notice.description.clone()).filter(|text| !text.is_empty())),
        ("readingProgression", Some(if rtl { "rtl" } else { "ltr" }.to_owned())),
    ];
    let mut said: Map<String, Value> = facts
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?.into())))
        .collect();
    said.insert("language".into(), notice.language());
    said
}

/// A file. A web page is another form of the edition where there are files to take home, and the
/// edition itself where there are none.
fn link(file: &Offered, edition: &Listing, base: &str, has_files: bool) -> Value {
    let rel = match file.kind {
        FileKind::Page if has_files => "alternate",
        _ => "http://opds-spec.org/acquisition/open-access",
    };
    let mut said = json!({
        "rel": rel,
        "href": format!("{base}{}", file.href),
        "type": file.kind.mime(),
        "language": edition.notice.language(),
    });
    let Value::Object(keys) = &mut said else { return said };
    if let Some(bytes) = file.bytes.filter(|bytes| *bytes > 0) {
        keys.insert("size".into(), bytes.into());
    }
    if let Some(shape) = &file.shape {
        let leaflet = shape.leaflet.then_some(edition.words.leaflet.as_str());
        let parts: Vec<&str> = leaflet.into_iter().chain(shape.name.as_deref()).collect();
        keys.insert("title".into(), parts.join(" ").into());
    }
    said
}
