//! Contents of two levels: sections under rules, the numbered terms of each below it, in columns.

use super::clauses::{clause_id, count};
use super::contents::{SectionStart, SectionStarts};
use super::context::Column;
use super::flow_box::{FlowBox, shift};
use super::frame::{LinkTarget, TagId, TagKind};
use super::ink::Skyline;
use super::par::{FlowBuilder, LEADING_STEP, ParagraphKind, SetText};
use crate::geom::{Abs, Rect};
use crate::model::style::{TermsKind, TextStyle};
use crate::model::{BlockKind, Section, Text};
use crate::text::Alignment;

/// Least width of a column, in em of a section's title.
const NARROWEST: f64 = 16.0;
/// With more terms than this, sections stand alone.
const MOST_TERMS: usize = 60;
/// A term's size and leading against those of text.
const SIZE: f64 = 0.96;
const LEADING: f64 = 0.9;
/// From the rule above a section to its line.
const UNDER_RULE: Abs = Abs::pt(3.0);
/// White below a section and its terms, as a share of the leading of a section's line.
const BELOW: f64 = 0.6;
/// How often the height of columns that are evened out is halved.
const HALVINGS: u32 = 12;

/// A row of the tree: what it says, where it leads, in which styles.
struct TreeRow<'r> {
    number: String,
    title: &'r Text,
    place: SectionStart,
    styles: [&'r TextStyle; 3],
}

impl FlowBuilder<'_, '_> {
    /// The contents as flow boxes, one a page; `first` is the room on the first of them.
    pub(super) fn tree(
        &mut self,
        places: &SectionStarts,
        first: Abs,
        toc: TagId,
    ) -> Vec<FlowBox> {
        let cx = self.cx;
        let most = count(cx.theme.contents.columns);
        let least = cx.scale.contents_row.size * NARROWEST;
        let has_room = |columns: &usize| self.columns_of_text(*columns).0 >= least;
        let columns = (1..=most).rev().find(has_room).unwrap_or(1);
        let sections = &cx.document.sections;
        let terms: usize = sections.iter().map(|section| terms(section).count()).sum();
        let mark = (self.tags.nodes.len(), self.links());
        let deep = cx.theme.terms.kind == TermsKind::Clauses && terms <= MOST_TERMS;
        let mut chapters = self.chapters(places, columns, deep, toc);
        if deep && chapters.iter().any(|chapter| chapter.height > first) {
            self.tags.forget(mark.0);
            self.forget_links(mark.1);
            chapters = self.chapters(places, columns, false, toc);
        }
        let heights: Vec<Abs> = chapters.iter().map(|chapter| chapter.height).collect();
        let mut chapters = chapters.into_iter();
        let pages = shared(&heights, columns, first, cx.grid.height);
        pages.into_iter().map(|page| self.tree_page(&page, &mut chapters, columns)).collect()
    }

    /// A page of columns, each with so many chapters.
    fn tree_page(
        &self,
        columns: &[usize],
        chapters: &mut impl Iterator<Item = FlowBox>,
        of: usize,
    ) -> FlowBox {
        let (cx, pitch) = (self.cx, self.columns_of_text(of).1);
        let mut page = FlowBox::default();
        for (place, &count) in (0_u32..).zip(columns) {
            let step = pitch * f64::from(place);
            let dx = if cx.dir.is_rtl() { -step } else { step };
            let mut y = Abs::ZERO;
            for chapter in chapters.by_ref().take(count) {
                let height = chapter.height;
                page.absorb(aside(chapter, dx), y);
                y += height;
            }
            page.height = page.height.max(y);
        }
        page.begins = None;
        page
    }

    fn chapters(
        &mut self,
        places: &SectionStarts,
        columns: usize,
        deep: bool,
        toc: TagId,
    ) -> Vec<FlowBox> {
        let cx = self.cx;
        let width = self.columns_of_text(columns).0;
        let x = cx.grid.text.at_start(cx.dir, Abs::ZERO, width);
        let column = Column { x, width };
        let sections = cx.document.sections.iter().enumerate();
        sections
            .map(|(index, section)| self.chapter(index, section, places, (column, deep), toc))
            .collect()
    }

    /// A section's line under its rule, and those of its terms.
    fn chapter(
        &mut self,
        index: usize,
        section: &Section,
        places: &SectionStarts,
        (column, deep): (Column, bool),
        toc: TagId,
    ) -> FlowBox {
        let cx = self.cx;
        let (rule, scale) = (cx.theme.rules.frame, cx.scale);
        let mut flow_box = FlowBox::default();
        let color = cx.color(&cx.theme.rules.accent_color);
        flow_box.rule(column.x, Abs::ZERO, column.width, rule, color);
        flow_box.ink.add(
            Rect::new(column.x, Abs::ZERO, column.width, rule),
            Abs::ZERO,
            Abs::ZERO,
        );
        flow_box.height = rule + UNDER_RULE;
        let head = TreeRow {
            number: cx.digits.format(index + 1),
            title: &section.heading,
            place: places.sections.get(index).copied().unwrap_or_default(),
            styles: [&scale.contents_number, &scale.contents_row, &scale.contents_row],
        };
        self.tree_row(&mut flow_box, &head, column, toc);
        if deep {
            self.branch(&mut flow_box, (index, section), places, column, toc);
        }
        flow_box.height += scale.contents_row.leading * BELOW;
        flow_box
    }

