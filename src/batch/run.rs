//! The run: every edition, every output, in parallel; the order of faults and files is fixed.

mod proof;

use std::collections::BTreeSet;
use std::time::Duration;

use rayon::prelude::*;

use super::guard::guarded;
use super::manifest::{Entry, Manifest, sha256};
use super::plan::{Kind, Plan, Product, name};
use super::press::{File, Prepared, Press, Stopwatch};
use super::report::{Edition, Job, Made, Stage};
use super::write::OutDir;
use crate::diag::{Severity, Sink};
use crate::model::Status;
use crate::model::lang::Lang;
use crate::source::Output;

/// Is told how far a run has got, from any thread.
pub trait Progress: Sync {
    /// The run is about to make so many outputs.
    fn begin(&self, jobs: usize);
    /// A file was made, or cannot be.
    fn finished(&self, lang: &Lang, product: &Product);
}

/// Makes and writes outputs.
pub(super) struct Run<'a, P> {
    pub(super) press: &'a P,
    pub(super) plan: &'a Plan,
    /// What is made of each edition, in the order of the outputs.
    pub(super) products: &'a [Product],
    pub(super) out: &'a OutDir,
    /// What lay in the output folder before.
    pub(super) old: &'a Manifest,
    pub(super) progress: &'a dyn Progress,
}

/// What became of an edition, with its faults and the entries of its files.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) edition: Edition,
    pub(super) content: Sink,
    pub(super) trouble: Sink,
    pub(super) entries: Vec<Entry>,
}

/// What became of an output, with its faults.
struct JobDone {
    job: Job,
    content: Sink,
    trouble: Sink,
    entries: Vec<Entry>,
    stages: Vec<Stage>,
}

impl<P: Press> Run<'_, P> {
    /// Makes and writes the outputs of all `langs`; the results are in their order.
    pub(super) fn editions(&self, langs: &[Lang]) -> Vec<Done> {
        self.progress.begin(langs.len() * self.products.len());
        langs.par_iter().map(|lang| self.edition(lang)).collect()
    }

    fn edition(&self, lang: &Lang) -> Done {
        let (mut content, mut watch) = (Sink::default(), Stopwatch::default());
        let formats: BTreeSet<usize> = self.products.iter().map(|p| p.format).collect();
        let what = format!("the pages in `{lang}`");
        let prepared = guarded(&what, self.press.place(lang), &mut content, |content| {
            self.press.prepare(lang, &formats, &mut watch, content)
        });
        let time = watch.total();
        let jobs = match prepared {
            Ok(prepared) if passes(&mut content, self.plan) => {
                let failed = self.failed(&prepared, &formats, &mut content);
                self.jobs(lang, &prepared, &failed)
            }
            _ => self.products.iter().map(|product| self.not_made(lang, product)).collect(),
        };
        let status = self.press.status(lang);
        let mut done = Done {
            edition: Edition { lang: lang.clone(), status, jobs: vec![], stages: watch.0 },
            trouble: Sink::default(),
            entries: vec![],
            content,
        };
        for JobDone { mut job, content, trouble, entries, stages } in jobs {
            job.time += time;
            done.edition.jobs.push(job);
            done.edition.stages.extend(stages);
            done.content.append_new(content);
            done.trouble.append(trouble);
            done.entries.extend(entries);
        }
        done
    }

    /// The formats that cannot be made; one format's faults never stop another's.
    fn failed(
        &self,
        prepared: &P::Prepared,
        formats: &BTreeSet<usize>,
        content: &mut Sink,
    ) -> BTreeSet<usize> {
        let mut failed = BTreeSet::new();
        for &format in formats {
            let mut faults = prepared.faults(format);
            if !passes(&mut faults, self.plan) {
                failed.insert(format);
            }
            content.append_new(faults);
        }
        failed
    }

    /// The web page names the files beside it with their sizes, so it is made after them.
    fn jobs(
        &self,
        lang: &Lang,
        prepared: &P::Prepared,
        failed: &BTreeSet<usize>,
    ) -> Vec<JobDone> {
        let (pages, files): (Vec<&Product>, _) = self
            .products
            .iter()
            .partition(|product| product.kind == Kind::Output(Output::Html));
        let job = |product: &Product, beside: &[Entry]| match failed.contains(&product.format) {
            true => self.not_made(lang, product),
            false => self.job(lang, prepared, product, beside),
        };
        let mut jobs: Vec<JobDone> =
            files.par_iter().map(|product: &&Product| job(product, &[])).collect();
        for product in pages {
            let mut beside: Vec<Entry> = self.kept(lang).cloned().collect();
            beside.extend(jobs.iter().flat_map(|done| &done.entries).cloned());
            beside.sort_by_key(place);
            jobs.push(job(product, &beside));
        }
        jobs
    }

    /// The edition's files that an earlier run made and this one does not touch.
    fn kept(&self, lang: &Lang) -> impl Iterator<Item = &Entry> {
        let made = |entry: &Entry| self.products.iter().any(|p| is_of(entry, lang, p));
        self.old.files.iter().filter(move |e| is_in(e, lang) && !made(e))
    }

    /// Makes one product and writes it, if nothing is wrong with it.
    fn job(
        &self,
        lang: &Lang,
        prepared: &P::Prepared,
        product: &Product,
        beside: &[Entry],
    ) -> JobDone {
        let (mut done, mut watch) = (JobDone::none(product), Stopwatch::default());
        match product.kind {
            Kind::Output(output) => {
                let what = format!("`{}` in `{lang}`", product.label());
                let made =
                    guarded(&what, self.press.place(lang), &mut done.content, |content| {
                        prepared.make(product, output, beside, &mut watch, content)
                    });
                if let (Ok(made), true) = (made, passes(&mut done.content, self.plan)) {
                    let path = format!("{lang}/{}", product.file(self.press.slug(), output));
                    match watch.time("write", || self.out.stage(&path, &made.bytes)) {
                        Ok(()) => done.made(self, lang, path, &made),
                        Err(error) => done.trouble.push(error.into()),
                    }
                }
            }
            Kind::Proof => self.proof(lang, prepared, &mut done, &mut watch),
        }
        done.job.time = watch.total();
        done.stages = watch.0;
        self.progress.finished(lang, product);
        done
    }

    /// What the manifest says of a file.
    fn entry(&self, lang: &Lang, product: &Product, path: String, file: &File) -> Entry {
        Entry {
            path,
            output: Some(product.kind.name().into()),
            format: product.name.clone(),
            language: Some(lang.to_string()),
            status: Some(status(self.press.status(lang)).into()),
            pages: file.pages,
            bytes: file.bytes.len(),
            sha256: sha256(&file.bytes),
        }
    }

    fn not_made(&self, lang: &Lang, product: &Product) -> JobDone {
        self.progress.finished(lang, product);
        JobDone::none(product)
    }
}

