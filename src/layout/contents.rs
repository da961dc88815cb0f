//! The contents: number in the side column, title on the axis, folio at the end edge.

use std::collections::BTreeMap;

use super::context::{Column, Context};
use super::frame::{FrameItem, LinkTarget, TagId, TagKind};
use super::opener::Stand;
use super::par::{Builder, LEADING_STEP, Manner};
use super::slab::Slab;
use crate::geom::Abs;
use crate::model::Section;
use crate::model::style::{ContentsKind, LeaderKind};
use crate::text::Alignment;

/// How often the height of pages that are evened out is halved.
const HALVINGS: u32 = 12;

/// Where a section begins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Page index.
    pub(super) page: usize,
    /// Height on it.
    pub(super) y: Abs,
}

/// Where things begin.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// The sections, in order.
    pub(super) sections: Vec<Place>,
    /// What has an id.
    pub(super) named: BTreeMap<String, Place>,
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

impl Builder<'_, '_> {
    /// The contents' pages, each a row of slabs; `places` says where each section begins.
    pub(super) fn contents(&mut self, places: &Places) -> Vec<Vec<Slab>> {
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
            let mut slabs: Vec<Slab> = heading.take().into_iter().collect();
            let first = i * rows;
            let pitch = self.row_pitch(chunk);
            slabs.extend(self.contents_rows(chunk, first, &places.sections, pitch, toc));
            out.push(slabs);
        }
        out
    }

    fn contents_heading(&mut self, root: TagId) -> Slab {
        let cx = self.cx;
        let tag = self.tag(TagKind::H(2), root);
        let words = &cx.document.meta.words.contents;
        let column = match cx.theme.contents.kind {
            ContentsKind::Tree | ContentsKind::Hung => cx.grid.text,
            ContentsKind::Rows | ContentsKind::Register => cx.grid.main,
        };
        let style = cx.scale.contents_head();
        let set = self.set_plain(words, style, column.width, Manner::Balanced);
        let mut slab = Slab::default();
        let top = self.rule_above(&mut slab, Stand::Alone);
        slab.height = top + set.height() + cx.theme.contents.below_heading;
        set.place_all(&mut slab, column.x, top, tag);
        slab.begins = None;
        slab
    }

    /// Height of a row: what the page gives, within limits. Rows of more lines take what they
    /// need, and the others share the rest.
    fn row_pitch(&mut self, sections: &[Section]) -> Abs {
        let (cx, style) = (self.cx, &self.cx.theme.contents);
        let (row, column) = (&cx.scale.contents_row, self.contents_column());
        let mark = self.links();
        let mut needs: Vec<Abs> = sections
            .iter()
            .map(|s| self.set(&s.heading, row, column.width, Manner::Balanced).height())
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
        places: &[Place],
        pitch: Abs,
        toc: TagId,
    ) -> Vec<Slab> {
        if self.cx.theme.contents.kind == ContentsKind::Register {
            return self.register(sections, first, places, pitch, toc);
        }
        let leads = self.cx.theme.contents.leader == LeaderKind::Dots;
        let outer = std::mem::take(&mut self.slabs);
        let hung = self.cx.theme.contents.kind == ContentsKind::Hung;
        if !leads && !hung {
            self.accent(Abs::ZERO);
        }
        for (i, section) in sections.iter().enumerate() {
            let index = first + i;
            let place = places.get(index).copied().unwrap_or_default();
            let mut slab = self.contents_row(section, index, place, pitch, toc);
            if hung {
                let rule = self.cx.theme.rules.frame + self.cx.least_gap();
                slab = slab.under(rule, LEADING_STEP);
                self.rule_over(&mut slab);
            } else if i > 0 && !leads {
                slab.joint.push(self.hair());
            }
            self.slabs.push(slab);
        }
        std::mem::replace(&mut self.slabs, outer)
    }

    /// The rule over a row that hangs, in the colour of its title.
    fn rule_over(&self, slab: &mut Slab) {
        let (cx, text) = (self.cx, self.cx.grid.text);
        let color = cx.color(&cx.scale.contents_row.color);
        slab.rule(text.x, Abs::ZERO, text.width, cx.theme.rules.frame, color);
    }

    fn contents_row(
        &mut self,
        section: &Section,
        index: usize,
        place: Place,
        pitch: Abs,
        toc: TagId,
    ) -> Slab {
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
        let set = self.set(&section.heading, row, title.width, Manner::Balanced);
        let height = pitch.max(set.height() + cx.theme.space.row * 2.0);
        let top = (height - set.height()) / 2.0;
        let mut slab = Slab::new(Abs::ZERO, height);
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
        self.contents_label(&mut slab, &number, bold, side, Alignment::Start, drop, link);
        set.place_all(&mut slab, title.x, top, link);
        let folio = cx.digits.format(place.page + 1);
        let inset = cx.grid.text.width - folio_width;
        let x = cx.grid.text.at_start(cx.dir, inset, folio_width);
        let end = Column { x, width: folio_width };
        self.contents_label(&mut slab, &folio, bold, end, Alignment::End, drop, link);
        if cx.theme.contents.leader == LeaderKind::Dots {
            self.leader(&mut slab, (&set, title), end, drop);
        }
        slab.begins = None;
        slab.contain(LEADING_STEP)
    }

    #[expect(clippy::too_many_arguments, reason = "a label is a text, a style and a place")]
    pub(super) fn contents_label(
        &mut self,
        slab: &mut Slab,
        text: &str,
        style: &crate::model::style::TextStyle,
        column: Column,
        align: Alignment,
        baseline: Abs,
        tag: TagId,
    ) {
        let set = self.set_plain(text, style, column.width, Manner::Label(align));
        set.place_all(slab, column.x, baseline - set.baseline, tag);
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
        self.slabs.append(&mut rows);
    }
}

