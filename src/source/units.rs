//! The pieces of text of an edition that a translation has, too, each with its place.
//!
//! A place is a path: `title`, `history/heading`, `history/2/terms/1/text`. Sections, and blocks
//! that have a name, stand in it by their names; anything else by its number among its neighbours.

use std::ops::Range;

use super::decode::{Decoder, Str};
use super::schema::blocks::*;
use super::schema::figure::FigureBlock;
use super::schema::text::{BodyPiece, Section, TextFile, Title, TypedBlock};
use super::schema::{self, Prose, SchemaKind};
use super::shape::{Shapes, settle};
use super::yaml;
use crate::diag::{Sink, Sources, Span};

/// A piece of text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands, as a path.
    pub place: String,
    /// Its Markdown, without white space around it.
    pub text: String,
    /// Where its scalar stands in its file.
    pub span: Span,
}

/// The pieces of the text of a file; `None` where it is no sound text.
pub fn units_of(text: &str) -> Option<Vec<Unit>> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let file = sources.add("", text);
    let node = yaml::parse(text, file, &mut sink).ok()?;
    let shapes = Shapes::new(schema::strict(SchemaKind::Text));
    let node = settle(node, &shapes, text, &mut sink);
    let text = TextFile::read(&node, &mut Decoder::new(&mut sink))?;
    sink.check().ok().map(|()| units(&text))
}

/// The bytes that a scalar takes in its file, from its header on where it is a block of lines
/// (YAML 1.2, 8.1.1); line ends behind it are not its own.
pub fn written_range(text: &str, scalar: Range<usize>) -> Range<usize> {
    let slice = text.get(scalar.clone()).unwrap_or_default();
    let end = scalar.start + slice.trim_end().len();
    let above = text[..scalar.start].trim_end_matches(' ');
    if !above.ends_with(['\n', '\r']) {
        return scalar.start..end;
    }
    let before = above.trim_end();
    let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = &before[line_start..];
    let code = line.split(" #").next().unwrap_or_default().trim_end();
    let head = code.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '+');
    match head.ends_with(['|', '>']) {
        true => line_start + head.len() - 1..end,
        false => scalar.start..end,
    }
}

/// The pieces of a text, in reading order.
pub(super) fn units(text: &TextFile) -> Vec<Unit> {
    let mut walk = UnitWalk { path: vec![], units: vec![] };
    walk.title("title", Some(&text.title));
    walk.title("subtitle", text.subtitle.as_ref());
    let facts = [
        ("description", &text.description),
        ("publisher", &text.publisher),
        ("licence", &text.licence),
        ("edition", &text.edition),
    ];
    facts.into_iter().for_each(|(key, text)| walk.plain(key, text.as_ref()));
    text.sections.iter().for_each(|section| walk.section(section));
    walk.units
}

struct UnitWalk {
    path: Vec<String>,
    units: Vec<Unit>,
}

impl UnitWalk {
    fn at(&mut self, step: impl ToString, work: impl FnOnce(&mut Self)) {
        self.path.push(step.to_string());
        work(self);
        self.path.pop();
    }

    fn each<T>(&mut self, items: &[T], work: impl Fn(&mut Self, &T)) {
        for (n, item) in items.iter().enumerate() {
            self.at(n + 1, |walk| work(walk, item));
        }
    }

    fn push(&mut self, text: &str, span: Span) {
        let text = text.trim().to_owned();
        self.units.push(Unit { place: self.path.join("/"), text, span });
    }

