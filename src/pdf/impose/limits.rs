//! What may be unpacked: a small file can hold more than a machine's memory.
//!
//! Object streams and cross-reference streams are unpacked while a file is read, before anything
//! is known of it. Whatever says that it is one is weighed first, and nothing is kept. Content is
//! unpacked only where a page has it in pieces; pictures and fonts never are.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::{Array, Dict, FromBytes, Name, Stream};

/// Bytes that all object streams together may hold.
const MAX_OBJECTS: u64 = 1 << 30;
/// Bytes that the content of a page may hold.
const MAX_CONTENT: u64 = 1 << 27;
/// Bytes of content that is packed other than by deflate: nobody does so for more.
const MAX_OTHER: usize = 1 << 18;
/// Bytes in which the dictionary of an object stream ends.
const MAX_DICTIONARY: usize = 1 << 12;

/// Whether the streams that are unpacked while a file is read hold too much.
pub(super) fn swells(pdf: &[u8]) -> bool {
    let mut left = MAX_OBJECTS;
    let objects = pdf.windows(3).enumerate().filter(|(_, word)| *word == b"obj");
    for (at, _) in objects {
        let Some(packed) = packed_objects(&pdf[at + 3..]) else { continue };
        // Readers take data without the two bytes before it, too (RFC 1951 instead of RFC 1950).
        let weight =
            weigh(ZlibDecoder::new(packed), left).max(weigh(DeflateDecoder::new(packed), left));
        if weight > left {
            return true;
        }
        left -= weight;
    }
    false
}

/// The data of a packed object or cross-reference stream that begins here, to the file's end.
fn packed_objects(object: &[u8]) -> Option<&[u8]> {
    let head = object.trim_ascii_start();
    let head = &head[..head.len().min(MAX_DICTIONARY)];
    let dict = head.starts_with(b"<<").then(|| Dict::from_bytes(head))??;
    let kind = dict.get::<Name<'_>>("Type")?;
    if !matches!(&*kind, b"ObjStm" | b"XRef") {
        return None;
    }
    let data = object.trim_ascii_start().get(dict.data().len()..)?;
    Some(data.trim_ascii_start().strip_prefix(b"stream")?.trim_ascii_start())
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

/// The content of a stream, unpacked; `None` where it is broken or too large.
pub(super) fn unpacked(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    let filters = stream.filters();
    let plain = stream.dict().get::<Array<'_>>("DecodeParms").is_none()
        && stream.dict().get::<Dict<'_>>("DecodeParms").is_none();
    if filters.as_slice() == [Filter::FlateDecode] && plain {
        let mut out = vec![];
        let mut decoder = ZlibDecoder::new(&*raw).take(MAX_CONTENT + 1);
        // Viewers show what can be unpacked of broken data; where that is nothing, the reader
        // may know why.
        let _ = decoder.read_to_end(&mut out);
        if !out.is_empty() {
            return (out.len() as u64 <= MAX_CONTENT).then_some(out);
        }
    }
    if !filters.is_empty() && raw.len() > MAX_OTHER {
        return None;
    }
    stream.decoded_data().ok().map(|data| data.into_owned())
}
