//! A page of the source to a form XObject (ISO 32000-1 8.10).
//!
//! The form's content is the page's, as it is packed; only content in several parts is unpacked
//! and joined. The form's matrix makes the page upright, in points, with the lower left corner
//! of the trimmed page at the origin.

use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Object, Rect, Stream};
use lopdf::{Dictionary, Object as Ours, dictionary};

use super::super::write::deflate;
use super::copy::{Copier, CopyError};
use super::limits;
use super::read::{Page, broken};
use crate::diag::{Diagnostic, Span};

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

/// Makes a form of a page, of which what lies in `bounds` is seen; the form's number.
pub(super) fn form<'a>(
    page: &Page<'a>,
    bounds: Rect,
    copier: &mut Copier<'a>,
) -> Result<u32, FormError> {
    let (mut dict, data) = content(page.dict, copier)?;
    dict.set("Type", "XObject");
    dict.set("Subtype", "Form");
    dict.set("BBox", reals(&[bounds.x0, bounds.y0, bounds.x1, bounds.y1]));
    dict.set("Matrix", reals(&page.matrix()));
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
    let id = copier.store.reserve();
    copier.store.set_raw(id, dict, data);
    Ok(id)
}

/// Numbers as an array.
pub(super) fn reals(all: &[f64]) -> Ours {
    Ours::Array(all.iter().map(|&n| Ours::Real(n as f32)).collect())
}

/// What a page draws: how it is packed, and the bytes.
fn content<'a>(
    page: &Dict<'a>,
    copier: &mut Copier<'a>,
) -> Result<(Dictionary, Vec<u8>), FormError> {
    match page.get::<Object<'a>>("Contents") {
        Some(Object::Stream(stream)) => as_packed(&stream, copier),
        Some(Object::Array(parts)) => joined(&parts, copier),
        Some(Object::Null(_)) => Ok((Dictionary::new(), vec![])),
        None if !page.contains_key("Contents") => Ok((Dictionary::new(), vec![])),
        _ => Err(FormError::Content),
    }
}

fn as_packed<'a>(
    stream: &Stream<'a>,
    copier: &mut Copier<'a>,
) -> Result<(Dictionary, Vec<u8>), FormError> {
    let mut dict = Dictionary::new();
    for key in ["Filter", "DecodeParms"] {
        if let Some(value) = stream.dict().get_raw::<Object<'a>>(key) {
            dict.set(key, copier.value(value)?);
        }
    }
    Ok((dict, stream.raw_data().into_owned()))
}

/// White space parts the parts: no operator goes on from one to the next (7.8.2).
fn joined<'a>(
    parts: &Array<'a>,
    copier: &mut Copier<'a>,
) -> Result<(Dictionary, Vec<u8>), FormError> {
    let streams: Vec<Stream<'a>> = parts.iter::<Stream<'a>>().collect();
    if streams.len() < parts.raw_iter().count() {
        return Err(FormError::Content);
    }
    if let [only] = streams.as_slice() {
        return as_packed(only, copier);
    }
    let mut plain = vec![];
    for stream in &streams {
        plain.extend(limits::unpacked(stream).ok_or(FormError::Content)?);
        plain.push(b'\n');
    }
    Ok((dictionary! { "Filter" => "FlateDecode" }, deflate(&plain)))
}
