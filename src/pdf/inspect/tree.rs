//! The structure of a tagged file: its text in the order of the tags, and the words for its pictures.

use std::collections::{BTreeMap, BTreeSet};

use hayro_interpret::hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, ObjRef, Object, ObjectIdentifier, String as PdfString,
};
use hayro_interpret::hayro_syntax::page::Page;

use super::text::Chunk;
use super::words;
use crate::model::finished::{FinishedPicture, Read};

/// How deep elements lie in each other, and how many there are.
const MAX_DEPTH: usize = 64;
const MAX_ELEMENTS: usize = 500_000;
/// Elements that are part of the text around them (ISO 32000-1, 14.8.4.4).
const INLINE: [&str; 18] = [
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Warichu",
    "WT",
    "WP",
    "Em",
    "Strong",
    "Sub",
];

/// What the structure says.
#[derive(Debug, Default)]
pub(super) struct StructureTree {
    pub(super) text: Vec<Read>,
    pub(super) pictures: Vec<FinishedPicture>,
    pub(super) languages: Vec<String>,
}

/// The structure of a file, where it has one.
pub(super) fn read(
    catalog: &Dict<'_>,
    pages: &[Page<'_>],
    chunks: &[Vec<Chunk>],
) -> Option<StructureTree> {
    let root = catalog.get::<Dict<'_>>("StructTreeRoot")?;
    let numbers = pages.iter().enumerate();
    let numbers = numbers.filter_map(|(index, page)| Some((page.raw().obj_id()?, index)));
    let mut walk = TreeWalk {
        roles: root.get::<Dict<'_>>("RoleMap"),
        pages: numbers.collect(),
        texts: marked(chunks),
        seen: BTreeSet::new(),
        tree: StructureTree::default(),
        left: MAX_ELEMENTS,
    };
    walk.children(&root, &InheritedState::default(), MAX_DEPTH);
    for read in &mut walk.tree.text {
        read.text.truncate(read.text.trim_end().len());
    }
    walk.tree.text.retain(|read| !read.text.is_empty());
    Some(walk.tree)
}

/// Text by page and number; a number that comes back continues.
fn marked(pages: &[Vec<Chunk>]) -> BTreeMap<(usize, i32), String> {
    let mut out: BTreeMap<(usize, i32), String> = BTreeMap::new();
    for (page, chunks) in pages.iter().enumerate() {
        for chunk in chunks.iter().filter(|chunk| !chunk.artifact) {
            let Some(mcid) = chunk.mcid else { continue };
            out.entry((page, mcid)).or_default().push_str(&chunk.text);
        }
    }
    out
}

/// What an element hands down.
#[derive(Debug, Clone, Default)]
struct InheritedState {
    page: Option<usize>,
    lang: Option<String>,
    /// The piece that inline text goes to.
    piece: Option<usize>,
}

struct TreeWalk<'a> {
    roles: Option<Dict<'a>>,
    pages: BTreeMap<ObjectIdentifier, usize>,
    texts: BTreeMap<(usize, i32), String>,
    seen: BTreeSet<ObjectIdentifier>,
    tree: StructureTree,
    left: usize,
}

