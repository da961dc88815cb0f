//! Blocks to elements, each by what it means: lists, tables, figures, quotations, boxes.

use icu_properties::CodePointSetData;
use icu_properties::props::QuotationMark;

use super::build::{ElementBuilder, Medium};
use super::element::{Element, MarkupNode, el};
use super::svg;
use super::{counters, fit, numbers, picture};
use crate::model::style::{CalloutKind, StepMarker, TermsKind};
use crate::model::{
    Block, BlockKind, CellAlign, Contact, Fact, Figure, FigureWidth, List, Qr, Step, Table,
    TermRow, Text,
};

impl ElementBuilder<'_> {
    /// Blocks in order; `statement` sets paragraphs large.
    pub(super) fn blocks(&mut self, blocks: &[Block], statement: bool) -> Vec<Element> {
        let mut out = vec![];
        for (i, block) in blocks.iter().enumerate() {
            let next = blocks.get(i + 1).map(|b| &b.kind);
            let class = match next {
                _ if statement => Some("statement"),
                Some(BlockKind::Terms(_)) => Some("lead"),
                _ => None,
            };
            if let Some(element) = self.block(block, class) {
                out.push(with_id(element, block.id.as_deref()));
            }
        }
        out
    }

    fn block(&mut self, block: &Block, class: Option<&'static str>) -> Option<Element> {
        Some(match &block.kind {
            BlockKind::Paragraph(text) => {
                el("p").with_some("class", class).extend(self.inlines(text))
            }
            BlockKind::Heading { level, text } => {
                el(if *level <= 3 { "h3" } else { "h4" }).extend(self.inlines(text))
            }
            BlockKind::Terms(rows) => {
                let rows: Vec<_> = rows.iter().map(|row| self.term_row(row)).collect();
                el("dl").class("terms").extend(rows)
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Callout { title, body } => self.callout(title.as_ref(), body),
            BlockKind::Quote { body, attribution } => self.quote(body, attribution.as_ref()),
            BlockKind::Facts(all) => {
                let facts: Vec<_> = all.iter().map(|fact| self.fact(fact)).collect();
                el("ul").class(fit::facts(all)).extend(facts)
            }
            BlockKind::Steps(steps) => {
                let steps: Vec<_> =
                    steps.iter().enumerate().map(|(i, step)| self.step(i + 1, step)).collect();
                el("ol").class("steps").extend(steps)
            }
            BlockKind::Checklist(items) => self.checklist(items),
            BlockKind::Pairs(pairs) => self.pairs(pairs),
            BlockKind::Hours(rows) => self.hours(rows),
            BlockKind::Timeline(moments) => self.timeline(moments),
            BlockKind::Help(help) => self.help(help),
            BlockKind::Contact(contact) => self.contact(contact),
            BlockKind::Qr(qr) => self.qr(qr),
            BlockKind::Columns { columns, .. } => {
                let columns: Vec<_> = columns
                    .iter()
                    .map(|blocks| el("div").extend(self.blocks(blocks, false)))
                    .collect();
                el("div").class("columns").extend(columns)
            }
            // Pages are the paper's, and both outputs have contents of their own.
            BlockKind::PageBreak | BlockKind::Toc => return None,
        })
    }

    /// One paragraph as it is, several as paragraphs.
    fn flow(&mut self, texts: &[Text]) -> Vec<MarkupNode> {
        match texts {
            [only] => self.inlines(only),
            _ => texts.iter().map(|t| el("p").extend(self.inlines(t)).into()).collect(),
        }
    }

    fn term_row(&mut self, row: &TermRow) -> Element {
        let mut term = el("dt");
        let mut id = None;
        if self.doc.theme.terms.kind == TermsKind::Clauses {
            self.clause += 1;
            id = Some(self.clause_id(self.section, self.clause));
            term = term.push(self.clause_number(self.section, self.clause)).push(" ");
        }
        el("div")
            .with_some("id", id)
            .push(term.extend(self.inlines(&row.term)))
            .push(el("dd").extend(self.flow(&row.text)))
    }

    fn list(&mut self, list: &List) -> Element {
        let items: Vec<_> = list.items.iter().map(|item| self.item(item)).collect();
        let element = match list.start {
            None => el("ul"),
            Some(1) => el("ol"),
            Some(start) => el("ol").with("start", start.to_string()),
        };
        let class = match list.marker {
            Some(marker) => format!("items {}", counters::class(marker)),
            None => "items".to_owned(),
        };
        element.class(class).extend(items)
    }

    fn item(&mut self, blocks: &[Block]) -> Element {
        match blocks {
            [Block { id, kind: BlockKind::Paragraph(text), .. }, rest @ ..] => {
                let li = el("li").extend(self.inlines(text));
                with_id(li, id.as_deref()).extend(self.blocks(rest, false))
            }
            _ => el("li").extend(self.blocks(blocks, false)),
        }
    }

    fn figure(&mut self, figure: &Figure) -> Element {
        let index = figure.asset.0 as usize;
        let src = self.assets.get(index).map(String::as_str).unwrap_or_default();
        let picture = self
            .doc
            .assets
            .get(index)
            .map(|asset| picture::picture(figure, asset, src, self.medium));
        let class = match figure.width {
            FigureWidth::Column => "column",
            FigureWidth::Text => "text",
            FigureWidth::Bleed | FigureWidth::Page => "bleed",
        };
        el("figure").class(class).push_some(picture).push_some(self.caption(figure))
    }

    fn caption(&mut self, figure: &Figure) -> Option<Element> {
        if figure.caption.is_none() && figure.credit.is_none() {
            return None;
        }
        let mut out = el("figcaption");
        if let Some(caption) = &figure.caption {
            let word = &self.doc.meta.words.figure;
            let label = format!("{word} {}", self.number(figure.number as usize));
            out = out
                .push(el("b").push(label.trim().to_owned()))
                .push(" ")
                .push(el("span").extend(self.inlines(caption)));
        }
        let credit = figure.credit.as_ref().map(|c| self.inlines(c));
        Some(out.push_some(credit.map(|c| el("small").extend(c))))
    }

    fn table(&mut self, table: &Table) -> Element {
        let column = |i: usize| match table.align.get(i) {
            Some(CellAlign::Center) => Some("middle"),
            Some(CellAlign::End) => Some("end"),
            _ => None,
        };
        let caption = table.caption.as_ref().map(|c| el("caption").extend(self.inlines(c)));
        let mut head = el("tr");
        for (i, text) in table.head.iter().enumerate() {
            let content = self.inlines(text);
            // A head cell without words names nothing.
            let cell =
                if content.is_empty() { el("td") } else { el("th").with("scope", "col") };
            head = head.push(cell.with_some("class", column(i)).extend(content));
        }
        let mut body = el("tbody");
        for row in &table.rows {
            let mut tr = el("tr");
            for (i, text) in row.iter().enumerate() {
                let content = self.inlines(text);
                let names = i == 0 && table.row_heads && !content.is_empty();
                let cell = if names { el("th").with("scope", "row") } else { el("td") };
                tr = tr.push(cell.with_some("class", column(i)).extend(content));
            }
            body = body.push(tr);
        }
        let has_head = !head.children.is_empty();
        let element = el("table")
            .push_some(caption)
            .push_some(has_head.then(|| el("thead").push(head)))
            .push(body);
        match self.medium {
            // Pages of books do not scroll: what has many columns is set smaller.
            Medium::Book => element.with_some("class", many(table.head.len())),
            // A wide table scrolls by itself, also by keyboard (WCAG 2.2, 1.4.10 and 2.1.1).
            Medium::Page => el("div")
                .class("wide")
                .with("role", "group")
                .with("aria-label", self.table_name(table))
                .with("tabindex", "0")
                .push(element),
        }
    }

    fn table_name(&self, table: &Table) -> String {
        match &table.caption {
            Some(caption) => caption.to_directed(self.doc.lang.dir()),
            None => self.doc.meta.words.table.clone(),
        }
    }

    fn callout(&mut self, title: Option<&Text>, body: &[Block]) -> Element {
        let star = match (self.doc.theme.callout.kind, self.medium) {
            (CalloutKind::Panel, Medium::Page) => Some(svg::star_use("lit")),
            (CalloutKind::Panel, Medium::Book) => Some(svg::star("lit")),
            (_, _) => None,
        };
        let title = title.map(|t| el("p").class("title").extend(self.inlines(t)));
        el("aside")
            .class("callout")
            .with("role", "note")
            .push_some(star)
            .push_some(title)
            .extend(self.blocks(body, false))
    }

    fn quote(&mut self, body: &[Text], attribution: Option<&Text>) -> Element {
        let [open, close, ..] = self.doc.lang.quotes();
        let said = brings_marks(body);
        let last = body.len().saturating_sub(1);
        let mut quoted = el("blockquote");
        for (i, text) in body.iter().enumerate() {
            let mut p = el("p").class("quoted");
            if i == 0 && !said {
                p = p.push(open);
            }
            p = p.extend(self.inlines(text));
            if i == last && !said {
                p = p.push(close);
            }
            quoted = quoted.push(p);
        }
        let by = attribution.map(|by| {
            let dash = format!("{} ", self.doc.theme.quote.dash.trim());
            el("figcaption").class("by").push(dash).extend(self.inlines(by))
        });
        match by {
            Some(by) => el("figure").class("quote").push(quoted).push(by),
            None => quoted.class("quote"),
        }
    }

    fn fact(&mut self, fact: &Fact) -> Element {
        el("li")
            .push(el("span").class("number").extend(self.inlines(&fact.number)))
            .push(" ")
            .push(el("span").class("label").extend(self.inlines(&fact.label)))
    }

    fn step(&mut self, number: usize, step: &Step) -> Element {
        let starred = self.doc.theme.steps.marker == StepMarker::Star;
        let star = match self.medium {
            // The list itself says the number.
            Medium::Page => Some(
                el("span")
                    .class("no")
                    .with("aria-hidden", "true")
                    .push_some(starred.then(|| svg::star_use("star")))
                    .push(el("span").class(numbers::class(number)).push(self.number(number))),
            ),
            Medium::Book => None,
        };
        let texts: Vec<_> = step.text.iter().map(|t| el("p").extend(self.inlines(t))).collect();
        el("li")
            .push_some(star)
            .push(el("p").class("title").extend(self.inlines(&step.title)))
            .extend(texts)
    }

    fn contact(&mut self, contact: &Contact) -> Element {
        let title =
            contact.title.as_ref().map(|t| el("p").class("name").extend(self.inlines(t)));
        let mut rows = el("dl");
        for (label, value) in &contact.rows {
            let row = el("div")
                .push(el("dt").extend(self.inlines(label)))
                .push(el("dd").extend(self.inlines(value)));
            rows = rows.push(row);
        }
        let quiet = self.doc.theme.contact.quiet;
        let ways =
            el("div").push_some(title).push_some((!rows.children.is_empty()).then_some(rows));
        el("address")
            .class("contact")
            .push(ways)
            .push_some(contact.qr.as_ref().map(|qr| svg::qr(qr, quiet)))
    }

    fn qr(&mut self, qr: &Qr) -> Element {
        el("figure").class("qr").push(svg::qr(qr, self.doc.theme.contact.quiet))
    }
}

/// The class of a table of a book by its columns.
fn many(columns: usize) -> Option<&'static str> {
    match columns {
        0..=4 => None,
        5..=7 => Some("many"),
        _ => Some("many most"),
    }
}

fn with_id(element: Element, id: Option<&str>) -> Element {
    element.with_some("id", id)
}

/// Whether a quotation begins and ends with marks of its own: quotation marks of any language, or the
/// ornate brackets of verses.
fn brings_marks(body: &[Text]) -> bool {
    let is_mark = |c: char| {
        matches!(c, '\u{fd3e}' | '\u{fd3f}')
            || CodePointSetData::new::<QuotationMark>().contains(c)
    };
    let plain = |text: Option<&Text>| text.map(Text::to_plain).unwrap_or_default();
    let (first, last) = (plain(body.first()), plain(body.last()));
    let ends = last.trim_end().trim_end_matches(['.', '۔', '。']);
    first.trim_start().starts_with(is_mark) && ends.ends_with(is_mark)
}
