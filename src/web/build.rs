//! The document to elements: sections, headings, notes, ids and page breaks.
//!
//! One builder serves one output: the single page or the book, whose sections lie in files of
//! their own. It knows where each anchor lies and which page breaks it has set.

use std::collections::BTreeMap;

use super::css;
use super::element::{Element, MarkupNode, el};
use super::fit;
use super::inline::foreign_text;
use super::numbers;
use super::svg;
use crate::diag::Span;
use crate::model::style::{NumberKind, OpenerKind, OrnamentKind};
use crate::model::{
    Block, BlockKind, Document, Inline, PageMap, PageStart, Section, Status, Text, TextId,
};

/// What is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    /// One page that holds everything.
    Page,
    /// A book of files.
    Book,
}

/// The beginning of a printed page inside a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageMark {
    /// Byte of the text's plain form.
    pub(super) offset: usize,
    /// The mark's anchor.
    pub(super) id: String,
    /// What the page's folio says.
    pub(super) label: String,
}

impl PageMark {
    /// The mark (EPUB Accessibility 1.1, section 4.2; DPUB-ARIA `doc-pagebreak`).
    pub(super) fn element(&self) -> Element {
        el("span")
            .with("role", "doc-pagebreak")
            .with("epub:type", "pagebreak")
            .with("id", self.id.clone())
            .with("aria-label", self.label.clone())
    }
}

/// Turns a document into elements.
pub(super) struct ElementBuilder<'a> {
    pub(super) doc: &'a Document,
    pub(super) medium: Medium,
    /// Address of each picture.
    pub(super) assets: Vec<String>,
    /// What stands before the ids and files of a second text.
    pub(super) prefix: String,
    /// The file that is being built; empty on the single page.
    file: String,
    /// Number of the section that is being built, and of its last clause.
    pub(super) section: usize,
    pub(super) clause: usize,
    /// Page marks that are not set yet.
    breaks: BTreeMap<TextId, Vec<PageMark>>,
    /// File and anchor of each page mark that is set.
    pub(super) placed: BTreeMap<String, String>,
    /// The author's anchors, each with its file.
    anchors: BTreeMap<String, String>,
    /// For each note, the addresses of its marks.
    marks: Vec<Vec<String>>,
}

/// Name of the file of a section, counted from 0.
pub(super) fn section_file(index: usize) -> String {
    format!("section-{:02}.xhtml", index + 1)
}

/// Name of the file of the notes.
pub(super) const NOTES_FILE: &str = "notes.xhtml";

impl<'a> ElementBuilder<'a> {
    /// A builder for the single page.
    pub(super) fn page(doc: &'a Document, assets: Vec<String>) -> Self {
        Self::new(doc, Medium::Page, &PageMap::default(), assets, String::new())
    }

    /// A builder for a book whose page list equals `map`.
    pub(super) fn book(doc: &'a Document, map: &PageMap, assets: Vec<String>) -> Self {
        Self::new(doc, Medium::Book, map, assets, String::new())
    }

    pub(super) fn new(
        doc: &'a Document,
        medium: Medium,
        map: &PageMap,
        assets: Vec<String>,
        prefix: String,
    ) -> Self {
        let mut anchors = BTreeMap::new();
        for (index, section) in doc.sections.iter().enumerate() {
            let file = match medium {
                Medium::Book => format!("{prefix}{}", section_file(index)),
                Medium::Page => String::new(),
            };
            anchors.insert(section.id.clone(), file.clone());
            collect_ids(&section.body, &file, &mut anchors);
        }
        let mut builder = Self {
            doc,
            medium,
            assets,
            prefix,
            file: String::new(),
            section: 0,
            clause: 0,
            breaks: BTreeMap::new(),
            placed: BTreeMap::new(),
            anchors,
            marks: vec![vec![]; doc.notes.len()],
        };
        for (index, page) in map.pages.iter().enumerate() {
            if let PageStart::Text { id, offset } = page.begins {
                let mark = builder.page_mark(index, &page.label, offset);
                builder.breaks.entry(id).or_default().push(mark);
            }
        }
        builder
    }

    /// The mark of a page.
    pub(super) fn page_mark(&self, index: usize, label: &str, offset: usize) -> PageMark {
        let id = self.free_id(&format!("page-{}", index + 1));
        PageMark { offset, id, label: label.to_owned() }
    }

    /// An anchor that no author has taken.
    pub(super) fn free_id(&self, wish: &str) -> String {
        let mut id = format!("{}{wish}", self.prefix);
        while self.anchors.contains_key(&id) {
            id.push('-');
        }
        id
    }

    /// Turns to the next file of a book.
    pub(super) fn open_file(&mut self, name: &str) {
        self.file = name.to_owned();
    }

