//! A styled text under construction, and the way from its bytes back to those of the plain form.

use std::sync::Arc;

use super::rich::InlineSetting;
use crate::diag::Span;
use crate::geom::Dir;
use crate::model::IsolateKind;
use crate::text::{RichText, RunRole, RunStyle, StyledRun};

/// A styled text and its relation to the plain one.
pub(super) struct MappedText {
    /// What is set.
    pub(super) text: RichText,
    /// Pairs (byte of the styled text, byte of the plain text) at which stretches common to
    /// both begin; ascending.
    map: Vec<(usize, usize)>,
    /// Index of each note and the byte at which its mark stands.
    pub(super) notes: Vec<(usize, usize)>,
}

impl MappedText {
    /// The byte of the plain form that stands at a byte of the styled text.
    pub(super) fn plain_offset(&self, byte: usize) -> usize {
        match self.map.partition_point(|&(rich, _)| rich <= byte).checked_sub(1) {
            Some(i) => {
                let end = self.map.get(i + 1).map_or(usize::MAX, |&(_, plain)| plain);
                (self.map[i].1 + byte - self.map[i].0).min(end)
            }
            None => 0,
        }
    }
}

/// The controls of UAX #9 around an isolate.
#[derive(Clone, Copy)]
pub(super) struct Controls {
    pub(super) dir: Dir,
    pub(super) kind: IsolateKind,
}

impl Controls {
    pub(super) fn opening(self) -> &'static str {
        match (self.kind, self.dir) {
            (IsolateKind::TypedToken, Dir::Ltr) => "\u{2066}\u{202d}",
            (IsolateKind::TypedToken, Dir::Rtl) => "\u{2067}\u{202e}",
            (_, Dir::Ltr) => "\u{2066}",
            (_, Dir::Rtl) => "\u{2067}",
        }
    }

    pub(super) fn closing(self) -> &'static str {
        match self.kind {
            IsolateKind::TypedToken => "\u{202c}\u{2069}",
            IsolateKind::Phrase | IsolateKind::Token => "\u{2069}",
        }
    }
}

/// A styled text under construction.
pub(super) struct MappedTextBuilder<'a, 's> {
    pub(super) rich: MappedText,
    /// Bytes of the plain form so far.
    plain: usize,
    pub(super) setting: &'s InlineSetting<'a>,
    pub(super) role: RunRole,
}

impl<'a, 's> MappedTextBuilder<'a, 's> {
    /// A text with nothing in it yet.
    pub(super) fn new(setting: &'s InlineSetting<'a>) -> Self {
        let rich = MappedText { text: RichText::default(), map: vec![], notes: vec![] };
        Self { rich, plain: 0, setting, role: RunRole::Plain }
    }

    /// Adds characters that the plain form has too.
    pub(super) fn push(&mut self, text: &str, run: RunStyle, span: Span) {
        self.rich.map.push((self.rich.text.text.len(), self.plain));
        self.plain += text.len();
        self.insert(text, Arc::new(run), span);
    }

    /// Adds characters that only the styled text has.
    pub(super) fn insert(&mut self, text: &str, style: Arc<RunStyle>, span: Span) {
        let start = self.rich.text.text.len();
        self.rich.text.text.push_str(text);
        let range = start..self.rich.text.text.len();
        self.rich.text.runs.push(StyledRun { range, style, span });
    }

    /// Keeps all since a byte on one line; what lies in it goes with it.
    pub(super) fn keep_whole(&mut self, start: usize) {
        let whole = &mut self.rich.text.whole;
        whole.retain(|range| range.start < start);
        whole.push(start..self.rich.text.text.len());
    }

    pub(super) fn control(&mut self, dir: Dir, run: &RunStyle) {
        let open = if dir.is_rtl() { "\u{2067}" } else { "\u{2066}" };
        self.bare(open, run);
    }

    pub(super) fn pop_isolate(&mut self, run: &RunStyle) {
        self.bare("\u{2069}", run);
    }

    pub(super) fn bare(&mut self, control: &str, run: &RunStyle) {
        self.rich.map.push((self.rich.text.text.len(), self.plain));
        self.insert(control, Arc::new(run.clone()), Span::NONE);
    }
}
