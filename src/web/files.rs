//! The files of an edition as its readers see them named: what a file is for, what it is, about
//! how large; in the words and digits of the edition.

use super::element::{Element, MarkupNode, el};
use super::inline::in_its_faces;
use crate::model::Words;
use crate::model::lang::{Digits, Writing};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// The web page.
    Page,
    /// Pages for screens.
    Pdf,
    /// The e-book.
    Epub,
    /// Pages for a print shop.
    Press,
    /// Sheets for an office's printer.
    Office,
}

/// A file that a page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// What it is.
    pub kind: FileKind,
    /// The format, where it is not the project's first.
    pub shape: Option<Shape>,
    /// Its address, relative to the page.
    pub href: String,
    /// Its size, where it is known already.
    pub bytes: Option<u64>,
    /// How many pages it has, where it has pages.
    pub pages: Option<usize>,
}

/// What tells a format from the project's first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// A sheet that is folded.
    pub leaflet: bool,
    /// Its name, where that is needed to tell it from its like.
    pub name: Option<String>,
}

impl FileKind {
    /// The media type.
    pub(super) const fn mime(self) -> &'static str {
        match self {
            Self::Page => "text/html",
            Self::Epub => "application/epub+zip",
            Self::Pdf | Self::Press | Self::Office => "application/pdf",
        }
    }

    /// Whether the file is for reading; the others are for printing.
    pub(super) const fn is_read(self) -> bool {
        matches!(self, Self::Page | Self::Pdf | Self::Epub)
    }

    /// What the name alone does not tell: the kind of file.
    const fn made_as(self) -> Option<&'static str> {
        match self {
            Self::Page | Self::Pdf => None,
            Self::Epub => Some("EPUB"),
            Self::Press | Self::Office => Some("PDF"),
        }
    }
}

/// An edition's own way to speak.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voiced<'a> {
    pub(super) words: &'a Words,
    pub(super) digits: Digits,
    pub(super) writing: Writing,
    /// A colon behind a word.
    pub(super) colon: &'static str,
}

impl Voiced<'_> {
    /// What a file is called.
    pub(super) fn name(&self, file: &Offered) -> Vec<MarkupNode> {
        let name = match file.kind {
            FileKind::Page => &*self.words.web_page,
            FileKind::Pdf => "PDF",
            FileKind::Epub => &self.words.ebook,
            FileKind::Press => &self.words.print_shop,
            FileKind::Office => &self.words.office,
        };
        let mut out = self.say(name);
        if let Some(shape) = &file.shape {
            let leaflet = shape.leaflet.then_some(&*self.words.leaflet);
            // A leaflet that is called so needs no name.
            let name =
                shape.name.as_deref().filter(|name| !shape.leaflet || *name != "leaflet");
            let parts: Vec<&str> = leaflet.into_iter().chain(name).collect();
            let said = self.say(&format!("({})", parts.join(" ")));
            out.extend([" ".into(), el("bdi").extend(said).into()]);
        }
        out
    }

    /// What is to be known of a file before it is opened.
    pub(super) fn facts(&self, file: &Offered) -> Element {
        let pages = file.pages.map(|n| self.digits.format(n));
        let pages = pages.map(|n| format!("{}{} {n}", self.words.pages, self.colon));
        let made_as = file.kind.made_as().map(str::to_owned);
        let facts = [made_as, file.bytes.map(|bytes| self.size(bytes)), pages];
        let mut out = el("small");
        for (i, fact) in facts.into_iter().flatten().enumerate() {
            if i > 0 {
                out = out.push(" · ");
            }
            out = out.push(el("bdi").extend(self.say(&fact)));
        }
        out
    }

    /// A size as people say it: two digits that count.
    pub(super) fn size(&self, bytes: u64) -> String {
        // From here on whole megabytes are no further off than two digits are.
        const LARGE: u64 = 9_500_000;
        let (pattern, number) = match bytes {
            0..LARGE => (&self.words.kilobytes, bytes.div_ceil(1000)),
            _ => (&self.words.megabytes, (bytes + 500_000) / 1_000_000),
        };
        let number = usize::try_from(two_digits(number)).unwrap_or(usize::MAX);
        pattern.replace("{}", &self.digits.format(number))
    }

    /// Words of the edition.
    pub(super) fn say(&self, text: &str) -> Vec<MarkupNode> {
        in_its_faces(text, self.writing)
    }
}

/// The nearest number with at most two digits before its zeros.
fn two_digits(n: u64) -> u64 {
    let mut unit = 1;
    while n / unit >= 100 {
        unit *= 10;
    }
    (n + unit / 2) / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lang::Lang;
    use crate::source::generated_words;

    fn said(tag: &str, bytes: u64) -> String {
        let lang = Lang::parse(tag).expect("a tag");
        let words = generated_words(&lang);
        let (digits, writing) = (lang.digits(), lang.writing());
        Voiced { words: &words, digits, writing, colon: lang.colon() }.size(bytes)
    }

    #[test]
    fn sizes_are_about_right_in_the_edition_s_digits() {
        for (bytes, size) in [
            (0, "about 0 KB"),
            (1, "about 1 KB"),
            (79_641, "about 80 KB"),
            (99_900, "about 100 KB"),
            (123_400, "about 120 KB"),
            (1_249_000, "about 1200 KB"),
            (9_499_999, "about 9500 KB"),
            (9_500_000, "about 10 MB"),
            (123_000_000, "about 120 MB"),
        ] {
            assert_eq!(said("en", bytes), size);
        }
        assert_eq!(said("ar", 123_400), "نحو ١٢٠ كيلوبايت");
        assert_eq!(said("fa", 79_641), "حدود ۸۰ کیلوبایت");
    }
}
