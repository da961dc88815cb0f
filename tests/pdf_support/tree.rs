//! The structure tree of a file as indented text: elements, what they hold, what it says.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::read::{END, File};

/// The tree of a file; content is shown as it is stored, turned round where it is Arabic.
pub fn dump(file: &File) -> String {
    let mut texts: BTreeMap<(u32, i64), String> = BTreeMap::new();
    for (page, id) in file.doc.get_pages() {
        for row in file.page_rows(id) {
            if let Some(mcid) = row.mcid {
                let text = texts.entry((page, mcid)).or_default();
                if !text.is_empty() {
                    text.push('|');
                }
                text.push_str(&readable(&row.text()));
            }
        }
    }
    let pages = file.doc.get_pages().into_iter().map(|(n, id)| (id, n)).collect();
    let dump = Dump { doc: &file.doc, texts, pages };
    let root = file.doc.catalog().unwrap().get_deref(b"StructTreeRoot", &file.doc).unwrap();
    let mut out = String::new();
    dump.kids(root.as_dict().unwrap(), None, 0, &mut out);
    out
}

fn readable(stored: &str) -> String {
    let shown = stored.chars().filter(|&c| c != END && c != '\u{200f}');
    let arabic = stored.chars().any(|c| matches!(c, '\u{600}'..='\u{6ff}'));
    if arabic { shown.collect::<Vec<_>>().iter().rev().collect() } else { shown.collect() }
}

struct Dump<'a> {
    doc: &'a Document,
    texts: BTreeMap<(u32, i64), String>,
    pages: BTreeMap<(u32, u16), u32>,
}

impl Dump<'_> {
    fn element(&self, dict: &Dictionary, depth: usize, out: &mut String) {
        let name = dict.get(b"S").unwrap().as_name().unwrap();
        out.push_str(&"  ".repeat(depth));
        out.push_str(&String::from_utf8_lossy(name));
        for key in ["Lang", "Alt", "T", "ID"] {
            if let Ok(value) = dict.get(key.as_bytes()) {
                out.push_str(&format!(
                    " {key}={:?}",
                    lopdf::decode_text_string(value).unwrap()
                ));
            }
        }
        assert!(!dict.has(b"ActualText"), "text-layer rule R11");
        if let Ok(attributes) = dict.get(b"A") {
            for one in attributes.as_array().unwrap() {
                let one = self.doc.dereference(one).unwrap().1.as_dict().unwrap();
                for (key, value) in one.iter().filter(|(key, _)| key.as_slice() != b"O") {
                    let value = match value {
                        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
                        other => format!("{other:?}"),
                    };
                    out.push_str(&format!(" {}={value}", String::from_utf8_lossy(key)));
                }
            }
        }
        out.push('\n');
        let page = dict.get(b"Pg").and_then(Object::as_reference).ok();
        self.kids(dict, page, depth + 1, out);
    }

    fn kids(
        &self,
        dict: &Dictionary,
        page: Option<(u32, u16)>,
        depth: usize,
        out: &mut String,
    ) {
        match dict.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().for_each(|k| self.kid(k, page, depth, out)),
            Ok(kid) => self.kid(kid, page, depth, out),
            Err(_) => {}
        }
    }

    fn kid(&self, kid: &Object, page: Option<(u32, u16)>, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        let content = |page: Option<(u32, u16)>, mcid: i64| {
            let page = self.pages[&page.expect("content has a page")];
            let text = self.texts.get(&(page, mcid)).map_or("(no text)", |t| t);
            format!("{indent}{page}/{mcid} {text}\n")
        };
        if let Ok(mcid) = kid.as_i64() {
            out.push_str(&content(page, mcid));
            return;
        }
        let dict = self.doc.dereference(kid).unwrap().1.as_dict().unwrap();
        let own = dict.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        if dict.has_type(b"MCR") {
            out.push_str(&content(own, dict.get(b"MCID").unwrap().as_i64().unwrap()));
        } else if dict.has_type(b"OBJR") {
            let annotation = dict.get_deref(b"Obj", self.doc).unwrap().as_dict().unwrap();
            let said = lopdf::decode_text_string(annotation.get(b"Contents").unwrap()).unwrap();
            let key = annotation.get(b"StructParent").unwrap().as_i64().unwrap();
            let to = if annotation.has(b"Dest") { "place" } else { "address" };
            let page = self.pages[&own.expect("an annotation has a page")];
            out.push_str(&format!("{indent}{page}/annotation {key} to {to}: {said}\n"));
        } else {
            self.element(dict, depth, out);
        }
    }
}
