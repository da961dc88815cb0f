//! What the PDF tests share: a plain line setter, layouts made by hand, a reader of the output.
//!
//! The setter breaks greedily and justifies by spaces only. It stands in for the program's own,
//! so that the PDF backend is tested with lines that no other part has shaped for it.
#![allow(dead_code, reason = "each test binary uses its own part of it")]

pub mod drawn;
pub mod read;
pub mod tree;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use rustybuzz::{BufferClusterLevel, Direction, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};
use warraq::diag::{Sink, Span};
use warraq::geom::{Abs, Dir, Point, Size};
use warraq::layout::frame::{FrameItem, Layout, Page, TagId, TagKind, TagTree};
use warraq::model::Meta;
use warraq::model::asset::Asset;
use warraq::model::lang::Lang;
use warraq::model::style::{Color, Kashida, Rgb};
use warraq::pdf::{About, PdfOptions, write_file};
use warraq::text::font::{FontBook, FontId, FontStack};
use warraq::text::{Decoration, Glyph, GlyphRun, Line, PlacedRun, RunRole, RunStyle};

/// A face and its size as a share of the paragraph's.
#[derive(Clone, Copy)]
pub struct Use(pub FontId, pub f64);

/// Sets lines.
pub struct Setter<'a> {
    pub fonts: &'a FontBook,
    /// For right-to-left scripts.
    pub rtl: Use,
    /// For the others.
    pub ltr: Use,
    pub size: f64,
    /// How many tatweels are put into each Arabic word that has a joint; the text stays plain.
    pub kashida: usize,
    cache: BTreeMap<(String, FontId, bool), Arc<GlyphRun>>,
}

/// A stretch of a paragraph in a role; the rest is plain.
pub struct Marked {
    pub range: Range<usize>,
    pub style: Arc<RunStyle>,
}

pub fn style(lang: &str, role: RunRole, rgb: [u8; 3]) -> Arc<RunStyle> {
    Arc::new(RunStyle {
        stack: Arc::new(FontStack { entries: vec![] }),
        size: Abs::pt(12.0),
        rise: Abs::ZERO,
        color: Color::new(Rgb(rgb), None),
        lang: Lang::parse(lang).unwrap(),
        role,
        hyphenate: false,
        kashida: Kashida::None,
        decoration: Decoration::default(),
    })
}

impl<'a> Setter<'a> {
    pub fn new(fonts: &'a FontBook, rtl: &str, size: f64) -> Self {
        let find = |family: &str| fonts.find(family, 400, false).unwrap();
        let latin = if rtl == "Markazi Text" { 0.74 } else { 0.85 };
        Self {
            fonts,
            rtl: Use(find(rtl), 1.0),
            ltr: Use(find("Source Serif 4"), latin),
            size,
            kashida: 0,
            cache: BTreeMap::new(),
        }
    }

    fn shape(&mut self, text: &str, font: FontId, rtl: bool) -> Arc<GlyphRun> {
        let key = (text.to_owned(), font, rtl);
        if let Some(found) = self.cache.get(&key) {
            return Arc::clone(found);
        }
        let shaped = match joint(text).filter(|_| self.kashida > 0) {
            Some(at) => stretched(self.fonts, text, font, at, self.kashida),
            None => shape(self.fonts, text, font, rtl),
        };
        let made = Arc::new(shaped);
        self.cache.insert(key, Arc::clone(&made));
        made
    }

