//! The contents: number in the side column, title on the axis, folio at the end edge.

use std::collections::BTreeMap;

use super::context::{Column, Context};
use super::flow_box::FlowBox;
use super::frame::{FrameItem, LinkTarget, TagId, TagKind};
use super::opener::TitlePosition;
use super::par::{FlowBuilder, LEADING_STEP, ParagraphKind};
use crate::geom::Abs;
use crate::model::Section;
use crate::model::style::{ContentsKind, LeaderKind};
use crate::text::Alignment;

/// How often the height of pages that are evened out is halved.
const HALVINGS: u32 = 12;

/// Where a section begins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SectionStart {
    /// Page index.
    pub(super) page: usize,
    /// Height on it.
    pub(super) y: Abs,
}

/// Where things begin.
#[derive(Debug, Clone, Default)]
pub(super) struct SectionStarts {
    /// The sections, in order.
    pub(super) sections: Vec<SectionStart>,
    /// What has an id.
    pub(super) named: BTreeMap<String, SectionStart>,
}

/// On how many pages the theme shares the contents out.
fn page_count(cx: &Context<'_, '_>) -> usize {
    let rows = cx.document.sections.len();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small count"
    )]
    let most = cx.theme.contents.rows_per_page.max(1.0) as usize;
    rows.div_ceil(most).max(1)
}

impl FlowBuilder<'_, '_> {
    /// The contents' pages, each a row of flow boxes; `places` says where each section begins.
    pub(super) fn contents(&mut self, places: &SectionStarts) -> Vec<Vec<FlowBox>> {
        let cx = self.cx;
        let root = self.root();
        self.stand_on(cx.color(&cx.theme.contents.ground));
        let pages = page_count(cx);
        let rows = cx.document.sections.len().div_ceil(pages).max(1);
        let heading = self.contents_heading(root);
        let toc = self.tag(TagKind::Toc, root);
        if cx.theme.contents.kind == ContentsKind::Tree {
            let mut pages = self.tree(places, cx.grid.height - heading.height, toc);
            return match pages.first_mut() {
                Some(first) => {
                    let below = heading.height;
                    let tree = std::mem::replace(first, heading);
                    first.height += tree.height;
                    first.absorb(tree, below);
                    pages.into_iter().map(|page| vec![page]).collect()
                }
                None => vec![vec![heading]],
            };
        }
        let mut heading = Some(heading);
        let chunks: Vec<_> = cx.document.sections.chunks(rows).collect();
        let mut out = Vec::new();
        for (i, chunk) in chunks.into_iter().enumerate() {
            let mut flow_boxes: Vec<FlowBox> = heading.take().into_iter().collect();
            let first = i * rows;
            let pitch = self.row_pitch(chunk);
            flow_boxes.extend(self.contents_rows(chunk, first, &places.sections, pitch, toc));
            out.push(flow_boxes);
        }
        out
    }

    fn contents_heading(&mut self, root: TagId) -> FlowBox {
        let cx = self.cx;
        let tag = self.tag(TagKind::H(2), root);
        let words = &cx.document.meta.words.contents;
        let column = match cx.theme.contents.kind {
            ContentsKind::Tree | ContentsKind::Hung => cx.grid.text,
            ContentsKind::Rows | ContentsKind::Register => cx.grid.main,
        };
        let style = cx.scale.contents_head();
        let set = self.set_plain(words, style, column.width, ParagraphKind::Balanced);
        let mut flow_box = FlowBox::default();
        let top = self.rule_above(&mut flow_box, TitlePosition::Alone);
        flow_box.height = top + set.height() + cx.theme.contents.below_heading;
        set.place_all(&mut flow_box, column.x, top, tag);
        flow_box.begins = None;
        flow_box
    }

    /// Height of a row: what the page gives, within limits. Rows of more lines take what they
    /// need, and the others share the rest.
    fn row_pitch(&mut self, sections: &[Section]) -> Abs {
        let (cx, style) = (self.cx, &self.cx.theme.contents);
        let (row, column) = (&cx.scale.contents_row, self.contents_column());
        let mark = self.links();
        let mut needs: Vec<Abs> = sections
            .iter()
            .map(|s| self.set(&s.heading, row, column.width, ParagraphKind::Balanced).height())
            .map(|height| height + cx.theme.space.row * 2.0)
            .collect();
        self.forget_links(mark);
        needs.sort_by(|a, b| b.to_pt().total_cmp(&a.to_pt()));
        let mut room = cx.room() - cx.scale.contents_head().leading - style.below_heading;
        let mut left = f64::from(u32::try_from(needs.len().max(1)).unwrap_or(u32::MAX));
        for need in needs {
            if left <= 1.0 || need <= room / left {
                break;
            }
            room -= need;
            left -= 1.0;
        }
        (room / left).min(style.row_max).max(style.row_min)
    }

