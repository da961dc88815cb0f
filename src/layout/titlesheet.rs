//! The cover as a title sheet: who publishes it at the head, the title under it, what it is cited by
//! at the foot; a coloured strip along the spine.

use super::closing::above_partners;
use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{TagId, TagKind};
use super::ink::Skyline;
use super::logo::{self, LogoVoice, PLATE};
use super::par::{FlowBuilder, ParagraphKind, SetText};
use crate::diag::Span;
use crate::geom::{Abs, Path, Rect, Size};
use crate::model::style::{ColorName, LogoPlace, TextStyle};
use crate::model::{ImprintLine, Inline, Status, Text, TextId};

/// Where the title begins on a page, as a share of its height.
const TITLE: f64 = 0.31;
/// Between the logo and the name beside it.
const BESIDE_LOGO: Abs = Abs::mm(6.0);
/// Least white between the parts of a sheet.
const APART: Abs = Abs::mm(8.0);
/// Between two cells at the foot.
const GAP: Abs = Abs::mm(5.0);
/// A cell at the foot is at least so wide; else two stand in a row.
const CELL: Abs = Abs::mm(30.0);
/// From the rule over a cell to its label.
const UNDER_RULE: Abs = Abs::pt(6.0);
/// Height of the logo on the back against that on the front.
const BACK_LOGO: f64 = 2.0 / 3.0;

impl FlowBuilder<'_, '_> {
    /// The front cover, or the cover panel of a leaflet, which has no spine.
    pub(super) fn sheet_cover(&mut self, size: Size, is_page: bool) -> FlowBox {
        let (cx, root) = (self.cx, self.root());
        self.stand_on(cx.theme.cover_ground());
        let style = &cx.theme.cover;
        let column = self.sheet_column(size);
        let tag = self.tag(TagKind::H(1), root);
        let mast = self.masthead(column, root);
        let facts = self.cited_by(column, root);
        let foot = size.height - style.inset - facts.height;
        let under_mast = style.inset + mast.height + APART;
        let mut flow_box = FlowBox::default();
        if is_page {
            self.spine(&mut flow_box, size, true);
        }
        flow_box.absorb(mast, style.inset);
        let draft = self.draft_words(column);
        let above = draft.as_ref().map_or(Abs::ZERO, |set| set.height() * 1.5);
        let other = self.other_name(column.width, false);
        let below = other.as_ref().map_or(Abs::ZERO, |set| style.below_bar + set.height());
        let room = foot - APART - under_mast - above - below;
        let title = self.cover_title(column.width, room);
        let tall = above + title.height() + below;
        let wished = (size.height * TITLE).min(foot - APART - tall);
        let mut y = wished.max(under_mast);
        if let Some(draft) = draft {
            let tag = self.tag(TagKind::P, root);
            draft.place_all(&mut flow_box, column.x, y, tag);
            y += above;
        }
        title.place_all(&mut flow_box, column.x, y, tag);
        y += title.height();
        self.other_under(&mut flow_box, other, column, y + style.below_bar);
        flow_box.absorb(facts, foot);
        flow_box.begins = None;
        flow_box
    }

    /// The back cover: the logo at its head, names and imprint in two columns at its foot.
    pub(super) fn sheet_closing(&mut self, size: Size) -> FlowBox {
        let (cx, root) = (self.cx, self.root());
        self.stand_on(cx.theme.cover_ground());
        let style = &cx.theme.cover;
        let column = self.sheet_column(size);
        let whole = Column { x: Abs::ZERO, width: size.width };
        let page = logo::between_margins(cx, size.width);
        let partners = self.partners(whole, page, size.height, [true; 2]);
        let foot = match partners.items.is_empty() {
            true => size.height - style.inset,
            false => above_partners(cx, size.height, &partners),
        };
        let mut flow_box = FlowBox::default();
        self.spine(&mut flow_box, size, false);
        if style.closing_logo != LogoPlace::None {
            self.back_logo_at(&mut flow_box, column);
        }
        let names = self.names_and_imprint(column, root);
        let top = foot - names.height;
        flow_box.absorb(names, top);
        flow_box.absorb(partners, Abs::ZERO);
        flow_box
    }

    /// The column of a sheet's text: from the spine as far as the theme says, to the margin at the
    /// other side at most.
    fn sheet_column(&self, size: Size) -> Column {
        super::cover::column(self.cx, size, self.cx.theme.cover.width)
    }

