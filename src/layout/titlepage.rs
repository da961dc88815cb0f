//! Covers of paper: type alone in a frame.

use std::sync::Arc;

use super::closing::above_partners;
use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{FrameItem, TagId, TagKind};
use super::ink::Skyline;
use super::logo::{self, LogoVoice, PLATE};
use super::ornament::stroked;
use super::par::{FlowBuilder, LEADING_STEP, ParagraphKind, SetText};
use crate::geom::{Abs, Path, Rect, Size};
use crate::model::Status;
use crate::model::style::{ColorName, LogoPlace};

/// Share of the white on a cover that lies above the names: the middle that eyes see.
const ABOVE: f64 = 0.38;
/// Thicknesses of a frame from its outer to its inner line.
const LINES_APART: f64 = 3.0;

impl FlowBuilder<'_, '_> {
    /// The front cover, or the cover panel of a leaflet; `framed` where it is seen alone.
    pub(super) fn type_cover(&mut self, size: Size, framed: bool) -> FlowBox {
        let (cx, root) = (self.cx, self.root());
        self.stand_on(cx.theme.cover_ground());
        let (column, room) = self.inside_frame(size);
        let tag = self.tag(TagKind::H(1), root);
        let other = self.other_name(column.width, false);
        let draft = self.centred_imprint(column, false);
        let (logo, under_logo) = self.centred_logo(column, room.top(), LogoVoice::Told);
        let free = room.size.height - draft.height - under_logo;
        let title = self.cover_title(column.width, free - self.under_bar(other.as_ref()));
        let names = self.centred_names(column, &title, tag, other);
        let mut flow_box = FlowBox::default();
        if framed {
            flow_box.items.extend(self.double_frame(size));
        }
        flow_box.absorb(logo, Abs::ZERO);
        let top = room.top() + under_logo + ((free - names.height) * ABOVE).max(Abs::ZERO);
        flow_box.absorb(names, top);
        let foot = room.bottom() - draft.height;
        flow_box.absorb(draft, foot);
        flow_box
    }

    /// The back cover: the names, smaller, the imprint at its foot.
    pub(super) fn type_closing(&mut self, size: Size) -> FlowBox {
        let (cx, root) = (self.cx, self.root());
        self.stand_on(cx.theme.cover_ground());
        let (column, room) = self.inside_frame(size);
        let tag = self.tag(TagKind::P, root);
        let other = self.other_name(column.width, true);
        let imprint = self.centred_imprint(column, true);
        let whole = Column { x: Abs::ZERO, width: size.width };
        let page = logo::between_margins(cx, size.width);
        let partners = self.partners(whole, page, size.height, [true; 2]);
        // A frame has no foot where emblems stand there.
        let framed = partners.items.is_empty();
        let bottom = match framed {
            true => room.bottom(),
            false => above_partners(cx, size.height, &partners),
        };
        let (logo, under_logo) = match cx.theme.cover.closing_logo {
            LogoPlace::None => (FlowBox::default(), Abs::ZERO),
            _ => self.centred_logo(column, room.top(), LogoVoice::Silent),
        };
        let height = bottom - room.top() - under_logo;
        let free = height - imprint.height - cx.theme.cover.imprint_gap;
        let under = self.under_bar(other.as_ref());
        let style = cx.on_cover(&cx.scale.closing_name);
        let name = self.set_stepped(&cx.document.title, &style, column.width, |name| {
            name.height() <= free - under
        });
        let names = self.centred_names(column, &name, tag, other);
        let frame = if framed { self.double_frame(size) } else { vec![] };
        let mut flow_box = FlowBox { items: frame, ..FlowBox::default() };
        flow_box.absorb(logo, Abs::ZERO);
        let top = room.top() + under_logo + ((free - names.height) * ABOVE).max(Abs::ZERO);
        flow_box.absorb(names, top);
        let foot = bottom - imprint.height;
        flow_box.absorb(imprint, foot);
        flow_box.absorb(partners, Abs::ZERO);
        flow_box
    }

    /// The column inside the frame, and the rectangle that text may fill: as much white inside the
    /// frame as round it.
    fn inside_frame(&self, size: Size) -> (Column, Rect) {
        let style = &self.cx.theme.cover;
        let edge = style.inset * 2.0 + style.frame * (LINES_APART + 1.0);
        let (width, height) = (size.width - edge * 2.0, size.height - edge * 2.0);
        (Column { x: edge, width }, Rect::new(edge, edge, width, height))
    }

