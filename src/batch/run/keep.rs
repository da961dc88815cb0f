//! Outputs whose inputs did not change: they stay, and what was told of them is told again.

use super::{BuildRun, JobDone, is_in, is_of};
use crate::batch::kept::{Inputs, Remarks, Unchanged};
use crate::batch::manifest::Entry;
use crate::batch::plan::Product;
use crate::batch::press::{EditionMaker, File, Prepared};
use crate::batch::report::WrittenFile;
use crate::diag::{Diagnostic, Sink};
use crate::model::lang::Lang;

impl<P: EditionMaker> BuildRun<'_, P> {
    /// An output that is as it would be made, with what was told of it.
    pub(super) fn unchanged(
        &self,
        lang: &Lang,
        read: &P::Read,
        product: &Product,
        beside: &[Entry],
    ) -> Option<JobDone> {
        let path = self.file(lang, product)?;
        let inputs = self.inputs(read, product, beside)?.digest();
        let there = (self.old, self.out);
        let Unchanged { entry, remarks } =
            self.known.find(&path, &inputs, there, self.plan.deny_warnings)?;
        let mut done = JobDone::none(product);
        let path = self.out.path(&path);
        done.job.made = Some(WrittenFile { path, bytes: entry.bytes, pages: entry.pages });
        done.job.unchanged = true;
        done.pages = remarks.pages;
        remarks.file.into_iter().for_each(|fault| done.content.push(fault));
        done.entries.push(entry);
        self.progress.finished(lang, product);
        Some(done)
    }

    /// What an output is made from; files beside it, as far as it names them.
    pub(super) fn inputs(
        &self,
        read: &P::Read,
        product: &Product,
        beside: &[Entry],
    ) -> Option<Inputs> {
        let inputs = self.press.inputs(read, product)?;
        Some(beside.iter().fold(inputs, |all, entry| all.with("beside", entry.seen())))
    }

    /// The edition's files that other runs have made and this one does not set out to make.
    pub(super) fn elsewhere(&self, lang: &Lang) -> Vec<Entry> {
        let made = |entry: &Entry| self.products.iter().any(|p| is_of(entry, lang, p));
        let kept = |entry: &Entry| self.kept(lang).any(|old| old.path == entry.path);
        let there = self.known.elsewhere().filter(|entry| is_in(entry, lang));
        there.filter(|entry| !made(entry) && !kept(entry)).cloned().collect()
    }

    /// Writes an output beside its place, and down what it was made from.
    pub(super) fn write(
        &self,
        done: &mut JobDone,
        lang: &Lang,
        made: &File,
        (inputs, pages): (Option<Inputs>, Vec<Diagnostic>),
    ) {
        let Some(path) = self.file(lang, &done.job.product) else { return };
        let part = match self.out.stage(&path, &made.bytes) {
            Ok(part) => part,
            Err(error) => return done.trouble.push(error.into()),
        };
        let (bytes, place) = (made.bytes.len(), self.out.path(&path));
        done.job.made = Some(WrittenFile { path: place, bytes, pages: made.pages });
        let entry = self.entry(lang, &done.job.product, path, made);
        if let Some(inputs) = inputs {
            let remarks = Remarks { pages, file: done.content.diagnostics().to_vec() };
            // What cannot be written down is made again.
            let _ = self.known.note(&entry, inputs.digest(), &remarks, (self.out, part));
        }
        done.entries.push(entry);
    }
}

/// What is to be told of the pages of an output: of those of its format, and of the first, which
/// all take page numbers from.
pub(super) fn remarks_of(prepared: &impl Prepared, format: usize) -> Vec<Diagnostic> {
    let mut sink = Sink::default();
    sink.append_new(prepared.faults(0));
    sink.append_new(prepared.faults(format));
    sink.diagnostics().to_vec()
}
