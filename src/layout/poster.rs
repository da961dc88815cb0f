//! The cover as a poster: a field with a square of light and the title large on its foot; over a picture,
//! which fills the page, each line of the title in a strip that grows out of the spine.

use super::context::Column;
use super::cover::column;
use super::flow_box::FlowBox;
use super::frame::TagKind;
use super::logo::{LogoVoice, SetLogo};
use super::ornament::filled;
use super::par::{FlowBuilder, ParagraphKind, SetText};
use super::photo;
use super::phrases::{breaks, phrased};
use crate::geom::{Abs, Path, Rect, Size};
use crate::model::Status;
use crate::model::lang::Writing;
use crate::model::style::{Color, ColorName, LogoPlace, TextStyle};

/// Height of a strip against the leading of its line: dots below letters stay in it.
const STRIP: f64 = 63.0 / 52.0;
/// Least white above and below the ink in a strip.
const IN_STRIP: Abs = Abs::pt(2.0);
/// White at the end of a strip.
const END: Abs = Abs::mm(6.0);
/// What strips may be higher for letters that reach far.
const MORE: f64 = 1.1;
/// How far strips of one colour lie on one another, so that no gap shows.
const LAP: Abs = Abs::pt(0.3);
/// Between title and other name.
const APART: Abs = Abs::pt(22.0);
/// Least white above a title, and between it and the square.
const CLEAR: Abs = Abs::pt(18.0);
/// The square is at least so wide, or left out.
const LEAST_SQUARE: Abs = Abs::mm(20.0);
/// White round a logo in the square.
const INSIDE: Abs = Abs::mm(6.0);
/// Longer lines that are tried where a title has too many, as shares of the theme's.
const LONGER: [f64; 5] = [1.0, 1.3, 1.7, 2.3, 3.2];

/// What a poster's title stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// The cover's own colour.
    Field,
    /// A strip for each line.
    Strips,
    /// One block for all lines: letters that reach far above and below theirs have no strips.
    Block,
}

impl FlowBuilder<'_, '_> {
    /// Title, other name, square and logo on a page or a panel of a size; at the start side the colours
    /// reach beyond it.
    pub(super) fn poster_names(&mut self, size: Size, reach: Abs) -> FlowBox {
        let (cx, root) = (self.cx, self.root());
        let stands = match (photo::has(cx), cx.writing) {
            (false, _) => Stands::Field,
            (true, Writing::Nastaliq) => Stands::Block,
            (true, _) => Stands::Strips,
        };
        let style = &cx.theme.cover;
        let dark = cx.color(&cx.theme.ornament.dark);
        let ground = match stands {
            Stands::Field => cx.theme.cover_ground(),
            _ => dark,
        };
        self.stand_on(ground);
        let column = column(cx, size, style.width);
        let tag = self.tag(TagKind::H(1), root);
        let mut flow_box = FlowBox::default();
        let other = self.other_name(column.width, false);
        let foot = size.height - style.foot;
        let foot = self.poster_other(&mut flow_box, other, (column, foot), (stands, reach));
        let (title, square) = self.poster_title(column, foot, stands);
        let mut top = foot - title.height();
        match stands {
            Stands::Field => title.place_all(&mut flow_box, column.x, top, tag),
            Stands::Strips => {
                top = self.strips(&mut flow_box, &title, (column, foot), reach, tag);
            }
            Stands::Block => {
                self.block_under(&mut flow_box, &title, (column, top), reach);
                title.place_all(&mut flow_box, column.x, top, tag);
            }
        }
        flow_box.begins = None;
        let square = square.min(top - CLEAR);
        self.square(&mut flow_box, size, square, stands);
        self.draft_strip(&mut flow_box, column, reach);
        flow_box
    }

