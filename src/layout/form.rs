//! The cover as a form: a frame of cells, filled in by the source as far as it says, else by pen.

use super::closing::above_partners;
use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{TagId, TagKind};
use super::logo::{self, LogoVoice, PLATE};
use super::par::{FlowBuilder, ParagraphKind, SetText};
use crate::geom::{Abs, Path, Rect, Size};
use crate::model::style::{Color, ColorName, CoverKind, TextStyle};
use crate::model::{ImprintLine, Status, Text};

/// Height of the row that says who publishes it, and of a draft's.
const HEAD: Abs = Abs::mm(16.0);
/// Least height of the row of the other name.
const OTHER: Abs = Abs::mm(22.0);
/// Least height of a row that a pen fills in.
const PEN: Abs = Abs::mm(18.0);
/// White at the sides of a cell.
const PADDING: Abs = Abs::mm(6.0);
/// From the upper side of a cell for the pen to its label.
const ABOVE_LABEL: Abs = Abs::pt(4.0);

/// The frame of a form and what is drawn in it.
struct FormFrame {
    frame: Rect,
    line: Abs,
    color: Color,
}

impl FormFrame {
    fn new(builder: &FlowBuilder<'_, '_>, size: Size) -> Self {
        let cx = builder.cx;
        let style = &cx.theme.cover;
        let (width, height) = (size.width - style.inset * 2.0, size.height - style.inset * 2.0);
        let frame = Rect::new(style.inset, style.inset, width, height);
        let color = cx.color(&cx.scale.title.color);
        Self { frame, line: cx.theme.rules.hair, color }
    }

    /// The column of text in a cell over a share of the width, counted from the start side.
    fn cell(&self, builder: &FlowBuilder<'_, '_>, part: f64, of: f64) -> Column {
        let dir = builder.cx.dir;
        let whole = Column { x: self.frame.left(), width: self.frame.size.width };
        let width = whole.width / of;
        let cell = Column { x: whole.at_start(dir, width * part, width), width };
        cell.inset(dir, PADDING, PADDING)
    }

    /// The rule that parts two rows.
    fn part(&self, flow_box: &mut FlowBox, y: Abs) {
        let top = y - self.line / 2.0;
        flow_box.rule(self.frame.left(), top, self.frame.size.width, self.line, self.color);
    }
}

impl FlowBuilder<'_, '_> {
    /// The front cover as a form; without cells for the pen on a leaflet's panel.
    pub(super) fn form_cover(&mut self, size: Size, pen: bool) -> FlowBox {
        let (cx, root) = (self.cx, self.root());
        self.stand_on(cx.theme.cover_ground());
        let form = FormFrame::new(self, size);
        let mut flow_box = FlowBox::default();
        flow_box.outline(form.frame, cx.theme.cover.frame, form.color);
        flow_box.ink = super::ink::Skyline::default();
        let tag = self.tag(TagKind::H(1), root);
        let column = form.cell(self, 0.0, 1.0);
        let mut top = self.logo_row(&mut flow_box, &form, column);
        for head in self.form_heads(column) {
            let height = HEAD.max(head.height() + PADDING);
            let tag = self.tag(TagKind::P, root);
            head.place_all(&mut flow_box, column.x, top + (height - head.height()) / 2.0, tag);
            top += height;
            form.part(&mut flow_box, top);
        }
        let mut foot = form.frame.bottom();
        if pen && self.has_pen(&form) {
            foot = self.pen_rows(&mut flow_box, &form, foot, root);
        }
        if let Some(other) = self.other_name(column.width, false) {
            let height = OTHER.max(other.height() + PADDING);
            let tag = self.tag(TagKind::P, root);
            self.mark_language(tag);
            let y = foot - height + (height - other.height()) / 2.0;
            let x = column.at_start(cx.dir, Abs::ZERO, other.measure);
            other.place_all(&mut flow_box, x, y, tag);
            foot -= height;
            form.part(&mut flow_box, foot);
        }
        let room = foot - top;
        let mut title = self.cover_title(column.width, room - PADDING);
        // The flag of a first letter may reach the frame.
        let over = (self.overhang_of(&title) - PADDING / 2.0).max(Abs::ZERO);
        let column = column.inset(cx.dir, over, Abs::ZERO);
        if over > Abs::ZERO {
            title = self.cover_title(column.width, room - PADDING);
        }
        title.place_all(&mut flow_box, column.x, top + (room - title.height()) / 2.0, tag);
        flow_box.begins = None;
        flow_box
    }

