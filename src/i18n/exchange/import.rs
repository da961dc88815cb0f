//! What came back to the text of a language and to the record.

use std::collections::{BTreeMap, BTreeSet};

use super::super::assign::digest;
use super::super::board::{Board, LangBoard, StatusRow, TranslationState};
use super::super::lock::Lock;
use super::super::markup::{Marks, MarkupPart, written};
use super::grow::{Sprout, grow};
use super::{Back, Tool, broken, read, told};
use crate::diag::{Diagnostic, Failed, FileId, Sink};
use crate::model::lang::Lang;
use crate::source::{NewText, Unit, retext};

/// What a file brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The language.
    pub lang: Lang,
    /// Its text file, changed.
    pub text: String,
    /// How many pieces have other words than before.
    pub changed: usize,
    /// How many pieces were recorded as made from the source as it is.
    pub recorded: usize,
    /// How many pieces the file has no translation of.
    pub left: usize,
}

/// A file of a tool.
#[derive(Debug, Clone, Copy)]
pub struct Packet<'a> {
    /// Its format.
    pub tool: Tool,
    /// All of it.
    pub bytes: &'a [u8],
    /// Its text; empty where it is none.
    pub text: &'a str,
    /// Its number.
    pub file: FileId,
}

/// Takes a file into the text of a language and into the record. `asked` is the language that was
/// typed; else the file says it. Each row that is not sound is told and left out. What the text has no
/// place for is put in with its block.
///
/// # Errors
/// [`Failed`], where nothing of the file can be taken.
pub fn import(
    board: &Board,
    lock: &mut Lock,
    packet: Packet<'_>,
    asked: Option<&Lang>,
    text_of: impl Fn(FileId) -> Option<String>,
    sink: &mut Sink,
) -> Result<Imported, Failed> {
    let Packet { tool, bytes, text, file } = packet;
    let backs = read(tool, bytes, file, text, sink).ok_or(Failed)?;
    let place = crate::diag::Span::new(file, 0..0);
    let lang = asked.cloned().or(backs.lang).ok_or_else(|| {
        let fault = broken(place, "the file does not say which language it is in");
        sink.tell(fault.with_hint("name it with `--lang`"))
    })?;
    let target = board.langs.iter().find(|other| other.lang == lang).ok_or_else(|| {
        let message = format!("the project is not translated into `{lang}`");
        let fault = broken(place, message);
        sink.tell(fault.with_hint(format!("begin with `warraq i18n new {lang}`")))
    })?;
    let own = target.rows.iter().find_map(|row| row.own.as_ref()?.span.file);
    let text_in = |file: Option<FileId>| Some((text_of(file?)?, file?));
    let (before, file) = text_in(own).ok_or_else(|| {
        sink.tell(broken(place, format!("the text in `{lang}` cannot be read")))
    })?;
    let mut taken = Taken::default();
    let rows: BTreeMap<&str, &StatusRow> =
        target.rows.iter().map(|row| (row.id.as_str(), row)).collect();
    let mut seen = BTreeSet::new();
    for back in backs.rows {
        let row = match found(&back, &rows, target) {
            Ok(row) => row,
            Err(message) => {
                sink.push(told(&back, message));
                continue;
            }
        };
        if !seen.insert(row.id.clone()) {
            sink.push(told(&back, format!("`{}` stands twice in the file", row.id)));
            continue;
        }
        taken.row(&back, row, lock, sink);
    }
    let Taken { changes, mut made, unmade, left, sprouts } = taken;
    let mut text =
        retext(&before, file, &changes).map_err(|message| sink.tell(broken(place, message)))?;
    board.remember(lock);
    let book = lock.books.entry(lang.to_string()).or_default();
    for change in &changes {
        let known = book.known.iter_mut().filter(|known| known.place == change.place);
        known.for_each(|known| known.digest = digest(&change.text));
    }
    let source = text_in(board.pieces.iter().find_map(|(_, unit)| unit.span.file));
    let grown = source.filter(|_| !sprouts.is_empty()).and_then(|(source, file)| {
        grow(board, target, (&source, file), &text, &sprouts, sink).ok()
    });
    let mut grew = BTreeSet::new();
    if let Some(grown) = grown {
        (text, book.known, grew) = (grown.text, grown.known, grown.taken);
    }
    made.retain(|(id, _)| grew.contains(id) || sprouts.iter().all(|sprout| sprout.id != *id));
    unmade.iter().for_each(|id| drop(book.made.remove(id)));
    made.iter().for_each(|(id, source)| lock.made(&lang, id, source));
    lock.prune();
    let changed = changes.len() + grew.len();
    Ok(Imported { lang, text, changed, recorded: made.len(), left })
}

