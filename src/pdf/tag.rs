//! The structure tree (ISO 32000-1 14.7): elements, marked content, parent tree.
//!
//! In: the layout's [`TagTree`] and, page by page, what content appeared under which element.
//! Out: structure elements as finished bytes, since a long document has more than a hundred
//! thousand of them. Links, notes' marks and foreign phrases inside lines become elements of
//! their own here. Right-to-left text never gets `ActualText` (text-layer rule R11).

use super::element::ElementWriter;
use super::segment::Role;
use super::syntax::{integer, reference, text};
use super::write::Store;
use crate::layout::frame::{Page, TagId, TagNode, TagTree};
use crate::model::lang::Lang;

/// A structure element by number: the layout's first, then those made here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ElementId(pub(super) u32);

/// Something that an element holds beside its children.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeldKid {
    pub(super) owner: ElementId,
    /// The child that it comes after, plus one; 0 before all children.
    pub(super) after: u32,
    pub(super) what: Kid,
}

/// What an element holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kid {
    /// Marked content of a page.
    Content { page: u32, mcid: u32 },
    /// An element made here.
    Element(ElementId),
    /// An annotation of a page, by number.
    Annotation { page: u32, annotation: u32 },
}

/// An element inside a line.
#[derive(Debug, Clone)]
pub(super) struct Inline {
    pub(super) parent: ElementId,
    pub(super) role: Role,
    pub(super) lang: Option<Lang>,
}

/// The structure tree under construction.
#[derive(Debug)]
pub(super) struct Structure<'a> {
    tree: &'a TagTree,
    default: &'a Lang,
    items: Vec<HeldKid>,
    inline: Vec<Inline>,
    /// For each layout element its last child that has ended, plus one.
    passed: Vec<u32>,
    /// The inline element that may go on in the next line, with its owner.
    open: Option<(ElementId, ElementId)>,
    /// For each page the elements of its marked content.
    parents: Vec<Vec<ElementId>>,
}

/// The object numbers that the tree refers to.
#[derive(Debug)]
pub(super) struct Numbers<'a> {
    /// Of the pages.
    pub(super) pages: &'a [u32],
    /// The pages themselves.
    pub(super) layout: &'a [Page],
    /// First one of the annotations.
    pub(super) annotations: u32,
    /// The element of each annotation.
    pub(super) links: &'a [ElementId],
}

impl<'a> Structure<'a> {
    /// A structure without content; `default` is the document's language.
    pub(super) fn new(tree: &'a TagTree, default: &'a Lang) -> Self {
        Self {
            tree,
            default,
            items: vec![],
            inline: vec![],
            passed: vec![0; tree.nodes.len()],
            open: None,
            parents: vec![],
        }
    }

