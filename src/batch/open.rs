//! A project, opened: read, with the faces that its languages share.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use super::edition::BuildSession;
use super::gate::Gate;
use super::session::{Faces, Session};
use super::{Plan, Report, guard, run};
use crate::diag::caught::caught;
use crate::diag::{Diagnostic, Failed, Severity, Sink, Sources, Span};
use crate::model::lang::Lang;
use crate::model::style::Theme;
use crate::source::{Drafts, LoadError, Project, load_with, pseudo_languages};
use crate::text::Typesetter;
use crate::text::font::FontBook;

/// A project with what its editions share.
pub(super) struct Opened {
    pub(super) project: Project,
    pub(super) faces: Arc<Faces>,
    pub(super) langs: Vec<Lang>,
    pub(super) gate: Gate,
}

impl Session {
    /// Reads the project; what concerns all its languages is told here.
    pub(super) fn open(&self, plan: &Plan, report: &mut Report) -> Result<Opened, Failed> {
        let project = project(&plan.project, &plan.drafts(), report)?;
        let before = report.content.count(Severity::Error);
        let files = project.fonts(&mut report.sources, &mut report.content);
        let faces = self.faces(files, &mut report.content);
        // A family may be missing because its file is broken: that is told once.
        if report.content.count(Severity::Error) == before {
            let themes = project.formats().iter().map(|format| &*format.theme);
            unknown_families(themes, &faces.book, &mut report.content);
        }
        let langs = langs(&project, plan, report)?;
        let gate = Gate::new(&project, plan, report)?;
        if !run::passes(&mut report.content, plan) {
            return Err(Failed);
        }
        Ok(Opened { project, faces, langs, gate })
    }
}

impl Opened {
    /// The same without editions in two languages.
    pub(super) fn in_one_language(mut self) -> Self {
        self.langs.retain(|lang| !lang.is_joined());
        self
    }

    pub(super) fn session<'a>(&'a self, plan: &Plan, sources: &'a Sources) -> BuildSession<'a> {
        BuildSession {
            project: &self.project,
            gate: &self.gate,
            phones: Mutex::new(BTreeMap::new()),
            sources,
            faces: &self.faces,
            setter: Typesetter::new(&self.faces.book, &self.faces.words),
            timestamp: plan.timestamp,
            profile: OnceLock::new(),
        }
    }
}

/// Reads the project in a folder.
pub(super) fn project(
    dir: &Path,
    drafts: &Drafts,
    report: &mut Report,
) -> Result<Project, Failed> {
    let mut sink = Sink::default();
    let loaded = caught(|| load_with(dir, drafts, &mut report.sources, &mut sink))
        .unwrap_or_else(|panic| {
            sink.push(guard::fault("the project", Span::NONE, &panic));
            Err(LoadError::Failed)
        });
    match loaded {
        Err(LoadError::Absent) => report.trouble.append(sink),
        Err(LoadError::Failed) | Ok(_) => report.content.append(sink),
    }
    loaded.map_err(|_| Failed)
}

/// The bundled faces and those of a project.
pub(super) fn font_book(project: &Project, report: &mut Report) -> FontBook {
    let files = project.fonts(&mut report.sources, &mut report.content);
    Faces::new(files, &mut report.content).book
}

/// Tells of families that the themes name and nobody has.
pub(super) fn unknown_families<'t>(
    themes: impl Iterator<Item = &'t Theme>,
    fonts: &FontBook,
    sink: &mut Sink,
) {
    let mut told = Sink::default();
    for family in themes.flat_map(|theme| theme.fonts.all()) {
        if fonts.find(family, 400, false).is_none() {
            let known: Vec<_> = fonts.families().iter().map(|f| format!("`{f}`")).collect();
            let message = format!("no font has the family `{}`", family.name);
            let mut fault = Sink::default();
            fault.push(
                Diagnostic::error("unknown-family", family.span, message)
                    .with_hint(format!("known are {}", known.join(", ")))
                    .with_hint("a font of your own goes into the folder `fonts/`"),
            );
            // Formats share most of their theme.
            told.append_new(fault);
        }
    }
    sink.append(told);
}

/// The languages that the plan asks for, each of which the project has to have.
fn langs(project: &Project, plan: &Plan, report: &mut Report) -> Result<Vec<Lang>, Failed> {
    let mut known: Vec<Lang> = project.editions().iter().map(|e| e.lang.clone()).collect();
    // Of languages in work it is made where both are asked for.
    let read = |lang: &Lang| known.contains(lang);
    let pairs = project.pairs().iter().filter(|pair| pair.langs.iter().all(read));
    let pairs: Vec<Lang> = pairs.map(|pair| pair.edition.clone()).collect();
    known.extend(pairs);
    if plan.pseudo {
        return Ok(pseudo_languages());
    }
    if plan.langs.is_empty() {
        return Ok(known);
    }
    let more = known.iter().filter(|lang| !project.langs.contains(lang));
    let listed: Vec<&Lang> = project.langs.iter().chain(more).collect();
    for lang in plan.langs.iter().filter(|lang| !known.contains(lang)) {
        report.trouble.push(unlisted(lang, listed.iter().copied()));
    }
    report.trouble.check()?;
    Ok(plan.langs.clone())
}

/// The fault of a language that a project does not have; `known` are those that it has.
pub fn unlisted<'l>(lang: &Lang, known: impl IntoIterator<Item = &'l Lang>) -> Diagnostic {
    let names: Vec<String> = known.into_iter().map(|lang| format!("`{lang}`")).collect();
    let message = format!("the project has no language `{lang}`");
    Diagnostic::error("unlisted-language", Span::NONE, message)
        .with_hint(format!("it has {}", names.join(", ")))
}
