//! What a reader sees, from the finished PDF alone: the codes of each element of text, what the
//! file says that they mean, where they stand, and which way their brackets open.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::FontRef;
use skrifa::{GlyphId, MetadataProvider};

use super::plain::{PAIRS, is_shown};
use crate::pdf_support::read::{END, File, Row, font_file};

/// Lines of one element are further apart than this, in points; a note's mark is raised by less.
const LINE: f64 = 9.0;

/// An element of the structure tree that holds text.
#[derive(Debug)]
pub(super) struct Element {
    /// Its tag, such as `P`.
    pub(super) tag: String,
    /// The child of the root that it stands in.
    pub(super) part: usize,
    /// Its lines, each from left to right, without spaces.
    pub(super) lines: Vec<String>,
}

/// Tags inside a line.
const INLINE: [&str; 3] = ["Span", "Link", "Reference"];

/// The elements of a file that hold text, in the order of their tags.
pub(super) fn elements(bytes: &[u8]) -> Vec<Element> {
    let file = File::new(bytes);
    let brackets = Brackets::new(&file);
    let mut rows: BTreeMap<(u32, i64), Vec<Row>> = BTreeMap::new();
    for (page, id) in file.doc.get_pages() {
        for row in file.page_rows(id) {
            if let Some(mcid) = row.mcid {
                rows.entry((page, mcid)).or_default().push(row);
            }
        }
    }
    let pages = file.doc.get_pages().into_iter().map(|(number, id)| (id, number)).collect();
    let mut walk = Walk { file: &file, pages, rows, out: vec![] };
    let root = file.doc.catalog().unwrap().get_deref(b"StructTreeRoot", &file.doc).unwrap();
    let document = walk.kids(root.as_dict().unwrap());
    let document = walk.dict(document.first().unwrap());
    for (part, kid) in walk.kids(document).iter().enumerate() {
        walk.element(kid, None, part, None);
    }
    let element = |held: Held| {
        let lines = lines(held.rows).iter().map(|line| brackets.line(line)).collect();
        Element { tag: held.tag, part: held.part, lines }
    };
    walk.out.into_iter().filter(|held| !held.rows.is_empty()).map(element).collect()
}

/// An element's rows with their pages.
struct Held {
    tag: String,
    part: usize,
    rows: Vec<(u32, Row)>,
}

/// Goes through the structure tree.
struct Walk<'a> {
    file: &'a File,
    pages: BTreeMap<(u32, u16), u32>,
    rows: BTreeMap<(u32, i64), Vec<Row>>,
    out: Vec<Held>,
}

impl<'a> Walk<'a> {
    fn dict(&self, object: &'a Object) -> &'a Dictionary {
        self.file.doc.dereference(object).unwrap().1.as_dict().unwrap()
    }

    fn kids(&self, dict: &'a Dictionary) -> Vec<&'a Object> {
        match dict.get_deref(b"K", &self.file.doc) {
            Ok(Object::Array(kids)) => kids.iter().collect(),
            Ok(_) => vec![dict.get(b"K").unwrap()],
            Err(_) => vec![],
        }
    }

    /// An element or a piece of content, which `block` holds, an index of `out`.
    fn element(
        &mut self,
        kid: &'a Object,
        page: Option<u32>,
        part: usize,
        block: Option<usize>,
    ) {
        if let Ok(mcid) = kid.as_i64() {
            return self.content(page, mcid, block);
        }
        let dict = self.dict(kid);
        let own = dict.get(b"Pg").and_then(Object::as_reference).ok();
        let page = own.map(|id| self.pages[&id]).or(page);
        if dict.has_type(b"MCR") {
            return self.content(page, dict.get(b"MCID").unwrap().as_i64().unwrap(), block);
        }
        let Ok(tag) = dict.get(b"S").and_then(Object::as_name) else { return };
        let tag = String::from_utf8_lossy(tag).into_owned();
        let block = if INLINE.contains(&&*tag) && block.is_some() {
            block
        } else {
            self.out.push(Held { tag, part, rows: vec![] });
            Some(self.out.len() - 1)
        };
        for kid in self.kids(dict) {
            self.element(kid, page, part, block);
        }
    }

    fn content(&mut self, page: Option<u32>, mcid: i64, block: Option<usize>) {
        let page = page.expect("content has a page");
        let rows = self.rows.remove(&(page, mcid)).unwrap_or_default();
        let held = &mut self.out[block.expect("content has an element")];
        held.rows.extend(rows.into_iter().map(|row| (page, row)));
    }
}

/// A code that draws something, and its place.
struct Placed {
    x: f64,
    code: u16,
    ch: char,
}

/// The rows of an element as lines, each from left to right.
fn lines(mut rows: Vec<(u32, Row)>) -> Vec<Vec<Placed>> {
    rows.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.y.total_cmp(&a.1.y)));
    let near = |a: &(u32, Row), b: &(u32, Row)| a.0 == b.0 && a.1.y - b.1.y < LINE;
    let mut out = vec![];
    for line in rows.chunk_by(near) {
        let placed = |row: &Row| {
            let codes = row.codes.iter().zip(&row.at);
            let shown = codes.filter(|(code, _)| code.ch != END && is_shown(code.ch));
            let x = row.x;
            shown
                .map(|(code, at)| Placed { x: x + at, code: code.code, ch: code.ch })
                .collect::<Vec<_>>()
        };
        let mut line: Vec<Placed> = line.iter().flat_map(|(_, row)| placed(row)).collect();
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        out.push(line);
    }
    out
}

