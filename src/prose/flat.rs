//! One flattening of a paragraph's inline tree, with the way back.
//!
//! A tree becomes a text and a row of *leaves*, each with its bytes of that text and the chain of
//! emphasis, spans and links that it stands in. Passes read and change the text and name ranges to
//! be wrapped; [`Flat::into_inlines`] makes a tree of it again. What has an order of its own (code,
//! a stretch whose language or direction the author says) is one [`OBJECT`], as an isolate is to
//! the bidi algorithm (UAX #9, 2.4.2); the mark of a note takes no bytes.

use std::ops::Range;

use crate::diag::Span;
use crate::model::Inline;

/// Stands for a leaf that is no text: neutral to UAX #9 (U+FFFC is of class ON).
pub(super) const OBJECT: char = '\u{FFFC}';

/// A paragraph as one text.
pub(super) struct Flat {
    text: String,
    leaves: Vec<Leaf>,
    containers: Vec<Container>,
}

/// A stretch of the text that comes from one node without children.
struct Leaf {
    range: Range<usize>,
    /// Index of the innermost container.
    within: Option<usize>,
    kind: LeafKind,
}

enum LeafKind {
    /// Characters, with their place in the source.
    Text(Span),
    /// A node that is handed on as it is.
    Object(Inline),
}

/// A node with children, emptied.
struct Container {
    shell: Inline,
    within: Option<usize>,
    range: Range<usize>,
}

/// A range that gets a node around it.
pub(super) struct Wrap {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// The node, without content.
    pub(super) shell: Inline,
}

/// A change of the text: these bytes become that.
pub(super) struct TextChange {
    /// Bytes of the text; they do not cross a leaf's edge.
    pub(super) range: Range<usize>,
    /// What stands in their place.
    pub(super) new: String,
}

impl Flat {
    /// Flattens a tree.
    pub(super) fn new(inlines: Vec<Inline>) -> Self {
        let mut flat = Self { text: String::new(), leaves: vec![], containers: vec![] };
        flat.gather(inlines, None);
        flat
    }

    /// Nesting is as deep as the reader of the source lets it be.
    fn gather(&mut self, inlines: Vec<Inline>, within: Option<usize>) {
        for mut inline in inlines {
            let content = match &mut inline {
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Styled { content, .. }
                | Inline::Link { content, .. } => std::mem::take(content),
                _ => {
                    self.leaf(inline, within);
                    continue;
                }
            };
            let index = self.containers.len();
            let start = self.text.len();
            self.containers.push(Container { shell: inline, within, range: start..start });
            self.gather(content, Some(index));
            self.containers[index].range.end = self.text.len();
        }
    }

    fn leaf(&mut self, inline: Inline, within: Option<usize>) {
        let start = self.text.len();
        let kind = match inline {
            Inline::Text { text, span } => {
                self.text.push_str(&text);
                LeafKind::Text(span)
            }
            object => {
                match &object {
                    Inline::Break => self.text.push('\n'),
                    Inline::NoteMark { .. } => {}
                    _ => self.text.push(OBJECT),
                }
                LeafKind::Object(object)
            }
        };
        self.leaves.push(Leaf { range: start..self.text.len(), within, kind });
    }

    /// The characters.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The leaves that are no text, each with its first byte: to be finished by themselves.
    pub(super) fn objects(&mut self) -> impl Iterator<Item = (usize, &mut Inline)> {
        self.leaves.iter_mut().filter_map(|leaf| match &mut leaf.kind {
            LeafKind::Object(object) => Some((leaf.range.start, object)),
            LeafKind::Text(_) => None,
        })
    }

    /// The containers with their ranges, outer ones before those inside them.
    pub(super) fn containers(&self) -> impl Iterator<Item = (&Inline, &Range<usize>)> {
        self.containers.iter().map(|container| (&container.shell, &container.range))
    }

    /// Whether a link touches bytes of the text.
    pub(super) fn is_linked(&self, range: &Range<usize>) -> bool {
        let first = self.leaves.partition_point(|leaf| leaf.range.end <= range.start);
        let touching = self.leaves[first..].iter().take_while(|l| l.range.start < range.end);
        let mut around = touching.flat_map(|leaf| chain(&self.containers, leaf.within));
        around.any(|index| matches!(self.containers[index].shell, Inline::Link { .. }))
    }

