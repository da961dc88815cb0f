//! The structs of one language to its [`Document`].
//!
//! Markdown is read, isolates are set, pictures are looked up, every text gets its number in
//! reading order. Sections without text are left out with a note. Ids must be unique, links
//! to `#id` must lead somewhere. The blocks themselves are made in [`blocks`].

mod blocks;
mod face;
mod figure;
mod levels;
mod meta;
mod notice;
mod prose;
mod qr;

pub(super) use meta::joined_urn;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::decode::{Str, nearest};
use super::markdown;
use super::node::ScalarStyle;
use super::parsed::{ParsedLine, ParsedNote};
use super::place::PlaceMap;
use super::schema::text::{DigitsInText, InLeaflet, Section as SectionText, TextFile, Title};
use super::schema::{Id, Prose};
use super::{Edition, Project, link, requote, words};
use crate::diag::{Diagnostic, Sink, Sources, Span};
use crate::model::asset::Asset;
use crate::model::lang::{Digits, Lang};
use crate::model::{
    AssetId, Document, Inline, IsolateKind, Note, Section, Text, TextId, Words, directed,
    plain, style,
};
use crate::prose::{ProseSetting, finish, whole};

/// Makes the document of one language; faults go into `sink`.
pub(super) fn resolve(
    project: &Project,
    edition: &Edition,
    text: &TextFile,
    sources: &Sources,
    epoch: Option<i64>,
    sink: &mut Sink,
) -> Document {
    let mut resolver = Resolver::new(project, edition, text, sources, sink);
    let title = resolver.title(&text.title);
    let subtitle = text.subtitle.as_ref().map(|subtitle| resolver.title(subtitle));
    let sections: Vec<_> =
        text.sections.iter().filter_map(|section| resolver.section(section)).collect();
    let notes = resolver.take_notes();
    resolver.check_links();
    let digits = resolver.digits;
    let meta = resolver.meta(edition, text, epoch);
    let face = resolver.face(&meta);
    if sections.is_empty() && !resolver.partial {
        let message = "the brochure has no text: every section is empty";
        let fault = Diagnostic::error("no-text", edition.place(), message);
        resolver.sink.push(fault.with_hint("write a paragraph under `body:` of a section"));
    }
    let Resolver { assets, next, .. } = resolver;
    ["presentation-forms", "tatweel", "joined-lines"].iter().for_each(|id| sink.tell_once(id));
    if text.words.is_none()
        && let Some(note) = words::note(&edition.lang, edition.listed)
    {
        sink.push(note);
    }
    let first = &project.formats()[0];
    let theme = style::suited(&first.theme, sections.len());
    Document {
        lang: edition.lang.clone(),
        digits,
        slug: project.slug().to_owned(),
        meta,
        status: text.status.unwrap_or_default(),
        title,
        subtitle,
        sections,
        notes,
        face,
        assets,
        resolution: project.resolution(),
        format: first.kind,
        format_span: first.span,
        theme,
        places: Arc::clone(&first.places),
        print: Arc::clone(&project.print),
        allow: project.allowed(),
        text_layer: project.text_layer(),
        siblings: siblings(project, edition),
        text_count: next,
        second: None,
    }
}

/// What is gathered while a document is made.
struct Resolver<'a> {
    project: &'a Project,
    lang: &'a Lang,
    digits: Digits,
    /// What the program says itself in this edition.
    words: Words,
    /// Whether the numbers of the text are written in them, too.
    convert: bool,
    sources: &'a Sources,
    sink: &'a mut Sink,
    /// Whether the text has faults already: then what is missing in it is not told again.
    partial: bool,
    /// The number of the next text.
    next: u32,
    notes: Vec<ParsedNote>,
    assets: Vec<Asset>,
    /// Pictures that stand in the document already, by path.
    asset_ids: BTreeMap<String, AssetId>,
    /// Number of the last figure with a caption.
    figures: u32,
    /// Where each id stands.
    ids: BTreeMap<String, Span>,
    /// Ids of sections that are left out.
    left_out: Vec<String>,
    /// Links inside the brochure, with their places.
    links: Vec<(String, Span)>,
}

