//! Blocks of notices as elements, and the style that those need which a document has.

use super::build::{ElementBuilder, Medium, inner_blocks};
use super::element::{Element, el};
use super::{fit, svg};
use crate::model::style::TEXT_CONTRAST;
use crate::model::{
    Block, BlockKind, DoDont, Document, Help, Moment, Opening, Pictogram, Text,
};

impl ElementBuilder<'_> {
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

    /// Pairs of boxes, each with its sign and its word.
    pub(super) fn pairs(&mut self, pairs: &[DoDont]) -> Element {
        let mut out = el("div").class("pairs");
        for pair in pairs {
            let [good, bad] = [(true, &pair.good), (false, &pair.bad)]
                .map(|(good, texts)| self.half(good, texts));
            out = out.push(el("div").class("pair").push(good).push(bad));
        }
        out
    }

    fn half(&mut self, good: bool, texts: &[Text]) -> Element {
        let words = &self.doc.meta.words;
        let (class, word, sign) = match good {
            true => ("do", &words.pair_do, Pictogram::Yes),
            false => ("dont", &words.pair_dont, Pictogram::No),
        };
        let head = el("p").class("title").push(svg::sign(sign)).push(" ").push(word.as_str());
        let texts: Vec<_> = texts.iter().map(|t| el("p").extend(self.inlines(t))).collect();
        el("div").class(class).push(head).extend(texts)
    }

    /// Opening hours: a table whose rows are named by their days.
    pub(super) fn hours(&mut self, rows: &[Opening]) -> Element {
        let mut body = el("tbody");
        for row in rows {
            let tr = el("tr")
                .with_some("class", row.closed.then_some("closed"))
                .push(el("th").with("scope", "row").extend(self.inlines(&row.days)))
                .push(el("td").extend(self.inlines(&row.hours)));
            body = body.push(tr);
        }
        el("table").class("hours").push(body)
    }

    /// What came when: a list in order, whose items begin with their time.
    pub(super) fn timeline(&mut self, moments: &[Moment]) -> Element {
        let mut list = el("ol").class("timeline");
        for moment in moments {
            let when = el("p").class("title").extend(self.inlines(&moment.when));
            let what: Vec<_> =
                moment.what.iter().map(|t| el("p").extend(self.inlines(t))).collect();
            list = list.push(el("li").push(when).extend(what));
        }
        list
    }

    /// A number to call, and what it is.
    pub(super) fn help(&mut self, help: &Help) -> Element {
        el("p")
            .class(format!("help {}", fit::number(&help.number)))
            .push(el("span").class("name").extend(self.inlines(&help.number)))
            .push(" ")
            .push(el("span").extend(self.inlines(&help.label)))
    }
}

/// From this weight on, text is set in the bold of terms.
const BOLD: f64 = 600.0;

/// The style of a kind of blocks, on the page and in the book.
struct NoticeStyle {
    of: fn(&BlockKind) -> bool,
    page: &'static str,
    book: &'static str,
}

const SHEETS: [NoticeStyle; 5] = [
    NoticeStyle {
        of: |kind| matches!(kind, BlockKind::Checklist(_)),
        page: include_str!("css/checklist.css"),
        book: include_str!("css/checklist-book.css"),
    },
    NoticeStyle {
        of: |kind| matches!(kind, BlockKind::Pairs(_)),
        page: include_str!("css/pairs.css"),
        book: include_str!("css/pairs-book.css"),
    },
    NoticeStyle {
        of: |kind| matches!(kind, BlockKind::Hours(_)),
        page: include_str!("css/hours.css"),
        book: include_str!("css/hours-book.css"),
    },
    NoticeStyle {
        of: |kind| matches!(kind, BlockKind::Help(_)),
        page: include_str!("css/help.css"),
        book: include_str!("css/help-book.css"),
    },
    NoticeStyle {
        of: |kind| matches!(kind, BlockKind::Timeline(_)),
        page: include_str!("css/timeline.css"),
        book: include_str!("css/timeline-book.css"),
    },
];

/// The style of those blocks that a document has.
pub(super) fn style(doc: &Document, medium: Medium) -> String {
    let used = SHEETS.iter().filter(|sheet| has(doc, sheet.of));
    let style = used.map(|sheet| match medium {
        Medium::Page => sheet.page,
        Medium::Book => sheet.book,
    });
    let style: String = style.collect();
    let colors = if style.contains("var(--dont)") { dont(doc) } else { String::new() };
    // Checkers of the policy's hash leave out white at the end.
    format!("{colors}{}", style.trim_end())
}

/// The colour of what not to do: that of headings, where the theme has no other one. In dark mode
/// it is as much lighter as its ground needs.
fn dont(doc: &Document) -> String {
    let theme = &doc.theme;
    let color = theme.color(&theme.pairs.dont_color).rgb;
    if color == theme.color(&theme.text.latin.title.color).rgb {
        return "\n:root{--dont:var(--head)}".to_owned();
    }
    let [light, dark] = [&theme.web.light, &theme.web.dark]
        .map(|mode| svg::hex(color.readable_on(&[mode.bg], TEXT_CONTRAST)));
    format!(
        "\n:root{{--dont:{light}}}\n@media (prefers-color-scheme:dark){{:root{{--dont:{dark}}}}}"
    )
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
