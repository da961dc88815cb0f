//! Pictures: found, read and decoded once, so that nothing after this reads a file.
//!
//! PNG and JPEG are decoded whole to be sure that they are sound, within limits of size; SVG
//! goes to [`super::svg`]. A path must stay inside the project's folder, links included. A
//! picture's fault is kept as a value and told at each place that names the picture.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::{ImageDecoder, ImageFormat, ImageReader, Limits};

use super::decode::{Str, nearest};
use crate::diag::Diagnostic;
use crate::model::asset::{Asset, AssetKind, Pixels};

/// Largest file of a picture, in bytes.
const MAX_BYTES: u64 = 64 << 20;
/// Most pixels of a picture: about 90 × 60 cm at 300 dpi would be 75 million.
const MAX_PIXELS: u64 = 80_000_000;
/// Most bytes that decoding may take.
const MAX_MEMORY: u64 = 1 << 30;

/// The pictures of a project, by the path that names them.
#[derive(Debug, Default)]
pub(super) struct Pictures(BTreeMap<String, Result<Picture, Fault>>);

#[derive(Debug, Clone)]
struct Picture {
    bytes: Arc<[u8]>,
    kind: AssetKind,
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
}

impl Pictures {
    /// Reads the pictures that `paths` name, inside `dir`.
    pub(super) fn load<'p>(dir: &Path, paths: impl Iterator<Item = &'p str>) -> Self {
        let mut found = BTreeMap::new();
        for path in paths {
            found.entry(path.to_owned()).or_insert_with(|| picture(dir, path));
        }
        Self(found)
    }

    /// The picture that `file` names, or what is wrong with it.
    pub(super) fn asset(&self, file: &Str) -> Result<Asset, Box<Diagnostic>> {
        let missing = || Err(Fault::new("missing-picture", "the picture was not read"));
        match self.0.get(&file.text).cloned().unwrap_or_else(missing) {
            Ok(Picture { bytes, kind }) => {
                Ok(Asset { path: file.text.clone(), bytes, kind, span: file.span })
            }
            Err(fault) => {
                let told = Diagnostic::error(fault.id, file.span, fault.message);
                Err(Box::new(match fault.hint {
                    Some(hint) => told.with_hint(hint),
                    None => told,
                }))
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
    let kind = match kind {
        Format::Png => AssetKind::Png(pixels(&bytes, path, ImageFormat::Png)?),
        Format::Jpeg => AssetKind::Jpeg(pixels(&bytes, path, ImageFormat::Jpeg)?),
        Format::Svg => AssetKind::Svg(super::svg::drawing(&bytes, path)?),
    };
    Ok(Picture { bytes, kind })
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
    let full = dir.join(path);
    let (Ok(root), Ok(real)) = (dir.canonicalize(), full.canonicalize()) else {
        return Err(missing(dir, path));
    };
    if !real.starts_with(&root) {
        return Err(outside(format!(
            "`{path}` is a link that leads out of the project's folder"
        )));
    }
    Ok(full)
}

fn missing(dir: &Path, path: &str) -> Fault {
    let fault = Fault::new("missing-picture", format!("there is no file `{path}`"));
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut names: Vec<_> = fs::read_dir(dir.join(folder))
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
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
    let unreadable = |what: &str| {
        Fault::new("unreadable-picture", format!("`{path}` cannot be read: {what}"))
    };
    let data = fs::metadata(full).map_err(|error| unreadable(&error.to_string()))?;
    if !data.is_file() {
        return Err(unreadable("it is not a file"));
    }
    if data.len() == 0 {
        return Err(Fault::new("broken-picture", format!("`{path}` is empty, 0 bytes")));
    }
    if data.len() > MAX_BYTES {
        let message = format!(
            "`{path}` has {} MB; at most {} are read",
            data.len() >> 20,
            MAX_BYTES >> 20
        );
        return Err(Fault::new("picture-too-large", message));
    }
    fs::read(full).map_err(|error| unreadable(&error.to_string()))
}

/// Formats by content.
#[derive(Clone, Copy)]
enum Format {
    Png,
    Jpeg,
    Svg,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Svg => "SVG",
        }
    }

    const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
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
    } else if text.starts_with(b"<") {
        Some(Format::Svg)
    } else {
        None
    }
}

fn unsupported(path: &str) -> Fault {
    let extension = Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or_default();
    let known =
        ["png", "jpg", "jpeg", "svg"].contains(&extension.to_ascii_lowercase().as_str());
    if known {
        let message = format!("`{path}` is broken: its first bytes are not those of a picture");
        return Fault::new("broken-picture", message);
    }
    Fault::new("unsupported-picture", format!("`{path}` is not a PNG, JPEG or SVG file"))
        .hint("save the picture as PNG, JPEG or SVG")
}

/// Decodes a picture of pixels, to be sure that it is sound.
fn pixels(bytes: &[u8], path: &str, format: ImageFormat) -> Result<Pixels, Fault> {
    // What the decoder says of the inside of the file would help nobody.
    let broken =
        |_| Fault::new("broken-picture", format!("`{path}` is broken: it cannot be decoded"));
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        let message =
            format!("`{path}` has {width} × {height} pixels; at most {MAX_PIXELS} are read");
        return Err(Fault::new("picture-too-large", message).hint("scale the picture down"));
    }
    let color = decoder.color_type();
    let alpha = color.has_alpha();
    let channels = match format {
        ImageFormat::Jpeg => jpeg_channels(bytes).unwrap_or(3),
        _ => color.channel_count() - u8::from(alpha),
    };
    image::DynamicImage::from_decoder(decoder).map_err(broken)?;
    Ok(Pixels { width, height, channels, alpha })
}

/// Number of components in a JPEG's frame header (ITU-T T.81, B.2.2).
fn jpeg_channels(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        let is_frame = (0xC0..=0xCF).contains(&marker) && ![0xC4, 0xC8, 0xCC].contains(&marker);
        match (*bytes.get(at)?, marker) {
            (0xFF, 0xFF) => at += 1,
            (0xFF, _) if is_frame => return bytes.get(at + 9).copied(),
            (0xFF, _) => {
                let len = [*bytes.get(at + 2)?, *bytes.get(at + 3)?];
                at += 2 + usize::from(u16::from_be_bytes(len));
            }
            _ => return None,
        }
    }
}
