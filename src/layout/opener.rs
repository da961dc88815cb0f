//! How the title of a section stands: its number, the rules with it.

use super::context::Column;
use super::frame::TagId;
use super::frame::TagKind;
use super::par::{Builder, Manner, SetText};
use super::slab::{Anchor, Slab};
use crate::diag::Sink;
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::Section;
use crate::model::style::{NumberKind, TextStyle, TitleRules};
use crate::text::Alignment;

/// A title of more lines steps down.
const MOST_LINES: f64 = 3.0;

impl Builder<'_, '_> {
    /// Title on the axis with its number, between the rules that the theme has with it.
    pub(super) fn title(&mut self, section: &Section, index: usize, root: TagId) -> Slab {
        let cx = self.cx;
        let tag = self.tag(TagKind::H(2), root);
        let style = &cx.scale.title;
        let (x, column, set) = self.beside_number(section, style);
        let mut slab = Slab::default();
        let head = self.rule_above(&mut slab);
        let top = head + self.section_number(&mut slab, x, head, index, tag);
        slab.height = slab.height.max(top + set.height());
        set.place_all(&mut slab, column.x, top, tag);
        self.rules_below(&mut slab);
        slab.anchors.push(Anchor {
            id: section.id.clone(),
            outline: Some((section.heading.to_directed(cx.dir), 1)),
            section: Some(index),
            y: Abs::ZERO,
        });
        slab
    }

    /// Where a number beside the title begins, the column that is left to the title, and the title:
    /// set again where its ink would come too near.
    fn beside_number(
        &mut self,
        section: &Section,
        style: &TextStyle,
    ) -> (Abs, Column, SetText) {
        let (outer, links) = (std::mem::take(&mut self.sink), self.links());
        let (mut x, mut column) = self.title_column(Abs::ZERO);
        let mut set = self.set_title(section, style, column);
        let beside = self.title_column(self.overhang_of(&set));
        if beside != (x, column) {
            (x, column) = beside;
            self.sink = Sink::default();
            self.forget_links(links);
            set = self.set_title(section, style, column);
        }
        let told = std::mem::replace(&mut self.sink, outer);
        self.sink.append(told);
        (x, column, set)
    }

    fn set_title(&mut self, section: &Section, style: &TextStyle, column: Column) -> SetText {
        let heading = &section.heading;
        self.set_stepped(heading, style, column.width, |set| set.count() <= MOST_LINES)
    }

    /// Where a number beside a title begins whose ink passes its edge by `overhang`, and the column
    /// that is left to the title.
    fn title_column(&self, overhang: Abs) -> (Abs, Column) {
        let cx = self.cx;
        match cx.theme.opener.number {
            NumberKind::Star | NumberKind::Box => {
                cx.beside_ink(cx.theme.opener.star * 2.0, overhang)
            }
            NumberKind::Above | NumberKind::None => (cx.grid.main.x, cx.grid.main),
        }
    }

    /// Adds the number of a section; returns how far below `head` its title begins.
    fn section_number(
        &mut self,
        slab: &mut Slab,
        x: Abs,
        head: Abs,
        index: usize,
        tag: TagId,
    ) -> Abs {
        let cx = self.cx;
        match cx.theme.opener.number {
            NumberKind::Star => self.number_star(slab, x, head, index, tag),
            NumberKind::Box => return self.number_box(slab, x, head, index, tag),
            NumberKind::Above => {
                let style = &cx.scale.number;
                let start = Manner::Label(Alignment::Start);
                let digits = cx.digits.format(index + 1);
                let set = self.set_plain(&digits, style, cx.grid.main.width, start);
                set.place_all(slab, cx.grid.main.x, head, tag);
                slab.begins = None;
                return set.height();
            }
            NumberKind::None => {}
        }
        Abs::ZERO
    }

    /// The number star with its left edge at `x`: hung from the title's top in the side column,
    /// level with the title's first line where it stands before it.
    fn number_star(&mut self, slab: &mut Slab, x: Abs, head: Abs, index: usize, tag: TagId) {
        let cx = self.cx;
        let style = &cx.theme.opener;
        let rtl = cx.dir.is_rtl();
        let rise = if rtl { Abs::ZERO } else { style.star_rise_ltr };
        let hung = cx.grid.side.width > Abs::ZERO;
        let y = if hung { style.star - rise } else { cx.scale.title.leading / 2.0 };
        let hang = if rtl { style.star_hang } else { -style.star_hang };
        let centre = Point::new(x + hang + style.star, head + y);
        slab.fill(Path::khatam(centre, style.star), cx.color(&style.star_color));
        self.digits_at(slab, index, centre, tag);
    }

    /// The number in a square whose left edge is at `x`, its middle level with the title's first
    /// line; returns where that line's box begins.
    fn number_box(
        &mut self,
        slab: &mut Slab,
        x: Abs,
        head: Abs,
        index: usize,
        tag: TagId,
    ) -> Abs {
        let cx = self.cx;
        let (side, leading) = (cx.theme.opener.star * 2.0, cx.scale.title.leading);
        let drop = (side - leading) / 2.0;
        let top = head + (-drop).max(Abs::ZERO);
        slab.outline(
            Rect::new(x, top, side, side),
            cx.theme.rules.strong,
            cx.color(&cx.scale.title.color),
        );
        slab.height = slab.height.max(top + side);
        let centre = Point::new(x + side / 2.0, top + side / 2.0);
        self.digits_at(slab, index, centre, tag);
        drop.max(Abs::ZERO)
    }

    fn digits_at(&mut self, slab: &mut Slab, index: usize, centre: Point, tag: TagId) {
        let cx = self.cx;
        let digits = cx.digits.format(index + 1);
        let small = digits.chars().count() > 1;
        let number: &TextStyle = if small { &cx.scale.number_small } else { &cx.scale.number };
        self.centred_label(slab, &digits, number, centre, tag);
    }

    /// Draws the rule above a title; returns where the title may begin.
    fn rule_above(&self, slab: &mut Slab) -> Abs {
        let opener = &self.cx.theme.opener;
        if opener.rules != TitleRules::Above {
            return Abs::ZERO;
        }
        self.title_rule(slab, Abs::ZERO);
        self.cx.theme.rules.strong + opener.rule_gap
    }

    /// Draws the rules below a title.
    fn rules_below(&self, slab: &mut Slab) {
        let (opener, strong) = (&self.cx.theme.opener, self.cx.theme.rules.strong);
        let lines = match opener.rules {
            TitleRules::None | TitleRules::Above => return,
            TitleRules::Below => 1,
            TitleRules::Double => 2,
        };
        let mut y = slab.height + opener.rule_gap;
        for _ in 0..lines {
            self.title_rule(slab, y);
            slab.height = y + strong;
            y += strong * 2.0;
        }
    }

    fn title_rule(&self, slab: &mut Slab, y: Abs) {
        let (rules, text) = (&self.cx.theme.rules, self.cx.grid.text);
        let color = self.cx.color(&rules.accent_color);
        slab.rule(text.x, y, text.width, rules.strong, color);
        slab.ink.add(Rect::new(text.x, y, text.width, rules.strong), Abs::ZERO, Abs::ZERO);
    }

    /// A text on one line, its label at the start.
    pub(super) fn one_label(&mut self, text: &str, style: &TextStyle, width: Abs) -> SetText {
        self.set_plain(text, style, width, Manner::Label(Alignment::Start))
    }
}