impl<'a> Resolver<'a> {
    fn new(
        project: &'a Project,
        edition: &'a Edition,
        text: &TextFile,
        sources: &'a Sources,
        sink: &'a mut Sink,
    ) -> Self {
        let common = &project.brochure.digits;
        let digits = text.digits.or_else(|| common.as_ref()?.of(&edition.lang));
        Self {
            project,
            lang: &edition.lang,
            digits: digits.unwrap_or_else(|| edition.lang.digits()),
            words: words::words(&edition.lang, text.words.as_ref()),
            convert: text.digits_in_text.unwrap_or_default() == DigitsInText::Convert,
            sources,
            partial: sink.has_errors(),
            sink,
            next: 0,
            notes: vec![],
            assets: vec![],
            asset_ids: BTreeMap::new(),
            figures: 0,
            ids: BTreeMap::new(),
            left_out: vec![],
            links: vec![],
        }
    }

    fn section(&mut self, section: &SectionText) -> Option<Section> {
        self.claim(&section.id);
        let body = section.body.as_deref().unwrap_or_default();
        if body.is_empty() && self.partial {
            return None;
        }
        if body.is_empty() {
            let message =
                format!("the section `{}` is empty and is left out", section.id.0.text);
            self.sink.push(
                Diagnostic::note("empty-section", section.heading.span, message)
                    .with_hint("write its text under `body`, or remove the section"),
            );
            self.left_out.push(section.id.0.text.clone());
            return None;
        }
        let heading = self.line(&section.heading);
        let mut body = self.blocks(body, blocks::Within::Section);
        levels::number(&mut body, self.lang);
        Some(Section {
            id: section.id.0.text.clone(),
            heading,
            style: section.style.unwrap_or_default(),
            brief: section.leaflet == Some(InLeaflet::Brief),
            body,
            span: section.span,
        })
    }

    /// Takes an id, which must be new.
    fn claim(&mut self, id: &Id) {
        let Id(Str { text, span }) = id;
        if text.is_empty() {
            return;
        }
        if let Some(first) = self.ids.get(text) {
            let message = format!("the id `{text}` stands twice");
            self.sink.push(
                Diagnostic::error("duplicate-id", *span, message)
                    .with_related(*first, "it stands here first")
                    .with_hint("give one of the two another name"),
            );
        } else {
            self.ids.insert(text.clone(), *span);
        }
    }

    fn title(&mut self, title: &Title) -> Text {
        let line = self.parse_line(&title.text);
        let foreign = match &title.lang {
            Some(lang) if lang != self.lang => Some((Some(lang.clone()), lang.dir())),
            Some(_) => None,
            None => whole(&plain(&line.inlines), self.lang),
        };
        let Some((lang, dir)) = foreign else { return self.text(line) };
        let kind = IsolateKind::Phrase;
        let content = vec![Inline::Isolate { lang, dir, kind, content: line.inlines }];
        self.text(ParsedLine { inlines: content, span: line.span })
    }

    /// A scalar of one line.
    fn line(&mut self, prose: &Prose) -> Text {
        let line = self.parse_line(prose);
        self.text(line)
    }

    fn parse_line(&mut self, prose: &Prose) -> ParsedLine {
        self.check_cut(prose);
        let places = self.places(prose);
        let around = self.markdown_around();
        let (line, notes) = markdown::inline(&prose.text, &places, around, self.sink);
        self.notes.extend(notes);
        line
    }

    /// Numbers a text and finishes its content.
    fn text(&mut self, line: ParsedLine) -> Text {
        let id = TextId(self.next);
        self.next += 1;
        let inlines = self.finished(line.inlines);
        collect_links(&inlines, &mut self.links);
        Text { id, inlines, span: line.span }
    }

    /// Inline content with all that the program adds to it.
    fn finished(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let digits = self.convert.then_some(self.digits);
        let setting = ProseSetting { lang: self.lang, digits, link: &link::bare };
        finish(inlines, &setting, self.sink)
    }

