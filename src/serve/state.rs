//! What is shown, and who waits for what comes next.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::editor::Editor;
use crate::batch::{Plan, Preview};

/// The latest preview with its number.
pub(super) struct PreviewState {
    /// The project's folder, which need not be said of each file in it.
    pub(super) project: PathBuf,
    /// What a click opens a line with.
    pub(super) editor: Option<Editor>,
    latest: Mutex<(u64, Arc<Preview>)>,
    changed: Condvar,
}

impl PreviewState {
    /// Nothing yet; the number of nothing is 0.
    pub(super) fn new(plan: &Plan, editor: Option<Editor>) -> Self {
        let latest = Mutex::new((0, Arc::new(Preview::default())));
        Self { project: plan.project.clone(), editor, latest, changed: Condvar::new() }
    }

    /// Shows a preview to all who wait.
    pub(super) fn show(&self, preview: Arc<Preview>) {
        let mut latest = self.latest();
        *latest = (latest.0 + 1, preview);
        drop(latest);
        self.changed.notify_all();
    }

    /// What is shown now.
    pub(super) fn now(&self) -> (u64, Arc<Preview>) {
        self.latest().clone()
    }

    /// What comes after a number, as soon as it is there; what there is when the time is over.
    pub(super) fn after(&self, number: u64, most: Duration) -> (u64, Arc<Preview>) {
        let waited =
            self.changed.wait_timeout_while(self.latest(), most, |now| now.0 == number);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    fn latest(&self) -> MutexGuard<'_, (u64, Arc<Preview>)> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
