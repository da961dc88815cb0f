//! Which face speaks where: the one table from which both the CSS and the subsets are made.
//!
//! A selector is an element's name or a class; the style it is set in comes from the theme's
//! scale of the edition's writing. What the table does not name inherits.

use super::element::Element;
use crate::model::lang::Writing;
use crate::model::style::{Fonts, Role, TextStyle, Theme, TypeScale};

/// A part of the page with a style of its own.
pub(super) struct PartStyle {
    /// An element's name, or a class with its dot.
    pub(super) selector: &'static str,
    /// Its style.
    pub(super) style: fn(&TypeScale) -> &TextStyle,
}

/// The voices; of several that match an element the last one wins, as in the CSS.
pub(super) const VOICES: &[PartStyle] = &[
    PartStyle { selector: "h1", style: |s| s.cover_title.first().unwrap_or(&s.title) },
    PartStyle { selector: "h2", style: |s| &s.title },
    PartStyle { selector: "h3", style: |s| &s.h3 },
    PartStyle { selector: "h4", style: |s| &s.h4 },
    PartStyle { selector: "dt", style: |s| &s.term },
    PartStyle { selector: "th", style: |s| &s.table_head },
    PartStyle { selector: ".lead", style: |s| &s.lead },
    PartStyle { selector: ".title", style: |s| &s.term },
    PartStyle { selector: ".n", style: |s| &s.number },
    PartStyle { selector: ".statement", style: |s| &s.statement },
    PartStyle { selector: ".quoted", style: |s| &s.quote },
    PartStyle { selector: ".by", style: |s| &s.attribution },
    PartStyle { selector: ".number", style: |s| &s.facts_number },
    PartStyle { selector: ".name", style: |s| &s.contact_title },
    PartStyle { selector: ".current", style: |s| &s.term },
    PartStyle { selector: ".mark", style: |s| &s.contents_number },
    PartStyle { selector: ".toc", style: |s| &s.contents_row },
    PartStyle { selector: ".draft", style: |s| &s.term },
    PartStyle { selector: ".by-whom", style: |s| &s.term },
    PartStyle { selector: ".known", style: |s| &s.body },
];

impl PartStyle {
    /// Whether it speaks in an element.
    pub(super) fn is_for(&self, element: &Element) -> bool {
        match self.selector.strip_prefix('.') {
            Some(class) => has_class(element, class),
            None => element.name == self.selector,
        }
    }
}

/// Whether an element has a class.
pub(super) fn has_class(element: &Element, class: &str) -> bool {
    element.get("class").is_some_and(|all| all.split(' ').any(|one| one == class))
}

/// A family of the outputs, under a name of its own: the fonts' names stay theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Family {
    Body,
    Display,
    Latin,
    Urdu,
    Hebrew,
    Other,
    LatinDisplay,
    Extended,
}

impl Family {
    /// All of them; also the order in which a missing glyph is looked for.
    pub(super) const ALL: [Self; 8] = [
        Self::Body,
        Self::Extended,
        Self::Display,
        Self::LatinDisplay,
        Self::Latin,
        Self::Urdu,
        Self::Hebrew,
        Self::Other,
    ];

    /// The family that a role takes in a writing.
    pub(super) fn of(fonts: &Fonts, writing: Writing, role: Role) -> Self {
        match (writing, role) {
            (Writing::ArabicExtended, _) if fonts.extended.is_some() => Self::Extended,
            (Writing::Latin | Writing::EastAsian | Writing::Brahmic, Role::Display)
                if fonts.latin_display.is_some() =>
            {
                Self::LatinDisplay
            }
            (Writing::Arabic | Writing::Persian, Role::Body) => Self::Body,
            (Writing::Arabic | Writing::Persian, Role::Display)
            | (Writing::ArabicExtended, _) => Self::Display,
            (Writing::Nastaliq, _) => Self::Urdu,
            (Writing::Hebrew, _) => Self::Hebrew,
            (Writing::Latin | Writing::EastAsian | Writing::Brahmic, _) => Self::Latin,
        }
    }

    /// Whether a theme has a family of its own for it, not that of another one.
    pub(super) fn is_given(self, fonts: &Fonts) -> bool {
        match self {
            Self::LatinDisplay => fonts.latin_display.is_some(),
            Self::Extended => fonts.extended.is_some(),
            _ => true,
        }
    }

