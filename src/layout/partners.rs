//! Partners' emblems at the foot of the back: on paper white, into the bleed, one as large as the
//! other.

use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::TagKind;
use super::logo::{LogoVoice, PLATE, SetLogo};
use super::ornament::filled;
use super::par::{FlowBuilder, ParagraphKind};
use crate::geom::{Abs, Path, Rect};
use crate::model::style::{ColorName, TextStyle};
use crate::text::Alignment;

/// The colour of names on the plate.
const INK: &str = "ink";

/// Most emblems beside one another.
const MOST: usize = 4;
/// Height of an emblem's cell, its share that a square emblem takes, and the white between cells,
/// all by the height of the theme's logo.
const CELL: f64 = 1.0;
const EMBLEM: f64 = 0.85;
const GAP: f64 = 0.4;
/// A cell is at least so many times as wide as high.
const BROAD: f64 = 1.3;

impl FlowBuilder<'_, '_> {
    /// The panel of the emblems, over the whole of `page`, its foot at `foot`, into the bleed below
    /// and at those sides that end at the trim; nothing without partners.
    pub(super) fn partners(
        &mut self,
        page: Column,
        inner: Column,
        foot: Abs,
        bleeds: [bool; 2],
    ) -> FlowBox {
        let cx = self.cx;
        let partners = &cx.document.face.partners;
        let mut flow_box = FlowBox::default();
        if partners.is_empty() {
            return flow_box;
        }
        let (cell, gap) = (cx.theme.cover.logo_height * CELL, cx.theme.cover.logo_height * GAP);
        let columns = columns(partners.len(), inner.width, cell * BROAD, gap);
        let count = f64::from(u32::try_from(columns).unwrap_or(1));
        let width = (inner.width - gap * (count - 1.0)) / count;
        let rows = partners.len().div_ceil(columns);
        let rows = f64::from(u32::try_from(rows).unwrap_or(1));
        flow_box.height = cell * rows + gap * (rows + 1.0);
        let top = foot - flow_box.height;
        let bleed = cx.theme.page.bleed;
        let [left, right] = bleeds.map(|bleeds| if bleeds { bleed } else { Abs::ZERO });
        let ground =
            Rect::new(page.x - left, top, page.width + left + right, flow_box.height + bleed);
        flow_box.items.push(filled(Path::rect(ground), cx.color(&ColorName(PLATE.into()))));
        let plate = ColorName(PLATE.into());
        for (i, partner) in partners.iter().enumerate() {
            let usual = cx.theme.cover.logo_height * EMBLEM;
            let (row, column) = (i / columns, i % columns);
            let step = |n: usize| f64::from(u32::try_from(n).unwrap_or(0));
            let start = (width + gap) * step(column);
            let place = Column { x: inner.at_start(cx.dir, start, width), width };
            let y = top + gap + (cell + gap) * step(row);
            let Some(emblem) = &partner.emblem else {
                self.partner_name(&mut flow_box, &partner.name, place, (y, cell));
                continue;
            };
            let Some(set) = self.set_mark(emblem, &plate, usual, width) else {
                continue;
            };
            let at = self.in_cell(&set, place, y, cell);
            self.place_logo(&mut flow_box, &set, at, LogoVoice::Told);
        }
        flow_box
    }

    /// The name of a partner without an emblem, in the middle of its cell from top to foot.
    fn partner_name(
        &mut self,
        flow_box: &mut FlowBox,
        name: &str,
        place: Column,
        (top, cell): (Abs, Abs),
    ) {
        let color = ColorName(INK.into());
        let style = TextStyle { color, ..self.cx.scale.term.clone() };
        let kind = ParagraphKind::Label(Alignment::Start);
        let set = self.set_plain(name, &style, place.width, kind);
        let root = self.root();
        let tag = self.tag(TagKind::P, root);
        set.place_all(flow_box, place.x, top + (cell - set.height()) / 2.0, tag);
    }

    /// At the start of a cell, in its middle from top to foot.
    fn in_cell(&self, set: &SetLogo<'_>, place: Column, y: Abs, cell: Abs) -> Rect {
        let slack = (cell - set.size().height).max(Abs::ZERO);
        set.at(self.cx.dir, place, y + cell - slack / 2.0)
    }
}

/// How many cells stand beside one another: as even as rows can be.
fn columns(partners: usize, width: Abs, least: Abs, gap: Abs) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a page is small"
    )]
    let fit = ((width + gap) / (least + gap)).floor().max(1.0) as usize;
    let most = fit.min(MOST);
    partners.div_ceil(partners.div_ceil(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_even_as_they_can_be() {
        let at =
            |partners, width| columns(partners, Abs::mm(width), Abs::mm(21.0), Abs::mm(6.0));
        assert_eq!(
            [1, 2, 3, 4, 5, 6, 7, 8, 9].map(|n| at(n, 110.0)),
            [1, 2, 3, 4, 3, 3, 4, 4, 3]
        );
        assert_eq!([1, 2, 3, 5].map(|n| at(n, 60.0)), [1, 2, 2, 2]);
        assert_eq!(at(3, 10.0), 1);
    }
}