    /// The layout's element, if its number is one.
    pub(super) fn node(&self, id: TagId) -> Option<&'a TagNode> {
        self.tree.nodes.get(id.0 as usize)
    }

    /// Begins a page.
    pub(super) fn begin_page(&mut self) {
        self.parents.push(vec![]);
    }

    /// Notes that a layout element has ended.
    pub(super) fn end(&mut self, id: TagId) {
        let Some(node) = self.node(id) else { return };
        let Some(parent) = node.parent else { return };
        let siblings = self.node(parent).map_or(&[][..], |p| &p.children);
        let Some(passed) = self.passed.get_mut(parent.0 as usize) else { return };
        // Children mostly end in order: the next one is the likeliest.
        let from = (*passed as usize).min(siblings.len());
        let later = siblings[from..].iter().position(|&c| c == id).map(|n| from + n);
        let at = later.or_else(|| siblings.iter().position(|&c| c == id));
        *passed = at.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(*passed);
    }

    /// A number for marked content of `owner` on the present page.
    pub(super) fn content(&mut self, owner: ElementId) -> u32 {
        let page = u32::try_from(self.parents.len().saturating_sub(1)).unwrap_or(0);
        let Some(parents) = self.parents.last_mut() else { return 0 };
        let mcid = u32::try_from(parents.len()).unwrap_or(0);
        parents.push(owner);
        self.hold(owner, Kid::Content { page, mcid });
        mcid
    }

    /// Puts an annotation of the present page under `owner`.
    pub(super) fn annotate(&mut self, owner: ElementId, annotation: usize) {
        let page = u32::try_from(self.parents.len().saturating_sub(1)).unwrap_or(0);
        let annotation = u32::try_from(annotation).unwrap_or(0);
        self.hold(owner, Kid::Annotation { page, annotation });
    }

    /// The element of a stretch of a line; the one of the line before, where it goes on.
    pub(super) fn inline(&mut self, owner: TagId, role: &Role, lang: &Lang) -> ElementId {
        let parent = ElementId(owner.0);
        if *role == Role::Plain {
            self.open = None;
            return parent;
        }
        if let Some((of, id)) = self.open
            && of == parent
            && self.inline[id.0 as usize - self.tree.nodes.len()].role == *role
        {
            return id;
        }
        let n = self.tree.nodes.len() + self.inline.len();
        let id = ElementId(u32::try_from(n).unwrap_or(u32::MAX));
        let lang = (lang != self.lang_of(owner)).then(|| lang.clone());
        self.inline.push(Inline { parent, role: role.clone(), lang });
        self.hold(parent, Kid::Element(id));
        self.open = Some((parent, id));
        id
    }

    /// The language that holds inside a layout element.
    fn lang_of(&self, mut id: TagId) -> &'a Lang {
        while let Some(node) = self.node(id) {
            match (&node.lang, node.parent) {
                (Some(lang), _) => return lang,
                (None, Some(parent)) => id = parent,
                (None, None) => break,
            }
        }
        self.default
    }

    fn hold(&mut self, owner: ElementId, what: Kid) {
        let after = self.passed.get(owner.0 as usize).copied().unwrap_or(0);
        self.items.push(HeldKid { owner, after, what });
    }

    /// Writes the tree; returns the number of its root.
    pub(super) fn write(mut self, store: &mut Store, numbers: &Numbers<'_>) -> u32 {
        let root = store.reserve();
        let count = self.tree.nodes.len() + self.inline.len();
        let first = store.reserve_many(count);
        let rtl = store.reserve();
        store.put(rtl, |out| out.extend_from_slice(b"<</O/Layout/WritingMode/RlTb>>"));
        self.items.sort_by_key(|i| (i.owner, i.after));
        let mut from = 0;
        for n in 0..count {
            let id = ElementId(u32::try_from(n).unwrap_or(u32::MAX));
            let held = self.items[from..].iter().take_while(|i| i.owner == id).count();
            let items = &self.items[from..from + held];
            from += held;
            let writer = ElementWriter { first, root, rtl, numbers };
            store.put(first + id.0, |out| match self.tree.nodes.get(n) {
                Some(node) => writer.node(out, node, items),
                None => writer.inline(out, &self.inline[n - self.tree.nodes.len()], items),
            });
        }
        let parents = self.write_parents(store, first, numbers.links);
        let ids = self.write_ids(store, first);
        store.put(root, |out| {
            out.extend_from_slice(b"<</Type/StructTreeRoot/K ");
            reference(out, first);
            out.extend_from_slice(b"/ParentTree ");
            reference(out, parents);
            out.extend_from_slice(b"/ParentTreeNextKey ");
            integer(out, (numbers.pages.len() + numbers.links.len()) as u64);
            if let Some(ids) = ids {
                out.extend_from_slice(b"/IDTree ");
                reference(out, ids);
            }
            out.extend_from_slice(b">>");
        });
        root
    }

    /// The parent tree: pages by their index, then annotations (14.7.4.4).
    fn write_parents(&self, store: &mut Store, first: u32, links: &[ElementId]) -> u32 {
        let of_pages = self.parents.iter().map(|elements| {
            let mut out = vec![b'['];
            for element in elements {
                reference(&mut out, first + element.0);
                out.push(b' ');
            }
            out.push(b']');
            out
        });
        let of_links = links.iter().map(|link| {
            let mut out = vec![];
            reference(&mut out, first + link.0);
            out
        });
        let entries: Vec<Vec<u8>> = of_pages.chain(of_links).collect();
        number_tree(store, &entries)
    }

    /// The ids of elements, in order (14.7.2).
    fn write_ids(&self, store: &mut Store, first: u32) -> Option<u32> {
        let with_id = |(n, node): (u32, &'a TagNode)| node.id.as_deref().map(|id| (id, n));
        let mut ids: Vec<(&str, u32)> =
            (0..).zip(&self.tree.nodes).filter_map(with_id).collect();
        ids.sort_unstable();
        if ids.is_empty() {
            return None;
        }
        let tree = store.reserve();
        store.put(tree, |out| {
            out.extend_from_slice(b"<</Names[");
            for (id, n) in ids {
                text(out, id);
                reference(out, first + n);
                out.push(b' ');
            }
            out.extend_from_slice(b"]>>");
        });
        Some(tree)
    }
}

/// Leaves of a number tree hold this many keys.
const LEAF: usize = 64;

/// Writes a number tree with the keys 0, 1, 2 … (7.9.7).
pub(super) fn number_tree(store: &mut Store, entries: &[Vec<u8>]) -> u32 {
    let root = store.reserve();
    let leaves: Vec<(u32, usize)> =
        (0..entries.len()).step_by(LEAF).map(|at| (store.reserve(), at)).collect();
    for &(leaf, at) in &leaves {
        let values = &entries[at..(at + LEAF).min(entries.len())];
        store.put(leaf, |out| {
            out.extend_from_slice(b"<</Limits[");
            integer(out, at as u64);
            out.push(b' ');
            integer(out, (at + values.len() - 1) as u64);
            out.extend_from_slice(b"]/Nums[");
            for (n, value) in values.iter().enumerate() {
                integer(out, (at + n) as u64);
                out.push(b' ');
                out.extend_from_slice(value);
                out.push(b' ');
            }
            out.extend_from_slice(b"]>>");
        });
    }
    store.put(root, |out| {
        out.extend_from_slice(if leaves.is_empty() { b"<</Nums[" } else { b"<</Kids[" });
        for (leaf, _) in leaves {
            reference(out, leaf);
            out.push(b' ');
        }
        out.extend_from_slice(b"]>>");
    });
    root
}
