//! A small reader of our own files: what codes stand on each line, what they mean, how wide.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

/// What the code at the end of a row says: the only one that says two characters.
const ENDS: [&str; 2] = ["\u{200f} ", "\u{200e} "];

/// What stands for it in [`Stored::ch`].
pub const END: char = '\u{2029}';

/// A code as the file stores it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stored {
    pub code: u16,
    pub ch: char,
    /// In 1/1000 em.
    pub width: f64,
}

/// A text object: its codes from left to right.
#[derive(Debug, Clone)]
pub struct Row {
    pub codes: Vec<Stored>,
    /// Where each code stands, in points from the row's left end.
    pub at: Vec<f64>,
    pub x: f64,
    pub y: f64,
    pub size: f64,
    /// Widths and moves together, in points.
    pub advance: f64,
    /// How often the pen is placed anew inside the text object.
    pub jumps: usize,
    pub mcid: Option<i64>,
}

impl Row {
    /// The characters in stored order.
    pub fn text(&self) -> String {
        self.codes.iter().map(|c| c.ch).collect()
    }
}

pub struct File {
    pub doc: Document,
    maps: BTreeMap<Vec<u8>, BTreeMap<u16, Stored>>,
}

impl File {
    pub fn new(bytes: &[u8]) -> Self {
        let doc = Document::load_mem(bytes).unwrap();
        let mut maps = BTreeMap::new();
        for page in doc.get_pages().into_values() {
            let (resources, ids) = doc.get_page_resources(page).unwrap();
            let resources = resources.unwrap_or_else(|| doc.get_dictionary(ids[0]).unwrap());
            let Ok(fonts) = resources.get_deref(b"Font", &doc).and_then(Object::as_dict) else {
                continue;
            };
            for (name, font) in fonts {
                let font = doc.dereference(font).unwrap().1.as_dict().unwrap();
                maps.entry(name.clone()).or_insert_with(|| codes(&doc, font));
            }
        }
        Self { doc, maps }
    }

    /// Every code that a font gives, in order.
    pub fn codes(&self) -> impl Iterator<Item = &Stored> {
        self.maps.values().flat_map(BTreeMap::values)
    }

    /// The text objects of all pages.
    pub fn rows(&self) -> Vec<Row> {
        self.doc.get_pages().into_values().flat_map(|page| self.page_rows(page)).collect()
    }

    pub fn page_rows(&self, page: (u32, u16)) -> Vec<Row> {
        let content = Content::decode(&self.doc.get_page_content(page)).unwrap();
        let mut rows: Vec<Row> = vec![];
        let (mut font, mut size, mut mcid, mut begun) = (vec![], 0.0, None, false);
        for op in content.operations {
            let number = |i: usize| f64::from(op.operands[i].as_float().unwrap());
            match op.operator.as_str() {
                "Tf" => {
                    font = op.operands[0].as_name().unwrap().to_vec();
                    size = number(1);
                }
                "BDC" => {
                    let dict = op.operands[1].as_dict().unwrap();
                    mcid = dict.get(b"MCID").and_then(Object::as_i64).ok();
                }
                "BMC" | "EMC" => mcid = None,
                "BT" => begun = true,
                "Tm" if !begun => {
                    let row = rows.last_mut().unwrap();
                    assert_eq!(row.y, number(5), "one baseline");
                    row.advance = number(4) - row.x;
                    row.jumps += 1;
                }
                "Tm" => {
                    begun = false;
                    let (x, y) = (number(4), number(5));
                    rows.push(Row {
                        codes: vec![],
                        at: vec![],
                        x,
                        y,
                        size,
                        advance: 0.0,
                        jumps: 0,
                        mcid,
                    });
                }
                "TJ" => {
                    let row = rows.last_mut().unwrap();
                    let map = &self.maps[&font];
                    for item in op.operands[0].as_array().unwrap() {
                        show(item, map, row);
                    }
                }
                "Tj" => show(&op.operands[0], &self.maps[&font], rows.last_mut().unwrap()),
                "Td" | "TD" | "T*" | "Tc" | "Tw" | "Tz" | "Ts" | "'" | "\"" => {
                    panic!("{} moves the pen (text-layer rule R12)", op.operator)
                }
                _ => {}
            }
        }
        rows
    }
}

fn show(item: &Object, map: &BTreeMap<u16, Stored>, row: &mut Row) {
    if let Object::String(bytes, _) = item {
        for pair in bytes.chunks(2) {
            let stored = map[&u16::from_be_bytes([pair[0], pair[1]])];
            row.at.push(row.advance);
            row.advance += stored.width * row.size / 1000.0;
            row.codes.push(stored);
        }
    } else {
        row.advance -= f64::from(item.as_float().unwrap()) * row.size / 1000.0;
    }
}

fn stream(doc: &Document, dict: &Dictionary, key: &[u8]) -> Vec<u8> {
    let stream = dict.get_deref(key, doc).unwrap().as_stream().unwrap();
    stream.decompressed_content().unwrap()
}

/// The descendant of a Type0 font.
pub fn descendant<'a>(doc: &'a Document, font: &'a Dictionary) -> &'a Dictionary {
    let all = font.get_deref(b"DescendantFonts", doc).unwrap().as_array().unwrap();
    doc.dereference(&all[0]).unwrap().1.as_dict().unwrap()
}

/// The file of a Type0 font.
pub fn font_file(doc: &Document, font: &Dictionary) -> Vec<u8> {
    let cid = descendant(doc, font);
    let descriptor = cid.get_deref(b"FontDescriptor", doc).unwrap().as_dict().unwrap();
    stream(doc, descriptor, b"FontFile2")
}

/// Widths of a Type0 font, in 1/1000 em, from code 1 on.
pub fn widths(doc: &Document, font: &Dictionary) -> Vec<f64> {
    let cid = descendant(doc, font);
    let all = cid.get_deref(b"W", doc).unwrap().as_array().unwrap();
    assert_eq!((all[0].as_i64().unwrap(), all.len()), (1, 2));
    all[1].as_array().unwrap().iter().map(|w| f64::from(w.as_float().unwrap())).collect()
}

fn codes(doc: &Document, font: &Dictionary) -> BTreeMap<u16, Stored> {
    let map = String::from_utf8(stream(doc, font, b"ToUnicode")).unwrap();
    let widths = widths(doc, font);
    let mut out = BTreeMap::new();
    for line in map.lines().filter(|l| l.starts_with('<') && l.contains("><")) {
        let (code, text) = line[1..line.len() - 1].split_once("><").unwrap();
        let code = u16::from_str_radix(code, 16).unwrap();
        if line.ends_with("FFFF>") && code == 0 {
            continue;
        }
        let units: Vec<u16> = (0..text.len() / 4)
            .map(|i| u16::from_str_radix(&text[4 * i..4 * i + 4], 16).unwrap())
            .collect();
        let text = String::from_utf16(&units).unwrap();
        let one = || {
            assert_eq!(
                text.chars().count(),
                1,
                "one code, one character (text-layer rule R2): {text:?}"
            );
            text.chars().next().unwrap()
        };
        let ch = if ENDS.contains(&text.as_str()) { END } else { one() };
        out.insert(code, Stored { code, ch, width: widths[usize::from(code) - 1] });
    }
    assert_eq!(out.len(), widths.len(), "each code has a character");
    out
}
