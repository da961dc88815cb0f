//! Pictures: found, read and decoded once, so that nothing after this reads a file.
//!
//! PNG, JPEG and WebP go to [`pixels`], SVG to [`super::svg`]. A path must stay inside the
//! project's folder, links included. A picture's fault is kept as a value and told at each place
//! that names the picture.

mod cmyk;
mod exif;
mod find;
mod format;
mod limits;
mod parts;
mod pixels;
mod profile;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::Project;
use super::decode::Str;
use super::input::{self, Refused};
use crate::diag::{Diagnostic, Sink, Span};
use crate::model::asset::{Asset, AssetKind, Resolution};
use crate::model::limits::PICTURE_BYTES;
pub(super) use find::among;
use format::{PictureFormat, format};

/// The pictures of a project, by the path that names them.
#[derive(Debug, Default)]
pub(super) struct Pictures(BTreeMap<String, Result<Picture, PictureFault>>);

/// A picture that can be used.
#[derive(Debug, Clone)]
struct Picture {
    bytes: Arc<[u8]>,
    kind: AssetKind,
    screen: Option<Arc<[u8]>>,
    profile: Option<Arc<[u8]>>,
    /// What an author should know of it.
    remarks: Vec<PictureFault>,
}

/// What is wrong with a picture.
#[derive(Debug, Clone)]
pub(super) struct PictureFault {
    pub(super) id: &'static str,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl PictureFault {
    pub(super) fn new(id: &'static str, message: impl Into<String>) -> Self {
        Self { id, message: message.into(), hint: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn told(self, tell: Tell, span: Span) -> Diagnostic {
        let told = tell(self.id, span, self.message);
        match self.hint {
            Some(hint) => told.with_hint(hint),
            None => told,
        }
    }
}

/// Makes a fault of one severity.
type Tell = fn(&'static str, Span, String) -> Diagnostic;

impl Project {
    /// How many pixels of pictures the outputs hold.
    pub fn resolution(&self) -> Resolution {
        let (said, usual) = (self.brochure.pictures, Resolution::default());
        Resolution {
            screen: said.and_then(|said| said.screen).unwrap_or(usual.screen),
            print: said.and_then(|said| said.print).unwrap_or(usual.print),
        }
    }
}

impl Pictures {
    /// Reads the pictures that `paths` name, inside `dir`.
    pub(super) fn load(roots: &[PathBuf], paths: Vec<&str>) -> Self {
        let paths: BTreeSet<_> = paths.into_iter().collect();
        let found = paths.into_par_iter().map(|path| (path.to_owned(), picture(roots, path)));
        Self(found.collect())
    }

    /// The picture that `file` names; what is wrong with it goes into `sink`.
    pub(super) fn asset(&self, file: &Str, sink: &mut Sink) -> Option<Asset> {
        let missing = || Err(PictureFault::new("missing-picture", "the picture was not read"));
        match self.0.get(&file.text).cloned().unwrap_or_else(missing) {
            Ok(Picture { bytes, kind, screen, profile, remarks }) => {
                for remark in remarks {
                    sink.push(remark.told(Diagnostic::warning, file.span));
                }
                let (path, span) = (file.text.clone(), file.span);
                Some(Asset { path, bytes, screen, kind, profile, span })
            }
            Err(fault) => {
                sink.push(fault.told(Diagnostic::error, file.span));
                None
            }
        }
    }
}

fn picture(roots: &[PathBuf], path: &str) -> Result<Picture, PictureFault> {
    let (_, full) = among(roots, path)?;
    let bytes: Arc<[u8]> = read(&full, path)?.into();
    let format = format(&bytes, path)?;
    if matches!(format, PictureFormat::Svg | PictureFormat::Svgz) {
        let kind = AssetKind::Svg(super::svg::drawing(&bytes, roots, path)?);
        return Ok(Picture { bytes, kind, screen: None, profile: None, remarks: vec![] });
    }
    pixels::picture(bytes, path, format)
}

fn read(full: &Path, path: &str) -> Result<Vec<u8>, PictureFault> {
    match input::read(full, PICTURE_BYTES) {
        Ok(bytes) if bytes.is_empty() => {
            Err(PictureFault::new("broken-picture", format!("`{path}` is empty, 0 bytes")))
        }
        Ok(bytes) => Ok(bytes),
        Err(refused) => {
            let id = match refused {
                Refused::TooLarge { .. } => "picture-too-large",
                _ => "unreadable-picture",
            };
            Err(PictureFault::new(id, format!("`{path}` {}", refused.what())))
        }
    }
}
