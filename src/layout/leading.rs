//! One leading for a whole edition, where its theme asks for that.

use std::sync::Arc;

use crate::geom::Abs;
use crate::model::Document;
use crate::model::style::{LeadingScope, Theme};

/// A document's leading grows by this much at a time.
const STEP: Abs = Abs::pt(0.25);

/// The edition with as wide a leading as its prose needs, on a grid of its own; `None` where the
/// theme's is enough, or where paragraphs have theirs.
pub(super) fn wider(document: &Document, need: Abs) -> Option<Document> {
    let lines = &document.theme.lines;
    let writing = document.lang.writing();
    let usual = document.theme.scale_for(writing).body.leading;
    if lines.leading != LeadingScope::Document || need <= usual {
        return None;
    }
    let leading = need.round_up_to(STEP);
    let mut theme = Theme::clone(&document.theme);
    let page = &mut theme.page;
    let height = page.baseline * page.lines;
    // Whole lines of the new leading in the height of the old ones.
    page.baseline = page.baseline * (leading / usual);
    page.lines = (height / page.baseline).floor().max(1.0);
    let scale = theme.scale_for_mut(writing);
    scale.step = scale.step * (leading / usual);
    for style in scale.of_text().into_iter().filter(|style| style.leading == usual) {
        style.leading = leading;
    }
    Some(Document { theme: Arc::new(theme), ..document.clone() })
}
