//! What a file is by its first bytes, whatever its name says.

use std::path::Path;

use super::PictureFault;

/// Formats by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PictureFormat {
    Png,
    Jpeg,
    Webp,
    Svg,
    /// SVG, compressed with gzip (SVG 1.1, appendix J.2).
    Svgz,
}

impl PictureFormat {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Webp => "WebP",
            Self::Svg => "SVG",
            Self::Svgz => "SVGZ",
        }
    }

    const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Webp => &["webp"],
            Self::Svg => &["svg"],
            Self::Svgz => &["svgz"],
        }
    }
}

/// The endings of the names of pictures that can be used.
const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "webp", "svg", "svgz"];

/// The format of the picture that `path` names; the fault of a file that is something else, or is
/// named as what it is not.
pub(super) fn format(bytes: &[u8], path: &str) -> Result<PictureFormat, PictureFault> {
    if let Some(other) = foreign(bytes) {
        return Err(other.fault(path));
    }
    let Some(format) = sniff(bytes) else { return Err(unknown(path)) };
    if format.extensions().contains(&ending(path).as_str()) {
        return Ok(format);
    }
    let message = format!("`{path}` is in truth a file in {}", format.name());
    let hint = format!("name it `….{}`", format.extensions()[0]);
    Err(PictureFault::new("wrong-extension", message).hint(hint))
}

fn ending(path: &str) -> String {
    let ending = Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or_default();
    ending.to_ascii_lowercase()
}

fn sniff(bytes: &[u8]) -> Option<PictureFormat> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(PictureFormat::Png)
    } else if bytes.starts_with(b"\xff\xd8") {
        Some(PictureFormat::Jpeg)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(PictureFormat::Webp)
    } else if bytes.starts_with(b"\x1f\x8b") {
        Some(PictureFormat::Svgz)
    } else if head(bytes).starts_with('<') {
        Some(PictureFormat::Svg)
    } else {
        None
    }
}

/// The first letters of a file that is text, in whatever Unicode encoding.
fn head(bytes: &[u8]) -> String {
    const MARKS: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    let text = MARKS.iter().find_map(|mark| bytes.strip_prefix(*mark)).unwrap_or(bytes);
    let letters = text.iter().take(1024).filter(|&&byte| byte != 0);
    let letters: String = letters.map(|&byte| char::from(byte.to_ascii_lowercase())).collect();
    letters.trim_start().to_owned()
}

fn unknown(path: &str) -> PictureFault {
    if ENDINGS.contains(&ending(path).as_str()) {
        let message = format!("`{path}` is broken: its first bytes are not those of a picture");
        return PictureFault::new("broken-picture", message);
    }
    PictureFault::new(
        "unsupported-picture",
        format!("`{path}` is not a PNG, JPEG, WebP or SVG file"),
    )
    .hint("save the picture as PNG, JPEG, WebP or SVG")
}

/// A kind of file that people take for a picture that can be used.
#[derive(Debug, Clone, Copy)]
struct Foreign {
    /// What it is, as a predicate.
    what: &'static str,
    /// What to do.
    remedy: &'static str,
}

impl Foreign {
    fn fault(self, path: &str) -> PictureFault {
        PictureFault::new("unsupported-picture", format!("`{path}` is {}", self.what))
            .hint(self.remedy)
    }
}

const PHOTO: &str = "open it in a photo program and export it as JPEG; on an iPhone, \
     Settings › Camera › Formats › Most Compatible takes JPEG from now on";
const PIXELS: &str = "open it in a picture editor and save it as PNG, or a photo as JPEG";
const PAGES: &str =
    "export the page as SVG from the program that made it, or as PNG at 300 dpi";
const OFFICE: &str =
    "in the program, save the picture inside it by itself (right click, “Save as Picture”)";

/// First bytes, and what they tell.
const MAGIC: [(usize, &[u8], Foreign); 14] = [
    (0, b"GIF8", Foreign { what: "a GIF file", remedy: PIXELS }),
    (0, b"II*\0", Foreign { what: "a TIFF file, or a camera's raw file", remedy: PIXELS }),
    (0, b"MM\0*", Foreign { what: "a TIFF file, or a camera's raw file", remedy: PIXELS }),
    (0, b"\0\0\x01\0", Foreign { what: "an icon file (ICO)", remedy: PIXELS }),
    (0, b"8BPS", Foreign { what: "a Photoshop file (PSD)", remedy: PIXELS }),
    (0, b"gimp xcf", Foreign { what: "a GIMP file (XCF)", remedy: PIXELS }),
    (0, b"\xff\x0a", Foreign { what: "a JPEG XL file", remedy: PIXELS }),
    (4, b"JXL \r\n", Foreign { what: "a JPEG XL file", remedy: PIXELS }),
    (4, b"jP  \r\n", Foreign { what: "a JPEG 2000 file", remedy: PIXELS }),
    (0, b"%PDF-", Foreign { what: "a PDF file", remedy: PAGES }),
    (0, b"%!PS", Foreign { what: "a PostScript file (EPS)", remedy: PAGES }),
    (0, b"\xd7\xcd\xc6\x9a", Foreign { what: "a Windows metafile (WMF)", remedy: PAGES }),
    (40, b" EMF", Foreign { what: "a Windows metafile (EMF)", remedy: PAGES }),
    (0, b"\xd0\xcf\x11\xe0", Foreign { what: "an Office document", remedy: OFFICE }),
];

fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let found = MAGIC
        .iter()
        .find(|(at, magic, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
    if let Some((_, _, foreign)) = found {
        return Some(*foreign);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return bytes.get(8..12).map(boxed);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(packed(bytes));
    }
    // Two letters could begin any text; four bytes that are reserved are 0 in a bitmap.
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some(Foreign { what: "a BMP file", remedy: PIXELS });
    }
    let head = head(bytes);
    let is_page = head.starts_with("<html") || head.starts_with("<!doctype html");
    is_page.then_some(Foreign {
        what: "a web page",
        remedy: "in the browser, save the picture itself (right click, “Save image as”)",
    })
}

/// What a file of boxes holds, by its brand (ISO/IEC 14496-12, 4.3).
fn boxed(brand: &[u8]) -> Foreign {
    match brand {
        b"avif" | b"avis" => Foreign { what: "an AVIF file", remedy: PIXELS },
        b"mif1" | b"msf1" => HEIC,
        _ if brand.starts_with(b"he") => HEIC,
        b"crx " => Foreign { what: "a camera's raw file (CR3)", remedy: PHOTO },
        _ => Foreign { what: "a film", remedy: "save one frame of it as a picture" },
    }
}

const HEIC: Foreign = Foreign { what: "a HEIC file, as iPhones take them", remedy: PHOTO };

/// What a ZIP archive holds, by the names of its files.
fn packed(bytes: &[u8]) -> Foreign {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    let what = if holds(b"word/") {
        "a Word document"
    } else if holds(b"ppt/") {
        "a PowerPoint presentation"
    } else if holds(b"xl/") {
        "an Excel workbook"
    } else if holds(b"mimetypeapplication/vnd.oasis.opendocument") {
        "a LibreOffice document"
    } else {
        let remedy = "unpack it and name the picture inside";
        return Foreign { what: "a ZIP archive", remedy };
    };
    Foreign { what, remedy: OFFICE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8], path: &str) -> String {
        match format(bytes, path) {
            Ok(format) => format.name().to_owned(),
            Err(fault) => format!("{} {}", fault.id, fault.message),
        }
    }

    #[test]
    fn a_file_is_what_its_bytes_say_whatever_its_name() {
        for name in ["a.jpg", "a.png", "a.svg", "a.heic", "a"] {
            for (bytes, what) in [
                (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], "HEIC"),
                (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "HEIC"),
                (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "AVIF"),
                (b"GIF89a", "GIF"),
                (b"II*\0\x08\0\0\0", "TIFF"),
                (b"MM\0*\0\0\0\x08", "TIFF"),
                (b"BM\x36\0\0\0\0\0\0\0\x36", "BMP"),
                (b"\0\0\0\x18ftypisom\0\0\0\0", "film"),
                (b"%PDF-1.7\n", "PDF"),
                (b"8BPS\0\x01", "Photoshop"),
                (b"PK\x03\x04\x14\0\0\0\0\0word/document.xml", "Word"),
                (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
                (b"<!DOCTYPE HTML><p>", "web page"),
                (b"  <html lang=en>", "web page"),
            ] {
                let told = told(bytes, name);
                let named = told.starts_with("unsupported-picture") && told.contains(what);
                assert!(named, "{what} as {name}: {told}");
            }
        }
    }

    #[test]
    fn drawings_are_known_in_every_encoding() {
        for bytes in [
            &b"<svg/>"[..],
            b"\xef\xbb\xbf\n <?xml version='1.0'?><svg/>",
            b"\xff\xfe<\0s\0v\0g\0/\0>\0",
            b"\xfe\xff\0<\0s\0v\0g\0/\0>",
            b"<\0s\0v\0g\0/\0>\0",
        ] {
            assert_eq!(told(bytes, "a.SVG"), "SVG");
        }
        assert_eq!(told(b"\x1f\x8b\x08", "a.svgz"), "SVGZ");
    }
}
