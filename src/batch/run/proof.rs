//! The pictures of an edition's sheets, in parallel.

use rayon::prelude::*;

use super::{BuildRun, JobDone, passes};
use crate::batch::guard::{self, guarded};
use crate::batch::manifest::Entry;
use crate::batch::plan::PROOFS;
use crate::batch::press::{EditionMaker, File, Prepared, Proof, Stopwatch};
use crate::batch::report::WrittenFile;
use crate::diag::caught::caught;
use crate::diag::{Diagnostic, Sink};
use crate::model::lang::Lang;

impl<P: EditionMaker> BuildRun<'_, P> {
    /// Draws and writes the pictures of a product. One that cannot be written stops no other.
    pub(super) fn proof(
        &self,
        lang: &Lang,
        prepared: &P::Prepared,
        done: &mut JobDone,
        watch: &mut Stopwatch,
    ) {
        let what = format!("`{}` in `{lang}`", done.job.product.label());
        let place = self.press.place(lang);
        let product = &done.job.product;
        let proof = guarded(&what, place, &mut done.content, |content| {
            prepared.proof(product, watch, content)
        });
        let (Ok(proof), true) = (proof, passes(&mut done.content, self.plan)) else { return };
        let numbers = (0..proof.names().len()).into_par_iter();
        let draw = |number| {
            let drawn = caught(|| self.picture(lang, &proof, number, done));
            drawn.unwrap_or_else(|panic| Err(guard::fault(&what, place, &panic)))
        };
        let drawn: Vec<_> = watch.time("pictures", || numbers.map(draw).collect());
        let mut faults = vec![];
        for picture in drawn {
            match picture {
                Ok(entry) => done.entries.push(entry),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() {
            self.remove_old(lang, done);
        }
        tell(faults, &mut done.trouble);
        done.job.made = self.made_of(lang, done);
    }

    /// Draws one picture and writes it.
    fn picture(
        &self,
        lang: &Lang,
        proof: &impl Proof,
        number: usize,
        done: &JobDone,
    ) -> Result<Entry, Diagnostic> {
        let file = File { bytes: proof.draw(number)?, pages: None };
        let path = self.path(lang, &proof.names()[number], done);
        self.out.stage(&path, &file.bytes)?;
        Ok(self.entry(lang, &done.job.product, path, &file))
    }

    fn path(&self, lang: &Lang, name: &str, done: &JobDone) -> String {
        format!("{lang}/{}", done.job.product.picture(self.press.slug(), name))
    }

    /// All pictures as one, whose name stands for theirs.
    fn made_of(&self, lang: &Lang, done: &JobDone) -> Option<WrittenFile> {
        let bytes = done.entries.iter().map(|entry| entry.bytes).sum();
        let path = self.out.path(&self.path(lang, "*", done));
        let pages = Some(done.entries.len()).filter(|&count| count > 0)?;
        Some(WrittenFile { path, bytes, pages: Some(pages) })
    }

    /// Removes the pictures of an earlier run that this one does not make: they would pass for
    /// pages that are no more. Whatever the manifest says, nothing else is removed.
    fn remove_old(&self, lang: &Lang, done: &JobDone) {
        let product = &done.job.product;
        let folder = format!("{lang}/{PROOFS}/");
        let is_picture = |path: &str| {
            let name = path.strip_prefix(&folder).and_then(|name| name.strip_suffix(".png"));
            name.is_some_and(|name| !name.contains(['/', '\\']))
        };
        for old in self.old.files.iter().filter(|old| super::is_of(old, lang, product)) {
            let made = |new: &Entry| new.path == old.path;
            if is_picture(&old.path) && !done.entries.iter().any(made) {
                self.out.stage_removal(&old.path);
            }
        }
    }
}

/// Tells the first fault alone: what hinders one picture mostly hinders all of them.
fn tell(faults: Vec<Diagnostic>, sink: &mut Sink) {
    let others = faults.len().saturating_sub(1);
    let Some(first) = faults.into_iter().next() else { return };
    sink.push(match others {
        0 => first,
        1 => first.with_hint("one more picture is missing"),
        _ => first.with_hint(format!("{others} more pictures are missing")),
    });
}
