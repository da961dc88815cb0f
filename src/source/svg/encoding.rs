//! The text of an SVG file: unpacked, in whatever encoding drawing programs write.

use std::io::Read;

use flate2::read::MultiGzDecoder;

/// Most bytes of a drawing once it is unpacked.
pub(super) const MAX_BYTES: u64 = 32 << 20;

/// Why there is no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum UnreadableText {
    /// It is longer than [`MAX_BYTES`].
    TooLong,
    /// It is packed, and cannot be unpacked.
    Packed,
    /// It is in an encoding that is not known, or not in the one that it names.
    Encoding(String),
}

/// The text of a file.
pub(super) fn text(bytes: &[u8]) -> Result<String, UnreadableText> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return decoded(bytes);
    }
    let mut plain = vec![];
    let mut unpacked = MultiGzDecoder::new(bytes).take(MAX_BYTES + 1);
    unpacked.read_to_end(&mut plain).map_err(|_| UnreadableText::Packed)?;
    decoded(&plain)
}

fn decoded(bytes: &[u8]) -> Result<String, UnreadableText> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(UnreadableText::TooLong);
    }
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [b'<', 0, ..] => utf16(bytes, u16::from_le_bytes),
        [0, b'<', ..] => utf16(bytes, u16::from_be_bytes),
        _ => named(bytes),
    }
}

/// A text in the encoding that its first line names (XML 1.0, 4.3.3).
fn named(bytes: &[u8]) -> Result<String, UnreadableText> {
    let Some(name) = declared(bytes) else { return utf8(bytes) };
    match name.to_ascii_lowercase().as_str() {
        // A file that can be read byte by byte is not in the UTF-16 that it names.
        "utf-8" | "utf8" | "us-ascii" | "ascii" | "utf-16" => utf8(bytes),
        "iso-8859-1" | "iso8859-1" | "latin1" | "latin-1" => {
            Ok(bytes.iter().map(|&byte| char::from(byte)).collect())
        }
        "windows-1252" | "cp1252" => Ok(bytes.iter().map(|&byte| windows(byte)).collect()),
        _ => Err(UnreadableText::Encoding(name)),
    }
}

/// The name in `<?xml … encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(256).map(|&byte| char::from(byte)).collect();
    let head = head.trim_start().strip_prefix("<?xml")?;
    let head = &head[..head.find("?>")?];
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

fn utf8(bytes: &[u8]) -> Result<String, UnreadableText> {
    let text = std::str::from_utf8(bytes);
    text.map(str::to_owned).map_err(|_| UnreadableText::Encoding("UTF-8".to_owned()))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, UnreadableText> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map_err(|_| UnreadableText::Encoding("UTF-16".to_owned()))
}

/// What windows-1252 has where ISO 8859-1 has controls, from 0x80 on.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

fn windows(byte: u8) -> char {
    let own = byte.checked_sub(0x80).and_then(|at| WINDOWS.chars().nth(usize::from(at)));
    own.unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg'><title>Été</title></svg>";

    fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let marked = format!("\u{feff}{SVG}");
        let latin = format!("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>{SVG}");
        let latin_bytes: Vec<u8> = latin.chars().map(|c| c as u8).collect();
        for (bytes, wanted) in [
            (SVG.as_bytes().to_vec(), SVG),
            (marked.clone().into_bytes(), SVG),
            (units(&marked, u16::to_le_bytes), SVG),
            (units(&marked, u16::to_be_bytes), SVG),
            (units(SVG, u16::to_le_bytes), SVG),
            (units(SVG, u16::to_be_bytes), SVG),
            (latin_bytes, latin.as_str()),
        ] {
            assert_eq!(text(&bytes).as_deref(), Ok(wanted));
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let foreign = b"<?xml version='1.0' encoding='koi8-r'?><svg/>";
        assert_eq!(text(foreign), Err(UnreadableText::Encoding("koi8-r".to_owned())));
        assert_eq!(text(b"<svg>\xe9</svg>"), Err(UnreadableText::Encoding("UTF-8".to_owned())));
        assert_eq!(text(b"\x1f\x8bxx"), Err(UnreadableText::Packed));
        assert_eq!(windows(0x80), '€');
        assert_eq!((windows(0x9f), windows(0xe9)), ('Ÿ', 'é'));
    }
}
