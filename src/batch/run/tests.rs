//! Runs on a press that prints words.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::batch::press::Proof;
use crate::diag::{Diagnostic, Failed, Span};

/// A press whose Arabic is good, whose English has a warning and whose Hebrew is broken.
struct Fake;
struct FakeEdition(Lang);
#[derive(Default)]
struct Count(AtomicUsize);

impl EditionMaker for Fake {
    type Read = Lang;
    type Prepared = FakeEdition;
    fn slug(&self) -> &str {
        "book"
    }
    fn status(&self, _: &Lang) -> Status {
        Status::Draft
    }
    fn read(&self, lang: &Lang, _: &mut Stopwatch, _: &mut Sink) -> Result<Lang, Failed> {
        Ok(lang.clone())
    }
    fn inputs(&self, _: &Lang, _: &Product) -> Option<Inputs> {
        None
    }
    fn files(&self, _: &Lang) -> Vec<std::path::PathBuf> {
        vec![]
    }
    fn page_inputs(&self, _: &Lang) -> Option<Inputs> {
        None
    }
    fn lay_out(
        &self,
        lang: &Lang,
        _: &BTreeSet<usize>,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<FakeEdition, Failed> {
        watch.time("layout", || ());
        match lang.as_str() {
            "he" => sink.push(Diagnostic::error("broken", Span::NONE, "it is broken")),
            "en" => sink.push(Diagnostic::warning("odd", Span::NONE, "it is odd")),
            "fa" => panic!("nobody expected this"),
            _ => {}
        }
        sink.check()?;
        Ok(FakeEdition(lang.clone()))
    }
}

/// Pictures of words: three Arabic ones, one of any other language.
struct FakeProof(Vec<String>);

impl Proof for FakeProof {
    fn names(&self) -> &[String] {
        &self.0
    }
    fn draw(&self, number: usize) -> Result<Vec<u8>, Diagnostic> {
        Ok(format!("picture {number}").into_bytes())
    }
}

impl Prepared for FakeEdition {
    type Proof = FakeProof;

