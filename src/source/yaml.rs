//! YAML text to nodes, through the YAML crate.
//!
//! In: the text of one file. Out: its [`Node`], or faults. YAML 1.2 (yaml.org/spec/1.2.2) with
//! aliases and merge keys, within limits: a depth, a number of nodes, a number of copies that
//! aliases may make. The crate hands over each node with its byte range ([`Spanned`]); that is
//! enough, so its lower layers are not used. It guesses numbers and booleans; they are taken
//! back from the source text as they were typed.

mod conflict;
mod faults;
mod lines;
mod look;

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;
use serde_yaml::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};

use super::node::{Key, Node, NodeKind, Scalar, ScalarStyle, refuse_twins};
use super::requote;
use crate::diag::{Diagnostic, Failed, FileId, Sink, Span};
use conflict::conflict;
use faults::explain;

/// Deepest nesting of maps and lists. Real sources need about a dozen; reading takes up to 60 KB
/// of stack a level in a debug build, of the 2 MB that a worker thread has.
const MAX_DEPTH: usize = 24;
/// Most nodes of a file.
const MAX_NODES: usize = 4_000_000;
/// Most nodes that aliases may copy in one file.
const MAX_COPIES: usize = 2_000;
/// Most bytes of escaped or folded text that anchors may hold.
const MAX_ANCHORED: usize = 64 * 1024;

/// Reads the text of `file`, which is its whole content.
///
/// # Errors
/// [`Failed`], with the faults in `sink`: bad YAML (the reader stops at the first such place),
/// keys that stand twice, limits passed.
pub fn parse<'a>(text: &'a str, file: FileId, sink: &mut Sink) -> Result<Node<'a>, Failed> {
    if conflict(text, file, sink) {
        return Err(Failed);
    }
    match serde_yaml::from_str_with_options::<Spanned<Raw<'a>>>(text, options()) {
        Ok(raw) => NodeBuilder { text, file, sink }.node(raw),
        Err(error) => {
            sink.push(explain(&error, text, file));
            Err(Failed)
        }
    }
}

fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            max_nodes: MAX_NODES,
            max_events: 3 * MAX_NODES,
            max_aliases: MAX_COPIES,
            max_anchors: MAX_COPIES,
            max_recorded_anchor_events: 10 * MAX_COPIES,
            max_recorded_anchor_bytes: MAX_ANCHORED,
            enforce_alias_anchor_ratio: false,
        },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: MAX_COPIES },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        strict_booleans: true,
        emit_comments: false,
        with_snippet: false,
    }
}

