//! The house's logo on covers and panels: how large it is, on what it stands, and where it finds
//! room beside the names.

use super::context::{Column, Context};
use super::flow_box::FlowBox;
use super::frame::{FrameItem, TagKind};
use super::ink::Skyline;
use super::par::FlowBuilder;
use super::photo;
use crate::diag::Diagnostic;
use crate::geom::{Abs, Dir, Path, Point, Rect, Size};
use crate::model::style::{Color, ColorName, LogoPlace, OrnamentKind};
use crate::model::{AssetId, Logo};

/// Faults of a logo, whichever place they are found at.
pub(super) const FAULTS: [&str; 3] = ["plated-logo", "small-logo", "coarse-logo"];

/// The light ground that a logo for light grounds stands on.
pub(super) const PLATE: &str = "paper";

/// A logo, set for a ground and a room.
pub(super) struct SetLogo<'a> {
    logo: &'a Logo,
    asset: AssetId,
    /// Extents of the picture.
    size: Size,
    /// The plate under it, and how far that reaches beyond it.
    plate: Option<(Color, Abs)>,
}

/// Whether a logo speaks to those who do not see it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LogoVoice {
    /// It is read with the text.
    Told,
    /// It was told before.
    Silent,
}

impl SetLogo<'_> {
    /// Extents with its plate.
    pub(super) fn size(&self) -> Size {
        let pad = self.plate.map_or(Abs::ZERO, |(_, pad)| pad * 2.0);
        Size::new(self.size.width + pad, self.size.height + pad)
    }

    /// How much around it stays free.
    pub(super) fn clear(&self) -> Abs {
        self.logo.clear.of(self.size.height)
    }

    /// Its place where its foot lies at `foot`, at a side of a column.
    pub(super) fn at(&self, dir: Dir, column: Column, foot: Abs) -> Rect {
        let size = self.size();
        Rect::new(
            column.at_start(dir, Abs::ZERO, size.width),
            foot - size.height,
            size.width,
            size.height,
        )
    }

    /// Whether ink above and beside a place keeps out of what stays free around it.
    pub(super) fn is_free_of(&self, ink: &Skyline, at: Rect) -> bool {
        let clear = self.clear();
        let foot = ink.foot_between(at.left() - clear, at.right() + clear);
        foot.is_none_or(|foot| foot <= at.top() - clear)
    }
}

