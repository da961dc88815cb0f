//! One structure element as bytes: type, parent, language, children, attributes
//! (ISO 32000-1 14.7.2, 14.8.5).

use super::segment::Role;
use super::syntax::{integer, number, reference, text};
use super::tag::{HeldKid, Inline, Kid, Numbers};
use crate::geom::{Abs, Rect};
use crate::layout::frame::{ListNumbering, Scope, TagKind, TagNode};
use crate::model::lang::Lang;

/// Writes single elements.
pub(super) struct ElementWriter<'a> {
    /// Number of the first element's object.
    pub(super) first: u32,
    /// The tree's root.
    pub(super) root: u32,
    /// The attributes of right-to-left blocks.
    pub(super) rtl: u32,
    /// The objects that elements point to.
    pub(super) numbers: &'a Numbers<'a>,
}

impl ElementWriter<'_> {
    /// An element of the layout.
    pub(super) fn node(&self, out: &mut Vec<u8>, node: &TagNode, items: &[HeldKid]) {
        let parent = node.parent.map_or(self.root, |p| self.first + p.0);
        self.begin(out, name(node.kind), parent, node.lang.as_ref());
        for (key, value) in [("/Alt", &node.alt), ("/T", &node.title), ("/ID", &node.id)] {
            if let Some(value) = value {
                out.extend_from_slice(key.as_bytes());
                text(out, value);
            }
        }
        self.attributes(out, node);
        let page = self.page(out, node.bbox.map(|(page, _)| page), items);
        let mut kids = vec![];
        let mut items = items.iter().peekable();
        for (n, child) in (1u32..).zip(&node.children) {
            while let Some(item) = items.next_if(|i| i.after < n) {
                self.held(&mut kids, item.what, page);
            }
            reference(&mut kids, self.first + child.0);
            kids.push(b' ');
        }
        items.for_each(|item| self.held(&mut kids, item.what, page));
        finish(out, &kids);
    }

    /// An element inside a line.
    pub(super) fn inline(&self, out: &mut Vec<u8>, inline: &Inline, items: &[HeldKid]) {
        let name = match inline.role {
            Role::Link(_) => "Link",
            Role::Note(_) => "Reference",
            Role::Foreign(_) | Role::Plain => "Span",
        };
        self.begin(out, name, self.first + inline.parent.0, inline.lang.as_ref());
        let page = self.page(out, None, items);
        let mut kids = vec![];
        items.iter().for_each(|item| self.held(&mut kids, item.what, page));
        finish(out, &kids);
    }

    fn begin(&self, out: &mut Vec<u8>, name: &str, parent: u32, lang: Option<&Lang>) {
        out.extend_from_slice(b"<</S/");
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"/P ");
        reference(out, parent);
        if let Some(lang) = lang {
            out.extend_from_slice(b"/Lang");
            text(out, lang.as_str());
        }
    }

    /// Writes the page of an element's first content, which its other content leaves out.
    fn page(&self, out: &mut Vec<u8>, known: Option<usize>, items: &[HeldKid]) -> Option<u32> {
        let of = |item: &HeldKid| match item.what {
            Kid::Content { page, .. } | Kid::Annotation { page, .. } => Some(page),
            Kid::Element(_) => None,
        };
        let first = items.iter().find_map(of);
        let page = first.or_else(|| known.and_then(|n| u32::try_from(n).ok()))?;
        let &id = self.numbers.pages.get(page as usize)?;
        out.extend_from_slice(b"/Pg ");
        reference(out, id);
        Some(page)
    }

    /// Writes one thing that an element holds.
    fn held(&self, out: &mut Vec<u8>, held: Kid, pg: Option<u32>) {
        let elsewhere = |out: &mut Vec<u8>, page: u32| {
            if let Some(&id) = self.numbers.pages.get(page as usize)
                && pg != Some(page)
            {
                out.extend_from_slice(b"/Pg ");
                reference(out, id);
            }
        };
        match held {
            Kid::Element(id) => reference(out, self.first + id.0),
            Kid::Content { page, mcid } if pg == Some(page) => integer(out, u64::from(mcid)),
            Kid::Content { page, mcid } => {
                out.extend_from_slice(b"<</Type/MCR");
                elsewhere(out, page);
                out.extend_from_slice(b"/MCID ");
                integer(out, u64::from(mcid));
                out.extend_from_slice(b">>");
            }
            Kid::Annotation { page, annotation } => {
                out.extend_from_slice(b"<</Type/OBJR");
                elsewhere(out, page);
                out.extend_from_slice(b"/Obj ");
                reference(out, self.numbers.annotations + annotation);
                out.extend_from_slice(b">>");
            }
        }
        out.push(b' ');
    }

    /// Writes an element's attributes (14.8.5).
    fn attributes(&self, out: &mut Vec<u8>, node: &TagNode) {
        let mut all: Vec<Vec<u8>> = vec![];
        if node.rtl {
            let mut shared = vec![];
            reference(&mut shared, self.rtl);
            all.push(shared);
        }
        match node.kind {
            TagKind::L(numbering) => all.push(attribute(
                "List",
                "ListNumbering",
                match numbering {
                    ListNumbering::None => "None",
                    ListNumbering::Disc => "Disc",
                    ListNumbering::Decimal => "Decimal",
                    ListNumbering::LowerRoman => "LowerRoman",
                    ListNumbering::UpperRoman => "UpperRoman",
                    ListNumbering::LowerAlpha => "LowerAlpha",
                    ListNumbering::UpperAlpha => "UpperAlpha",
                },
            )),
            TagKind::Th(scope) => all.push(attribute(
                "Table",
                "Scope",
                match scope {
                    Scope::Column => "Column",
                    Scope::Row => "Row",
                },
            )),
            _ => {}
        }
        all.extend(node.bbox.and_then(|(page, rect)| {
            self.numbers.layout.get(page).map(|page| bbox(page.size.height, rect))
        }));
        if all.is_empty() {
            return;
        }
        out.extend_from_slice(b"/A[");
        for one in all {
            out.extend_from_slice(&one);
            out.push(b' ');
        }
        out.push(b']');
    }
}

