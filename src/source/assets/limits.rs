//! How large a picture may be once it is unpacked: a small file can hold more than any memory.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::PictureFault;
use super::format::PictureFormat;
use super::parts;
use crate::model::asset::Pixels;

/// Most pixels of a picture: about 90 × 60 cm at 300 dpi would be 75 million.
const MAX_PIXELS: u64 = 80_000_000;
/// Longest side of a picture: what JPEG can say.
const MAX_SIDE: u32 = u16::MAX as u32;
/// Most bytes of its samples: those pixels in RGB with alpha, 8 bits each.
const MAX_SAMPLES: u64 = MAX_PIXELS * 4;
/// Most bytes of a colour profile once it is unpacked: those of presses have two or three million.
const MAX_PROFILE: u64 = 16 << 20;

/// Refuses a picture with more samples than can be worked on.
pub(super) fn check_size(
    pixels: &Pixels,
    samples: u64,
    path: &str,
) -> Result<(), PictureFault> {
    let (width, height) = (pixels.width, pixels.height);
    let count = u64::from(width) * u64::from(height);
    let refuse = |what: String, hint: &str| {
        let message = format!("`{path}` has {width} × {height} pixels{what}");
        Err(PictureFault::new("picture-too-large", message).hint(hint))
    };
    if width.max(height) > MAX_SIDE {
        return refuse(
            format!("; at most {MAX_SIDE} a side are read"),
            "scale the picture down",
        );
    }
    if count > MAX_PIXELS {
        return refuse(format!("; at most {MAX_PIXELS} are read"), "scale the picture down");
    }
    if samples > MAX_SAMPLES {
        let bits = samples * 8 / count.max(1);
        let most = MAX_SAMPLES * 8 / bits.max(1);
        return refuse(
            format!(" of {bits} bits; at most {most} of them are read"),
            "scale the picture down, or save it with 8 bits a channel",
        );
    }
    Ok(())
}

/// Refuses a PNG file whose profile unpacks without end (PNG, third edition, 11.3.2.3). Other
/// formats do not pack theirs.
pub(super) fn check_profile(
    bytes: &[u8],
    path: &str,
    format: PictureFormat,
) -> Result<(), PictureFault> {
    if format != PictureFormat::Png {
        return Ok(());
    }
    for part in parts::png(bytes).filter(|part| part.name == *b"iCCP") {
        let content = &bytes[part.content];
        let name = content.iter().position(|&byte| byte == 0).unwrap_or(content.len());
        // A byte after the name says how it is packed, and there is one way.
        let packed = content.get(name + 2..).unwrap_or_default();
        let mut unpacked = ZlibDecoder::new(packed).take(MAX_PROFILE + 1);
        let length = std::io::copy(&mut unpacked, &mut std::io::sink()).unwrap_or_default();
        if length > MAX_PROFILE {
            let message = format!(
                "the colour profile of `{path}` has more than {} MB once it is unpacked",
                MAX_PROFILE >> 20
            );
            return Err(PictureFault::new("picture-too-large", message)
                .hint("save the picture again without it, in sRGB"));
        }
    }
    Ok(())
}
