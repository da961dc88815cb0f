//! What a drawing must not hold: scripts, movement, references to other files, and text, whose faces
//! are not known here.
//!
//! None of it would come into an output, as drawings are written anew; it is refused so that nobody
//! takes for drawn what is not.

use usvg::roxmltree::{Document, Node};

const SVG: &str = "http://www.w3.org/2000/svg";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// What is refused, with the line where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) what: &'static str,
    pub(super) line: u32,
}

/// The first thing that is refused.
pub(super) fn refused(xml: &Document<'_>) -> Option<Refused> {
    xml.descendants().find_map(|node| {
        let what = if node.is_pi() { instruction(&node) } else { active(&node) };
        what.map(|what| Refused { what, line: line(xml, &node) })
    })
}

/// The line where an element begins, counted from 1.
pub(super) fn line(xml: &Document<'_>, node: &Node<'_, '_>) -> u32 {
    xml.text_pos_at(node.range().start).row
}

/// Programs leave notes for themselves; one kind calls for a style sheet.
fn instruction(node: &Node<'_, '_>) -> Option<&'static str> {
    let is_sheet = node.pi().is_some_and(|pi| pi.target == "xml-stylesheet");
    is_sheet.then_some("a reference to another file")
}

fn active(node: &Node<'_, '_>) -> Option<&'static str> {
    let tag = node.tag_name();
    match (tag.namespace(), tag.name()) {
        (_, "script") => return Some("a script"),
        (Some(SVG), "image" | "feImage") => return Some("a picture"),
        (Some(SVG), "foreignObject") if has_no_other(node) => return Some("foreign content"),
        (Some(SVG), name) if moves(name) => return Some("an animation"),
        (Some(XHTML), _) if !in_foreign_object(node) => return Some("foreign content"),
        (_, "style") if node.text().is_some_and(leads_out) => {
            return Some("a reference to another file");
        }
        _ => {}
    }
    let is_link = tag.name() == "a";
    node.attributes().find_map(|attribute| {
        let value = attribute.value().trim();
        let is_reference = attribute.name() == "href" && !value.starts_with('#');
        match attribute.name() {
            name if name.len() > 2 && name.starts_with("on") => Some("a script"),
            "href" if value.to_ascii_lowercase().starts_with("javascript:") => Some("a script"),
            _ if is_reference && tag.namespace() == Some(SVG) && !is_link => {
                Some("a reference to another file")
            }
            _ if leads_out(value) => Some("a reference to another file"),
            _ => None,
        }
    })
}

fn moves(name: &str) -> bool {
    matches!(name, "animate" | "set" | "animateMotion" | "animateTransform" | "animateColor")
}

/// Whether foreign content is all there is; drawing programs put a drawing beside it, for those
/// who do not know it.
fn has_no_other(node: &Node<'_, '_>) -> bool {
    node.parent_element().is_none_or(|parent| parent.tag_name().name() != "switch")
}

fn in_foreign_object(node: &Node<'_, '_>) -> bool {
    node.ancestors().any(|outer| outer.tag_name().name() == "foreignObject")
}

/// Whether CSS refers to anything but a part of the same file.
fn leads_out(css: &str) -> bool {
    let lower = unescaped(css).to_ascii_lowercase();
    let urls = lower.match_indices("url(").any(|(at, found)| {
        let target = lower[at + found.len()..].trim_start().trim_start_matches(['"', '\'']);
        !target.trim_start().starts_with('#')
    });
    urls || lower.contains("@import")
}

/// CSS without its escapes (CSS Syntax 3, 4.3.7).
fn unescaped(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let digits = after.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let (code, tail) = after.split_at(digits);
        rest = match u32::from_str_radix(code, 16) {
            Ok(code) => {
                out.extend(char::from_u32(code));
                tail.strip_prefix([' ', '\n', '\t']).unwrap_or(tail)
            }
            Err(_) => tail,
        };
    }
    out + rest
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    fn what(inner: &str) -> Option<&'static str> {
        let text = format!(
            "<svg xmlns='{SVG}' xmlns:x='http://www.w3.org/1999/xlink'>\n{inner}</svg>"
        );
        refused(&Document::parse(&text).unwrap()).map(|refused| refused.what)
    }

    #[test]
    fn what_is_active_or_leads_out_is_refused_however_it_is_written() {
        let outside = Some("a reference to another file");
        for (inner, wanted) in [
            ("<script/>", Some("a script")),
            ("<g onload='x()'/>", Some("a script")),
            ("<a x:href='JavaScript:x()'/>", Some("a script")),
            ("<use href='b.svg#a'/>", outside),
            ("<style>@import 'a.css';</style>", outside),
            (r"<style>@\69mport 'a.css';</style>", outside),
            (r"<style>g{fill:u\72l(a.svg#b)}</style>", outside),
            (r"<g style='fill:\000075 rl(//e.org)'/>", outside),
            ("<g fill='url( \"a.svg#b\")'/>", outside),
            ("<?xml-stylesheet href='a.css'?>", outside),
            (
                "<iframe xmlns='http://www.w3.org/1999/xhtml' src='//e.org'/>",
                Some("foreign content"),
            ),
            ("<foreignObject/>", Some("foreign content")),
            ("<text x='1'><tspan>a</tspan></text>", None),
            ("<image href='data:image/png;base64,AA=='/>", Some("a picture")),
            ("<rect><animate/></rect>", Some("an animation")),
        ] {
            assert_eq!(what(inner), wanted, "{inner}");
        }
    }

    #[test]
    fn what_drawing_programs_leave_behind_is_not() {
        for inner in [
            "<?xpacket begin='a'?>",
            "<metadata><a xmlns='urn:a' href='http://e.org'/></metadata>",
            "<switch><foreignObject requiredExtensions='urn:a'/><g/></switch>",
            "<a href='https://example.org'><rect/></a>",
            "<style>.a{fill:url(#g)} .b{fill:url('#h')}</style>",
            "<use x:href='#a' fill='url(#g)'/>",
            "<text> </text>",
        ] {
            assert_eq!(what(inner), None, "{inner}");
        }
    }
}
