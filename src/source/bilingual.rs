//! Editions in two languages: what a project asks for, and the document of each.

use super::Project;
use super::languages::unknown_language;
use super::resolve::joined_urn;
use super::schema::brochure::Brochure;
use super::schema::editions::EditionEntry;
use crate::diag::{Diagnostic, Failed, Sink, Sources, Span};
use crate::model::lang::Lang;
use crate::model::{BilingualForm, Document, Section, Text};

/// An edition in two languages.
#[derive(Debug, Clone)]
pub struct LanguagePair {
    /// The name of the edition: `ar+en`.
    pub edition: Lang,
    /// Its languages; it is bound by the first.
    pub langs: [Lang; 2],
    /// How the two texts stand.
    pub form: BilingualForm,
    /// Where the project asks for it.
    pub span: Span,
}

/// The editions in two languages that a project asks for; those that cannot be are told. `known`
/// are the project's languages.
pub(super) fn pairs(
    brochure: Option<&Brochure>,
    known: &[Lang],
    sink: &mut Sink,
) -> Vec<LanguagePair> {
    let entries = brochure.and_then(|brochure| brochure.editions.as_deref());
    let mut pairs: Vec<LanguagePair> = vec![];
    for entry in entries.unwrap_or_default() {
        let Some(pair) = pair(entry, known, sink) else { continue };
        match pairs.iter().find(|other| other.edition == pair.edition) {
            Some(first) => {
                let message = format!("the edition `{}` is asked for twice", pair.edition);
                let fault = Diagnostic::error("duplicate-edition", pair.span, message);
                sink.push(
                    fault
                        .with_related(first.span, "it stands here first")
                        .with_hint("remove one of the two; their files would have one name"),
                );
            }
            None => pairs.push(pair),
        }
    }
    pairs
}

fn pair(entry: &EditionEntry, known: &[Lang], sink: &mut Sink) -> Option<LanguagePair> {
    let mut langs: Vec<Lang> = vec![];
    for tag in &entry.languages {
        let Some(lang) = Lang::parse(&tag.text) else {
            sink.push(unknown_language(&tag.text, tag.span));
            return None;
        };
        if langs.contains(&lang) {
            let message = format!("the edition has the language `{lang}` twice");
            let fault = Diagnostic::error("duplicate-language", tag.span, message);
            sink.push(fault.with_hint("write two languages, such as `languages: [ar, en]`"));
            return None;
        }
        if !known.contains(&lang) {
            sink.push(no_text(&lang, tag.span, known));
            return None;
        }
        langs.push(lang);
    }
    let Ok(langs) = <[Lang; 2]>::try_from(langs) else {
        // What is no list at all was told when it was read.
        if !entry.languages.is_empty() || !sink.has_errors() {
            sink.push(not_two(entry));
        }
        return None;
    };
    let edition = Lang::joined(&langs[0], &langs[1]);
    Some(LanguagePair { edition, langs, form: entry.manner, span: entry.span })
}

/// The fault of a language that the project has no text in.
fn no_text(lang: &Lang, span: Span, known: &[Lang]) -> Diagnostic {
    let names: Vec<String> = known.iter().map(|lang| format!("`{lang}`")).collect();
    let message = format!("the project has no language `{lang}`");
    let fault = Diagnostic::error("unlisted-language", span, message);
    fault
        .with_hint(format!("it has {}", names.join(", ")))
        .with_hint(format!("or write `text/{lang}.yaml` and add `{lang}` to `languages`"))
}

fn not_two(entry: &EditionEntry) -> Diagnostic {
    let count = entry.languages.len();
    let message = format!("an edition of `editions` has two languages, not {count}");
    let fault = Diagnostic::error("edition-languages", entry.span, message);
    let tags: Vec<&str> = entry.languages.iter().map(|tag| tag.text.as_str()).collect();
    match tags.as_slice() {
        [first, second, third, ..] => fault.with_hint(format!(
            "write an edition for each two: `languages: [{first}, {second}]` and `languages: [{first}, {third}]`"
        )),
        [one] => fault
            .with_hint(format!("an edition in `{one}` alone is made anyway; remove this one"))
            .with_hint(format!("or write the second language: `languages: [{one}, en]`")),
        [] | [_, _] => fault.with_hint("write two languages, such as `languages: [ar, en]`"),
    }
}

