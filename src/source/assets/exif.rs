//! What a camera notes of how it was held (Exif 2.32, 4.6.4, tag `Orientation`).
//!
//! Browsers obey the note, PDF readers do not, and e-readers differ. So the note is read once, all
//! outputs turn the picture by it themselves, and the copy for screens has none.

use std::ops::Range;
use std::sync::Arc;

use flate2::Crc;
use image::metadata::Orientation;

use super::format::PictureFormat;
use super::parts::{self, marker};
use crate::geom::PictureTurn;

/// What stands before the note in a JPEG segment, and in what some programs write into WebP.
const PREFIX: &[u8] = b"Exif\0\0";

/// How the picture must be turned to stand upright.
pub(super) fn turn(bytes: &[u8], format: PictureFormat) -> PictureTurn {
    let orientation = places(bytes, format)
        .next()
        .and_then(|place| Orientation::from_exif_chunk(&bytes[place]));
    orientation
        .and_then(|orientation| PictureTurn::from_exif(u16::from(orientation.to_exif())))
        .unwrap_or_default()
}

/// The same file, whose note asks for nothing.
pub(super) fn without(bytes: &[u8], format: PictureFormat) -> Arc<[u8]> {
    let mut out = bytes.to_vec();
    for place in places(bytes, format) {
        let has_note = Orientation::remove_from_exif_chunk(&mut out[place.clone()]).is_some();
        if has_note && format == PictureFormat::Png {
            // The checksum covers the name, too.
            let mut crc = Crc::new();
            crc.update(&out[place.start - 4..place.end]);
            if let Some(sum) = out.get_mut(place.end..place.end + 4) {
                sum.copy_from_slice(&crc.sum().to_be_bytes());
            }
        }
    }
    out.into()
}

/// Where the notes lie.
fn places(bytes: &[u8], format: PictureFormat) -> Box<dyn Iterator<Item = Range<usize>> + '_> {
    let after_prefix = |place: Range<usize>| match bytes[place.clone()].starts_with(PREFIX) {
        true => place.start + PREFIX.len()..place.end,
        false => place,
    };
    match format {
        PictureFormat::Jpeg => Box::new(
            parts::jpeg(bytes)
                .filter(|part| part.name == marker(0xE1))
                .filter(|part| bytes[part.content.clone()].starts_with(PREFIX))
                .map(move |part| after_prefix(part.content)),
        ),
        PictureFormat::Webp => Box::new(
            parts::webp(bytes)
                .filter(|part| part.name == *b"EXIF")
                .map(move |part| after_prefix(part.content)),
        ),
        PictureFormat::Png => Box::new(
            parts::png(bytes).filter(|part| part.name == *b"eXIf").map(|part| part.content),
        ),
        PictureFormat::Svg | PictureFormat::Svgz => Box::new(std::iter::empty()),
    }
}
