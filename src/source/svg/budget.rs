//! How much a drawing grows while what it refers to is put in place.
//!
//! A marker stands at every corner of a path, a pattern may be filled with patterns, and each level
//! multiplies: a thousand bytes can ask for more than any memory holds. So references are followed
//! here first, as the reader of SVG would follow them, and no further than a budget goes. It errs
//! on the side of more.

use std::collections::BTreeMap;
use std::rc::Rc;

use simplecss::{AttributeOperator, DeclarationTokenizer, PseudoClass, StyleSheet};
use usvg::roxmltree::{Document, Node, NodeId};

/// Most steps that references may add, about as many as a drawing may have by itself.
const MOST_STEPS: usize = 2_000_000;
/// What an element costs beside its steps, in steps.
const ELEMENT: usize = 32;
/// Deepest nesting, through references, too.
const DEEPEST: usize = 512;
/// Most rules of style sheets times elements: each is held against each.
const MOST_MATCHES: usize = 20_000_000;

/// Properties that refer to elements, by how often they put them in place. The first five are
/// handed down.
const PROPERTIES: [&str; 9] = [
    "marker-start",
    "marker-end",
    "marker-mid",
    "fill",
    "stroke",
    "marker",
    "mask",
    "clip-path",
    "filter",
];
const HANDED_DOWN: usize = 5;
const MID: usize = 2;
const ALL_MARKERS: usize = 5;

/// The elements that properties name, by the order in [`PROPERTIES`].
type Names = [Vec<String>; PROPERTIES.len()];

/// How a drawing goes beyond its budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excess {
    /// It has too many steps.
    Steps,
    /// Its elements stand too deep in one another.
    Depth,
}

/// How a drawing goes beyond its budget, if it does.
pub(super) fn excess(xml: &Document<'_>) -> Option<Excess> {
    let mut css = StyleSheet::new();
    let sheets = xml.descendants().filter(|node| node.tag_name().name() == "style");
    sheets.filter_map(|node| node.text()).for_each(|text| css.parse_more(text));
    let elements = xml.descendants().filter(Node::is_element).count();
    if css.rules.len().saturating_mul(elements) > MOST_MATCHES {
        return Some(Excess::Steps);
    }
    let mut ids: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for node in xml.descendants() {
        if let Some(id) = node.attribute("id") {
            ids.entry(id).or_default().push(node);
        }
    }
    let mut budget =
        Budget { css, ids, named: BTreeMap::new(), left: MOST_STEPS, open: vec![] };
    budget.walk(xml.root_element(), 1, &Names::default(), 0).err()
}

/// A walk through a drawing.
struct Budget<'a> {
    css: StyleSheet<'a>,
    /// By name; more than one may bear a name, and readers differ in which they take.
    ids: BTreeMap<&'a str, Vec<Node<'a, 'a>>>,
    named: BTreeMap<usize, Rc<Names>>,
    left: usize,
    /// The elements that are being put in place; none is put into itself.
    open: Vec<NodeId>,
}

impl<'a> Budget<'a> {
    /// Walks through an element that stands `times` times.
    fn walk(
        &mut self,
        node: Node<'a, 'a>,
        times: usize,
        handed: &Names,
        depth: usize,
    ) -> Result<(), Excess> {
        if depth > DEEPEST {
            return Err(Excess::Depth);
        }
        let corners = corners(&node);
        if !self.open.is_empty() {
            self.spend((corners + ELEMENT).saturating_mul(times))?;
        }
        let names = self.effective(&node, handed);
        for (property, ids) in names.iter().enumerate() {
            // Only a path has corners, and a colour.
            let reaches = property >= HANDED_DOWN || corners > 0;
            for id in ids.iter().filter(|_| reaches) {
                let count = if property == MID { corners } else { 1 };
                self.refer(id, times.saturating_mul(count), &names, depth)?;
            }
        }
        if node.tag_name().name() == "use" {
            self.follow(&node, times, &names, depth)?;
        }
        for child in node.children().filter(|child| child.is_element() && !is_definition(child))
        {
            self.walk(child, times, &names, depth + 1)?;
        }
        Ok(())
    }

