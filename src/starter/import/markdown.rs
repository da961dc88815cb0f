//! Markdown, made into the draft of a brochure: its upper headings become title and sections, all
//! else stays Markdown in them.
//!
//! What a brochure cannot hold is found by reading each text as the program will read it; such a
//! block is kept as plain text. Definitions of notes and links go to the sections that use them.

use super::parts::{Definition, HeadedPart, ImportedParts};
use super::sections::{add, begin};
use super::{Draft, DraftPiece, escape};
use crate::source::{TrialProject, markdown_fault};

/// Bytes of a text that goes on in another one: a text has its limits.
const TEXT: usize = 64 << 10;
/// Most characters of a line below the title that is a second title.
const SUBTITLE: usize = 80;

/// Levels of headings that stay in a section.
const INNER: [&str; 2] = ["###", "####"];

/// The draft of a Markdown file. `name` is the title and `introduction` the heading where it has
/// none.
pub(super) fn draft(text: &str, name: &str, introduction: &str) -> Draft {
    let ImportedParts { title, parts, definitions } = ImportedParts::of(text);
    let mut maker = Maker {
        draft: Draft::default(),
        trial: TrialProject::default(),
        introduction,
        used: vec![false; definitions.len()],
        definitions,
    };
    maker.make(parts, title.as_deref(), name);
    maker.unused();
    maker.headings_alone(name);
    maker.draft.guesses.sort_by_key(|guess| guess.line);
    maker.draft
}

struct Maker<'m> {
    draft: Draft,
    trial: TrialProject,
    introduction: &'m str,
    definitions: Vec<Definition>,
    /// Which of them stand in a section.
    used: Vec<bool>,
}