impl JobDone {
    fn none(product: &Product) -> Self {
        Self {
            job: Job { product: product.clone(), made: None, time: Duration::ZERO },
            content: Sink::default(),
            trouble: Sink::default(),
            entries: vec![],
            stages: vec![],
        }
    }

    fn made<P: Press>(&mut self, run: &Run<'_, P>, lang: &Lang, path: String, file: &File) {
        let (bytes, pages) = (file.bytes.len(), file.pages);
        self.job.made = Some(Made { path: run.out.path(&path), bytes, pages });
        self.entries.push(run.entry(lang, &self.job.product, path, file));
    }
}

/// Whether nothing in the sink stops an output. Where warnings are denied, they become errors.
pub(super) fn passes(sink: &mut Sink, plan: &Plan) -> bool {
    if plan.deny_warnings {
        let mut denied = Sink::default();
        for fault in sink.diagnostics() {
            let mut fault = fault.clone();
            if fault.severity == Severity::Warning {
                fault.severity = Severity::Error;
            }
            denied.push(fault);
        }
        *sink = denied;
    }
    !sink.has_errors()
}

/// A status as the manifest writes it.
const fn status(status: Status) -> &'static str {
    match status {
        Status::Final => "final",
        Status::Draft => "draft",
    }
}

fn is_in(entry: &Entry, lang: &Lang) -> bool {
    entry.language.as_deref() == Some(lang.as_str())
}

/// Whether a file is one of a product's in a language.
fn is_of(entry: &Entry, lang: &Lang, product: &Product) -> bool {
    is_in(entry, lang)
        && entry.output.as_deref() == Some(product.kind.name())
        && entry.format == product.name
}

/// The order of an edition's files: by output, pictures last, the first format before the others.
fn place(entry: &Entry) -> (usize, Option<String>) {
    let output = Output::ALL.iter().position(|&o| Some(name(o)) == entry.output.as_deref());
    (output.unwrap_or(Output::ALL.len()), entry.format.clone())
}

/// The new manifest: what this run made, and of the earlier one what it did not set out to make.
/// `langs` are the project's, in its order.
pub(super) fn manifest<P: Press>(run: &Run<'_, P>, done: &[Done], langs: &[Lang]) -> Manifest {
    let mut files = vec![];
    for lang in langs {
        let done = done.iter().find(|d| d.edition.lang == *lang);
        let mut own: Vec<Entry> = match done {
            Some(done) => run.kept(lang).chain(&done.entries).cloned().collect(),
            None => run.old.files.iter().filter(|e| is_in(e, lang)).cloned().collect(),
        };
        own.sort_by_key(place);
        files.extend(own);
    }
    Manifest { generator: concat!("warraq ", env!("CARGO_PKG_VERSION")).into(), files }
}

#[cfg(test)]
mod tests;
