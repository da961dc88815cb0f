//! The second text of an edition in two languages: beside the first on the page, after it in the
//! book.
//!
//! What belongs to it has the class `second`, its language and its direction; the rules of that class
//! are those that a page in that language alone would have.

use super::build::{ElementBuilder, Medium};
use super::counters;
use super::css;
use super::element::{Element, el};
use super::html::contents_rows;
use super::inline::foreign_line;
use crate::model::lang::Lang;
use crate::model::{BilingualForm, Document, PageMap, Section};

/// The class of all that is in the second language.
pub(super) const CLASS: &str = "second";

/// The columns of the page, one below the other where it is narrow.
const PAGE: &str = include_str!("css/second.css");

/// The second text of a document, where there is one.
pub(super) fn text(doc: &Document) -> Option<&Document> {
    doc.second.as_deref().map(|second| &second.document)
}

/// Marks an element as being in the second language.
pub(super) fn mark(mut element: Element, lang: &Lang) -> Element {
    match element.attrs.iter_mut().find(|(name, _)| *name == "class") {
        Some((_, class)) => {
            class.push(' ');
            class.push_str(CLASS);
        }
        None => element = element.class(CLASS),
    }
    element.with("lang", lang.as_str()).with("dir", lang.dir().as_str())
}

/// What stands before the ids of a text and the names of its files, so that they are not the
/// first's.
pub(super) fn prefix(doc: &Document) -> String {
    format!("{}-", doc.lang)
}

/// The rules of the page for both texts; nothing of an edition in one language.
pub(super) fn style(doc: &Document) -> String {
    let Some(other) = text(doc) else { return String::new() };
    let look = css::look(&doc.theme, &other.lang);
    format!("{}{PAGE}{}{}", css::ONE_COLUMN, look.within(CLASS), scoped(&list_markers(other)))
}

/// The markers of the second text's lists, under names of their own.
fn list_markers(other: &Document) -> String {
    counters::css(other).replace("warraq", "warraq-second")
}

/// Rules for what is in the second language alone; what defines something stays as it is.
pub(super) fn scoped(rules: &str) -> String {
    let rule = |line: &str| match (line.starts_with('@'), line.split_once('{')) {
        (false, Some((selectors, rest))) => {
            let scoped: Vec<String> =
                selectors.split(',').map(|one| format!(".{CLASS} {one}")).collect();
            format!("{}{{{rest}\n", scoped.join(","))
        }
        _ => format!("{line}\n"),
    };
    rules.lines().map(rule).collect()
}

/// The sections of both texts in the order in which they stand: each with its counterpart.
pub(super) fn sections(
    doc: &Document,
    other: &Document,
) -> Vec<(Option<usize>, Option<usize>)> {
    let prefix = prefix(other);
    let own = |section: &Section| format!("{prefix}{}", section.id);
    let partner =
        |section: &Section| other.sections.iter().position(|it| it.id == own(section));
    let mut out: Vec<_> =
        doc.sections.iter().enumerate().map(|(i, s)| (Some(i), partner(s))).collect();
    let paired: Vec<usize> = out.iter().filter_map(|(_, partner)| *partner).collect();
    let alone = (0..other.sections.len()).filter(|i| !paired.contains(i));
    out.extend(alone.map(|i| (None, Some(i))));
    out
}

/// The titles of the second text below the first's, where the first's subtitle does not say them.
pub(super) fn titles(doc: &Document) -> Vec<Element> {
    let Some(other) = text(doc) else { return vec![] };
    let mut said: Vec<String> =
        doc.subtitle.iter().chain([&doc.title]).map(|text| text.to_plain()).collect();
    let mut out = vec![];
    for text in std::iter::once(&other.title).chain(&other.subtitle) {
        let plain = text.to_plain();
        if said.contains(&plain) {
            continue;
        }
        let line = el("p").class("sub");
        let line = foreign_line(line, Some(&other.lang), &plain, doc.lang.writing());
        out.push(line.extend(ElementBuilder::page(other, vec![]).label(text)));
        said.push(plain);
    }
    out
}

/// The contents of the second text.
pub(super) fn contents(builder: &mut ElementBuilder<'_>) -> Element {
    let lang = builder.doc.lang.clone();
    mark(contents_rows(builder.doc, builder), &lang)
}

/// The lines of the second text's imprint, where the first's does not hold them.
pub(super) fn imprint(doc: &Document, builder: &mut ElementBuilder<'_>) -> Option<Element> {
    let apart = doc.second.as_ref().is_some_and(|second| second.form == BilingualForm::Sides);
    let lines = if apart { super::imprint(builder) } else { vec![] };
    let lang = builder.doc.lang.clone();
    (!lines.is_empty()).then(|| mark(el("div").extend(lines), &lang))
}

impl<'a> ElementBuilder<'a> {
    /// A builder for the second text of a page.
    pub(super) fn second_page(doc: &'a Document, assets: Vec<String>) -> Self {
        Self::new(doc, Medium::Page, &PageMap::default(), assets, prefix(doc))
    }

    /// A builder for the second text of a book.
    pub(super) fn second_book(doc: &'a Document, map: &PageMap, assets: Vec<String>) -> Self {
        Self::new(doc, Medium::Book, map, assets, prefix(doc))
    }

    /// The name of a file in a book that may hold two texts.
    pub(super) fn file_of(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }
}