    /// The pieces of a paragraph in logical order; their `x` is not yet known.
    fn pieces(
        &mut self,
        text: &str,
        dir: Dir,
        plain: &Arc<RunStyle>,
        marked: &[Marked],
    ) -> Vec<PlacedRun> {
        let base = if dir.is_rtl() { Level::rtl() } else { Level::ltr() };
        let bidi = BidiInfo::new(text, Some(base));
        let mut cuts: Vec<(usize, Key)> = vec![];
        let mut rtl_face = dir.is_rtl();
        for (at, c) in text.char_indices() {
            let script = c.script();
            if !matches!(script, Script::Common | Script::Inherited | Script::Unknown) {
                rtl_face = matches!(script, Script::Arabic | Script::Hebrew);
            }
            let level = bidi.levels[at].number();
            let has = |f: Use| self.fonts.face(f.0).glyph(c).is_some();
            let joins =
                matches!(script, Script::Inherited) || matches!(c, '\u{200c}' | '\u{200d}');
            let face = match (rtl_face, joins) {
                (true, false) if !has(self.rtl) => false,
                (false, false) if !has(self.ltr) => true,
                (face, _) => face,
            };
            let mark = marked.iter().position(|m| m.range.contains(&at));
            let skip = matches!(c, '\u{2066}'..='\u{2069}');
            cuts.push((at, Key { level, face, space: c == ' ', skip, mark }));
        }
        let mut out = vec![];
        for run in cuts.chunk_by(|a, b| a.1 == b.1 && !a.1.space) {
            let (start, key) = run[0];
            if key.skip {
                continue;
            }
            let last = run[run.len() - 1].0;
            let end = last + text[last..].chars().next().unwrap().len_utf8();
            let Use(font, scale) = if key.face { self.rtl } else { self.ltr };
            let shaped = self.shape(&text[start..end], font, key.level % 2 == 1);
            let size = self.size * scale;
            let upem = f64::from(self.fonts.face(font).units_per_em);
            out.push(PlacedRun {
                width: Abs::pt(f64::from(shaped.width) * size / upem),
                shaped,
                x: Abs::ZERO,
                size: Abs::pt(size),
                level: key.level,
                style: key.mark.map_or(plain, |m| &marked[m].style).clone(),
                start,
                span: Span::NONE,
            });
        }
        out
    }

    /// Breaks a paragraph into lines.
    pub fn paragraph(
        &mut self,
        text: &str,
        dir: Dir,
        measure: f64,
        justify: bool,
        plain: &Arc<RunStyle>,
        marked: &[Marked],
    ) -> Vec<Line> {
        let pieces = self.pieces(text, dir, plain, marked);
        let mut lines: Vec<Vec<PlacedRun>> = vec![vec![]];
        let mut width = 0.0;
        for word in pieces.chunk_by(|a, b| !a.is_space() && !b.is_space()) {
            let own: f64 = word.iter().map(|p| p.width.to_pt()).sum();
            let line = lines.last_mut().unwrap();
            if !word[0].is_space() && width + own > measure && !line.is_empty() {
                lines.push(vec![]);
                width = 0.0;
            }
            if word[0].is_space() && lines.last().unwrap().is_empty() {
                continue;
            }
            width += own;
            lines.last_mut().unwrap().extend(word.iter().cloned());
        }
        let count = lines.len();
        let stretch = |i: usize| (justify && i + 1 < count).then_some(measure);
        lines.into_iter().enumerate().map(|(i, l)| place(l, dir, stretch(i), measure)).collect()
    }
}

#[derive(Clone, Copy, PartialEq)]
struct Key {
    level: u8,
    face: bool,
    space: bool,
    skip: bool,
    mark: Option<usize>,
}

/// Shapes a text as it is.
fn shape(fonts: &FontBook, text: &str, font: FontId, rtl: bool) -> GlyphRun {
    let face = fonts.face(font);
    let mut buzz = rustybuzz::Face::from_slice(face.data(), face.index).unwrap();
    for &(tag, value) in &face.variations {
        let tag = rustybuzz::ttf_parser::Tag::from_bytes(&tag);
        buzz.set_variations(&[rustybuzz::Variation { tag, value }]);
    }
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
    buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    let script = text
        .chars()
        .map(|c| c.script())
        .find(|s| !matches!(s, Script::Common | Script::Inherited | Script::Unknown));
    if let Some(script) = script.and_then(|s| rustybuzz::Script::from_str(s.short_name()).ok())
    {
        buffer.set_script(script);
    }
    let shaped = rustybuzz::shape(&buzz, &[], buffer);
    let glyphs: Box<[Glyph]> = shaped
        .glyph_infos()
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, at)| Glyph {
            id: u16::try_from(info.glyph_id).unwrap(),
            cluster: info.cluster,
            advance: at.x_advance,
            dx: at.x_offset,
            dy: at.y_offset,
        })
        .collect();
    let width = glyphs.iter().map(|g| g.advance).sum();
    let dir = if rtl { Dir::Rtl } else { Dir::Ltr };
    GlyphRun { text: text.into(), font, dir, glyphs, width }
}