    /// The strip along the spine, into the bleed: at the start of the front, at the end of the back.
    fn spine(&self, flow_box: &mut FlowBox, size: Size, front: bool) {
        let (cx, width) = (self.cx, self.cx.theme.cover.spine);
        if width <= Abs::ZERO {
            return;
        }
        let bleed = cx.theme.page.bleed;
        let at_right = cx.dir.is_rtl() == front;
        let left = if at_right { size.width - width } else { -bleed };
        let rect = Rect::new(left, -bleed, width + bleed, size.height + bleed * 2.0);
        flow_box.fill(Path::rect(rect), cx.color(&cx.theme.ornament.ground));
    }

    /// The logo with the publisher's name beside it; the name alone without one.
    fn masthead(&mut self, column: Column, root: TagId) -> FlowBox {
        let cx = self.cx;
        let mut flow_box = FlowBox::default();
        let ground = ColorName(PLATE.into());
        let logo = match cx.theme.cover.logo {
            LogoPlace::None => None,
            _ => self.set_logo(&ground, column.width),
        };
        let mut rest = column;
        if let Some(set) = &logo {
            let size = set.size();
            let x = column.at_start(cx.dir, Abs::ZERO, size.width);
            let at = Rect::new(x, Abs::ZERO, size.width, size.height);
            self.place_logo(&mut flow_box, set, at, LogoVoice::Told);
            flow_box.height = size.height;
            let gap = BESIDE_LOGO.max(set.clear());
            rest = column.inset(cx.dir, (size.width + gap).min(column.width), Abs::ZERO);
        }
        let Some(name) = self.cited(ImprintLine::Publisher) else { return flow_box };
        let style = cx.on_cover(&cx.scale.term);
        let has_room = rest.width >= self.longest_word(&name, &style);
        let (place, above) = match has_room {
            true => (rest, Abs::ZERO),
            false => (column, flow_box.height + APART / 2.0),
        };
        let set = self.set(&name, &style, place.width, ParagraphKind::Balanced);
        let tag = self.tag(TagKind::P, root);
        let y = above + ((flow_box.height - above - set.height()) / 2.0).max(Abs::ZERO);
        set.place_all(&mut flow_box, place.x, y, tag);
        flow_box.height = flow_box.height.max(y + set.height());
        flow_box.ink = Skyline::default();
        flow_box
    }

