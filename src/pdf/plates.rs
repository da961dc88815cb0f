//! Whether the editions of several languages share all plates but black (co-edition).
//!
//! In: two editions in one format, and the inks. Out: faults where what is not black differs:
//! a run of many languages changes the black plate alone, so art, and text that is coloured or
//! knocked out of it, must be the same on every page.

use super::paint::{Inks, Paint, Palette, Plate};
use crate::diag::{Diagnostic, Sink, Span};
use crate::geom::{Abs, Path, Point, Rect, Segment};
use crate::layout::frame::{FrameItem, Layout, Page};
use crate::model::Document;
use crate::model::style::Cmyk;
use crate::text::font::FontId;
use crate::text::font::contours::round;
use crate::text::{Line, PlacedRun};

/// An edition in one format.
#[derive(Debug, Clone, Copy)]
pub struct PlatedEdition<'a> {
    /// What is set.
    pub document: &'a Document,
    /// Its pages.
    pub layout: &'a Layout,
}

/// Tells where the art of `other` is not that of `first`: the first place on each page, and the
/// first text that would have to be on the shared plates.
pub fn compare(
    first: PlatedEdition<'_>,
    other: PlatedEdition<'_>,
    inks: Inks<'_>,
    sink: &mut Sink,
) {
    let (pages, others) = (first.layout.pages.len(), other.layout.pages.len());
    if pages != others {
        sink.push(other_length(first, other));
    }
    let mut palette = Palette::new(Some(Inks { plate: Plate::Art, ..inks }));
    for (n, (page, other_page)) in
        first.layout.pages.iter().zip(&other.layout.pages).enumerate()
    {
        let art = Art::of(page, first.document, &mut palette);
        let other_art = Art::of(other_page, other.document, &mut palette);
        let place = PlateDifference { page: n + 1, first, other };
        if let Some(n) = difference(&art.outlines, &other_art.outlines) {
            sink.push(place.outlines(place.span(&other_art.outlines, n)));
        }
        if let Some(n) = difference(&art.texts, &other_art.texts) {
            let span = place.span(&other_art.texts, n);
            let differs = other_art.texts.get(n).or(art.texts.get(n));
            differs.into_iter().for_each(|(text, _)| sink.push(place.text(text, span)));
        }
    }
}

/// What of a page is on the shared plates, each with its place in the source.
struct Art<'a> {
    outlines: Vec<(Outline<'a>, Span)>,
    texts: Vec<(Letters, Span)>,
}

/// A shape or a picture.
#[derive(Debug, PartialEq)]
enum Outline<'a> {
    Shape { steps: Vec<[i64; 7]>, fill: Option<Paint>, stroke: Option<(Paint, i64)> },
    Image { bytes: &'a [u8], rect: [i64; 4], clip: Option<[i64; 4]>, mirrored: bool },
}

/// The glyphs of a line that are not black alone.
#[derive(Debug, PartialEq)]
struct Letters {
    glyphs: Vec<(FontId, u16, [i64; 5])>,
    paints: Vec<Paint>,
}

impl<'a> Art<'a> {
    fn of(page: &Page, document: &'a Document, palette: &mut Palette<'_>) -> Self {
        let mut art = Self { outlines: vec![], texts: vec![] };
        // A shape has no place of its own: it belongs to the text before it.
        let mut near = first_text(page);
        art.add(&page.items, document, palette, &mut near);
        art
    }

    fn add(
        &mut self,
        items: &[FrameItem],
        document: &'a Document,
        palette: &mut Palette<'_>,
        near: &mut Span,
    ) {
        for item in items {
            match item {
                FrameItem::Shape { path, fill, stroke, .. } => {
                    let fill = fill.and_then(|color| palette.shape(color));
                    let stroke = stroke.and_then(|(color, width)| {
                        palette.shape(color).map(|paint| (paint, coarse(width)))
                    });
                    if fill.is_some() || stroke.is_some() {
                        let shape = Outline::Shape { steps: steps(path), fill, stroke };
                        self.outlines.push((shape, *near));
                    }
                }
                FrameItem::Image { asset, rect, clip, mirrored, span } => {
                    let Some(asset) = document.assets.get(asset.0 as usize) else { continue };
                    let (rect, clip) = (sides(*rect), clip.map(sides));
                    let bytes = &asset.bytes;
                    let image = Outline::Image { bytes, rect, clip, mirrored: *mirrored };
                    self.outlines.push((image, *span));
                }
                FrameItem::Text { at, line, span } => {
                    *near = *span;
                    self.texts.extend(letters(*at, line, palette));
                }
                FrameItem::Turned { items, .. } => self.add(items, document, palette, near),
                FrameItem::TagStart(_) | FrameItem::TagEnd => {}
            }
        }
    }
}

fn first_text(page: &Page) -> Span {
    let text = page.items.iter().find_map(|item| match item {
        FrameItem::Text { span, .. } if *span != Span::NONE => Some(*span),
        _ => None,
    });
    text.unwrap_or(Span::NONE)
}

