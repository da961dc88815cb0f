//! The examples that are compiled in, and the remarks in them, by the author's language.

use super::Template;
use crate::model::lang::Lang;

/// What an editor reads: where the schemas are, and how YAML is indented.
pub(super) const EDITOR: [(&str, &str); 2] = [
    (".vscode/settings.json", include_str!("templates/settings.json")),
    (".vscode/extensions.json", include_str!("templates/extensions.json")),
];
/// The picture of the examples: its place in the project, and the file.
pub(super) const BOOK: (&str, &str) = ("assets/book.svg", include_str!("templates/book.svg"));

/// The languages that examples and remarks are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RemarkLanguage {
    /// Arabic.
    Arabic,
    /// English, for all who do not read Arabic.
    English,
}

/// An example in a language.
macro_rules! example {
    ($voice:expr, $name:literal) => {
        match $voice {
            RemarkLanguage::Arabic => include_str!(concat!("templates/", $name, ".ar.yaml")),
            RemarkLanguage::English => include_str!(concat!("templates/", $name, ".en.yaml")),
        }
    };
}

impl RemarkLanguage {
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

    /// The remark at the head of a text that was brought in.
    pub(super) fn remark(self) -> &'static str {
        match self {
            Self::Arabic => {
                "هذا نصك كما فُهم: صحّح ما التبس من العناوين والكتل، واترك المفاتيح اللاتينية كما هي."
            }
            Self::English => {
                "Your text as it was understood: mend headings and blocks, and leave the keys."
            }
        }
    }

    /// The remark beside the state of a text that is not in its language yet.
    pub(super) fn untranslated(self) -> &'static str {
        match self {
            Self::Arabic => "ترجم ما بعد المفاتيح ثم احذف هذا السطر",
            Self::English => "translate what stands after the keys, then remove this line",
        }
    }

    /// The heading of text that stands before any heading.
    pub(super) fn introduction(self) -> &'static str {
        match self {
            Self::Arabic => "مقدمة",
            Self::English => "Introduction",
        }
    }
}
