//! Pages to sheets that are printed, folded and bound.
//!
//! In: a PDF file and an [`Imposition`]. Out: a PDF file whose pages are the sides of sheets, in
//! the order in which they are printed. Each page of the one stands on a sheet of the other as
//! a form XObject, exactly as it was drawn. [`order`] says which page stands where, [`plan`] how it
//! lies there; neither knows PDF. [`read`], [`copy`], [`form`] and [`write`] take one file apart and
//! put the other together.

mod copy;
mod form;
mod grid;
mod limits;
mod marks;
pub mod order;
pub mod plan;
mod read;
mod write;

pub use marks::Mark;
pub use order::Binding;
pub use plan::{Flip, Imposition, N_UP, Placed, Plan, Scheme, Side};

use crate::diag::{Diagnostic, Failed, Sink, Span};
use crate::geom::{Abs, Size};
pub use read::MAX_BYTES;
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
/// `no-room-for-marks`; a file that refers to what it lacks gives the warning `missing-objects`.
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
    let sizes: Vec<Size> = source.pages.iter().map(read::Page::size).collect();
    let binding = how.binding.unwrap_or(source.binding());
    let plan = Plan::new(&sizes, how, binding).map_err(|_| too_small(how.paper))?;
    if plan.sheet.width.max(plan.sheet.height).to_pt() > MAX_SIDE {
        return Err(bad_sheet("the sheet is larger than PDF allows", plan.sheet)
            .with_hint("a side has at most 14,400 points, about five metres"));
    }
    let written = write::write(&source, &plan, how.marks)?;
    notes(&plan, &sizes, how, written.missing, sink);
    Ok(Imposed {
        bytes: written.bytes,
        pages: sizes.len(),
        blanks: plan.blanks,
        sheets: plan.sheets(),
        scale: plan.scale,
    })
}

fn bad_sheet(what: &str, sheet: Size) -> Diagnostic {
    Diagnostic::error("bad-sheet", Span::NONE, format!("{what}: {}", in_mm(sheet)))
}

fn too_small(paper: Option<Size>) -> Diagnostic {
    bad_sheet("the sheet is too small for these pages", paper.unwrap_or_default())
        .with_hint("name a larger one, or less room between the pages")
}

/// A size as people say it.
fn in_mm(size: Size) -> String {
    let side = |side: Abs| (side.to_mm() * 10.0).round() / 10.0;
    format!("{} × {} mm", side(size.width), side(size.height))
}

/// Tells what nobody asked for and what was asked for in vain.
fn notes(plan: &Plan, sizes: &[Size], how: &Imposition, missing: usize, sink: &mut Sink) {
    let mut note = |id, message: String, hint: Option<String>| {
        let note = Diagnostic::note(id, Span::NONE, message);
        sink.push(hint.into_iter().fold(note, Diagnostic::with_hint));
    };
    let booklet = matches!(how.scheme, Scheme::Booklet { .. });
    let full = Size::new(plan.cell.width / plan.scale, plan.cell.height / plan.scale);
    if booklet && plan.blanks > 0 {
        let (s, are) = if plan.blanks == 1 { ("", "is") } else { ("s", "are") };
        let message = format!("{} blank page{s} {are} added at the end", plan.blanks);
        note("padded-pages", message, None);
    }
    if booklet && plan.scale < 1.0 {
        let percent = (plan.scale * 1000.0).round() / 10.0;
        let sheet = in_mm(Size::new(full.width * 2.0, full.height));
        let message = format!("the pages are reduced to {percent} % to fit the sheet");
        note("reduced-pages", message, Some(format!("full size takes a sheet of {sheet}")));
    }
    if sizes.iter().any(|size| !alike(*size, full)) {
        let message =
            format!("the pages differ in size; each gets the room of {}", in_mm(full));
        note("uneven-pages", message, None);
    }
    if how.marks && plan.marks.is_empty() {
        let room = format!("leave at least {} mm on two sides", marks::ROOM.to_mm().round());
        note("no-room-for-marks", "the sheet has no room for marks".into(), Some(room));
    }
    if missing > 0 {
        let s = if missing == 1 { "" } else { "s" };
        let message = format!("{missing} object{s} that the pages refer to cannot be read");
        let warning = Diagnostic::warning("missing-objects", Span::NONE, message);
        sink.push(warning.with_hint("look at the sheets: something may not be there"));
    }
}

/// Whether two sizes are the same to half a millimetre.
fn alike(a: Size, b: Size) -> bool {
    let near = |a: Abs, b: Abs| (a - b).abs() < Abs::mm(0.5);
    near(a.width, b.width) && near(a.height, b.height)
}
