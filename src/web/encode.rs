//! The tree to text: XHTML for EPUB, HTML for the single page.
//!
//! Every character is escaped here and nowhere else. Characters that XML 1.0 forbids (section
//! 2.2) are left out. Lines are broken only where white space means nothing.

use super::element::{Element, MarkupNode};

/// Which syntax is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// XML: `xml:lang` beside `lang`, `epub:` attributes, closed empty elements.
    Xhtml,
    /// HTML.
    Html,
}

/// Elements without content (HTML, section 13.1.2).
const VOID: [&str; 7] = ["br", "img", "input", "link", "meta", "hr", "wbr"];

/// Elements after which a line may end.
const BLOCKS: [&str; 42] = [
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "style",
    "script",
    "header",
    "footer",
    "main",
    "nav",
    "section",
    "aside",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "dl",
    "dt",
    "dd",
    "ul",
    "ol",
    "li",
    "figure",
    "figcaption",
    "blockquote",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "address",
    "svg",
    "img",
    "path",
    "use",
    "image",
];

/// Elements that hold only other elements, so that their content begins on a new line.
const FRAMES: [&str; 16] = [
    "html", "head", "body", "header", "footer", "main", "nav", "section", "dl", "ul", "ol",
    "table", "thead", "tbody", "tr", "figure",
];

/// A whole XHTML document.
pub(super) fn xhtml(root: &Element) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
    element(root, Syntax::Xhtml, &mut out);
    out
}

/// A whole HTML document.
pub(super) fn html(root: &Element) -> String {
    let mut out = String::from("<!DOCTYPE html>\n");
    element(root, Syntax::Html, &mut out);
    out
}

fn element(e: &Element, syntax: Syntax, out: &mut String) {
    out.push('<');
    out.push_str(e.name);
    for (name, value) in &e.attrs {
        attribute(name, value, syntax, out);
    }
    let void = VOID.contains(&e.name);
    let svg_leaf = matches!(e.name, "path" | "use" | "rect" | "image") && e.children.is_empty();
    if svg_leaf || (void && syntax == Syntax::Xhtml) {
        out.push_str("/>");
    } else {
        out.push('>');
        if !void {
            content(e, syntax, out);
        }
    }
    if BLOCKS.contains(&e.name) {
        out.push('\n');
    }
}

fn content(e: &Element, syntax: Syntax, out: &mut String) {
    if FRAMES.contains(&e.name) {
        out.push('\n');
    }
    for child in &e.children {
        match child {
            MarkupNode::Element(child) => element(child, syntax, out),
            // Raw text elements (HTML, section 13.1.2.1); the page's own CSS and data have no `</`.
            MarkupNode::Text(text) if matches!(e.name, "style" | "script") => {
                out.push_str(text);
            }
            MarkupNode::Text(text) => escape(text, false, out),
        }
    }
    out.push_str("</");
    out.push_str(e.name);
    out.push('>');
}

fn attribute(name: &str, value: &str, syntax: Syntax, out: &mut String) {
    let mut write = |name: &str| {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, true, out);
        out.push('"');
    };
    match (syntax, name) {
        (Syntax::Html, _) if name.starts_with("epub:") || name.starts_with("xmlns") => {}
        (Syntax::Xhtml, "lang") => {
            write("lang");
            write("xml:lang");
        }
        _ => write(name),
    }
}

/// Appends `text` with markup characters escaped.
pub(super) fn escape(text: &str, in_attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\n' if in_attribute => out.push_str("&#10;"),
            '\t' if in_attribute => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::element::el;
    use super::*;

    fn both(e: &Element) -> (String, String) {
        let (mut x, mut h) = (String::new(), String::new());
        element(e, Syntax::Xhtml, &mut x);
        element(e, Syntax::Html, &mut h);
        (x, h)
    }

    #[test]
    fn markup_in_text_and_attributes_is_escaped() {
        let e = el("span").with("title", "\"<&>\n\"").push("a < b & c > d \u{0}\u{ffff}");
        let expected =
            "<span title=\"&quot;&lt;&amp;&gt;&#10;&quot;\">a &lt; b &amp; c &gt; d </span>";
        assert_eq!(both(&e), (expected.into(), expected.into()));
    }

    #[test]
    fn the_two_syntaxes_differ_in_language_epub_types_and_empty_elements() {
        let e = el("span").with("lang", "en").with("epub:type", "pagebreak").push(el("br"));
        let (x, h) = both(&e);
        assert_eq!(x, "<span lang=\"en\" xml:lang=\"en\" epub:type=\"pagebreak\"><br/></span>");
        assert_eq!(h, "<span lang=\"en\"><br></span>");
    }
}