    /// The column of the titles.
    fn contents_column(&self) -> Column {
        let folio = self.cx.theme.contents.folio;
        if self.cx.theme.contents.kind == ContentsKind::Hung {
            let beside = folio + self.cx.theme.page.gutter;
            return self.cx.grid.text.inset(self.cx.dir, beside, beside);
        }
        let (_, column) = self.cx.beside(folio);
        column.inset(self.cx.dir, Abs::ZERO, folio + self.cx.theme.page.gutter)
    }

    /// Rows under the accent line.
    pub(super) fn contents_rows(
        &mut self,
        sections: &[Section],
        first: usize,
        places: &[SectionStart],
        pitch: Abs,
        toc: TagId,
    ) -> Vec<FlowBox> {
        if self.cx.theme.contents.kind == ContentsKind::Register {
            return self.register(sections, first, places, pitch, toc);
        }
        let leads = self.cx.theme.contents.leader == LeaderKind::Dots;
        let outer = std::mem::take(&mut self.flow_boxes);
        let hung = self.cx.theme.contents.kind == ContentsKind::Hung;
        if !leads && !hung {
            self.accent(Abs::ZERO);
        }
        for (i, section) in sections.iter().enumerate() {
            let index = first + i;
            let place = places.get(index).copied().unwrap_or_default();
            let mut flow_box = self.contents_row(section, index, place, pitch, toc);
            if hung {
                let rule = self.cx.theme.rules.frame + self.cx.least_gap();
                flow_box = flow_box.under(rule, LEADING_STEP);
                self.rule_over(&mut flow_box);
            } else if i > 0 && !leads {
                flow_box.joint.push(self.hair());
            }
            self.flow_boxes.push(flow_box);
        }
        std::mem::replace(&mut self.flow_boxes, outer)
    }

    /// The rule over a row that hangs, in the colour of its title.
    fn rule_over(&self, flow_box: &mut FlowBox) {
        let (cx, text) = (self.cx, self.cx.grid.text);
        let color = cx.color(&cx.scale.contents_row.color);
        flow_box.rule(text.x, Abs::ZERO, text.width, cx.theme.rules.frame, color);
    }

    fn contents_row(
        &mut self,
        section: &Section,
        index: usize,
        place: SectionStart,
        pitch: Abs,
        toc: TagId,
    ) -> FlowBox {
        let cx = self.cx;
        let item = self.tag(TagKind::Toci, toc);
        let text = section.heading.to_directed(cx.dir);
        let target = LinkTarget::Place { page: place.page, y: place.y, text };
        let link = self.add_link(target);
        let link = self.tag(TagKind::Link(link), item);
        let (row, bold) = (&cx.scale.contents_row, &cx.scale.contents_number);
        let folio_width = cx.theme.contents.folio;
        let (label_x, _) = cx.beside(folio_width);
        let title = self.contents_column();
        let set = self.set(&section.heading, row, title.width, ParagraphKind::Balanced);
        let height = pitch.max(set.height() + cx.theme.space.row * 2.0);
        let top = (height - set.height()) / 2.0;
        let mut flow_box = FlowBox::new(Abs::ZERO, height);
        let number = cx.digits.format(index + 1);
        let hung = cx.theme.contents.kind == ContentsKind::Hung;
        let side = match cx.grid.side {
            side if side.width >= folio_width && !hung => side,
            _ if hung => {
                let x = cx.grid.text.at_start(cx.dir, Abs::ZERO, folio_width);
                Column { x, width: folio_width }
            }
            _ => Column { x: label_x, width: folio_width },
        };
        let drop = top + set.baseline;
        self.contents_label(&mut flow_box, &number, bold, side, Alignment::Start, drop, link);
        set.place_all(&mut flow_box, title.x, top, link);
        let folio = cx.digits.format(place.page + 1);
        let inset = cx.grid.text.width - folio_width;
        let x = cx.grid.text.at_start(cx.dir, inset, folio_width);
        let end = Column { x, width: folio_width };
        self.contents_label(&mut flow_box, &folio, bold, end, Alignment::End, drop, link);
        if cx.theme.contents.leader == LeaderKind::Dots {
            self.leader(&mut flow_box, (&set, title), end, drop);
        }
        flow_box.begins = None;
        flow_box.contain(LEADING_STEP)
    }

