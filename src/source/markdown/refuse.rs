//! Markdown and HTML that a brochure cannot hold, with what to type instead.

use super::{MarkdownReader, Node, NodeValue};
use crate::diag::Diagnostic;

/// Tags, each with what is written in this program. Those of one kind stand together.
const INSTEAD: [(&[&str], &str); 13] = [
    (&["b", "strong"], "write `**words**` for bold"),
    (&["i", "em"], "write `*words*` for emphasis"),
    (&["s", "del", "strike"], "write `~~words~~` for what is struck out"),
    (&["u", "ins"], "write `[words]{.underline}`"),
    (&["font", "span", "mark"], "write `[words]{color=night}` for a colour"),
    (&["br"], "end the line with `\\`"),
    (&["a"], "write `[words](https://…)` for a link"),
    (&["p", "div", "center"], "part paragraphs with an empty line"),
    (&["ul", "ol", "li"], "begin each item with `- ` or `1. `"),
    (&["h1", "h2", "h3", "h4", "h5", "h6"], "begin a heading with `### `"),
    (
        &["table", "thead", "tbody", "tr", "td", "th"],
        "write rows as `| a | b |`, with `|---|---|` below the first",
    ),
    (&["img"], "make the picture a block: `- figure: { file: …, alt: … }`"),
    (&["blockquote", "q"], "begin the lines of a quotation with `> `"),
];
/// Most of these that are told of one block.
const MOST: usize = 3;

impl MarkdownReader<'_, '_> {
    pub(super) fn refuse(&mut self, value: &NodeValue, node: Node<'_>) {
        let (id, what, hint) = match value {
            NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => return self.html(node),
            NodeValue::Image(_) => (
                "markdown-image",
                "a picture cannot stand inside text",
                "make it a block of its own: `- figure: { file: …, alt: … }`",
            ),
            NodeValue::Heading(_) => (
                "bad-level",
                "headings inside a section are of level 3 or 4",
                "begin the line with `###` or `####`",
            ),
            NodeValue::ThematicBreak => (
                "markdown-rule",
                "a rule across the page is not allowed in the text",
                "begin a new section, or write `- pagebreak:`",
            ),
            NodeValue::CodeBlock(_) => (
                "markdown-code",
                "a block of code is not allowed in the text",
                "write short code between backticks, and begin lines without spaces",
            ),
            _ => ("markdown", "this kind of Markdown is not allowed", "write plain text"),
        };
        let span = self.span(node);
        self.sink.push(Diagnostic::error(id, span, what).with_hint(hint));
    }

    /// Tells the HTML of a block once, at its first tag.
    fn html(&mut self, node: Node<'_>) {
        let holds = |block: &Node<'_>| {
            let value = &block.data().value;
            value.block() && !matches!(value, NodeValue::Document)
        };
        let block = node.ancestors().find(holds).unwrap_or(node);
        let range = self.range(block.data().sourcepos);
        if self.html.replace(range.start) == Some(range.start) {
            return;
        }
        let message = "HTML is not allowed in the text";
        let mut fault = Diagnostic::error("raw-html", self.span(node), message);
        let source = self.markdown.get(range).unwrap_or_default();
        for hint in instead(source) {
            fault = fault.with_hint(hint);
        }
        self.sink.push(fault.with_hint("write `\\<` for the sign itself"));
    }
}

/// What to type for the tags of a text, in their order.
fn instead(source: &str) -> Vec<&'static str> {
    let mut out = vec![];
    if source.contains("<!--") {
        out.push("write remarks in YAML: `# …` on a line of its own");
    }
    for tag in source.split('<').skip(1) {
        let name: String =
            tag.chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
        let name = name.to_ascii_lowercase();
        let found = INSTEAD.iter().find(|(tags, _)| tags.contains(&name.as_str()));
        if let Some((_, hint)) = found.filter(|(_, hint)| !out.contains(hint)) {
            out.push(hint);
        }
    }
    out.truncate(MOST);
    out
}
