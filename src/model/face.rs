//! What a house shows of itself on covers: its logo, a picture.

use super::{AssetId, Figure, FigurePlace, FigureWidth, Focus};
use crate::diag::Span;
use crate::geom::{Abs, Size};
use crate::model::style::Rgb;

/// What a house shows of itself.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// Its logo.
    pub logo: Option<Logo>,
    /// The picture of the front cover.
    pub cover: Option<CoverPicture>,
    /// Those who made the brochure possible.
    pub partners: Vec<Partner>,
}

/// A partner.
#[derive(Debug, Clone)]
pub struct Partner {
    /// Its name, as it is said in plain text.
    pub name: String,
    /// Its emblem, told by its name; a partner without one is named.
    pub emblem: Option<Logo>,
    /// Its address on the web.
    pub url: Option<String>,
}

/// A picture on the front cover.
#[derive(Debug, Clone)]
pub struct CoverPicture {
    /// The picture.
    pub picture: AssetId,
    /// What it shows; `None` where it is decoration only.
    pub alt: Option<String>,
    /// Which part of it stays where some is cut off.
    pub focus: Focus,
    /// Where the source names it.
    pub span: Span,
}

/// A logo.
#[derive(Debug, Clone)]
pub struct Logo {
    /// The picture, for light grounds.
    pub picture: AssetId,
    /// The picture for dark grounds.
    pub reversed: Option<AssetId>,
    /// What it says, for those who do not see it.
    pub alt: String,
    /// How much around it stays free.
    pub clear: Clear,
    /// Its height, where it is said.
    pub height: Option<Abs>,
    /// It is never lower than this.
    pub least: Abs,
    /// Where the source names it.
    pub span: Span,
}

/// How much around a logo stays free.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Clear {
    /// A share of its height.
    Share(f64),
    /// A length.
    Length(Abs),
}

impl Default for Clear {
    /// What most houses ask for.
    fn default() -> Self {
        Self::Share(0.25)
    }
}

impl Clear {
    /// The length beside a logo of a height.
    pub fn of(self, height: Abs) -> Abs {
        match self {
            Self::Share(share) => height * share,
            Self::Length(length) => length,
        }
    }
}

/// From this contrast against white on, a ground is dark.
const DARK: f64 = 3.0;
/// Up to this contrast against white, a ground does not change the colours on it.
const LIGHT: f64 = 1.5;

/// How much higher than the theme's a tall logo may become.
const TALLEST: f64 = 1.4;

impl Logo {
    /// Its least height, where nothing is said.
    pub const LEAST: Abs = Abs::mm(5.0);

    /// The picture for a ground, and whether it needs a light plate under it.
    pub fn on(&self, ground: Rgb) -> (AssetId, bool) {
        let contrast = ground.contrast(Rgb::WHITE);
        match self.reversed {
            Some(reversed) if contrast >= DARK => (reversed, false),
            _ => (self.picture, contrast > LIGHT),
        }
    }

    /// Its extents where `usual` is the height of a square one: others have the same area, so that
    /// they look as large.
    pub fn extents(&self, picture: Size, usual: Abs) -> Size {
        let aspect = picture.width / picture.height;
        let height = self.height.unwrap_or_else(|| {
            let even = usual * aspect.sqrt().recip();
            even.max(self.least).min((usual * TALLEST).max(self.least))
        });
        Size::new(height * aspect, height)
    }

    /// The picture as a figure, for outputs without pages.
    pub fn figure(&self, picture: AssetId) -> Figure {
        figure(picture, Some(self.alt.clone()), self.span)
    }
}

impl CoverPicture {
    /// The picture as a figure, for outputs without pages.
    pub fn figure(&self) -> Figure {
        figure(self.picture, self.alt.clone(), self.span)
    }
}

fn figure(asset: AssetId, alt: Option<String>, span: Span) -> Figure {
    Figure {
        asset,
        alt,
        caption: None,
        credit: None,
        width: FigureWidth::Column,
        crop: None,
        focus: Focus::Center,
        mirrored: false,
        place: FigurePlace::Here,
        number: 0,
        span,
    }
}