    /// The page marks of a text; each is handed out once.
    pub(super) fn take_breaks(&mut self, id: TextId) -> Vec<PageMark> {
        let mut marks = self.breaks.remove(&id).unwrap_or_default();
        marks.sort_by_key(|mark| mark.offset);
        for mark in &marks {
            self.note_place(mark);
        }
        marks
    }

    /// Remembers where a page mark is set.
    pub(super) fn note_place(&mut self, mark: &PageMark) {
        self.placed.insert(mark.id.clone(), format!("{}#{}", self.file, mark.id));
    }

    /// Where a link leads: an anchor's file is put before it.
    pub(super) fn href(&self, url: &str) -> String {
        match url.strip_prefix('#').and_then(|id| self.anchors.get(id)) {
            Some(file) => format!("{file}{url}"),
            None => url.to_owned(),
        }
    }

    /// A text for use elsewhere: without page marks, note marks and links.
    pub(super) fn label(&mut self, text: &Text) -> Vec<MarkupNode> {
        let bare = Text { id: TextId(u32::MAX), inlines: bare(&text.inlines), span: text.span };
        self.inlines(&bare)
    }

    /// A number in the edition's digits.
    pub(super) fn number(&self, n: usize) -> String {
        self.doc.digits.format(n)
    }

    /// A section by its place.
    pub(super) fn section(&mut self, index: usize) -> Element {
        let doc = self.doc;
        let section = &doc.sections[index];
        (self.section, self.clause) = (index + 1, 0);
        let marks = self.take_breaks(section.heading.id);
        let heading = self.inlines(&section.heading);
        let what = el("span").class("what").extend(heading);
        let h2 = el("h2").with_some("class", fit::word(&section.heading.to_plain()));
        let h2 = match self.section_number(index + 1) {
            Some(number) => h2.push(number).push(" ").push(what),
            None => h2.push(what),
        };
        let statement = doc.is_statement(index);
        let class = if statement { "statement-page" } else { "part" };
        el("section")
            .with("id", section.id.clone())
            .class(class.to_owned() + &self.hue(index))
            .extend(marks.iter().map(PageMark::element))
            .push(h2)
            .extend(self.blocks(&section.body, statement))
    }

    /// A further class of a section of the single page, where the theme gives sections colours.
    fn hue(&self, index: usize) -> String {
        let opener = &self.doc.theme.opener;
        let sections = self.doc.sections.get(..=index).unwrap_or_default();
        let (Medium::Page, OpenerKind::Page) = (self.medium, opener.kind) else {
            return String::new();
        };
        let has_list = |section: &&Section| section.body.iter().any(is_list);
        let Some((own, before)) = sections.split_last() else { return String::new() };
        let place = before.iter().filter(has_list).count() % opener.cycle.len().max(1);
        format!(" {}", css::hue_class(has_list(&own).then_some(place)))
    }

    /// The number of a section in the sign that the theme has for it.
    fn section_number(&self, number: usize) -> Option<Element> {
        let star = match (self.doc.theme.opener.number, self.medium) {
            (NumberKind::None, _) => return None,
            (NumberKind::Star, Medium::Page) => Some(svg::star_use("star")),
            (NumberKind::Star, Medium::Book) => Some(svg::star("star")),
            (_, _) => None,
        };
        let digits = el("span").class(numbers::class(number)).push(self.number(number));
        Some(el("span").class("no").push_some(star).push(digits))
    }

    /// The number of a clause, an isolate of its own: the section stands at the left everywhere.
    pub(super) fn clause_number(&self, section: usize, clause: usize) -> Element {
        let digits = self.doc.digits.clause(section, clause);
        el("span").class("clause").push(el("bdi").with("dir", "ltr").push(digits))
    }

    /// What links call a clause.
    pub(super) fn clause_id(&self, section: usize, clause: usize) -> String {
        self.free_id(&format!("clause-{section}-{clause}"))
    }

    /// What stands before a row of the contents: a star, or the section's number.
    pub(super) fn contents_sign(&self, number: usize) -> Element {
        match self.doc.theme.ornament.kind {
            OrnamentKind::Khatam => svg::star_use("small"),
            OrnamentKind::None => el("span").class("small n").push(self.number(number)),
        }
    }

    /// The mark of a note in the text.
    pub(super) fn note_mark(&mut self, note: usize) -> MarkupNode {
        let number = note + 1;
        let times = self.marks.get(note).map_or(0, Vec::len);
        let wish = match times {
            0 => format!("ref-{number}"),
            _ => format!("ref-{number}-{}", times + 1),
        };
        let id = self.free_id(&wish);
        if let Some(marks) = self.marks.get_mut(note) {
            marks.push(format!("{}#{id}", self.file));
        }
        let file = match self.medium {
            Medium::Book => self.file_of(NOTES_FILE),
            Medium::Page => String::new(),
        };
        let link = el("a")
            .class("mark")
            .with("role", "doc-noteref")
            .with("epub:type", "noteref")
            .with("id", id)
            .with("href", format!("{file}#{}", self.free_id(&format!("note-{number}"))))
            .push(self.number(number));
        // An isolate, so that it never runs together with the number that it marks.
        el("sup").with("dir", self.doc.lang.dir().as_str()).push(link).into()
    }