/// Slabs below one another, parted into as few pages of a height as hold them, as evenly as that
/// goes: no row stands alone on the last one.
pub(super) fn parted(slabs: Vec<Slab>, height: Abs) -> Vec<Vec<(Abs, Slab)>> {
    let heights: Vec<Abs> = slabs.iter().map(|slab| slab.height).collect();
    let fewest = breaks(&heights, height);
    let (mut low, mut high) = (Abs::ZERO, height);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if breaks(&heights, middle) > fewest { low = middle } else { high = middle }
    }
    fill(slabs, high)
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

/// Slabs below one another, on each page as many as it holds.
fn fill(slabs: Vec<Slab>, room: Abs) -> Vec<Vec<(Abs, Slab)>> {
    let mut pages: Vec<Vec<(Abs, Slab)>> = vec![vec![]];
    let mut y = Abs::ZERO;
    for slab in slabs {
        if y + slab.height > room + Abs::pt(0.01) && y > Abs::ZERO {
            pages.push(vec![]);
            y = Abs::ZERO;
        }
        let top = y;
        y += slab.height;
        if let Some(page) = pages.last_mut() {
            page.push((top, slab));
        }
    }
    pages
}

/// Brings rows that hang from the foot of a page there; a heading stays at its head.
pub(super) fn hang(cx: &Context<'_, '_>, slabs: &mut [(Abs, Slab)]) {
    if cx.theme.contents.kind != ContentsKind::Hung {
        return;
    }
    let foot = slabs.last().map_or(Abs::ZERO, |(y, slab)| *y + slab.height);
    let slack = (cx.grid.height - foot).max(Abs::ZERO);
    // The heading bears no link.
    let is_row =
        |slab: &Slab| slab.items.iter().any(|item| matches!(item, FrameItem::Shape { .. }));
    let rows = slabs.iter_mut().filter(|(_, slab)| is_row(slab));
    rows.for_each(|(y, _)| *y += slack);
}