    /// The other name on the foot, in a strip of its own over a picture; returns where the title ends.
    fn poster_other(
        &mut self,
        flow_box: &mut FlowBox,
        other: Option<SetText>,
        (column, foot): (Column, Abs),
        (stands, reach): (Stands, Abs),
    ) -> Abs {
        let cx = self.cx;
        let Some(other) = other else { return foot };
        let top = foot - other.height();
        let x = column.at_start(cx.dir, Abs::ZERO, other.measure);
        if stands != Stands::Field {
            let wide = line_ends(&other, x, cx.dir.is_rtl());
            let pad = other.leading / 3.0;
            let rect = self.grown_from_spine(
                column,
                wide,
                (top - pad, other.height() + pad * 2.0),
                reach,
            );
            flow_box.fill(Path::rect(rect), cx.color(&cx.theme.ornament.dark));
        }
        let root = self.root();
        let tag = self.tag(TagKind::P, root);
        self.mark_language(tag);
        other.place_all(flow_box, x, top, tag);
        top - APART
    }

    /// The title in the theme's largest step, in phrases of the theme's letters, that leaves the square
    /// its room; else one that leaves it less; with the side that the square then has.
    fn poster_title(&mut self, column: Column, foot: Abs, stands: Stands) -> (SetText, Abs) {
        let cx = self.cx;
        let (scale, style) = (cx.scale, &cx.theme.cover);
        let title = cx.document.title.clone();
        let first = usize::from(stands != Stands::Field && scale.cover_title.len() > 1);
        let steps = scale.cover_title.get(first..).unwrap_or_default();
        let width = column.width - if stands == Stands::Field { Abs::ZERO } else { END };
        let most = foot - CLEAR * 2.0 - self.draft_foot(column);
        let full = most.min(foot - style.slab - CLEAR * 2.0);
        let takes = |builder: &Self, set: &SetText| match stands {
            Stands::Strips => builder.strip_of(set).0 * set.count(),
            Stands::Field | Stands::Block => set.height(),
        };
        for (room, more) in [(full, &LONGER[..2]), (most, &LONGER[..])] {
            for (step, longer) in more.iter().flat_map(|l| steps.iter().map(move |s| (s, *l))) {
                let phrased = phrased(&title, style.letters * longer, &cx.document.lang);
                let lines = breaks(&phrased.inlines) + 1;
                let set = self.trial(&phrased, step, width);
                let whole = self.longest_word(&phrased, step) <= width;
                let fits = whole && set.lines.len() == lines && !set.is_too_wide();
                if fits && set.count() <= scale.cover_lines && takes(self, &set) <= room {
                    return (
                        self.set(&phrased, step, width, ParagraphKind::Balanced),
                        style.slab,
                    );
                }
            }
        }
        let smallest = steps.last().unwrap_or(&scale.title);
        let smallest = &self.whole_words(&title, smallest, width);
        let set = self.set_stepped(&title, smallest, width, |set| {
            set.height() * (STRIP * MORE) <= most && !set.is_too_wide()
        });
        (set, style.slab)
    }

    /// A strip for each line, dark ones first, light ones from the middle on, and the lines on them.
    fn strips(
        &mut self,
        flow_box: &mut FlowBox,
        title: &SetText,
        (column, foot): (Column, Abs),
        reach: Abs,
        tag: super::frame::TagId,
    ) -> Abs {
        let cx = self.cx;
        let ornament = &cx.theme.ornament;
        let (dark, light) = (cx.color(&ornament.dark), cx.color(&ornament.light));
        let (pitch, level) = self.strip_of(title);
        let count = title.lines.len();
        let lit = count.div_ceil(2);
        let top = foot - pitch * title.count();
        let mut lines = vec![];
        let mut y = top;
        for (i, line) in title.lines.iter().enumerate() {
            let end = one_end(line, column.x, cx.dir.is_rtl());
            let lap = if i + 1 == count { Abs::ZERO } else { LAP };
            let rect = self.grown_from_spine(column, end, (y, pitch + lap), reach);
            let color = if i < lit { dark } else { light };
            flow_box.fill(Path::rect(rect), color);
            flow_box.ink.add(rect, Abs::ZERO, Abs::ZERO);
            lines.push(y + level - title.baseline);
            y += pitch;
        }
        let on_light = self.on_light(title);
        for (i, y) in lines.into_iter().enumerate() {
            let set = if i < lit { title } else { &on_light };
            // Each line's box is placed by itself.
            set.place(flow_box, i..i + 1, column.x, y, tag);
        }
        top
    }

