//! The run: every edition, every output, in parallel; the order of faults and files is fixed.

use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::manifest::{Entry, Manifest, sha256};
use super::plan::{Output, Plan};
use super::report::{Edition, Job, Made, Stage};
use super::write::OutDir;
use crate::diag::{Failed, Severity, Sink};
use crate::model::Status;
use crate::model::lang::Lang;

/// Is told how far a run has got, from any thread.
pub trait Progress: Sync {
    /// The run is about to make so many outputs.
    fn begin(&self, jobs: usize);
    /// An output was made, or cannot be.
    fn finished(&self, lang: &Lang, output: Output);
}

/// What a run asks of the stages below it.
pub(super) trait Press: Sync {
    /// An edition, read and laid out.
    type Prepared: Prepared;

    /// Reads and lays out one language, as far as `outputs` need it.
    fn prepare(
        &self,
        lang: &Lang,
        outputs: &[Output],
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Self::Prepared, Failed>;
}

/// An edition, read and laid out.
pub(super) trait Prepared: Sync {
    /// File name of its outputs, without extension.
    fn slug(&self) -> &str;
    /// How far a person has got with its text.
    fn status(&self) -> Status;
    /// How many pages an output has or names.
    fn pages(&self, output: Output) -> Option<usize>;
    /// The bytes of one output.
    fn make(
        &self,
        output: Output,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Vec<u8>, Failed>;
}

/// Measures stages, for people.
#[derive(Debug, Default)]
pub(super) struct Stopwatch(Vec<Stage>);

impl Stopwatch {
    /// Does `work` and notes how long it took.
    pub(super) fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push(Stage { name, time: start.elapsed() });
        result
    }

    fn total(&self) -> Duration {
        self.0.iter().map(|stage| stage.time).sum()
    }
}

/// What became of an edition, with its faults and the entries of its files.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) edition: Edition,
    pub(super) content: Sink,
    pub(super) trouble: Sink,
    pub(super) entries: Vec<Entry>,
}

/// Makes and writes the outputs of all `langs`; the results are in their order.
pub(super) fn editions(
    press: &impl Press,
    langs: &[Lang],
    plan: &Plan,
    out: &OutDir,
    progress: &dyn Progress,
) -> Vec<Done> {
    progress.begin(langs.len() * plan.outputs.len());
    langs.par_iter().map(|lang| edition(press, lang, plan, out, progress)).collect()
}

fn edition(
    press: &impl Press,
    lang: &Lang,
    plan: &Plan,
    out: &OutDir,
    progress: &dyn Progress,
) -> Done {
    let (mut sink, mut watch) = (Sink::default(), Stopwatch::default());
    let prepared = press.prepare(lang, &plan.outputs, &mut watch, &mut sink);
    let time = watch.total();
    let status = prepared.as_ref().map_or(Status::Final, Prepared::status);
    let mut done = Done {
        edition: Edition { lang: lang.clone(), status, jobs: vec![], stages: watch.0 },
        trouble: Sink::default(),
        entries: vec![],
        content: sink,
    };
    let made: Vec<JobDone> = match prepared {
        Ok(prepared) if passes(&mut done.content, plan) => plan
            .outputs
            .par_iter()
            .map(|&output| {
                let job = job(&prepared, lang, output, plan, out);
                progress.finished(lang, output);
                job
            })
            .collect(),
        _ => plan
            .outputs
            .iter()
            .map(|&output| {
                progress.finished(lang, output);
                JobDone::none(output)
            })
            .collect(),
    };
    for JobDone { mut job, content, trouble, entry, stages } in made {
        job.time += time;
        done.edition.jobs.push(job);
        done.edition.stages.extend(stages);
        done.content.append(content);
        done.trouble.append(trouble);
        done.entries.extend(entry);
    }
    done
}

