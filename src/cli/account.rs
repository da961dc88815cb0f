//! What a finished file holds, in lines for people.

use std::fmt::Write;

use super::summary::size;
use crate::diag::print::{Voice, isolate, one_line};
use crate::geom::Abs;
use crate::model::finished::{Finished, FinishedFont, FinishedPicture, PageRun, Read};

/// So many of a kind are listed; `--json` lists all.
const SHOWN: usize = 40;

/// An account of a file, in the language of the voice.
pub(super) fn account(found: &Finished, voice: &Voice) -> String {
    let mut out = Lines { out: String::new(), voice };
    out.facts(found);
    out.list("pages", found.pages.iter().map(|pages| pages_line(pages, voice)));
    out.list("fonts", found.fonts.iter().map(|font| font_line(font, voice)));
    out.list("inks", found.inks.iter().map(|ink| shown(ink)));
    let links = found.links.iter().map(|link| match &link.says {
        Some(says) => format!("{}  {}", shown(&link.to), shown(says)),
        None => shown(&link.to),
    });
    out.list("links", links);
    out.list("pictures", found.pictures.iter().map(|picture| picture_line(picture, voice)));
    out.list("text as it is read", found.text.iter().map(read_line));
    out.out
}

struct Lines<'v> {
    out: String,
    voice: &'v Voice,
}

impl Lines<'_> {
    fn facts(&mut self, found: &Finished) {
        let version = found.version.as_deref().unwrap_or_default();
        let kind = format!("{} {version}", found.kind);
        self.fact("file", &shown(&format!("{}, {}", kind.trim(), size(found.bytes))));
        self.maybe("title", found.title.as_deref());
        self.maybe("author", found.author.as_deref());
        self.maybe("program", found.program.as_deref());
        let none = self.voice.say("none");
        let or_none = |list: &[String]| match list {
            [] => none.clone(),
            list => shown(&list.join(", ")),
        };
        let (claims, languages) = (or_none(&found.claims), or_none(&found.languages));
        self.fact("claims", &claims);
        let order = match found.tagged {
            true => "structure, an order for those who hear it",
            false => "no structure: its order is that of drawing",
        };
        let order = self.voice.say(order);
        self.fact("order", &order);
        self.fact("languages", &languages);
        self.maybe("direction", found.direction);
    }

    fn fact(&mut self, name: &str, value: &str) {
        let name = self.voice.say(name);
        // Writing to a string never fails.
        let _ = writeln!(self.out, "{name}: {value}");
    }

    fn maybe(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.fact(name, &shown(value));
        }
    }

    fn list(&mut self, name: &str, lines: impl ExactSizeIterator<Item = String>) {
        let count = lines.len();
        if count == 0 {
            return;
        }
        let name = self.voice.say(name);
        let _ = writeln!(self.out, "\n{name}: {count}");
        for line in lines.take(SHOWN) {
            let _ = writeln!(self.out, "  {line}");
        }
        if let Some(left) = count.checked_sub(SHOWN).filter(|&left| left > 0) {
            let more = self.voice.say(&format!("… and {left} more; `--json` lists all"));
            let _ = writeln!(self.out, "  {more}");
        }
    }
}

fn pages_line(pages: &PageRun, voice: &Voice) -> String {
    let mut out = match (pages.first, pages.last) {
        (first, last) if first == last => format!("{first}"),
        (first, last) => format!("{first}–{last}"),
    };
    for (name, [x0, y0, x1, y1]) in &pages.boxes {
        let side = |points: f64| Abs::pt(points).to_mm();
        let name = voice.say(&format!("{name} box"));
        out += &format!("  {name} {:.1} × {:.1} mm", side(x1 - x0), side(y1 - y0));
    }
    if pages.turned > 0 {
        out += &format!("  {}°", u16::from(pages.turned) * 90);
    }
    out
}

fn font_line(font: &FinishedFont, voice: &Voice) -> String {
    let inside =
        voice.say(if font.embedded { "inside the file" } else { "not inside the file" });
    let text = match font.says_text {
        true => String::new(),
        false => format!(", {}", voice.say("its codes say no characters")),
    };
    format!("{}  {}  {inside}{text}", shown(&font.name), shown(&font.kind))
}

fn picture_line(picture: &FinishedPicture, voice: &Voice) -> String {
    match picture.alt.as_deref() {
        Some("") => voice.say("decoration"),
        Some(alt) => shown(alt),
        None => voice.say("without words for those who do not see it"),
    }
}

fn read_line(read: &Read) -> String {
    let page = read.page.map(|page| format!("{page} ")).unwrap_or_default();
    let role = read.role.as_deref().unwrap_or_default();
    let lang = read.language.as_ref().map(|lang| format!(" [{lang}]")).unwrap_or_default();
    format!("{page}{role}{lang}  {}", shown(&read.text))
}

/// What stands in a file; it does not turn the words around it.
fn shown(text: &str) -> String {
    isolate(&plain(text))
}

/// What stands in a file, on one line, without marks of direction of its own: nothing in it steers
/// the terminal.
pub(super) fn plain(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let words: String = text.chars().filter(|&c| !is_mark(c)).collect();
    one_line(&words)
}