/// What of a line is not black alone.
fn letters(at: Point, line: &Line, palette: &mut Palette<'_>) -> Option<(Letters, Span)> {
    let mut letters = Letters { glyphs: vec![], paints: vec![] };
    let mut place = None;
    for piece in line.pieces.iter().filter(|piece| !piece.is_space()) {
        let Some((paint, _)) = palette.text(piece.style.color, piece.style.size) else {
            continue;
        };
        place.get_or_insert(piece.span);
        letters.paints.push(paint);
        letters.glyphs.extend(glyphs(at, piece));
    }
    place.map(|span| (letters, span))
}

/// The face, the glyph, place and size of the piece on the page, and the glyph's place in it.
fn glyphs(at: Point, piece: &PlacedRun) -> impl Iterator<Item = (FontId, u16, [i64; 5])> {
    let (x, y) = (coarse(at.x + piece.x), coarse(at.y - piece.style.rise));
    let size = coarse(piece.size);
    piece.shaped.glyphs.iter().map(move |glyph| {
        let inside = [i64::from(glyph.advance), i64::from(glyph.dx)];
        (piece.shaped.font, glyph.id, [x, y, size, inside[0], inside[1]])
    })
}

/// Number of the first thing that is not the same.
fn difference<T: PartialEq>(first: &[(T, Span)], other: &[(T, Span)]) -> Option<usize> {
    let same = first.iter().zip(other).take_while(|(a, b)| a.0 == b.0).count();
    (same < first.len().max(other.len())).then_some(same)
}

/// Where editions differ.
struct PlateDifference<'a> {
    page: usize,
    first: PlatedEdition<'a>,
    other: PlatedEdition<'a>,
}

impl PlateDifference<'_> {
    /// Where the `n`-th thing of the other edition is, or what comes nearest to it.
    fn span<T>(&self, all: &[(T, Span)], n: usize) -> Span {
        let found = all.get(n).or(all.last()).map(|(_, span)| *span);
        found.filter(|span| *span != Span::NONE).unwrap_or(self.other.document.title.span)
    }

    fn outlines(&self, span: Span) -> Diagnostic {
        let (page, first, other) =
            (self.page, &self.first.document.lang, &self.other.document.lang);
        let message = format!("the art of page {page} in `{other}` is not that in `{first}`");
        let fault = Diagnostic::error("art-differs", span, message);
        if first.dir() != other.dir() {
            return fault.with_hint(format!(
                "art is mirrored where the language runs the other way: print languages of one \
                 direction together, `--lang {first},…`"
            ));
        }
        fault.with_hint(
            "give both languages the same sections, pictures, boxes and tables on this page, \
             with texts of the same number of lines",
        )
    }

    fn text(&self, letters: &Letters, span: Span) -> Diagnostic {
        let (page, first) = (self.page, &self.first.document.lang);
        let bare = |paint: &Paint| *paint == Paint::Cmyk(Cmyk([0.0; 4]));
        if letters.paints.iter().all(bare) {
            let message = format!(
                "text of page {page} is knocked out of the art, and is not that in `{first}`"
            );
            return Diagnostic::error("text-knocked-out", span, message)
                .with_hint("print it dark on a light ground: see `colors` in the theme");
        }
        let message =
            format!("text of page {page} is not in black ink alone, and not that in `{first}`");
        Diagnostic::error("text-off-black", span, message).with_hint(
            "give it a darker colour in the theme; `print: { text: k-only }` prints it in black \
             then",
        )
    }
}

fn other_length(first: PlatedEdition<'_>, other: PlatedEdition<'_>) -> Diagnostic {
    let (lang, other_lang) = (&first.document.lang, &other.document.lang);
    let (pages, others) = (first.layout.pages.len(), other.layout.pages.len());
    let message = format!(
        "`{other_lang}` has {others} pages and `{lang}` {pages}: they cannot share plates"
    );
    let span = other.document.title.span;
    Diagnostic::error("art-differs", span, message)
        .with_hint("shorten or lengthen the text until both have the same number of pages")
}

/// The steps of a path, in hundredths of a point.
fn steps(path: &Path) -> Vec<[i64; 7]> {
    let step = |kind: i64, points: [Point; 3]| {
        let [a, b, c] = points.map(|p| (coarse(p.x), coarse(p.y)));
        [kind, a.0, a.1, b.0, b.1, c.0, c.1]
    };
    let none = Point::default();
    let steps = path.segments.iter().map(|segment| match *segment {
        Segment::Move(to) => step(0, [to, none, none]),
        Segment::Line(to) => step(1, [to, none, none]),
        Segment::Cubic(a, b, to) => step(2, [a, b, to]),
        Segment::Close => step(3, [none; 3]),
    });
    steps.collect()
}

fn sides(rect: Rect) -> [i64; 4] {
    [rect.left(), rect.top(), rect.right(), rect.bottom()].map(coarse)
}

/// A length in hundredths of a point, as files have it.
fn coarse(length: Abs) -> i64 {
    i64::from(round(length.to_pt() * 100.0))
}
