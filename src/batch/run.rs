//! The run: every edition, every output, in parallel; the order of faults and files is fixed.

use std::time::Duration;

use rayon::prelude::*;

use super::manifest::{Entry, Manifest, sha256};
use super::plan::{Plan, extension};
use super::press::{Prepared, Press, Stopwatch};
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
    /// An output was made, or cannot be.
    fn finished(&self, lang: &Lang, output: Output);
}

/// Makes and writes outputs.
pub(super) struct Run<'a, P> {
    pub(super) press: &'a P,
    pub(super) plan: &'a Plan,
    /// What is made of each edition, ascending.
    pub(super) outputs: &'a [Output],
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
    entry: Option<Entry>,
    stages: Vec<Stage>,
}

impl<P: Press> Run<'_, P> {
    /// Makes and writes the outputs of all `langs`; the results are in their order.
    pub(super) fn editions(&self, langs: &[Lang]) -> Vec<Done> {
        self.progress.begin(langs.len() * self.outputs.len());
        langs.par_iter().map(|lang| self.edition(lang)).collect()
    }

    fn edition(&self, lang: &Lang) -> Done {
        let (mut content, mut watch) = (Sink::default(), Stopwatch::default());
        let prepared = self.press.prepare(lang, &mut watch, &mut content);
        let time = watch.total();
        let jobs = match prepared {
            Ok(prepared) if passes(&mut content, self.plan) => self.jobs(lang, &prepared),
            _ => self.outputs.iter().map(|&output| self.not_made(lang, output)).collect(),
        };
        let status = self.press.status(lang);
        let mut done = Done {
            edition: Edition { lang: lang.clone(), status, jobs: vec![], stages: watch.0 },
            trouble: Sink::default(),
            entries: vec![],
            content,
        };
        for JobDone { mut job, content, trouble, entry, stages } in jobs {
            job.time += time;
            done.edition.jobs.push(job);
            done.edition.stages.extend(stages);
            done.content.append(content);
            done.trouble.append(trouble);
            done.entries.extend(entry);
        }
        done
    }

    /// The web page names the files beside it with their sizes, so it is made after them.
    fn jobs(&self, lang: &Lang, prepared: &P::Prepared) -> Vec<JobDone> {
        let (pages, files): (Vec<Output>, _) =
            self.outputs.iter().partition(|&&output| output == Output::Html);
        let mut jobs: Vec<JobDone> =
            files.par_iter().map(|&output| self.job(lang, prepared, output, &[])).collect();
        for output in pages {
            let mut beside: Vec<Entry> = self.kept(lang).cloned().collect();
            beside.extend(jobs.iter().filter_map(|done| done.entry.clone()));
            beside.sort_by_key(place_of_output);
            jobs.push(self.job(lang, prepared, output, &beside));
        }
        jobs
    }

    /// The edition's files that an earlier run made and this one does not touch.
    fn kept(&self, lang: &Lang) -> impl Iterator<Item = &Entry> {
        let made = |entry: &Entry| {
            self.outputs.iter().any(|&o| Some(extension(o)) == entry.output.as_deref())
        };
        self.old.files.iter().filter(move |e| is_in(e, lang) && !made(e))
    }

    /// Makes one output and writes it, if nothing is wrong with it.
    fn job(
        &self,
        lang: &Lang,
        prepared: &P::Prepared,
        output: Output,
        beside: &[Entry],
    ) -> JobDone {
        let (mut done, mut watch) = (JobDone::none(output), Stopwatch::default());
        let bytes = prepared.make(output, beside, &mut watch, &mut done.content);
        if let (Ok(bytes), true) = (bytes, passes(&mut done.content, self.plan)) {
            let path = format!("{lang}/{}.{}", self.press.slug(), extension(output));
            match watch.time("write", || self.out.write(&path, &bytes)) {
                Ok(()) => done.made(self, lang, path, &bytes, prepared.pages()),
                Err(error) => done.trouble.push(error.into()),
            }
        }
        done.job.time = watch.total();
        done.stages = watch.0;
        self.progress.finished(lang, output);
        done
    }

    fn not_made(&self, lang: &Lang, output: Output) -> JobDone {
        self.progress.finished(lang, output);
        JobDone::none(output)
    }
}

