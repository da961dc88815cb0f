//! What every block needs to know of its edition, looked up once.

use super::contents::SectionStarts;
use super::rich::{InlineBuilder, InlineSetting};
use super::style::Styles;
use crate::geom::{Abs, Dir};
use crate::model::Document;
use crate::model::lang::{Digits, Writing};
use crate::model::style::{
    Color, ColorName, Kashida, OpenerKind, TermsKind, TextStyle, Theme, TypeScale,
};
use crate::text::Typesetter;

/// A column of the text block: left edge and width, physical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Column {
    /// Left edge, from the text block's.
    pub(super) x: Abs,
    /// Width.
    pub(super) width: Abs,
}

impl Column {
    /// The left edge of something `width` wide that begins `inset` from the start side.
    pub(super) fn at_start(self, dir: Dir, inset: Abs, width: Abs) -> Abs {
        if dir.is_rtl() { self.x + self.width - inset - width } else { self.x + inset }
    }

    /// The column without `start` and `end` at its two sides.
    pub(super) fn inset(self, dir: Dir, start: Abs, end: Abs) -> Self {
        let width = self.width - start - end;
        Self { x: self.at_start(dir, start, width), width }
    }
}

/// The page's columns, for one direction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    /// The whole text block.
    pub(super) text: Column,
    /// The side column, at the start.
    pub(super) side: Column,
    /// The main column; its start edge is the axis.
    pub(super) main: Column,
    /// Height of the text block.
    pub(super) height: Abs,
}

impl Grid {
    fn new(theme: &Theme, dir: Dir) -> Self {
        let page = &theme.page;
        let text = Column { x: Abs::ZERO, width: page.width - page.inside - page.outside };
        let side = if dir.is_rtl() { page.side } else { page.side_ltr };
        let start = text.inset(dir, Abs::ZERO, text.width - side);
        // Without a side column there is no gutter.
        let beside = if side > Abs::ZERO { side + page.gutter } else { Abs::ZERO };
        let main = text.inset(dir, beside, Abs::ZERO);
        Self { text, side: start, main, height: page.baseline * page.lines }
    }
}

/// Where the other text of an edition in two languages stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Company {
    /// There is none, or it has pages elsewhere.
    None,
    /// On the facing page.
    Across,
    /// On the same page: this text has a column of it.
    Beside,
    /// In the column beside the first text's, seen from the page as a whole.
    Within,
}

/// What every block needs to know of its edition.
pub(super) struct Context<'a, 'f> {
    /// The edition.
    pub(super) document: &'a Document,
    /// Its theme.
    pub(super) theme: &'a Theme,
    /// Its text styles.
    pub(super) scale: &'a TypeScale,
    /// Sets paragraphs.
    pub(super) setter: &'a Typesetter<'f>,
    /// Resolves styles.
    pub(super) styles: Styles<'a>,
    /// Its direction.
    pub(super) dir: Dir,
    /// The direction in which its leaves are turned; of two languages the first one's.
    pub(super) binding: Dir,
    /// Where the other text of an edition in two languages stands.
    pub(super) company: Company,
    /// Its writing system.
    pub(super) writing: Writing,
    /// Its digits.
    pub(super) digits: Digits,
    /// Its columns.
    pub(super) grid: Grid,
    /// How term lists stand, all of them alike.
    pub(super) terms: TermsKind,
    /// Where sections and ids begin; empty until the pages are known.
    pub(super) places: SectionStarts,
    /// The same in the colours that sections take in turn, those of prose last.
    pub(super) hues: Vec<Self>,
}

impl<'a, 'f> Context<'a, 'f> {
    /// Looks everything up.
    pub(super) fn new(document: &'a Document, setter: &'a Typesetter<'f>) -> Self {
        Self::in_theme(document, &document.theme, setter)
    }

    /// The same with contexts of sections in themes of their own colours.
    pub(super) fn with_hues(mut self, hues: &'a [Theme]) -> Self {
        let hue = |theme| Self::in_theme(self.document, theme, self.setter);
        self.hues = hues.iter().map(hue).collect();
        self
    }