/// What is taken of a file.
#[derive(Default)]
struct Taken {
    changes: Vec<NewText>,
    /// Pieces that the text has no place for.
    sprouts: Vec<Sprout>,
    made: Vec<(String, String)>,
    unmade: Vec<String>,
    left: usize,
}

impl Taken {
    fn row(&mut self, back: &Back, row: &StatusRow, lock: &Lock, sink: &mut Sink) {
        let Some(source) = &row.source else { return };
        if written(&back.own).trim().is_empty() {
            self.left += 1;
            return;
        }
        let own = row.own.as_ref();
        let marks = Marks::of(&source.text, own.map(|own| own.text.as_str()));
        let (text, faults) = marks.decode(&back.own);
        let text = text.trim().to_owned();
        let spoilt = reencoded(&text, &source.text);
        for message in faults.iter().cloned().chain(spoilt.clone()) {
            sink.push(told(back, format!("`{}`: {message}", row.id)));
        }
        if !faults.is_empty() || spoilt.is_some() {
            return;
        }
        let same = own.is_some_and(|own| own.text == text);
        if !same {
            self.change(back, row, source, &text);
        }
        let from = made_from(&back.source, &marks, source, row, lock);
        match from {
            Some(from) => {
                let done = back.reviewed.unwrap_or(!same);
                if done && !(same && row.state == TranslationState::Fresh) {
                    self.made.push((row.id.clone(), from));
                } else if !done && !same {
                    self.unmade.push(row.id.clone());
                }
            }
            None => {
                let message =
                    format!("`{}`: the source has changed since the file was written", row.id);
                sink.push(Diagnostic {
                    severity: crate::diag::Severity::Warning,
                    ..told(back, message)
                });
                if !same {
                    self.unmade.push(row.id.clone());
                }
            }
        }
    }

    /// Notes new words for a piece.
    fn change(&mut self, back: &Back, row: &StatusRow, source: &Unit, text: &str) {
        let text = text.to_owned();
        match &row.own {
            Some(own) => {
                self.changes.push(NewText { span: own.span, place: own.place.clone(), text });
            }
            None => self.sprouts.push(Sprout {
                id: row.id.clone(),
                source: source.clone(),
                text,
                back: back.clone(),
            }),
        }
    }
}

/// The row of a piece: by its name or, where a tool has lost it, by its source.
fn found<'r>(
    back: &Back,
    rows: &BTreeMap<&str, &'r StatusRow>,
    target: &'r LangBoard,
) -> Result<&'r StatusRow, String> {
    if let Some(row) = rows.get(back.id.as_str()) {
        return Ok(row);
    }
    let source = written(&back.source);
    let same = |row: &&StatusRow| {
        let unit = row.source.as_ref();
        unit.is_some_and(|unit| Marks::of(&unit.text, None).encode(&unit.text) == source)
    };
    let mut same = target.rows.iter().filter(same);
    match (same.next(), same.next()) {
        (Some(row), None) if back.id.is_empty() => Ok(row),
        _ if back.id.is_empty() => Err("the piece has no name".to_owned()),
        _ => Err(format!("no piece of text is named `{}`", back.id)),
    }
}

/// The words of the source that a translation was made from, where they are known.
fn made_from(
    said: &[MarkupPart],
    marks: &Marks,
    source: &Unit,
    row: &StatusRow,
    lock: &Lock,
) -> Option<String> {
    let said = written(said);
    let is_said = |words: &str| marks.encode(words) == said || words == said;
    // A table of few columns may come back without its source.
    if said.trim().is_empty() || is_said(&source.text) {
        return Some(source.text.clone());
    }
    let then = row.then.as_deref().filter(|then| is_said(then));
    let known =
        || lock.words.values().find(|words| Marks::of(words, None).encode(words) == said);
    then.map(str::to_owned).or_else(|| known().cloned())
}

/// Signs that a text was read in another encoding than it was written in.
fn reencoded(text: &str, source: &str) -> Option<String> {
    if text.contains('\u{fffd}') {
        return Some(
            "letters were lost (U+FFFD) when the file was saved in another encoding".to_owned(),
        );
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let marks = text.matches('?').count();
    if letters(source) > 2 && letters(text) == 0 && marks > 2 {
        return Some("all letters have become `?`: save the file as UTF-8".to_owned());
    }
    let bytes: Option<Vec<u8>> =
        text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let twice = bytes.filter(|bytes| !bytes.is_ascii()).and_then(|b| String::from_utf8(b).ok());
    twice.map(|_| "the text was encoded twice: save the file as UTF-8".to_owned())
}
