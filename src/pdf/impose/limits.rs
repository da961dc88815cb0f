//! What may be unpacked: a small file can hold more than a machine's memory.
//!
//! Object streams and cross-reference streams are unpacked while a file is read, before anything
//! is known of it. Whatever may be one is weighed first, and nothing is kept. Content is unpacked
//! only where a page has it in pieces; pictures and fonts never are. Data that is packed more than
//! once is not unpacked at all: three rounds make a kilobyte of a gigabyte.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, FromBytes, MaybeRef, Name, Object, Stream,
};

use super::read::broken;
use crate::diag::{Diagnostic, Span};

/// Bytes that all object streams together may hold.
const MAX_OBJECTS: u64 = 1 << 30;
/// Bytes that all content which is unpacked may hold, of all pages together.
const MAX_CONTENT: u64 = 1 << 28;
/// Bytes of content that is packed other than by deflate: nobody does so for more.
const MAX_OTHER: usize = 1 << 18;
/// Bytes in which the dictionary of an object ends.
const MAX_DICTIONARY: usize = 1 << 20;
/// Bytes of dictionaries that are looked through, as a multiple of the file.
const MAX_LOOKS: usize = 4;

/// Weighs the streams that are unpacked while a file is read.
///
/// # Errors
/// A fault where they hold too much, or are packed so that nobody can tell.
pub(super) fn weigh_objects(pdf: &[u8]) -> Result<(), Diagnostic> {
    let (mut left, mut looks) = (MAX_OBJECTS, MAX_LOOKS * pdf.len() + MAX_DICTIONARY);
    for at in objects(pdf) {
        let head = after_blanks(&pdf[at..]);
        let head = &head[..head.len().min(MAX_DICTIONARY)];
        if !head.starts_with(b"<<") {
            continue;
        }
        let dict: Option<Dict<'_>> = Dict::from_bytes(head);
        let looked = dict.as_ref().map_or(head.len(), |dict| dict.data().len());
        looks = looks.checked_sub(looked).ok_or_else(too_many)?;
        let Some(dict) = dict.filter(unpacked_early) else { continue };
        let Some(packed) = data(after_blanks(&pdf[at..]), &dict) else { continue };
        if !is_packed_once(&dict) {
            let message = "the PDF file packs its objects more than once, or as nobody does";
            return Err(broken(message));
        }
        // Readers take data without the two bytes before it, too (RFC 1951 instead of RFC 1950).
        let weight =
            weigh(ZlibDecoder::new(packed), left).max(weigh(DeflateDecoder::new(packed), left));
        left = left.checked_sub(weight).ok_or_else(too_heavy)?;
    }
    Ok(())
}

/// Where objects begin, behind the word. A number stands before it (ISO 32000-1 7.3.10).
fn objects(pdf: &[u8]) -> impl Iterator<Item = usize> {
    let words = pdf.windows(3).enumerate().filter(|(_, word)| *word == b"obj");
    words.map(|(at, _)| at).filter_map(|at| {
        let before = pdf[..at].trim_ascii_end();
        before.last().is_some_and(u8::is_ascii_digit).then_some(at + 3)
    })
}

/// What follows white space and comments.
fn after_blanks(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes.trim_ascii_start();
    while rest.first() == Some(&b'%') {
        let end = rest.iter().position(|&b| b == b'\n' || b == b'\r').unwrap_or(rest.len());
        rest = rest[end..].trim_ascii_start();
    }
    rest
}

/// Whether a stream may be one that holds objects or places of objects.
fn unpacked_early(dict: &Dict<'_>) -> bool {
    let named = dict.get::<Name<'_>>("Type");
    matches!(named.as_deref(), Some(b"ObjStm" | b"XRef"))
        || dict.contains_key("First") && dict.contains_key("N")
        || dict.contains_key("W") && dict.contains_key("Size")
}

/// The data of a stream that begins with its dictionary, to the file's end.
fn data<'d>(object: &'d [u8], dict: &Dict<'_>) -> Option<&'d [u8]> {
    let data = after_blanks(object.get(dict.data().len()..)?);
    Some(data.strip_prefix(b"stream")?.trim_ascii_start())
}

/// Whether a stream's filter is deflate alone, or none.
fn is_packed_once(dict: &Dict<'_>) -> bool {
    let flate = |name: &Name<'_>| matches!(&**name, b"FlateDecode" | b"Fl");
    ["Filter", "F"].iter().all(|key| match dict.get_raw::<Object<'_>>(*key) {
        None => true,
        Some(MaybeRef::Ref(_)) => false,
        Some(MaybeRef::NotRef(Object::Name(name))) => flate(&name),
        Some(MaybeRef::NotRef(Object::Array(all))) => {
            let names: Vec<Name<'_>> = all.iter().collect();
            names.len() == all.raw_iter().count() && names.len() < 2 && names.iter().all(flate)
        }
        Some(_) => false,
    })
}

fn too_heavy() -> Diagnostic {
    let message = "the PDF file swells to more than a gigabyte when it is unpacked";
    Diagnostic::error("file-too-large", Span::NONE, message)
}

fn too_many() -> Diagnostic {
    broken("the PDF file is full of dictionaries that lie in one another")
}

/// How many bytes come out of packed data, counted to a little over `most`. What is broken
/// weighs what comes out until then.
fn weigh(mut unpacked: impl Read, most: u64) -> u64 {
    let (mut buffer, mut count) = ([0; 1 << 13], 0);
    while count <= most {
        match unpacked.read(&mut buffer) {
            Ok(read) if read > 0 => count += read as u64,
            _ => break,
        }
    }
    count
}

/// What content may still be unpacked of a file.
#[derive(Debug)]
pub(super) struct Room(u64);

impl Room {
    /// The room of a file.
    pub(super) const fn new() -> Self {
        Self(MAX_CONTENT)
    }

    /// The content of a stream, unpacked; `None` where it is broken or too large.
    pub(super) fn unpack(&mut self, stream: &Stream<'_>) -> Option<Vec<u8>> {
        let content = unpacked(stream, self.0)?;
        self.0 = self.0.checked_sub(content.len() as u64)?;
        Some(content)
    }
}

fn unpacked(stream: &Stream<'_>, most: u64) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    let filters = stream.filters();
    let plain = stream.dict().get::<Array<'_>>("DecodeParms").is_none()
        && stream.dict().get::<Dict<'_>>("DecodeParms").is_none();
    if filters.as_slice() == [Filter::FlateDecode] && plain {
        let mut out = vec![];
        let mut decoder = ZlibDecoder::new(&*raw).take(most + 1);
        // Viewers show what can be unpacked of broken data; where that is nothing, the reader
        // may know why.
        let _ = decoder.read_to_end(&mut out);
        if !out.is_empty() {
            return (out.len() as u64 <= most).then_some(out);
        }
    }
    if filters.is_empty() {
        return (raw.len() as u64 <= most).then(|| raw.into_owned());
    }
    if swelling(&filters) > 1 || raw.len() > MAX_OTHER {
        return None;
    }
    stream.decoded_data().ok().map(|data| data.into_owned())
}

/// How many of a stream's filters make more of less.
pub(super) fn swelling(filters: &[Filter]) -> usize {
    let plain =
        |filter: &&Filter| !matches!(filter, Filter::AsciiHexDecode | Filter::Ascii85Decode);
    filters.iter().filter(plain).count()
}
