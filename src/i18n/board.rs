//! The board: what every language has of the source's pieces, and how old it is.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::{Known, assign, digest, paired};
use super::lock::Lock;
use crate::model::Status;
use crate::model::lang::Lang;
use crate::source::{Edition, Project, Unit};

/// How a piece of a translation stands to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TranslationState {
    /// Made from the words that the source has now.
    Fresh,
    /// Made from other words than the source has now.
    Stale,
    /// Not there, or a copy of its source.
    Missing,
    /// There, though the source has none.
    Extra,
    /// There, and nobody has recorded what it was made from.
    Draft,
}

impl TranslationState {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 5] =
        [Self::Fresh, Self::Stale, Self::Missing, Self::Extra, Self::Draft];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Draft => "draft",
        }
    }
}

/// A piece in one language.
#[derive(Debug, Clone)]
pub struct StatusRow {
    /// Its name.
    pub id: String,
    /// How it stands to its source.
    pub state: TranslationState,
    /// The source's piece; `None` where the translation alone has it.
    pub source: Option<Unit>,
    /// The translation's piece.
    pub own: Option<Unit>,
    /// The words that it was made from, where they are known.
    pub then: Option<String>,
}

/// A language that is translated into.
#[derive(Debug, Clone)]
pub struct LangBoard {
    /// The language.
    pub lang: Lang,
    /// How far a person has got with its text; `None` where it could not be read.
    pub status: Option<Status>,
    /// Its pieces in the source's order, those of its own last.
    pub rows: Vec<StatusRow>,
}

impl LangBoard {
    /// How many of its pieces are in a state.
    pub fn count(&self, state: TranslationState) -> usize {
        self.rows.iter().filter(|row| row.state == state).count()
    }
}

/// What every language has of the source's pieces.
#[derive(Debug, Clone)]
pub struct Board {
    /// The first language.
    pub source: Lang,
    /// The source's pieces with their names.
    pub pieces: Vec<(String, Unit)>,
    /// The languages that it is translated into, in the project's order.
    pub langs: Vec<LangBoard>,
}

impl Board {
    /// The board of a project; `None` where its source text could not be read.
    pub fn new(project: &Project, lock: &Lock) -> Option<Self> {
        let (source, others) = project.editions().split_first()?;
        source.status()?;
        let units = source.units();
        let known =
            lock.book(&source.lang).map(|book| book.known.as_slice()).unwrap_or_default();
        let ids = assign(known, &units, &lock.words);
        let pieces: Vec<(String, Unit)> = ids.into_iter().zip(units).collect();
        let before = known.iter().map(|known| (known.id.as_str(), &known.digest)).collect();
        let langs =
            others.iter().map(|other| lang_board(&pieces, &before, other, lock)).collect();
        Some(Self { source: source.lang.clone(), pieces, langs })
    }

    /// Keeps only some languages; all where none is named.
    pub fn keep(&mut self, langs: &[Lang]) {
        self.langs.retain(|board| langs.is_empty() || langs.contains(&board.lang));
    }

    /// Writes into the record how the pieces stand now.
    pub fn remember(&self, lock: &mut Lock) {
        let known = |(id, unit): (&String, &Unit)| Known {
            id: id.clone(),
            place: unit.place.clone(),
            digest: digest(&unit.text),
        };
        let own = self.pieces.iter().map(|(id, unit)| known((id, unit))).collect();
        lock.books.entry(self.source.to_string()).or_default().known = own;
        for (_, unit) in &self.pieces {
            lock.words.insert(digest(&unit.text), unit.text.clone());
        }
        for board in &self.langs {
            let rows = board.rows.iter().filter_map(|row| Some((&row.id, row.own.as_ref()?)));
            let book = lock.books.entry(board.lang.to_string()).or_default();
            book.known = rows.map(known).collect();
            let named: BTreeSet<&String> = board.rows.iter().map(|row| &row.id).collect();
            book.made.retain(|id, _| named.contains(id));
        }
    }
}

fn lang_board(
    pieces: &[(String, Unit)],
    before: &BTreeMap<&str, &String>,
    edition: &Edition,
    lock: &Lock,
) -> LangBoard {
    let units = edition.units();
    let ids = names(pieces, &units, edition, lock);
    let mut own: BTreeMap<&str, &Unit> = BTreeMap::new();
    let mut extra = vec![];
    let sourced: BTreeSet<&str> = pieces.iter().map(|(id, _)| id.as_str()).collect();
    for (id, unit) in ids.iter().zip(&units) {
        match id.as_deref().filter(|id| sourced.contains(id)) {
            Some(id) => {
                own.insert(id, unit);
            }
            None => extra.push(StatusRow {
                id: id.clone().unwrap_or_else(|| unit.place.clone()),
                state: TranslationState::Extra,
                source: None,
                own: Some(unit.clone()),
                then: None,
            }),
        }
    }
    let made = lock.book(&edition.lang).map(|book| &book.made);
    let row = |(id, unit): &(String, Unit)| {
        let own = own.get(id.as_str()).copied();
        let made = made.and_then(|made| made.get(id));
        let state = state(unit, own, made, before.get(id.as_str()).copied());
        let then = made.and_then(|made| lock.words.get(made)).cloned();
        StatusRow { id: id.clone(), state, source: Some(unit.clone()), own: own.cloned(), then }
    };
    let rows = pieces.iter().map(row).chain(extra).collect();
    LangBoard { lang: edition.lang.clone(), status: edition.status(), rows }
}

fn state(
    source: &Unit,
    own: Option<&Unit>,
    made: Option<&String>,
    before: Option<&String>,
) -> TranslationState {
    let Some(own) = own.filter(|own| !own.text.is_empty()) else {
        return TranslationState::Missing;
    };
    match made {
        Some(made) if *made == digest(&source.text) => TranslationState::Fresh,
        Some(_) => TranslationState::Stale,
        // What says the same in two languages says it in words that someone has to take for
        // translated; numbers are the same everywhere.
        None if own.text.chars().any(char::is_alphabetic)
            && (own.text == source.text
                || before.is_some_and(|old| *old == digest(&own.text))) =>
        {
            TranslationState::Missing
        }
        None => TranslationState::Draft,
    }
}

/// The names of a translation's pieces: those that they had, else those of the source's pieces at
/// the same places.
fn names(
    pieces: &[(String, Unit)],
    units: &[Unit],
    edition: &Edition,
    lock: &Lock,
) -> Vec<Option<String>> {
    let known = lock.book(&edition.lang).map(|book| book.known.as_slice()).unwrap_or_default();
    let pairs = paired(known, units, &lock.words);
    let mut ids: Vec<Option<String>> =
        pairs.iter().map(|pair| Some(known.get((*pair)?)?.id.clone())).collect();
    let mut taken: BTreeSet<String> = ids.iter().flatten().cloned().collect();
    let places: BTreeMap<&str, &str> =
        pieces.iter().map(|(id, unit)| (unit.place.as_str(), id.as_str())).collect();
    for (id, unit) in ids.iter_mut().zip(units).filter(|(id, _)| id.is_none()) {
        let same = places.get(unit.place.as_str()).filter(|same| !taken.contains(**same));
        *id = same.map(|same| (*same).to_owned());
        taken.extend(id.clone());
    }
    ids
}
