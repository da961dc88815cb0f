//! What a project can be made into on this machine, and what is missing for the rest.

use super::report::Report;
use super::{Plan, open};
use crate::diag::{Failed, Sink};
use crate::model::lang::Lang;
use crate::model::print::FormatKind;
use crate::source::{Drafts, Output, Project};
use crate::text::font::FontBook;

/// How a project is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The name of its files.
    pub slug: String,
    /// Its languages.
    pub languages: Vec<LanguageHealth>,
    /// What it can be made into.
    pub outputs: Vec<OutputHealth>,
}

/// A language of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageHealth {
    /// Its tag.
    pub lang: Lang,
    /// Its script, in English.
    pub script: &'static str,
    /// The families of the theme, or else of the project, that have its script.
    pub families: Vec<String>,
    /// What is missing, and what to do.
    pub missing: Option<(String, String)>,
}

/// An output of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputHealth {
    /// Its name, as `--format` takes it, or that of a format.
    pub name: &'static str,
    /// Whether it is made.
    pub made: bool,
    /// What is to be said of it.
    pub says: String,
    /// What to type for more.
    pub types: Option<String>,
}

/// Looks at a project.
///
/// # Errors
/// [`Failed`] where it cannot be read; what is wrong lies in the report.
pub fn doctor(plan: &Plan, report: &mut Report) -> Result<Health, Failed> {
    let project = open::project(&plan.project, &Drafts::None, report)?;
    let book = open::font_book(&project, report);
    let langs =
        project.editions().iter().map(|edition| language(&project, &edition.lang, &book));
    Ok(Health {
        slug: project.slug().to_owned(),
        languages: langs.collect(),
        outputs: outputs(&project),
    })
}

fn language(project: &Project, lang: &Lang, book: &FontBook) -> LanguageHealth {
    let script = lang.script();
    let covers = |family: &str| {
        let faces = book.ids().map(|id| book.face(id));
        faces.filter(|face| face.family == family).any(|face| face.covers(script))
    };
    let families: Vec<String> = book
        .families()
        .into_iter()
        .filter(|family| covers(family))
        .map(str::to_owned)
        .collect();
    let edition = project.editions().iter().find(|edition| edition.lang == *lang);
    let readable = edition.is_some_and(|edition| edition.status().is_some());
    let missing = match (families.is_empty(), readable) {
        (true, _) => Some((
            format!("no font has the letters of the script {}", script.full_name()),
            "put a font that has them into the folder `fonts` of the project".to_owned(),
        )),
        (false, false) => Some((
            format!("the text in `{lang}` cannot be read"),
            "`warraq check` says why".to_owned(),
        )),
        _ => None,
    };
    LanguageHealth { lang: lang.clone(), script: script.full_name(), families, missing }
}

/// The outputs, those that are not made with the line that asks for them.
fn outputs(project: &Project) -> Vec<OutputHealth> {
    let asked = project.outputs();
    // A cover for stores is missed by nobody who did not ask for it.
    let mut out: Vec<OutputHealth> = Output::ALL
        .into_iter()
        .filter(|output| Output::USUAL.contains(output) || asked.contains(output))
        .map(|output| {
            let made = asked.contains(&output);
            let (says, types) = match output {
                Output::Print => print(project),
                Output::Booklet => booklet(project),
                Output::Epub => epub(project),
                Output::Pdf | Output::Html | Output::Cover => (None, None),
            };
            let unasked = || {
                let all = asked.iter().chain([&output]).map(|output| super::name(*output));
                let list = all.collect::<Vec<_>>().join(", ");
                ("`outputs` leaves it out".to_owned(), Some(format!("outputs: [{list}]")))
            };
            let (says, types) = match (made, says) {
                (true, says) => (says.unwrap_or_else(|| "is made".to_owned()), types),
                (false, _) => unasked(),
            };
            OutputHealth { name: super::name(output), made, says, types }
        })
        .collect();
    out.push(leaflet(project));
    out
}

fn is_folded(kind: &FormatKind) -> bool {
    matches!(kind, FormatKind::Leaflet(_))
}

fn leaflet(project: &Project) -> OutputHealth {
    let folded = project.formats().iter().find(|format| is_folded(&format.kind));
    let (made, says, types) = match folded {
        Some(format) => (true, format!("is made as `{}`", format.name), None),
        None => {
            let names = project.formats().iter().map(|format| format.name.as_str());
            let list = names.chain(["leaflet"]).collect::<Vec<_>>().join(", ");
            let says = "no format is folded".to_owned();
            (false, says, Some(format!("formats: [{list}]")))
        }
    };
    OutputHealth { name: "leaflet", made, says, types }
}

/// What print files are made for; what is wrong, where they cannot be.
fn print(project: &Project) -> (Option<String>, Option<String>) {
    let mut sink = Sink::default();
    if project.printable(&mut sink).is_err() {
        let fault = sink.diagnostics().first();
        let hint = fault.and_then(|fault| fault.hints.first().cloned());
        return (fault.map(|fault| fault.message.clone()), hint);
    }
    let press = &project.print().press;
    (Some(format!("is made as PDF/X-4 for {}", press.name)), None)
}

fn booklet(project: &Project) -> (Option<String>, Option<String>) {
    if project.formats().iter().any(|format| !is_folded(&format.kind)) {
        return (None, None);
    }
    let says = "all formats are folded: there are no pages to staple".to_owned();
    (Some(says), Some("formats: [booklet, leaflet]".to_owned()))
}

fn epub(project: &Project) -> (Option<String>, Option<String>) {
    if project.has_isbn() {
        return (None, None);
    }
    let says = "is made without an ISBN, which some stores ask for".to_owned();
    (Some(says), Some("isbn: 978-0-306-40615-7".to_owned()))
}
