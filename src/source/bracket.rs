//! Brackets in running text: which of them hold a span, and which are signs.
//!
//! comrak leaves every bracket that is no link and no footnote as text. Inline content is
//! gathered in frames, one an open bracket; a bracket that closes with braces becomes a span
//! (`span`), every other one goes back to its text, so that no character is lost.

use super::parsed::join;
use crate::diag::Span;
use crate::model::Inline;

/// Inline content with the brackets that are still open.
#[derive(Debug, Default)]
pub(super) struct Frames {
    outer: Vec<Inline>,
    open: Vec<Frame>,
}

/// What stands after an open bracket.
#[derive(Debug)]
pub(super) struct Frame {
    /// The content so far.
    pub(super) content: Vec<Inline>,
    /// Where the bracket stands.
    pub(super) at: Span,
    /// How deep spans are nested in it.
    pub(super) depth: usize,
}

impl Frames {
    /// Where content goes now.
    pub(super) fn out(&mut self) -> &mut Vec<Inline> {
        self.open.last_mut().map_or(&mut self.outer, |frame| &mut frame.content)
    }

    /// Opens a bracket.
    pub(super) fn begin(&mut self, at: Span) {
        self.open.push(Frame { content: vec![], at, depth: 0 });
    }

    /// Takes the innermost bracket, if one is open.
    pub(super) fn take(&mut self) -> Option<Frame> {
        self.open.pop()
    }

    /// Adds a finished span that `depth` others nest in.
    pub(super) fn add(&mut self, span: Vec<Inline>, depth: usize) {
        if let Some(outer) = self.open.last_mut() {
            outer.depth = outer.depth.max(depth);
        }
        span.into_iter().for_each(|inline| put(self.out(), inline));
    }

    /// Gives a bracket back to the text, with what stood in it.
    pub(super) fn restore(&mut self, frame: Frame) {
        let depth = frame.depth;
        join(self.out(), "[", frame.at);
        self.add(frame.content, depth);
    }

    /// All content; brackets that stayed open are signs.
    pub(super) fn finish(mut self) -> Vec<Inline> {
        for frame in std::mem::take(&mut self.open) {
            self.restore(frame);
        }
        self.outer
    }
}

/// Adds inline content, text in one piece with text before it.
fn put(out: &mut Vec<Inline>, inline: Inline) {
    match inline {
        Inline::Text { text, span } => join(out, &text, span),
        other => out.push(other),
    }
}