impl<'a> FlowBuilder<'a, '_> {
    /// The logo for a ground, at most `width` wide; what is wrong with it at that size is told.
    pub(super) fn set_logo(&mut self, ground: &ColorName, width: Abs) -> Option<SetLogo<'a>> {
        let cx = self.cx;
        let logo = cx.document.face.logo.as_ref()?;
        self.set_mark(logo, ground, cx.theme.cover.logo_height, width)
    }

    /// The logo of whomever, where a square one is so high, for a ground and a width.
    pub(super) fn set_mark(
        &mut self,
        logo: &'a Logo,
        ground: &ColorName,
        usual: Abs,
        width: Abs,
    ) -> Option<SetLogo<'a>> {
        let cx = self.cx;
        let (id, plated) = logo.on(cx.color(ground).rgb);
        let asset = cx.document.assets.get(id.0 as usize)?;
        let wished = logo.extents(asset.size(), usual);
        let clear = logo.clear.of(wished.height);
        let pad = if plated { clear.max(wished.height * LEAST_PAD) } else { Abs::ZERO };
        let fit = ((width - pad * 2.0) / wished.width).clamp(0.0, 1.0);
        let size = Size::new(wished.width * fit, wished.height * fit);
        let plate = plated.then(|| (cx.color(&ColorName(PLATE.into())), pad * fit));
        let set = SetLogo { logo, asset: id, size, plate };
        self.check_logo(&set, width);
        Some(set)
    }

    /// Tells of a logo that needs a plate because it has no version for dark grounds.
    pub(super) fn tell_plate(&mut self, set: Option<&SetLogo<'_>>) {
        let Some(set) = set.filter(|set| set.plate.is_some()) else { return };
        if set.logo.reversed.is_some() {
            return;
        }
        let message = "the logo stands on a light plate: the ground of the cover is dark";
        let fault = Diagnostic::note("plated-logo", set.logo.span, message);
        self.sink.push(fault.with_hint(
            "name a version for dark grounds beside it: `reversed: assets/logo-white.svg`",
        ));
    }

    fn check_logo(&mut self, set: &SetLogo<'_>, width: Abs) {
        let (logo, height) = (set.logo, set.size.height);
        if height < logo.least - Abs::pt(0.01) {
            let message = format!(
                "the logo would be {:.1} mm high in a place of {:.0} mm; its least is {:.1} mm",
                height.to_mm(),
                width.to_mm(),
                logo.least.to_mm()
            );
            let fault = Diagnostic::error("small-logo", logo.span, message);
            self.sink.push(fault.with_hint(
                "name a version that is less wide, or write a smaller `least` or a greater `height`",
            ));
        }
        let Some(asset) = self.cx.document.assets.get(set.asset.0 as usize) else { return };
        if asset.pixels().is_none() {
            return;
        }
        let least = self.cx.document.print.resolution;
        let wanted = (set.size.width.to_pt() / 72.0 * least).floor();
        let columns = asset.size().width.to_pt();
        if columns < wanted {
            let message = format!(
                "`{}` is {columns:.0} pixels wide; a logo of {:.0} mm needs {wanted:.0}",
                asset.path,
                set.size.width.to_mm()
            );
            let fault = Diagnostic::error("coarse-logo", logo.span, message);
            self.sink.push(fault.with_hint(
                "take the drawing itself, an SVG file, or export it as PNG with so many pixels",
            ));
        }
    }

    /// Puts a logo at a place.
    pub(super) fn place_logo(
        &mut self,
        flow_box: &mut FlowBox,
        set: &SetLogo<'_>,
        at: Rect,
        voice: LogoVoice,
    ) {
        if let Some((color, _)) = set.plate {
            flow_box.fill(Path::rect(at), color);
        }
        let pad = set.plate.map_or(Abs::ZERO, |(_, pad)| pad);
        let rect = Rect { origin: at.origin.moved(pad, pad), size: set.size };
        flow_box.ink.add(at, Abs::ZERO, set.clear());
        // A drawing may have paths outside its extents, which no output shows.
        let item = FrameItem::Image {
            asset: set.asset,
            rect,
            clip: Some(rect),
            mirrored: false,
            span: set.logo.span,
        };
        match voice {
            LogoVoice::Silent => flow_box.items.push(item),
            LogoVoice::Told => {
                let root = self.root();
                let tag = self.tag(TagKind::Figure, root);
                self.tags.get_mut(tag).alt = Some(set.logo.alt.clone());
                flow_box.tagged(tag, |flow_box| flow_box.items.push(item));
            }
        }
    }

    /// Where a logo stands that shares a page's foot with `ink`: at the end side, else below the
    /// text, which then ends so much higher.
    pub(super) fn beside_ink_or_below(
        &self,
        set: &SetLogo<'_>,
        page: Column,
        ink: &Skyline,
        foot: Abs,
    ) -> (Rect, Abs) {
        let beside = set.at(self.cx.dir.flipped(), page, foot);
        if set.is_free_of(ink, beside) {
            return (beside, Abs::ZERO);
        }
        let below = set.at(self.cx.dir, page, foot);
        (below, set.size().height + set.clear().max(self.cx.theme.cover.imprint_gap))
    }

    /// Does something that leaves no trace.
    pub(super) fn silently<T>(&mut self, measure: impl FnOnce(&mut Self) -> T) -> T {
        let (links, outer) = (self.links(), std::mem::take(&mut self.sink));
        let found = measure(self);
        self.forget_links(links);
        self.sink = outer;
        found
    }
}

/// A plate reaches at least this share of the logo's height beyond it.
const LEAST_PAD: f64 = 0.15;

/// Where the logo stands on a page, as the theme says and what stands at the head lets it.
pub(super) fn place(cx: &Context<'_, '_>, wish: LogoPlace) -> LogoPlace {
    let is_taken = cx.theme.ornament.kind != OrnamentKind::None || photo::has(cx);
    match wish {
        LogoPlace::Head if is_taken => LogoPlace::Foot,
        wish => wish,
    }
}

/// The column between the margins of a cover.
pub(super) fn between_margins(cx: &Context<'_, '_>, width: Abs) -> Column {
    let start = cx.theme.cover.start;
    Column { x: Abs::ZERO, width }.inset(cx.dir, start, start)
}

/// A place at the head of a cover.
pub(super) fn at_head(cx: &Context<'_, '_>, set: &SetLogo<'_>, page: Column) -> Rect {
    let top = set.at(cx.dir, page, Abs::ZERO);
    Rect { origin: Point::new(top.left(), cx.theme.page.top), size: top.size }
}
