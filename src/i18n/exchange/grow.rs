//! Pieces that a translation has no place for: their blocks are copied from the source's text.

use std::collections::{BTreeMap, BTreeSet};

use super::super::assign::{Known, digest};
use super::super::board::{Board, LangBoard};
use super::{Back, broken, told};
use crate::diag::{Diagnostic, Failed, FileId, Severity, Sink};
use crate::source::{NewText, Refusal, Unit, graft, retext, units_of};

/// A piece without a place.
pub(super) struct Sprout {
    /// Its name.
    pub(super) id: String,
    /// The source's piece.
    pub(super) source: Unit,
    /// Its words in the translation.
    pub(super) text: String,
    /// What came back.
    pub(super) back: Back,
}

/// A text that has taken them.
pub(super) struct Grown {
    /// The text.
    pub(super) text: String,
    /// Its pieces.
    pub(super) known: Vec<Known>,
    /// The names of those that were taken.
    pub(super) taken: BTreeSet<String>,
}

/// Puts pieces into the text of a language; those that find no place there are told.
///
/// # Errors
/// [`Failed`], where nothing can be put in, with the reason in `sink`.
pub(super) fn grow(
    board: &Board,
    target: &LangBoard,
    (source, file): (&str, FileId),
    text: &str,
    sprouts: &[Sprout],
    sink: &mut Sink,
) -> Result<Grown, Failed> {
    let place = crate::diag::Span::new(file, 0..0);
    let changes: Vec<NewText> = sprouts.iter().map(Sprout::change).collect();
    let filled = retext(source, file, &changes).map_err(|why| sink.tell(broken(place, why)))?;
    let numbers: BTreeMap<&str, usize> =
        board.pieces.iter().enumerate().map(|(n, (id, _))| (id.as_str(), n)).collect();
    let ids = ids(target, text);
    let pairs: Vec<Option<usize>> =
        ids.iter().map(|id| numbers.get(id.as_deref()?).copied()).collect();
    let wanted =
        sprouts.iter().filter_map(|sprout| numbers.get(sprout.id.as_str()).copied()).collect();
    let grafted = graft(&filled, text, &pairs, &wanted).ok_or_else(|| {
        let message = format!("the text in `{}` cannot be read", target.lang);
        sink.tell(broken(place, message))
    })?;
    let mut taken = BTreeSet::new();
    for sprout in sprouts {
        match numbers.get(sprout.id.as_str()).and_then(|n| grafted.refused.get(n)) {
            Some(why) => sink.push(sprout.refused(*why)),
            None => drop(taken.insert(sprout.id.clone())),
        }
    }
    let own = ids.into_iter().zip(pairs).filter(|(_, pair)| pair.is_none()).map(|(id, _)| id);
    let known = known(board, grafted.units, own);
    Ok(Grown { text: grafted.text, known, taken })
}

/// The pieces of the grown text with their names; `own` are those of what the source does not have.
fn known(
    board: &Board,
    units: Vec<(Unit, Option<usize>)>,
    mut own: impl Iterator<Item = Option<String>>,
) -> Vec<Known> {
    let known = units.into_iter().map(|(unit, number)| {
        let source = number.and_then(|number| board.pieces.get(number));
        let id = source.map_or_else(|| own.next().flatten(), |(id, _)| Some(id.clone()));
        Known {
            id: id.unwrap_or_else(|| unit.place.clone()),
            digest: digest(&unit.text),
            place: unit.place,
        }
    });
    known.collect()
}

/// The names of the pieces of a text, in its order.
fn ids(target: &LangBoard, text: &str) -> Vec<Option<String>> {
    let own = target.rows.iter().filter_map(|row| Some((&row.own.as_ref()?.place, &row.id)));
    let own: BTreeMap<&String, &String> = own.collect();
    let units = units_of(text).unwrap_or_default();
    units.iter().map(|unit| own.get(&unit.place).map(|id| (*id).clone())).collect()
}

impl Sprout {
    fn change(&self) -> NewText {
        let Self { source, text, .. } = self;
        NewText { span: source.span, place: source.place.clone(), text: text.clone() }
    }

    /// Why it found no place.
    fn refused(&self, why: Refusal) -> Diagnostic {
        let id = &self.id;
        let fault = match why {
            Refusal::Form => {
                told(&self.back, format!("`{id}` has no place in this language's text yet"))
                    .with_hint("copy its block from the source's text first")
            }
            Refusal::Half => {
                let message = format!(
                    "`{id}` is not written yet: other pieces of its block lack their translation"
                );
                let fault = told(&self.back, message);
                Diagnostic { severity: Severity::Warning, ..fault }
                    .with_hint("translate them, too, and import the file again")
            }
        };
        fault.with_related(self.source.span, "it stands here in the source")
    }
}
