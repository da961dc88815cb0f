//! The nodes of a shipped YAML file, read from a form that was derived from it.
//!
//! A build reads some five hundred lines of shipped themes before it sees a word of the project. The
//! derived form holds what the YAML crate made of them, a node a line, so that no build does that
//! again; the YAML stays what people write, and a test holds the two against each other.
//!
//! A line is a letter, the distance of the node's first byte from that of the node before it, and its
//! length in bytes. Keys (`k`), scalars (bare `b`, in single `s` or double quotes `d`) and empty values
//! (`n`) are the characters there, without their quotes; a scalar whose characters differ from what is
//! written has them after an equals sign. Maps (`m`) and lists (`l`) name how many entries follow.

use std::str::{FromStr, Lines, SplitN};

use super::node::{Key, Node, NodeKind, Scalar, ScalarStyle};
use crate::diag::{FileId, Span};

/// Reads the nodes of `file`, whose content is `text`; nothing where `derived` is not of it.
pub(super) fn read<'a>(derived: &'a str, text: &'a str, file: FileId) -> Option<Node<'a>> {
    let mut reader = NodeReader { lines: derived.lines(), text, file, at: 0 };
    let node = reader.node()?;
    reader.lines.next().is_none().then_some(node)
}

struct NodeReader<'a> {
    lines: Lines<'a>,
    text: &'a str,
    file: FileId,
    /// Where the node before begins.
    at: usize,
}

impl<'a> NodeReader<'a> {
    fn node(&mut self) -> Option<Node<'a>> {
        let (letter, span, mut rest) = self.line()?;
        let kind = match letter {
            "m" => {
                let count: usize = number(&mut rest)?;
                NodeKind::Map((0..count).map(|_| self.entry()).collect::<Option<_>>()?)
            }
            "l" => {
                let count: usize = number(&mut rest)?;
                NodeKind::Seq((0..count).map(|_| self.node()).collect::<Option<_>>()?)
            }
            "n" => NodeKind::Null,
            _ => NodeKind::Scalar(self.scalar(letter, span, rest.next())?),
        };
        Some(Node { kind, span })
    }

    fn entry(&mut self) -> Option<(Key<'a>, Node<'a>)> {
        let (letter, span, _) = self.line()?;
        let text = self.text.get(span.range()).filter(|_| letter == "k")?;
        Some((Key { text: text.into(), span }, self.node()?))
    }

    fn scalar(&self, letter: &str, span: Span, said: Option<&'a str>) -> Option<Scalar<'a>> {
        let style = match letter {
            "b" => ScalarStyle::Bare,
            "s" => ScalarStyle::SingleQuoted,
            "d" => ScalarStyle::DoubleQuoted,
            _ => return None,
        };
        let written = self.text.get(span.range())?;
        let text = match (said, style) {
            (Some(said), _) => said.strip_prefix('=')?,
            (None, ScalarStyle::Bare) => written,
            (None, _) => written.get(1..written.len().checked_sub(1)?)?,
        };
        Some(Scalar { text: text.into(), style })
    }

    /// The letter of the next line, its place, and what else it says.
    fn line(&mut self) -> Option<(&'a str, Span, SplitN<'a, char>)> {
        let mut parts = self.lines.next()?.splitn(4, ' ');
        let letter = parts.next()?;
        let start = self.at.checked_add_signed(number(&mut parts)?)?;
        let len: usize = number(&mut parts)?;
        self.at = start;
        Some((letter, Span::new(self.file, start..start.checked_add(len)?), parts))
    }
}

fn number<'a, N: FromStr>(parts: &mut SplitN<'a, char>) -> Option<N> {
    parts.next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::path::Path;

    use super::*;
    use crate::diag::{Sink, Sources};
    use crate::source::{shipped, yaml};

    /// Writes nodes, each place told by its distance from the one before it.
    struct NodeWriter<'t> {
        text: &'t str,
        at: i64,
        out: String,
    }

    impl NodeWriter<'_> {
        fn head(&mut self, letter: char, span: Span) {
            let (start, end) = (i64::from(span.start), i64::from(span.end));
            write!(self.out, "{letter} {} {}", start - self.at, end - start).unwrap();
            self.at = start;
        }

        fn node(&mut self, node: &Node<'_>) {
            match &node.kind {
                NodeKind::Map(entries) => {
                    self.head('m', node.span);
                    writeln!(self.out, " {}", entries.len()).unwrap();
                    for (key, value) in entries {
                        assert_eq!(
                            self.text[key.span.range()],
                            key.text,
                            "a key without quotes"
                        );
                        self.head('k', key.span);
                        self.out.push('\n');
                        self.node(value);
                    }
                }
                NodeKind::Seq(items) => {
                    self.head('l', node.span);
                    writeln!(self.out, " {}", items.len()).unwrap();
                    items.iter().for_each(|item| self.node(item));
                }
                NodeKind::Scalar(scalar) => self.scalar(scalar, node.span),
                NodeKind::Null => {
                    self.head('n', node.span);
                    self.out.push('\n');
                }
                NodeKind::Told => panic!("a shipped file has no faults"),
            }
        }

        fn scalar(&mut self, scalar: &Scalar<'_>, span: Span) {
            let written = &self.text[span.range()];
            let (letter, plain) = match scalar.style {
                ScalarStyle::Bare => ('b', written),
                ScalarStyle::SingleQuoted => ('s', written.trim_matches('\'')),
                ScalarStyle::DoubleQuoted => ('d', written.trim_matches('"')),
            };
            self.head(letter, span);
            if plain != scalar.text {
                assert!(!scalar.text.contains(['\n', '\r']), "one line a node");
                write!(self.out, " ={}", scalar.text).unwrap();
            }
            self.out.push('\n');
        }
    }

    /// `UPDATE_REF=1 cargo test derived` writes the derived forms anew, after a theme was changed.
    #[test]
    fn derived_forms_are_what_the_yaml_says() {
        let mut sources = Sources::default();
        let mut seen = 0;
        for (path, text, derived) in shipped::all() {
            let file = sources.add(path, text);
            let mut sink = Sink::default();
            let node = yaml::parse(text, file, &mut sink).unwrap();
            let place = Path::new(env!("CARGO_MANIFEST_DIR"));
            let place = place.join(format!("src/themes/derived/{path}.nodes"));
            if std::env::var_os("UPDATE_REF").is_some() {
                let mut writer = NodeWriter { text, at: 0, out: String::new() };
                writer.node(&node);
                assert_eq!(read(&writer.out, text, file), Some(node), "{path}");
                std::fs::write(place, writer.out).unwrap();
            } else {
                let hint = "`UPDATE_REF=1 cargo test derived` writes it anew";
                assert_eq!(read(derived, text, file), Some(node), "{path}: {hint}");
            }
            seen += 1;
        }
        assert!(seen > 20, "{seen} files");
    }

    #[test]
    fn forms_of_other_texts_are_refused() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "a: 1");
        let whole = "m 0 4 1\nk 0 1\nb 3 1\n";
        assert!(read(whole, "a: 1", file).is_some());
        for cut in (0..whole.len() - 1).filter(|cut| whole.is_char_boundary(*cut)) {
            assert_eq!(read(&whole[..cut], "a: 1", file), None, "{cut}");
        }
        for wrong in
            ["", "m 0 4 1\nk 0 1\nb 9 1\n", "m -1 4 0\n", "x 0 1\n", "m 0 4 0\nn 0 0\n"]
        {
            assert_eq!(read(wrong, "a: 1", file), None, "{wrong}");
        }
    }
}
