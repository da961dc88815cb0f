//! Blocks of notices as elements, and the style that those need which a document has.

use super::build::{Builder, Medium, inner_blocks};
use super::element::{Element, el};
use crate::model::{Block, BlockKind, Document, Text};

impl Builder<'_> {
    /// Lines to tick: with boxes that take a tick on the page, and drawn ones in the book.
    pub(super) fn checklist(&mut self, items: &[Text]) -> Element {
        let strong = self.doc.theme.scale_for(self.doc.lang.writing()).check().weight >= BOLD;
        let items: Vec<_> = items.iter().map(|item| self.check(item, strong)).collect();
        el("ul").class("checklist").extend(items)
    }

    fn check(&mut self, item: &Text, strong: bool) -> Element {
        let words = el("span").with_some("class", strong.then_some("title"));
        let words = words.extend(self.inlines(item));
        match self.medium {
            Medium::Book => el("li").push(words),
            Medium::Page => {
                let tick = el("input").with("type", "checkbox");
                el("li").push(el("label").push(tick).push(" ").push(words))
            }
        }
    }
}

/// From this weight on, text is set in the bold of terms.
const BOLD: f64 = 600.0;

/// The style of a kind of blocks, on the page and in the book.
struct Sheet {
    of: fn(&BlockKind) -> bool,
    page: &'static str,
    book: &'static str,
}

const SHEETS: [Sheet; 1] = [Sheet {
    of: |kind| matches!(kind, BlockKind::Checklist(_)),
    page: include_str!("css/checklist.css"),
    book: include_str!("css/checklist-book.css"),
}];

/// The style of those blocks that a document has.
pub(super) fn style(doc: &Document, medium: Medium) -> String {
    let used = SHEETS.iter().filter(|sheet| has(doc, sheet.of));
    let style = used.map(|sheet| match medium {
        Medium::Page => sheet.page,
        Medium::Book => sheet.book,
    });
    let style: String = style.collect();
    // Checkers of the policy's hash leave out white at the end.
    style.trim_end().to_owned()
}

/// Whether any block of a document is of a kind.
fn has(doc: &Document, of: fn(&BlockKind) -> bool) -> bool {
    fn any(blocks: &[Block], of: fn(&BlockKind) -> bool) -> bool {
        blocks.iter().any(|block| {
            of(&block.kind) || inner_blocks(&block.kind).into_iter().any(|inner| any(inner, of))
        })
    }
    doc.sections.iter().any(|section| any(&section.body, of))
}