    /// Puts in place what an element's own references name.
    fn follow(
        &mut self,
        node: &Node<'a, 'a>,
        times: usize,
        handed: &Names,
        depth: usize,
    ) -> Result<(), Excess> {
        let hrefs = node.attributes().filter(|attribute| attribute.name() == "href");
        let targets = hrefs.filter_map(|href| href.value().trim().strip_prefix('#'));
        for target in targets.collect::<Vec<_>>() {
            self.refer(target, times, handed, depth)?;
        }
        Ok(())
    }

    /// Puts the elements of a name in place.
    fn refer(
        &mut self,
        id: &str,
        times: usize,
        handed: &Names,
        depth: usize,
    ) -> Result<(), Excess> {
        let targets = self.ids.get(id).cloned().unwrap_or_default();
        for target in targets {
            if times > 0 && !self.open.contains(&target.id()) {
                self.put(target, times, handed, depth + 1)?;
            }
        }
        Ok(())
    }

    fn put(
        &mut self,
        target: Node<'a, 'a>,
        times: usize,
        handed: &Names,
        depth: usize,
    ) -> Result<(), Excess> {
        let mut names = self.around(&target);
        for (all, more) in names.iter_mut().zip(handed).take(HANDED_DOWN) {
            all.extend(more.iter().cloned());
            all.sort();
            all.dedup();
        }
        self.open.push(target.id());
        // Gradients and patterns take what they lack from another.
        if target.tag_name().name() != "use" {
            self.follow(&target, times, &names, depth)?;
        }
        self.walk(target, times, &names, depth)?;
        self.open.pop();
        Ok(())
    }

    fn spend(&mut self, steps: usize) -> Result<(), Excess> {
        self.left = self.left.checked_sub(steps).ok_or(Excess::Steps)?;
        Ok(())
    }

    /// What the elements around one hand down to it.
    fn around(&mut self, node: &Node<'a, 'a>) -> Names {
        let outer: Vec<_> = node.ancestors().skip(1).filter(Node::is_element).collect();
        let mut names = Names::default();
        for node in outer.into_iter().rev() {
            names = self.effective(&node, &names);
        }
        names
    }

    /// What an element refers to, by itself or by what is handed down to it.
    fn effective(&mut self, node: &Node<'a, 'a>, handed: &Names) -> Names {
        let mut own = (*self.declared(node)).clone();
        let markers = std::mem::take(&mut own[ALL_MARKERS]);
        for (property, names) in own.iter_mut().take(HANDED_DOWN).enumerate() {
            if property <= MID {
                names.extend(markers.iter().cloned());
            }
            if names.is_empty() {
                names.clone_from(&handed[property]);
            }
        }
        own
    }

    /// What an element itself, or a style sheet for it, refers to.
    fn declared(&mut self, node: &Node<'a, 'a>) -> Rc<Names> {
        if let Some(known) = self.named.get(&node.id().get_usize()) {
            return Rc::clone(known);
        }
        let mut names = Names::default();
        let mut add = |property: &str, value: &str| {
            if let Some(at) = PROPERTIES.iter().position(|known| *known == property) {
                names[at].extend(local(value));
            }
        };
        node.attributes().for_each(|attribute| add(attribute.name(), attribute.value()));
        for declaration in
            DeclarationTokenizer::from(node.attribute("style").unwrap_or_default())
        {
            add(declaration.name, declaration.value);
        }
        for rule in self.css.rules.iter().filter(|rule| rule.selector.matches(&Styled(*node))) {
            rule.declarations.iter().for_each(|own| add(own.name, own.value));
        }
        let names = Rc::new(names);
        self.named.insert(node.id().get_usize(), Rc::clone(&names));
        names
    }
}

/// The element that a value such as `url(#name) black` names.
fn local(value: &str) -> Option<String> {
    let target = value.split_once("url(")?.1.split(')').next()?;
    let target = target.trim().trim_matches(['"', '\'']).trim();
    target.strip_prefix('#').map(str::to_owned)
}

/// Whether an element shows nothing where it stands.
fn is_definition(node: &Node<'_, '_>) -> bool {
    let name = node.tag_name().name();
    matches!(name, "defs" | "marker" | "pattern" | "mask" | "clipPath" | "symbol" | "filter")
}

