//! Which glyphs of a face a space can change, or be changed by: kerning through spaces, forms
//! before a space.
//!
//! In: a face's layout tables. Out: the glyphs that stand together with the space in one subtable
//! of GSUB or GPOS (docs/spec/justification.md, 7.3). A word beside a space is the word alone
//! unless such a glyph stands at its edge. Marks on a space are left out: no word begins with a
//! mark.

use super::ttf_parser::gpos::{
    PairAdjustment, PairSet, PairSets, PositioningSubtable, ValueRecord,
};
use super::ttf_parser::gsub::{Ligature, LigatureSubstitution, SubstitutionSubtable};
use super::ttf_parser::opentype_layout::{
    ChainedContextLookup, ClassDefinition, ContextLookup, Coverage, RangeRecord,
};
use super::ttf_parser::{Face, GlyphId, LazyArray16};

/// The glyphs of a face that a space can change or be changed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::text) enum SpaceContext {
    /// None: words are independent.
    Inert,
    /// These, by glyph id.
    Some(Box<[bool]>),
    /// A rule takes any glyph.
    All,
}

/// The glyphs that a place in a rule takes.
enum Takes<'f> {
    Covered(Coverage<'f>),
    /// Those of some classes, of which none is 0.
    Classes(ClassDefinition<'f>, LazyArray16<'f, u16>),
    Named(LazyArray16<'f, u16>),
}

/// Most glyphs of a table, whose ranges do not overlap.
const MOST_GLYPHS: usize = 1 << 16;

impl Takes<'_> {
    fn holds(&self, glyph: GlyphId) -> bool {
        match self {
            Self::Covered(coverage) => coverage.contains(glyph),
            Self::Classes(of, wanted) => {
                let class = of.get(glyph);
                class > 0 && wanted.into_iter().any(|c| c == class)
            }
            Self::Named(glyphs) => glyphs.into_iter().any(|other| other == glyph.0),
        }
    }

    /// Does something with each of them: tables are walked by their ranges, which are few, not by
    /// the glyphs of the face.
    fn each(&self, mut act: impl FnMut(GlyphId)) {
        match self {
            Self::Covered(Coverage::Format1 { glyphs }) => glyphs.into_iter().for_each(act),
            Self::Covered(Coverage::Format2 { records }) => {
                ranges(*records).for_each(|(glyph, _)| act(glyph));
            }
            Self::Classes(of, wanted) => classed(of, |glyph, class| {
                if class > 0 && wanted.into_iter().any(|c| c == class) {
                    act(glyph);
                }
            }),
            Self::Named(glyphs) => glyphs.into_iter().map(GlyphId).for_each(act),
        }
    }
}

/// The glyphs of ranges, each with its range's value.
fn ranges(records: LazyArray16<'_, RangeRecord>) -> impl Iterator<Item = (GlyphId, u16)> {
    let glyphs = |record: RangeRecord| {
        (record.start.0..=record.end.0).map(move |glyph| (GlyphId(glyph), record.value))
    };
    records.into_iter().flat_map(glyphs).take(MOST_GLYPHS)
}

/// Does something with each glyph that a table gives a class.
fn classed(of: &ClassDefinition<'_>, mut act: impl FnMut(GlyphId, u16)) {
    match *of {
        ClassDefinition::Format1 { start, classes } => {
            let glyphs = (start.0..=u16::MAX).map(GlyphId);
            glyphs.zip(classes).for_each(|(glyph, class)| act(glyph, class));
        }
        ClassDefinition::Format2 { records } => {
            ranges(records).for_each(|(glyph, class)| act(glyph, class));
        }
        ClassDefinition::Empty => {}
    }
}

impl SpaceContext {
    /// Reads the layout tables of a face.
    pub(super) fn of(face: &Face<'_>) -> Self {
        let Some(space) = face.glyph_index(' ') else { return Self::Inert };
        let mut found =
            SpaceGlyphs { space, glyphs: vec![false; face.number_of_glyphs().into()] };
        let told = found.substitutions(face).and_then(|()| found.positions(face));
        match told {
            None => Self::All,
            Some(()) if found.glyphs.contains(&true) => Self::Some(found.glyphs.into()),
            Some(()) => Self::Inert,
        }
    }

    /// Whether a glyph beside a space may change or be changed.
    pub(in crate::text) fn holds(&self, glyph: u16) -> bool {
        match self {
            Self::Inert => false,
            Self::Some(glyphs) => glyphs.get(usize::from(glyph)).copied().unwrap_or(true),
            Self::All => true,
        }
    }
}

/// The glyphs found so far. Its functions give `None` where a rule takes any glyph.
struct SpaceGlyphs {
    space: GlyphId,
    glyphs: Vec<bool>,
}

