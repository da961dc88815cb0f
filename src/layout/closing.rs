//! The back cover: the names of the cover, the imprint, the house's logo, its partners' emblems.

use super::context::{Column, Context};
use super::cover::column;
use super::flow_box::FlowBox;
use super::frame::{FrameItem, TagKind};
use super::ink::Skyline;
use super::logo::{self, LogoVoice, PLATE, SetLogo};
use super::ornament::{FieldSide, Plot, field};
use super::par::{FlowBuilder, SetText};
use crate::geom::{Abs, Rect, Size};
use crate::model::style::{ColorName, CoverKind, LogoPlace};

impl<'a> FlowBuilder<'a, '_> {
    /// The back cover's items.
    pub(super) fn closing(&mut self, size: Size) -> Vec<FrameItem> {
        let cx = self.cx;
        match cx.theme.cover.kind {
            CoverKind::Field => {}
            CoverKind::Poster => return self.poster_closing(size).items,
            CoverKind::Type => return self.type_closing(size).items,
            CoverKind::Form => return self.form_closing(size).items,
            CoverKind::Sheet => return self.sheet_closing(size).items,
        }
        let root = self.root();
        self.stand_on(cx.color(&cx.theme.ornament.ground));
        let wide = column(cx, size, cx.theme.cover.width);
        let narrow = column(cx, size, cx.theme.cover.closing_width);
        let page = logo::between_margins(cx, size.width);
        let tag = self.tag(TagKind::P, root);
        let other = self.other_name(wide.width, true);
        let imprint = self.imprint(wide);
        let set = self.closing_logo(page.width);
        let whole = Column { x: Abs::ZERO, width: size.width };
        let partners = self.partners(whole, page, size.height, [true; 2]);
        let top = cx.theme.page.top;
        let foot = above_partners(cx, size.height, &partners);
        let below = self.under_bar(other.as_ref());
        let ends = |foot: Abs| Ends::new(foot, &imprint, cx.theme.cover.imprint_gap);
        let (at, raised) = match &set {
            Some(set) if logo::place(cx, cx.theme.cover.closing_logo) == LogoPlace::Head => {
                (Some(logo::at_head(cx, set, page)), Abs::ZERO)
            }
            Some(set) => {
                let ends = ends(foot);
                let ink = self.silently(|builder| {
                    let name = builder.closing_name(narrow.width, ends.names - below - top);
                    builder.names_ink(narrow, &name, other.as_ref(), ends.names)
                });
                let (at, raised) = self.closing_spot(set, page, &ink, &imprint, &ends);
                (Some(at), raised)
            }
            None => (None, Abs::ZERO),
        };
        let ends = ends(foot - raised);
        let name = self.closing_name(narrow.width, ends.names - below - top);
        let mut names = self.name_block(narrow, &name, tag, other.as_ref(), ends.names);
        if let (Some(set), Some(at)) = (&set, at) {
            self.place_logo(&mut names, set, at, LogoVoice::Silent);
        }
        let mut items = field(cx, Plot::page(size).above(cx, &names), FieldSide::Back);
        let mut below = FlowBox::default();
        below.absorb(imprint, ends.imprint);
        items.extend(below.items);
        items.extend(names.items);
        items.extend(partners.items);
        items
    }

    /// The logo for the back, where the theme wants it there.
    pub(super) fn closing_logo(&mut self, width: Abs) -> Option<SetLogo<'a>> {
        let cx = self.cx;
        let wanted = cx.theme.cover.closing_logo != LogoPlace::None;
        let paper = ColorName(PLATE.into());
        let ground =
            if cx.theme.has_paper_covers() { &paper } else { &cx.theme.ornament.ground };
        wanted.then(|| self.set_logo(ground, width)).flatten()
    }

    fn closing_name(&mut self, width: Abs, room: Abs) -> SetText {
        let (title, style) = (&self.cx.document.title, &self.cx.scale.closing_name);
        self.set_stepped(title, style, width, |name| name.height() <= room)
    }

    /// Where the logo stands: beside imprint and names, beside the names alone, or below all.
    fn closing_spot(
        &self,
        set: &SetLogo<'_>,
        page: Column,
        names: &Skyline,
        imprint: &FlowBox,
        ends: &Ends,
    ) -> (Rect, Abs) {
        let mut ink = names.clone();
        ink.join(&imprint.ink, Abs::ZERO, ends.imprint);
        let found = self.beside_ink_or_below(set, page, &ink, ends.foot);
        let beside_names = self.beside_ink_or_below(set, page, names, ends.names);
        match (found.1 > Abs::ZERO, beside_names.1 > Abs::ZERO) {
            (true, false) => beside_names,
            _ => found,
        }
    }
}

/// Where the text of a back ends: above the panel of the partners, where there is one.
pub(super) fn above_partners(cx: &Context<'_, '_>, height: Abs, partners: &FlowBox) -> Abs {
    let style = &cx.theme.cover;
    let gap = if partners.height > Abs::ZERO {
        style.foot.min(style.imprint_gap * 2.0)
    } else {
        style.foot
    };
    height - partners.height - gap
}

/// Where the parts of a back cover end.
struct Ends {
    /// The last of them.
    foot: Abs,
    /// Where the imprint begins.
    imprint: Abs,
    /// Where the names end.
    names: Abs,
}

impl Ends {
    fn new(foot: Abs, imprint: &FlowBox, gap: Abs) -> Self {
        let top = foot - imprint.height;
        let names = if imprint.items.is_empty() { foot } else { top - gap };
        Self { foot, imprint: top, names }
    }
}