/// Which way the glyphs of a file's font open: the file says what a bracket means, not how it looks.
struct Brackets {
    font: Vec<u8>,
}

impl Brackets {
    fn new(file: &File) -> Self {
        let mut fonts = BTreeMap::new();
        for page in file.doc.get_pages().into_values() {
            for (name, font) in file.doc.get_page_fonts(page).unwrap() {
                fonts.entry(name).or_insert(font);
            }
        }
        assert_eq!(fonts.len(), 1, "all faces are one font in the file");
        let font = fonts.into_values().next().unwrap();
        Self { font: font_file(&file.doc, font) }
    }

    fn line(&self, line: &[Placed]) -> String {
        line.iter().map(|placed| self.look(placed)).collect()
    }

    fn look(&self, placed: &Placed) -> char {
        let pair = PAIRS.iter().find(|(a, b)| placed.ch == *a || placed.ch == *b);
        let Some(&(open, close)) = pair else { return placed.ch };
        let font = FontRef::new(&self.font).unwrap();
        let glyph = font.outline_glyphs().get(GlyphId::from(placed.code)).unwrap();
        let mut pen = Outline::default();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        glyph.draw(settings, &mut pen).unwrap();
        if pen.bulges_left() { open } else { close }
    }
}

/// An outline as straight lines.
#[derive(Default)]
struct Outline {
    edges: Vec<[(f32, f32); 2]>,
    start: (f32, f32),
    at: (f32, f32),
}

impl Outline {
    /// Whether the middle of the ink lies further left than its top and bottom.
    fn bulges_left(&self) -> bool {
        let heights = || self.edges.iter().flat_map(|edge| edge.map(|point| point.1));
        let (low, high) =
            (heights().fold(f32::MAX, f32::min), heights().fold(f32::MIN, f32::max));
        let at = |share: f32| self.middle(low + (high - low) * share);
        at(0.5) * 2.0 < at(0.01) + at(0.99)
    }

    /// Half way between the left and the right end of the ink at a height.
    fn middle(&self, y: f32) -> f32 {
        let cross = |[a, b]: &[(f32, f32); 2]| {
            let crosses = (a.1 <= y) != (b.1 <= y);
            crosses.then(|| a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0))
        };
        let found = || self.edges.iter().filter_map(cross);
        (found().fold(f32::MAX, f32::min) + found().fold(f32::MIN, f32::max)) / 2.0
    }

    fn curve(&mut self, point: impl Fn(f32) -> (f32, f32)) {
        for step in 1..=8u8 {
            let (x, y) = point(f32::from(step) / 8.0);
            self.line_to(x, y);
        }
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        (self.start, self.at) = ((x, y), (x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.edges.push([self.at, (x, y)]);
        self.at = (x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (ax, ay) = self.at;
        let mix = |a: f32, c: f32, b: f32, t: f32| {
            let s = 1.0 - t;
            s * s * a + 2.0 * s * t * c + t * t * b
        };
        self.curve(|t| (mix(ax, cx, x, t), mix(ay, cy, y, t)));
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        panic!("the file's font is TrueType, which has no cubic curves");
    }

    fn close(&mut self) {
        let (x, y) = self.start;
        self.line_to(x, y);
    }
}
