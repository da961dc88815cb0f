//! The sign that a line of text begins with: of a list, a heading, a quotation, a table, a note.

use super::super::letters::{is_blank, is_unseen};
use super::label::{self, Label};

/// Signs that are bullets and nothing else, also those of word processors' symbol fonts.
#[rustfmt::skip]
const BULLETS: [char; 19] = [
    '•', '‣', '⁃', '∙', '◦', '▪', '▫', '■', '□', '●', '○', '◆', '◇', '▸', '►', '➢', '❖',
    '\u{f0b7}', '\u{f0a7}',
];
/// Signs that are bullets where a space follows: they stand inside words, too.
const SPACED_BULLETS: [char; 2] = ['·', '・'];
/// Most signs before a heading, and least of those that a text can hold.
const HASHES: [usize; 2] = [3, 6];

/// A sign at the start of a text.
pub(super) struct Sign {
    /// Its bytes, with the space after it.
    pub(super) len: usize,
    pub(super) what: What,
    /// Whether it begins an item of a list.
    pub(super) item: bool,
    /// Whether further signs may follow it.
    pub(super) holds: bool,
}

/// What is to be done with a sign.
pub(super) enum What {
    /// CommonMark reads it.
    Known,
    /// It is to be written otherwise.
    Sure(String),
    /// A row of a table: its rest is to be looked at.
    Row,
    /// An item, if the items around it bear it out; with the space after its sign.
    Item(Begins, String),
}

/// What a doubtful item begins with.
pub(super) enum Begins {
    Dash(char),
    Label(Label),
}

/// White space and marks without room at the start of a text.
pub(super) struct Space {
    /// Its bytes.
    pub(super) len: usize,
    /// How many characters of it take room.
    pub(super) room: usize,
    /// Whether it is more than spaces and tabs.
    pub(super) odd: bool,
}

impl Space {
    pub(super) fn at(text: &str) -> Self {
        let end = text.find(|c| !is_unseen(c) && !is_blank(c)).unwrap_or(text.len());
        let space = &text[..end];
        let room = space.chars().filter(|&c| is_blank(c)).count();
        Self { len: end, room, odd: space.contains(|c| !matches!(c, ' ' | '\t')) }
    }

    /// The space as it is, where CommonMark takes it; else one.
    fn plain(&self, text: &str) -> String {
        if self.odd || self.len == 0 { " ".to_owned() } else { text[..self.len].to_owned() }
    }
}

/// The sign that a text begins with.
pub(super) fn sign(text: &str) -> Option<Sign> {
    let first = text.chars().next()?;
    let line = |what| Some(Sign { len: first.len_utf8(), what, item: false, holds: false });
    match first {
        '>' => Some(Sign { len: 1, what: What::Known, item: false, holds: true }),
        '|' => line(What::Row),
        '[' if text.starts_with("[^") => line(What::Known),
        '#' => heading(text),
        '-' | '+' | '*' | '–' | '—' => hyphen(first, text),
        _ if BULLETS.contains(&first) || SPACED_BULLETS.contains(&first) => {
            bullet(first, &text[first.len_utf8()..])
        }
        _ => numbered(text),
    }
}

fn heading(text: &str) -> Option<Sign> {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let after = &text[hashes..];
    let space = Space::at(after);
    let text_follows = after[space.len..].starts_with(char::is_alphanumeric);
    let [least, most] = HASHES;
    let missing = space.room == 0 && text_follows && hashes >= least;
    if hashes > most || !(missing || space.room > 0) {
        return None;
    }
    let what = match missing || space.odd {
        true => What::Sure(format!("{} ", &text[..hashes])),
        false => What::Known,
    };
    Some(Sign { len: hashes + space.len, what, item: false, holds: false })
}

/// A bullet of CommonMark, or a dash.
fn hyphen(first: char, text: &str) -> Option<Sign> {
    let after = &text[first.len_utf8()..];
    let space = Space::at(after);
    let rest = &after[space.len..];
    // A rule across the page, or the line under a heading.
    let rule = |c: char| c == first || is_blank(c) || is_unseen(c);
    if rest.is_empty() || rest.chars().all(rule) {
        return None;
    }
    let what = match (first, space.room) {
        ('-' | '+' | '*', 1..) if space.odd => What::Sure(format!("{first} ")),
        ('-' | '+' | '*', 1..) => What::Known,
        ('–' | '—', 1..) => What::Item(Begins::Dash(first), space.plain(after)),
        ('-' | '–', _) if rest.starts_with(char::is_alphabetic) => {
            What::Item(Begins::Dash(first), space.plain(after))
        }
        _ => return None,
    };
    let item = !matches!(what, What::Item(..));
    Some(Sign { len: first.len_utf8() + space.len, what, item, holds: true })
}

fn bullet(first: char, after: &str) -> Option<Sign> {
    let space = Space::at(after);
    let rest = after[space.len..].chars().next()?;
    let in_word = SPACED_BULLETS.contains(&first) && space.room == 0;
    if in_word || rest == first {
        return None;
    }
    let what = What::Sure(format!("-{}", space.plain(after)));
    Some(Sign { len: first.len_utf8() + space.len, what, item: true, holds: true })
}

fn numbered(text: &str) -> Option<Sign> {
    let mut label = label::read(text)?;
    let after = &text[label.range.end..];
    let space = Space::at(after);
    if space.room == 0 && !after[space.len..].starts_with(char::is_alphabetic) {
        return None;
    }
    let gap = if space.room == 0 { String::new() } else { space.plain(after) };
    label.odd |= space.odd;
    let len = label.range.end + space.len;
    let item = label.is_known() && space.room > 0;
    Some(Sign { len, what: What::Item(Begins::Label(label), gap), item, holds: true })
}
