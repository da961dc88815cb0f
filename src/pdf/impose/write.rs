//! A plan and a source to a file: each page a form XObject, each side of a sheet a page.
//!
//! Fonts and pictures are copied once for all forms; stamps and fields are painted as they look.
//! Tags, links, outline, labels, what fields do and scripts stay behind, since they speak of other
//! pages, and so does every claim to a standard.
//! Layers go along, so that what is hidden stays hidden.

use hayro_interpret::hayro_syntax::object::DateTime;
use lopdf::{Dictionary, Object, dictionary};
use rayon::prelude::*;

use super::super::metadata::PRODUCER;
use super::super::syntax::{integer, real};
use super::super::write::Store;
use super::annots::{Left, Over};
use super::copy::{Copier, CopyError};
use super::form::{FormXObject, form, reals};
use super::marks::SheetMark;
use super::plan::{Flip, PlacedPage, SheetPlan, SheetSide};
use super::read::Source;
use crate::diag::Diagnostic;
use crate::geom::Abs;

/// Width of a mark, in points: a line that every printer draws.
const MARK_WIDTH: f64 = 0.25;

/// A file of sheets.
pub(super) struct WrittenSheets {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// How many objects its pages refer to and the source lacks.
    pub(super) missing: usize,
    /// What lies on its pages and not on the sheets.
    pub(super) left: Left,
}

/// Writes the sheets, with bleed where there is any and it is wanted.
///
/// # Errors
/// A fault that names the page which cannot be read.
pub(super) fn write(
    source: &Source<'_>,
    plan: &SheetPlan,
    bleed: bool,
) -> Result<WrittenSheets, Diagnostic> {
    let mut copier = Copier::new(source.file.xref());
    let tree = copier.store.reserve();
    let mut left = Left::default();
    let forms = source.pages.iter().enumerate().map(|(nth, page)| {
        let bounds = if bleed { page.bleed } else { page.trim };
        form(page, bounds, &mut left, &mut copier).map_err(|error| error.tell(nth))
    });
    let forms = forms.collect::<Result<Vec<FormXObject>, _>>()?;
    let root = catalog(source, plan, tree, &mut copier)?;
    copier.finish()?;
    let Copier { mut store, missing, .. } = copier;
    let forms = add_forms(forms, &mut store);
    let kids = plan.sides.iter().map(|side| page(side, plan, &forms, tree, &mut store));
    let kids: Vec<Object> = kids.map(|id| Object::Reference((id, 0))).collect();
    let node = dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids };
    store.doc.objects.insert((tree, 0), node.into());
    let info = store.add(info(source));
    store.doc.trailer.set("Info", (info, 0));
    store.doc.trailer.set("Root", (root, 0));
    Ok(WrittenSheets { bytes: store.into_bytes(), missing, left })
}

/// Packs and adds the forms; the number of each, with the full width of its page.
fn add_forms(forms: Vec<FormXObject>, store: &mut Store) -> Vec<(u32, Abs)> {
    let packed = forms.into_par_iter().map(|mut form| {
        let over = std::mem::take(&mut form.over);
        (form.width, over, form.pack())
    });
    let packed: Vec<_> = packed.collect();
    let add = |(width, over, (dict, data)): (Abs, Over, (Dictionary, Vec<u8>))| {
        let id = store.reserve();
        if over.is_empty() {
            store.set_raw(id, dict, data);
            return (id, width);
        }
        let (inner, outer, content) = FormXObject::around(dict, over, id);
        store.set_raw(id, inner, data);
        let whole = store.reserve();
        store.set_raw(whole, outer, content);
        (whole, width)
    };
    packed.into_iter().map(add).collect()
}

/// A side of a sheet as a page; its number. Forms come with the full width of their pages.
fn page(
    side: &SheetSide,
    plan: &SheetPlan,
    forms: &[(u32, Abs)],
    tree: u32,
    store: &mut Store,
) -> u32 {
    let (mut out, mut used) = (vec![], Dictionary::new());
    let (width, height) = (plan.sheet.width.to_pt(), plan.sheet.height.to_pt());
    if side.turned {
        operation(&mut out, &[-1.0, 0.0, 0.0, -1.0, width, height], "cm");
    }
    for placed in &side.pages {
        let Some(&(form, full)) = forms.get(placed.page) else { continue };
        used.set(draw(&mut out, placed, full, plan), (form, 0));
    }
    draw_marks(&mut out, &plan.marks, plan.sheet.height);
    // So short that packing gains nothing.
    let contents = store.reserve();
    store.set_raw(contents, Dictionary::new(), out);
    store.add(dictionary! {
        "Type" => "Page",
        "Parent" => (tree, 0),
        "MediaBox" => reals(&[0.0, 0.0, width, height]),
        "Contents" => (contents, 0),
        "Resources" => dictionary! { "XObject" => used },
    })
}