fn attribute(owner: &str, key: &str, value: &str) -> Vec<u8> {
    format!("<</O/{owner}/{key}/{value}>>").into_bytes()
}

/// A figure's box on a page of this height.
fn bbox(height: Abs, rect: Rect) -> Vec<u8> {
    let mut out = b"<</O/Layout/Placement/Block/BBox[".to_vec();
    for side in [rect.left(), height - rect.bottom(), rect.right(), height - rect.top()] {
        number(&mut out, side.to_pt());
        out.push(b' ');
    }
    out.extend_from_slice(b"]>>");
    out
}

fn finish(out: &mut Vec<u8>, kids: &[u8]) {
    if !kids.is_empty() {
        out.extend_from_slice(b"/K[");
        out.extend_from_slice(kids.trim_ascii_end());
        out.push(b']');
    }
    out.extend_from_slice(b">>");
}

/// A structure type's name (14.8.4).
pub(super) fn name(kind: TagKind) -> &'static str {
    match kind {
        TagKind::Document => "Document",
        TagKind::Part => "Part",
        TagKind::Sect => "Sect",
        TagKind::H(1) => "H1",
        TagKind::H(2) => "H2",
        TagKind::H(3) => "H3",
        TagKind::H(4) => "H4",
        TagKind::H(5) => "H5",
        TagKind::H(_) => "H6",
        TagKind::P => "P",
        TagKind::L(_) => "L",
        TagKind::Li => "LI",
        TagKind::Lbl => "Lbl",
        TagKind::LBody => "LBody",
        TagKind::Table => "Table",
        TagKind::Tr => "TR",
        TagKind::Th(_) => "TH",
        TagKind::Td => "TD",
        TagKind::Figure => "Figure",
        TagKind::Caption => "Caption",
        TagKind::Toc => "TOC",
        TagKind::Toci => "TOCI",
        TagKind::Reference => "Reference",
        TagKind::Note => "Note",
        TagKind::BlockQuote => "BlockQuote",
        TagKind::Div => "Div",
        TagKind::Span => "Span",
        TagKind::Link(_) => "Link",
    }
}