    /// Height of the strips of a title, and where a line's baseline lies in one: all ink stays in it.
    fn strip_of(&self, title: &SetText) -> (Abs, Abs) {
        let inks = title.lines.iter().filter_map(|line| self.cx.setter.ink(line));
        let (rise, drop) = inks.fold((Abs::ZERO, Abs::ZERO), |(rise, drop), ink| {
            (rise.max(-ink.top()), drop.max(ink.bottom()))
        });
        let (rise, drop) = (rise + IN_STRIP, drop + IN_STRIP);
        let pitch = (title.leading * STRIP).max(rise + drop);
        (pitch, title.baseline.min(pitch - drop).max(rise))
    }

    /// A title as it stands on light strips: in the colour of text.
    fn on_light(&mut self, title: &SetText) -> SetText {
        let color = self.cx.color(&self.cx.scale.body.color);
        let dark = |line: &std::sync::Arc<crate::text::Line>| {
            let mut line = crate::text::Line::clone(line);
            line.pieces.iter_mut().for_each(|piece| {
                let mut style = crate::text::RunStyle::clone(&piece.style);
                style.color = color;
                piece.style = style.into();
            });
            line.into()
        };
        title.with_lines(title.lines.iter().map(dark).collect())
    }

    /// One block under all lines, with a strip of light under it.
    fn block_under(
        &mut self,
        flow_box: &mut FlowBox,
        title: &SetText,
        (column, top): (Column, Abs),
        reach: Abs,
    ) {
        let cx = self.cx;
        let rtl = cx.dir.is_rtl();
        let end = line_ends(title, column.x, rtl);
        let pad = title.leading / 6.0;
        let height = title.height() + pad * 2.0;
        let rect = self.grown_from_spine(column, end, (top - pad, height), reach);
        flow_box.fill(Path::rect(rect), cx.color(&cx.theme.ornament.dark));
        let strong = cx.theme.rules.strong;
        let foot =
            self.grown_from_spine(column, end, (top - pad + height - LAP, strong), reach);
        flow_box.fill(Path::rect(foot), cx.color(&cx.theme.ornament.light));
    }

    /// What grows out of the spine to a little beyond where a line ends.
    fn grown_from_spine(
        &self,
        column: Column,
        end: Abs,
        (top, height): (Abs, Abs),
        reach: Abs,
    ) -> Rect {
        let start = self.cx.theme.cover.start + reach;
        match self.cx.dir.is_rtl() {
            true => {
                let right = column.x + column.width + start;
                Rect::new(end - END, top, right - end + END, height)
            }
            false => {
                let left = column.x - start;
                Rect::new(left, top, end + END - left, height)
            }
        }
    }

    /// The square at the head, at the end side, into the bleed; the logo stands in it. Over a picture it
    /// is as large as the logo needs.
    fn square(&mut self, flow_box: &mut FlowBox, size: Size, side: Abs, stands: Stands) {
        let cx = self.cx;
        let light = &cx.theme.ornament.light;
        let shows = cx.theme.cover.logo != LogoPlace::None;
        let room = side.max(LEAST_SQUARE) - INSIDE * 2.0;
        let logo = if shows { self.set_logo(light, room) } else { None };
        let around = logo.as_ref().map(|set| Size {
            width: set.size().width + INSIDE * 2.0,
            height: set.size().height + INSIDE * 2.0,
        });
        let extents = match (stands, around) {
            (Stands::Field, _) if side >= LEAST_SQUARE => Size::new(side, side),
            (_, Some(around)) => around,
            _ => return,
        };
        let bleed = cx.theme.page.bleed;
        let x = if cx.dir.is_rtl() { -bleed } else { size.width - extents.width };
        let rect = Rect::new(x, -bleed, extents.width + bleed, extents.height + bleed);
        flow_box.items.push(filled(Path::rect(rect), cx.color(light)));
        if let Some(set) = logo {
            self.tell_plate(Some(&set));
            let left = if cx.dir.is_rtl() { Abs::ZERO } else { size.width - extents.width };
            self.logo_in_square(
                flow_box,
                &set,
                Rect::new(left, Abs::ZERO, extents.width, extents.height),
            );
        }
    }