/// Paints a page's form at its place; the form's name. `full` is the width of the page before
/// it is reduced.
fn draw(out: &mut Vec<u8>, placed: &PlacedPage, full: Abs, plan: &SheetPlan) -> String {
    let (top, trim) = (plan.sheet.height, placed.trim);
    out.extend_from_slice(b"q\n");
    if let Some(clip) = placed.clip {
        let corners = [clip.left(), top - clip.bottom(), clip.size.width, clip.size.height];
        operation(out, &corners.map(Abs::to_pt), "re W n");
    }
    let scale = trim.size.width / full;
    let (x, y) = (trim.left().to_pt(), (top - trim.bottom()).to_pt());
    operation(out, &[scale, 0.0, 0.0, scale, x, y], "cm");
    out.extend_from_slice(b"/P");
    integer(out, placed.page as u64 + 1);
    out.extend_from_slice(b" Do\nQ\n");
    format!("P{}", placed.page + 1)
}

/// Draws the marks: folds dashed, cuts solid.
fn draw_marks(out: &mut Vec<u8>, marks: &[SheetMark], top: Abs) {
    for mark in marks {
        out.extend_from_slice(if mark.fold { b"q 0 G [3 2] 0 d " } else { b"q 0 G [] 0 d " });
        operation(out, &[MARK_WIDTH], "w");
        operation(out, &[mark.from.x.to_pt(), (top - mark.from.y).to_pt()], "m");
        operation(out, &[mark.to.x.to_pt(), (top - mark.to.y).to_pt()], "l S Q");
    }
}

/// Appends numbers and an operator. A scale needs all its decimals.
fn operation(out: &mut Vec<u8>, operands: &[f64], operator: &str) {
    for &n in operands {
        real(out, n as f32);
        out.push(b' ');
    }
    out.extend_from_slice(operator.as_bytes());
    out.push(b'\n');
}

/// The catalog: how to print, and what goes along of the source's; its number.
fn catalog<'a>(
    source: &Source<'a>,
    plan: &SheetPlan,
    tree: u32,
    copier: &mut Copier<'a>,
) -> Result<u32, CopyError> {
    let mut preferences = dictionary! { "PrintScaling" => "None" };
    if plan.sides.len() > 1 {
        let duplex = match plan.flip {
            Flip::Short => "DuplexFlipShortEdge",
            Flip::Long => "DuplexFlipLongEdge",
        };
        preferences.set("Duplex", duplex);
    }
    if source.file.metadata().title.is_some() {
        preferences.set("DisplayDocTitle", true);
    }
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => (tree, 0),
        "PageLayout" => "SinglePage",
        "ViewerPreferences" => preferences,
    };
    for key in ["Lang", "OCProperties"] {
        if let Some(value) = source.entry(key) {
            catalog.set(key, copier.value(value)?);
        }
    }
    Ok(copier.store.add(catalog))
}

/// What the source says of itself, and the program (ISO 32000-1 14.3.3).
fn info(source: &Source<'_>) -> Dictionary {
    let about = source.file.metadata();
    let mut info = dictionary! { "Producer" => Object::string_literal(PRODUCER) };
    let texts = [
        ("Title", &about.title),
        ("Author", &about.author),
        ("Subject", &about.subject),
        ("Keywords", &about.keywords),
        ("Creator", &about.creator),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            info.set(key, Object::string_literal(text.to_vec()));
        }
    }
    for (key, date) in
        [("CreationDate", about.creation_date), ("ModDate", about.modification_date)]
    {
        if let Some(date) = date {
            info.set(key, Object::string_literal(self::date(date)));
        }
    }
    info
}

/// A date as PDF writes it (7.9.4).
fn date(d: DateTime) -> String {
    let sign = if d.utc_offset_hour < 0 { '-' } else { '+' };
    format!(
        "D:{:04}{:02}{:02}{:02}{:02}{:02}{sign}{:02}'{:02}'",
        d.year,
        d.month,
        d.day,
        d.hour,
        d.minute,
        d.second,
        d.utc_offset_hour.unsigned_abs(),
        d.utc_offset_minute
    )
}
