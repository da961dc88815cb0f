//! Findings about pages and the text on them.

use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};

use super::Findings;
use crate::diag::{FileId, Severity};
use crate::geom::{Abs, Rect};
use crate::layout::frame::{FrameItem, Layout, Page, lines};
use crate::model::Document;
use crate::model::print::{Binding, FormatKind};
use crate::model::style::{Color, Rgb};
use crate::text::{Line, Typesetter};

/// Type below this size breaks up on offset presses.
const SMALLEST: Abs = Abs::pt(5.0);
/// From this size on type is a part of a page's picture, two inches high.
const ART: Abs = Abs::pt(144.0);
/// White type on a dark ground needs more: its strokes fill in. Arabic script, and the others.
const KNOCKED_OUT: [Abs; 2] = [Abs::pt(9.0), Abs::pt(7.5)];

/// `page-count`: pages that fill no sheets. `too-many-pages`: more than the binding holds.
pub(super) fn count(document: &Document, layout: &Layout, findings: &mut Findings<'_>) {
    if document.format != FormatKind::Booklet {
        return;
    }
    let (pages, said) = (layout.pages.len(), findings.print.binding);
    let binding = said.unwrap_or(Binding::of(pages));
    let (least, most) = binding.pages();
    let (name, multiple) = (binding.name(), binding.multiple());
    let span = document.format_span;
    if !pages.is_multiple_of(multiple) {
        let message = format!("{pages} pages: `{name}` wants a multiple of {multiple}");
        let hint = format!("pad them in the theme: `page: {{ multiple: {multiple} }}`");
        findings.tell("page-count", span, message, &hint);
    }
    if pages < least {
        let message = format!("{pages} pages are too few for `{name}`, which wants {least}");
        findings.tell("page-count", span, message, "choose another `binding` under `print`");
    }
    if pages > most {
        let message = format!("{pages} pages are too many for `{name}`, which holds {most}");
        // Nobody asked for this binding: that it does not do is no reason to make no file.
        let most = if said.is_none() { Severity::Warning } else { Severity::Error };
        let hint = "choose another `binding` under `print`";
        findings.tell_at_most(most, "too-many-pages", span, message, hint);
    }
}

/// `blank-page`: pages without text and picture.
pub(super) fn blanks(document: &Document, layout: &Layout, findings: &mut Findings<'_>) {
    let bears = |item: &FrameItem| {
        !matches!(item, FrameItem::Shape { .. } | FrameItem::TagStart(_) | FrameItem::TagEnd)
    };
    let pages = layout.pages.iter().zip(1..);
    let blanks = pages.filter(|(page, _)| !page.items.iter().any(bears));
    let blanks: Vec<String> = blanks.map(|(_, n)| n.to_string()).collect();
    let message = match blanks.as_slice() {
        [] => return,
        [page] => format!("page {page} bears neither text nor picture"),
        [first @ .., last] => {
            format!("pages {} and {last} bear neither text nor picture", first.join(", "))
        }
    };
    let hint = "they fill the last sheet; a page more or less of text would do without them";
    findings.tell("blank-page", document.format_span, message, hint);
}

