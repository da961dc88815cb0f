//! XML as a row of tokens, without namespaces.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A token: what is empty is opened and closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DocxToken {
    /// An element with its attributes, by their local names.
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

impl DocxToken {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let Self::Open(_, attributes) = self else { return None };
        attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The tokens of a file, as far as it is XML.
pub(super) fn tokens(text: &str) -> Vec<DocxToken> {
    let mut reader = Reader::from_str(text);
    let mut out = vec![];
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => out.push(open(&start)),
            Event::Empty(start) => {
                out.push(open(&start));
                out.push(DocxToken::Close(local(start.local_name().as_ref())));
            }
            Event::End(end) => out.push(DocxToken::Close(local(end.local_name().as_ref()))),
            Event::Text(text) => out.push(DocxToken::Text(text.to_string())),
            Event::CData(text) => out.push(DocxToken::Text(text.to_string())),
            Event::GeneralRef(name) => {
                let known = match &*name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                out.extend(known.map(|c| DocxToken::Text(c.to_string())));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    out
}

fn local(name: &str) -> String {
    name.to_owned()
}

fn open(start: &BytesStart<'_>) -> DocxToken {
    let attributes = start.attributes().flatten().map(|attribute| {
        let name = attribute.key.local_name().as_ref().to_owned();
        (name, attribute.value.into_owned())
    });
    DocxToken::Open(local(start.local_name().as_ref()), attributes.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_prefix_and_references_are_read() {
        let found = tokens("<w:p a:b='1'>R&amp;D &#1575;<w:br/></w:p>");
        assert_eq!(found[0].attribute("b"), Some("1"));
        let texts = found.iter().filter_map(|token| match token {
            DocxToken::Text(text) => Some(text.as_str()),
            _ => None,
        });
        assert_eq!(texts.collect::<String>(), "R&D ا");
        assert_eq!(found.last(), Some(&DocxToken::Close("p".to_owned())));
        assert_eq!(found[found.len() - 2], DocxToken::Close("br".to_owned()));
    }
}