/// A node as the crate hands it over.
enum Raw<'a> {
    Map(Vec<(Spanned<Raw<'a>>, Spanned<Raw<'a>>)>),
    Seq(Vec<Spanned<Raw<'a>>>),
    Text(Cow<'a, str>),
    /// A number or a boolean: its characters are those of the source.
    Typed,
    Null,
}

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML node")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw<'de>, E> {
        Ok(Raw::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw<'de>, E> {
        Ok(Raw::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw<'de>, E> {
        Ok(Raw::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw<'de>, E> {
        Ok(Raw::Typed)
    }

    fn visit_unit<E>(self) -> Result<Raw<'de>, E> {
        Ok(Raw::Null)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Raw<'de>, E> {
        Ok(Raw::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw<'de>, E> {
        Ok(Raw::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw<'de>, E> {
        Ok(Raw::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Raw::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

/// Turns raw nodes into nodes.
struct NodeBuilder<'a, 's> {
    text: &'a str,
    file: FileId,
    sink: &'s mut Sink,
}

impl<'a> NodeBuilder<'a, '_> {
    fn node(&mut self, raw: Spanned<Raw<'a>>) -> Result<Node<'a>, Failed> {
        let span = self.span(&raw);
        if let Some(fault) = look::unknown_tag(self.text, span) {
            return Err(self.sink.tell(fault));
        }
        let kind = match raw.value {
            Raw::Null => NodeKind::Null,
            Raw::Typed => NodeKind::Scalar(Scalar {
                text: self.slice(span).into(),
                style: ScalarStyle::Bare,
            }),
            Raw::Text(text) => {
                let style = self.style(span);
                if let Some(fault) = look::folded_indent(self.text, span, style) {
                    return Err(self.sink.tell(fault));
                }
                NodeKind::Scalar(Scalar { text, style })
            }
            Raw::Seq(items) => NodeKind::Seq(self.seq(items)?),
            Raw::Map(entries) => NodeKind::Map(self.map(entries)?),
        };
        if let NodeKind::Scalar(Scalar { text, style: ScalarStyle::Bare }) = &kind {
            self.check_cut(text, span);
        }
        Ok(Node { kind, span })
    }

    /// Tells of a comment right after plain text whose sign no space follows: `صندوق #12`.
    fn check_cut(&mut self, value: &str, span: Span) {
        let end = span.range().end;
        if let Some((len, false)) = requote::comment(self.text, end) {
            let rest = Span::new(self.file, end..end + len);
            self.sink.push(requote::cut_off(value, rest, self.slice(rest)));
        }
    }

    fn seq(&mut self, items: Vec<Spanned<Raw<'a>>>) -> Result<Vec<Node<'a>>, Failed> {
        let nodes: Vec<_> = items.into_iter().map(|item| self.item(item)).collect();
        nodes.into_iter().collect()
    }

    /// An item of a list; where a comment is all of it, that is told.
    fn item(&mut self, raw: Spanned<Raw<'a>>) -> Result<Node<'a>, Failed> {
        let is_null = matches!(raw.value, Raw::Null);
        let node = self.node(raw)?;
        let end = node.span.range().start;
        let told = look::comment_item(self.text, end, node.span.file).filter(|_| is_null);
        let Some(fault) = told else { return Ok(node) };
        self.sink.push(fault);
        Ok(Node { kind: NodeKind::Told, span: node.span })
    }

    fn map(
        &mut self,
        entries: Vec<(Spanned<Raw<'a>>, Spanned<Raw<'a>>)>,
    ) -> Result<Vec<(Key<'a>, Node<'a>)>, Failed> {
        let both: Vec<_> =
            entries.into_iter().map(|(key, value)| (self.key(key), self.node(value))).collect();
        let entries = both
            .into_iter()
            .map(|(key, value)| Ok((key?, value?)))
            .collect::<Result<Vec<_>, Failed>>()?;
        refuse_twins(&entries, self.sink)?;
        Ok(entries)
    }

    fn key(&mut self, raw: Spanned<Raw<'a>>) -> Result<Key<'a>, Failed> {
        let span = self.span(&raw);
        if let Some(fault) = look::strange_indent(self.text, span.range().start, span.file) {
            return Err(self.sink.tell(fault));
        }
        match raw.value {
            Raw::Text(text) => Ok(Key { text, span }),
            Raw::Typed | Raw::Null => Ok(Key { text: self.slice(span).into(), span }),
            Raw::Seq(_) | Raw::Map(_) => {
                let message = "a key must be a word, not a list or a map";
                self.sink.push(Diagnostic::error("bad-key", span, message));
                Err(Failed)
            }
        }
    }

    fn span(&self, raw: &Spanned<Raw<'a>>) -> Span {
        let place = raw.defined.span();
        let at = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let start = at(place.byte_offset()).min(self.text.len());
        let end = (start + at(place.byte_len())).min(self.text.len());
        Span::new(self.file, start..end)
    }

    fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// A scalar that begins with a quotation mark is quoted, unless it is the content of a
    /// block scalar.
    fn style(&self, span: Span) -> ScalarStyle {
        let style = match self.slice(span).as_bytes().first() {
            Some(b'\'') => ScalarStyle::SingleQuoted,
            Some(b'"') => ScalarStyle::DoubleQuoted,
            _ => return ScalarStyle::Bare,
        };
        let before = &self.text[..span.start as usize];
        if follows_block_header(before) { ScalarStyle::Bare } else { style }
    }
}

/// Whether what stands before a scalar on its own line is the header of a block scalar: `|` or
/// `>` with its indicators, and perhaps a comment (YAML 1.2, 8.1.1).
fn follows_block_header(before: &str) -> bool {
    let above = before.trim_end_matches(' ');
    if !above.ends_with(['\n', '\r']) {
        return false;
    }
    let line = above.trim_end().rsplit(['\n', '\r']).next().unwrap_or_default();
    let line = line.split(" #").next().unwrap_or_default().trim_end();
    let head = line.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '+');
    head.ends_with(['|', '>'])
}
