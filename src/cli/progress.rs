//! A bar on a terminal, nothing elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::{Product, Progress};
use crate::model::lang::Lang;

/// Shows how many outputs are made.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar that is drawn on standard error, or one that is never drawn.
    pub(super) fn new(visible: bool) -> Self {
        let target =
            if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Takes the bar off the screen.
    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, jobs: usize) {
        self.0.inc_length(jobs as u64);
    }

    fn finished(&self, lang: &Lang, product: &Product) {
        self.0.set_message(format!("{lang} {}", product.label()));
        self.0.inc(1);
    }
}