    fn faults(&self, format: usize) -> Sink {
        let mut sink = Sink::default();
        if format == 1 && self.0.as_str() == "en" {
            sink.push(Diagnostic::error("too-long", Span::NONE, "it does not fit"));
        }
        sink
    }
    fn make(
        &self,
        product: &Product,
        output: Output,
        beside: &[Entry],
        _: &mut Stopwatch,
        _: &mut Sink,
    ) -> Result<File, Failed> {
        assert!(self.0.as_str() != "ur" || output != Output::Epub, "no book in Urdu");
        let beside: Vec<_> = beside.iter().map(|e| e.path.as_str()).collect();
        let bytes = format!("{} {} {beside:?}", self.0, product.label()).into_bytes();
        Ok(File { bytes, pages: (output != Output::Html).then_some(16) })
    }
    fn proof(&self, _: &Product, _: &mut Stopwatch, _: &mut Sink) -> Result<FakeProof, Failed> {
        let count = if self.0.as_str() == "ar" { 3 } else { 1 };
        Ok(FakeProof((1..=count).map(|n| format!("0{n}")).collect()))
    }
}

impl Progress for Count {
    fn begin(&self, jobs: usize) {
        self.0.store(jobs, Ordering::Relaxed);
    }
    fn finished(&self, _: &Lang, _: &Product) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

const THREE: [Output; 3] = [Output::Pdf, Output::Epub, Output::Html];

fn plan(out: &Path, outputs: &[Output]) -> Plan {
    Plan {
        project: "source".into(),
        langs: vec![],
        outputs: outputs.to_vec(),
        proof: false,
        out: out.into(),
        jobs: None,
        deny_warnings: false,
        allow_stale: false,
        force: false,
        parts: vec![],
        drafts: false,
        pseudo: false,
        grown: None,
        timestamp: None,
    }
}

fn langs(tags: &[&str]) -> Vec<Lang> {
    tags.iter().map(|t| Lang::parse(t).unwrap()).collect()
}

/// Runs a plan on the fake press; the project's languages are `en` and `ar`.
fn run(plan: &Plan, old: &Manifest, tags: &[&str]) -> (Vec<Done>, Manifest) {
    let products = plan.outputs.iter().map(|&output| product(output, None));
    run_products(plan, &products.collect::<Vec<_>>(), old, tags)
}

fn product(output: Output, name: Option<&str>) -> Product {
    let kind = OutputKind::Output(output);
    Product { kind, format: usize::from(name.is_some()), name: name.map(str::to_owned) }
}

fn run_products(
    plan: &Plan,
    products: &[Product],
    old: &Manifest,
    tags: &[&str],
) -> (Vec<Done>, Manifest) {
    let out = OutDir::open(&plan.out).unwrap();
    let count = Count::default();
    let known = &Kept::default();
    let run =
        BuildRun { press: &Fake, plan, products, out: &out, old, known, progress: &count };
    let done = run.editions(&langs(tags));
    assert!(out.commit().is_empty());
    let manifest = manifest(&run, &done, &langs(&["en", "ar", "he"]));
    assert_eq!(count.0.into_inner(), 0, "each output is counted once");
    (done, manifest)
}

#[test]
fn one_editions_faults_stop_no_other() {
    let temp = tempfile::tempdir().unwrap();
    let plan = plan(temp.path(), &THREE);
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
fn a_panic_is_a_fault_of_its_language_and_output_and_stops_no_other() {
    let temp = tempfile::tempdir().unwrap();
    let plan = plan(temp.path(), &THREE);
    let (done, _) = run(&plan, &Manifest::default(), &["fa", "ur", "ar"]);
    let made = |d: &Done| d.edition.jobs.iter().filter(|j| j.made.is_some()).count();
    assert_eq!(done.iter().map(made).collect::<Vec<_>>(), [0, 2, 3]);
    let told = |d: &Done| d.content.diagnostics()[0].message.clone();
    assert!(told(&done[0]).contains("the pages in `fa`"), "{}", told(&done[0]));
    assert!(told(&done[1]).contains("`epub` in `ur`"), "{}", told(&done[1]));
    assert!(!done[0].trouble.has_errors() && !done[2].content.has_errors());
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
fn one_formats_faults_stop_no_other() {
    let temp = tempfile::tempdir().unwrap();
    let plan = plan(temp.path(), &[Output::Pdf]);
    let products = [product(Output::Pdf, None), product(Output::Pdf, Some("leaflet"))];
    let (done, manifest) = run_products(&plan, &products, &Manifest::default(), &["ar", "en"]);
    let made: Vec<_> = done[1].edition.jobs.iter().map(|job| job.made.is_some()).collect();
    assert_eq!(made, [true, false]);
    assert_eq!(done[1].content.count(Severity::Error), 1);
    let paths: Vec<_> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["en/book.pdf", "ar/book.pdf", "ar/book.leaflet.pdf"]);
    assert_eq!(manifest.files[2].format.as_deref(), Some("leaflet"));
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
    let whole = plan(temp.path(), &THREE);
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
        ..Entry::default()
    };
    let files = vec![entry("he"), entry("fa"), entry("en")];
    let old = Manifest { files, ..Manifest::default() };
    let (_, new) = run(&plan(temp.path(), &[Output::Html]), &old, &["he"]);
    assert_eq!(new.files, [entry("en")]);
}

fn proofs(name: Option<&str>) -> Product {
    let format = usize::from(name.is_some());
    Product { kind: OutputKind::Proof, format, name: name.map(str::to_owned) }
}

#[test]
fn pictures_come_after_the_outputs_and_make_one_job() {
    let temp = tempfile::tempdir().unwrap();
    let plan = plan(temp.path(), &[]);
    let products = [proofs(None), product(Output::Pdf, None)];
    let (done, manifest) = run_products(&plan, &products, &Manifest::default(), &["ar", "he"]);
    let made = done[0].edition.jobs[0].made.as_ref().unwrap();
    assert_eq!((made.pages, made.bytes), (Some(3), 27));
    assert_eq!(made.path, temp.path().join("ar/proof/book-*.png"));
    assert_eq!(fs::read(temp.path().join("ar/proof/book-03.png")).unwrap(), b"picture 2");
    let paths: Vec<_> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    let pictures = ["ar/proof/book-01.png", "ar/proof/book-02.png", "ar/proof/book-03.png"];
    assert_eq!(paths, [&["ar/book.pdf"][..], &pictures].concat());
    assert_eq!(manifest.files[1].output.as_deref(), Some("proof"));
    assert!(!temp.path().join("he").exists());
}

#[test]
fn pictures_of_an_earlier_run_are_removed_where_they_are_not_made_again() {
    let temp = tempfile::tempdir().unwrap();
    let plan = plan(temp.path(), &[]);
    let entry = |path: &str, format: Option<&str>| Entry {
        path: format!("en/{path}"),
        output: Some("proof".into()),
        format: format.map(str::to_owned),
        language: Some("en".into()),
        ..Entry::default()
    };
    let files = vec![
        entry("proof/book-01.png", None),
        entry("proof/book-02.png", None),
        entry("proof/other.png", Some("z")),
        entry("book.pdf", None),
        entry("proof/../book.png", None),
    ];
    fs::create_dir_all(temp.path().join("en/proof")).unwrap();
    for file in &files {
        fs::write(temp.path().join(&file.path), "").unwrap();
    }
    let old = Manifest { files: files.clone(), ..Manifest::default() };
    let (done, manifest) = run_products(&plan, &[proofs(None)], &old, &["en"]);
    assert!(!done[0].trouble.has_errors());
    let left: Vec<_> = files.iter().map(|file| temp.path().join(&file.path).exists()).collect();
    assert_eq!(left, [true, false, true, true, true], "what is no picture stays");
    assert_eq!(manifest.files.len(), 2);
}
