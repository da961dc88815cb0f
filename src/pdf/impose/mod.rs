//! Pages to sheets that are printed, folded and bound.
//!
//! In: a PDF file and an [`Imposition`]. Out: a PDF file whose pages are the sides of sheets, in
//! the order in which they are printed. Each page of the one stands on a sheet of the other as
//! a form XObject, exactly as it was drawn. [`order`] says which page stands where, `plan` and `grid`
//! how it lies there; none of them knows PDF. `read`, `form` and `copy` take one file apart, `write`
//! puts the other together.

mod annots;
mod copy;
mod form;
mod grid;
mod limits;
mod marks;
mod notes;
pub mod order;
mod plan;
mod read;
mod write;

pub use marks::SheetMark;
pub use order::Binding;
pub use plan::{Flip, Imposition, N_UP, PlacedPage, Scheme, SheetPlan, SheetSide, TooSmall};
pub use read::MAX_BYTES;

use crate::diag::{Diagnostic, Failed, Sink, Span};
use crate::geom::Size;
use read::{MAX_SIDE, Source};

/// Sheets, ready to be printed.
#[derive(Debug, Clone)]
pub struct Imposed {
    /// The PDF file.
    pub bytes: Vec<u8>,
    /// Pages that stand on the sheets.
    pub pages: usize,
    /// Cells that stay empty, all at the end.
    pub blanks: usize,
    /// Sheets of paper, printed on both sides.
    pub sheets: usize,
    /// How far the pages are reduced: 1 is full size.
    pub scale: f64,
}

/// Puts the pages of a PDF file onto sheets.
///
/// What people should know comes as notes: `padded-pages`, `reduced-pages`, `uneven-pages`,
/// `no-room-for-marks`, `left-out`; a file that refers to what it lacks gives the warning `missing-objects`.
///
/// # Errors
/// [`Failed`], with a fault in the sink, when the file is no PDF file (`no-pdf`), cannot be read
/// (`broken-pdf`), is encrypted (`encrypted-pdf`), has no pages (`no-pages`) or more than can be
/// imposed (`too-many-pages`, `file-too-large`, `bad-page-size`), or when the sheet is too
/// small or too large (`bad-sheet`).
pub fn impose(pdf: &[u8], how: &Imposition, sink: &mut Sink) -> Result<Imposed, Failed> {
    try_impose(pdf, how, sink).map_err(|fault| sink.tell(fault))
}

fn try_impose(pdf: &[u8], how: &Imposition, sink: &mut Sink) -> Result<Imposed, Diagnostic> {
    let file = read::open(pdf)?;
    let source = Source::new(&file)?;
    let sizes: Vec<Size> = source.pages.iter().map(read::SourcePage::size).collect();
    let binding = how.binding.unwrap_or(source.binding());
    let plan = SheetPlan::new(&sizes, how, binding).map_err(|TooSmall| {
        let hint = "name a larger one, or less room between the pages";
        bad_sheet("the sheet is too small for these pages", hint)
    })?;
    if plan.sheet.width.max(plan.sheet.height).to_pt() > MAX_SIDE {
        let hint = "a side has at most 14,400 points, about five metres";
        return Err(bad_sheet("the sheet is larger than PDF allows", hint));
    }
    let written = write::write(&source, &plan, how.marks)?;
    notes::tell(&plan, &sizes, how, sink);
    notes::tell_missing(written.missing, sink);
    notes::tell_left(written.left, sink);
    Ok(Imposed {
        bytes: written.bytes,
        pages: sizes.len(),
        blanks: plan.blanks,
        sheets: plan.sheets(),
        scale: plan.scale,
    })
}

/// Reads a file that is only looked into: one that opens without a password may be encrypted.
pub(super) fn read_any(pdf: &[u8]) -> Result<hayro_interpret::hayro_syntax::Pdf, Diagnostic> {
    read::open_with(pdf, "")
}

/// The fault of a file that cannot be read to its end.
pub(super) fn broken(message: &str) -> Diagnostic {
    read::broken(message)
}

fn bad_sheet(what: &str, hint: &str) -> Diagnostic {
    Diagnostic::error("bad-sheet", Span::NONE, what).with_hint(hint)
}
