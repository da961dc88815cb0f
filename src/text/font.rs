//! Faces: the bundled ones, coverage, fallback stacks.

/// A face of the [`FontBook`](self), by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FontId(pub u16);

/// Faces to try for a style, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct FontStack {
    /// The faces; a cluster takes the first that lists its script and has its glyphs, else the
    /// first that has its glyphs.
    pub entries: Vec<StackEntry>,
}

/// A face of a stack.
#[derive(Debug, Clone, PartialEq)]
pub struct StackEntry {
    /// The face.
    pub font: FontId,
    /// Its size as a share of the style's.
    pub scale: f64,
    /// The scripts that it is preferred for.
    pub scripts: Vec<unicode_script::Script>,
}