/// Letters that join on both sides, and those that a stroke may lead to.
const DUAL: &str = "بتثجحخسشصضطظعغفقكلمنهيئپچگیک";
const JOINS: &str = "اأإآبتثجحخدذرزسشصضطظعغفقكلمنهوؤيىئةپچگیک";

/// A byte of an Arabic word where tatweels can stand: the last joint that is no lam-alef.
pub fn joint(word: &str) -> Option<usize> {
    let letters: Vec<(usize, char)> =
        word.char_indices().filter(|&(_, c)| !is_combining_mark(c)).collect();
    let joins = |pair: &&[(usize, char)]| {
        let (a, b) = (pair[0].1, pair[1].1);
        DUAL.contains(a) && JOINS.contains(b) && !(a == 'ل' && "اأإآ".contains(b))
    };
    letters.windows(2).rfind(joins).map(|pair| pair[1].0)
}

/// A word with `count` tatweels put in at byte `at`, as the press hands it on: its text and its
/// clusters are those of the plain word. A tatweel's ink goes with the letter before it; where
/// the face has merged it with the letter after, with that.
pub fn stretched(
    fonts: &FontBook,
    word: &str,
    font: FontId,
    at: usize,
    count: usize,
) -> GlyphRun {
    let long = format!("{}{}{}", &word[..at], "\u{640}".repeat(count), &word[at..]);
    let shaped = shape(fonts, &long, font, true);
    let end = at + 2 * count;
    let after = shaped.glyphs.iter().any(|g| g.cluster as usize == end);
    let mut letters = word[..at].char_indices().filter(|&(_, c)| !is_combining_mark(c));
    let before = letters.next_back().map_or(0, |(i, _)| i);
    let last = shaped.glyphs.iter().map(|g| g.cluster as usize);
    let last = last.filter(|c| (at..end).contains(c)).max();
    let plain = |g: &Glyph| {
        let cluster = match g.cluster as usize {
            c if c < at => c,
            c if c >= end => c - 2 * count,
            c if !after && Some(c) == last => at,
            _ => before,
        };
        Glyph { cluster: u32::try_from(cluster).unwrap(), ..*g }
    };
    GlyphRun { text: word.into(), glyphs: shaped.glyphs.iter().map(plain).collect(), ..shaped }
}

/// The bundled faces and those of `tests/data/fonts`.
pub fn fonts() -> FontBook {
    let mut book = FontBook::bundled();
    let mut sink = Sink::default();
    for name in ["Naskh.ttf", "Postscript.otf"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fonts").join(name);
        let bytes = std::fs::read(path).unwrap();
        assert!(book.add(name, bytes.into(), Span::NONE, &mut sink).is_some());
    }
    assert_eq!(sink.diagnostics(), &[]);
    book
}

