//! XML as the formats of translators need it: written by hand, read as a list of events.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Something that an XML text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum XmlToken {
    /// An element opens: its local name and its attributes, and the byte that it begins at.
    Open(String, Vec<(String, String)>, usize),
    /// An element closes.
    Close(String),
    /// Characters.
    Text(String),
}

/// The value of an attribute.
pub(super) fn attribute<'t>(attributes: &'t [(String, String)], name: &str) -> Option<&'t str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Reads an XML text.
///
/// # Errors
/// Where it is none, and what is wrong there.
pub(super) fn tokens(text: &str) -> Result<Vec<XmlToken>, (usize, String)> {
    let mut reader = Reader::from_str(text);
    let (mut out, mut depth) = (vec![], 0_usize);
    let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(text.len());
    loop {
        let at = place(reader.buffer_position());
        let event = reader.read_event().map_err(|error| (at, error.to_string()))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                out.push(open(&start, at));
            }
            Event::Empty(start) => {
                let token = open(&start, at);
                let XmlToken::Open(name, ..) = &token else { continue };
                let close = XmlToken::Close(name.clone());
                out.extend([token, close]);
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                out.push(XmlToken::Close(end.local_name().as_ref().to_owned()));
            }
            Event::Text(text) => out.push(XmlToken::Text(text.to_string())),
            Event::CData(text) => out.push(XmlToken::Text(text.to_string())),
            Event::GeneralRef(name) => {
                let name: &str = &name;
                let known = reference(name).map(XmlToken::Text);
                out.push(known.ok_or_else(|| (at, format!("`&{name};` is not known")))?);
            }
            Event::Eof if depth > 0 => return Err((at, "the file ends too early".to_owned())),
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

fn open(start: &BytesStart<'_>, at: usize) -> XmlToken {
    let attributes = start.attributes().flatten().map(|attribute| {
        let key = attribute.key.local_name().as_ref().to_owned();
        (key, unescaped(attribute.value.as_ref()))
    });
    XmlToken::Open(start.local_name().as_ref().to_owned(), attributes.collect(), at)
}

fn reference(name: &str) -> Option<String> {
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some(c.to_string())
}

fn unescaped(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').map(|end| at + end);
        match end.and_then(|end| Some((end, reference(&rest[at + 1..end])?))) {
            Some((end, text)) => {
                out.push_str(&text);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out + rest
}

/// Text between tags or in an attribute; what XML cannot hold is left out (XML 1.0, 2.2).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Readers would make spaces or line ends of them.
            '\t' | '\r' | '\n' => out.push_str(&format!("&#{};", u32::from(c))),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