    /// The terms of a section.
    fn branch(
        &mut self,
        flow_box: &mut FlowBox,
        (index, section): (usize, &Section),
        places: &SectionStarts,
        column: Column,
        toc: TagId,
    ) {
        let (cx, scale) = (self.cx, self.cx.scale);
        let leading = scale.body.leading * LEADING;
        let title = TextStyle { size: scale.body.size * SIZE, leading, ..scale.body.clone() };
        let number = TextStyle { leading, ..scale.running_head.clone() };
        let mut inner = None;
        for (term, place) in terms(section).zip(1..) {
            let list = *inner.get_or_insert_with(|| self.tag(TagKind::Toc, toc));
            let id = clause_id(index + 1, place);
            let row = TreeRow {
                number: cx.digits.clause(index + 1, place),
                title: term,
                place: places.named.get(&id).copied().unwrap_or_default(),
                styles: [&number, &title, &title],
            };
            self.tree_row(flow_box, &row, column, list);
        }
    }

    /// Adds number, title and folio below what a flow box holds.
    fn tree_row(
        &mut self,
        flow_box: &mut FlowBox,
        row: &TreeRow<'_>,
        column: Column,
        toc: TagId,
    ) {
        let cx = self.cx;
        let item = self.tag(TagKind::Toci, toc);
        let text = row.title.to_directed(cx.dir);
        let SectionStart { page, y } = row.place;
        let link = self.add_link(LinkTarget::Place { page, y, text });
        let link = self.tag(TagKind::Link(link), item);
        let (number, folio) = (cx.theme.terms.number, cx.theme.contents.folio);
        let inner = column.inset(cx.dir, number, folio);
        let [of_number, of_title, of_folio] = row.styles;
        let digits = self.one_label(&row.number, of_number, number - cx.least_gap());
        let bare = super::furniture::bare(row.title);
        let title = self.set(&bare, of_title, inner.width, ParagraphKind::Balanced);
        let said = cx.digits.format(page + 1);
        let end = self.set_plain(&said, of_folio, folio, ParagraphKind::Label(Alignment::End));
        let top = flow_box.clear(&title, inner.x, flow_box.height, LEADING_STEP);
        let level = top + title.baseline;
        let mut put = |set: &SetText, x: Abs| {
            set.place_all(flow_box, x, level - set.baseline, link);
        };
        put(&digits, column.at_start(cx.dir, Abs::ZERO, digits.measure));
        put(&title, inner.x);
        put(&end, column.at_start(cx.dir, column.width - folio, folio));
        flow_box.height = top + title.height();
    }
}

/// The terms of a section, in order.
fn terms(section: &Section) -> impl Iterator<Item = &Text> {
    let lists = section.body.iter().filter_map(|block| match &block.kind {
        BlockKind::Terms(rows) => Some(rows),
        _ => None,
    });
    lists.flatten().map(|row| &row.term)
}

/// A flow box moved to the side.
fn aside(mut flow_box: FlowBox, dx: Abs) -> FlowBox {
    flow_box.items.iter_mut().for_each(|item| shift(item, dx, Abs::ZERO));
    let mut ink = Skyline::default();
    ink.join(&flow_box.ink, dx, Abs::ZERO);
    flow_box.ink = ink;
    flow_box
}

/// How many of some strips stand in each column of each page: columns are filled one after the
/// other, those of the last page to like heights.
fn shared(heights: &[Abs], columns: usize, first: Abs, other: Abs) -> Vec<Vec<usize>> {
    let mut pages = vec![];
    let (mut rest, mut room) = (heights, first);
    while !rest.is_empty() {
        let mut filled = fill(rest, columns, room);
        let mut taken: usize = filled.iter().sum();
        // No strip stands alone on the last page.
        if taken > 2 && taken + 1 == rest.len() {
            taken -= 1;
            filled = fill(rest.get(..taken).unwrap_or_default(), columns, room);
        }
        let filled = if taken == rest.len() { even(rest, columns, room) } else { filled };
        rest = rest.get(taken.max(1)..).unwrap_or_default();
        pages.push(filled);
        room = other;
    }
    pages
}

/// The columns of least height that hold all strips.
fn even(heights: &[Abs], columns: usize, room: Abs) -> Vec<usize> {
    let holds = |room: Abs| fill(heights, columns, room).iter().sum::<usize>() == heights.len();
    let (mut low, mut high) = (Abs::ZERO, room);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if holds(middle) { high = middle } else { low = middle }
    }
    fill(heights, columns, high)
}

/// As many strips in each column as a height holds; the first one stands in any.
fn fill(heights: &[Abs], columns: usize, room: Abs) -> Vec<usize> {
    let mut rest = heights.iter();
    let mut out = vec![];
    let mut next = rest.next();
    for _ in 0..columns {
        let (mut count, mut y) = (0, Abs::ZERO);
        while let Some(&height) = next {
            let is_first = count == 0 && out.is_empty();
            if y + height > room + Abs::pt(0.01) && !is_first {
                break;
            }
            y += height;
            count += 1;
            next = rest.next();
        }
        out.push(count);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_filled_in_order_and_end_level_on_the_last_page() {
        let pt = |all: &[f64]| all.iter().map(|&h| Abs::pt(h)).collect::<Vec<_>>();
        let share = |all: &[f64]| shared(&pt(all), 2, Abs::pt(30.0), Abs::pt(40.0));
        assert_eq!(share(&[10.0, 10.0, 10.0, 10.0]), [[2, 2]]);
        assert_eq!(share(&[20.0, 10.0, 10.0]), [[1, 2]]);
        assert_eq!(share(&[20.0, 20.0, 20.0, 20.0]), vec![vec![1, 1], vec![1, 1]]);
        let alone = [15.0, 15.0, 15.0, 15.0, 15.0];
        assert_eq!(
            share(&alone),
            vec![vec![2, 1], vec![1, 1]],
            "nothing alone on the last page"
        );
        assert_eq!(share(&[90.0, 10.0]), [[1, 1]], "what no page holds stands on one");
    }
}
