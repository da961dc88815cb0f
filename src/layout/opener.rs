//! How the title of a section stands: its number, the rules with it.

use super::context::Column;
use super::flow_box::{Anchor, FlowBox};
use super::frame::TagId;
use super::frame::TagKind;
use super::giant::GiantPlace;
use super::ornament::filled;
use super::par::{FlowBuilder, ParagraphKind, SetText};
use crate::diag::Sink;
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::Section;
use crate::model::style::{NumberKind, TextStyle, TitleRules};
use crate::text::Alignment;

/// A title of more lines steps down.
const MOST_LINES: f64 = 3.0;
/// A title takes no more of its page, so that some of its text has room under it.
const MOST_OF_PAGE: f64 = 0.45;

/// Height of a giant number over its title, in leadings of that.
const OVER: f64 = 1.6;

/// How the title of a section stands to what is above and below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TitlePosition {
    /// At the head of a page of its own.
    Alone,
    /// Over text in the main column; other sections may share its page.
    OverText,
    /// The same over text in columns.
    OverColumns,
}

impl FlowBuilder<'_, '_> {
    /// Title on the axis with its number, between the rules that the theme has with it.
    pub(super) fn title(
        &mut self,
        section: &Section,
        index: usize,
        stand: TitlePosition,
        root: TagId,
    ) -> FlowBox {
        let cx = self.cx;
        let tag = self.tag(TagKind::H(2), root);
        let style = &self.title_style(stand);
        let (x, column, set) = self.beside_number(section, style, stand);
        let mut flow_box = FlowBox::default();
        let head = self.rule_above(&mut flow_box, stand);
        let top = match cx.theme.opener.number {
            NumberKind::Beside => {
                self.number_beside(&mut flow_box, (head, stand), index, tag);
                head
            }
            _ => head + self.section_number(&mut flow_box, x, head, index, tag),
        };
        flow_box.height = flow_box.height.max(top + set.height());
        set.place_all(&mut flow_box, column.x, top, tag);
        self.rules_below(&mut flow_box);
        flow_box.anchors.push(Anchor {
            id: section.id.clone(),
            outline: Some((section.heading.to_directed(cx.dir), 1)),
            section: Some(index),
            y: Abs::ZERO,
        });
        flow_box
    }

    /// Where a number beside the title begins, the column that is left to the title, and the title:
    /// set again where its ink would come too near.
    fn beside_number(
        &mut self,
        section: &Section,
        style: &TextStyle,
        stand: TitlePosition,
    ) -> (Abs, Column, SetText) {
        let (outer, links) = (std::mem::take(&mut self.sink), self.links());
        let (mut x, mut column) = self.title_column(Abs::ZERO, stand);
        let mut set = self.set_title(section, style, column);
        let beside = self.title_column(self.overhang_of(&set), stand);
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
        let whole = self.cx.theme.opener.number == NumberKind::Giant;
        let style =
            &if whole { self.whole_words(heading, style, column.width) } else { style.clone() };
        let most = self.cx.grid.height * MOST_OF_PAGE;
        self.set_stepped(heading, style, column.width, |set| {
            set.count() <= MOST_LINES && set.height() <= most
        })
    }

    /// Where a number beside a title begins whose ink passes its edge by `overhang`, and the column
    /// that is left to the title.
    fn title_column(&mut self, overhang: Abs, stand: TitlePosition) -> (Abs, Column) {
        let cx = self.cx;
        match cx.theme.opener.number {
            NumberKind::Star | NumberKind::Box => {
                cx.beside_ink(cx.theme.opener.star * 2.0, overhang)
            }
            NumberKind::Beside => {
                let text = cx.grid.text;
                (text.x, text.inset(cx.dir, self.number_column(stand), Abs::ZERO))
            }
            NumberKind::Giant => (cx.grid.text.x, cx.grid.text),
            NumberKind::Above | NumberKind::None => (cx.grid.main.x, cx.grid.main),
        }
    }

    /// The style of a title: smaller where sections share a page.
    fn title_style(&self, stand: TitlePosition) -> TextStyle {
        let style = &self.cx.scale.title;
        let share =
            if stand == TitlePosition::Alone { 1.0 } else { self.cx.theme.opener.shared };
        TextStyle { size: style.size * share, ..style.clone() }
    }