/// What became of an output, with its faults.
struct JobDone {
    job: Job,
    content: Sink,
    trouble: Sink,
    entry: Option<Entry>,
    stages: Vec<Stage>,
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
}

/// Makes one output and writes it, if nothing is wrong with it.
fn job(
    prepared: &impl Prepared,
    lang: &Lang,
    output: Output,
    plan: &Plan,
    out: &OutDir,
) -> JobDone {
    let (mut done, mut watch) = (JobDone::none(output), Stopwatch::default());
    let bytes = prepared.make(output, &mut watch, &mut done.content);
    if let (Ok(bytes), true) = (bytes, passes(&mut done.content, plan)) {
        let path = format!("{lang}/{}.{}", prepared.slug(), output.as_str());
        match watch.time("write", || out.write(&path, &bytes)) {
            Ok(()) => {
                let pages = prepared.pages(output);
                done.job.made =
                    Some(Made { path: out.path(&path), bytes: bytes.len(), pages });
                done.entry = Some(Entry {
                    path,
                    output: Some(output.as_str().into()),
                    language: Some(lang.to_string()),
                    status: Some(status(prepared.status()).into()),
                    pages,
                    bytes: bytes.len(),
                    sha256: sha256(&bytes),
                });
            }
            Err(error) => done.trouble.push(error.into()),
        }
    }
    done.job.time = watch.total();
    done.stages = watch.0;
    done
}

/// Whether nothing in the sink stops an output. Where warnings are denied, they become errors.
pub(super) fn passes(sink: &mut Sink, plan: &Plan) -> bool {
    if plan.deny_warnings {
        deny_warnings(sink);
    }
    !sink.has_errors()
}

/// Makes every warning an error.
pub(super) fn deny_warnings(sink: &mut Sink) {
    let mut denied = Sink::default();
    for fault in sink.diagnostics() {
        let mut fault = fault.clone();
        fault.severity = match fault.severity {
            Severity::Note => Severity::Note,
            Severity::Warning | Severity::Error => Severity::Error,
        };
        denied.push(fault);
    }
    *sink = denied;
}

/// A status as the manifest writes it.
const fn status(status: Status) -> &'static str {
    match status {
        Status::Final => "final",
        Status::Draft => "draft",
    }
}

