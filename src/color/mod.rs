//! Colour management: ICC profiles, screen colours to inks, inks to screen colours.
//!
//! In: the bytes of profiles, colours, pixels. Out: the same colours for another device,
//! relative colorimetric with black-point compensation. The tables of profiles are moxcms's;
//! how black is kept, how much ink is laid and how the darkest colours meet is decided here.
//! No SIMD level changes a result: every processor gives the same bytes.

mod grid;
mod picture;
mod profile;
mod screen;
mod separate;

pub use picture::{check_picture, is_srgb};
pub use profile::{BadProfile, COATED, UNCOATED, check_press};
pub use screen::Screen;
pub use separate::Separator;
