//! What an answer to a slip has to be, whatever the slip.
//!
//! A slip is typed with marks: `⟪` stands where the answer has to point, and what follows up to `⟫`
//! is what has to be typed anew. An answer is whole (3 of 3) where it is the only one, points there,
//! says what was expected, and quotes what is to be typed; typed so, the project has no fault left.
//! Whatever is said has an Arabic row.

use std::num::NonZeroUsize;

use warraq::batch::{self, Plan, Report};
use warraq::check;
use warraq::diag::arabic::Catalogue;
use warraq::diag::{Diagnostic, Severity, Span};
use warraq::source::load;

use crate::source::Folder;

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";

/// A language to slip in, with words of it.
#[derive(Clone, Copy)]
pub(super) struct Tongue {
    pub(super) tag: &'static str,
    pub(super) words: [&'static str; 3],
}

pub(super) const TONGUES: [Tongue; 3] = [
    Tongue {
        tag: "ar", words: ["المكتبة", "كتاب لكل طفل", "أبوابها مفتوحة"]
    },
    Tongue { tag: "en", words: ["Library", "a book for every child", "its doors are open"] },
    Tongue {
        tag: "he", words: ["הספרייה", "ספר לכל ילד", "דלתותיה פתוחות"]
    },
];

/// Something typed into a file, and the answer that it wants.
pub(super) struct Slip {
    /// Its row among the slips.
    pub(super) row: u8,
    /// The language of the project.
    pub(super) tag: &'static str,
    /// The file.
    pub(super) path: String,
    /// What is typed into it, with marks.
    pub(super) typed: String,
    /// What belongs between the marks.
    pub(super) right: String,
    /// The file as it should be, where more changes than that.
    instead: Option<String>,
    /// What the answer has to say besides, anywhere.
    pub(super) says: Vec<String>,
    /// Whether it shows only when pages are made.
    pub(super) laid: bool,
    /// What the answer quotes for the author to type; where nothing can be quoted, what it says.
    pub(super) types: String,
}

impl Slip {
    pub(super) fn new(
        row: u8,
        tag: &'static str,
        path: &str,
        typed: impl Into<String>,
    ) -> Self {
        Self {
            row,
            tag,
            path: path.into(),
            typed: typed.into(),
            right: String::new(),
            instead: None,
            says: vec![],
            laid: false,
            types: String::new(),
        }
    }

    /// A body of the only section.
    pub(super) fn body(row: u8, tongue: Tongue, body: &str) -> Self {
        let body: String = body.lines().map(|line| format!("      {line}\n")).collect();
        let [heading, ..] = tongue.words;
        let head = "sections:\n  - id: one\n    heading: ";
        let text = format!("title: {heading}\n{head}{heading}\n    body:\n{body}");
        Self::new(row, tongue.tag, &format!("text/{}.yaml", tongue.tag), text)
    }

    pub(super) fn right(mut self, right: &str) -> Self {
        self.right = right.into();
        self
    }

    /// The whole body as it should be, where more changes than what is marked.
    pub(super) fn instead(mut self, body: &str) -> Self {
        let tongue = TONGUES.into_iter().find(|tongue| tongue.tag == self.tag).unwrap();
        self.instead = Some(Self::body(self.row, tongue, body).typed);
        self
    }

    pub(super) fn on_pages(mut self) -> Self {
        self.laid = true;
        self
    }

    pub(super) fn says(mut self, says: &[&str]) -> Self {
        self.says = says.iter().map(|&said| said.into()).collect();
        self
    }

    pub(super) fn types(mut self, types: &str) -> Self {
        self.types = types.into();
        self
    }

    /// The file as it was typed, as it should be, and line and column of the place.
    fn files(&self) -> (String, String, (usize, usize)) {
        let (before, rest) = self.typed.split_once('⟪').unwrap();
        let (wrong, after) = rest.split_once('⟫').unwrap();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let right = || format!("{before}{}{after}", self.right);
        let mended = self.instead.clone().unwrap_or_else(right);
        (format!("{before}{wrong}{after}"), mended, (line, column))
    }

