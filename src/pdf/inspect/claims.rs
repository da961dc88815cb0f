//! What a file's metadata claim (XMP, ISO 16684-1), and its title in them.

use hayro_interpret::hayro_syntax::object::{Dict, Stream};

/// Most bytes of metadata.
const MAX_METADATA: usize = 1 << 22;

/// The metadata of the whole file, as text; empty where there are none.
pub(super) fn metadata(catalog: &Dict<'_>) -> String {
    let stream = catalog.get::<Stream<'_>>("Metadata");
    let data = stream.and_then(|stream| stream.decoded().ok()).unwrap_or_default();
    String::from_utf8_lossy(&data[..data.len().min(MAX_METADATA)]).into_owned()
}

/// The profiles that a file says it keeps.
pub(super) fn claims(xmp: &str) -> Vec<String> {
    let mut out = vec![];
    if let Some(part) = value(xmp, "pdfuaid:part") {
        out.push(format!("PDF/UA-{part}"));
    }
    if let Some(part) = value(xmp, "pdfaid:part") {
        let level = value(xmp, "pdfaid:conformance").unwrap_or_default().to_lowercase();
        out.push(format!("PDF/A-{part}{level}"));
    }
    let press = ["pdfxid:GTS_PDFXVersion", "pdfx:GTS_PDFXVersion"];
    out.extend(press.iter().find_map(|name| value(xmp, name)));
    out.extend(value(xmp, "pdfvtid:GTS_PDFVTVersion"));
    out
}

/// The title, in the language that comes first.
pub(super) fn title(xmp: &str) -> Option<String> {
    let inner = between(xmp, "<dc:title", "</dc:title>")?;
    let item = between(inner, "<rdf:li", "</rdf:li>")?;
    let text = item.split_once('>')?.1.trim();
    (!text.is_empty()).then(|| unescaped(text))
}

/// A property, as an element or as an attribute.
fn value(xmp: &str, name: &str) -> Option<String> {
    let element = between(xmp, &format!("<{name}>"), "</");
    let attribute = |sign: char| {
        let rest = xmp.split_once(&format!("{name}={sign}"))?.1;
        rest.split(sign).next()
    };
    let found = element.or_else(|| attribute('"')).or_else(|| attribute('\''))?.trim();
    (!found.is_empty() && found.len() < 40).then(|| unescaped(found))
}

fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let rest = text.split_once(open)?.1;
    Some(rest.split_once(close)?.0)
}

fn unescaped(text: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_read_from_elements_and_attributes() {
        let elements = "<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part>\
                        <pdfaid:conformance>A</pdfaid:conformance>";
        assert_eq!(claims(elements), ["PDF/UA-1", "PDF/A-2a"]);
        let attributes = "<rdf:Description pdfaid:part='3' pdfaid:conformance=\"B\" \
                          pdfxid:GTS_PDFXVersion=\"PDF/X-4\"/>";
        assert_eq!(claims(attributes), ["PDF/A-3b", "PDF/X-4"]);
        assert_eq!(claims("<x/>"), [""; 0]);
    }

    #[test]
    fn the_first_title_is_taken() {
        let xmp = "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">R&amp;D</rdf:li>\
                   <rdf:li>other</rdf:li></rdf:Alt></dc:title>";
        assert_eq!(title(xmp).as_deref(), Some("R&D"));
        assert_eq!(title("<dc:title/>"), None);
    }
}