/// Puts a line's pieces into visual order.
fn place(mut pieces: Vec<PlacedRun>, dir: Dir, to: Option<f64>, measure: f64) -> Line {
    while pieces.last().is_some_and(PlacedRun::is_space) {
        pieces.pop();
    }
    let spaces = pieces.iter().filter(|p| p.is_space()).count();
    let natural: f64 = pieces.iter().map(|p| p.width.to_pt()).sum();
    if let Some(to) = to.filter(|_| spaces > 0) {
        for piece in pieces.iter_mut().filter(|p| p.is_space()) {
            piece.width += Abs::pt((to - natural) / spaces as f64);
        }
    }
    let levels: Vec<Level> = pieces.iter().map(|p| Level::new(p.level).unwrap()).collect();
    let order = BidiInfo::reorder_visual(&levels);
    let mut x = Abs::ZERO;
    let mut visual = vec![];
    for i in order {
        let mut piece = pieces[i].clone();
        piece.x = x;
        x += piece.width;
        visual.push(piece);
    }
    let first = pieces.first().map_or(0, |p| p.start);
    let last = pieces.last().map_or(0, |p| p.start + p.shaped.text.len());
    let offset = if dir.is_rtl() { Abs::pt(measure) - x } else { Abs::ZERO };
    Line {
        range: first..last,
        pieces: visual,
        dir,
        width: x,
        offset,
        hyphen: false,
        ratio: 0.0,
        stretched: vec![],
    }
}

/// Pages of paragraphs, one structure element each.
pub struct Pages {
    pub layout: Layout,
    y: f64,
    root: TagId,
}

pub const MARGIN: f64 = 40.0;
pub const PAGE: (f64, f64) = (400.0, 560.0);

impl Pages {
    pub fn new() -> Self {
        let mut tags = TagTree::default();
        let root = tags.add(TagKind::Document, None);
        let layout = Layout { tags, ..Layout::default() };
        Self { layout, y: f64::MAX, root }
    }

    fn begin(&mut self) {
        let label = (self.layout.pages.len() + 1).to_string();
        let size = Size::new(Abs::pt(PAGE.0), Abs::pt(PAGE.1));
        self.layout.pages.push(Page {
            size,
            bleed: Abs::ZERO,
            folds: vec![],
            label,
            items: vec![],
        });
        self.y = MARGIN;
    }

    /// Adds a paragraph.
    pub fn add(&mut self, kind: TagKind, lines: Vec<Line>, leading: f64) -> TagId {
        let tag = self.layout.tags.add(kind, Some(self.root));
        self.layout.tags.get_mut(tag).rtl = lines.first().is_some_and(|l| l.dir.is_rtl());
        if self.y + leading > PAGE.1 - MARGIN {
            self.begin();
        }
        self.push(FrameItem::TagStart(tag));
        for line in lines {
            if self.y + leading > PAGE.1 - MARGIN {
                self.push(FrameItem::TagEnd);
                self.begin();
                self.push(FrameItem::TagStart(tag));
            }
            self.y += leading;
            let at = Point::new(Abs::pt(MARGIN) + line.offset, Abs::pt(self.y));
            self.push(FrameItem::Text { at, line: Arc::new(line), span: Span::NONE });
        }
        self.push(FrameItem::TagEnd);
        self.y += leading / 2.0;
        tag
    }

    pub fn push(&mut self, item: FrameItem) {
        if self.layout.pages.is_empty() {
            self.begin();
        }
        self.layout.pages.last_mut().unwrap().items.push(item);
    }

    pub fn root(&self) -> TagId {
        self.root
    }
}

/// Writes pages under a title; no fault is allowed.
pub fn write(layout: &Layout, lang: &str, fonts: &FontBook) -> Vec<u8> {
    write_with(layout, lang, fonts, &[])
}

pub fn write_with(layout: &Layout, lang: &str, fonts: &FontBook, assets: &[Asset]) -> Vec<u8> {
    let meta = Meta {
        timestamp: 1_700_000_000,
        identifier: "urn:x-test".into(),
        publisher: Some("دار الورّاق".into()),
        ..Meta::default()
    };
    let lang = Lang::parse(lang).unwrap();
    let about = About {
        also: None,
        lang: &lang,
        title: "عنوان".into(),
        meta: &meta,
        assets,
        resolution: warraq::model::asset::Resolution::default(),
    };
    let mut sink = Sink::default();
    let out = write_file(layout, &about, fonts, &PdfOptions::default(), &mut sink);
    assert_eq!(sink.diagnostics(), &[]);
    out.unwrap()
}
