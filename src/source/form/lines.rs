//! The lines of a text as they are typed.

/// What may stand between words of a line.
pub(super) const BLANKS: [char; 2] = [' ', '\t'];

/// A line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Where it begins in its text.
    pub(super) start: usize,
    /// Its characters, without what ends it.
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    /// Spaces before its first character.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.bare().len()
    }

    /// From its first character on that is no space.
    pub(super) fn bare(&self) -> &'t str {
        self.text.trim_start_matches(' ')
    }

    /// Whether nothing stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim_matches(BLANKS).is_empty()
    }

    /// The comment that is all that stands on it.
    pub(super) fn comment(&self) -> Option<&'t str> {
        Some(self.text.trim_matches(BLANKS)).filter(|text| text.starts_with('#'))
    }
}

/// The lines of a text, and what ends the first of them.
pub(super) fn lines(text: &str) -> (Vec<Line<'_>>, &str) {
    let (mut out, mut start, mut first) = (vec![], 0, "\n");
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let len = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = match &rest[len..] {
            end if end.starts_with("\r\n") => "\r\n",
            end => end.get(..1).unwrap_or_default(),
        };
        if out.is_empty() && !end.is_empty() {
            first = end;
        }
        let line = Line { start, text: &rest[..len] };
        // Blanks that no line end follows are no line of a text above them.
        if !(end.is_empty() && line.is_blank()) {
            out.push(line);
        }
        start += len + end.len();
    }
    (out, first)
}

/// Whether a text begins an item of a list.
pub(super) fn is_item(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(is_apart)
}

/// Whether a text is empty or begins with a blank: what stood before it is a sign of YAML's.
pub(super) fn is_apart(text: &str) -> bool {
    text.is_empty() || text.starts_with(BLANKS)
}

/// Where a comment begins behind other characters of a text.
pub(super) fn comment_at(text: &str) -> Option<usize> {
    let mut signs = text.match_indices('#').map(|(at, _)| at);
    signs.find(|&at| text[..at].ends_with(BLANKS))
}

/// A text without the anchors and tags before its value.
pub(super) fn past_properties(text: &str) -> &str {
    let mut rest = text.trim_start_matches(BLANKS);
    while rest.starts_with(['&', '!']) {
        let end = rest.find(BLANKS).unwrap_or(rest.len());
        rest = rest[end..].trim_start_matches(BLANKS);
    }
    rest
}