    /// The house's logo in a row of its own at the form's head; returns where the next row begins.
    fn logo_row(&mut self, flow_box: &mut FlowBox, form: &FormFrame, column: Column) -> Abs {
        let top = form.frame.top();
        let ground = ColorName(PLATE.into());
        let Some(set) = self.set_logo(&ground, column.width) else { return top };
        let height = HEAD.max(set.size().height + PADDING);
        let foot = top + (height + set.size().height) / 2.0;
        let at = set.at(self.cx.dir, column, foot);
        self.place_logo(flow_box, &set, at, LogoVoice::Told);
        form.part(flow_box, top + height);
        top + height
    }

    /// Whether the cover has cells for the pen: where the theme wants them, and a long title leaves
    /// them room.
    fn has_pen(&self, form: &FormFrame) -> bool {
        if !self.cx.theme.cover.fields {
            return false;
        }
        let mut trial = FlowBuilder::new(self.cx, TagKind::Div);
        let column = form.cell(&trial, 0.0, 1.0);
        let heads = trial.form_heads(column);
        let logo = trial.set_logo(&ColorName(PLATE.into()), column.width);
        let logo = logo.map_or(Abs::ZERO, |set| HEAD.max(set.size().height + PADDING));
        let heads: Abs = heads.iter().map(|head| HEAD.max(head.height() + PADDING)).sum();
        let other = trial.other_name(column.width, false);
        let other = other.map_or(Abs::ZERO, |other| OTHER.max(other.height() + PADDING));
        let room = form.frame.size.height - logo - heads - other - trial.pen() * 2.0 - PADDING;
        trial.cover_title(column.width, room).height() <= room
    }

    /// The back cover: lines for the pen under their head, the names and the imprint in a frame.
    pub(super) fn form_closing(&mut self, size: Size) -> FlowBox {
        let (cx, root) = (self.cx, self.root());
        self.stand_on(cx.theme.cover_ground());
        let mut form = FormFrame::new(self, size);
        let column = form.cell(self, 0.0, 1.0);
        let whole = Column { x: Abs::ZERO, width: size.width };
        let page = logo::between_margins(cx, size.width);
        let partners = self.partners(whole, page, size.height, [true; 2]);
        if !partners.items.is_empty() {
            let foot = above_partners(cx, size.height, &partners);
            form.frame.size.height = foot - form.frame.top();
        }
        let mut names = self.closing_names(column, root);
        let imprint = self.imprint(column);
        if imprint.height > Abs::ZERO {
            let top = names.height + cx.theme.cover.imprint_gap;
            names.height = top + imprint.height;
            names.absorb(imprint, top);
        }
        let height = names.height + PADDING * 2.0;
        let frame = Rect {
            origin: form.frame.origin.moved(Abs::ZERO, form.frame.size.height - height),
            size: Size::new(form.frame.size.width, height),
        };
        let mut flow_box = FlowBox::default();
        flow_box.outline(frame, cx.theme.rules.frame, form.color);
        flow_box.absorb(names, frame.top() + PADDING);
        self.pen_lines(&mut flow_box, &form, frame.top() - PADDING * 2.0, root);
        flow_box.absorb(partners, Abs::ZERO);
        flow_box
    }

    /// Title and other name of the back, one over the other.
    fn closing_names(&mut self, column: Column, root: TagId) -> FlowBox {
        let cx = self.cx;
        let style = cx.on_cover(&cx.scale.closing_name);
        let name = self.set(&cx.document.title, &style, column.width, ParagraphKind::Balanced);
        let tag = self.tag(TagKind::P, root);
        let mut flow_box = FlowBox::new(Abs::ZERO, name.height());
        name.place_all(&mut flow_box, column.x, Abs::ZERO, tag);
        if let Some(other) = self.other_name(column.width, true) {
            let tag = self.tag(TagKind::P, root);
            self.mark_language(tag);
            let x = column.at_start(cx.dir, Abs::ZERO, other.measure);
            let top = flow_box.height;
            other.place_all(&mut flow_box, x, top, tag);
            flow_box.height = top + other.height();
        }
        flow_box
    }

