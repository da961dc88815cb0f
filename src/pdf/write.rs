//! The file: objects to bytes with object streams and a cross-reference stream (ISO 32000-1
//! 7.5.7 and 7.5.8).
//!
//! In: the lopdf document of the skeleton, finished streams, and [`Loose`] objects, which are
//! bytes already: a long document has more structure elements than fit into memory as lopdf
//! objects. lopdf's own writer copies each object and compresses one stream after the other;
//! here streams are packed in parallel. The trailer's ID is a hash of the file (no clock).

use std::collections::BTreeMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, Stream};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::syntax::{self, integer};

/// Objects in an object stream. Readers unpack a whole stream to read one object of it.
const PACK: usize = 250;

/// Objects that are bytes already.
#[derive(Debug, Default)]
struct Loose {
    bytes: Vec<u8>,
    /// Number and one past the last byte of each.
    ends: Vec<(u32, usize)>,
}

/// A document under construction.
#[derive(Debug)]
pub(super) struct Store {
    /// The objects that lopdf holds.
    pub(super) doc: lopdf::Document,
    /// The version in the header.
    version: &'static str,
    loose: Loose,
}

/// Where an object lies.
#[derive(Clone, Copy)]
enum ObjectPlace {
    Offset(usize),
    Packed(u32, usize),
}

impl Store {
    /// A store around a skeleton, for a file of a version of PDF.
    pub(super) fn new(doc: lopdf::Document, version: &'static str) -> Self {
        Self { doc, version, loose: Loose::default() }
    }

    /// A number for an object that comes later.
    pub(super) fn reserve(&mut self) -> u32 {
        self.doc.max_id += 1;
        self.doc.max_id
    }

    /// Numbers for `count` objects that come later; the first of them.
    pub(super) fn reserve_many(&mut self, count: usize) -> u32 {
        let first = self.doc.max_id + 1;
        self.doc.max_id += u32::try_from(count).unwrap_or(0);
        first
    }

    /// Adds an object as bytes; never a stream.
    pub(super) fn put(&mut self, id: u32, write: impl FnOnce(&mut Vec<u8>)) {
        write(&mut self.loose.bytes);
        self.loose.ends.push((id, self.loose.bytes.len()));
    }

    /// Adds a dictionary.
    pub(super) fn add(&mut self, dict: Dictionary) -> u32 {
        self.doc.add_object(dict).0
    }

    /// Adds a stream, compressed here; `dict` says nothing of its length or filter.
    pub(super) fn add_stream(&mut self, dict: Dictionary, plain: &[u8]) -> u32 {
        let id = self.reserve();
        self.set_packed(id, dict, deflate(plain));
        id
    }

    /// Sets a stream whose bytes are compressed already.
    pub(super) fn set_packed(&mut self, id: u32, mut dict: Dictionary, packed: Vec<u8>) {
        dict.set("Filter", "FlateDecode");
        self.set_raw(id, dict, packed);
    }

    /// Sets a stream whose dictionary names its filter.
    pub(super) fn set_raw(&mut self, id: u32, dict: Dictionary, bytes: Vec<u8>) {
        let stream = Stream::new(dict, bytes).with_compression(false);
        self.doc.objects.insert((id, 0), Object::Stream(stream));
    }

    /// The finished file.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let Self { mut doc, version, loose } = self;
        let mut out = format!("%PDF-{version}\n").into_bytes();
        out.extend_from_slice(b"%\xe2\xe3\xcf\xd3\n");
        let mut places: BTreeMap<u32, ObjectPlace> = BTreeMap::new();
        let mut small = Loose::default();
        for ((id, _), object) in std::mem::take(&mut doc.objects) {
            if let Object::Stream(stream) = object {
                places.insert(id, ObjectPlace::Offset(out.len()));
                put_stream(&mut out, id, stream);
            } else {
                syntax::object(&mut small.bytes, &object);
                small.ends.push((id, small.bytes.len()));
            }
        }
        for loose in [small, loose] {
            for (members, stream) in pack(&loose) {
                let holder = doc.max_id + 1;
                doc.max_id = holder;
                places.insert(holder, ObjectPlace::Offset(out.len()));
                for (index, id) in members.into_iter().enumerate() {
                    places.insert(id, ObjectPlace::Packed(holder, index));
                }
                put_stream(&mut out, holder, stream);
            }
        }
        finish(&mut out, &doc, places);
        out
    }
}

