//! The profiles that pictures carry: which can be used, and which say nothing.

use moxcms::{ColorProfile, Layout};

use super::grid::byte;
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

/// Turns pixels, four bytes each, of a profile with as many colour channels (1 grey, 3 RGB) into
/// sRGB; the fourth byte, how much a pixel hides, stays.
///
/// # Errors
/// [`BadProfile`], where the profile is not one of such a picture.
pub fn to_srgb(rgba: &mut [u8], profile: &[u8], channels: u8) -> Result<(), BadProfile> {
    let (own, srgb) = (read(profile)?, ColorProfile::new_srgb());
    let layout = if channels == 1 { Layout::Gray } else { Layout::Rgb };
    let transform = transform(&own, layout, &srgb, Layout::Rgb)?;
    let mut last = None;
    for pixel in rgba.chunks_exact_mut(4) {
        let color = [pixel[0], pixel[1], pixel[2]];
        let shown = match last {
            Some((same, shown)) if same == color => shown,
            _ => {
                let shares = color.map(|channel| f32::from(channel) / 255.0);
                let shown: [f32; 3] = match channels {
                    1 => one(&transform, [shares[0]]),
                    _ => one(&transform, shares),
                };
                shown.map(byte)
            }
        };
        last = Some((color, shown));
        pixel[..3].copy_from_slice(&shown);
    }
    Ok(())
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
    fn pixels_of_another_screen_become_those_of_srgb() {
        let mut pixels = vec![10, 200, 90, 7, 10, 200, 90, 255, 0, 0, 0, 0];
        let kept = pixels.clone();
        assert_eq!(to_srgb(&mut pixels, &srgb(), 3), Ok(()));
        assert_eq!(pixels, kept);
        let wide = ColorProfile::new_display_p3().encode().unwrap();
        assert_eq!(to_srgb(&mut pixels, &wide, 3), Ok(()));
        // The same numbers mean a stronger green there.
        assert!(pixels[1] > 200 && pixels[0] < 10 && pixels[3] == 7, "{pixels:?}");
        assert_eq!(pixels[..3], pixels[4..7]);
        assert_eq!(pixels[8..], [0, 0, 0, 0]);
        assert!(to_srgb(&mut pixels, b"no", 3).is_err());
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