impl SpaceGlyphs {
    fn substitutions(&mut self, face: &Face<'_>) -> Option<()> {
        let Some(gsub) = face.tables().gsub else { return Some(()) };
        for lookup in gsub.lookups {
            for subtable in lookup.subtables.into_iter::<SubstitutionSubtable<'_>>() {
                match subtable {
                    SubstitutionSubtable::Ligature(ligatures) => self.ligatures(&ligatures),
                    SubstitutionSubtable::Context(context) => self.context(&context)?,
                    SubstitutionSubtable::ChainContext(chain) => self.chain(&chain)?,
                    SubstitutionSubtable::ReverseChainSingle(reverse) => {
                        let mut all = vec![Takes::Covered(reverse.coverage)];
                        all.extend(reverse.backtrack_coverages.into_iter().map(Takes::Covered));
                        all.extend(reverse.lookahead_coverages.into_iter().map(Takes::Covered));
                        self.take(&all);
                    }
                    // These change one glyph whatever stands beside it.
                    SubstitutionSubtable::Single(_)
                    | SubstitutionSubtable::Multiple(_)
                    | SubstitutionSubtable::Alternate(_) => {}
                }
            }
        }
        Some(())
    }

    fn positions(&mut self, face: &Face<'_>) -> Option<()> {
        let Some(gpos) = face.tables().gpos else { return Some(()) };
        for lookup in gpos.lookups {
            for subtable in lookup.subtables.into_iter::<PositioningSubtable<'_>>() {
                match subtable {
                    PositioningSubtable::Pair(pairs) => self.pairs(pairs),
                    PositioningSubtable::Context(context) => self.context(&context)?,
                    PositioningSubtable::ChainContext(chain) => self.chain(&chain)?,
                    PositioningSubtable::Cursive(cursive) => {
                        self.take(&[Takes::Covered(cursive.coverage)]);
                    }
                    PositioningSubtable::Single(_)
                    | PositioningSubtable::MarkToBase(_)
                    | PositioningSubtable::MarkToLigature(_)
                    | PositioningSubtable::MarkToMark(_) => {}
                }
            }
        }
        Some(())
    }

    /// Adds all glyphs of a rule that the space takes part in.
    fn take(&mut self, rule: &[Takes<'_>]) {
        if rule.iter().any(|takes| takes.holds(self.space)) {
            rule.iter().for_each(|takes| takes.each(|glyph| self.add(glyph)));
        }
    }

    fn add(&mut self, glyph: GlyphId) {
        if let Some(found) = self.glyphs.get_mut(usize::from(glyph.0)) {
            *found = true;
        }
    }

    fn all(&self) -> impl Iterator<Item = GlyphId> + use<> {
        (0..u16::try_from(self.glyphs.len()).unwrap_or(u16::MAX)).map(GlyphId)
    }

    fn ligatures(&mut self, table: &LigatureSubstitution<'_>) {
        let space = self.space;
        let holds =
            |ligature: &Ligature<'_>| ligature.components.into_iter().any(|g| g == space);
        let mut sets = table.ligature_sets.into_iter();
        if !table.coverage.contains(space)
            && !sets.any(|set| set.into_iter().any(|l| holds(&l)))
        {
            return;
        }
        for first in self.all() {
            let Some(set) = table.coverage.get(first) else { continue };
            for ligature in table.ligature_sets.get(set).into_iter().flatten() {
                if first == space || holds(&ligature) {
                    self.add(first);
                    ligature.components.into_iter().for_each(|glyph| self.add(glyph));
                }
            }
        }
    }

    fn pairs(&mut self, pairs: PairAdjustment<'_>) {
        match pairs {
            PairAdjustment::Format1 { coverage, sets } => self.pair_sets(coverage, sets),
            PairAdjustment::Format2 { coverage, classes, matrix } => {
                self.pair_classes(coverage, classes, |pair| matrix.get(pair));
            }
        }
    }

    /// Pairs of glyphs. Few faces have one with a space: the sets are asked before the glyphs.
    fn pair_sets(&mut self, coverage: Coverage<'_>, sets: PairSets<'_>) {
        let space = self.space;
        let before = |set: PairSet<'_>| set.get(space).is_some();
        if (0..sets.len()).filter_map(|i| sets.get(i)).any(before) {
            for glyph in self.all() {
                if coverage.get(glyph).and_then(|set| sets.get(set)).is_some_and(before) {
                    self.add(glyph);
                }
            }
        }
        if let Some(after) = coverage.get(space).and_then(|set| sets.get(set)) {
            for glyph in self.all().filter(|&glyph| after.get(glyph).is_some()) {
                self.add(glyph);
            }
        }
    }

    /// Pairs of classes: which of them move with the space's is asked before any glyph.
    fn pair_classes<'f>(
        &mut self,
        coverage: Coverage<'f>,
        classes: (ClassDefinition<'f>, ClassDefinition<'f>),
        values: impl Fn((u16, u16)) -> Option<(ValueRecord<'f>, ValueRecord<'f>)>,
    ) {
        let moves = |(first, second): (ValueRecord<'_>, ValueRecord<'_>)| {
            let still = |v: ValueRecord<'_>| {
                [v.x_advance, v.x_placement, v.y_advance, v.y_placement] == [0; 4]
            };
            !still(first) || !still(second)
        };
        let (first, second) = (classes.0.get(self.space), classes.1.get(self.space));
        let before: Vec<bool> = (0..).map_while(|c| values((c, second)).map(moves)).collect();
        let after: Vec<bool> = match coverage.contains(self.space) {
            true => (0..).map_while(|c| values((first, c)).map(moves)).collect(),
            false => vec![],
        };
        let holds = |moved: &[bool], class: u16| moved.get(usize::from(class)) == Some(&true);
        let (leads, follows) = (before.contains(&true), after.contains(&true));
        if !leads && !follows {
            return;
        }
        let of = |table: &ClassDefinition<'_>| {
            let mut of = vec![0; self.glyphs.len()];
            classed(table, |glyph, class| {
                if let Some(known) = of.get_mut(usize::from(glyph.0)) {
                    *known = class;
                }
            });
            of
        };
        let (lead_of, follow_of) = (of(&classes.0), of(&classes.1));
        for (glyph, (lead, follow)) in self.all().zip(lead_of.into_iter().zip(follow_of)) {
            let is_lead = || holds(&before, lead) && coverage.contains(glyph);
            if leads && is_lead() || follows && holds(&after, follow) {
                self.add(glyph);
            }
        }
    }

    fn context(&mut self, context: &ContextLookup<'_>) -> Option<()> {
        match *context {
            ContextLookup::Format1 { coverage, sets } => {
                for rule in sets.into_iter().flatten() {
                    self.take(&[Takes::Covered(coverage), Takes::Named(rule.input)]);
                }
            }
            ContextLookup::Format2 { coverage, classes, sets } => {
                let rules = sets.into_iter().flatten();
                self.classes(coverage, &[classes], rules.map(|rule| vec![rule.input]))?;
            }
            ContextLookup::Format3 { coverage, coverages, .. } => {
                let mut all = vec![Takes::Covered(coverage)];
                all.extend(coverages.into_iter().map(Takes::Covered));
                self.take(&all);
            }
        }
        Some(())
    }

    fn chain(&mut self, chain: &ChainedContextLookup<'_>) -> Option<()> {
        match *chain {
            ChainedContextLookup::Format1 { coverage, sets } => {
                for rule in sets.into_iter().flatten() {
                    let parts = [rule.backtrack, rule.input, rule.lookahead].map(Takes::Named);
                    let all: Vec<_> =
                        parts.into_iter().chain([Takes::Covered(coverage)]).collect();
                    self.take(&all);
                }
            }
            ChainedContextLookup::Format2 {
                coverage,
                backtrack_classes,
                input_classes,
                lookahead_classes,
                sets,
            } => {
                let classes = [backtrack_classes, input_classes, lookahead_classes];
                let rules = sets.into_iter().flatten();
                let parts = rules.map(|rule| vec![rule.backtrack, rule.input, rule.lookahead]);
                self.classes(coverage, &classes, parts)?;
            }
            ChainedContextLookup::Format3 {
                coverage,
                backtrack_coverages,
                input_coverages,
                lookahead_coverages,
                ..
            } => {
                let mut all = vec![Takes::Covered(coverage)];
                let parts = [backtrack_coverages, input_coverages, lookahead_coverages];
                all.extend(parts.into_iter().flatten().map(Takes::Covered));
                self.take(&all);
            }
        }
        Some(())
    }

    /// Rules in classes. Class 0 is every glyph that has no other: a rule that asks for it beside
    /// the space takes any glyph.
    fn classes<'f>(
        &mut self,
        coverage: Coverage<'f>,
        classes: &[ClassDefinition<'f>],
        rules: impl Iterator<Item = Vec<LazyArray16<'f, u16>>>,
    ) -> Option<()> {
        for rule in rules {
            let mut all = vec![Takes::Covered(coverage)];
            let mut any = false;
            for (part, &of) in rule.into_iter().zip(classes) {
                any |= part.into_iter().any(|class| class == 0);
                all.push(Takes::Classes(of, part));
            }
            if any && all.iter().any(|takes| takes.holds(self.space)) {
                return None;
            }
            self.take(&all);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::FontBook;
    use super::*;

    /// How many glyphs of a bundled face a space can change.
    fn count(family: &str, character: char) -> (usize, bool) {
        let book = FontBook::bundled();
        let face = book.face(book.find(family, 400, false).unwrap());
        let SpaceContext::Some(glyphs) = face.spaces() else { return (0, false) };
        let held = face.spaces().holds(face.glyph(character).unwrap());
        (glyphs.iter().filter(|held| **held).count(), held)
    }

    #[test]
    fn rules_that_take_the_space_in_are_found() {
        assert_eq!(count("Source Serif 4", 'T'), (53, true));
        assert_eq!(count("Source Serif 4", 'x'), (53, false));
        assert!(count("Amiri", 'ە').1);
        assert!(!count("Amiri", 'ب').1);
    }
}
