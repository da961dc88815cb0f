//! Colour management: ICC profiles, screen colours to inks, inks to screen colours.
//!
//! In: the bytes of profiles, colours, pixels. Out: the same colours for another device,
//! relative colorimetric with black-point compensation. The tables of profiles are moxcms's;
//! how black is kept, how much ink is laid and how the darkest colours meet is decided here.
//! No SIMD level changes a result: every processor gives the same bytes.

mod grid;
mod picture;
mod profile;
mod reduce;
mod samples;
mod screen;
mod separate;
mod smaller;

pub use picture::{check_picture, is_srgb, to_srgb};
pub use profile::{BadProfile, COATED, UNCOATED, check_press};
pub use reduce::reduced;
pub use samples::{inks, is_whole, most_ink};
pub use screen::Screen;
pub use separate::Separator;
pub use smaller::{decoded, fitting, shrunk, smaller};
