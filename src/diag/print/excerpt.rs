//! A source line and the carets beneath it, right under Arabic as well.
//!
//! Some terminals reorder right-to-left text (UAX #9), some do not. The caret line holds for
//! both: it has one cell for each cell of the source line, in the same logical order, and under
//! right-to-left stretches its cells stand in directional overrides of the same levels. So a
//! terminal that turns the source line round turns the carets round with it, and one that does
//! not leaves both alone. Both lines are isolated from what stands before and after them.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_width::UnicodeWidthChar;

use super::{LRI, PDI, is_bidi_control};

const LRO: char = '\u{202d}';
const RLO: char = '\u{202e}';
const PDF: char = '\u{202c}';
const LRM: char = '\u{200e}';
/// Not white space to UAX #9 L1, which would move it out of an override at a line's end.
const NBSP: char = '\u{a0}';
/// Widest excerpt in columns: beside a gutter of four it fits a window of a hundred.
const WIDEST: usize = 92;
/// Columns of a long line that are kept before the place.
const BEFORE: usize = 30;
const TAB: usize = 4;

/// A source line as it is shown, and what stands beneath it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The line, cut to a window around the place, isolated where it is not all left to right.
    pub(super) text: String,
    /// Carets under the place, with what has to stand before and behind them.
    pub(super) carets: String,
}

/// A column or a mark that joins the column before it.
#[derive(Clone, Copy)]
struct ExcerptColumn {
    shown: char,
    width: usize,
    marked: bool,
}

impl Excerpt {
    /// Shows `line` with carets under its bytes `marked`; an empty range gets one caret.
    pub(super) fn new(line: &str, marked: &Range<usize>) -> Self {
        let (line, marked) = near(line, marked);
        let cells = window(cells(line, &marked));
        let text: String = cells.iter().map(|c| c.shown).collect();
        let levels = levels(&text);
        let carets = carets(&cells, &levels);
        if levels.iter().all(|&level| level == 0) {
            return Self { text, carets };
        }
        let isolate = |s: String| format!("{LRI}{s}{PDI}");
        Self { text: isolate(text), carets: isolate(carets) }
    }
}

/// The part of a line that its window may show, so that a long line with many faults is not walked
/// for each of them.
fn near<'l>(line: &'l str, marked: &Range<usize>) -> (&'l str, Range<usize>) {
    let place = line.floor_char_boundary(marked.start.min(line.len()));
    let before = line[..place].char_indices().rev().scan(0, columns).last();
    let start = before.unwrap_or(place);
    let end = line[place..].char_indices().scan(0, columns).last();
    let end = place
        + end.map_or(0, |at| {
            line[place + at..].chars().next().map_or(at, |c| at + c.len_utf8())
        });
    let within = |byte: usize| byte.clamp(start, end) - start;
    (&line[start..end], within(marked.start)..within(marked.end))
}

/// Lets characters pass while they fill one column more than the widest excerpt; marks, which fill
/// none, end somewhere, too.
fn columns(sum: &mut usize, (at, c): (usize, char)) -> Option<usize> {
    const SHARE: usize = 8;
    let full = *sum > (WIDEST + 1) * (SHARE + 1);
    *sum += c.width().unwrap_or(1) * SHARE + 1;
    (!full).then_some(at)
}

/// The characters as cells. What a terminal would obey is shown as U+FFFD.
fn cells(line: &str, marked: &Range<usize>) -> Vec<ExcerptColumn> {
    let mut cells: Vec<ExcerptColumn> = vec![];
    for (at, c) in line.char_indices() {
        let marked = at == marked.start || marked.contains(&at);
        if c == '\t' {
            cells.extend([ExcerptColumn { shown: ' ', width: 1, marked }; TAB]);
            continue;
        }
        let obeyed = c.is_control() || is_bidi_control(c) || c == '\u{2028}' || c == '\u{2029}';
        let shown = if obeyed { char::REPLACEMENT_CHARACTER } else { c };
        let width = shown.width().unwrap_or(1);
        if width == 0 && marked {
            // A caret cannot stand under a mark alone: it goes under the mark's base.
            if let Some(base) = cells.iter_mut().rev().find(|cell| cell.width > 0) {
                base.marked = true;
            }
        }
        cells.push(ExcerptColumn { shown, width, marked });
    }
    if !cells.iter().any(|cell| cell.marked && cell.width > 0) {
        cells.push(ExcerptColumn { shown: ' ', width: 1, marked: true });
    }
    cells
}

