//! In which language, and in which order of letters, faults are told.
//!
//! Every line of a message runs from left to right as a whole, as its source line does; an Arabic
//! stretch in it is an isolate that runs from right to left. So nothing depends on what a terminal
//! takes for the direction of a line. For terminals that do not reorder, the letters are put into
//! the order in which they are seen, and no control is written.

use unicode_bidi::{BidiInfo, Level};

use super::super::arabic::Catalogue;
use super::human::isolate_quotes;
use super::{PDI, is_bidi_control};

const RLI: char = '\u{2067}';
/// What is turned round with the direction (UAX #9, L4).
const MIRRORED: [(char, char); 5] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»')];

/// How faults are told.
#[derive(Debug, Default)]
pub struct Voice {
    /// The Arabic messages; without them, English.
    arabic: Option<Catalogue>,
    /// Whether letters are written in the order in which they are seen.
    visual: bool,
}

impl Voice {
    /// Arabic or English, for a terminal that reorders letters, or for one that leaves them.
    pub fn new(arabic: bool, reorders: bool) -> Self {
        Self { arabic: arabic.then(Catalogue::new), visual: !reorders }
    }

    /// Whether it speaks Arabic.
    pub fn is_arabic(&self) -> bool {
        self.arabic.is_some()
    }

    /// A message without controls of its own, as it is shown.
    pub fn say(&self, text: &str) -> String {
        let arabic = self.arabic.as_ref().and_then(|catalogue| catalogue.translate(text));
        let said = arabic.map(|arabic| format!("{RLI}{arabic}{PDI}"));
        self.show(said.unwrap_or_else(|| isolate_quotes(text)))
    }

    /// A message as tools read it, without isolates.
    pub fn plain(&self, text: &str) -> String {
        let arabic = self.arabic.as_ref().and_then(|catalogue| catalogue.translate(text));
        let bare = |arabic: String| arabic.chars().filter(|&c| !is_bidi_control(c)).collect();
        arabic.map_or_else(|| text.to_owned(), bare)
    }

    /// A line with its controls, as the terminal needs it.
    pub(super) fn show(&self, line: String) -> String {
        if self.visual { visual(&line) } else { line }
    }
}

/// A line that runs from left to right, in the order in which it is seen, without controls.
fn visual(line: &str) -> String {
    let info = BidiInfo::new(line, Some(Level::ltr()));
    let Some(paragraph) = info.paragraphs.first() else { return String::new() };
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let mut out = String::new();
    for run in runs {
        let rtl = levels[run.start].is_rtl();
        let seen = line[run].chars().filter(|&c| !is_bidi_control(c));
        if rtl { out.extend(turned(seen)) } else { out.extend(seen) }
    }
    out
}

/// Letters from the last to the first; marks stay behind their letters.
fn turned(letters: impl DoubleEndedIterator<Item = char>) -> Vec<char> {
    use unicode_width::UnicodeWidthChar;
    let (mut out, mut marks) = (vec![], vec![]);
    for c in letters.rev() {
        if c.width() == Some(0) {
            marks.push(c);
            continue;
        }
        out.push(mirrored(c));
        out.extend(marks.drain(..).rev());
    }
    out.extend(marks);
    out
}

fn mirrored(c: char) -> char {
    let pair = MIRRORED.iter().find(|&&(open, close)| c == open || c == close);
    pair.map_or(c, |&(open, close)| if c == open { close } else { open })
}
