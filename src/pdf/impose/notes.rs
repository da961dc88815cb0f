//! What people should know of their sheets though nothing is wrong.

use super::annots::Left;
use super::plan::{Imposition, Scheme, SheetPlan};
use crate::diag::{Diagnostic, Sink, Span};
use crate::geom::{Abs, Size};

/// Tells what was done though nobody asked for it, and what was asked for in vain.
pub(super) fn tell(plan: &SheetPlan, sizes: &[Size], how: &Imposition, sink: &mut Sink) {
    if matches!(how.scheme, Scheme::Booklet { .. }) {
        padded(plan.blanks, sink);
        reduced(plan, sink);
    }
    if sizes.iter().any(|size| !alike(*size, plan.page)) {
        let room = in_mm(plan.page);
        let message = format!("the pages differ in size; each gets the room of {room}");
        sink.push(note("uneven-pages", message));
    }
    if how.marks && plan.marks.is_empty() {
        let hint = "they stand 3 mm outside the pages: a larger sheet has room for them";
        sink.push(note("no-room-for-marks", "the sheet has no room for marks").with_hint(hint));
    }
}

/// Tells of objects that the file refers to and lacks.
pub(super) fn tell_missing(count: usize, sink: &mut Sink) {
    if count == 0 {
        return;
    }
    let message = match count {
        1 => "one object that the pages refer to cannot be read".to_owned(),
        _ => format!("{count} objects that the pages refer to cannot be read"),
    };
    let warning = Diagnostic::warning("missing-objects", Span::NONE, message);
    sink.push(warning.with_hint("look at the sheets: something may not be there"));
}

/// Tells what lies on the pages and not on the sheets.
pub(super) fn tell_left(left: Left, sink: &mut Sink) {
    let kinds = [
        (left.links, "one link".to_owned(), format!("{} links", left.links)),
        (
            left.fields,
            "one form field without an appearance".to_owned(),
            format!("{} form fields without an appearance", left.fields),
        ),
        (
            left.others,
            "one comment without an appearance".to_owned(),
            format!("{} comments without an appearance", left.others),
        ),
    ];
    let counted = kinds.into_iter().filter(|(count, ..)| *count > 0);
    let counted: Vec<String> =
        counted.map(|(count, one, many)| if count == 1 { one } else { many }).collect();
    if counted.is_empty() {
        return;
    }
    let told = note("left-out", format!("not on the sheets: {}", counted.join(", ")));
    sink.push(match left.fields + left.others {
        0 => told,
        _ => told.with_hint("to have them, print the file to PDF in a viewer and impose that"),
    });
}

fn note(id: &'static str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::note(id, Span::NONE, message)
}

fn padded(blanks: usize, sink: &mut Sink) {
    match blanks {
        0 => {}
        1 => sink.push(note("padded-pages", "a blank page is added at the end")),
        _ => sink
            .push(note("padded-pages", format!("{blanks} blank pages are added at the end"))),
    }
}

fn reduced(plan: &SheetPlan, sink: &mut Sink) {
    if plan.scale < 1.0 {
        let percent = (plan.scale * 1000.0).round() / 10.0;
        let message = format!("the pages are reduced to {percent} % to fit the sheet");
        let full = in_mm(Size::new(plan.page.width * 2.0, plan.page.height));
        let hint = format!("full size takes a sheet of {full}");
        sink.push(note("reduced-pages", message).with_hint(hint));
    }
}

/// A size as people say it.
fn in_mm(size: Size) -> String {
    let side = |side: Abs| (side.to_mm() * 10.0).round() / 10.0;
    format!("{} × {} mm", side(size.width), side(size.height))
}

/// Whether two sizes are the same to half a millimetre.
fn alike(a: Size, b: Size) -> bool {
    let near = |a: Abs, b: Abs| (a - b).abs() < Abs::mm(0.5);
    near(a.width, b.width) && near(a.height, b.height)
}
