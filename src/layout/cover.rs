//! The cover: title block at the foot, at the start side.

use super::context::{Column, Context};
use super::flow_box::FlowBox;
use super::frame::{FrameItem, TagId, TagKind};
use super::ink::Skyline;
use super::logo::{self, LogoVoice};
use super::ornament::{FieldSide, Plot, field, filled};
use super::par::{FlowBuilder, LEADING_STEP, ParagraphKind, SetText};
use super::rich::InlineSetting;
use crate::diag::Diagnostic;
use crate::geom::{Abs, Path, Rect, Size};
use crate::model::print::FormatKind;
use crate::model::style::{CoverKind, LogoPlace, TextStyle};
use crate::model::{Inline, Status, Text};
use crate::text::Alignment;

/// Names keep this far from the trim at their end, on pages narrower than the theme's.
const END: Abs = Abs::mm(8.0);

impl FlowBuilder<'_, '_> {
    /// The front cover's items.
    pub(super) fn cover(&mut self, size: Size) -> Vec<FrameItem> {
        let cx = self.cx;
        if let Some(cover) = self.other_cover(size, true) {
            return cover.items;
        }
        if cx.theme.cover.kind == CoverKind::Poster {
            let names = self.poster_names(size, cx.theme.page.bleed);
            return self.over_art(size, names);
        }
        let root = self.root();
        self.stand_on(cx.color(&cx.theme.ornament.ground));
        let column = column(cx, size, cx.theme.cover.width);
        let tag = self.tag(TagKind::H(1), root);
        let draft = self.draft_line(column);
        let foot = size.height - cx.theme.cover.foot.max(draft.height + END);
        let block = self.front_names(size, column, tag, foot);
        let plot = Plot::page(size);
        let mut items = match self.photo(plot, &block) {
            Some(items) => self.told_photo(items),
            None => field(cx, plot.above(cx, &block), FieldSide::Front),
        };
        items.extend(block.items);
        let mut names = FlowBox::default();
        names.absorb(draft, foot);
        items.extend(names.items);
        items
    }

    /// The names of a poster over its picture or its colour.
    fn over_art(&mut self, size: Size, names: FlowBox) -> Vec<FrameItem> {
        let plot = Plot::page(size);
        let mut items = match self.photo(plot, &names) {
            Some(items) => self.told_photo(items),
            None => field(self.cx, plot, FieldSide::Front),
        };
        items.extend(names.items);
        items
    }

    /// A cover of another kind than a field: on a page, or on a leaflet's panel, `alone` where no
    /// other panel bears a part of it.
    pub(super) fn other_cover(&mut self, size: Size, alone: bool) -> Option<FlowBox> {
        let is_page = matches!(self.cx.document.format, FormatKind::Booklet);
        let cover = match self.cx.theme.cover.kind {
            CoverKind::Field | CoverKind::Poster => return None,
            CoverKind::Type => self.type_cover(size, alone),
            CoverKind::Form => self.form_cover(size, is_page),
            CoverKind::Sheet => self.sheet_cover(size, is_page),
        };
        self.tell_unseen_picture();
        Some(cover)
    }

    /// Tells of a picture that a cover of paper has no place for.
    fn tell_unseen_picture(&mut self) {
        let Some(cover) = &self.cx.document.face.cover else { return };
        let message = "the cover of this theme is of paper and type; its picture is left out";
        let fault = Diagnostic::warning("unseen-cover", cover.span, message);
        self.sink.push(
            fault.with_hint(
                "write `theme: najma`, whose cover bears pictures, or remove `cover`",
            ),
        );
    }

