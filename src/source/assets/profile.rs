//! The ICC profiles that pictures carry: which of them count.

use std::sync::Arc;

use super::PictureFault;
use crate::color::{BadProfile, check_picture, is_srgb};

/// Largest profile of a grey or RGB picture: it goes into the PDF as it is.
const MAX_BYTES: usize = 1 << 20;

/// A picture's profile, if it says anything; and a remark, if it is of no use.
pub(super) fn usable(
    embedded: Option<Vec<u8>>,
    channels: u8,
    path: &str,
) -> (Option<Arc<[u8]>>, Option<PictureFault>) {
    let Some(profile) = embedded else { return (None, None) };
    if channels != 4 && profile.len() > MAX_BYTES {
        let what = format!("has {} bytes; at most {MAX_BYTES} are taken along", profile.len());
        return (None, Some(ignored(path, channels, &what)));
    }
    match check_picture(&profile, channels) {
        Ok(()) if channels == 3 && is_srgb(&profile) => (None, None),
        Ok(()) => (Some(profile.into()), None),
        Err(bad) => (None, Some(ignored(path, channels, &what(bad, channels)))),
    }
}

/// The remark that a profile is left out of account, and what the picture is taken for.
fn ignored(path: &str, channels: u8, what: &str) -> PictureFault {
    let (taken, hint) = match channels {
        4 => (
            "its inks are taken for those on coated paper",
            "embed the profile of the press again, or none",
        ),
        _ => {
            ("its colours are taken for sRGB", "convert the picture to sRGB and save it again")
        }
    };
    let message = format!("the colour profile of `{path}` {what}; {taken}");
    PictureFault::new("picture-profile", message).hint(hint)
}

fn what(bad: BadProfile, channels: u8) -> String {
    let text = |bytes: [u8; 4]| String::from_utf8_lossy(&bytes).trim().to_owned();
    match bad {
        BadProfile::NotIcc | BadProfile::Broken => "is broken".to_owned(),
        BadProfile::Class(class) => {
            format!("is of the class `{}`, not of a device", text(class))
        }
        BadProfile::Space(space) => {
            let own = match channels {
                1 => "grey",
                3 => "RGB",
                _ => "CMYK",
            };
            format!("is for `{}`, the picture is {own}", text(space))
        }
    }
}
