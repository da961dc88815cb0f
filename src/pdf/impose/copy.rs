//! Objects of one file to another, each once, and only those that pages need.
//!
//! In: values of the source. Out: the same values with new numbers, in a [`Store`]. What is
//! referred to goes along later, when [`Copier::finish`] is called, so that no chain of references
//! is too long for the stack.

use std::collections::{BTreeMap, VecDeque};

use hayro_interpret::hayro_syntax::object::{Dict, MaybeRef, Number, ObjRef, Object, Stream};
use hayro_interpret::hayro_syntax::xref::XRef;
use lopdf::{Dictionary, Object as Ours};

use super::super::write::Store;
use super::limits::Room;
use super::read::broken;
use crate::diag::{Diagnostic, Span};

/// Most objects that are copied.
const MAX_OBJECTS: usize = 4_000_000;
/// How deep arrays and dictionaries are nested at most.
const MAX_DEPTH: usize = 48;
/// Entries of streams that stay behind: the length, which is written anew, places in the tags,
/// metadata that may claim what is no longer so, private data, attached files.
const LEFT: [&[u8]; 7] = [
    b"Length",
    b"StructParent",
    b"StructParents",
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"AF",
];

/// Why nothing can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CopyError {
    /// More objects than a sound file has.
    TooMany,
    /// Arrays in arrays in arrays.
    TooDeep,
}

impl From<CopyError> for Diagnostic {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::TooDeep => broken("the PDF file nests its values too deeply"),
            CopyError::TooMany => {
                let message = "the PDF file has more than four million objects";
                Self::error("file-too-large", Span::NONE, message)
            }
        }
    }
}

/// Copies objects of a file into a store.
pub(super) struct Copier<'a> {
    /// The file that is made.
    pub(super) store: Store,
    /// What content may still be unpacked.
    pub(super) room: Room,
    /// How many objects the source refers to and lacks.
    pub(super) missing: usize,
    source: &'a XRef,
    /// New numbers by old ones.
    numbers: BTreeMap<(u32, i32), u32>,
    waiting: VecDeque<(ObjRef, u32)>,
}

impl<'a> Copier<'a> {
    /// A copier from a file into an empty one.
    pub(super) fn new(source: &'a XRef) -> Self {
        Self {
            store: Store::new(lopdf::Document::new(), "1.7"),
            room: Room::new(),
            missing: 0,
            source,
            numbers: BTreeMap::new(),
            waiting: VecDeque::new(),
        }
    }

    /// A value; what it refers to waits for [`Self::finish`].
    pub(super) fn value(&mut self, value: MaybeRef<Object<'a>>) -> Result<Ours, CopyError> {
        self.nested(value, MAX_DEPTH)
    }

    /// Copies all that was referred to.
    pub(super) fn finish(&mut self) -> Result<(), CopyError> {
        while let Some((old, new)) = self.waiting.pop_front() {
            match self.source.get::<Object<'a>>(old.into()) {
                Some(Object::Stream(stream)) => self.stream(&stream, new)?,
                Some(other) => {
                    let value = self.value(MaybeRef::NotRef(other))?;
                    self.store.doc.objects.insert((new, 0), value);
                }
                None => {
                    // ISO 32000-1 7.3.10: a reference to what is not there is null.
                    self.missing += 1;
                    self.store.doc.objects.insert((new, 0), Ours::Null);
                }
            }
        }
        Ok(())
    }

    fn stream(&mut self, stream: &Stream<'a>, new: u32) -> Result<(), CopyError> {
        let dict = self.entries(stream.dict(), &LEFT, MAX_DEPTH)?;
        self.store.set_raw(new, dict, stream.raw_data().into_owned());
        Ok(())
    }

    fn nested(&mut self, value: MaybeRef<Object<'a>>, depth: usize) -> Result<Ours, CopyError> {
        let depth = depth.checked_sub(1).ok_or(CopyError::TooDeep)?;
        let value = match value {
            MaybeRef::Ref(old) => return Ok(Ours::Reference((self.number(old)?, 0))),
            MaybeRef::NotRef(value) => value,
        };
        Ok(match value {
            Object::Null(_) => Ours::Null,
            Object::Boolean(yes) => Ours::Boolean(yes),
            Object::Number(number) => self::number(number),
            Object::String(text) => Ours::string_literal(text.as_bytes()),
            Object::Name(name) => Ours::Name(name.to_vec()),
            Object::Array(array) => {
                let values = array.raw_iter().map(|value| self.nested(value, depth));
                Ours::Array(values.collect::<Result<_, _>>()?)
            }
            Object::Dict(dict) => Ours::Dictionary(self.entries(&dict, &[], depth)?),
            // A stream is always an object of its own (7.3.8).
            Object::Stream(_) => Ours::Null,
        })
    }

    /// A dictionary's entries but those that are named.
    fn entries(
        &mut self,
        dict: &Dict<'a>,
        without: &[&[u8]],
        depth: usize,
    ) -> Result<Dictionary, CopyError> {
        let mut out = Dictionary::new();
        for (key, value) in dict.entries().filter(|(key, _)| !without.contains(&&**key)) {
            out.set(key.to_vec(), self.nested(value, depth)?);
        }
        Ok(out)
    }

    /// The new number of an object, which is copied once, later.
    fn number(&mut self, old: ObjRef) -> Result<u32, CopyError> {
        let key = (old.obj_number, old.gen_number);
        if let Some(&new) = self.numbers.get(&key) {
            return Ok(new);
        }
        if self.numbers.len() >= MAX_OBJECTS {
            return Err(CopyError::TooMany);
        }
        let new = self.store.reserve();
        self.numbers.insert(key, new);
        self.waiting.push_back((old, new));
        Ok(new)
    }
}

fn number(number: Number) -> Ours {
    let (whole, exact) = (number.as_i64(), number.as_f64());
    if whole as f64 == exact { Ours::Integer(whole) } else { Ours::Real(exact as f32) }
}
