//! The PDF file that is imposed: its pages as they are seen, and the little that goes along.
//!
//! In: any bytes. Out: a [`Source`], or a fault that says why there is none. hayro-syntax reads
//! the file: it parses what is asked for, follows broken cross-references and never loops.
//! Pages inherit along the page tree (ISO 32000-1 7.7.3.4).

use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, Rect};
use hayro_interpret::hayro_syntax::page::{Page as Parsed, Rotation};
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use super::limits;
use super::order::Binding;
use crate::diag::{Diagnostic, Span};
use crate::geom::{Abs, Size};

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 29;
/// Most pages of a file.
const MAX_PAGES: usize = 20_000;
/// Longest side of a page, in points: what ISO 32000-1 Annex C allows without a user unit.
pub(super) const MAX_SIDE: f64 = 14_400.0;
/// How far up the page tree a resource dictionary is looked for.
const MAX_DEPTH: usize = 64;

/// A file with pages.
pub(super) struct Source<'a> {
    pub(super) file: &'a Pdf,
    pub(super) pages: Vec<SourcePage<'a>>,
    catalog: Dict<'a>,
}

/// A page of the file.
pub(super) struct SourcePage<'a> {
    /// Its dictionary.
    pub(super) dict: &'a Dict<'a>,
    /// What is left of it after trimming, in its own units, before it is turned.
    pub(super) trim: Rect,
    /// What is printed of it before trimming.
    pub(super) bleed: Rect,
    /// Clockwise quarter turns when it is shown.
    quarters: u8,
    /// Points in a unit.
    unit: f64,
}

/// Reads a file.
///
/// # Errors
/// A fault where it is too large, no PDF file, broken or encrypted.
pub(super) fn open(pdf: &[u8]) -> Result<Pdf, Diagnostic> {
    // An encrypted file may open with an empty password; a wrong one finds each of them.
    open_with(pdf, "\u{0}")
}

/// Reads a file with a password.
///
/// # Errors
/// As [`open`].
pub(super) fn open_with(pdf: &[u8], password: &str) -> Result<Pdf, Diagnostic> {
    if pdf.len() > MAX_BYTES {
        let message = format!("the PDF file has {} MB", pdf.len() >> 20);
        let hint = format!("at most {} MB are read; take it in parts", MAX_BYTES >> 20);
        return Err(Diagnostic::error("file-too-large", Span::NONE, message).with_hint(hint));
    }
    if !pdf.windows(5).take(MAX_JUNK).any(|bytes| bytes == b"%PDF-") {
        let what = if pdf.is_empty() { "the file is empty" } else { "the file is no PDF file" };
        return Err(Diagnostic::error("no-pdf", Span::NONE, what));
    }
    limits::weigh_objects(pdf)?;
    Pdf::new_with_password(pdf.to_vec(), password).map_err(|error| match error {
        LoadPdfError::Decryption(_) => {
            Diagnostic::error("encrypted-pdf", Span::NONE, "the PDF file is encrypted")
                .with_hint("save it without a password, as `qpdf --decrypt` does")
        }
        LoadPdfError::Invalid => broken("the PDF file cannot be read"),
    })
}

/// Bytes before the header in which it is looked for, as viewers do (ISO 32000-1 Annex H.3.4.1).
const MAX_JUNK: usize = 1024;

/// The fault of a file that cannot be read to its end.
pub(super) fn broken(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("broken-pdf", Span::NONE, message)
        .with_hint("save it again with the program that made it, or mend it with `qpdf`")
}