    /// The name in the CSS.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Body => "warraq body",
            Self::Display => "warraq display",
            Self::Latin => "warraq latin",
            Self::Urdu => "warraq urdu",
            Self::Hebrew => "warraq hebrew",
            Self::Other => "warraq other",
            Self::LatinDisplay => "warraq latin-display",
            Self::Extended => "warraq extended",
        }
    }

    /// The same without spaces, for file names.
    pub(super) fn slug(self) -> &'static str {
        self.name().trim_start_matches("warraq ")
    }

    /// The font that the theme gives it.
    pub(super) fn font(self, fonts: &Fonts) -> &str {
        match self {
            Self::Body => &fonts.body,
            Self::Display => &fonts.display,
            Self::Latin => &fonts.latin,
            Self::Urdu => &fonts.urdu,
            Self::Hebrew => &fonts.hebrew,
            Self::Other => fonts.other.as_ref().map_or(&fonts.latin, |other| &other.family),
            Self::LatinDisplay => {
                fonts.latin_display.as_ref().map_or(&fonts.latin, |titles| &titles.family)
            }
            Self::Extended => {
                fonts.extended.as_ref().map_or(&fonts.display, |other| &other.family)
            }
        }
    }

    /// Its size in the writing's own terms: what one em of the body face amounts to.
    fn em(self, theme: &Theme) -> f64 {
        let scale = &theme.scale;
        // Another face is near enough to the Latin one that it stands in for.
        match self {
            Self::Body | Self::Urdu => 1.0,
            Self::Display => scale.display_in_body,
            Self::Latin | Self::Other => scale.latin_in_body,
            Self::Hebrew => scale.hebrew_in_body,
            Self::LatinDisplay => scale.latin_in_display * scale.display_in_body,
            Self::Extended => {
                theme.fonts.extended.as_ref().map_or(scale.display_in_body, |other| other.scale)
            }
        }
    }

    /// How large this family is set inside text of another one.
    pub(super) fn scale_in(self, host: Self, host_is_text: bool, theme: &Theme) -> f64 {
        let scale = &theme.scale;
        match (self, host) {
            _ if self == host => 1.0,
            (Self::Latin, Self::Display) if host_is_text => scale.latin_in_display_body,
            (Self::Latin, Self::Display) => scale.latin_in_display,
            (Self::Latin, Self::Extended) => scale.latin_in_display_body,
            (Self::Body, Self::Latin) => scale.body_in_latin,
            (Self::Display, Self::LatinDisplay) => {
                theme.fonts.latin_display.as_ref().map_or(1.0, |titles| titles.arabic)
            }
            (Self::Latin, Self::LatinDisplay) | (Self::LatinDisplay, Self::Latin) => 1.0,
            _ => self.em(theme) / host.em(theme),
        }
    }
}

/// The class of a stretch in another writing than its surroundings'; `None` where the same
/// face serves both.
pub(super) fn foreign_class(context: Writing, inner: Writing) -> Option<&'static str> {
    (one(context) != one(inner)).then_some(match one(inner) {
        Writing::Latin | Writing::EastAsian | Writing::Brahmic => "la",
        Writing::Arabic | Writing::Persian => "aa",
        Writing::ArabicExtended => "ax",
        Writing::Nastaliq => "ur",
        Writing::Hebrew => "he",
    })
}

/// One for all the writings that share their faces.
fn one(writing: Writing) -> Writing {
    match writing {
        Writing::Persian => Writing::Arabic,
        Writing::EastAsian | Writing::Brahmic => Writing::Latin,
        other => other,
    }
}

/// The writings that have a class, with it.
pub(super) const FOREIGN: [(&str, Writing); 5] = [
    ("la", Writing::Latin),
    ("aa", Writing::Arabic),
    ("ax", Writing::ArabicExtended),
    ("ur", Writing::Nastaliq),
    ("he", Writing::Hebrew),
];

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    /// A weight that a sheet gives by itself is one for which no letters were kept. Markers of
    /// lists are kept in both weights.
    #[test]
    fn sheets_leave_faces_and_weights_to_the_voices() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/css");
        let sheets = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let sheets: Vec<_> =
            sheets.filter(|path| path.extension().is_some_and(|e| e == "css")).collect();
        assert!(sheets.len() > 5);
        for sheet in sheets {
            for line in fs::read_to_string(&sheet).unwrap().lines() {
                let says = ["font-weight", "font-family", "font-style"]
                    .iter()
                    .any(|name| line.contains(name));
                let kept = line.contains("::marker") || line == "address{font-style:normal}";
                assert!(!says || kept, "{}: {line}", sheet.display());
            }
        }
    }
}
