//! What a theme is built of: the kinds of its covers, openers, lists, boxes and pages.
//!
//! Both the pages and the web read these; what follows from them for colours is decided here, once.

use schemars::JsonSchema;

use super::{
    Color, ColorName, Emphasis, LARGE_CONTRAST, OrnamentKind, PadKind, Rgb, TextStyle, Theme,
};
use crate::model::lang::Writing;

/// What a cover is built of; the back cover and the head of the web page are built alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum CoverKind {
    /// A coloured ground with the ornament, the names at its foot.
    Field,
    /// Type alone on paper, in the middle of a double frame.
    Type,
    /// A form on paper: a frame of cells, those for the pen empty.
    Form,
    /// A title sheet on paper: who publishes it at its head, the title, what it is cited by at its foot.
    Sheet,
    /// A poster: one colour with a square of light at the head and the title large at the foot; over a
    /// picture, which fills the page, the title stands in strips that grow out of the spine.
    Poster,
}

/// How the contents stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum ContentsKind {
    /// Rows under the accent line.
    Rows,
    /// A ruled table with a head: section, title, page.
    Register,
    /// Sections under rules, with the terms of each below it where they are numbered.
    Tree,
    /// Rows under strong rules that hang from the foot of a coloured page.
    Hung,
}

/// What leads from a title to its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum LeaderKind {
    /// A hair rule under each row.
    None,
    /// Dots on the baseline.
    Dots,
}

/// How a section's number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum NumberKind {
    /// In a filled star beside the title.
    Star,
    /// In a square beside the title.
    Box,
    /// Over the title, on a line of its own.
    Above,
    /// Large, in a column of its own at the start; title and lead stand beside it.
    Beside,
    /// As large as a page of its own leaves room for; over the title where there is none.
    Giant,
    /// Not at all.
    None,
}

/// Rules with a section's title, over the whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum TitleRules {
    /// None.
    None,
    /// One above it; where sections share a page, a thinner one, and none at the page's head.
    Above,
    /// One below it.
    Below,
    /// Two below it, as far apart as they are thick.
    Double,
}

/// How the running head stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum HeadKind {
    /// On the axis, on pages where no section begins.
    Axis,
    /// At the spine over a rule, on every page but the covers.
    Ruled,
    /// The section with its number at the start and the title at the end, over a rule, on pages where
    /// no section begins by itself.
    Section,
    /// The section at the foot, on white pages.
    Foot,
}

/// Where the folio stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum FolioKind {
    /// In the outer margin, level with the last line.
    Margin,
    /// Under the text, at its outer edge.
    Foot,
    /// In the running head at its outer edge, with the number of all pages.
    Head,
    /// Level with a running head at the foot, at the outer trim, on white pages.
    Trim,
}

/// What stands before the items of a list without numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum BulletKind {
    /// A filled star.
    Star,
    /// A filled circle.
    Disc,
    /// An en dash.
    Dash,
    /// A filled square in the colour of rules.
    Square,
}

/// What the number of a step stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum StepMarker {
    /// A star; a line joins it to the next.
    Star,
    /// A square.
    Box,
    /// Nothing: the number stands on the line of its title.
    None,
    /// A band of colour over the whole page, the number large at its start.
    Band,
}

/// What a callout stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum CalloutKind {
    /// A tinted box wider than the text, the accent line on top, a star beside it.
    Panel,
    /// Between two rules.
    Ruled,
    /// A frame with its title in the upper side.
    Frame,
    /// A tinted box with a strong rule at its start side.
    Side,
    /// A solid block from the page's edge at the start to the end of the text.
    Block,
}

/// How big numbers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum FactsKind {
    /// Side by side, each under its own accent line.
    Columns,
    /// Side by side in the cells of one frame.
    Cells,
    /// One a row, its words beside it.
    Ledger,
    /// Three to a page of their own, each on a band of colour over the whole of it.
    Bands,
}

/// The rules of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum TableKind {
    /// Between rows alone.
    Ruled,
    /// Round every cell, stronger round the table and under its head.
    Grid,
    /// Between rows alone, the head tinted between two rules.
    Tinted,
    /// A strong rule above it, lesser ones between rows.
    Heavy,
}

/// What a statement stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum StatementKind {
    /// A page of one colour.
    Page,
    /// Paper, a rule above it and one below.
    Ruled,
    /// A page of one colour, the title as large as it has room for, the text on its foot.
    Field,
}

impl Theme {
    /// Whether covers are of paper, not of the ornament's ground.
    pub fn has_paper_covers(&self) -> bool {
        !matches!(self.cover.kind, CoverKind::Field | CoverKind::Poster)
    }

    /// The ground of covers.
    pub fn cover_ground(&self) -> Color {
        match self.has_paper_covers() {
            true => Color::PAPER,
            false => self.color(&self.ornament.ground),
        }
    }

    /// The colour of a text on covers: its own, or that of headings where its own cannot be read
    /// on paper.
    pub fn on_cover(&self, style: &TextStyle, heading: &TextStyle) -> ColorName {
        let found = self.color(&style.color).rgb.contrast(Color::PAPER.rgb);
        let is_lost = self.has_paper_covers() && found < LARGE_CONTRAST;
        if is_lost { heading.color.clone() } else { style.color.clone() }
    }

    /// A ground; `None` where it is bare paper.
    pub fn tint(&self, name: &ColorName) -> Option<Color> {
        Some(self.color(name)).filter(|color| color.rgb != Color::PAPER.rgb)
    }

    /// The ground of statements; `None` where they stand on paper.
    pub fn statement_ground(&self) -> Option<Color> {
        match self.statement.kind {
            StatementKind::Page | StatementKind::Field => self.tint(&self.statement.ground),
            StatementKind::Ruled => None,
        }
    }

    /// The ground of the web page's head in light mode.
    pub fn hero(&self) -> Rgb {
        let light = &self.web.light;
        if self.has_paper_covers() { light.bg } else { light.hero }
    }

    /// Whether emphasis is slant in a writing.
    pub fn slants(&self, writing: Writing) -> bool {
        self.lines.emphasis == Emphasis::Slant && writing.slants()
    }

    /// Whether any sign of the theme is a star.
    pub fn has_stars(&self) -> bool {
        self.ornament.kind == OrnamentKind::Khatam
            || self.opener.number == NumberKind::Star
            || self.list.marker == BulletKind::Star
            || self.steps.marker == StepMarker::Star
            || self.callout.kind == CalloutKind::Panel
            || self.page.pad == PadKind::Star
    }
}
