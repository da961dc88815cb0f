//! The parts that picture files are made of, as far as the program looks at them by itself: where
//! each lies, not what it says. Whether a file is sound is for its decoder to say.

use std::ops::Range;

use super::format::PictureFormat;

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FilePart {
    /// Its name; of a JPEG segment, its marker.
    pub(super) name: [u8; 4],
    /// Where its content lies.
    pub(super) content: Range<usize>,
}

/// A JPEG segment's name.
pub(super) const fn marker(code: u8) -> [u8; 4] {
    [0xFF, code, 0, 0]
}

/// The segments of a JPEG file up to its first scan (ITU-T T.81, B.1.1).
pub(super) fn jpeg(bytes: &[u8]) -> impl Iterator<Item = FilePart> {
    let mut at = 2;
    std::iter::from_fn(move || {
        let code = loop {
            match (*bytes.get(at)?, *bytes.get(at + 1)?) {
                (0xFF, 0xFF) => at += 1,
                // Markers without a segment.
                (0xFF, 0x01 | 0xD0..=0xD8) => at += 2,
                (0xFF, 0x00 | 0xD9 | 0xDA) => return None,
                (0xFF, code) => break code,
                _ => return None,
            }
        };
        let length =
            usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let start = at + 4;
        at += 2 + length;
        let content = start..at.min(bytes.len());
        (length >= 2 && start <= content.end)
            .then_some(FilePart { name: marker(code), content })
    })
}

/// Whether a file goes on to where its format says that it ends.
pub(super) fn is_whole(bytes: &[u8], format: PictureFormat) -> bool {
    match format {
        PictureFormat::Jpeg => jpeg_ends(bytes),
        PictureFormat::Png => png_ends(bytes),
        PictureFormat::Webp => webp_ends(bytes),
        PictureFormat::Svg | PictureFormat::Svgz => true,
    }
}

/// Whether a JPEG file goes on to its end of image: past every segment, and past all coded data,
/// in which 0xFF stands before 0 or the number of a restart (B.1.1.2, B.1.1.5).
fn jpeg_ends(bytes: &[u8]) -> bool {
    const END: u8 = 0xD9;
    let mut at = 2;
    while let (Some(&first), Some(&code)) = (bytes.get(at), bytes.get(at + 1)) {
        at += match (first, code) {
            (0xFF, END) => return true,
            (0xFF, 0x00 | 0x01 | 0xD0..=0xD7) => 2,
            (0xFF, 0xFF) => 1,
            (0xFF, _) => {
                let length = bytes.get(at + 2).zip(bytes.get(at + 3));
                let Some((&high, &low)) = length else { return false };
                2 + usize::from(u16::from_be_bytes([high, low]))
            }
            // Coded data, or padding between segments.
            _ => 1,
        };
    }
    false
}

/// Whether a WebP file is as long as it says (RFC 9649, 2.4).
fn webp_ends(bytes: &[u8]) -> bool {
    let length = bytes.get(4..8).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    length.is_some_and(|length| bytes.len() as u64 >= u64::from(length) + 8)
}

/// Whether a PNG file goes on to its last chunk (PNG, third edition, 5.6).
fn png_ends(bytes: &[u8]) -> bool {
    const SUM: usize = 4;
    png(bytes).any(|part| part.name == *b"IEND" && part.content.end + SUM <= bytes.len())
}

/// The chunks of a PNG file (PNG, third edition, 5.3); a checksum follows each.
pub(super) fn png(bytes: &[u8]) -> impl Iterator<Item = FilePart> {
    chunks(bytes, 8, |head| {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        Head { name: [head[4], head[5], head[6], head[7]], length, after: 4 }
    })
}

/// The chunks of a WebP file (RFC 9649, 2.3), each of an even length.
pub(super) fn webp(bytes: &[u8]) -> impl Iterator<Item = FilePart> {
    chunks(bytes, 12, |head| {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        Head { name: [head[0], head[1], head[2], head[3]], length, after: length % 2 }
    })
}

/// What the first eight bytes of a chunk say.
struct Head {
    name: [u8; 4],
    length: u32,
    /// Bytes between its content and the next chunk.
    after: u32,
}

/// Chunks from `at` on.
fn chunks(
    bytes: &[u8],
    mut at: usize,
    read: fn(&[u8]) -> Head,
) -> impl Iterator<Item = FilePart> {
    std::iter::from_fn(move || {
        let Head { name, length, after } = read(bytes.get(at..at + 8)?);
        let start = at + 8;
        let end = start.checked_add(usize::try_from(length).ok()?)?;
        at = end.checked_add(usize::try_from(after).ok()?)?;
        (end <= bytes.len()).then_some(FilePart { name, content: start..end })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(parts: impl Iterator<Item = FilePart>) -> Vec<([u8; 4], usize)> {
        parts.map(|part| (part.name, part.content.len())).collect()
    }

    #[test]
    fn parts_are_found_and_torn_ones_end_the_list() {
        let jpeg_file = b"\xff\xd8\xff\xff\xe1\0\x05abc\xff\xc0\0\x03a\xff\xda\0\x04";
        let wanted = [(marker(0xE1), 3), (marker(0xC0), 1)];
        assert_eq!(names(jpeg(jpeg_file)), wanted);
        assert_eq!(names(jpeg(b"\xff\xd8\xff\xe1\0\x01")), []);
        let png_file = b"........\0\0\0\x02IHDRab....\0\0\0\0IEND....";
        assert_eq!(names(png(png_file)), [(*b"IHDR", 2), (*b"IEND", 0)]);
        assert_eq!(names(png(&png_file[..17])), []);
        let webp_file = b"RIFF....WEBPVP8X\x01\0\0\0a.EXIF\x02\0\0\0ab";
        assert_eq!(names(webp(webp_file)), [(*b"VP8X", 1), (*b"EXIF", 2)]);
        assert_eq!(names(webp(b"RIFF....WEBPVP8X\xff\xff\xff\xff")), []);
    }
}
