//! Messages in Arabic: a table of templates, set where faults are printed.
//!
//! English is what the code says. A row of `faults.tsv` (`explain.tsv`, `help.tsv`) holds an English template, a tab and the
//! Arabic one; `{}` stands for whatever a message holds there, `{1}` for the first of them. What
//! stands in place of a `{}` is set in Arabic, too, where it has a row of its own or is a list of
//! such; with `{1!}` the row holds only where it has. What has no row stays English, whole: half a
//! message is worse than a foreign one.

use std::collections::BTreeMap;

use super::print::{LRI, PDI};

const TABLES: [&str; 3] =
    [include_str!("faults.tsv"), include_str!("explain.tsv"), include_str!("help.tsv")];
/// How deep templates stand in each other.
const DEPTH: usize = 3;
/// What stands between the members of a list, longest first.
const BETWEEN: [(&str, &str); 5] =
    [(", or ", " أو "), (", and ", " و"), (" or ", " أو "), (" and ", " و"), (", ", "، ")];

/// The rows, by the first word of their English side.
#[derive(Debug)]
pub struct Catalogue {
    rows: BTreeMap<&'static str, Vec<CatalogueRow>>,
}

/// A template and its translation.
#[derive(Debug)]
struct CatalogueRow {
    parts: Vec<&'static str>,
    arabic: &'static str,
}

impl Catalogue {
    /// Reads the table that the program carries.
    pub fn new() -> Self {
        let mut rows: BTreeMap<_, Vec<CatalogueRow>> = BTreeMap::new();
        for (english, arabic) in table() {
            let row = CatalogueRow { parts: english.split("{}").collect(), arabic };
            rows.entry(row.key()).or_default().push(row);
        }
        for rows in rows.values_mut() {
            rows.sort_by_key(|row| std::cmp::Reverse(row.weight()));
        }
        Self { rows }
    }

    /// The Arabic for a whole message, what is foreign in it isolated; `None` where it has no row.
    pub fn translate(&self, message: &str) -> Option<String> {
        self.whole(message, DEPTH).or_else(|| self.list(message, DEPTH))
    }

    fn whole(&self, message: &str, depth: usize) -> Option<String> {
        let word = message.split(' ').next().unwrap_or_default();
        let keys = if word.is_empty() { vec![""] } else { vec![word, ""] };
        let rows = keys.into_iter().filter_map(|key| self.rows.get(key)).flatten();
        let mut found: Vec<_> =
            rows.filter_map(|row| Some((row, row.values(message)?))).collect();
        found.sort_by_key(|(row, _)| std::cmp::Reverse(row.weight()));
        found.into_iter().find_map(|(row, values)| self.set(row.arabic, &values, depth))
    }

    /// Fills an Arabic template; `None` where a value that has to be Arabic is not.
    fn set(&self, arabic: &str, values: &[&str], depth: usize) -> Option<String> {
        let mut out = String::new();
        for (index, part) in arabic.split('`').enumerate() {
            let quoted = index % 2 == 1;
            let filled = self.fill(part, values, (!quoted).then_some(depth))?;
            out += &if quoted { quote(&filled) } else { filled };
        }
        Some(out)
    }

    /// Puts values into a stretch of a template; without a depth they stay as they are.
    fn fill(&self, part: &str, values: &[&str], depth: Option<usize>) -> Option<String> {
        let mut pieces = part.split('{');
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let placed = piece.split_once('}').and_then(|(name, rest)| {
                let (number, needed) =
                    name.strip_suffix('!').map_or((name, false), |n| (n, true));
                let value = values.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
                Some((*value, needed, rest))
            });
            // Braces of an example stay.
            let Some((value, needed, rest)) = placed else {
                out.push('{');
                out += piece;
                continue;
            };
            let arabic = depth.and_then(|depth| self.nested(value, depth));
            if needed && arabic.is_none() {
                return None;
            }
            let as_it_is = || if depth.is_some() { foreign(value) } else { value.to_owned() };
            out += &arabic.unwrap_or_else(as_it_is);
            out += rest;
        }
        Some(out)
    }

    /// A value in Arabic, where it has rows.
    fn nested(&self, value: &str, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        self.whole(value, depth).or_else(|| self.list(value, depth))
    }

    /// Members that are quoted or have rows, with Arabic words between them.
    fn list(&self, text: &str, depth: usize) -> Option<String> {
        let (mut out, mut start, mut quoted) = (String::new(), 0, false);
        for (at, c) in text.char_indices() {
            quoted ^= c == '`';
            if quoted || at < start {
                continue;
            }
            let between = BETWEEN.iter().find(|(english, _)| text[at..].starts_with(english));
            if let Some((english, arabic)) = between {
                out += &self.member(&text[start..at], depth)?;
                out += arabic;
                start = at + english.len();
            }
        }
        Some(out + &self.member(&text[start..], depth)?)
    }

    fn member(&self, text: &str, depth: usize) -> Option<String> {
        let inner = text.strip_prefix('`').and_then(|text| text.strip_suffix('`'));
        match inner.filter(|inner| !inner.contains('`')) {
            Some(inner) => Some(quote(inner)),
            None if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => {
                Some(foreign(text))
            }
            None => self.whole(text, depth.checked_sub(1)?),
        }
    }
}

impl Default for Catalogue {
    fn default() -> Self {
        Self::new()
    }
}

impl CatalogueRow {
    /// How much of a message the template itself says.
    fn weight(&self) -> usize {
        self.parts.iter().map(|part| part.len()).sum()
    }

    /// The first word, where the template begins with a whole one.
    fn key(&self) -> &'static str {
        let first = self.parts[0];
        match first.split_once(' ') {
            Some((word, _)) => word,
            None if self.parts.len() == 1 => first,
            None => "",
        }
    }

    /// What stands in a message where the template has its `{}`.
    fn values<'m>(&self, message: &'m str) -> Option<Vec<&'m str>> {
        let (first, others) = self.parts.split_first()?;
        let mut rest = message.strip_prefix(first)?;
        let mut quoted = ticks(first) % 2 == 1;
        let mut values = vec![];
        for (index, part) in others.iter().enumerate() {
            let fits = |at: &usize| match quoted {
                true => !rest[..*at].contains('`'),
                false => ticks(&rest[..*at]).is_multiple_of(2),
            };
            let at = match index + 1 == others.len() {
                // What stands last between marks may hold some itself.
                true => Some(rest.strip_suffix(part)?.len())
                    .filter(|at| fits(at) || quoted && ticks(&rest[..*at]).is_multiple_of(2)),
                false => rest.match_indices(part).map(|(at, _)| at).find(fits),
            }?;
            values.push(&rest[..at]);
            rest = &rest[at + part.len()..];
            quoted ^= ticks(part) % 2 == 1;
        }
        rest.is_empty().then_some(values)
    }
}

/// The rows as they are written: English and Arabic.
pub fn table() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.into_iter().flat_map(str::lines).filter_map(|line| line.split_once('\t'))
}

fn ticks(text: &str) -> usize {
    text.matches('`').count()
}

/// A name or a piece of YAML: it runs from left to right, whatever it holds.
fn quote(text: &str) -> String {
    format!("{LRI}`{text}`{PDI}")
}

/// What was not translated, kept in one piece.
fn foreign(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{LRI}{text}{PDI}") }
}
