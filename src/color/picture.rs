//! The profiles that pictures carry: which can be used, and which say nothing.

use moxcms::{ColorProfile, Layout};

use super::profile::{BadProfile, check_press, class_and_space, one, read, transform};

/// Device classes whose profiles may give samples their colour (ISO 19005-2, 6.2.4.2).
const CLASSES: [[u8; 4]; 4] = [*b"mntr", *b"scnr", *b"spac", *b"prtr"];

/// Whether a profile can be that of a picture with as many colour channels: 1 grey, 3 RGB, 4 CMYK.
///
/// # Errors
/// [`BadProfile`] says what it is instead.
pub fn check_picture(bytes: &[u8], channels: u8) -> Result<(), BadProfile> {
    if channels == 4 {
        return check_press(bytes);
    }
    let (class, space) = class_and_space(bytes)?;
    if !CLASSES.contains(&class) {
        return Err(BadProfile::Class(class));
    }
    let (wanted, layout) = match channels {
        1 => (*b"GRAY", Layout::Gray),
        _ => (*b"RGB ", Layout::Rgb),
    };
    if space != wanted {
        return Err(BadProfile::Space(space));
    }
    transform(&read(bytes)?, layout, &ColorProfile::new_srgb(), Layout::Rgb).map(|_| ())
}

/// Whether a profile's colours are those of sRGB, to a step of a byte.
pub fn is_srgb(bytes: &[u8]) -> bool {
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) =
        read(bytes).and_then(|p| transform(&p, Layout::Rgb, &srgb, Layout::Rgb))
    else {
        return false;
    };
    const STEPS: usize = 9;
    let share = |n: usize| (n % STEPS) as f32 / (STEPS - 1) as f32;
    (0..STEPS * STEPS * STEPS).all(|n| {
        let color = [share(n / STEPS / STEPS), share(n / STEPS), share(n)];
        let shown: [f32; 3] = one(&transform, color);
        shown.iter().zip(color).all(|(a, b)| (a - b).abs() < 1.0 / 255.0)
    })
}

#[cfg(test)]
mod tests {
    use super::super::profile::{COATED, UNCOATED};
    use super::*;

    /// The profile of sRGB as moxcms writes it.
    fn srgb() -> Vec<u8> {
        ColorProfile::new_srgb().encode().unwrap()
    }

    #[test]
    fn a_profile_fits_a_picture_of_its_channels() {
        assert_eq!(check_picture(&srgb(), 3), Ok(()));
        assert_eq!(check_picture(&srgb(), 1), Err(BadProfile::Space(*b"RGB ")));
        assert_eq!(check_picture(COATED, 4), Ok(()));
        assert_eq!(check_picture(UNCOATED, 3), Err(BadProfile::Space(*b"CMYK")));
        assert_eq!(check_picture(b"profile", 3), Err(BadProfile::NotIcc));
        let mut link = srgb();
        link[12..16].copy_from_slice(b"link");
        assert_eq!(check_picture(&link, 3), Err(BadProfile::Class(*b"link")));
        assert_eq!(check_picture(&srgb()[..200], 3), Err(BadProfile::Broken));
    }

    #[test]
    fn only_srgb_is_srgb() {
        assert!(is_srgb(&srgb()));
        let other = ColorProfile::new_display_p3().encode().unwrap();
        assert_eq!((check_picture(&other, 3), is_srgb(&other)), (Ok(()), false));
        assert!(!is_srgb(b"sRGB"));
    }

    #[test]
    fn a_profile_with_broken_bytes_is_no_panic() {
        let whole = srgb();
        for at in (0..whole.len()).step_by(7) {
            let mut broken = whole.clone();
            let end = (at + 5).min(broken.len());
            broken[at..end].fill(0xff);
            // Either is right, as long as it comes back.
            let _ = check_picture(&broken, 3).map(|()| is_srgb(&broken));
        }
    }
}
