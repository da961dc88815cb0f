//! Where the indentation of a file breaks: the reader stops a line or more after it.
//!
//! The lines up to the reader's stop are walked with a stack of the maps and lists that are open.
//! The first line that lies at none of their levels, or lacks its dash, is the one that is wrong.

use super::look::{key_of, strange_indent};
use crate::diag::{Diagnostic, Span};
use crate::source::shape::spaces;

/// An open map or list.
#[derive(Debug, Clone, Copy)]
struct Level<'t> {
    /// Spaces before its entries.
    indent: usize,
    /// Whether it is a list.
    is_list: bool,
    /// The key that it stands under.
    owner: Option<&'t str>,
}

/// What the lines before have left open.
#[derive(Default)]
struct OpenLines<'t> {
    levels: Vec<Level<'t>>,
    /// Whether the last line waits for something further in.
    waits: bool,
    /// The last key.
    key: Option<&'t str>,
    /// Indentation of the block scalar or the flow whose lines are passed over.
    skip: Option<usize>,
    /// Brackets that are open.
    brackets: usize,
    /// The quotation mark that is open.
    quote: Option<char>,
}

/// The fault of the first line with a wrong indentation, up to the line of `stop`.
pub(super) fn fault(text: &str, stop: Span) -> Option<Diagnostic> {
    let mut open = OpenLines::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if start > stop.start as usize {
            break;
        }
        let span = stop.file.map(|file| {
            let indent = line.len() - line.trim_start().len();
            Span::new(
                file,
                start + indent.min(line.len())..start + line.trim_end().len().max(indent),
            )
        })?;
        let strange = strange_indent(text, start, stop.file).filter(|_| !open.is_inside());
        let found = strange.or_else(|| open.fault(line.trim_end(), span));
        if found.is_some() {
            return found;
        }
        start += line.len();
    }
    None
}

