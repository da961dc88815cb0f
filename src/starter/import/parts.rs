//! A Markdown file, parted at its headings (CommonMark 0.31, 4.2 and 4.3).

/// A heading with the lines below it; of level 0 where no heading stands above them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct HeadedPart {
    /// The line of the heading, from 1.
    pub(super) line: usize,
    pub(super) level: usize,
    pub(super) heading: String,
    /// The lines with their numbers.
    pub(super) body: Vec<(usize, String)>,
}

impl HeadedPart {
    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.body.iter().all(|(_, line)| line.trim().is_empty())
    }
}

/// The definition of a note or of a link's address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Definition {
    pub(super) line: usize,
    /// What stands between the brackets.
    pub(super) label: String,
    pub(super) text: String,
}

/// What a file is made of.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ImportedParts {
    /// The title that the head of the file says.
    pub(super) title: Option<String>,
    pub(super) parts: Vec<HeadedPart>,
    pub(super) definitions: Vec<Definition>,
}

impl ImportedParts {
    pub(super) fn of(text: &str) -> Self {
        let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
        let lines: Vec<&str> = text.split('\n').collect();
        let mut out = Self { parts: vec![HeadedPart::default()], ..Self::default() };
        let mut at = out.head(&lines);
        let mut open = None;
        while at < lines.len() {
            let inside = open.is_some();
            open = fence(open, lines[at]);
            at += if inside { out.keep(at, lines[at]) } else { out.line(&lines, at) };
        }
        out
    }

    /// The head between two rows of hyphens; the number of its lines.
    fn head(&mut self, lines: &[&str]) -> usize {
        let is_rule = |line: &&str| line.trim_end() == "---";
        let end = lines.iter().skip(1).position(is_rule).map(|end| end + 1);
        let Some(end) = end.filter(|_| is_rule(&lines[0])) else { return 0 };
        let said = &lines[1..end];
        let is_key =
            |line: &&str| line.split_once(':').is_some_and(|(key, _)| !key.contains(' '));
        let Some(title) = said.iter().find_map(|line| line.strip_prefix("title:")) else {
            return 0;
        };
        if !said.iter().all(|line| is_key(line) || line.starts_with([' ', '-'])) {
            return 0;
        }
        let title = title.trim().trim_matches(['"', '\'']);
        self.title = Some(title.to_owned()).filter(|title| !title.is_empty());
        end + 1
    }

    /// Takes a line, and how many belong to it.
    fn line(&mut self, lines: &[&str], at: usize) -> usize {
        let line = lines[at];
        if let Some((level, heading)) = hashes(line) {
            return self.begin(at, level, heading);
        }
        let below = lines.get(at + 1).copied().unwrap_or_default();
        let above = at.checked_sub(1).map_or("", |above| lines[above]);
        if let Some(level) = underlined(above, line, below) {
            return self.begin(at, level, line.trim().to_owned()) + 1;
        }
        if let Some(label) = defined(line) {
            let more = if label.starts_with('^') { continued(&lines[at + 1..]) } else { 0 };
            let text = lines[at..=at + more].join("\n");
            self.definitions.push(Definition { line: at + 1, label: label.to_owned(), text });
            return 1 + more;
        }
        self.keep(at, line)
    }

    fn begin(&mut self, at: usize, level: usize, heading: String) -> usize {
        self.parts.push(HeadedPart { line: at + 1, level, heading, body: vec![] });
        1
    }

    fn keep(&mut self, at: usize, line: &str) -> usize {
        if let Some(part) = self.parts.last_mut() {
            part.body.push((at + 1, line.to_owned()));
        }
        1
    }
}

/// The fence that is open after a line.
pub(super) fn fence(open: Option<char>, line: &str) -> Option<char> {
    let line = line.trim_start();
    let found =
        ['`', '~'].into_iter().find(|&sign| line.starts_with(&sign.to_string().repeat(3)));
    match (open, found) {
        (None, found) => found,
        (Some(sign), Some(found)) if sign == found => None,
        (open, _) => open,
    }
}

/// Level and text of a heading after `#`.
fn hashes(line: &str) -> Option<(usize, String)> {
    let body = line.trim_start_matches([' ', '\u{feff}', '\u{200e}', '\u{200f}']);
    let indent = line.len() - line.trim_start_matches(' ').len();
    let text = body.trim_start_matches('#');
    let level = body.len() - text.len();
    let parted = text.starts_with(char::is_whitespace);
    let text = text.trim().trim_end_matches('#').trim();
    let good = (1..=6).contains(&level) && parted && indent < 4;
    (good && text.contains(char::is_alphanumeric)).then(|| (level, text.to_owned()))
}

/// The level of a line of its own that is underlined.
fn underlined(above: &str, line: &str, below: &str) -> Option<usize> {
    let rule = below.trim_end();
    let level = match rule.chars().next()? {
        '=' => 1,
        '-' => 2,
        _ => return None,
    };
    let sign = if level == 1 { '=' } else { '-' };
    let is_rule = rule.len() > 1 && rule.chars().all(|c| c == sign);
    let alone = above.trim().is_empty() && line.starts_with(char::is_alphanumeric);
    (is_rule && alone).then_some(level)
}

/// What a line defines: `^1` of `[^1]: …`.
fn defined(line: &str) -> Option<&str> {
    let (label, text) = line.strip_prefix('[')?.split_once("]:")?;
    let plain = !label.is_empty() && !label.contains(['[', ']']) && label != "^";
    (plain && !text.trim().is_empty()).then_some(label)
}

/// How many lines a note goes on.
fn continued(lines: &[&str]) -> usize {
    let mut end = 0;
    for (at, line) in lines.iter().enumerate() {
        let deep = line.starts_with("    ") && !line.trim().is_empty();
        let right_below = end == at && !line.trim().is_empty() && defined(line).is_none();
        if deep || right_below && hashes(line).is_none() {
            end = at + 1;
        } else if !line.trim().is_empty() {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(text: &str) -> Vec<(usize, usize, String)> {
        let parts = ImportedParts::of(text).parts.into_iter().skip(1);
        parts.map(|part| (part.line, part.level, part.heading)).collect()
    }

    #[test]
    fn headings_have_signs_before_or_below_them() {
        let text = "# One #\n\nTwo\n===\n\nThree\n---\n\n```\n# no\n```\n#no\n\n- a\n---\n";
        let found = headings(text);
        let named: Vec<_> = found.iter().map(|(l, n, h)| (*l, *n, h.as_str())).collect();
        assert_eq!(named, [(1, 1, "One"), (3, 1, "Two"), (6, 2, "Three")]);
    }

    #[test]
    fn the_head_of_a_file_may_say_the_title() {
        let parts = ImportedParts::of("---\ntitle: \"A: b\"\ndate: 2026\n---\ntext");
        assert_eq!(parts.title.as_deref(), Some("A: b"));
        assert_eq!(parts.parts[0].body, [(5, "text".to_owned())]);
        assert_eq!(ImportedParts::of("---\ntext\n---\n").title, None);
    }

    #[test]
    fn notes_go_on_below() {
        let parts = ImportedParts::of(
            "a[^1]\n\n[^1]: one\ntwo\n\n    three\n\nb\n[x]: https://a.org\n",
        );
        let texts: Vec<_> = parts.definitions.iter().map(|d| (&*d.label, &*d.text)).collect();
        assert_eq!(texts, [("^1", "[^1]: one\ntwo\n\n    three"), ("x", "[x]: https://a.org")]);
    }
}
