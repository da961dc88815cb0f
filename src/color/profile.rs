//! ICC profiles: those that are compiled in, and what a profile must be to print by it.

use std::sync::Arc;

use moxcms::{
    ColorProfile, DataColorSpace, Layout, ProfileClass, RenderingIntent, TransformExecutor,
    TransformOptions,
};

/// Coated paper, offset: FOGRA39L.
pub const COATED: &[u8] = include_bytes!("profiles/fogra39l-coated.icc");
/// Uncoated paper, offset: FOGRA47L.
pub const UNCOATED: &[u8] = include_bytes!("profiles/fogra47l-uncoated.icc");

/// A transform of colours as shares from 0 to 1.
pub(super) type Transform = Arc<dyn TransformExecutor<f32> + Send + Sync>;

/// Why a profile is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadProfile {
    /// It is not an ICC profile.
    NotIcc,
    /// It describes another kind of device; its class, as its header says it.
    Class([u8; 4]),
    /// It is for a device that has other channels; its colour space.
    Space([u8; 4]),
    /// Its tables cannot be read.
    Broken,
}

/// Whether a profile is one of a press with cyan, magenta, yellow and black: class `prtr`,
/// `CMYK` (ICC.1:2010, 7.2.5 and 7.2.6; ISO 15930-7, 6.2), with tables that can be read.
///
/// # Errors
/// [`BadProfile`] says what it is instead.
pub fn check_press(bytes: &[u8]) -> Result<(), BadProfile> {
    let (class, space) = class_and_space(bytes)?;
    if class != *b"prtr" {
        return Err(BadProfile::Class(class));
    }
    if space != *b"CMYK" {
        return Err(BadProfile::Space(space));
    }
    let profile = press(bytes)?;
    to_linear(&profile)?;
    from_linear(&profile).map(|_| ())
}

/// A profile's device class and its colour space, as its header says them.
pub(super) fn class_and_space(bytes: &[u8]) -> Result<([u8; 4], [u8; 4]), BadProfile> {
    let field = |at: usize| bytes.get(at..at + 4).and_then(|b| <[u8; 4]>::try_from(b).ok());
    match (field(12), field(16), field(36)) {
        (Some(class), Some(space), Some(magic)) if magic == *b"acsp" => Ok((class, space)),
        _ => Err(BadProfile::NotIcc),
    }
}

/// Reads a profile of a press.
pub(super) fn press(bytes: &[u8]) -> Result<ColorProfile, BadProfile> {
    let profile = read(bytes)?;
    let is_press = profile.profile_class == ProfileClass::OutputDevice
        && profile.color_space == DataColorSpace::Cmyk;
    if is_press { Ok(profile) } else { Err(BadProfile::Broken) }
}

/// Reads any profile.
pub(super) fn read(bytes: &[u8]) -> Result<ColorProfile, BadProfile> {
    ColorProfile::new_from_slice(bytes).map_err(|_| BadProfile::Broken)
}

/// Colour without a device: linear, wide, its white (1, 1, 1) that of the paper or screen.
fn linear() -> ColorProfile {
    ColorProfile::new_aces_aces_2065_1_linear()
}

/// What of each channel of linear colour makes its luminance (the middle row of its matrix).
pub(super) fn luminance(linear_color: [f32; 3]) -> f32 {
    const WEIGHTS: [f32; 3] = [0.361_857, 0.722_452, -0.084_309];
    linear_color.iter().zip(WEIGHTS).map(|(channel, weight)| channel * weight).sum()
}

fn options() -> TransformOptions {
    TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        prefer_fixed_point: false,
        ..TransformOptions::default()
    }
}

/// sRGB to linear colour.
pub(super) fn srgb_to_linear() -> Result<Transform, BadProfile> {
    transform(&ColorProfile::new_srgb(), Layout::Rgb, &linear(), Layout::Rgb)
}

/// Linear colour to sRGB.
pub(super) fn linear_to_srgb() -> Result<Transform, BadProfile> {
    transform(&linear(), Layout::Rgb, &ColorProfile::new_srgb(), Layout::Rgb)
}

/// Inks to linear colour. Four channels are four channels: moxcms names them as it names RGBA.
pub(super) fn to_linear(press: &ColorProfile) -> Result<Transform, BadProfile> {
    transform(press, Layout::Rgba, &linear(), Layout::Rgb)
}

/// Linear colour to inks.
pub(super) fn from_linear(press: &ColorProfile) -> Result<Transform, BadProfile> {
    transform(&linear(), Layout::Rgb, press, Layout::Rgba)
}

/// A transform between two devices.
pub(super) fn transform(
    from: &ColorProfile,
    from_layout: Layout,
    to: &ColorProfile,
    to_layout: Layout,
) -> Result<Transform, BadProfile> {
    from.create_transform_f32(from_layout, to, to_layout, options())
        .map_err(|_| BadProfile::Broken)
}

/// Runs one colour through a transform.
pub(super) fn one<const N: usize, const M: usize>(
    transform: &Transform,
    color: [f32; N],
) -> [f32; M] {
    let mut out = [0.0; M];
    // The lengths agree with the layouts, which is all that can fail.
    let _ = transform.transform(&color, &mut out);
    out
}

/// The luminance of the darkest colour that a press can lay.
pub(super) fn black_point(press: &ColorProfile) -> Result<f32, BadProfile> {
    let darkest: [f32; 4] = one(&from_linear(press)?, [0.0; 3]);
    Ok(luminance(one(&to_linear(press)?, darkest)).clamp(0.0, 0.5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_profiles_are_those_of_presses() {
        assert_eq!(check_press(COATED), Ok(()));
        assert_eq!(check_press(UNCOATED), Ok(()));
    }

    #[test]
    fn other_profiles_are_told_apart() {
        assert_eq!(check_press(b""), Err(BadProfile::NotIcc));
        assert_eq!(check_press(&[7; 400]), Err(BadProfile::NotIcc));
        let mut screen = COATED.to_vec();
        screen[12..16].copy_from_slice(b"mntr");
        assert_eq!(check_press(&screen), Err(BadProfile::Class(*b"mntr")));
        let mut three = COATED.to_vec();
        three[16..20].copy_from_slice(b"RGB ");
        assert_eq!(check_press(&three), Err(BadProfile::Space(*b"RGB ")));
        assert_eq!(check_press(&COATED[..400]), Err(BadProfile::Broken));
    }

    #[test]
    fn a_profile_with_broken_bytes_is_no_panic() {
        for at in (128..COATED.len()).step_by(4_001) {
            let mut broken = COATED.to_vec();
            let end = (at + 64).min(broken.len());
            broken[at..end].fill(0xff);
            // Either is right, as long as it comes back.
            let _ = check_press(&broken);
        }
    }
}