    /// The house's logo in the middle of a column whose text begins at `top`, and how much of its
    /// height it takes.
    fn centred_logo(&mut self, column: Column, top: Abs, voice: LogoVoice) -> (FlowBox, Abs) {
        let mut flow_box = FlowBox::default();
        let ground = ColorName(PLATE.into());
        let Some(set) = self.set_logo(&ground, column.width) else {
            return (flow_box, Abs::ZERO);
        };
        let size = set.size();
        let left = column.x + (column.width - size.width) / 2.0;
        self.place_logo(
            &mut flow_box,
            &set,
            Rect::new(left, top, size.width, size.height),
            voice,
        );
        let gap = set.clear().max(self.cx.theme.cover.imprint_gap);
        (flow_box, size.height + gap)
    }

    /// A strong line and a thin one inside it.
    fn double_frame(&self, size: Size) -> Vec<FrameItem> {
        let cx = self.cx;
        let style = &cx.theme.cover;
        if style.frame <= Abs::ZERO {
            return vec![];
        }
        let color = cx.color(&cx.scale.title.color);
        let line = |inset: Abs, width: Abs| {
            let inset = inset + width / 2.0;
            let (w, h) = (size.width - inset * 2.0, size.height - inset * 2.0);
            stroked(Path::rect(Rect::new(inset, inset, w, h)), color, width)
        };
        let inner = style.inset + style.frame * LINES_APART;
        vec![line(style.inset, style.frame), line(inner, cx.theme.rules.hair)]
    }

    /// Title, bar and other name, one above the other in the middle of the column.
    fn centred_names(
        &mut self,
        column: Column,
        title: &SetText,
        tag: TagId,
        other: Option<SetText>,
    ) -> FlowBox {
        let (cx, root) = (self.cx, self.root());
        let style = &cx.theme.cover;
        let title = self.centred(title);
        let mut flow_box = FlowBox::default();
        title.place_all(&mut flow_box, column.x, Abs::ZERO, tag);
        let bar = title.height() + style.above_bar;
        let x = column.x + (column.width - style.bar) / 2.0;
        let color = cx.color(&cx.theme.rules.accent_color);
        flow_box.rule(x, bar, style.bar, style.bar_thickness, color);
        flow_box.height = bar + style.bar_thickness;
        if let Some(other) = other {
            let other = self.centred(&other);
            let tag = self.tag(TagKind::P, root);
            self.mark_language(tag);
            let top = flow_box.height + style.below_bar;
            other.place_all(&mut flow_box, column.x, top, tag);
            flow_box.height = top + other.height();
        }
        flow_box
    }

    /// The lines of the imprint, where it is asked for, and what a draft says of itself.
    fn centred_imprint(&mut self, column: Column, whole: bool) -> FlowBox {
        let (cx, root) = (self.cx, self.root());
        let style = cx.on_cover(&cx.scale.imprint);
        let mut sets = vec![];
        if whole {
            for (_, line) in &cx.document.meta.imprint {
                sets.push(self.set(line, &style, column.width, ParagraphKind::Balanced));
            }
        }
        if cx.document.status == Status::Draft {
            let words = &cx.document.meta.words.draft;
            sets.push(self.set_plain(words, &style, column.width, ParagraphKind::Balanced));
        }
        let mut flow_box = FlowBox::default();
        for set in sets {
            let set = self.centred(&set);
            let tag = self.tag(TagKind::P, root);
            let top = flow_box.clear(&set, column.x, flow_box.height, LEADING_STEP);
            set.place_all(&mut flow_box, column.x, top, tag);
            flow_box.height = top + set.height();
        }
        flow_box.begins = None;
        flow_box
    }

    /// A text with its lines in the middle of its measure.
    fn centred(&self, set: &SetText) -> SetText {
        let middle = |line: &Arc<crate::text::Line>| {
            let mut line = crate::text::Line::clone(line);
            line.offset = (set.measure - line.width) / 2.0;
            Arc::new(line)
        };
        let lines: Vec<_> = set.lines.iter().map(middle).collect();
        let skylines = lines.iter().map(|line| Skyline::of(line, self.cx.setter)).collect();
        SetText {
            lines,
            skylines,
            rules: set.rules.clone(),
            offsets: set.offsets.clone(),
            notes: set.notes.clone(),
            ..*set
        }
    }
}
