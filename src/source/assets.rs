//! Pictures: found, read and decoded once, so that nothing after this reads a file.
//!
//! PNG, JPEG and WebP go to [`pixels`], SVG to [`super::svg`]. A path must stay inside the
//! project's folder, links included. A picture's fault is kept as a value and told at each place
//! that names the picture.

mod cmyk;
mod exif;
mod parts;
mod pixels;
mod profile;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::decode::{Str, nearest};
use super::input::{self, Refused};
use crate::diag::{Diagnostic, Sink, Span};
use crate::model::asset::{Asset, AssetKind};
use crate::model::limits::PICTURE_BYTES;

/// The pictures of a project, by the path that names them.
#[derive(Debug, Default)]
pub(super) struct Pictures(BTreeMap<String, Result<Picture, Fault>>);

/// A picture that can be used.
#[derive(Debug, Clone)]
struct Picture {
    bytes: Arc<[u8]>,
    kind: AssetKind,
    screen: Option<Arc<[u8]>>,
    profile: Option<Arc<[u8]>>,
    /// What an author should know of it.
    remarks: Vec<Fault>,
}

/// What is wrong with a picture.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) id: &'static str,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Fault {
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

impl Pictures {
    /// Reads the pictures that `paths` name, inside `dir`.
    pub(super) fn load<'p>(dir: &Path, paths: impl Iterator<Item = &'p str>) -> Self {
        let paths: BTreeSet<_> = paths.collect();
        let found = paths.into_par_iter().map(|path| (path.to_owned(), picture(dir, path)));
        Self(found.collect())
    }

    /// The picture that `file` names; what is wrong with it goes into `sink`.
    pub(super) fn asset(&self, file: &Str, sink: &mut Sink) -> Option<Asset> {
        let missing = || Err(Fault::new("missing-picture", "the picture was not read"));
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

fn picture(dir: &Path, path: &str) -> Result<Picture, Fault> {
    let full = inside(dir, path)?;
    let bytes: Arc<[u8]> = read(&full, path)?.into();
    let kind = match sniff(&bytes) {
        Some(kind) => kind,
        None => return Err(unsupported(path)),
    };
    let extension = Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or_default();
    if !kind.extensions().contains(&extension.to_ascii_lowercase().as_str()) {
        let message = format!("`{path}` is in truth a file in {}", kind.name());
        let hint = format!("name it `….{}`", kind.extensions()[0]);
        return Err(Fault::new("wrong-extension", message).hint(hint));
    }
    if kind == Format::Svg {
        let kind = AssetKind::Svg(super::svg::drawing(&bytes, path)?);
        return Ok(Picture { bytes, kind, screen: None, profile: None, remarks: vec![] });
    }
    pixels::picture(bytes, path, kind)
}

/// The file that `path` names, if it lies in `dir` and is there.
pub(super) fn inside(dir: &Path, path: &str) -> Result<PathBuf, Fault> {
    let outside = |message: String| {
        Fault::new("picture-outside", message).hint("copy the picture into `assets/`")
    };
    if path.contains('\\') {
        let message = format!("`{path}` is not a path with forward slashes");
        return Err(Fault::new("bad-path", message).hint("write `assets/name.png`"));
    }
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') || drive || path.split('/').any(|part| part == "..") {
        return Err(outside(format!("`{path}` leads out of the project's folder")));
    }
    match input::inside(dir, path) {
        Ok(full) => Ok(full),
        Err(Refused::Outside) => {
            Err(outside(format!("`{path}` is a link that leads out of the project's folder")))
        }
        Err(_) => Err(missing(dir, path)),
    }
}

fn missing(dir: &Path, path: &str) -> Fault {
    let fault = Fault::new("missing-picture", format!("there is no file `{path}`"));
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let names = input::names(dir, folder);
    let named =
        |known: &&str| known.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    let known = || names.iter().map(String::as_str);
    match known().find(named).or_else(|| nearest(name, known())) {
        Some(near) if folder.is_empty() => fault.hint(format!("did you mean `{near}`?")),
        Some(near) => fault.hint(format!("did you mean `{folder}/{near}`?")),
        None => fault,
    }
}

fn read(full: &Path, path: &str) -> Result<Vec<u8>, Fault> {
    match input::read(full, PICTURE_BYTES) {
        Ok(bytes) if bytes.is_empty() => {
            Err(Fault::new("broken-picture", format!("`{path}` is empty, 0 bytes")))
        }
        Ok(bytes) => Ok(bytes),
        Err(refused) => {
            let id = match refused {
                Refused::TooLarge { .. } => "picture-too-large",
                _ => "unreadable-picture",
            };
            Err(Fault::new(id, format!("`{path}` {}", refused.what())))
        }
    }
}

/// Formats by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Png,
    Jpeg,
    Webp,
    Svg,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Webp => "WebP",
            Self::Svg => "SVG",
        }
    }

    const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Webp => &["webp"],
            Self::Svg => &["svg"],
        }
    }
}

fn sniff(bytes: &[u8]) -> Option<Format> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(Format::Png)
    } else if bytes.starts_with(b"\xff\xd8") {
        Some(Format::Jpeg)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(Format::Webp)
    } else if text.starts_with(b"<") {
        Some(Format::Svg)
    } else {
        None
    }
}

fn unsupported(path: &str) -> Fault {
    let extension = Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or_default();
    let known = ["png", "jpg", "jpeg", "webp", "svg"]
        .contains(&extension.to_ascii_lowercase().as_str());
    if known {
        let message = format!("`{path}` is broken: its first bytes are not those of a picture");
        return Fault::new("broken-picture", message);
    }
    Fault::new("unsupported-picture", format!("`{path}` is not a PNG, JPEG, WebP or SVG file"))
        .hint("save the picture as PNG, JPEG, WebP or SVG")
}
