//! Faults for people: what is wrong in the same way at many places is told once, and a flood of
//! faults is cut off where nobody reads on.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::{Diagnostic, Severity, Span};

/// Most faults that are written in full.
const MOST: usize = 100;
/// Most places of one fault that are shown beside the first.
const MOST_PLACES: usize = 3;

/// Faults, each kind once, and how many kinds are left out.
pub(super) struct Gathered {
    /// In the order of their first places.
    pub(super) shown: Vec<Diagnostic>,
    /// How many faults of other kinds there are besides.
    pub(super) left: usize,
}

/// Equal faults at different places, as one.
struct FaultGroup<'f> {
    first: &'f Diagnostic,
    others: Vec<Span>,
}

/// Gathers faults that differ in nothing but their place. Where there are too many, the grave
/// ones are kept.
pub(super) fn gather(faults: &[Diagnostic]) -> Gathered {
    let mut groups: Vec<FaultGroup<'_>> = vec![];
    let mut known: HashMap<GroupKey<'_>, usize> = HashMap::new();
    for fault in faults {
        match known.entry(fault.kind()) {
            Entry::Occupied(group) => groups[*group.get()].others.push(fault.span),
            Entry::Vacant(new) => {
                new.insert(groups.len());
                groups.push(FaultGroup { first: fault, others: vec![] });
            }
        }
    }
    let left = groups.len().saturating_sub(MOST);
    keep_grave(&mut groups);
    Gathered { shown: groups.iter().map(FaultGroup::told).collect(), left }
}

/// Leaves as many groups as are shown, the gravest, in their order.
fn keep_grave(groups: &mut Vec<FaultGroup<'_>>) {
    let mut room = MOST;
    let mut places = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let own = groups.iter().filter(|group| group.first.severity == severity).count();
        let kept = own.min(room);
        room -= kept;
        (severity, kept)
    });
    groups.retain(|group| {
        let place = places.iter_mut().find(|(severity, _)| *severity == group.first.severity);
        place.is_some_and(|(_, kept)| {
            let keep = *kept > 0;
            *kept = kept.saturating_sub(1);
            keep
        })
    });
}

impl FaultGroup<'_> {
    /// The fault with its first places and the number of the others.
    fn told(&self) -> Diagnostic {
        let mut told = self.first.clone();
        let places = self.others.iter().filter(|span| span.file.is_some());
        let room = MOST_PLACES.saturating_sub(told.related.len());
        told.related.extend(places.take(room).map(|&span| (span, "here, too".into())));
        match self.others.len().saturating_sub(room) {
            0 => told,
            1 => told.with_hint("the same holds at one more place"),
            more => told.with_hint(format!("the same holds at {more} more places")),
        }
    }
}

/// What a fault says, whatever its places.
type GroupKey<'f> = (&'f str, Severity, &'f str, Option<&'f str>, &'f [String]);

impl Diagnostic {
    fn kind(&self) -> GroupKey<'_> {
        (self.id, self.severity, &self.message, self.expected.as_deref(), &self.hints)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Sources;
    use super::*;

    fn fault(file: &mut Sources, message: &str) -> Diagnostic {
        Diagnostic::error("odd", Span::new(file.add("a.yaml", "x"), 0..1), message)
    }

    #[test]
    fn the_same_at_many_places_is_told_once_with_its_number() {
        let mut files = Sources::default();
        let mut faults: Vec<_> = (0..60).map(|_| fault(&mut files, "same")).collect();
        faults.insert(7, fault(&mut files, "other"));
        let Gathered { shown, left } = gather(&faults);
        assert_eq!((shown.len(), left), (2, 0));
        assert_eq!(shown[0].related.len(), MOST_PLACES);
        assert_eq!(shown[0].hints, ["the same holds at 56 more places"]);
        assert_eq!(shown[1], faults[7]);
    }

    #[test]
    fn a_flood_is_cut_off_and_errors_are_kept() {
        let mut files = Sources::default();
        let mut faults: Vec<_> = (0..MOST * 3)
            .map(|n| Diagnostic::note("many", Span::NONE, format!("note {n}")))
            .collect();
        faults.push(fault(&mut files, "grave"));
        let Gathered { shown, left } = gather(&faults);
        assert_eq!((shown.len(), left), (MOST, MOST * 2 + 1));
        assert_eq!(shown.last().map(|fault| fault.message.as_str()), Some("grave"));
        assert_eq!(shown[0].message, "note 0");
    }
}