    /// The logo on the foot of the square, at its start.
    fn logo_in_square(&mut self, flow_box: &mut FlowBox, set: &SetLogo<'_>, square: Rect) {
        let inner = Column { x: square.left(), width: square.size.width };
        let inner = inner.inset(self.cx.dir, INSIDE, INSIDE);
        let at = set.at(self.cx.dir, inner, square.bottom() - INSIDE);
        self.place_logo(flow_box, set, at, LogoVoice::Told);
    }

    /// What a draft says of itself, in a strip of light at the head.
    fn draft_strip(&mut self, flow_box: &mut FlowBox, column: Column, reach: Abs) {
        let cx = self.cx;
        let light = &cx.theme.ornament.light;
        let paper = self.stand_on(cx.color(light));
        let Some((half, set)) = self.strip_of_draft(column) else {
            self.stand_on(paper);
            return;
        };
        let (pad, top) = (set.leading / 3.0, cx.theme.page.top / 2.0);
        let end = line_ends(&set, half.x, cx.dir.is_rtl());
        let rect = self.grown_from_spine(half, end, (top, set.height() + pad * 2.0), reach);
        flow_box.fill(Path::rect(rect), cx.color(light));
        let root = self.root();
        let tag = self.tag(TagKind::P, root);
        set.place_all(flow_box, half.x, top + pad, tag);
        flow_box.begins = None;
        self.stand_on(paper);
    }

    /// What a draft says of itself, and its column; nothing of a final one.
    fn strip_of_draft(&mut self, column: Column) -> Option<(Column, SetText)> {
        let cx = self.cx;
        let words =
            (cx.document.status == Status::Draft).then_some(&cx.document.meta.words.draft)?;
        let half = column.inset(cx.dir, Abs::ZERO, column.width / 2.0);
        let style = in_color(&cx.scale.imprint, &cx.scale.body.color);
        let set = self.set_plain(words, &style, half.width, ParagraphKind::Balanced);
        Some((half, set))
    }

    /// Where the strip of a draft ends.
    fn draft_foot(&mut self, column: Column) -> Abs {
        let words = self.silently(|builder| builder.strip_of_draft(column));
        words.map_or(Abs::ZERO, |(_, set)| {
            self.cx.theme.page.top / 2.0 + set.height() + set.leading * (2.0 / 3.0)
        })
    }
}

/// A style in another colour.
pub(super) fn in_color(style: &TextStyle, color: &ColorName) -> TextStyle {
    TextStyle { color: color.clone(), ..style.clone() }
}

/// Where a line ends, at the side that it runs to.
fn one_end(line: &crate::text::Line, x: Abs, rtl: bool) -> Abs {
    x + line.offset + if rtl { Abs::ZERO } else { line.width }
}

/// Where the longest line ends.
fn line_ends(set: &SetText, x: Abs, rtl: bool) -> Abs {
    let ends = set.lines.iter().map(|line| one_end(line, x, rtl));
    ends.reduce(if rtl { Abs::min } else { Abs::max }).unwrap_or(x)
}

/// The ground of a whole cover of a size.
pub(super) fn ground(size: Size, bleed: Abs, color: Color) -> super::frame::FrameItem {
    let rect = Rect::new(-bleed, -bleed, size.width + bleed * 2.0, size.height + bleed * 2.0);
    filled(Path::rect(rect), color)
}