impl Project {
    /// The editions in two languages, in the order of `brochure.yaml`.
    pub fn pairs(&self) -> &[LanguagePair] {
        &self.pairs
    }

    /// Makes the document of one language, or of an edition in two. `epoch` is the time that stands
    /// for "now", in seconds since 1970 (`SOURCE_DATE_EPOCH`); without it, the project's date does.
    ///
    /// # Errors
    /// [`Failed`], with that edition's faults in `sink`.
    pub fn document(
        &self,
        edition: &Lang,
        sources: &Sources,
        epoch: Option<i64>,
        sink: &mut Sink,
    ) -> Result<Document, Failed> {
        let Some(pair) = self.pairs().iter().find(|pair| pair.edition == *edition) else {
            return self.in_one_language(edition, sources, epoch, sink);
        };
        let first = self.in_one_language(&pair.langs[0], sources, epoch, sink);
        let second = self.in_one_language(&pair.langs[1], sources, epoch, sink);
        let (first, mut second) = (first?, second?);
        if pair.form != BilingualForm::Sides {
            paired(&first, &mut second, pair, sink)?;
            unseen_subtitles(&first, &second, sink);
        }
        Ok(self.joined(first, second, pair))
    }

    /// The edition in two languages that two texts make.
    fn joined(&self, first: Document, second: Document, pair: &LanguagePair) -> Document {
        let identifier = joined_urn(&first.meta.identifier, &second.meta.identifier);
        let mut siblings = first.siblings.clone();
        siblings.insert(0, (first.lang.clone(), first.title.to_directed(first.lang.dir())));
        let mut document = first.beside(second, pair.form, pair.span);
        document.meta.identifier = identifier;
        document.siblings = siblings;
        document
    }

    /// The languages of an edition: one, or two.
    pub fn languages_of(&self, edition: &Lang) -> Vec<Lang> {
        let pair = self.pairs().iter().find(|pair| pair.edition == *edition);
        pair.map_or_else(|| vec![edition.clone()], |pair| pair.langs.to_vec())
    }
}

/// Brings the sections of the second text into the order of the first; each has to be in both.
fn paired(
    first: &Document,
    second: &mut Document,
    pair: &LanguagePair,
    sink: &mut Sink,
) -> Result<(), Failed> {
    let mut told = Sink::default();
    lacking(first, second, pair, &mut told);
    lacking(second, first, pair, &mut told);
    let sound = told.check();
    sink.append(told);
    sound?;
    let place = |section: &Section| first.sections.iter().position(|own| own.id == section.id);
    second.sections.sort_by_key(place);
    Ok(())
}

/// Tells of the sections of one text that the other lacks.
fn lacking(text: &Document, other: &Document, pair: &LanguagePair, sink: &mut Sink) {
    for section in &text.sections {
        if other.sections.iter().any(|own| own.id == section.id) {
            continue;
        }
        let message = format!("the section `{}` stands in `{}` alone", section.id, text.lang);
        let hint = format!(
            "write it in `text/{}.yaml`, too, under the same id, or choose `as: sides`",
            other.lang
        );
        sink.push(
            Diagnostic::error("unpaired-section", section.span, message)
                .with_related(pair.span, "the edition in two languages is asked for here")
                .with_hint(hint),
        );
    }
}

/// Tells of subtitles that a cover with two titles has no place for: those that are not the title in
/// the other language.
fn unseen_subtitles(first: &Document, second: &Document, sink: &mut Sink) {
    let plain = |text: &Text| text.to_plain();
    for (text, other) in [(first, second), (second, first)] {
        let Some(subtitle) = &text.subtitle else { continue };
        if plain(subtitle) == plain(&other.title) {
            continue;
        }
        let message =
            "the cover bears the title in two languages; this subtitle is left out there";
        sink.push(
            Diagnostic::note("unseen-subtitle", subtitle.span, message)
                .with_hint("put it into the title, or write it into the text"),
        );
    }
}