/// At most how many corners an element's outline has.
fn corners(node: &Node<'_, '_>) -> usize {
    match node.tag_name().name() {
        "path" => node.attribute("d").map_or(0, steps),
        "polyline" | "polygon" => node.attribute("points").map_or(0, steps),
        "rect" | "circle" | "ellipse" | "line" => 8,
        "text" => {
            node.descendants().filter_map(|part| part.text()).map(str::len).sum::<usize>() * 32
        }
        _ => 0,
    }
}

/// At most how many corners path data has: no step has less than a letter and a number, or two
/// numbers.
fn steps(data: &str) -> usize {
    let letters = data.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_part = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
    let bytes = data.as_bytes();
    let starts = bytes.iter().enumerate().filter(|(at, byte)| {
        is_part(byte) && !at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_digit())
    });
    let numbers = starts.count();
    let is_flat = data.contains(['h', 'H', 'v', 'V', 'a', 'A']);
    letters + if is_flat { numbers } else { numbers.div_ceil(2) }
}

/// An element as style sheets see it.
struct Styled<'a>(Node<'a, 'a>);

impl simplecss::Element for Styled<'_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Styled)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Styled)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        matches!(class, PseudoClass::FirstChild) && self.prev_sibling_element().is_none()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    fn kept(inner: &str) -> bool {
        let text = format!("<svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>");
        excess(&Document::parse(&text).unwrap()).is_none()
    }

    /// Eight levels, each of which stands ten times in the one before, by one way of referring.
    fn nested(level: impl Fn(usize) -> String) -> String {
        (0..8).map(level).collect()
    }

    #[test]
    fn what_multiplies_goes_too_far_however_it_refers() {
        let corners = "L1 1".repeat(10);
        let ten = |inner: &str| inner.repeat(10);
        for bomb in [
            nested(|n| format!("<marker id='m{n}'><path d='M0 0{corners}' marker-mid='url(#m{})'/></marker>", n + 1))
                + "<path d='M0 0L1 1L2 2' marker-mid='url(#m0)'/>",
            nested(|n| format!("<marker id='m{n}'><g style='marker:url(#m{})'><path d='M0 0{corners}'/></g></marker>", n + 1))
                + "<path d='M0 0L1 1' marker-end='url(#m0)'/>",
            nested(|n| format!("<pattern id='p{n}'>{}</pattern>", ten(&format!("<rect fill='url(#p{})'/>", n + 1))))
                + "<rect fill='url(#p0)'/>",
            nested(|n| format!("<g id='g{n}'>{}</g>", ten(&format!("<use href='#g{}'/>", n + 1)))),
            nested(|n| format!("<mask id='k{n}'>{}</mask>", ten(&format!("<g mask='url(#k{})'/>", n + 1))))
                + "<g mask='url(#k0)'/>",
            "<style>.a{marker-mid:url(#m0)} .b{marker:url('#m1')} .c{marker-mid:url(#m2)}</style>".to_owned()
                + &nested(|n| format!("<marker id='m{n}'><path class='{}' d='M0 0{}'/></marker>", ["b", "c"][n % 2], corners.repeat(9)))
                + &format!("<path class='a' d='M0 0{}'/>", corners.repeat(50)),
        ] {
            assert!(!kept(&bomb), "{}", &bomb[..200]);
        }
    }

    #[test]
    fn what_people_draw_does_not() {
        let line = "L10 20".repeat(1000);
        let marker = "<marker id='m'><path d='M0 0L1 1L0 2z'/></marker>";
        let pattern = "<pattern id='p'><path d='M0 0L1 1'/></pattern>";
        for inner in [
            format!("{marker}<path d='M0 0{line}' marker-mid='url(#m)'/>"),
            format!(
                "<style>path{{marker-end:url(#m)}}</style>{marker}{}",
                "<path d='M0 0L9 9'/>".repeat(2000)
            ),
            format!("{pattern}{}", "<rect fill='url(#p)'/>".repeat(2000)),
            format!("<g id='a'><path d='M0 0{line}'/></g><use href='#a'/><use href='#a'/>"),
            format!("<path d='M0 0{}'/>", line.repeat(100)),
            "<g id='a'><use href='#a'/></g>".to_owned(),
        ] {
            assert!(kept(&inner), "{}", &inner[..60.min(inner.len())]);
        }
    }
}