    /// Where bytes of the text stand in the source.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let first = self.leaves.partition_point(|leaf| leaf.range.end <= range.start);
        match self.leaves.get(first) {
            Some(Leaf { range: own, kind: LeafKind::Text(span), .. }) => {
                let end = range.end.min(own.end);
                cut(*span, own.len(), range.start.max(own.start) - own.start..end - own.start)
            }
            _ => Span::NONE,
        }
    }

    /// Changes the text. Changes ascend, do not overlap and stay inside of one leaf each.
    pub(super) fn change(&mut self, changes: &[TextChange]) {
        if changes.is_empty() {
            return;
        }
        let mut text = String::with_capacity(self.text.len() + changes.len() * 4);
        // For each change: where it ends in the old text, where its new text begins and ends.
        let mut moves: Vec<(usize, usize)> = Vec::with_capacity(changes.len());
        let mut from = 0;
        for TextChange { range, new } in changes {
            text.push_str(&self.text[from..range.start]);
            text.push_str(new);
            moves.push((range.end, text.len()));
            from = range.end;
        }
        text.push_str(&self.text[from..]);
        self.text = text;
        let moved =
            |at: usize| match moves.partition_point(|(old, _)| *old <= at).checked_sub(1) {
                Some(i) => at - moves[i].0 + moves[i].1,
                None => at,
            };
        let ranges = self.leaves.iter_mut().map(|leaf| &mut leaf.range);
        for range in ranges.chain(self.containers.iter_mut().map(|c| &mut c.range)) {
            *range = moved(range.start)..moved(range.end);
        }
    }

    /// The tree, with nodes around the ranges of `wraps`. They nest or lie apart, ascend, and outer
    /// ones come first. A container that crosses the edge of one is parted there; a mark of a note
    /// at the edge of one stays outside.
    pub(super) fn into_inlines(self, wraps: &[Wrap]) -> Vec<Inline> {
        let mut cuts: Vec<usize> =
            wraps.iter().flat_map(|wrap| [wrap.range.start, wrap.range.end]).collect();
        cuts.sort_unstable();
        let shells = Shells { containers: &self.containers, wraps };
        let mut tree = FlatBuilder { shells, out: vec![], open: vec![] };
        let (mut covering, mut next): (Vec<usize>, usize) = (vec![], 0);
        for leaf in self.leaves {
            let chain = chain(&self.containers, leaf.within);
            let first = cuts.partition_point(|cut| *cut <= leaf.range.start);
            let inner = cuts[first..].iter().copied().take_while(|cut| *cut < leaf.range.end);
            let mut start = leaf.range.start;
            for end in inner.chain([leaf.range.end]) {
                if end == start && !leaf.range.is_empty() {
                    continue;
                }
                covering.retain(|&w: &usize| wraps[w].range.end > start);
                while wraps.get(next).is_some_and(|w| w.range.start <= start && start < end) {
                    covering.push(next);
                    next += 1;
                }
                tree.enter(&chain, &covering);
                tree.put(&leaf, start..end, &self.text);
                start = end;
            }
        }
        tree.finish()
    }
}

/// The containers around a leaf, outermost first.
fn chain(containers: &[Container], within: Option<usize>) -> Vec<usize> {
    let mut chain: Vec<usize> =
        std::iter::successors(within, |&index| containers[index].within).collect();
    chain.reverse();
    chain
}

/// A place in a text of `len` bytes that has a span; the whole where the file holds more than the
/// characters themselves.
fn cut(span: Span, len: usize, part: Range<usize>) -> Span {
    let (Ok(start), Ok(end)) = (u32::try_from(part.start), u32::try_from(part.end)) else {
        return span;
    };
    if usize::try_from(span.end.saturating_sub(span.start)) != Ok(len) {
        return span;
    }
    Span { start: span.start + start, end: span.start + end, ..span }
}

/// What stands around leaves.
#[derive(Clone, Copy)]
struct Shells<'a> {
    containers: &'a [Container],
    wraps: &'a [Wrap],
}

/// A node with children, by where it comes from.
#[derive(Clone, Copy, PartialEq)]
enum Key {
    Container(usize),
    Wrap(usize),
}

impl Shells<'_> {
    /// The nodes around a leaf, outermost first: a container that holds the whole of a wrap stands
    /// around it.
    fn merged(&self, chain: &[usize], covering: &[usize]) -> Vec<Key> {
        let mut containers = chain.iter().copied().peekable();
        let mut out = Vec::with_capacity(chain.len() + covering.len());
        for &w in covering {
            let wrap = &self.wraps[w].range;
            let holds = |c: &usize| {
                let own = &self.containers[*c].range;
                own.start <= wrap.start && wrap.end <= own.end
            };
            while let Some(container) = containers.next_if(holds) {
                out.push(Key::Container(container));
            }
            out.push(Key::Wrap(w));
        }
        out.extend(containers.map(Key::Container));
        out
    }

    fn filled(&self, key: Key, new: Vec<Inline>) -> Inline {
        let mut shell = match key {
            Key::Container(index) => self.containers[index].shell.clone(),
            Key::Wrap(index) => self.wraps[index].shell.clone(),
        };
        if let Some(content) = shell.content_mut() {
            *content = new;
        }
        shell
    }
}

/// A tree under construction.
struct FlatBuilder<'a> {
    shells: Shells<'a>,
    out: Vec<Inline>,
    /// The nodes that are open, outermost first, each with its content so far.
    open: Vec<(Key, Vec<Inline>)>,
}

impl FlatBuilder<'_> {
    /// Closes and opens nodes until a leaf can follow.
    fn enter(&mut self, chain: &[usize], covering: &[usize]) {
        let keys = self.shells.merged(chain, covering);
        let same = self.open.iter().zip(&keys).take_while(|((open, _), key)| open == *key);
        let same = same.count();
        while self.open.len() > same {
            self.close();
        }
        self.open.extend(keys[same..].iter().map(|key| (*key, vec![])));
    }

    fn close(&mut self) {
        if let Some((key, content)) = self.open.pop() {
            let node = self.shells.filled(key, content);
            self.push(node);
        }
    }

    fn push(&mut self, node: Inline) {
        match self.open.last_mut() {
            Some((_, content)) => content.push(node),
            None => self.out.push(node),
        }
    }

    /// Puts a part of a leaf.
    fn put(&mut self, leaf: &Leaf, part: Range<usize>, text: &str) {
        match &leaf.kind {
            LeafKind::Object(object) => self.push(object.clone()),
            LeafKind::Text(_) if part.is_empty() => {}
            LeafKind::Text(span) => {
                let start = leaf.range.start;
                let span = cut(*span, leaf.range.len(), part.start - start..part.end - start);
                self.push(Inline::Text { text: text[part].to_owned(), span });
            }
        }
    }

    fn finish(mut self) -> Vec<Inline> {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

#[cfg(test)]
mod tests;