    fn prose<'t>(&mut self, key: &str, text: impl Into<Option<&'t Prose>>) {
        if let Some(text) = text.into() {
            self.at(key, |walk| walk.push(&text.text, text.span));
        }
    }

    fn plain<'t>(&mut self, key: &str, text: impl Into<Option<&'t Str>>) {
        if let Some(text) = text.into() {
            self.at(key, |walk| walk.push(&text.text, text.span));
        }
    }

    fn title(&mut self, key: &str, title: Option<&Title>) {
        self.prose(key, title.map(|title| &title.text));
    }

    fn section(&mut self, section: &Section) {
        self.at(&section.id.0.text, |walk| {
            walk.prose("heading", &section.heading);
            walk.pieces(section.body.as_deref().unwrap_or_default());
        });
    }

    fn pieces(&mut self, pieces: &[BodyPiece]) {
        for (n, piece) in pieces.iter().enumerate() {
            let number = (n + 1).to_string();
            match piece {
                BodyPiece::Markdown(prose) => {
                    self.at(number, |walk| walk.push(&prose.text, prose.span));
                }
                BodyPiece::Typed(block) => {
                    let name = block.id.as_ref().map_or(number, |id| id.0.text.clone());
                    self.at(name, |walk| walk.typed(block));
                }
            }
        }
    }

    fn typed(&mut self, block: &TypedBlock) {
        self.prose("text", block.text.as_ref());
        self.at("terms", |walk| {
            walk.each(block.terms.as_deref().unwrap_or_default(), Self::term);
        });
        self.at("list", |walk| walk.list(block.list.as_ref()));
        self.at("figure", |walk| walk.figure(block.figure.as_deref()));
        self.at("table", |walk| walk.table(block.table.as_deref()));
        self.at("callout", |walk| walk.callout(block.callout.as_deref()));
        self.at("quote", |walk| walk.quote(block.quote.as_deref()));
        self.at("facts", |walk| {
            walk.each(block.facts.as_deref().unwrap_or_default(), Self::fact);
        });
        self.at("steps", |walk| {
            walk.each(block.steps.as_deref().unwrap_or_default(), Self::step);
        });
        self.at("checklist", |walk| {
            walk.each(block.checklist.as_deref().unwrap_or_default(), |walk, item| {
                walk.push(&item.text, item.span);
            });
        });
        self.at("pairs", |walk| {
            walk.each(block.pairs.as_deref().unwrap_or_default(), |walk, row| {
                walk.prose("do", &row.good);
                walk.prose("dont", &row.bad);
            });
        });
        self.at("hours", |walk| {
            walk.each(block.hours.as_deref().unwrap_or_default(), |walk, row| {
                walk.prose("days", &row.days);
                // A word of the program is nothing to translate.
                walk.prose("hours", Some(&row.hours).filter(|_| !row.is_closed()));
            });
        });
        self.at("timeline", |walk| {
            walk.each(block.timeline.as_deref().unwrap_or_default(), |walk, row| {
                walk.prose("when", &row.when);
                walk.prose("what", &row.what);
            });
        });
        self.at("help", |walk| {
            walk.prose("number", block.help.as_ref().map(|help| &help.number));
            walk.prose("label", block.help.as_ref().and_then(|help| help.label.as_ref()));
        });
        self.at("contact", |walk| walk.contact(block.contact.as_deref()));
        self.at("qr", |walk| walk.qr(block.qr.as_deref()));
        self.at("columns", |walk| {
            walk.each(block.columns.as_deref().unwrap_or_default(), |walk, column| {
                walk.pieces(column);
            });
        });
        self.prose("heading", block.heading.as_ref().map(|heading| &heading.0.text));
    }

    fn term(&mut self, row: &TermRow) {
        self.prose("term", &row.term);
        self.prose("text", &row.text);
    }

    fn fact(&mut self, fact: &FactRow) {
        self.prose("number", &fact.number);
        self.prose("label", &fact.label);
    }

    fn step(&mut self, step: &StepRow) {
        self.prose("title", &step.title);
        self.prose("text", step.text.as_ref());
    }

    fn list(&mut self, list: Option<&ListBlock>) {
        let items = list.map(|list| list.0.items.as_slice()).unwrap_or_default();
        self.each(items, |walk, item| {
            walk.push(&item.text.text, item.text.span);
            walk.at("list", |walk| walk.list(item.list.as_ref()));
        });
    }

    fn figure(&mut self, figure: Option<&FigureBlock>) {
        let Some(figure) = figure else { return };
        self.plain("alt", figure.alt.as_ref());
        self.prose("caption", figure.caption.as_ref());
        self.prose("credit", figure.credit.as_ref());
    }

    fn table(&mut self, table: Option<&TableBlock>) {
        let Some(table) = table else { return };
        self.prose("caption", table.caption.as_ref());
        // What a file of its own holds is translated in that file.
        if table.csv.is_some() {
            return;
        }
        self.at("head", |walk| {
            walk.each(table.head.as_deref().unwrap_or_default(), Self::cell);
        });
        self.at("rows", |walk| {
            walk.each(table.rows.as_deref().unwrap_or_default(), |walk, row| {
                walk.each(row, Self::cell);
            });
        });
    }

    fn cell(&mut self, cell: &CellText) {
        if let Some(text) = &cell.text {
            self.push(&text.text, text.span);
        }
    }

    fn callout(&mut self, callout: Option<&CalloutBlock>) {
        let Some(CalloutBlock(callout)) = callout else { return };
        self.prose("title", callout.title.as_ref());
        self.pieces(&callout.body);
    }

    fn quote(&mut self, quote: Option<&QuoteBlock>) {
        let Some(QuoteBlock(quote)) = quote else { return };
        self.prose("text", &quote.text);
        self.prose("attribution", quote.attribution.as_ref());
    }

    fn contact(&mut self, contact: Option<&ContactBlock>) {
        let Some(contact) = contact else { return };
        self.prose("title", contact.title.as_ref());
        self.at("rows", |walk| {
            walk.each(&contact.rows, |walk, row| {
                walk.prose("label", &row.label);
                walk.prose("value", &row.value);
            });
        });
        self.at("qr", |walk| walk.qr(contact.qr.as_ref()));
    }

    fn qr(&mut self, qr: Option<&QrBlock>) {
        self.plain("alt", qr.map(|qr| &qr.alt));
    }
}
