//! What outlives a run: the faces, read, and the words that were shaped in them.
//!
//! A command opens a [`Session`] once; whoever builds again and again keeps it. It changes no byte
//! of what is made: a run in a new session makes the same.

use std::sync::{Arc, Mutex, PoisonError};

use super::plan::Plan;
use super::report::Report;
use super::run::Progress;
use crate::diag::{Diagnostic, Sink};
use crate::source::FontFile;
use crate::text::WordCache;
use crate::text::font::FontBook;

/// What runs of one command share.
#[derive(Debug, Default)]
pub struct Session {
    faces: Mutex<Option<Arc<Faces>>>,
}

/// The bundled faces and a project's, with the words that were shaped in them.
#[derive(Debug)]
pub(super) struct Faces {
    /// What they were read from.
    files: Vec<FontFile>,
    /// What was said of them.
    told: Vec<Diagnostic>,
    pub(super) book: FontBook,
    pub(super) words: WordCache,
}

impl Session {
    /// Makes and writes what a plan asks for.
    pub fn build(&self, plan: &Plan, progress: &dyn Progress) -> Report {
        super::build_in(self, plan, progress)
    }

    /// Reads and lays out what a plan asks for, and writes nothing.
    pub fn check(&self, plan: &Plan) -> Report {
        super::check_in(self, plan)
    }

    /// The faces of these files: those of the last run, where nothing changed.
    pub(super) fn faces(&self, files: Vec<FontFile>, sink: &mut Sink) -> Arc<Faces> {
        let mut kept = self.faces.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(faces) = kept.as_ref().filter(|faces| faces.files == files) {
            faces.told.iter().for_each(|fault| sink.push(fault.clone()));
            return Arc::clone(faces);
        }
        let faces = Arc::new(Faces::new(files, sink));
        *kept = Some(Arc::clone(&faces));
        faces
    }
}

impl Faces {
    /// What they were read from, beside the bundled ones.
    pub(super) fn files(&self) -> &[FontFile] {
        &self.files
    }

    /// Reads font files beside the bundled faces.
    pub(super) fn new(files: Vec<FontFile>, sink: &mut Sink) -> Self {
        let mut told = Sink::default();
        let mut book = FontBook::bundled();
        for font in &files {
            book.add(&font.path, Arc::clone(&font.bytes), font.span, &mut told);
        }
        let said = told.diagnostics().to_vec();
        sink.append(told);
        Self { files, told: said, book, words: WordCache::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    #[test]
    fn faces_are_kept_until_a_file_changes_and_their_faults_are_told_each_time() {
        let session = Session::default();
        let file = |bytes: &[u8]| FontFile {
            path: "fonts/a.ttf".into(),
            file: "fonts/a.ttf".into(),
            bytes: bytes.into(),
            span: Span::NONE,
        };
        let faces = |files: Vec<FontFile>| {
            let mut sink = Sink::default();
            let faces = session.faces(files, &mut sink);
            (faces, sink.count(crate::diag::Severity::Error))
        };
        let (none, _) = faces(vec![]);
        let (again, _) = faces(vec![]);
        assert!(Arc::ptr_eq(&none, &again));
        let (broken, first) = faces(vec![file(b"no font")]);
        let (kept, second) = faces(vec![file(b"no font")]);
        assert!(!Arc::ptr_eq(&none, &broken) && Arc::ptr_eq(&broken, &kept));
        assert_eq!((first, second), (1, 1));
        assert!(!Arc::ptr_eq(&kept, &faces(vec![file(b"another")]).0));
    }
}