    /// Title, bar, other name and logo of a front, the last of them ending at `foot`.
    pub(super) fn front_names(
        &mut self,
        size: Size,
        column: Column,
        tag: TagId,
        foot: Abs,
    ) -> FlowBox {
        let cx = self.cx;
        let other = self.other_name(column.width, false);
        let page = logo::between_margins(cx, size.width);
        let set = self.set_logo(&cx.theme.ornament.ground, page.width);
        let set = set.filter(|_| cx.theme.cover.logo != LogoPlace::None);
        self.tell_plate(set.as_ref());
        let at_head = logo::place(cx, cx.theme.cover.logo) == LogoPlace::Head;
        let head = set.as_ref().filter(|_| at_head).map(|set| logo::at_head(cx, set, page));
        let top = match (&set, head) {
            (Some(set), Some(at)) => at.bottom() + set.clear(),
            _ => cx.theme.page.top,
        };
        let below = self.under_bar(other.as_ref());
        let (at, raised) = match (&set, head) {
            (Some(set), None) => {
                let ink = self.silently(|builder| {
                    let title = builder.cover_title(column.width, foot - below - top);
                    builder.names_ink(column, &title, other.as_ref(), foot)
                });
                let (at, raised) = self.beside_ink_or_below(set, page, &ink, foot);
                (Some(at), raised)
            }
            _ => (head, Abs::ZERO),
        };
        let foot = foot - raised;
        let title = self.cover_title(column.width, foot - below - top);
        let mut names = self.name_block(column, &title, tag, other.as_ref(), foot);
        if let (Some(set), Some(at)) = (&set, at) {
            self.place_logo(&mut names, set, at, LogoVoice::Told);
        }
        names
    }

    /// The largest of the theme's steps that gives few enough lines; where none does, what is
    /// smaller still and has room.
    pub(super) fn cover_title(&mut self, width: Abs, room: Abs) -> SetText {
        let (title, scale) = (&self.cx.document.title, self.cx.scale);
        let on_cover = |style| self.cx.on_cover(style);
        let steps: Vec<TextStyle> = scale.cover_title.iter().map(on_cover).collect();
        for style in &steps {
            let few = self.trial(title, style, width).count() <= scale.cover_lines;
            if few {
                return self.set(title, style, width, ParagraphKind::Balanced);
            }
        }
        let smallest = steps.last().unwrap_or(&scale.title);
        self.set_stepped(title, smallest, width, |set| set.height() <= room)
    }

    /// What bar and other name take under a title.
    pub(super) fn under_bar(&self, other: Option<&SetText>) -> Abs {
        let style = &self.cx.theme.cover;
        let below = other.map_or(Abs::ZERO, |other| style.below_bar + other.height());
        style.above_bar + style.bar_thickness + below
    }

    /// The subtitle in its own language, at the title's edge though it may run the other way.
    pub(super) fn other_name(&mut self, width: Abs, closing: bool) -> Option<SetText> {
        let cx = self.cx;
        let text = cx.document.subtitle.as_ref()?;
        let (lang, text) = match text.inlines.as_slice() {
            [Inline::Isolate { lang: Some(lang), content, .. }] => {
                (lang.clone(), Text { inlines: content.clone(), ..text.clone() })
            }
            _ => (cx.document.lang.clone(), text.clone()),
        };
        let scale = cx.theme.scale_for(lang.writing());
        let style = if closing { &scale.closing_other } else { &scale.cover_subtitle };
        let style = &cx.on_cover(style);
        let align = if lang.dir() == cx.dir { Alignment::Start } else { Alignment::End };
        let setting =
            InlineSetting { writing: lang.writing(), lang: &lang, ..cx.setting(style) };
        Some(self.set_in(&text, &setting, lang.dir(), width, ParagraphKind::Label(align)))
    }

    /// Title, bar and other name, the last line's box ending at `foot`.
    pub(super) fn name_block(
        &mut self,
        column: Column,
        title: &SetText,
        tag: TagId,
        other: Option<&SetText>,
        foot: Abs,
    ) -> FlowBox {
        let cx = self.cx;
        let style = &cx.theme.cover;
        let bar = foot - self.under_bar(other) + style.above_bar;
        let mut flow_box = FlowBox::default();
        title.place_all(&mut flow_box, column.x, bar - style.above_bar - title.height(), tag);
        let x = column.at_start(cx.dir, Abs::ZERO, style.bar);
        let color = cx.color(&cx.theme.rules.accent_color);
        flow_box.rule(x, bar, style.bar, style.bar_thickness, color);
        if let Some(other) = other {
            let root = self.root();
            let tag = self.tag(TagKind::P, root);
            let x = column.at_start(cx.dir, Abs::ZERO, other.measure);
            self.mark_language(tag);
            other.place_all(&mut flow_box, x, foot - other.height(), tag);
        }
        flow_box
    }

