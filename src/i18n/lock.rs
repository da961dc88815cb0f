//! The record beside the texts: names of pieces, and the words that each translation was made from.
//!
//! A line a fact, sorted, so that version control merges it; words are kept once, by their digest.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::assign::{Known, digest};
use crate::diag::{Diagnostic, Failed, FileId, Sink, Span};
use crate::model::lang::Lang;

const HEAD: &str = "\
# What translations were made from. `warraq i18n` writes this; keep it with the texts.
warraq-i18n 1
";

/// What is known of one language's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    /// Its pieces as they last were, in reading order.
    pub known: Vec<Known>,
    /// By name the digest of the source's words that a piece was made from.
    pub made: BTreeMap<String, String>,
}

/// The record of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// By language what is known of its text.
    pub books: BTreeMap<String, Book>,
    /// Words, by their digest.
    pub words: BTreeMap<String, String>,
}

impl Lock {
    /// Notes that a piece of a language was made from these words of the source.
    pub fn made(&mut self, lang: &Lang, id: &str, words: &str) {
        let book = self.books.entry(lang.to_string()).or_default();
        book.made.insert(id.to_owned(), digest(words));
        self.words.insert(digest(words), words.to_owned());
    }

    /// What is known of a language.
    pub fn book(&self, lang: &Lang) -> Option<&Book> {
        self.books.get(lang.as_str())
    }

    /// Forgets words that nothing names any more.
    pub fn prune(&mut self) {
        let books = self.books.values();
        let named = books.flat_map(|book| {
            book.made.values().chain(book.known.iter().map(|known| &known.digest))
        });
        let named: BTreeSet<&String> = named.collect();
        self.words.retain(|digest, _| named.contains(digest));
    }

    /// The record as text.
    pub fn written(&self) -> String {
        let mut out = String::from(HEAD);
        // Writing to a string never fails.
        for (lang, book) in &self.books {
            let _ = writeln!(out, "\n[{lang}]");
            for Known { id, place, digest } in &book.known {
                let _ = writeln!(out, "block {id} {place} {digest}");
            }
            for (id, digest) in &book.made {
                let _ = writeln!(out, "made {id} {digest}");
            }
        }
        let _ = writeln!(out, "\n[words]");
        for (digest, words) in &self.words {
            let _ = writeln!(out, "{digest} {}", serde_json::Value::from(words.as_str()));
        }
        out
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`Failed`], with each line that is none in `sink`.
    pub fn read(text: &str, file: FileId, sink: &mut Sink) -> Result<Self, Failed> {
        let (mut lock, mut part, mut start) = (Self::default(), String::new(), 0);
        let (mut headed, before) = (false, sink.count(crate::diag::Severity::Error));
        for whole in text.split_inclusive('\n') {
            let line = whole.trim();
            let span = Span::new(file, start..start + whole.trim_end().len());
            start += whole.len();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if line == "warraq-i18n 1" {
                headed = true;
            } else if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']'))
            {
                name.clone_into(&mut part);
            } else if lock.line(&part, line).is_none() {
                sink.push(bad_line(line, span));
            }
        }
        if !headed && sink.count(crate::diag::Severity::Error) == before {
            let message = "this is no record of `warraq i18n`, or one of a later version";
            sink.push(Diagnostic::error("bad-lock", Span::new(file, 0..0), message));
        }
        if sink.count(crate::diag::Severity::Error) > before { Err(Failed) } else { Ok(lock) }
    }

    fn line(&mut self, part: &str, line: &str) -> Option<()> {
        if part == "words" {
            let (digest, words) = line.split_once(' ')?;
            let words: String = serde_json::from_str(words).ok()?;
            (self::digest(&words) == digest)
                .then(|| self.words.insert(digest.into(), words))?;
            return Some(());
        }
        Lang::parse(part)?;
        let words: Vec<&str> = line.split(' ').collect();
        let book = self.books.entry(part.to_owned()).or_default();
        match words.as_slice() {
            ["block", id, place, digest] => book.known.push(Known {
                id: (*id).to_owned(),
                place: (*place).to_owned(),
                digest: (*digest).to_owned(),
            }),
            ["made", id, digest] => {
                // Two lines for one piece are what a merge leaves behind.
                let twin = book.made.insert((*id).to_owned(), (*digest).to_owned());
                twin.is_none().then_some(())?;
            }
            _ => return None,
        }
        Some(())
    }
}

fn bad_line(line: &str, span: Span) -> Diagnostic {
    let marks = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    if marks.iter().any(|mark| line.starts_with(mark)) {
        let message = "version control left the mark of a conflict here";
        return Diagnostic::error("merge-conflict", span, message).with_hint(
            "keep the lines of both sides, take out the marks, then run `warraq i18n status`",
        );
    }
    Diagnostic::error("bad-lock", span, "this line of the record cannot be read")
        .with_hint("take the line out: what it was about counts as not reviewed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    fn sample() -> Lock {
        let mut lock = Lock::default();
        let (en, fr) = (Lang::parse("en").unwrap(), Lang::parse("fr-CA").unwrap());
        for (n, text) in
            ["plain", "two\nlines", "«quoted \"words\"» \\ \u{200f}"].iter().enumerate()
        {
            lock.made(&en, &format!("s/{n}/text"), text);
            lock.made(&fr, &format!("s/{n}/text~2"), text);
            let known =
                Known { id: format!("s/{n}"), place: format!("t/{n}"), digest: digest(text) };
            lock.books.entry("ar".into()).or_default().known.push(known);
        }
        lock
    }

    fn read(text: &str) -> (Result<Lock, Failed>, Vec<&'static str>) {
        let mut sink = Sink::default();
        let file = Sources::default().add("text/i18n.lock", text);
        let lock = Lock::read(text, file, &mut sink);
        (lock, sink.diagnostics().iter().map(|fault| fault.id).collect())
    }

    #[test]
    fn what_is_written_is_read() {
        let lock = sample();
        assert_eq!(read(&lock.written()), (Ok(lock.clone()), vec![]));
        assert_eq!(read(&lock.written().replace('\n', "\r\n")).0, Ok(lock));
    }

    #[test]
    fn every_spoilt_line_is_a_fault() {
        let whole = sample().written();
        for (n, line) in
            whole.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
        {
            let spoilt: Vec<String> = whole
                .lines()
                .enumerate()
                .map(|(m, l)| if m == n { format!("{line} and more") } else { l.to_owned() })
                .collect();
            let (lock, faults) = read(&spoilt.join("\n"));
            assert!(lock.is_err() && faults.contains(&"bad-lock"), "{line}");
            let marked = whole.replacen(
                line,
                &format!("<<<<<<< ours\n{line}\n=======\n>>>>>>> theirs"),
                1,
            );
            assert_eq!(read(&marked).1, ["merge-conflict"; 3], "{line}");
        }
    }
}
