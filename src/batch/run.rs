//! The run: every edition, every output, in parallel; the order of faults and files is fixed.

mod keep;
mod proof;

use std::collections::BTreeSet;
use std::time::Duration;

use rayon::prelude::*;

use super::guard::guarded;
use super::kept::{Inputs, Kept};
use super::manifest::{About, Entry, Manifest, sha256};
use super::plan::{OutputKind, Plan, Product, claims, name};
use super::press::{EditionMaker, File, Prepared, Stopwatch};
use super::report::{EditionReport, Job, StageReport};
use super::write::OutDir;
use crate::diag::{Diagnostic, Severity, Sink};
use crate::model::Status;
use crate::model::lang::Lang;
use crate::source::Output;
use keep::remarks_of;

/// Is told how far a run has got, from any thread.
pub trait Progress: Sync {
    /// The run is about to make so many outputs.
    fn begin(&self, jobs: usize);
    /// A file was made, or cannot be.
    fn finished(&self, lang: &Lang, product: &Product);
}

/// Makes and writes outputs.
pub(super) struct BuildRun<'a, P> {
    pub(super) press: &'a P,
    pub(super) plan: &'a Plan,
    /// What is made of each edition, in the order of the outputs.
    pub(super) products: &'a [Product],
    pub(super) out: &'a OutDir,
    /// What lay in the output folder before.
    pub(super) old: &'a Manifest,
    /// What need not be made again.
    pub(super) known: &'a Kept<'a>,
    pub(super) progress: &'a dyn Progress,
}

/// What became of an edition, with its faults and the entries of its files.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) edition: EditionReport,
    pub(super) content: Sink,
    pub(super) trouble: Sink,
    pub(super) entries: Vec<Entry>,
    /// What its part of the page of all editions is made from, where it could be read.
    pub(super) inputs: Option<Inputs>,
    /// What it is, where it could be read.
    pub(super) about: Option<About>,
}

/// What became of an output, with its faults.
struct JobDone {
    job: Job,
    content: Sink,
    trouble: Sink,
    entries: Vec<Entry>,
    stages: Vec<StageReport>,
    /// What an earlier run found on the pages of what is unchanged.
    pages: Vec<Diagnostic>,
}

/// An edition, laid out once for all its outputs.
struct Set<P> {
    /// `None` where it cannot be.
    prepared: Option<P>,
    /// The formats that cannot be made.
    failed: BTreeSet<usize>,
    time: Duration,
}

