//! Languages in step: what each translation was made from, and what has changed since.
//!
//! In: a loaded [`Project`] and its record ([`Lock`]). Out: the [`Board`], which says of every piece
//! of every language whether it is fresh; tables and pages of it; the record after a review. Pieces
//! have names ([`assign()`]) that stay with them when others come and go. Nothing is written here, and
//! a project without a record is as it was before.

mod assign;
mod begin;
mod board;
mod diff;
mod exchange;
mod lock;
mod markup;
mod show;

pub use assign::{Known, assign, digest, paired};
pub use begin::{begun, listed};
pub use board::{Board, LangBoard, StatusRow, TranslationState};
pub use diff::diff;
pub use exchange::{Imported, Packet, Tool, export, import};
pub use lock::{Book, Lock};
pub use show::{json, page, table};

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Sink, Sources};
use crate::source::Project;

/// The record of a project, as it lies in its folder; an empty one where there is none, which the
/// second value says.
///
/// # Errors
/// [`crate::diag::Failed`], with what is wrong with the file in `sink`.
pub fn lock(
    project: &Project,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<(Lock, bool), crate::diag::Failed> {
    match project.lock(sources) {
        Ok(Some((file, text))) => Ok((Lock::read(&text, file, sink)?, true)),
        Ok(None) => Ok((Lock::default(), false)),
        Err(fault) => Err(sink.tell(*fault)),
    }
}

/// Takes pieces as they stand for reviewed: `wanted` of the languages of `board`, all where it is
/// `None`. What is missing cannot be taken.
pub fn accept(board: &Board, lock: &mut Lock, wanted: Option<&BTreeSet<String>>) -> usize {
    let mut count = 0;
    board.remember(lock);
    for lang in &board.langs {
        for row in &lang.rows {
            let asked = wanted.is_none_or(|wanted| wanted.contains(&row.id));
            // A piece that is a copy of its source is taken only where it is named.
            let copied = row.state == TranslationState::Missing && wanted.is_none();
            let (Some(source), Some(_)) = (&row.source, &row.own) else { continue };
            if asked && !copied && row.state != TranslationState::Fresh {
                lock.made(&lang.lang, &row.id, &source.text);
                count += 1;
            }
        }
    }
    lock.prune();
    count
}

/// What stops a print file of a language: each piece that is stale or missing.
pub fn faults(board: &LangBoard, source: &str) -> Vec<Diagnostic> {
    let rows = board.rows.iter();
    let fault = |row: &StatusRow| {
        let (id, lang) = (&row.id, &board.lang);
        let there = row.own.as_ref().or(row.source.as_ref())?.span;
        let from = row.source.as_ref().map(|unit| unit.span);
        let fault = match row.state {
            TranslationState::Stale => {
                let message = format!("`{id}` in `{lang}` was made from older words");
                let hint = format!(
                    "look at `warraq i18n diff --lang {lang}`, then write `warraq i18n accept {id}`"
                );
                Diagnostic::error("stale-translation", there, message).with_hint(hint)
            }
            TranslationState::Missing => {
                let message = format!("`{id}` is not translated into `{lang}`");
                let hint = format!(
                    "translate it, or, where it stays as it is, write `warraq i18n accept {id}`"
                );
                Diagnostic::error("missing-translation", there, message).with_hint(hint)
            }
            TranslationState::Fresh | TranslationState::Extra | TranslationState::Draft => {
                return None;
            }
        };
        let from = from.filter(|&from| from != there);
        Some(match from {
            Some(from) => fault.with_related(from, format!("it stands in `{source}` here")),
            None => fault,
        })
    };
    rows.filter_map(fault).collect()
}