    fn markdown_around(&self) -> markdown::References<'a> {
        let colors = &self.project.theme().colors;
        markdown::References { colors, first_note: self.notes.len() }
    }

    /// Tells of a comment after a text without quotation marks: it may be the rest of the text.
    fn check_cut(&mut self, prose: &Prose) {
        let Some(id) = prose.span.file.filter(|_| prose.style == ScalarStyle::Bare) else {
            return;
        };
        let Some(file) = self.sources.get(id) else { return };
        let end = prose.span.range().end;
        if let Some((len, true)) = requote::comment(&file.text, end) {
            let rest = file.text.get(end..end + len).unwrap_or_default();
            let span = Span::new(id, end..end + len);
            self.sink.push(requote::cut_off(&prose.text, span, rest));
        }
    }

    fn places(&self, prose: &Prose) -> PlaceMap {
        let file = prose.span.file.and_then(|file| self.sources.get(file));
        let raw = file.and_then(|file| file.text.get(prose.span.range())).unwrap_or_default();
        PlaceMap::new(prose.span, raw, &prose.text, prose.style)
    }

    /// The footnotes; their texts are numbered after all others, their labels made unique.
    fn take_notes(&mut self) -> Vec<Note> {
        let mut used: BTreeMap<String, usize> = BTreeMap::new();
        std::mem::take(&mut self.notes)
            .into_iter()
            .map(|note| {
                let count = used.entry(note.label.clone()).or_default();
                *count += 1;
                let label = match count {
                    1 => note.label,
                    count => format!("{}-{count}", note.label),
                };
                let body = note.body.into_iter().map(|line| self.text(line)).collect();
                Note { label, body, span: note.span }
            })
            .collect()
    }

    fn check_links(&mut self) {
        if self.partial {
            return;
        }
        for (id, span) in std::mem::take(&mut self.links) {
            if self.left_out.contains(&id) {
                let message = format!("the link leads to `{id}`, a section that is left out");
                let fault = Diagnostic::error("unknown-anchor", span, message);
                self.sink.push(fault.with_hint("that section is empty"));
            } else if !self.ids.contains_key(&id) {
                let message = format!("the link leads to `#{id}`, which is nowhere");
                let fault = Diagnostic::error("unknown-anchor", span, message);
                self.sink.push(match nearest(&id, self.ids.keys().map(String::as_str)) {
                    Some(near) => fault.with_hint(format!("did you mean `#{near}`?")),
                    None => fault.with_hint("give the section or block that `id`"),
                });
            }
        }
    }
}

fn collect_links(inlines: &[Inline], links: &mut Vec<(String, Span)>) {
    for inline in inlines {
        match inline {
            Inline::Link { url, content, span } => {
                links.extend(url.strip_prefix('#').map(|id| (id.to_owned(), *span)));
                collect_links(content, links);
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Styled { content, .. }
            | Inline::Isolate { content, .. } => collect_links(content, links),
            Inline::Text { .. } | Inline::Code { .. } => {}
            Inline::Break | Inline::NoteMark { .. } => {}
        }
    }
}

/// The other languages whose texts could be read, with their titles.
fn siblings(project: &Project, edition: &Edition) -> Vec<(Lang, String)> {
    let others = project.editions().iter().filter(|other| other.lang != edition.lang);
    others
        .filter_map(|other| {
            let title = &other.text.as_ref()?.title.text;
            let places = PlaceMap::new(title.span, &title.text, &title.text, title.style);
            // Faults in that title are told with its own language.
            let around =
                markdown::References { colors: &project.theme().colors, first_note: 0 };
            let mut told = Sink::default();
            let (line, _) = markdown::inline(&title.text, &places, around, &mut told);
            let setting = ProseSetting { lang: &other.lang, digits: None, link: &|_, _| None };
            let inlines = finish(line.inlines, &setting, &mut told);
            Some((other.lang.clone(), directed(&inlines, other.lang.dir())))
        })
        .collect()
}