    /// Width of the column of a number beside its title: what stands below says where that begins.
    /// Several digits may need more than the theme gives them.
    fn number_column(&mut self, stand: TitlePosition) -> Abs {
        let cx = self.cx;
        let beside = cx.grid.text.width - cx.grid.main.width;
        let usual = match stand {
            TitlePosition::Alone => cx.theme.opener.number_width,
            TitlePosition::OverText if beside > Abs::ZERO => beside,
            TitlePosition::OverText | TitlePosition::OverColumns => cx.theme.terms.number,
        };
        let digits = cx.digits.format(self.section);
        let style = self.beside_style(stand);
        let set = self.one_label(&digits, &style, Abs::pt(1e4));
        let wide = set.lines.first().map_or(Abs::ZERO, |line| line.width);
        usual.max(wide + cx.theme.list.number_gap)
    }

    /// The style of a number beside its title: its own at the head of a page, else the title's size.
    fn beside_style(&self, stand: TitlePosition) -> TextStyle {
        let (own, title) = (&self.cx.scale.number, self.title_style(stand));
        match stand {
            TitlePosition::Alone => own.clone(),
            _ => TextStyle { size: title.size, leading: title.leading, ..own.clone() },
        }
    }

    /// The column of the leads of a section at the head of a page: beside its number, or the main one.
    pub(super) fn lead_column(&mut self) -> Column {
        let cx = self.cx;
        if cx.theme.opener.number != NumberKind::Beside {
            return cx.grid.main;
        }
        let beside = self.number_column(TitlePosition::Alone);
        let end = (cx.grid.text.width - beside - cx.grid.main.width).max(Abs::ZERO);
        cx.grid.text.inset(cx.dir, beside, end)
    }

    /// How far down a number beside its title reaches at the head of a page.
    pub(super) fn number_foot(&self) -> Abs {
        let cx = self.cx;
        match cx.theme.opener.number {
            NumberKind::Beside => {
                self.under_rule(TitlePosition::Alone) + cx.scale.number.leading
            }
            _ => Abs::ZERO,
        }
    }

    /// Adds a number in a column of its own: large at the head of a page, else as large as the title.
    fn number_beside(
        &mut self,
        flow_box: &mut FlowBox,
        (head, stand): (Abs, TitlePosition),
        index: usize,
        tag: TagId,
    ) {
        let cx = self.cx;
        let style = self.beside_style(stand);
        let width = self.number_column(stand) - cx.least_gap();
        let set = self.one_label(&cx.digits.format(index + 1), &style, width);
        let x = cx.grid.text.at_start(cx.dir, Abs::ZERO, width);
        // Large digits of one width would stand visibly apart from the edge: their ink stands on it.
        let apart = match (stand, set.lines.first()) {
            (TitlePosition::Alone, Some(line)) => {
                let ink = cx.setter.ink(line).unwrap_or_default();
                if cx.dir.is_rtl() { line.width - ink.right() } else { -ink.left() }
            }
            _ => Abs::ZERO,
        };
        set.place_all(flow_box, x + apart, head, tag);
        flow_box.begins = None;
    }

    /// Adds the number of a section; returns how far below `head` its title begins.
    fn section_number(
        &mut self,
        flow_box: &mut FlowBox,
        x: Abs,
        head: Abs,
        index: usize,
        tag: TagId,
    ) -> Abs {
        let cx = self.cx;
        match cx.theme.opener.number {
            NumberKind::Star => self.number_star(flow_box, x, head, index, tag),
            NumberKind::Box => return self.number_box(flow_box, x, head, index, tag),
            NumberKind::Above => {
                let style = &cx.scale.number;
                let start = ParagraphKind::Label(Alignment::Start);
                let digits = cx.digits.format(index + 1);
                let set = self.set_plain(&digits, style, cx.grid.main.width, start);
                set.place_all(flow_box, cx.grid.main.x, head, tag);
                flow_box.begins = None;
                return set.height();
            }
            NumberKind::Giant => return self.number_over(flow_box, head, index, tag),
            NumberKind::Beside | NumberKind::None => {}
        }
        Abs::ZERO
    }

    /// A giant number where the page has no room for it: over the title, in the colour of rules.
    fn number_over(
        &mut self,
        flow_box: &mut FlowBox,
        head: Abs,
        index: usize,
        tag: TagId,
    ) -> Abs {
        let cx = self.cx;
        let (text, title) = (cx.grid.text, &cx.scale.title);
        let height = title.leading * OVER;
        let digits = cx.digits.format(index + 1);
        let color = cx.theme.rules.accent_color.clone();
        let room = Rect::new(text.x, head, text.width, height);
        let foot = self.giant(flow_box, &digits, &color, GiantPlace { room, trim: None }, tag);
        cx.on_grid(foot - head + title.leading / 3.0)
    }