    /// What is missing of a whole answer.
    fn lacks(&self, catalogue: &Catalogue) -> Option<String> {
        let (typed, mended, place) = self.files();
        let look = if self.laid { laid } else { checked };
        let report = look(&project(self.tag).with(&self.path, &typed));
        let said = told(&report);
        let at = |fault: &&Diagnostic| {
            located(&report, fault.span) == Some((self.path.clone(), place))
        };
        let found = faults(&report);
        let Some(fault) = found.iter().copied().find(at) else {
            return Some(format!("no answer at {}:{}:{}\n{said}", self.path, place.0, place.1));
        };
        let others = found.iter().filter(|other| !at(other)).count();
        let words = [&fault.message].into_iter().chain(&fault.expected).chain(&fault.hints);
        let words = words.map(String::as_str).collect::<Vec<_>>().join("\n");
        let unsaid = self.says.iter().find(|part| !words.contains(*part));
        let types = fault.hints.iter().any(|hint| hint.contains(&self.types));
        let after = look(&project(self.tag).with(&self.path, &mended));
        let quoted = self.types.trim_matches('`');
        [
            (others > 0).then(|| "it is not alone".to_owned()),
            unsaid.map(|part| format!("it does not say `{part}`")),
            (!types).then(|| format!("no hint says `{}`", self.types)),
            (!mended.contains(quoted) && self.types.contains('`'))
                .then(|| "what is mended is not what was to be typed".to_owned()),
            (!faults(&after).is_empty()).then(|| format!("not mended:\n{}", told(&after))),
            foreign(catalogue, fault).map(|text| format!("no Arabic for `{text}`")),
        ]
        .into_iter()
        .flatten()
        .next()
        .map(|lack| format!("{lack}\n{said}"))
    }
}

/// What of a fault has no Arabic row.
pub(super) fn foreign(catalogue: &Catalogue, fault: &Diagnostic) -> Option<String> {
    let expected = fault.expected.iter().map(|expected| format!("expected {expected}"));
    let remarks = fault.related.iter().map(|(_, remark)| remark.clone());
    let texts = [fault.message.clone()].into_iter().chain(expected).chain(remarks);
    let mut texts = texts.chain(fault.hints.clone());
    texts.find(|text| catalogue.translate(text).is_none())
}

/// A project that has no fault, in a language.
pub(super) fn project(tag: &str) -> Folder {
    let text = "title: 2026\nsections:\n  - id: one\n    heading: 1\n    body: [\"12\"]\n";
    Folder::new()
        .without("text/ar.yaml")
        .with("brochure.yaml", format!("slug: test\nlanguages: [{tag}]\n"))
        .with(&format!("text/{tag}.yaml"), text)
        .with("assets/map.svg", SVG)
        .with("assets/prices.csv", "a,b\n1,2\n")
}

/// What is found before pages are made.
pub(super) fn checked(folder: &Folder) -> Report {
    let mut report = Report::default();
    if let Ok(project) = load(folder.0.path(), &mut report.sources, &mut report.content) {
        check::check(&project, &report.sources, &mut report.content);
    }
    report
}

/// What is found on the pages, too.
fn laid(folder: &Folder) -> Report {
    batch::check(&Plan { jobs: NonZeroUsize::new(1), ..Plan::of(folder.0.path()) })
}

/// Faults and warnings; notes stop nobody.
pub(super) fn faults(report: &Report) -> Vec<&Diagnostic> {
    let all = report.content.diagnostics().iter().chain(report.trouble.diagnostics());
    all.filter(|fault| fault.severity > Severity::Note).collect()
}

/// Everything that is told, for who reads a failure.
pub(super) fn told(report: &Report) -> String {
    let all = report.content.diagnostics().iter().chain(report.trouble.diagnostics());
    let line = |fault: &Diagnostic| {
        let place = located(report, fault.span);
        format!("  {place:?} {}: {} {:?}\n", fault.id, fault.message, fault.hints)
    };
    all.map(line).collect()
}

/// File, line and column of a place, from 1, counted here by characters.
fn located(report: &Report, span: Span) -> Option<(String, (usize, usize))> {
    let file = report.sources.get(span.file?)?;
    let before = file.text.get(..span.start as usize)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let parts: Vec<_> = file.path.iter().map(|part| part.to_string_lossy()).collect();
    let inside = match parts.as_slice() {
        [.., folder, name] if folder == "text" => format!("text/{name}"),
        [.., name] => name.to_string(),
        [] => String::new(),
    };
    Some((inside, (line, column)))
}

/// Fails with everything that is missing of the answers to these slips.
#[track_caller]
pub(super) fn answered(slips: &[Slip]) {
    let catalogue = Catalogue::new();
    let lacking: Vec<String> = slips
        .iter()
        .filter_map(|slip| {
            let lacks = slip.lacks(&catalogue)?;
            Some(format!("row {} ({}):\n{}\n{lacks}", slip.row, slip.tag, slip.typed))
        })
        .collect();
    assert!(!slips.is_empty());
    assert!(
        lacking.is_empty(),
        "{} of {} are not answered:\n{}",
        lacking.len(),
        slips.len(),
        lacking.join("\n")
    );
}

/// Fails unless a slip does no harm: what is typed is read as what is meant, without a warning.
#[track_caller]
pub(super) fn taken(row: u8, tag: &'static str, path: &str, typed: &str, meant: &str) {
    let read = |text: &str| {
        let folder = project(tag).with(path, text);
        (crate::slips::project(&folder), checked(&folder))
    };
    let ((found, said), (wanted, _)) = (read(typed), read(meant));
    assert!(!wanted.is_empty(), "row {row}: {meant}");
    assert!(found == wanted, "row {row}: {typed}\n{}", told(&said));
    assert!(faults(&said).is_empty(), "row {row}: {typed}\n{}", told(&said));
}

/// The same for bodies.
#[track_caller]
pub(super) fn taken_body(row: u8, tongue: Tongue, typed: &str, meant: &str) {
    let text = |body: &str| Slip::body(row, tongue, body).typed;
    let path = format!("text/{}.yaml", tongue.tag);
    taken(row, tongue.tag, &path, &text(typed), &text(meant));
}

/// Fails unless a body makes no faults at all but notes.
#[track_caller]
pub(super) fn quiet(row: u8, tongue: Tongue, body: &str) {
    let report = checked(&with_body(tongue, body));
    assert!(faults(&report).is_empty(), "row {row}: {body}\n{}", told(&report));
}

/// Fails unless a body is remarked on, in Arabic, too.
#[track_caller]
pub(super) fn noted(row: u8, tongue: Tongue, body: &str, id: &str) {
    let report = checked(&with_body(tongue, body));
    let note = report.content.diagnostics().iter().find(|fault| fault.id == id);
    let note = note.unwrap_or_else(|| panic!("row {row}: no {id}: {}", told(&report)));
    assert_eq!(foreign(&Catalogue::new(), note), None);
}

fn with_body(tongue: Tongue, body: &str) -> Folder {
    let slip = Slip::body(0, tongue, body);
    project(tongue.tag).with(&slip.path, slip.typed)
}