    /// The footnotes, after everything that refers to them; `None` without any.
    pub(super) fn notes(&mut self) -> Option<Element> {
        let doc = self.doc;
        if doc.notes.is_empty() {
            return None;
        }
        let items: Vec<_> = (0..doc.notes.len()).map(|i| self.note(i)).collect();
        Some(
            el("section")
                .class("notes")
                .with("role", "doc-endnotes")
                .with("epub:type", "endnotes")
                .with("aria-labelledby", self.free_id("notes-title"))
                .push(
                    el("h2")
                        .with("id", self.free_id("notes-title"))
                        .push(el("span").class("what").push(doc.meta.words.notes.as_str())),
                )
                .push(el("ol").extend(items)),
        )
    }

    fn note(&mut self, index: usize) -> Element {
        let doc = self.doc;
        let mut paragraphs: Vec<Element> = vec![];
        for text in &doc.notes[index].body {
            paragraphs.push(el("p").extend(self.inlines(text)));
        }
        let back = self.marks[index].first().cloned();
        if let (Some(href), Some(last)) = (back, paragraphs.pop()) {
            let link = el("a")
                .class("back")
                .with("role", "doc-backlink")
                .with("href", href)
                .push(doc.meta.words.back.as_str());
            paragraphs.push(last.push(" ").push(link));
        }
        let id = self.free_id(&format!("note-{}", index + 1));
        el("li").with("id", id).extend(paragraphs)
    }
}

/// Inline content without links and note marks.
fn bare(inlines: &[Inline]) -> Vec<Inline> {
    let mut out = vec![];
    for inline in inlines {
        match inline {
            Inline::NoteMark { .. } => {}
            Inline::Break => {
                out.push(Inline::Text { text: " ".to_owned(), span: Span::NONE });
            }
            Inline::Link { content, .. } => out.extend(bare(content)),
            Inline::Emphasis(content) => out.push(Inline::Emphasis(bare(content))),
            Inline::Strong(content) => out.push(Inline::Strong(bare(content))),
            Inline::Styled { style, content, span } => out.push(Inline::Styled {
                style: style.clone(),
                content: bare(content),
                span: *span,
            }),
            Inline::Isolate { lang, dir, kind, content } => out.push(Inline::Isolate {
                lang: lang.clone(),
                dir: *dir,
                kind: *kind,
                content: bare(content),
            }),
            Inline::Text { .. } | Inline::Code { .. } => out.push(inline.clone()),
        }
    }
    out
}

/// Whether a block is a list that a section's opener leads to.
fn is_list(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Terms(_) | BlockKind::List(_) | BlockKind::Steps(_))
}

/// The author's anchors inside `blocks`.
fn collect_ids(blocks: &[Block], file: &str, out: &mut BTreeMap<String, String>) {
    for block in blocks {
        if let Some(id) = &block.id {
            out.insert(id.clone(), file.to_owned());
        }
        for inner in inner_blocks(&block.kind) {
            collect_ids(inner, file, out);
        }
    }
}

/// The lists of blocks inside a block.
pub(super) fn inner_blocks(kind: &BlockKind) -> Vec<&[Block]> {
    match kind {
        BlockKind::List(list) => list.items.iter().map(Vec::as_slice).collect(),
        BlockKind::Callout { body, .. } => vec![body],
        BlockKind::Columns { columns, .. } => columns.iter().map(Vec::as_slice).collect(),
        _ => vec![],
    }
}

/// Whether a document has pictures or codes that say something.
pub(super) fn has_pictures(doc: &Document) -> bool {
    fn any(blocks: &[Block]) -> bool {
        blocks.iter().any(|block| {
            let here = match &block.kind {
                BlockKind::Figure(figure) => figure.alt.is_some(),
                BlockKind::Qr(_) => true,
                BlockKind::Contact(contact) => contact.qr.is_some(),
                _ => false,
            };
            here || inner_blocks(&block.kind).into_iter().any(any)
        })
    }
    doc.sections.iter().any(|section| any(&section.body))
}

/// What a draft says of itself, as an element; `None` for a reviewed edition.
pub(super) fn draft_note(doc: &Document) -> Option<Element> {
    (doc.status == Status::Draft).then(|| {
        foreign_text(el("p").class("draft"), None, &doc.meta.words.draft, doc.lang.writing())
    })
}
