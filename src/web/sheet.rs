//! The head of a page whose cover is a title sheet: who publishes it, and what it is cited by.

use super::build::ElementBuilder;
use super::element::{Element, el};
use super::inline::foreign_line;
use crate::model::style::CoverKind;
use crate::model::{ImprintLine, Text};

/// The publisher, over the title.
pub(super) fn by_whom(builder: &mut ElementBuilder<'_>) -> Option<Element> {
    let name = said(builder, ImprintLine::Publisher)?;
    let writing = builder.doc.lang.writing();
    let line = foreign_line(el("p").class("by-whom"), None, &name.to_plain(), writing);
    Some(line.extend(builder.inlines(&name)))
}

/// Number, date and edition, as much of them as is known; the page's languages stand above it.
pub(super) fn cited_by(builder: &mut ElementBuilder<'_>) -> Option<Element> {
    let words = builder.doc.meta.words.clone();
    let date = builder.doc.meta.date.clone();
    let mut rows = vec![];
    let is_sheet = builder.doc.theme.cover.kind == CoverKind::Sheet;
    if let Some(text) = builder.doc.meta.number.clone().filter(|_| is_sheet) {
        rows.push(row(&words.number, el("dd").extend(builder.inlines(&text))));
    }
    if let Some(text) = said(builder, ImprintLine::Date) {
        let time = el("time").with_some("datetime", date).extend(builder.inlines(&text));
        rows.push(row(&words.date, el("dd").push(time)));
    }
    if let Some(text) = said(builder, ImprintLine::Edition) {
        rows.push(row(&words.edition, el("dd").extend(builder.inlines(&text))));
    }
    (!rows.is_empty()).then(|| el("dl").class("cited").extend(rows))
}

fn row(label: &str, value: Element) -> Element {
    el("div").push(el("dt").class("known").push(label)).push(value)
}

/// A line of the imprint, where the theme has title sheets.
fn said(builder: &ElementBuilder<'_>, kind: ImprintLine) -> Option<Text> {
    let doc = builder.doc;
    let lines = doc.meta.imprint.iter().filter(|(line, _)| *line == kind);
    let mut lines = lines.filter(|_| doc.theme.cover.kind == CoverKind::Sheet);
    lines.next().map(|(_, text)| text.clone())
}