/// Cuts a long line to a window around its first marked cell; `…` stands for what is left out.
fn window(cells: Vec<ExcerptColumn>) -> Vec<ExcerptColumn> {
    let total: usize = cells.iter().map(|c| c.width).sum();
    if total <= WIDEST {
        return cells;
    }
    let place = cells.iter().position(|c| c.marked && c.width > 0).unwrap_or(0);
    let before: usize = cells[..place].iter().map(|c| c.width).sum();
    let first_column = before.saturating_sub(BEFORE).min(total - WIDEST);
    let mut column = 0;
    let mut kept = vec![];
    let dots = ExcerptColumn { shown: '…', width: 1, marked: false };
    for cell in cells {
        let inside = column >= first_column && column + cell.width <= first_column + WIDEST;
        // A mark whose base was cut away goes with it.
        if inside && (cell.width > 0 || !kept.is_empty()) {
            kept.push(cell);
        }
        column += cell.width;
    }
    if first_column > 0 {
        kept.insert(0, dots);
    }
    if first_column + WIDEST < total {
        kept.push(dots);
    }
    kept
}

/// The embedding level of each character of a line that runs from left to right as a whole.
fn levels(text: &str) -> Vec<u8> {
    let info = BidiInfo::new(text, Some(Level::ltr()));
    text.char_indices().map(|(at, _)| info.levels[at].number()).collect()
}

/// One cell for each cell of the line, up to the last caret and the end of its stretch.
fn carets(cells: &[ExcerptColumn], levels: &[u8]) -> String {
    let last = cells.iter().rposition(|c| c.marked && c.width > 0).unwrap_or(0);
    let stretch = levels[last..].iter().take_while(|&&level| level > 0).count();
    let end = (last + 1).max(last + stretch);
    let mut out = String::new();
    let mut current = 0;
    for (cell, &level) in cells[..end].iter().zip(levels) {
        if cell.width > 0 {
            turn(&mut out, &mut current, level);
        }
        let blank = if level > 0 { NBSP } else { ' ' };
        let c = if cell.marked { '^' } else { blank };
        out.extend(std::iter::repeat_n(c, cell.width));
    }
    turn(&mut out, &mut current, 0);
    out
}

