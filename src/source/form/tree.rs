//! What the lines of a file are: maps and lists as they are typed, with what is remarked between.

use std::ops::Range;

/// What stands between entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remark<'t> {
    /// Empty lines, one or more.
    Blank,
    /// A line of comment, from its sign on.
    Comment(&'t str),
}

/// A file.
#[derive(Debug, Default)]
pub(super) struct Sheet<'t> {
    /// What stays at its head.
    pub(super) head: Vec<Remark<'t>>,
    /// Its map or list; none where it holds remarks alone.
    pub(super) block: Option<Block<'t>>,
    /// Lines behind the mark that ends a document.
    pub(super) foot: Vec<&'t str>,
}

/// A map or a list, an entry a line.
#[derive(Debug, Clone)]
pub(super) struct Block<'t> {
    /// Whether it is a list.
    pub(super) is_list: bool,
    /// Spaces before its entries.
    pub(super) column: usize,
    /// Its entries, as they are typed.
    pub(super) entries: Vec<Entry<'t>>,
    /// What is remarked behind the last one.
    pub(super) tail: Vec<Remark<'t>>,
}

/// An entry of a map or an item of a list.
#[derive(Debug, Clone)]
pub(super) struct Entry<'t> {
    /// What is remarked above it.
    pub(super) lead: Vec<Remark<'t>>,
    /// Its key as it is typed; nothing where it is an item.
    pub(super) key: Option<&'t str>,
    /// What stands behind the colon or the hyphen.
    pub(super) value: Value<'t>,
    /// What is remarked below it, further in.
    pub(super) under: Vec<Remark<'t>>,
    /// What is remarked right behind it and parted from what follows.
    pub(super) trail: Vec<Remark<'t>>,
    /// The numbers of its lines.
    pub(super) lines: Range<usize>,
}

/// What stands behind a colon or a hyphen.
#[derive(Debug, Clone)]
pub(super) enum Value<'t> {
    /// Nothing but a comment, an anchor or a tag.
    Empty(&'t str),
    /// A value on the same line.
    Leaf(Leaf<'t>),
    /// A value below, behind what the line and the lines between say.
    Below(&'t str, Vec<Remark<'t>>, Leaf<'t>),
    /// A map or a list below, behind what the line says.
    Block(&'t str, Block<'t>),
    /// A map or a list that begins on the line of its hyphen.
    Same(Block<'t>),
}

/// A scalar, or a map or list between brackets.
#[derive(Debug, Clone)]
pub(super) struct Leaf<'t> {
    /// Its first line, with a comment behind it.
    pub(super) first: &'t str,
    /// Its other lines: spaces before each, and the line from there on.
    pub(super) rest: Vec<(usize, &'t str)>,
    /// Where its other lines stand.
    pub(super) depth: Depth,
    /// Whether empty lines behind it are its own.
    pub(super) keeps: bool,
}

/// How far in the other lines of a value stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// So many spaces further in than the entry.
    In(usize),
    /// As far from the entry as before, which stood so far in.
    From(usize),
}

impl<'t> Value<'t> {
    /// The map or list that it is.
    pub(super) fn block(&self) -> Option<&Block<'t>> {
        match self {
            Self::Block(_, block) | Self::Same(block) => Some(block),
            Self::Empty(_) | Self::Leaf(_) | Self::Below(..) => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn block_mut(&mut self) -> Option<&mut Block<'t>> {
        match self {
            Self::Block(_, block) | Self::Same(block) => Some(block),
            Self::Empty(_) | Self::Leaf(_) | Self::Below(..) => None,
        }
    }
}

impl<'t> Entry<'t> {
    /// What is remarked above its line: a map that begins on it brings what its first key has.
    pub(super) fn above(&self) -> Vec<Remark<'t>> {
        let mut above = self.lead.clone();
        if let Value::Same(Block { entries, .. }) = &self.value {
            above.extend(entries.iter().take(1).flat_map(Entry::above));
        }
        above
    }
}