impl JobDone {
    fn none(output: Output) -> Self {
        Self {
            job: Job { output, made: None, time: Duration::ZERO },
            content: Sink::default(),
            trouble: Sink::default(),
            entry: None,
            stages: vec![],
        }
    }

    fn made<P: Press>(
        &mut self,
        run: &Run<'_, P>,
        lang: &Lang,
        path: String,
        bytes: &[u8],
        pages: usize,
    ) {
        let output = self.job.output;
        let pages = (output != Output::Html).then_some(pages);
        self.job.made = Some(Made { path: run.out.path(&path), bytes: bytes.len(), pages });
        self.entry = Some(Entry {
            path,
            output: Some(extension(output).into()),
            language: Some(lang.to_string()),
            status: Some(status(run.press.status(lang)).into()),
            pages,
            bytes: bytes.len(),
            sha256: sha256(bytes),
        });
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

fn place_of_output(entry: &Entry) -> Option<usize> {
    Output::ALL.iter().position(|&o| Some(extension(o)) == entry.output.as_deref())
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
        own.sort_by_key(place_of_output);
        files.extend(own);
    }
    Manifest { generator: concat!("warraq ", env!("CARGO_PKG_VERSION")).into(), files }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::diag::{Diagnostic, Failed, Span};

    /// A press whose Arabic is good, whose English has a warning and whose Hebrew is broken.
    struct Fake;
    struct FakeEdition(Lang);
    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Press for Fake {
        type Prepared = FakeEdition;
        fn slug(&self) -> &str {
            "book"
        }
        fn status(&self, _: &Lang) -> Status {
            Status::Draft
        }
        fn prepare(
            &self,
            lang: &Lang,
            watch: &mut Stopwatch,
            sink: &mut Sink,
        ) -> Result<FakeEdition, Failed> {
            watch.time("layout", || ());
            match lang.as_str() {
                "he" => sink.push(Diagnostic::error("broken", Span::NONE, "it is broken")),
                "en" => sink.push(Diagnostic::warning("odd", Span::NONE, "it is odd")),
                _ => {}
            }
            sink.check()?;
            Ok(FakeEdition(lang.clone()))
        }
    }

    impl Prepared for FakeEdition {
        fn pages(&self) -> usize {
            16
        }
        fn make(
            &self,
            output: Output,
            beside: &[Entry],
            _: &mut Stopwatch,
            _: &mut Sink,
        ) -> Result<Vec<u8>, Failed> {
            let beside: Vec<_> = beside.iter().map(|e| e.path.as_str()).collect();
            Ok(format!("{} {} {beside:?}", self.0, extension(output)).into_bytes())
        }
    }

    impl Progress for Count {
        fn begin(&self, jobs: usize) {
            self.0.store(jobs, Ordering::Relaxed);
        }
        fn finished(&self, _: &Lang, _: Output) {
            self.0.fetch_sub(1, Ordering::Relaxed);
        }
    }

    fn plan(out: &Path, outputs: &[Output]) -> Plan {
        Plan {
            project: "source".into(),
            langs: vec![],
            outputs: outputs.to_vec(),
            out: out.into(),
            jobs: None,
            deny_warnings: false,
            timestamp: None,
        }
    }

    fn langs(tags: &[&str]) -> Vec<Lang> {
        tags.iter().map(|t| Lang::parse(t).unwrap()).collect()
    }

    /// Runs a plan on the fake press; the project's languages are `en` and `ar`.
    fn run(plan: &Plan, old: &Manifest, tags: &[&str]) -> (Vec<Done>, Manifest) {
        let out = OutDir::open(&plan.out).unwrap();
        let count = Count::default();
        let run = Run {
            press: &Fake,
            plan,
            outputs: &plan.outputs,
            out: &out,
            old,
            progress: &count,
        };
        let done = run.editions(&langs(tags));
        let manifest = manifest(&run, &done, &langs(&["en", "ar", "he"]));
        assert_eq!(count.0.into_inner(), 0, "each output is counted once");
        (done, manifest)
    }

    #[test]
    fn one_editions_faults_stop_no_other() {
        let temp = tempfile::tempdir().unwrap();
        let plan = plan(temp.path(), &Output::ALL);
        let (done, manifest) = run(&plan, &Manifest::default(), &["he", "ar", "en"]);
        let made = |d: &Done| d.edition.jobs.iter().filter(|j| j.made.is_some()).count();
        assert_eq!(done.iter().map(made).collect::<Vec<_>>(), [0, 3, 3]);
        assert!(done[0].content.has_errors());
        assert!(!temp.path().join("he").exists());
        assert_eq!(fs::read(temp.path().join("ar/book.pdf")).unwrap(), b"ar pdf []");
        assert_eq!(done[1].edition.stages[0].name, "layout");
        assert_eq!(manifest.files.len(), 6);
        assert_eq!((manifest.files[0].pages, manifest.files[2].pages), (Some(16), None));
    }

    #[test]
    fn a_web_page_knows_the_files_beside_it_also_those_made_before() {
        let temp = tempfile::tempdir().unwrap();
        let pdf = plan(temp.path(), &[Output::Pdf]);
        let (_, old) = run(&pdf, &Manifest::default(), &["ar"]);
        run(&plan(temp.path(), &[Output::Epub, Output::Html]), &old, &["ar", "en"]);
        let page = |tag: &str| fs::read_to_string(temp.path().join(tag).join("book.html"));
        assert_eq!(page("ar").unwrap(), "ar html [\"ar/book.pdf\", \"ar/book.epub\"]");
        assert_eq!(page("en").unwrap(), "en html [\"en/book.epub\"]");
    }

    #[test]
    fn denied_warnings_stop_their_edition_as_errors() {
        let temp = tempfile::tempdir().unwrap();
        let mut plan = plan(temp.path(), &[Output::Html]);
        plan.deny_warnings = true;
        let (done, _) = run(&plan, &Manifest::default(), &["ar", "en"]);
        assert!(done[0].edition.jobs[0].made.is_some());
        assert!(done[1].edition.jobs[0].made.is_none());
        assert_eq!(done[1].content.count(Severity::Error), 1);
    }

    #[test]
    fn what_cannot_be_written_is_trouble_and_stops_no_other() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("ar"), "in the way").unwrap();
        let plan = plan(temp.path(), &[Output::Html]);
        let (done, _) = run(&plan, &Manifest::default(), &["ar", "en"]);
        assert_eq!(done[0].trouble.diagnostics()[0].id, "unwritable-output");
        assert!(!done[0].content.has_errors());
        assert!(done[1].edition.jobs[0].made.is_some());
    }

    #[test]
    fn a_build_of_a_part_keeps_the_entries_of_the_rest() {
        let temp = tempfile::tempdir().unwrap();
        let whole = plan(temp.path(), &Output::ALL);
        let (_, first) = run(&whole, &Manifest::default(), &["ar", "en"]);
        let (_, second) = run(&plan(temp.path(), &[Output::Html]), &first, &["ar"]);
        assert_eq!(second, first);
        let paths: Vec<_> = second.files.iter().map(|f| f.path.as_str()).collect();
        let expected = ["en/book.pdf", "en/book.epub", "en/book.html", "ar/book.pdf"];
        assert_eq!(paths[..4], expected);
    }

    #[test]
    fn an_edition_that_failed_and_a_language_that_is_gone_leave_the_manifest() {
        let temp = tempfile::tempdir().unwrap();
        let entry = |tag: &str| Entry {
            path: format!("{tag}/book.html"),
            output: Some("html".into()),
            language: Some(tag.into()),
            status: None,
            pages: None,
            bytes: 0,
            sha256: String::new(),
        };
        let files = vec![entry("he"), entry("fa"), entry("en")];
        let old = Manifest { generator: String::new(), files };
        let (_, new) = run(&plan(temp.path(), &[Output::Html]), &old, &["he"]);
        assert_eq!(new.files, [entry("en")]);
    }
}