/// The new manifest: what this run made, and of the earlier one what it did not set out to make.
/// `langs` are the project's, in its order.
pub(super) fn manifest(old: Manifest, done: &[Done], plan: &Plan, langs: &[Lang]) -> Manifest {
    let planned = |entry: &Entry| {
        let lang = entry.language.as_deref().unwrap_or_default();
        let output = entry.output.as_deref().unwrap_or_default();
        done.iter().any(|d| d.edition.lang.as_str() == lang)
            && plan.outputs.iter().any(|o| o.as_str() == output)
    };
    let kept = old.files.into_iter().filter(|entry| !planned(entry));
    let mut files: Vec<Entry> =
        kept.chain(done.iter().flat_map(|d| d.entries.iter().cloned())).collect();
    let place = |entry: &Entry| {
        let lang = langs.iter().position(|l| Some(l.as_str()) == entry.language.as_deref());
        let output = Output::ALL
            .iter()
            .position(|o| Some(o.as_str()) == entry.output.as_deref());
        Some((lang?, output?))
    };
    files.retain(|entry| place(entry).is_some());
    files.sort_by_key(place);
    Manifest { generator: concat!("warraq ", env!("CARGO_PKG_VERSION")).into(), files }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::diag::{Diagnostic, Span};

    /// A press whose Arabic is good, whose English has a warning and whose Hebrew is broken.
    struct Fake;
    struct FakeEdition(Lang);
    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Press for Fake {
        type Prepared = FakeEdition;
        fn prepare(
            &self,
            lang: &Lang,
            _: &[Output],
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
        fn slug(&self) -> &str {
            "book"
        }
        fn status(&self) -> Status {
            Status::Draft
        }
        fn pages(&self, output: Output) -> Option<usize> {
            (output == Output::Pdf).then_some(16)
        }
        fn make(
            &self,
            output: Output,
            _: &mut Stopwatch,
            _: &mut Sink,
        ) -> Result<Vec<u8>, Failed> {
            Ok(format!("{} {}", self.0, output.as_str()).into_bytes())
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

    fn run(plan: &Plan, tags: &[&str]) -> Vec<Done> {
        let out = OutDir::open(&plan.out).unwrap();
        let count = Count::default();
        let done = editions(&Fake, &langs(tags), plan, &out, &count);
        assert_eq!(count.0.into_inner(), 0, "each output is counted once");
        done
    }

    #[test]
    fn one_editions_faults_stop_no_other() {
        let temp = tempfile::tempdir().unwrap();
        let done = run(&plan(temp.path(), &Output::ALL), &["he", "ar", "en"]);
        let made = |d: &Done| d.edition.jobs.iter().filter(|j| j.made.is_some()).count();
        assert_eq!(done.iter().map(made).collect::<Vec<_>>(), [0, 3, 3]);
        assert!(done[0].content.has_errors());
        assert!(!temp.path().join("he").exists());
        assert_eq!(fs::read(temp.path().join("ar/book.html")).unwrap(), b"ar html");
        assert_eq!(done[1].edition.stages[0].name, "layout");
    }

    #[test]
    fn denied_warnings_stop_their_edition_as_errors() {
        let temp = tempfile::tempdir().unwrap();
        let mut plan = plan(temp.path(), &[Output::Html]);
        plan.deny_warnings = true;
        let done = run(&plan, &["ar", "en"]);
        assert!(done[0].edition.jobs[0].made.is_some());
        assert!(done[1].edition.jobs[0].made.is_none());
        assert_eq!(done[1].content.count(Severity::Error), 1);
    }

    #[test]
    fn what_cannot_be_written_is_trouble_and_stops_no_other() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("ar"), "in the way").unwrap();
        let done = run(&plan(temp.path(), &[Output::Html]), &["ar", "en"]);
        assert_eq!(done[0].trouble.diagnostics()[0].id, "unwritable-output");
        assert!(!done[0].content.has_errors());
        assert!(done[1].edition.jobs[0].made.is_some());
    }

    #[test]
    fn a_build_of_a_part_keeps_the_entries_of_the_rest() {
        let temp = tempfile::tempdir().unwrap();
        let all = langs(&["en", "ar"]);
        let whole = plan(temp.path(), &Output::ALL);
        let first = manifest(Manifest::default(), &run(&whole, &["ar", "en"]), &whole, &all);
        let part = plan(temp.path(), &[Output::Html]);
        let second = manifest(first.clone(), &run(&part, &["ar"]), &part, &all);
        assert_eq!(second, first);
        let paths: Vec<_> = second.files.iter().map(|f| f.path.as_str()).collect();
        let expected = ["en/book.pdf", "en/book.epub", "en/book.html", "ar/book.pdf"];
        assert_eq!(paths[..4], expected);
        assert_eq!((second.files[0].pages, second.files[1].pages), (Some(16), None));
    }

    #[test]
    fn an_edition_that_failed_and_a_language_that_is_gone_leave_the_manifest() {
        let temp = tempfile::tempdir().unwrap();
        let plan = plan(temp.path(), &[Output::Html]);
        let entry = |tag: &str| Entry {
            path: format!("{tag}/book.html"),
            output: Some("html".into()),
            language: Some(tag.into()),
            status: None,
            pages: None,
            bytes: 0,
            sha256: String::new(),
        };
        let old = Manifest {
            generator: String::new(),
            files: vec![entry("he"), entry("fa"), entry("en")],
        };
        let new = manifest(old, &run(&plan, &["he"]), &plan, &langs(&["he", "en"]));
        assert_eq!(new.files, [entry("en")]);
    }
}
