//! A page of the source to a form XObject (ISO 32000-1 8.10).
//!
//! The form's content is the page's, as it is packed; only content in several parts is unpacked
//! and joined. The form's matrix makes the page upright, in points, with the lower left corner
//! of the trimmed page at the origin.

use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Object, Rect, Stream};
use lopdf::{Dictionary, Object as Ours, dictionary};

use super::super::write::deflate;
use super::annots::{self, Left, Over};
use super::copy::{Copier, CopyError};
use super::limits;
use super::read::{SourcePage, broken};
use crate::diag::Diagnostic;
use crate::geom::Abs;

/// Why a page cannot be made a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormError {
    /// What it needs cannot be copied.
    Copy(CopyError),
    /// Its content is not there, broken, or too large.
    Content,
}

impl From<CopyError> for FormError {
    fn from(error: CopyError) -> Self {
        Self::Copy(error)
    }
}

impl FormError {
    /// The fault of a page, counted from 0.
    pub(super) fn tell(self, page: usize) -> Diagnostic {
        match self {
            Self::Content => broken(format!("the content of page {} cannot be read", page + 1)),
            Self::Copy(error) => error.into(),
        }
    }
}

/// A form XObject.
pub(super) struct FormXObject {
    dict: Dictionary,
    data: Data,
    /// Width of the trimmed page at full size.
    pub(super) width: Abs,
    /// What is painted over its content.
    pub(super) over: Over,
}

/// A form's content.
enum Data {
    /// As the dictionary says.
    Packed(Vec<u8>),
    /// To be packed.
    Plain(Vec<u8>),
}

impl FormXObject {
    /// The form with another around it that paints both it and what lies over it: `inner` is its
    /// number.
    pub(super) fn around(
        mut inner: Dictionary,
        over: Over,
        number: u32,
    ) -> (Dictionary, Dictionary, Vec<u8>) {
        let mut outer = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
        };
        for key in ["BBox", "Matrix"] {
            outer.set(key, inner.get(key.as_bytes()).cloned().unwrap_or(Ours::Null));
        }
        // The outer one is placed; the inner one stands in the page's own space.
        inner.remove(b"Matrix");
        let mut forms = over.forms;
        forms.set("P", (number, 0));
        outer.set("Resources", dictionary! { "XObject" => forms });
        let mut content = b"/P Do\n".to_vec();
        content.extend(over.content);
        (inner, outer, content)
    }

    /// The form as a stream whose dictionary says how it is packed.
    pub(super) fn pack(self) -> (Dictionary, Vec<u8>) {
        match self {
            Self { dict, data: Data::Packed(data), .. } => (dict, data),
            Self { mut dict, data: Data::Plain(plain), .. } => {
                dict.set("Filter", "FlateDecode");
                (dict, deflate(&plain))
            }
        }
    }
}

/// Makes a form of a page, of which what lies in `bounds` is seen.
pub(super) fn form<'a>(
    page: &SourcePage<'a>,
    bounds: Rect,
    left: &mut Left,
    copier: &mut Copier<'a>,
) -> Result<FormXObject, FormError> {
    let (mut dict, data) = content(page.dict, copier)?;
    dict.set("Type", "XObject");
    dict.set("Subtype", "Form");
    dict.set("BBox", reals(&[bounds.x0, bounds.y0, bounds.x1, bounds.y1]));
    dict.set("Matrix", reals(&page.matrix()));
    let over = annots::over(page.dict, left, copier)?;
    let resources = match page.inherited("Resources") {
        Some(resources) => copier.value(resources)?,
        None => Dictionary::new().into(),
    };
    dict.set("Resources", resources);
    if let Some(group) = page.dict.get::<Dict<'a>>("Group") {
        let mut group = copier.value(MaybeRef::NotRef(Object::Dict(group)))?;
        if let Ok(group) = group.as_dict_mut() {
            // A page is painted on its own before it is laid onto anything (11.4.7).
            group.set("I", true);
        }
        dict.set("Group", group);
    }
    Ok(FormXObject { dict, data, width: page.size().width, over })
}

/// Numbers as an array.
pub(super) fn reals(all: &[f64]) -> Ours {
    Ours::Array(all.iter().map(|&n| Ours::Real(n as f32)).collect())
}

/// What a page draws: how it is packed, and the bytes.
fn content<'a>(
    page: &Dict<'a>,
    copier: &mut Copier<'a>,
) -> Result<(Dictionary, Data), FormError> {
    let nothing = (Dictionary::new(), Data::Packed(vec![]));
    match page.get::<Object<'a>>("Contents") {
        Some(Object::Stream(stream)) => as_packed(&stream, copier),
        Some(Object::Array(parts)) => joined(&parts, copier),
        Some(Object::Null(_)) => Ok(nothing),
        None if !page.contains_key("Contents") => Ok(nothing),
        _ => Err(FormError::Content),
    }
}

fn as_packed<'a>(
    stream: &Stream<'a>,
    copier: &mut Copier<'a>,
) -> Result<(Dictionary, Data), FormError> {
    if limits::swelling(&stream.filters()) > 1 {
        // What reads the sheets would have to unpack it.
        return Err(FormError::Content);
    }
    let mut dict = Dictionary::new();
    for key in ["Filter", "DecodeParms"] {
        if let Some(value) = stream.dict().get_raw::<Object<'a>>(key) {
            dict.set(key, copier.value(value)?);
        }
    }
    Ok((dict, Data::Packed(stream.raw_data().into_owned())))
}

/// White space parts the parts: no operator goes on from one to the next (7.8.2).
fn joined<'a>(
    parts: &Array<'a>,
    copier: &mut Copier<'a>,
) -> Result<(Dictionary, Data), FormError> {
    let streams: Vec<Stream<'a>> = parts.iter::<Stream<'a>>().collect();
    if streams.len() < parts.raw_iter().count() {
        return Err(FormError::Content);
    }
    if let [only] = streams.as_slice() {
        return as_packed(only, copier);
    }
    let mut plain = vec![];
    for stream in &streams {
        plain.extend(copier.room.unpack(stream).ok_or(FormError::Content)?);
        plain.push(b'\n');
    }
    Ok((Dictionary::new(), Data::Plain(plain)))
}