/// Opens and closes overrides until the text stands at `level`. Back at 0, a mark keeps the blanks
/// between two right-to-left stretches from joining them (UAX #9 N1).
fn turn(out: &mut String, current: &mut u8, level: u8) {
    while *current < level {
        *current += 1;
        out.push(if *current % 2 == 1 { RLO } else { LRO });
    }
    while *current > level {
        *current -= 1;
        out.push(PDF);
        if *current == 0 {
            out.push(LRM);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An excerpt with carets under the first `word` of `line`, controls spelled out.
    fn show(line: &str, word: &str) -> (String, String) {
        let start = line.find(word).unwrap();
        let excerpt = Excerpt::new(line, &(start..start + word.len()));
        (spell(&excerpt.text), spell(&excerpt.carets))
    }

    fn spell(text: &str) -> String {
        [
            ("⟨LRI⟩", LRI),
            ("⟨PDI⟩", PDI),
            ("⟨LRO⟩", LRO),
            ("⟨RLO⟩", RLO),
            ("⟨PDF⟩", PDF),
            ("⟨LRM⟩", LRM),
            ("·", NBSP),
        ]
        .iter()
        .fold(text.to_string(), |text, (name, c)| text.replace(*c, name))
    }

    /// Visual order of a line's characters, by the Unicode algorithm, controls removed.
    fn reorder(text: &str) -> Vec<char> {
        let info = BidiInfo::new(text, Some(Level::ltr()));
        let line = info.reorder_line(&info.paragraphs[0], 0..text.len());
        let controls = [LRI, PDI, LRO, RLO, PDF, LRM];
        line.chars().filter(|c| !controls.contains(c) && c.width() != Some(0)).collect()
    }

    #[test]
    fn latin_lines_have_no_controls() {
        let (text, carets) = show("  heding: x", "heding");
        assert_eq!(text, "  heding: x");
        assert_eq!(carets, "  ^^^^^^");
    }

    #[test]
    fn an_arabic_line_is_isolated_and_its_carets_follow_its_levels() {
        let (text, carets) = show("heading: تاريخ المركز", "المركز");
        assert_eq!(text, "⟨LRI⟩heading: تاريخ المركز⟨PDI⟩");
        assert_eq!(carets, "⟨LRI⟩         ⟨RLO⟩······^^^^^^⟨PDF⟩⟨LRM⟩⟨PDI⟩");
    }

    #[test]
    fn numbers_inside_arabic_keep_their_own_order() {
        let (_, carets) = show("t: عام 2026 م", "2026");
        assert_eq!(carets, "⟨LRI⟩   ⟨RLO⟩····⟨LRO⟩^^^^⟨PDF⟩··⟨PDF⟩⟨LRM⟩⟨PDI⟩");
    }

    #[test]
    fn carets_stand_under_their_letters_whether_the_terminal_reorders_or_not() {
        let line = "- term: الوقاية (2026) من ICMEC، والتوعية";
        for word in ["الوقاية", "2026", "ICMEC", "والتوعية", "term", "من"] {
            let start = line.find(word).unwrap();
            let excerpt = Excerpt::new(line, &(start..start + word.len()));
            let logical =
                |s: &str| s.chars().filter(|c| c.width() != Some(0)).collect::<Vec<_>>();
            for order in [reorder as fn(&str) -> Vec<char>, logical] {
                let (above, below) = (order(&excerpt.text), order(&excerpt.carets));
                let under: Vec<char> = above
                    .iter()
                    .zip(below.iter().chain(std::iter::repeat(&' ')))
                    .filter(|&(_, &caret)| caret == '^')
                    .map(|(&c, _)| c)
                    .collect();
                let mut expected: Vec<char> = word.chars().collect();
                let mut found = under.clone();
                expected.sort_unstable();
                found.sort_unstable();
                assert_eq!(found, expected, "carets of `{word}` stand under {under:?}");
            }
        }
    }

    #[test]
    fn marks_take_no_column_and_a_mark_alone_is_shown_at_its_base() {
        let line = "t: استجابةً";
        let mark = line.find('\u{64b}').unwrap();
        let excerpt = Excerpt::new(line, &(mark..mark + 2));
        assert_eq!(spell(&excerpt.carets), "⟨LRI⟩   ⟨RLO⟩······^⟨PDF⟩⟨LRM⟩⟨PDI⟩");
    }

    #[test]
    fn an_empty_range_gets_one_caret_also_at_the_end() {
        assert_eq!(Excerpt::new("ab", &(1..1)).carets, " ^");
        assert_eq!(Excerpt::new("ab", &(2..2)).carets, "  ^");
        assert_eq!(Excerpt::new("", &(0..0)).carets, "^");
    }

    #[test]
    fn tabs_and_controls_are_shown_as_cells() {
        let excerpt = Excerpt::new("\tx\u{202e}\x1b", &(1..2));
        assert_eq!(excerpt.text, "    x\u{fffd}\u{fffd}");
        assert_eq!(excerpt.carets, "    ^");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(Excerpt::new("書名: x", &(8..9)).carets, "      ^");
    }

    #[test]
    fn a_million_letters_cost_no_more_than_a_hundred() {
        let long = format!("{}x{}", "a".repeat(500_000), "\u{64b}".repeat(500_000));
        let excerpt = Excerpt::new(&long, &(500_000..500_001));
        assert!(excerpt.text.len() < 4000, "{}", excerpt.text.len());
        assert_eq!(excerpt.carets.chars().filter(|&c| c == '^').count(), 1);
        let short = Excerpt::new(&long[499_000..500_001], &(1000..1001));
        assert!(short.text.starts_with('…') && short.text.ends_with('x'));
    }

    #[test]
    fn long_lines_are_cut_to_a_window_around_the_place() {
        let line = format!("{} here {}", "كلمة ".repeat(400), "word ".repeat(400));
        let start = line.find("here").unwrap();
        let excerpt = Excerpt::new(&line, &(start..start + 4));
        let columns: usize = excerpt.text.chars().filter_map(UnicodeWidthChar::width).sum();
        assert_eq!(columns, WIDEST + 2, "the window and its two dots");
        assert!(excerpt.text.contains(" here "));
        let caret = excerpt.carets.chars().filter(|c| c.width() == Some(1));
        assert_eq!(
            caret.clone().count(),
            1 + BEFORE + 4,
            "dots, what stands before, the carets"
        );
        assert_eq!(caret.filter(|&c| c == '^').count(), 4);
    }
}