/// Findings about every line of text; each place of the source is told once a finding.
pub(super) fn texts(
    document: &Document,
    layout: &Layout,
    setter: &Typesetter<'_>,
    findings: &mut Findings<'_>,
) {
    let mut told: BTreeSet<(&'static str, Option<FileId>, u32)> = BTreeSet::new();
    for (n, page) in layout.pages.iter().enumerate() {
        for text in lines(&page.items) {
            let (line, span) = (text.line, text.span);
            let mut tell = |id, message: String, hint: &str| {
                if told.insert((id, span.file, span.start)) {
                    findings.tell_of_page(id, span, message, hint, document.format_span);
                }
            };
            if let Some(ink) = setter.ink(line).filter(|_| !is_art(line)) {
                let print = &document.print;
                near(page, n, text.on_page(ink), print.trim_safe, print.fold_safe, &mut tell);
            }
            small(line, n, &mut tell);
        }
    }
}

/// Whether a line is as large as a picture: a numeral that fills a page is meant to be cut.
fn is_art(line: &Line) -> bool {
    line.pieces.iter().all(|piece| piece.size >= ART)
}

/// `near-trim`, `near-fold`: ink that a cut or a fold would touch.
fn near(
    page: &Page,
    n: usize,
    ink: Rect,
    trim: Abs,
    fold: Abs,
    tell: &mut impl FnMut(&'static str, String, &str),
) {
    let little = Abs::pt(0.05);
    let sides =
        [ink.left(), ink.top(), page.size.width - ink.right(), page.size.height - ink.bottom()];
    let nearest = sides.into_iter().fold(page.size.width, Abs::min);
    if nearest < Abs::ZERO {
        let message = format!("text is cut off at the trim of page {}", n + 1);
        tell("near-trim", message, "widen the margins under `page`, or shorten the text");
    } else if nearest < trim - little {
        let message = format!(
            "text stands {:.1} mm from the trim of page {}; {:.1} mm are asked for",
            nearest.to_mm(),
            n + 1,
            trim.to_mm()
        );
        tell("near-trim", message, "widen the margins under `page`, or lessen `trim-safe`");
    }
    for &x in &page.folds {
        let away = (ink.left() - x).max(x - ink.right());
        if away < fold - little {
            let message = format!(
                "text stands {:.1} mm from a fold of page {}; {:.1} mm are asked for",
                away.max(Abs::ZERO).to_mm(),
                n + 1,
                fold.to_mm()
            );
            tell("near-fold", message, "widen `leaflet: margin` in the theme");
        }
    }
}

/// `small-type`, `small-knockout`: type that a press does not hold.
fn small(line: &Line, n: usize, tell: &mut impl FnMut(&'static str, String, &str)) {
    for piece in line.pieces.iter().filter(|piece| !piece.is_space()) {
        let points = piece.size.to_pt();
        if piece.size < SMALLEST {
            let message = format!(
                "type of {points:.1} pt on page {} is smaller than presses hold, {} pt",
                n + 1,
                SMALLEST.to_pt()
            );
            tell("small-type", message, "set it larger in the theme");
        }
        let arabic = piece.shaped.text.chars().any(|c| c.script() == Script::Arabic);
        let least = KNOCKED_OUT[usize::from(!arabic)];
        if is_knocked_out(&piece.style.color) && piece.size < least {
            let message = format!(
                "light type of {points:.1} pt on page {} fills in on its dark ground; \
                 {} pt hold",
                n + 1,
                least.to_pt()
            );
            tell("small-knockout", message, "set it larger in the theme, or bold");
        }
    }
}

/// Whether a colour is so light that it is read on a dark ground alone.
fn is_knocked_out(color: &Color) -> bool {
    let Rgb([r, g, b]) = color.rgb;
    u32::from(r) * 213 + u32::from(g) * 715 + u32::from(b) * 72 > 200_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Size;

    fn page() -> Page {
        Page {
            size: Size::new(Abs::mm(200.0), Abs::mm(100.0)),
            bleed: Abs::ZERO,
            folds: vec![Abs::mm(100.0)],
            label: String::new(),
            items: vec![],
        }
    }

    fn told(x: f64, width: f64) -> Vec<&'static str> {
        let mut ids = vec![];
        let ink = Rect::new(Abs::mm(x), Abs::mm(20.0), Abs::mm(width), Abs::mm(4.0));
        near(&page(), 0, ink, Abs::mm(5.0), Abs::mm(4.0), &mut |id, _, _| ids.push(id));
        ids
    }

    #[test]
    fn text_keeps_away_from_trim_and_folds() {
        assert!(told(5.0, 90.0).is_empty());
        assert_eq!(told(4.5, 80.0), ["near-trim"]);
        assert_eq!(told(10.0, 87.0), ["near-fold"]);
        assert_eq!(told(10.0, 120.0), ["near-fold"], "across the fold");
        assert_eq!(told(103.0, 20.0), ["near-fold"], "after the fold");
        assert_eq!(told(103.0, 96.0), ["near-trim", "near-fold"]);
    }

    #[test]
    fn light_colours_are_knocked_out() {
        assert!(is_knocked_out(&Color::PAPER));
        assert!(is_knocked_out(&Color::new(Rgb([0xE9, 0xE2, 0xD3]), None)));
        assert!(!is_knocked_out(&Color::new(Rgb([0xF3, 0xAE, 0x3A]), None)));
    }
}
