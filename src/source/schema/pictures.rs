//! `pictures` in `brochure.yaml`: how many pixels the outputs hold.

use schemars::JsonSchema;

use super::print::good_resolution;
use crate::source::decode::record;

/// How many pixels of pictures the outputs hold at most, at the size at which they show them, in
/// pixels an inch. Pictures with fewer stay as they are.
#[derive(Debug, Clone, Copy, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PictureKeys {
    /// In PDF files for screens, web pages and e-books.
    #[schemars(range(min = 1, max = 10_000), extend("examples" = [300]))]
    pub screen: Option<f64>,
    /// In PDF files for the print shop.
    #[schemars(range(min = 1, max = 10_000), extend("examples" = [300]))]
    pub print: Option<f64>,
}

record!(PictureKeys { screen: good_resolution, print: good_resolution });