/// Object streams of a run of objects, each with the numbers of its members.
fn pack(loose: &Loose) -> Vec<(Vec<u32>, Stream)> {
    let starts: Vec<usize> =
        std::iter::once(0).chain(loose.ends.iter().map(|&(_, end)| end)).collect();
    let chunk = |(n, members): (usize, &[(u32, usize)])| {
        let base = starts[n * PACK];
        let mut head = vec![];
        for (i, &(id, _)) in members.iter().enumerate() {
            integer(&mut head, u64::from(id));
            head.push(b' ');
            // The offset counts the line break that each object begins with.
            integer(&mut head, (starts[n * PACK + i] - base + i) as u64);
            head.push(b' ');
        }
        let first = head.len();
        let mut from = base;
        for &(_, end) in members {
            head.extend_from_slice(&loose.bytes[from..end]);
            head.push(b'\n');
            from = end;
        }
        let mut dict = Dictionary::new();
        dict.set("Type", "ObjStm");
        dict.set("N", members.len() as i64);
        dict.set("First", first as i64);
        dict.set("Filter", "FlateDecode");
        let stream = Stream::new(dict, deflate(&head)).with_compression(false);
        (members.iter().map(|&(id, _)| id).collect(), stream)
    };
    loose.ends.par_chunks(PACK).enumerate().map(chunk).collect()
}

/// Appends the cross-reference stream and the end of the file.
fn finish(out: &mut Vec<u8>, doc: &lopdf::Document, mut places: BTreeMap<u32, ObjectPlace>) {
    let id = doc.max_id + 1;
    let start = out.len();
    places.insert(id, ObjectPlace::Offset(start));
    let hash = Sha256::digest(&out);
    let name = Object::string_literal(&hash[..16]);
    let mut dict = Dictionary::new();
    dict.set("Type", "XRef");
    dict.set("Size", i64::from(id) + 1);
    dict.set("W", vec![1.into(), 4.into(), 2.into()]);
    for key in [b"Root".as_slice(), b"Info"] {
        if let Ok(value) = doc.trailer.get(key) {
            dict.set(key, value.clone());
        }
    }
    dict.set("ID", vec![name.clone(), name]);
    dict.set("Filter", "FlateDecode");
    let mut parms = Dictionary::new();
    parms.set("Predictor", 12);
    parms.set("Columns", 7);
    dict.set("DecodeParms", parms);
    let table = cross_references(id, &places);
    put_stream(out, id, Stream::new(dict, deflate(&table)).with_compression(false));
    out.extend_from_slice(b"startxref\n");
    integer(out, start as u64);
    out.extend_from_slice(b"\n%%EOF\n");
}

/// The entries of objects 0 to `last`, each as the difference from the one above (PNG Up).
fn cross_references(last: u32, places: &BTreeMap<u32, ObjectPlace>) -> Vec<u8> {
    let mut out = Vec::with_capacity(8 * (last as usize + 1));
    let mut above = [0u8; 7];
    for id in 0..=last {
        let (kind, middle, end) = match places.get(&id) {
            Some(&ObjectPlace::Offset(at)) => (1, u32::try_from(at).unwrap_or(u32::MAX), 0),
            Some(&ObjectPlace::Packed(holder, index)) => {
                (2, holder, u16::try_from(index).unwrap_or(u16::MAX))
            }
            None => (0, 0, u16::MAX),
        };
        let mut row = [0; 7];
        row[0] = kind;
        row[1..5].copy_from_slice(&middle.to_be_bytes());
        row[5..].copy_from_slice(&end.to_be_bytes());
        out.push(2);
        out.extend(row.iter().zip(above).map(|(now, up)| now.wrapping_sub(up)));
        above = row;
    }
    out
}

fn put_stream(out: &mut Vec<u8>, id: u32, mut stream: Stream) {
    stream.dict.set("Length", stream.content.len() as i64);
    integer(out, u64::from(id));
    out.extend_from_slice(b" 0 obj\n");
    syntax::object(out, &Object::Stream(stream));
    out.extend_from_slice(b"\nendobj\n");
}

/// Compresses bytes (RFC 1950).
pub(super) fn deflate(plain: &[u8]) -> Vec<u8> {
    Deflater::default().pack(plain)
}

/// Compresses one thing after another. Its tables are large: for pages, making them anew costs as
/// much as compressing.
pub(super) struct Deflater {
    state: Compress,
    /// Whether something was compressed with it.
    used: bool,
}

impl Default for Deflater {
    fn default() -> Self {
        Self { state: Compress::new(Compression::new(LEVEL), true), used: false }
    }
}

impl Deflater {
    /// Compresses bytes; what they become does not depend on those before.
    pub(super) fn pack(&mut self, plain: &[u8]) -> Vec<u8> {
        if std::mem::replace(&mut self.used, true) {
            self.state.reset();
        }
        let mut out = Vec::with_capacity(plain.len() / 3 + 64);
        loop {
            let done = usize::try_from(self.state.total_in()).unwrap_or(usize::MAX);
            let rest = plain.get(done..).unwrap_or_default();
            // Writing into a vector with room in it does not fail.
            match self.state.compress_vec(rest, &mut out, FlushCompress::Finish) {
                Ok(Status::StreamEnd) | Err(_) => return out,
                Ok(Status::Ok | Status::BufError) => out.reserve(out.capacity().max(64)),
            }
        }
    }
}

/// Level of compression: measured, 6 to 9 differ by one part in a hundred in size.
const LEVEL: u32 = 6;
