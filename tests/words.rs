//! The word lists that `tests/conformance/run` measures PDFs against are the words of `source/`.
//!
//! `UPDATE_REF=1 cargo test --test words` writes them anew. They lie outside `output/`, so that
//! nothing a build makes is measured against itself.

#![allow(clippy::unwrap_used, reason = "a test may fail at any step")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use warraq::diag::{Sink, Sources};
use warraq::model::{Block, BlockKind, Document, Text};
use warraq::source::{Project, load};

/// A document's texts in reading order, one a line.
struct Lines(String);

impl Lines {
    fn of(document: &Document) -> String {
        let mut lines = Self(String::new());
        lines.text(&document.title);
        lines.texts(&document.subtitle);
        for section in &document.sections {
            lines.text(&section.heading);
            lines.blocks(&section.body);
        }
        for note in &document.notes {
            lines.texts(&note.body);
        }
        lines.0
    }

    fn text(&mut self, text: &Text) {
        let plain = text.to_plain().replace('\n', " ");
        writeln!(self.0, "{plain}").unwrap();
    }

    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t Text>) {
        texts.into_iter().for_each(|text| self.text(text));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => self.text(text),
            BlockKind::Terms(rows) => rows.iter().for_each(|row| {
                self.text(&row.term);
                self.texts(&row.text);
            }),
            BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(item)),
            BlockKind::Figure(figure) => {
                self.texts(&figure.caption);
                self.texts(&figure.credit);
            }
            BlockKind::Table(table) => {
                self.texts(&table.caption);
                self.texts(&table.head);
                self.texts(table.rows.iter().flatten());
            }
            BlockKind::Callout { title, body } => {
                self.texts(title);
                self.blocks(body);
            }
            BlockKind::Quote { body, attribution } => {
                self.texts(body);
                self.texts(attribution);
            }
            BlockKind::Facts(facts) => facts.iter().for_each(|fact| {
                self.text(&fact.number);
                self.text(&fact.label);
            }),
            BlockKind::Steps(steps) => steps.iter().for_each(|step| {
                self.text(&step.title);
                self.texts(&step.text);
            }),
            BlockKind::Checklist(items) => self.texts(items),
            BlockKind::Pairs(pairs) => pairs.iter().for_each(|pair| {
                self.texts(&pair.good);
                self.texts(&pair.bad);
            }),
            BlockKind::Hours(rows) => {
                self.texts(rows.iter().flat_map(|row| [&row.days, &row.hours]));
            }
            BlockKind::Timeline(moments) => moments.iter().for_each(|moment| {
                self.text(&moment.when);
                self.texts(&moment.what);
            }),
            BlockKind::Help(help) => self.texts([&help.number, &help.label]),
            BlockKind::Contact(contact) => {
                self.texts(&contact.title);
                self.texts(contact.rows.iter().flat_map(|(label, value)| [label, value]));
            }
            BlockKind::Columns { columns, .. } => {
                columns.iter().for_each(|column| self.blocks(column));
            }
            BlockKind::Qr(_) | BlockKind::PageBreak | BlockKind::Toc => {}
        }
    }
}

fn lists() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/words")
}

fn project(sources: &mut Sources) -> Project {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("source");
    load(&dir, sources, &mut Sink::default()).unwrap()
}

#[test]
fn the_word_lists_are_the_words_of_the_source() {
    let mut sources = Sources::default();
    let project = project(&mut sources);
    let mut names = vec![];
    for edition in project.editions() {
        let document =
            project.document(&edition.lang, &sources, None, &mut Sink::default()).unwrap();
        let path = lists().join(format!("{}.txt", edition.lang));
        let lines = Lines::of(&document);
        if std::env::var_os("UPDATE_REF").is_some() {
            fs::create_dir_all(lists()).unwrap();
            fs::write(&path, &lines).unwrap();
        }
        let known = fs::read_to_string(&path).unwrap_or_default();
        assert!(known == lines, "{} is not what source/ says: UPDATE_REF=1", path.display());
        names.push(path);
    }
    let mut there: Vec<_> = fs::read_dir(lists()).unwrap().map(|e| e.unwrap().path()).collect();
    there.sort();
    names.sort();
    assert_eq!(there, names, "a list for each language, and no other");
}
