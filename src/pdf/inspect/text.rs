//! What is drawn on a page as text, stretch by stretch of marked content.

use std::sync::Arc;

use hayro_interpret::font::{FontData, Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};

use unicode_script::Script;

use super::line::{self, Drawn};
use super::words;
use crate::model::finished::Read;
use crate::text::font::FontBook;

/// Most characters of a page.
const MAX_CHARS: usize = 1 << 20;

/// Text of one stretch of marked content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Its number, by which the structure knows it.
    pub(super) mcid: Option<i32>,
    /// Whether it is no part of the text: a running head, an ornament.
    pub(super) artifact: bool,
    pub(super) text: String,
}

/// What text is read with: a face that stands in for those that the file does not hold.
pub(super) fn settings() -> InterpreterSettings {
    let book = FontBook::bundled();
    let face = book.ids().map(|id| book.face(id)).find(|face| face.covers(Script::Latin));
    let data: Option<FontData> = face.map(|face| Arc::new(face.data().to_vec()) as FontData);
    InterpreterSettings {
        font_resolver: Arc::new(move |_| Some((data.clone()?, 0))),
        ..InterpreterSettings::default()
    }
}

/// The text of a page.
pub(super) fn chunks(page: &Page<'_>, settings: &InterpreterSettings) -> Vec<Chunk> {
    let cache = InterpreterCache::new();
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context =
        Context::new(Affine::IDENTITY, area, &cache, page.xref(), settings.clone());
    let mut reader = TextDevice::default();
    interpret_page(page, &mut context, &mut reader);
    reader.finish()
}

/// The text of a file without structure, page by page.
pub(super) fn as_drawn(pages: &[Vec<Chunk>]) -> Vec<Read> {
    let mut out = vec![];
    for (index, chunks) in pages.iter().enumerate() {
        let text: String = chunks.iter().map(|chunk| chunk.text.as_str()).collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            out.push(Read { page: Some(index + 1), text, ..Read::default() });
        }
    }
    out
}

/// What is open on the stack of marked content.
#[derive(Debug, Clone)]
struct ContentLevel {
    mcid: Option<i32>,
    artifact: bool,
    /// What is said instead of the glyphs that follow.
    instead: bool,
}

/// Glyphs of one stretch of marked content.
struct Stretch {
    mcid: Option<i32>,
    artifact: bool,
    glyphs: Vec<Drawn>,
}

/// A device that keeps words and draws nothing.
#[derive(Default)]
struct TextDevice {
    stretches: Vec<Stretch>,
    open: Vec<ContentLevel>,
    chars: usize,
    /// The last run, which is not read again where its outline is drawn, too.
    filled: Option<Point>,
}

impl TextDevice {
    fn finish(self) -> Vec<Chunk> {
        let chunk = |stretch: Stretch| {
            let loose = stretch.mcid.is_none();
            let text = line::text(&stretch.glyphs, loose);
            Chunk { mcid: stretch.mcid, artifact: stretch.artifact, text }
        };
        self.stretches.into_iter().map(chunk).filter(|chunk| !chunk.text.is_empty()).collect()
    }

    fn push(&mut self, drawn: Drawn) {
        self.chars += drawn.text.len();
        if self.chars > MAX_CHARS {
            return;
        }
        let mcid = self.open.iter().rev().find_map(|open| open.mcid);
        let artifact = self.open.iter().any(|open| open.artifact);
        match self.stretches.last_mut() {
            Some(last) if last.mcid == mcid && last.artifact == artifact => {
                last.glyphs.push(drawn);
            }
            _ => self.stretches.push(Stretch { mcid, artifact, glyphs: vec![drawn] }),
        }
    }

    fn glyph(&mut self, glyph: &Glyph<'_>, at: Affine) {
        if self.open.iter().any(|open| open.instead) {
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => return,
        };
        let width = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        // Glyphs are in thousandths of the size of the type.
        let (start, top) = (at * Point::ORIGIN, at * Point::new(0.0, 1000.0));
        let end = at * Point::new(f64::from(width.unwrap_or(500.0)), 0.0);
        self.push(Drawn { text, start, end, size: (top - start).hypot() });
    }
}

impl<'a> Device<'a> for TextDevice {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(
        &mut self,
        run: &GlyphRun<'_, 'a>,
        props: DrawProps<'a>,
        mode: &DrawMode,
    ) {
        let first = run
            .glyphs()
            .first()
            .map(|glyph| props.transform * glyph.transform() * Point::ORIGIN);
        let again =
            matches!(mode, DrawMode::Stroke(_)) && first.is_some() && self.filled == first;
        self.filled = first.filter(|_| matches!(mode, DrawMode::Fill(_)));
        if again {
            return;
        }
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform());
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let mcid = properties.and_then(|dict| dict.get::<i32>("MCID"));
        let said = properties.and_then(|dict| dict.get::<PdfString<'_>>("ActualText"));
        self.open.push(ContentLevel { mcid, artifact: tag == b"Artifact", instead: false });
        if let Some(said) = said {
            let text = words(&said);
            self.push(Drawn { text, start: Point::ORIGIN, end: Point::ORIGIN, size: 0.0 });
            if let Some(open) = self.open.last_mut() {
                open.instead = true;
            }
        }
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }
}
