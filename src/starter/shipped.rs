//! The examples that are compiled in, and the remarks in them, by the author's language.

use super::Template;
use crate::model::lang::Lang;

/// The picture of the examples: its place in the project, and the file.
pub(super) const BOOK: (&str, &str) = ("assets/book.svg", include_str!("templates/book.svg"));

/// The languages that examples and remarks are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// Arabic.
    Arabic,
    /// English, for all who do not read Arabic.
    English,
}

/// An example in a language.
macro_rules! example {
    ($voice:expr, $name:literal) => {
        match $voice {
            Voice::Arabic => include_str!(concat!("templates/", $name, ".ar.yaml")),
            Voice::English => include_str!(concat!("templates/", $name, ".en.yaml")),
        }
    };
}

impl Voice {
    /// The one for authors of a language.
    pub(super) fn of(lang: &Lang) -> Self {
        if lang.primary() == "ar" { Self::Arabic } else { Self::English }
    }

    /// Whether it is in this language.
    pub(super) fn speaks(self, lang: &Lang) -> bool {
        lang.primary() == if self == Self::Arabic { "ar" } else { "en" }
    }

    pub(super) fn brochure(self) -> &'static str {
        example!(self, "brochure")
    }

    pub(super) fn theme(self) -> &'static str {
        example!(self, "theme")
    }

    pub(super) fn text(self, template: Template) -> &'static str {
        match template {
            Template::Booklet => example!(self, "booklet"),
            Template::Leaflet => example!(self, "leaflet"),
            Template::Report => example!(self, "report"),
            Template::Invitation => example!(self, "invitation"),
        }
    }

    pub(super) fn readme(self) -> &'static str {
        match self {
            Self::Arabic => include_str!("templates/readme.ar.txt"),
            Self::English => include_str!("templates/readme.en.txt"),
        }
    }
}