impl<'t> OpenLines<'t> {
    fn fault(&mut self, line: &'t str, span: Span) -> Option<Diagnostic> {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if self.passes_over(bare, indent) {
            return None;
        }
        let is_item = bare == "-" || bare.starts_with("- ");
        let is_entry = is_item || key_of(bare).is_some();
        let deeper = self.levels.last().is_none_or(|level| indent > level.indent);
        if deeper && self.waits {
            self.levels.push(Level { indent, is_list: is_item, owner: self.key });
        } else if let Some(found) = self.placed(bare, indent, is_item, span) {
            return Some(found);
        } else if !is_entry {
            return None;
        }
        self.enter(bare, indent);
        None
    }

    /// Whether the next line may belong to a text or a flow that is open.
    fn is_inside(&self) -> bool {
        self.quote.is_some() || self.brackets > 0 || self.skip.is_some()
    }

    /// Whether a line says nothing of indentation.
    fn passes_over(&mut self, bare: &str, indent: usize) -> bool {
        if self.quote.is_some() || self.brackets > 0 {
            self.count(bare);
            return true;
        }
        if let Some(least) = self.skip {
            if bare.is_empty() || indent > least {
                return true;
            }
            self.skip = None;
        }
        bare.is_empty() || bare.starts_with(['#', '%']) || bare == "---"
    }

    /// The fault of a line that begins nothing new, where it has one.
    fn placed(
        &mut self,
        bare: &'t str,
        indent: usize,
        is_item: bool,
        span: Span,
    ) -> Option<Diagnostic> {
        let is_entry = is_item || key_of(bare).is_some();
        let at = self.levels.iter().rposition(|level| level.indent <= indent);
        let Some(at) = at.filter(|&at| self.levels[at].indent == indent) else {
            return if is_entry { self.between(at, bare, indent, span) } else { None };
        };
        // A list may stand at the level of its key.
        if is_item && !self.levels[at].is_list && self.waits && at + 1 == self.levels.len() {
            self.levels.push(Level { indent, is_list: true, owner: self.key });
            return None;
        }
        let found = self.levels[at];
        self.levels.truncate(at + 1);
        if is_item || !found.is_list {
            return None;
        }
        if at > 0 && self.levels[at - 1].indent == indent {
            self.levels.truncate(at);
            return None;
        }
        Some(no_dash(bare, indent, span))
    }

    /// A line between two levels, or deeper than a line that takes nothing.
    fn between(
        &self,
        at: Option<usize>,
        bare: &str,
        indent: usize,
        span: Span,
    ) -> Option<Diagnostic> {
        let outer = at.map(|at| self.levels[at]);
        let inner = self.levels.get(at.map_or(0, |at| at + 1)).copied();
        let far = |level: Level<'_>| level.indent.abs_diff(indent);
        let level = match (inner, outer) {
            (Some(inner), Some(outer)) if far(outer) < far(inner) => outer,
            (Some(inner), _) => inner,
            (None, outer) => outer?,
        };
        let what = key_of(bare).unwrap_or("this line");
        let what = if what == bare { what.to_owned() } else { format!("`{what}`") };
        let what = if key_of(bare).is_some() { what } else { "this line".to_owned() };
        let by = spaces(far(level));
        let message = match (level.indent > indent, level.owner) {
            (true, Some(owner)) => format!("{what} belongs {by} further in, under `{owner}`"),
            (false, Some(owner)) => format!("{what} belongs {by} further out, under `{owner}`"),
            (true, None) => format!("{what} belongs {by} further in"),
            (false, None) => format!("{what} belongs {by} further out"),
        };
        let moved = format!("{}{bare}", " ".repeat(level.indent));
        Some(
            Diagnostic::error("wrong-indent", span, message)
                .with_hint(format!("indent the line by {} spaces: `{moved}`", level.indent)),
        )
    }

    /// Takes up what a line opens.
    fn enter(&mut self, bare: &'t str, indent: usize) {
        let (mut rest, mut column) = (bare, indent);
        while let Some(inner) = rest.strip_prefix("- ") {
            let trimmed = inner.trim_start();
            column += rest.len() - trimmed.len();
            rest = trimmed;
            if key_of(rest).is_some() || rest.starts_with("- ") {
                let is_list = rest.starts_with("- ");
                self.levels.push(Level { indent: column, is_list, owner: self.key });
            }
        }
        let value = match key_of(rest) {
            Some(key) => {
                self.key = Some(key);
                rest[key.len() + 1..].trim_start()
            }
            None => rest,
        };
        let value = if value.starts_with('#') { "" } else { value };
        self.waits =
            value.is_empty() || value == "-" || value.starts_with('&') && !value.contains(' ');
        let header = value.trim_end_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        if matches!(header, "|" | ">") {
            let level = self.levels.last().map_or(0, |level| level.indent);
            self.skip = Some(level);
        } else if value.starts_with(['[', '{', '"', '\'']) {
            self.count(value);
        }
    }

    /// Follows quotation marks and brackets over a line.
    fn count(&mut self, text: &str) {
        let mut signs = text.chars();
        while let Some(sign) = signs.next() {
            match (self.quote, sign) {
                (Some('"'), '\\') => drop(signs.next()),
                (Some(open), _) if open == sign => self.quote = None,
                (None, '"' | '\'') => self.quote = Some(sign),
                (None, '[' | '{') => self.brackets += 1,
                (None, ']' | '}') => self.brackets = self.brackets.saturating_sub(1),
                _ => {}
            }
        }
    }
}

/// A line at the level of a list's dashes without one.
fn no_dash(bare: &str, indent: usize, span: Span) -> Diagnostic {
    let pad = " ".repeat(indent);
    match bare.strip_prefix('-') {
        Some(text) => {
            let fault =
                Diagnostic::error("missing-space", span, "a space is missing after the dash");
            fault.with_hint(format!("write `{pad}- {}`", text.trim_start()))
        }
        None => {
            let message = "the line stands among the items of a list and has no dash";
            let fault = Diagnostic::error("missing-dash", span, message);
            fault
                .with_hint(format!("write `{pad}- {bare}`"))
                .with_hint("a line that goes on with the one before is indented further")
        }
    }
}