    #[expect(clippy::too_many_arguments, reason = "a label is a text, a style and a place")]
    pub(super) fn contents_label(
        &mut self,
        flow_box: &mut FlowBox,
        text: &str,
        style: &crate::model::style::TextStyle,
        column: Column,
        align: Alignment,
        baseline: Abs,
        tag: TagId,
    ) {
        let set = self.set_plain(text, style, column.width, ParagraphKind::Label(align));
        set.place_all(flow_box, column.x, baseline - set.baseline, tag);
    }

    /// The contents at a place of the author's choice; folios are known in the second pass.
    pub(super) fn toc_block(&mut self, before: Abs) {
        let places = self.cx.places.clone();
        let root = self.root();
        let toc = self.tag(TagKind::Toc, root);
        let cx = self.cx;
        let sections = &cx.document.sections;
        let pitch = cx.theme.contents.row_min;
        let mut rows = match cx.theme.contents.kind {
            ContentsKind::Tree => self.tree(&places, cx.grid.height, toc),
            _ => self.contents_rows(sections, 0, &places.sections, pitch, toc),
        };
        if let Some(first) = rows.first_mut() {
            first.before = before;
        }
        self.flow_boxes.append(&mut rows);
    }
}

/// Flow boxes below one another, parted into as few pages of a height as hold them, as evenly as that
/// goes: no row stands alone on the last one.
pub(super) fn parted(flow_boxes: Vec<FlowBox>, height: Abs) -> Vec<Vec<(Abs, FlowBox)>> {
    let heights: Vec<Abs> = flow_boxes.iter().map(|flow_box| flow_box.height).collect();
    let fewest = breaks(&heights, height);
    let (mut low, mut high) = (Abs::ZERO, height);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if breaks(&heights, middle) > fewest { low = middle } else { high = middle }
    }
    fill(flow_boxes, high)
}

/// How often pages of a height end among strips.
fn breaks(heights: &[Abs], room: Abs) -> usize {
    let (mut count, mut y) = (0, Abs::ZERO);
    for &height in heights {
        if y + height > room + Abs::pt(0.01) && y > Abs::ZERO {
            count += 1;
            y = Abs::ZERO;
        }
        y += height;
    }
    count
}

/// Flow boxes below one another, on each page as many as it holds.
fn fill(flow_boxes: Vec<FlowBox>, room: Abs) -> Vec<Vec<(Abs, FlowBox)>> {
    let mut pages: Vec<Vec<(Abs, FlowBox)>> = vec![vec![]];
    let mut y = Abs::ZERO;
    for flow_box in flow_boxes {
        if y + flow_box.height > room + Abs::pt(0.01) && y > Abs::ZERO {
            pages.push(vec![]);
            y = Abs::ZERO;
        }
        let top = y;
        y += flow_box.height;
        if let Some(page) = pages.last_mut() {
            page.push((top, flow_box));
        }
    }
    pages
}

/// Brings rows that hang from the foot of a page there; a heading stays at its head.
pub(super) fn hang(cx: &Context<'_, '_>, flow_boxes: &mut [(Abs, FlowBox)]) {
    if cx.theme.contents.kind != ContentsKind::Hung {
        return;
    }
    let foot = flow_boxes.last().map_or(Abs::ZERO, |(y, flow_box)| *y + flow_box.height);
    let slack = (cx.grid.height - foot).max(Abs::ZERO);
    // The heading bears no link.
    let is_row = |flow_box: &FlowBox| {
        flow_box.items.iter().any(|item| matches!(item, FrameItem::Shape { .. }))
    };
    let rows = flow_boxes.iter_mut().filter(|(_, flow_box)| is_row(flow_box));
    rows.for_each(|(y, _)| *y += slack);
}
