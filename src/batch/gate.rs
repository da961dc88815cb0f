//! What keeps print files of translations back that are older than their source.

use std::collections::BTreeMap;

use super::edition::BuildSession;
use super::plan::Plan;
use super::report::Report;
use crate::check;
use crate::diag::{Diagnostic, Failed, Severity, Sink, Span};
use crate::i18n::{self, Board, LangBoard, TranslationState};
use crate::model::lang::Lang;
use crate::model::{Document, Inline, SpanStyle, Status};
use crate::source::Project;

/// What is stale or missing, by language; nothing in projects that keep no record.
#[derive(Debug, Default)]
pub(super) struct Gate {
    langs: BTreeMap<String, Closed>,
    /// What is said otherwise than the glossary wants it.
    terms: Vec<(Lang, Diagnostic)>,
    /// Whether print files are made all the same.
    open: bool,
}

impl BuildSession<'_> {
    /// Whether a language may be printed: it is as old as its source, and no phone number is wrong.
    pub(super) fn may_print(&self, lang: &Lang, sink: &mut Sink) -> Result<(), Failed> {
        let old = self.gate.print(lang, sink);
        let phones = self.phones.lock().map(|known| known.get(lang.as_str()).cloned());
        let phones = phones.ok().flatten().unwrap_or_default();
        let wrong = phones.len();
        for fault in phones {
            sink.push(Diagnostic { severity: Severity::Error, ..fault });
        }
        if wrong > 0 { Err(Failed) } else { old }
    }

    /// The same of all texts of an edition.
    pub(super) fn may_print_all(
        &self,
        document: &Document,
        sink: &mut Sink,
    ) -> Result<(), Failed> {
        let each = document.texts_in_order().map(|text| self.may_print(&text.lang, sink));
        let all: Vec<_> = each.collect();
        all.into_iter().collect()
    }

    /// Tells of facts of a language that are not those of the first; wrong phone numbers are told
    /// where it is printed.
    pub(super) fn phones(&self, lang: &Lang, facts: Sink, printed: bool, sink: &mut Sink) {
        let is_phone = |fault: &&Diagnostic| fault.id == "wrong-phone";
        let (phones, others): (Vec<_>, Vec<_>) = facts.diagnostics().iter().partition(is_phone);
        others.into_iter().cloned().for_each(|fault| sink.push(fault));
        if !printed {
            phones.iter().copied().cloned().for_each(|fault| sink.push(fault));
        }
        if let Ok(mut known) = self.phones.lock() {
            known.insert(lang.to_string(), phones.into_iter().cloned().collect());
        }
    }
}

#[derive(Debug)]
struct Closed {
    faults: Vec<Diagnostic>,
    stale: Vec<Span>,
    place: Span,
    counts: [usize; 2],
}

impl Gate {
    /// Reads a project's record.
    pub(super) fn new(
        project: &Project,
        plan: &Plan,
        report: &mut Report,
    ) -> Result<Self, Failed> {
        let (lock, kept) = i18n::lock(project, &mut report.sources, &mut report.content)?;
        let glossary = project.glossary(&mut report.sources, &mut report.content)?;
        let wanted = kept || !glossary.is_empty();
        let board = wanted.then(|| Board::new(project, &lock)).flatten();
        let Some(board) = board else { return Ok(Self::default()) };
        let terms = check::glossary(&board, &glossary);
        if !kept {
            return Ok(Self { terms, ..Self::default() });
        }
        let source = board.source.to_string();
        // What could not be read is told otherwise.
        let read = board.langs.iter().filter(|lang| lang.status.is_some());
        let langs = read.map(|lang| {
            let edition = project.editions().iter().find(|edition| edition.lang == lang.lang);
            let place = edition.map_or(Span::NONE, |edition| edition.place());
            (lang.lang.to_string(), Closed::new(lang, &source, place))
        });
        Ok(Self { langs: langs.collect(), terms, open: plan.allow_stale })
    }

    /// Whether a language may be printed.
    pub(super) fn print(&self, lang: &Lang, sink: &mut Sink) -> Result<(), Failed> {
        let Some(closed) = self.langs.get(lang.as_str()).filter(|_| !self.open) else {
            return Ok(());
        };
        closed.faults.iter().cloned().for_each(|fault| sink.push(fault));
        if closed.faults.is_empty() { Ok(()) } else { Err(Failed) }
    }

    /// Tells in a line what is stale or missing in a language whose files are made all the same,
    /// and which terms are said otherwise than they should be.
    pub(super) fn tell(&self, lang: &Lang, sink: &mut Sink) {
        let own = self.terms.iter().filter(|(other, _)| other == lang);
        own.for_each(|(_, fault)| sink.push(fault.clone()));
        let Some(closed) = self.langs.get(lang.as_str()) else { return };
        let [stale, missing] = closed.counts;
        if stale + missing == 0 {
            return;
        }
        let message =
            format!("of the text in `{lang}`, {stale} pieces are stale and {missing} missing");
        let fault = Diagnostic::warning("stale-edition", closed.place, message);
        sink.push(fault.with_hint(format!("`warraq i18n diff --lang {lang}` shows them")));
    }

    /// Which texts of a document bear the mark of stale ones, as far as that can change its files.
    pub(super) fn marked(&self, document: &Document) -> String {
        let Some(closed) = self.closed(document) else { return String::new() };
        let stale = closed.stale.iter().map(|span| span.range());
        format!("{:?}", stale.collect::<Vec<_>>())
    }

    /// What is known of a draft, whose stale texts are marked.
    fn closed(&self, document: &Document) -> Option<&Closed> {
        let closed = self.langs.get(document.lang.as_str())?;
        (document.status == Status::Draft && !closed.stale.is_empty()).then_some(closed)
    }

    /// Marks stale texts on the pages of a draft with a line below them.
    pub(super) fn mark(&self, document: &mut Document) {
        let Some(closed) = self.closed(document) else { return };
        document.each_text_mut(&mut |text| {
            let inside = |span: &&Span| {
                span.file == text.span.file && span.range().contains(&text.span.range().start)
            };
            if closed.stale.iter().any(|span| inside(&span)) {
                let style = Box::new(SpanStyle { underline: true, ..SpanStyle::default() });
                let content = std::mem::take(&mut text.inlines);
                text.inlines = vec![Inline::Styled { style, content, span: text.span }];
            }
        });
    }
}

impl Closed {
    fn new(lang: &LangBoard, source: &str, place: Span) -> Self {
        let stale = lang.rows.iter().filter(|row| row.state == TranslationState::Stale);
        Self {
            faults: i18n::faults(lang, source),
            stale: stale.filter_map(|row| Some(row.own.as_ref()?.span)).collect(),
            place,
            counts: [TranslationState::Stale, TranslationState::Missing]
                .map(|state| lang.count(state)),
        }
    }
}