impl<'a> Source<'a> {
    /// Finds the pages of a file.
    ///
    /// # Errors
    /// A fault where there are none, too many, or fewer than the file says.
    pub(super) fn new(file: &'a Pdf) -> Result<Self, Diagnostic> {
        let catalog: Option<Dict<'a>> = file.xref().get(file.xref().root_id());
        let tree = catalog.as_ref().and_then(|c| c.get::<Dict<'a>>("Pages"));
        // Without it the pages are only found in whatever order they lie in.
        let tree = tree.filter(|tree| tree.get::<Array<'_>>("Kids").is_some());
        let (Some(catalog), Some(tree)) = (catalog, tree) else {
            return Err(broken("the PDF file has no list of its pages"));
        };
        let pages = file.pages();
        let said = tree.get::<i32>("Count").and_then(|count| usize::try_from(count).ok());
        if let Some(said) = said.filter(|&said| said > pages.len()) {
            let read = pages.len();
            return Err(broken(format!("only {read} of the {said} pages can be read")));
        }
        if pages.is_empty() {
            return Err(Diagnostic::error("no-pages", Span::NONE, "the PDF file has no pages"));
        }
        if pages.len() > MAX_PAGES {
            let message = format!("the PDF file has {} pages", pages.len());
            return Err(Diagnostic::error("too-many-pages", Span::NONE, message)
                .with_hint(format!("at most {MAX_PAGES} are imposed")));
        }
        let pages = pages.iter().enumerate().map(|(n, page)| SourcePage::new(n, page));
        Ok(Self { file, pages: pages.collect::<Result<_, _>>()?, catalog })
    }

    /// The side of the spine that the file names (ISO 32000-1 12.2, `Direction`).
    pub(super) fn binding(&self) -> Binding {
        let preferences = self.catalog.get::<Dict<'_>>("ViewerPreferences");
        let direction = preferences.and_then(|p| p.get::<Name<'_>>("Direction"));
        match direction.as_deref() {
            Some(b"R2L") => Binding::Right,
            _ => Binding::Left,
        }
    }

    /// An entry of the catalog.
    pub(super) fn entry(&self, key: &str) -> Option<MaybeRef<Object<'a>>> {
        self.catalog.get_raw(key)
    }
}

impl<'a> SourcePage<'a> {
    fn new(nth: usize, page: &'a Parsed<'a>) -> Result<Self, Diagnostic> {
        let dict = page.raw();
        let media = page.intersected_crop_box();
        let part = |key: &str| {
            let rect = dict.get::<Rect>(key)?.intersect(media);
            (rect.width() > 0.0 && rect.height() > 0.0).then_some(rect)
        };
        let trim = part("TrimBox").unwrap_or(media);
        let unit = dict.get::<f32>("UserUnit").map_or(1.0, f64::from);
        let read = Self {
            dict,
            trim,
            bleed: part("BleedBox").unwrap_or(trim),
            quarters: match page.rotation() {
                Rotation::None => 0,
                Rotation::Horizontal => 1,
                Rotation::Flipped => 2,
                Rotation::FlippedHorizontal => 3,
            },
            unit,
        };
        let Size { width, height } = read.size();
        let sound = |side: Abs| (1.0..=MAX_SIDE).contains(&side.to_pt());
        if sound(width) && sound(height) {
            return Ok(read);
        }
        let (width, height) = (width.to_mm(), height.to_mm());
        let message = format!("page {} measures {width:.0} × {height:.0} mm", nth + 1);
        Err(Diagnostic::error("bad-page-size", Span::NONE, message)
            .with_hint("a side of a page has between 1 and 14,400 points"))
    }

    /// The trimmed page as it is shown.
    pub(super) fn size(&self) -> Size {
        let (width, height) =
            (Abs::pt(self.trim.width() * self.unit), Abs::pt(self.trim.height() * self.unit));
        if self.quarters.is_multiple_of(2) {
            Size::new(width, height)
        } else {
            Size::new(height, width)
        }
    }

    /// The matrix from the page's own space to one in points whose origin is the lower left
    /// corner of the trimmed page as it is shown (ISO 32000-1 8.3.4).
    pub(super) fn matrix(&self) -> [f64; 6] {
        let (u, t) = (self.unit, self.trim);
        match self.quarters {
            0 => [u, 0.0, 0.0, u, -t.x0 * u, -t.y0 * u],
            1 => [0.0, -u, u, 0.0, -t.y0 * u, t.x1 * u],
            2 => [-u, 0.0, 0.0, -u, t.x1 * u, t.y1 * u],
            _ => [0.0, u, -u, 0.0, t.y1 * u, -t.x0 * u],
        }
    }

    /// An entry of the page, or of the nearest node above it that has one.
    pub(super) fn inherited(&self, key: &str) -> Option<MaybeRef<Object<'a>>> {
        let mut node = self.dict.clone();
        for _ in 0..MAX_DEPTH {
            if let Some(found) = node.get_raw(key) {
                return Some(found);
            }
            node = node.get::<Dict<'a>>("Parent")?;
        }
        None
    }
}
