//! What the team looks at before anything is printed.
//!
//! In: the sheets of a print file, the states of a leaflet. Out: the sheets with lines that say
//! where they are cut and folded; a ground for each state, with places for its panels. All of it
//! is drawn as pages are, in the colours of screens.

mod lines;
mod scene;

pub use lines::proof;
pub use scene::{Scene, scene};

use super::frame::FrameItem;
use crate::diag::Span;
use crate::geom::{Abs, Point};
use crate::model::style::{Color, Rgb};
use crate::text::Line;
use std::sync::Arc;

/// Size of the words.
const WORDS: Abs = Abs::pt(9.0);

/// What lies under the paper.
const GROUND: Color = screen([222, 222, 219]);

/// A colour that is never printed.
const fn screen(rgb: [u8; 3]) -> Color {
    Color::new(Rgb(rgb), None)
}

/// Words whose baseline begins at a place.
fn words(line: &Arc<Line>, at: Point) -> FrameItem {
    FrameItem::Text { at, line: Arc::clone(line), span: Span::NONE }
}