impl TreeWalk<'_> {
    fn children(&mut self, parent: &Dict<'_>, state: &InheritedState, depth: usize) {
        match parent.get_raw::<Object<'_>>("K") {
            None => {}
            Some(MaybeRef::NotRef(Object::Array(kids))) => self.all(&kids, state, depth),
            Some(kid) => match parent.get::<Object<'_>>("K") {
                Some(Object::Array(kids)) => self.all(&kids, state, depth),
                Some(object) => self.child(object, kid.as_obj_ref(), state, depth),
                None => {}
            },
        }
    }

    fn all(&mut self, kids: &Array<'_>, state: &InheritedState, depth: usize) {
        let refs: Vec<Option<ObjRef>> = kids.raw_iter().map(|kid| kid.as_obj_ref()).collect();
        for (object, place) in kids.iter::<Object<'_>>().zip(refs) {
            self.child(object, place, state, depth);
        }
    }

    fn child(
        &mut self,
        kid: Object<'_>,
        place: Option<ObjRef>,
        state: &InheritedState,
        depth: usize,
    ) {
        let Some(depth) = depth.checked_sub(1) else { return };
        let Some(left) = self.left.checked_sub(1) else { return };
        self.left = left;
        match kid {
            Object::Number(number) => self.content(i32::try_from(number.as_i64()).ok(), state),
            Object::Dict(dict) => {
                let is_new = place.is_none_or(|place| self.seen.insert(place.into()));
                let kind = dict.get::<Name<'_>>("Type");
                match kind.as_deref() {
                    Some(b"MCR") => {
                        let page = self.page(&dict).or(state.page);
                        let state = InheritedState { page, ..state.clone() };
                        self.content(dict.get::<i32>("MCID"), &state);
                    }
                    Some(b"OBJR") => {}
                    _ if is_new => self.element(&dict, state, depth),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn page(&self, dict: &Dict<'_>) -> Option<usize> {
        self.pages.get(&dict.get_ref("Pg")?.into()).copied()
    }

    fn element(&mut self, dict: &Dict<'_>, state: &InheritedState, depth: usize) {
        let role = self.role(dict);
        let said = |key: &str| dict.get::<PdfString<'_>>(key).map(|text| words(&text));
        let mut state = state.clone();
        state.page = self.page(dict).or(state.page);
        if let Some(lang) = said("Lang").filter(|lang| !lang.is_empty()) {
            if !self.tree.languages.contains(&lang) {
                self.tree.languages.push(lang.clone());
            }
            state.lang = Some(lang);
        }
        if !INLINE.contains(&role.as_str()) || state.piece.is_none() {
            state.piece = Some(self.piece(role.clone(), &state));
        }
        if role == "Figure" || role == "Formula" {
            let alt = said("Alt").or_else(|| said("ActualText"));
            self.tree.pictures.push(FinishedPicture { alt: alt.clone() });
            if let Some(alt) = alt {
                self.add(&alt, &state);
                return;
            }
        } else if let Some(text) = said("ActualText").filter(|text| !text.is_empty()) {
            self.add(&text, &state);
            return;
        }
        self.children(dict, &state, depth);
    }

    /// The role of an element, as the standard knows it.
    fn role(&self, dict: &Dict<'_>) -> String {
        let mut role =
            dict.get::<Name<'_>>("S").map(|n| n.as_str().to_owned()).unwrap_or_default();
        for _ in 0..8 {
            let mapped =
                self.roles.as_ref().and_then(|roles| roles.get::<Name<'_>>(role.as_str()));
            match mapped {
                Some(next) if next.as_str() != role => role = next.as_str().to_owned(),
                _ => break,
            }
        }
        role
    }

    fn piece(&mut self, role: String, state: &InheritedState) -> usize {
        self.tree.text.push(Read {
            role: Some(role),
            language: state.lang.clone(),
            page: state.page.map(|page| page + 1),
            text: String::new(),
        });
        self.tree.text.len() - 1
    }

    fn content(&mut self, mcid: Option<i32>, state: &InheritedState) {
        let Some((page, mcid)) = state.page.zip(mcid) else { return };
        let Some(text) = self.texts.remove(&(page, mcid)) else { return };
        self.add(&text, state);
        if let Some(piece) = self.tree.text.last_mut() {
            piece.page.get_or_insert(page + 1);
        }
    }

    /// Adds words to the piece that is open. Where another has begun since, they begin one, too.
    fn add(&mut self, text: &str, state: &InheritedState) {
        let last = self.tree.text.len().checked_sub(1);
        let open = state.piece.and_then(|piece| self.tree.text.get(piece)).cloned();
        let Some(open) = open else { return };
        if state.piece != last {
            self.tree.text.push(Read { text: String::new(), ..open });
        }
        let Some(piece) = self.tree.text.last_mut() else { return };
        let parted = piece.text.is_empty() || piece.text.ends_with(char::is_whitespace);
        piece.text.push_str(if parted { text.trim_start() } else { text });
    }
}