    /// The ink of title and other name where [`Self::name_block`] puts them.
    pub(super) fn names_ink(
        &self,
        column: Column,
        title: &SetText,
        other: Option<&SetText>,
        foot: Abs,
    ) -> Skyline {
        let top = foot - self.under_bar(other) - title.height();
        let mut ink = title.skyline(column.x, top);
        if let Some(other) = other {
            let x = column.at_start(self.cx.dir, Abs::ZERO, other.measure);
            ink.join(&other.skyline(x, foot - other.height()), Abs::ZERO, Abs::ZERO);
        }
        ink
    }

    /// The other name's tag carries its language.
    pub(super) fn mark_language(&mut self, tag: TagId) {
        let subtitle = self.cx.document.subtitle.as_ref();
        let first = subtitle.and_then(|t| t.inlines.first());
        if let Some(Inline::Isolate { lang: Some(lang), dir, .. }) = first {
            let node = self.tags.get_mut(tag);
            node.lang = Some(lang.clone());
            node.rtl = dir.is_rtl();
        }
    }

    /// The imprint's lines, and what a draft says of itself.
    pub(super) fn imprint(&mut self, column: Column) -> FlowBox {
        let mut flow_box = FlowBox::default();
        let cx = self.cx;
        let style = &cx.on_cover(&cx.scale.imprint);
        for (_, line) in &cx.document.meta.imprint {
            let set = self.set(line, style, column.width, ParagraphKind::Balanced);
            self.place_line(&mut flow_box, &set, column);
        }
        if cx.document.status == Status::Draft {
            self.plain_line(&mut flow_box, &cx.document.meta.words.draft, style, column);
        }
        flow_box
    }

    pub(super) fn plain_line(
        &mut self,
        flow_box: &mut FlowBox,
        text: &str,
        style: &TextStyle,
        column: Column,
    ) {
        let set = self.set_plain(text, style, column.width, ParagraphKind::Balanced);
        self.place_line(flow_box, &set, column);
    }

    fn place_line(&mut self, flow_box: &mut FlowBox, set: &SetText, column: Column) {
        let root = self.root();
        let tag = self.tag(TagKind::P, root);
        let top = flow_box.clear(set, column.x, flow_box.height, LEADING_STEP);
        set.place_all(flow_box, column.x, top, tag);
        flow_box.begins = None;
        flow_box.height = top + set.height();
    }

    /// What a draft's cover says, in the foot under the title block; nothing of a final one.
    fn draft_line(&mut self, column: Column) -> FlowBox {
        let cx = self.cx;
        if cx.document.status != Status::Draft {
            return FlowBox::default();
        }
        let style = cx.on_cover(&cx.scale.imprint);
        let mut flow_box = FlowBox { height: style.leading, ..FlowBox::default() };
        self.plain_line(&mut flow_box, &cx.document.meta.words.draft.clone(), &style, column);
        flow_box
    }
}

/// The title block's column: at the start side, as wide as the page has room for.
pub(super) fn column(cx: &Context<'_, '_>, size: Size, width: Abs) -> Column {
    let page = Column { x: Abs::ZERO, width: size.width };
    let start = cx.theme.cover.start;
    let width = width.min(size.width - start - END.min(start));
    let x = page.at_start(cx.dir, start, width);
    Column { x, width }
}

/// A page of one colour, into the bleed.
pub(super) fn ground(cx: &Context<'_, '_>, color: crate::model::style::Color) -> FrameItem {
    let page = &cx.theme.page;
    let rect = Rect::new(
        -page.bleed,
        -page.bleed,
        page.width + page.bleed * 2.0,
        page.height + page.bleed * 2.0,
    );
    filled(Path::rect(rect), color)
}