    /// The number star with its left edge at `x`: hung from the title's top in the side column,
    /// level with the title's first line where it stands before it.
    fn number_star(
        &mut self,
        flow_box: &mut FlowBox,
        x: Abs,
        head: Abs,
        index: usize,
        tag: TagId,
    ) {
        let cx = self.cx;
        let style = &cx.theme.opener;
        let rtl = cx.dir.is_rtl();
        let rise = if rtl { Abs::ZERO } else { style.star_rise_ltr };
        let hung = cx.grid.side.width > Abs::ZERO;
        let y = if hung { style.star - rise } else { cx.scale.title.leading / 2.0 };
        let hang = if rtl { style.star_hang } else { -style.star_hang };
        let centre = Point::new(x + hang + style.star, head + y);
        flow_box.fill(Path::khatam(centre, style.star), cx.color(&style.star_color));
        self.digits_at(flow_box, index, centre, tag);
    }

    /// The number in a square whose left edge is at `x`, its middle level with the title's first
    /// line; returns where that line's box begins.
    fn number_box(
        &mut self,
        flow_box: &mut FlowBox,
        x: Abs,
        head: Abs,
        index: usize,
        tag: TagId,
    ) -> Abs {
        let cx = self.cx;
        let (side, leading) = (cx.theme.opener.star * 2.0, cx.scale.title.leading);
        let drop = (side - leading) / 2.0;
        let top = head + (-drop).max(Abs::ZERO);
        flow_box.outline(
            Rect::new(x, top, side, side),
            cx.theme.rules.strong,
            cx.color(&cx.scale.title.color),
        );
        flow_box.height = flow_box.height.max(top + side);
        let centre = Point::new(x + side / 2.0, top + side / 2.0);
        self.digits_at(flow_box, index, centre, tag);
        drop.max(Abs::ZERO)
    }

    fn digits_at(&mut self, flow_box: &mut FlowBox, index: usize, centre: Point, tag: TagId) {
        let cx = self.cx;
        let digits = cx.digits.format(index + 1);
        let small = digits.chars().count() > 1;
        let number: &TextStyle = if small { &cx.scale.number_small } else { &cx.scale.number };
        self.centred_label(flow_box, &digits, number, centre, tag);
    }

    /// Draws the rule above a title; returns where the title may begin. Where sections share a page,
    /// it lies in the white above and falls away at the page's head.
    pub(super) fn rule_above(&self, flow_box: &mut FlowBox, stand: TitlePosition) -> Abs {
        let (opener, rules) = (&self.cx.theme.opener, &self.cx.theme.rules);
        if opener.rules != TitleRules::Above {
            return Abs::ZERO;
        }
        if stand == TitlePosition::Alone {
            self.title_rule(flow_box, Abs::ZERO);
        } else {
            let text = self.cx.grid.text;
            let gap = opener.rule_gap / 2.0 + rules.accent;
            let rect = Rect::new(text.x, -gap, text.width, rules.accent);
            flow_box.joint.push(filled(Path::rect(rect), self.cx.color(&rules.accent_color)));
        }
        self.under_rule(stand)
    }

    /// How far a title begins below the head of its flow box.
    fn under_rule(&self, stand: TitlePosition) -> Abs {
        let opener = &self.cx.theme.opener;
        match (opener.rules, stand) {
            (TitleRules::Above, TitlePosition::Alone) => {
                self.cx.theme.rules.strong + opener.rule_gap
            }
            _ => Abs::ZERO,
        }
    }

    /// Draws the rules below a title.
    fn rules_below(&self, flow_box: &mut FlowBox) {
        let (opener, strong) = (&self.cx.theme.opener, self.cx.theme.rules.strong);
        let lines = match opener.rules {
            TitleRules::None | TitleRules::Above => return,
            TitleRules::Below => 1,
            TitleRules::Double => 2,
        };
        let mut y = flow_box.height + opener.rule_gap;
        for _ in 0..lines {
            self.title_rule(flow_box, y);
            flow_box.height = y + strong;
            y += strong * 2.0;
        }
    }

    fn title_rule(&self, flow_box: &mut FlowBox, y: Abs) {
        let (rules, text) = (&self.cx.theme.rules, self.cx.grid.text);
        let color = self.cx.color(&rules.accent_color);
        flow_box.rule(text.x, y, text.width, rules.strong, color);
        flow_box.ink.add(Rect::new(text.x, y, text.width, rules.strong), Abs::ZERO, Abs::ZERO);
    }

    /// A text on one line, its label at the start.
    pub(super) fn one_label(&mut self, text: &str, style: &TextStyle, width: Abs) -> SetText {
        self.set_plain(text, style, width, ParagraphKind::Label(Alignment::Start))
    }
}
