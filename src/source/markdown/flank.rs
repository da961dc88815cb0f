//! Emphasis beside punctuation, as scripts without case write it.
//!
//! CommonMark (0.31, 6.2) lets a run of `*` open emphasis only where a word may begin, and takes
//! punctuation for the edge of a word: in `foo*(bar)*` nothing is emphasised. Scripts without case
//! write prefixes, quotation marks and colons without a space between them and the run: `و**«كتاب»**`,
//! `**ملاحظة:**انتبه`. There punctuation counts as a letter, unless it could not stand at that
//! edge: nothing opens before `)` and nothing closes after `(`. The parser has no setting for it,
//! so [`LETTER`] is put between the run and the sign, and taken out of the text that is read.
//! Underscores stay as they are: they stand inside words.

use std::collections::BTreeSet;
use std::ops::Range;

use icu_properties::props::TerminalPunctuation;
use icu_properties::props::{GeneralCategory as Category, GeneralCategoryGroup as Group};
use icu_properties::{CodePointMapData, CodePointSetData};

use super::super::rewrite::{Rewriter, Rewritten};

/// A noncharacter, which no text holds: neither space nor punctuation to the parser.
pub(super) const LETTER: char = '\u{fdd0}';

/// So many characters of punctuation may lie between a run and the first letter.
const FAR: usize = 8;

/// The text with [`LETTER`] wherever a run of `*` or `~` lies beside punctuation and means emphasis.
pub(super) fn emphasis(text: &str) -> Rewritten<'_> {
    let mut out = Rewriter::new(text);
    let letter = LETTER.to_string();
    for run in runs(text) {
        let Edge { opens, closes } = edge(text, &run);
        if closes {
            out.replace(run.start..run.start, &letter);
        }
        if opens {
            out.replace(run.end..run.end, &letter);
        }
    }
    out.finish()
}

/// Runs of `*`, and of `~` from two on, outside of code; escaped ones are none.
fn runs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let count = |at: usize| bytes[at..].iter().take_while(|&&b| b == bytes[at]).count();
    let (mut out, mut at) = (vec![], 0);
    // Lengths of runs of backticks that nothing closes any more.
    let mut unclosed = BTreeSet::new();
    while at < bytes.len() {
        let len = count(at);
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => {
                let end = (!unclosed.contains(&len)).then(|| code_end(bytes, at + len, len));
                if end == Some(None) {
                    unclosed.insert(len);
                }
                at = end.flatten().unwrap_or(at + len);
            }
            sign @ (b'*' | b'~') => {
                if sign == b'*' || len > 1 {
                    out.push(at..at + len);
                }
                at += len;
            }
            _ => at += 1,
        }
    }
    out
}

/// Where code ends that a run of so many backticks opens before byte `from`.
fn code_end(bytes: &[u8], from: usize, len: usize) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|&&b| b == b'`').count();
        if run == len {
            return Some(at + run);
        }
        at += run.max(1);
    }
    None
}

/// What a run may do besides what CommonMark lets it do.
#[derive(Default)]
struct Edge {
    opens: bool,
    closes: bool,
}

fn edge(text: &str, run: &Range<usize>) -> Edge {
    let mut before = text[..run.start].chars().rev();
    let mut after = text[run.end..].chars();
    let (Some(left), Some(right)) = (before.next(), after.next()) else {
        return Edge::default();
    };
    if left.is_whitespace() || right.is_whitespace() {
        return Edge::default();
    }
    match (is_sign(left), is_sign(right)) {
        (false, true) => {
            let inner = after.clone().take(FAR).find(|&c| !is_sign(c));
            let apt = is_caseless(left) || inner.is_some_and(is_caseless);
            Edge { opens: apt && !ends(right, after.next()), closes: false }
        }
        (true, false) => {
            let inner = before.clone().take(FAR).find(|&c| !is_sign(c));
            let apt = is_caseless(right) || inner.is_some_and(is_caseless);
            Edge { opens: false, closes: apt && !begins(left, before.next()) }
        }
        _ => Edge::default(),
    }
}

/// Whether a sign can only stand at the end of what it belongs to; quotation marks that look alike
/// at both ends are told apart by what follows them.
fn ends(sign: char, next: Option<char>) -> bool {
    match category(sign) {
        Category::ClosePunctuation | Category::FinalPunctuation => true,
        _ if matches!(sign, '"' | '\'') => next.is_none_or(char::is_whitespace),
        _ => CodePointSetData::new::<TerminalPunctuation>().contains(sign) || sign == '…',
    }
}

/// Whether a sign can only stand at the start of what it belongs to.
fn begins(sign: char, previous: Option<char>) -> bool {
    match category(sign) {
        Category::OpenPunctuation | Category::InitialPunctuation => true,
        _ if matches!(sign, '"' | '\'') => previous.is_none_or(char::is_whitespace),
        _ => false,
    }
}

/// Punctuation, as CommonMark counts it: also symbols.
fn is_sign(c: char) -> bool {
    [Group::Punctuation, Group::Symbol].iter().any(|group| group.contains(category(c)))
}

/// A letter, mark or digit without case, or what stands unseen between such.
fn is_caseless(c: char) -> bool {
    !c.is_whitespace() && !is_sign(c) && !Group::CasedLetter.contains(category(c))
}

fn category(c: char) -> Category {
    CodePointMapData::<Category>::new().get(c)
}