    /// What a sheet is cited by, each in a cell under a rule: as much of it as is known.
    fn cited_by(&mut self, column: Column, root: TagId) -> FlowBox {
        let cx = self.cx;
        let words = cx.document.meta.words.clone();
        let language = said(cx.document.lang.name());
        let facts: Vec<(String, Text)> = [
            (words.number, cx.document.meta.number.clone()),
            (words.date, self.cited(ImprintLine::Date)),
            (words.edition, self.cited(ImprintLine::Edition)),
            (words.language, Some(language).filter(|text| self.can_say(text))),
        ]
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)))
        .collect();
        let quarter = (column.width - GAP * 3.0) / 4.0;
        let (count, width) = match quarter >= CELL {
            true => (4, quarter),
            false => (2, (column.width - GAP) / 2.0),
        };
        let mut out = FlowBox::default();
        for row in facts.chunks(count) {
            let mut flow_box = FlowBox::default();
            for (place, (label, value)) in (0_u32..).zip(row) {
                let x = column.at_start(cx.dir, (width + GAP) * f64::from(place), width);
                let cell = self.cited_cell((label, value), Column { x, width }, root);
                flow_box.height = flow_box.height.max(cell.height);
                flow_box.absorb(cell, Abs::ZERO);
            }
            let top = out.height + if out.height > Abs::ZERO { GAP } else { Abs::ZERO };
            out.height = top + flow_box.height;
            out.absorb(flow_box, top);
        }
        out
    }

    /// Whether the faces have all letters of what the program says itself.
    fn can_say(&mut self, text: &Text) -> bool {
        let outer = std::mem::take(&mut self.sink);
        self.natural_width(text, &self.cx.scale.imprint);
        let told = std::mem::replace(&mut self.sink, outer);
        told.diagnostics().is_empty()
    }

    /// A rule, a label and what it stands for.
    fn cited_cell(
        &mut self,
        (label, value): (&str, &Text),
        column: Column,
        root: TagId,
    ) -> FlowBox {
        let cx = self.cx;
        let mut flow_box = FlowBox::default();
        let line = cx.theme.rules.frame;
        let color = cx.color(&cx.theme.rules.accent_color);
        flow_box.rule(column.x, Abs::ZERO, column.width, line, color);
        let tag = self.tag(TagKind::P, root);
        let label = self.set_plain(
            label,
            &cx.scale.running_head,
            column.width,
            ParagraphKind::Balanced,
        );
        let y = line + UNDER_RULE;
        label.place_all(&mut flow_box, column.x, y, tag);
        let style = cx.on_cover(&cx.scale.imprint);
        let value = self.set(value, &style, column.width, ParagraphKind::Balanced);
        let y = y + label.height();
        value.place_all(&mut flow_box, column.x, y, tag);
        flow_box.begins = None;
        flow_box.height = y + value.height();
        flow_box
    }

    /// What a draft says of itself, over the title in the colour of numbers.
    fn draft_words(&mut self, column: Column) -> Option<SetText> {
        let cx = self.cx;
        if cx.document.status != Status::Draft {
            return None;
        }
        let color = cx.scale.number.color.clone();
        let style = TextStyle { color, ..cx.on_cover(&cx.scale.term) };
        let words = cx.document.meta.words.draft.clone();
        Some(self.set_plain(&words, &style, column.width, ParagraphKind::Balanced))
    }

    fn cited(&self, kind: ImprintLine) -> Option<Text> {
        let imprint = &self.cx.document.meta.imprint;
        imprint.iter().find(|(line, _)| *line == kind).map(|(_, text)| text.clone())
    }

    /// Puts the other name at a height; returns where it ends.
    fn other_under(
        &mut self,
        flow_box: &mut FlowBox,
        other: Option<SetText>,
        column: Column,
        y: Abs,
    ) -> Abs {
        let Some(other) = other else { return y };
        let root = self.root();
        let tag = self.tag(TagKind::P, root);
        self.mark_language(tag);
        let x = column.at_start(self.cx.dir, Abs::ZERO, other.measure);
        other.place_all(flow_box, x, y, tag);
        y + other.height()
    }

    /// The logo at the head of the back, smaller than on the front.
    fn back_logo_at(&mut self, flow_box: &mut FlowBox, column: Column) {
        let cx = self.cx;
        let Some(logo) = cx.document.face.logo.as_ref() else { return };
        let usual = cx.theme.cover.logo_height * BACK_LOGO;
        let ground = ColorName(PLATE.into());
        let Some(set) = self.set_mark(logo, &ground, usual, column.width) else { return };
        let size = set.size();
        let x = column.at_start(cx.dir, Abs::ZERO, size.width);
        let at = Rect::new(x, cx.theme.cover.inset, size.width, size.height);
        self.place_logo(flow_box, &set, at, LogoVoice::Silent);
    }

    /// The names at the start, the imprint beside them, or below where the column is narrow.
    fn names_and_imprint(&mut self, column: Column, root: TagId) -> FlowBox {
        let cx = self.cx;
        let half = (column.width - GAP) / 2.0;
        let narrow = half < CELL * 2.0;
        let width = if narrow { column.width } else { half };
        let first = Column { x: column.at_start(cx.dir, Abs::ZERO, width), width };
        let line = cx.theme.rules.frame;
        let mut flow_box = FlowBox::default();
        let color = cx.color(&cx.theme.rules.accent_color);
        flow_box.rule(column.x, Abs::ZERO, column.width, line, color);
        let top = line + UNDER_RULE * 1.5;
        let style = cx.on_cover(&cx.scale.closing_name);
        let name = self.set(&cx.document.title, &style, first.width, ParagraphKind::Balanced);
        let tag = self.tag(TagKind::P, root);
        name.place_all(&mut flow_box, first.x, top, tag);
        let other = self.other_name(first.width, true);
        let foot = self.other_under(&mut flow_box, other, first, top + name.height());
        let imprint_at = if narrow { Abs::ZERO } else { half + GAP };
        let x = column.at_start(cx.dir, imprint_at, width);
        let imprint = self.imprint(Column { x, width });
        let y = if narrow { foot + cx.theme.cover.imprint_gap } else { top };
        flow_box.height = foot.max(y + imprint.height);
        flow_box.absorb(imprint, y);
        flow_box.begins = None;
        flow_box
    }
}

/// Words of the program as a text.
fn said(text: String) -> Text {
    let inlines = vec![Inline::Text { text, span: Span::NONE }];
    Text { id: TextId(u32::MAX), inlines, span: Span::NONE }
}