    /// Says how term lists stand.
    pub(super) fn set_terms(&mut self, terms: TermsKind) {
        self.hues.iter_mut().for_each(|cx| cx.terms = terms);
        self.terms = terms;
    }

    /// Says where sections and ids begin.
    pub(super) fn set_places(&mut self, places: &SectionStarts) {
        self.hues.iter_mut().for_each(|cx| cx.places.clone_from(places));
        self.places.clone_from(places);
    }

    fn in_theme(document: &'a Document, theme: &'a Theme, setter: &'a Typesetter<'f>) -> Self {
        let (dir, writing) = (document.lang.dir(), document.lang.writing());
        Self {
            document,
            theme,
            scale: theme.scale_for(writing),
            setter,
            styles: Styles::new(theme, setter.book(), &document.lang),
            dir,
            binding: dir,
            company: Company::None,
            writing,
            digits: document.digits,
            grid: Grid::new(theme, dir),
            terms: theme.terms.kind,
            places: SectionStarts::default(),
            hues: vec![],
        }
    }

    /// Whether its text has a column of the page alone.
    pub(super) fn is_column(&self) -> bool {
        self.company == Company::Beside
    }

    /// Where a mark stands that goes before some text, its left edge, and the column that is left
    /// to the text: the mark has the side column, or where that is too narrow, the text's start.
    pub(super) fn beside(&self, width: Abs) -> (Abs, Column) {
        let Grid { side, main, .. } = self.grid;
        if side.width >= width {
            return (side.at_start(self.dir, Abs::ZERO, width), main);
        }
        let taken = width + self.theme.page.gutter;
        (main.at_start(self.dir, Abs::ZERO, width), main.inset(self.dir, taken, Abs::ZERO))
    }

    /// The same beside text whose ink passes its start edge by `overhang`: the text gives way as far
    /// as ink and mark would come too near.
    pub(super) fn beside_ink(&self, width: Abs, overhang: Abs) -> (Abs, Column) {
        let (x, column) = self.beside(width);
        let room = match self.dir {
            Dir::Rtl => x - (column.x + column.width),
            Dir::Ltr => column.x - (x + width),
        };
        let lack = (overhang + self.least_gap() - room).max(Abs::ZERO);
        (x, column.inset(self.dir, lack, Abs::ZERO))
    }

    /// Least white between a mark and the ink of the text beside it.
    pub(super) fn least_gap(&self) -> Abs {
        self.theme.list.number_gap / 2.0
    }

    /// A named colour.
    pub(super) fn color(&self, name: &ColorName) -> Color {
        self.theme.color(name)
    }

    /// The ground of an opener's band, where the theme has one.
    pub(super) fn band(&self) -> Option<Color> {
        let opener = &self.theme.opener;
        if opener.kind != OpenerKind::Band {
            return None;
        }
        self.theme.tint(&opener.ground)
    }

    /// A style as it stands on covers.
    pub(super) fn on_cover(&self, style: &TextStyle) -> TextStyle {
        TextStyle { color: self.theme.on_cover(style, &self.scale.title), ..style.clone() }
    }

    /// A setting in the edition's own language.
    pub(super) fn setting<'s>(&'s self, style: &'s TextStyle) -> InlineSetting<'s> {
        InlineSetting {
            style,
            writing: self.writing,
            lang: &self.document.lang,
            hyphenate: false,
            kashida: Kashida::None,
        }
    }

    /// Turns texts into styled ones.
    pub(super) fn inline(&'a self) -> InlineBuilder<'a> {
        InlineBuilder {
            styles: &self.styles,
            theme: self.theme,
            digits: self.digits,
            ground: Color::PAPER,
            urls: self.document.print.urls,
            links: vec![],
        }
    }

    /// The least multiple of the grid's step that is not under `height`.
    pub(super) fn on_grid(&self, height: Abs) -> Abs {
        height.round_up_to(self.scale.step)
    }
}
