//! The places where lines may end, and sums over what stands before them.

/// A place where a line may end. Lengths are in points, from the paragraph's beginning, all set
/// on one endless line.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Breakpoint {
    /// First byte of the next line.
    pub(super) at: usize,
    /// One past the last byte that a line which ends here shows.
    pub(super) content: usize,
    /// Whether the line must end here.
    pub(super) forced: bool,
    /// Whether a hyphen is added.
    pub(super) hyphen: bool,
    /// Whether it lies inside a number, which is broken for want of room alone.
    pub(super) torn: bool,
    /// Whether it is one of last resort, whose width is weighed with some room to spare.
    pub(super) loose: bool,
    /// Cost of its own.
    pub(super) cost: f64,
    /// Whether what stands before it leans on the next word.
    pub(super) leans: bool,
    /// Sums up to the end of a line that ends here, without the spaces at its end.
    pub(super) end: Sums,
    /// Sums that lie before a line that begins here.
    pub(super) start: Sums,
}

/// Sums over what stands before a place.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sums {
    /// Natural width.
    pub(super) width: f64,
    /// Of it, spaces.
    pub(super) space: f64,
    /// What its spaces can give.
    pub(super) shrink: f64,
    /// Number of spaces.
    pub(super) gaps: u32,
    /// Number of words; a part of a word counts as one.
    pub(super) words: u32,
    /// Of them, words of Arabic script.
    pub(super) arabic: u32,
    /// Of them, words whose join may be stretched.
    pub(super) joins: usize,
}

impl Sums {
    /// What lies between two places.
    pub(super) fn less(self, before: Self) -> Self {
        Self {
            width: self.width - before.width,
            space: self.space - before.space,
            shrink: self.shrink - before.shrink,
            gaps: self.gaps.saturating_sub(before.gaps),
            words: self.words.saturating_sub(before.words),
            arabic: self.arabic.saturating_sub(before.arabic),
            joins: self.joins.saturating_sub(before.joins),
        }
    }
}

/// Adds a breakpoint in its place. Of two at one byte the opportunity wins over the hyphen; of two
/// with nothing but spaces between them the later one stays.
pub(super) fn insert(breakpoints: &mut Vec<Breakpoint>, breakpoint: Breakpoint) {
    let place = breakpoints.partition_point(|c| c.at < breakpoint.at);
    if let Some(there) = breakpoints.get_mut(place).filter(|c| c.at == breakpoint.at) {
        if !breakpoint.hyphen {
            *there = breakpoint;
        }
        return;
    }
    match breakpoints.get_mut(place.wrapping_sub(1)) {
        Some(before) if place > 1 && before.content == breakpoint.content && !before.forced => {
            *before = breakpoint;
        }
        _ => breakpoints.insert(place, breakpoint),
    }
}