impl<P: EditionMaker> BuildRun<'_, P> {
    /// Makes and writes the outputs of all `langs`; the results are in their order.
    pub(super) fn editions(&self, langs: &[Lang]) -> Vec<Done> {
        self.progress.begin(langs.len() * self.products.len());
        langs.par_iter().map(|lang| self.edition(lang)).collect()
    }

    fn edition(&self, lang: &Lang) -> Done {
        let (mut content, mut watch) = (Sink::default(), Stopwatch::default());
        let (what, place) = (format!("the text in `{lang}`"), self.press.place(lang));
        let read = guarded(&what, place, &mut content, |content| {
            self.press.read(lang, &mut watch, content)
        });
        let read = read.ok().filter(|_| passes(&mut content, self.plan));
        let jobs = match &read {
            Some(read) => self.jobs(lang, read, &mut content, &mut watch),
            None => self.products.iter().map(|product| self.not_made(lang, product)).collect(),
        };
        let status = self.press.status(lang);
        let mut done = Done {
            edition: EditionReport {
                lang: lang.clone(),
                status,
                inputs: read.as_ref().map(|read| self.press.files(read)).unwrap_or_default(),
                jobs: vec![],
                stages: watch.0,
            },
            trouble: Sink::default(),
            entries: vec![],
            about: read.as_ref().and_then(|read| self.press.about(read)),
            inputs: read.and_then(|read| self.press.page_inputs(&read)),
            content,
        };
        for JobDone { job, content, trouble, entries, stages, .. } in jobs {
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

    /// What is unchanged stays; the rest is made. The web page names the files beside it with their
    /// sizes, so it comes after them.
    fn jobs(
        &self,
        lang: &Lang,
        read: &P::Read,
        content: &mut Sink,
        watch: &mut Stopwatch,
    ) -> Vec<JobDone> {
        let (pages, files): (Vec<&Product>, Vec<&Product>) = self
            .products
            .iter()
            .partition(|product| product.kind == OutputKind::Output(Output::Html));
        let mut kept: Vec<Option<JobDone>> =
            files.iter().map(|product| self.unchanged(lang, read, product, &[])).collect();
        let mut set = None;
        if kept.iter().any(Option::is_none) {
            let formats = files.iter().zip(&kept).filter(|(_, kept)| kept.is_none());
            let mut formats: BTreeSet<usize> = formats.map(|(p, _)| p.format).collect();
            formats.extend(pages.iter().map(|page| page.format));
            set = Some(self.set(lang, read, &formats, (content, watch)));
        }
        for remark in kept.iter().flatten().flat_map(|job| &job.pages) {
            content.push_new(remark);
        }
        let make = |(product, kept): (&Product, Option<JobDone>)| match (kept, &set) {
            (Some(kept), _) => kept,
            (None, Some(set)) => self.job(lang, set, product, (read, &[])),
            (None, None) => self.not_made(lang, product),
        };
        let files: Vec<_> = files.into_iter().zip(kept.drain(..)).collect();
        let mut jobs: Vec<JobDone> = files.into_par_iter().map(make).collect();
        for product in pages {
            let mut beside: Vec<Entry> = self.kept(lang).cloned().collect();
            beside.extend(self.elsewhere(lang));
            beside.extend(jobs.iter().flat_map(|done| &done.entries).cloned());
            beside.sort_by_key(place);
            if let Some(page) = self.unchanged(lang, read, product, &beside) {
                page.pages.iter().for_each(|remark| content.push_new(remark));
                jobs.push(page);
                continue;
            }
            let set = set.get_or_insert_with(|| {
                self.set(lang, read, &[product.format].into(), (content, watch))
            });
            jobs.push(self.job(lang, set, product, (read, &beside)));
        }
        jobs
    }

    /// Lays an edition out in some formats.
    fn set(
        &self,
        lang: &Lang,
        read: &P::Read,
        formats: &BTreeSet<usize>,
        (content, watch): (&mut Sink, &mut Stopwatch),
    ) -> Set<P::Prepared> {
        let before = watch.total();
        let what = format!("the pages in `{lang}`");
        let prepared = guarded(&what, self.press.place(lang), content, |content| {
            self.press.lay_out(read, formats, watch, content)
        });
        let prepared = prepared.ok().filter(|_| passes(content, self.plan));
        let failed = prepared.as_ref().map(|set| self.failed(set, formats, content));
        let time = watch.total() - before;
        Set { prepared, failed: failed.unwrap_or_default(), time }
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
        set: &Set<P::Prepared>,
        product: &Product,
        (read, beside): (&P::Read, &[Entry]),
    ) -> JobDone {
        let prepared = set.prepared.as_ref().filter(|_| !set.failed.contains(&product.format));
        let Some(prepared) = prepared else { return self.not_made(lang, product) };
        let (mut done, mut watch) = (JobDone::none(product), Stopwatch::default());
        match product.kind {
            OutputKind::Output(output) => {
                let what = format!("`{}` in `{lang}`", product.label());
                let made =
                    guarded(&what, self.press.place(lang), &mut done.content, |content| {
                        prepared.make(product, output, beside, &mut watch, content)
                    });
                if let (Ok(made), true) = (made, passes(&mut done.content, self.plan)) {
                    let inputs = self.inputs(read, product, beside);
                    let pages = remarks_of(prepared, product.format);
                    watch.time("write", || self.write(&mut done, lang, &made, (inputs, pages)));
                }
            }
            OutputKind::Proof => self.proof(lang, prepared, &mut done, &mut watch),
        }
        done.job.time = set.time + watch.total();
        done.stages = watch.0;
        self.progress.finished(lang, product);
        done
    }

    fn file(&self, lang: &Lang, product: &Product) -> Option<String> {
        let OutputKind::Output(output) = product.kind else { return None };
        Some(format!("{lang}/{}", product.file(self.press.slug(), output)))
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
            claims: match product.kind {
                OutputKind::Output(output) => claims(output),
                OutputKind::Proof => vec![],
            },
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
            job: Job {
                product: product.clone(),
                made: None,
                unchanged: false,
                time: Duration::ZERO,
            },
            content: Sink::default(),
            trouble: Sink::default(),
            entries: vec![],
            stages: vec![],
            pages: vec![],
        }
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
pub(super) const fn status(status: Status) -> &'static str {
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
pub(super) fn manifest<P: EditionMaker>(
    run: &BuildRun<'_, P>,
    done: &[Done],
    langs: &[Lang],
) -> Manifest {
    let (mut files, mut editions) = (vec![], vec![]);
    for lang in langs {
        let done = done.iter().find(|d| d.edition.lang == *lang);
        let mut own: Vec<Entry> = match done {
            Some(done) => run.kept(lang).chain(&done.entries).cloned().collect(),
            None => run.old.files.iter().filter(|e| is_in(e, lang)).cloned().collect(),
        };
        if !own.is_empty() {
            let known = run.old.editions.iter().find(|about| about.language == lang.as_str());
            editions.extend(done.and_then(|done| done.about.as_ref()).or(known).cloned());
        }
        own.sort_by_key(place);
        files.extend(own);
    }
    let generator = concat!("warraq ", env!("CARGO_PKG_VERSION")).into();
    Manifest { generator, url: None, editions, files }
}

#[cfg(test)]
mod tests;