    /// Lines to write on from the frame's upper edge down to `foot`, under their head.
    fn pen_lines(&mut self, flow_box: &mut FlowBox, form: &FormFrame, foot: Abs, root: TagId) {
        let cx = self.cx;
        let words = cx.document.meta.words.remarks.clone();
        let style = &cx.scale.contact_title;
        let column = Column { x: form.frame.left(), width: form.frame.size.width };
        let set = self.set_plain(&words, style, column.width, ParagraphKind::Balanced);
        let top = form.frame.top();
        if top + set.height() + PEN > foot {
            return;
        }
        let tag = self.tag(TagKind::P, root);
        set.place_all(flow_box, column.x, top, tag);
        let mut y = top + set.height() + cx.theme.rules.strong;
        flow_box.rule(column.x, y, column.width, cx.theme.rules.strong, form.color);
        let pitch = super::pad::pitch(cx);
        y += pitch;
        while y <= foot {
            flow_box.rule(column.x, y, column.width, form.line, form.color);
            y += pitch;
        }
        flow_box.begins = None;
    }

    /// What stands in the rows over the title: the publisher, and what a draft says of itself.
    fn form_heads(&mut self, column: Column) -> Vec<SetText> {
        let cx = self.cx;
        let style = cx.on_cover(&cx.scale.imprint);
        let publisher = self.imprint_line(ImprintLine::Publisher);
        let mut heads: Vec<_> = publisher
            .into_iter()
            .map(|text| self.set(&text, &style, column.width, ParagraphKind::Balanced))
            .collect();
        if cx.document.status == Status::Draft {
            let words = &cx.document.meta.words.draft;
            heads.push(self.set_plain(words, &style, column.width, ParagraphKind::Balanced));
        }
        heads
    }

    fn imprint_line(&self, kind: ImprintLine) -> Option<Text> {
        let imprint = &self.cx.document.meta.imprint;
        imprint.iter().find(|(line, _)| *line == kind).map(|(_, text)| text.clone())
    }

    /// Two rows of two cells above `foot`: date and copy, recipient and number of pages. Returns
    /// where they begin.
    fn pen_rows(
        &mut self,
        flow_box: &mut FlowBox,
        form: &FormFrame,
        foot: Abs,
        root: TagId,
    ) -> Abs {
        let words = &self.cx.document.meta.words;
        let rows = [
            [words.recipient.clone(), words.pages.clone()],
            [words.date.clone(), words.copy.clone()],
        ];
        let date = self.imprint_line(ImprintLine::Date);
        let mut top = foot;
        for (i, labels) in rows.into_iter().enumerate() {
            top -= self.pen();
            for (part, label) in [0.0, 1.0].into_iter().zip(labels) {
                let cell = form.cell(self, part, 2.0);
                let style = self.label_style();
                let set = self.set_plain(&label, &style, cell.width, ParagraphKind::Balanced);
                let tag = self.tag(TagKind::P, root);
                set.place_all(flow_box, cell.x, top + ABOVE_LABEL, tag);
                if let (Some(date), 1, true) = (&date, i, part < 0.5) {
                    let style = self.value_style();
                    let set = self.set(date, &style, cell.width, ParagraphKind::Balanced);
                    set.place_all(flow_box, cell.x, top + self.below_label(), tag);
                }
            }
            form.part(flow_box, top);
        }
        let (middle, height) = (form.frame.left() + form.frame.size.width / 2.0, foot - top);
        let upright = Rect::new(middle - form.line / 2.0, top, form.line, height);
        flow_box.fill(Path::rect(upright), form.color);
        top
    }

    /// The number of all pages in its cell, once it is known; nothing where the cover has none.
    pub(super) fn page_count(&mut self, size: Size, total: usize) -> Option<FlowBox> {
        let cx = self.cx;
        if cx.theme.cover.kind != CoverKind::Form {
            return None;
        }
        let form = FormFrame::new(self, size);
        if !self.has_pen(&form) {
            return None;
        }
        let cell = form.cell(self, 1.0, 2.0);
        let digits = cx.digits.format(total);
        let set = self.one_label(&digits, &self.value_style(), cell.width);
        let root = self.root();
        let mut flow_box = FlowBox::default();
        let top = form.frame.bottom() - self.pen() + self.below_label();
        set.place_all(&mut flow_box, cell.x, top, root);
        flow_box.begins = None;
        Some(flow_box)
    }

    /// Height of a row that a pen fills in, with what is said in it already.
    fn pen(&self) -> Abs {
        PEN.max(self.below_label() + self.value_style().leading + ABOVE_LABEL)
    }

    fn label_style(&self) -> TextStyle {
        self.cx.on_cover(&self.cx.scale.imprint)
    }

    /// What is said in a cell.
    fn value_style(&self) -> TextStyle {
        self.cx.on_cover(&self.cx.scale.term)
    }

    /// From the upper side of a cell for the pen to what is said in it.
    fn below_label(&self) -> Abs {
        ABOVE_LABEL + self.label_style().leading
    }
}