impl Maker<'_> {
    fn make(&mut self, mut parts: Vec<HeadedPart>, said: Option<&str>, name: &str) {
        let titled = title_of(&parts).filter(|_| said.is_none());
        self.title(titled.map(|at| &parts[at]), said, name);
        if let Some(at) = titled {
            // What stands below the title stands below no heading.
            parts[at].level = 0;
            self.subtitle(&mut parts, at);
        }
        let section = top(&parts);
        let mut body: Vec<(usize, String)> = vec![];
        for part in parts {
            if part.level == section {
                self.body(std::mem::take(&mut body));
                self.draft.guess(part.line, "heading", &part.heading);
                let heading = self.line(part.line, &part.heading);
                begin(&mut self.draft.sections, &part.heading, heading);
            } else if part.level > 0 {
                let sign = INNER[usize::from(part.level - section > 1)];
                let heading = format!("{sign} {}", part.heading);
                let lines = [String::new(), heading, String::new()];
                body.extend(lines.map(|line| (part.line, line)));
            }
            body.extend(part.body);
        }
        self.body(body);
    }

    /// Takes a short line below the title for a second one, where sections follow.
    fn subtitle(&mut self, parts: &mut [HeadedPart], at: usize) {
        let is_last = at + 1 == parts.len();
        let body = &mut parts[at].body;
        let blocks = blocks(body);
        let [(line, text)] = blocks.as_slice() else { return };
        let is_line = !text.contains('\n') && text.chars().count() <= SUBTITLE;
        let ends = text.ends_with(['.', ':', '!', '؟', '?', '۔', '،', ',']);
        let begins = text.chars().next().is_some_and(char::is_alphanumeric);
        if is_last || !is_line || ends || !begins || self.fault(text).is_some() {
            return;
        }
        self.draft.guess(*line, "subtitle", text);
        self.draft.subtitle = Some(self.line(*line, text));
        body.clear();
    }

    fn title(&mut self, part: Option<&HeadedPart>, said: Option<&str>, name: &str) {
        let (line, text) = match (part, said) {
            (Some(part), _) => (part.line, part.heading.as_str()),
            (None, Some(said)) => (1, said),
            (None, None) => (0, name),
        };
        let what = if line == 0 { "title, as the text has none" } else { "title" };
        self.draft.guess(line, what, text);
        self.draft.title = self.line(line, text);
    }

    /// A heading, as it is if it can be one.
    fn line(&mut self, line: usize, text: &str) -> String {
        match markdown_fault(&self.trial, text, true) {
            None => text.to_owned(),
            Some(fault) => {
                self.draft.guess(line, format!("plain text: {fault}"), text);
                escape::markdown(text)
            }
        }
    }

    /// What stands under a heading: whole, or block by block where something in it cannot stand.
    fn body(&mut self, lines: Vec<(usize, String)>) {
        let blocks = blocks(&lines);
        let Some((line, _)) = blocks.first() else { return };
        if self.draft.sections.is_empty() {
            self.draft.guess(
                *line,
                "text before any heading, under a new one",
                self.introduction,
            );
        }
        let whole: Vec<&str> = blocks.iter().map(|(_, text)| text.as_str()).collect();
        let whole = whole.join("\n\n");
        if whole.len() <= TEXT && self.fault(&whole).is_none() {
            return self.prose(&whole);
        }
        let mut good = String::new();
        for (line, block) in &blocks {
            let fault = self.fault(block);
            if fault.is_some() || good.len() + block.len() > TEXT {
                self.good(&mut good, *line);
            }
            match fault {
                None => {
                    let between = if good.is_empty() { "" } else { "\n\n" };
                    good = [good.as_str(), block].join(between);
                }
                Some(fault) => self.plain(*line, block, &fault),
            }
        }
        let last = blocks.last().map_or(0, |(line, _)| *line);
        self.good(&mut good, last);
    }

    /// Blocks that can stand by themselves, if they can together.
    fn good(&mut self, text: &mut String, line: usize) {
        let text = std::mem::take(text);
        if text.is_empty() {
            return;
        }
        match self.fault(&text) {
            None => self.prose(&text),
            Some(fault) => self.plain(line, &text, &fault),
        }
    }

    /// Why a text cannot stand, with the definitions that it needs.
    fn fault(&self, text: &str) -> Option<String> {
        markdown_fault(&self.trial, &self.defined(text).0, false)
    }

    /// A text with the definitions that it uses, and which they are.
    fn defined(&self, text: &str) -> (String, Vec<usize>) {
        let uses = |definition: &Definition| text.contains(&format!("[{}]", definition.label));
        let used: Vec<usize> =
            (0..self.definitions.len()).filter(|&at| uses(&self.definitions[at])).collect();
        let texts = used.iter().map(|&at| format!("\n\n{}", self.definitions[at].text));
        (text.to_owned() + &texts.collect::<String>(), used)
    }

    fn prose(&mut self, text: &str) {
        let (text, used) = self.defined(text);
        used.into_iter().for_each(|at| self.used[at] = true);
        add(&mut self.draft.sections, DraftPiece::Prose(text), self.introduction);
    }

    fn plain(&mut self, line: usize, text: &str, fault: &str) {
        self.draft.guess(
            line,
            format!("plain text: {fault}"),
            text.lines().next().unwrap_or(""),
        );
        let words: Vec<&str> = text.split_whitespace().collect();
        for piece in super::outline::prose(&words.join(" ")) {
            add(&mut self.draft.sections, piece, self.introduction);
        }
    }

    /// Where a text has headings alone, they are its text.
    fn headings_alone(&mut self, name: &str) {
        if self.draft.sections.iter().any(|section| !section.body.is_empty()) {
            return;
        }
        let own = self.draft.guesses.iter().all(|guess| guess.line > 0);
        let title = std::mem::replace(&mut self.draft.title, escape::markdown(name));
        let sections = std::mem::take(&mut self.draft.sections);
        let headings = sections.into_iter().map(|section| section.heading);
        for text in own.then_some(title).into_iter().chain(headings) {
            add(&mut self.draft.sections, DraftPiece::Prose(text), self.introduction);
        }
    }

    /// Keeps the definitions that nothing uses as text.
    fn unused(&mut self) {
        let definitions = std::mem::take(&mut self.definitions);
        for (definition, used) in definitions.iter().zip(self.used.clone()) {
            if !used {
                self.plain(definition.line, &definition.text, "nothing uses it");
            }
        }
    }
}

/// The uppermost level of headings; 1 where there are none.
fn top(parts: &[HeadedPart]) -> usize {
    let levels = parts.iter().map(|part| part.level).filter(|level| *level > 0);
    levels.min().unwrap_or(1)
}

/// The heading that is the title: the first thing in the text, and alone on its level.
fn title_of(parts: &[HeadedPart]) -> Option<usize> {
    let top = top(parts);
    let alone = parts.iter().filter(|part| part.level == top).count() == 1;
    let first = parts.iter().position(|part| part.level > 0 || !part.is_empty());
    first.filter(|&at| alone && parts[at].level == top)
}

/// The blocks of a body: what empty lines part, but for those inside of code.
fn blocks(lines: &[(usize, String)]) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = vec![];
    let (mut open, mut fence) = (false, None);
    for (number, line) in lines {
        let is_blank = line.trim().is_empty() && fence.is_none();
        fence = super::parts::fence(fence, line);
        match out.last_mut().filter(|_| open && !is_blank) {
            Some((_, block)) => {
                block.push('\n');
                block.push_str(line);
            }
            None if !is_blank => out.push((*number, line.clone())),
            None => {}
        }
        open = !is_blank;
    }
    out
}
