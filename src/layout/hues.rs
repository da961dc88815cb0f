//! The colours that sections take in turn: a theme for each of them, alike in all but its colours.

use super::context::{Company, Context};
use crate::model::style::{Color, Hue, OpenerKind, Theme};
use crate::model::{Block, BlockKind, Document};

/// The themes of an edition's sections: those of the cycle, then that of prose; none where all
/// sections look alike.
pub(super) fn themes(document: &Document) -> Vec<Theme> {
    let theme = &document.theme;
    let opener = &theme.opener;
    if opener.cycle.is_empty() && opener.prose.0.is_empty() {
        return vec![];
    }
    let usual = opener.cycle.is_empty().then_some(Hue::default());
    let all = opener.cycle.iter().chain(&usual).chain([&opener.prose]);
    all.map(|hue| Theme { colors: hue.apply(&theme.colors), ..Theme::clone(theme) }).collect()
}

/// Whether a block is a list that a section's opener leads to.
pub(super) fn is_list(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Terms(_) | BlockKind::List(_) | BlockKind::Steps(_))
}

impl<'a, 'f> Context<'a, 'f> {
    /// What a section needs to know of its edition, in its own colours.
    pub(super) fn of_section(&self, index: usize) -> &Self {
        let sections = self.document.sections.get(..=index).unwrap_or_default();
        let Some((section, before)) = sections.split_last() else { return self };
        let Some((prose, cycle)) = self.hues.split_last() else { return self };
        if !section.body.iter().any(is_list) {
            return prose;
        }
        let place = before.iter().filter(|s| s.body.iter().any(is_list)).count();
        cycle.get(place % cycle.len().max(1)).unwrap_or(self)
    }

    /// Grounds of pages that bear no text of their own, the likeliest first: of the cycle, from the
    /// last to the first.
    pub(super) fn grounds(&self) -> impl Iterator<Item = &Self> {
        let cycle = self.hues.split_last().map_or(&[][..], |(_, cycle)| cycle);
        cycle.iter().rev()
    }

    /// The colour of a whole page that opens a section, where the theme has one.
    pub(super) fn opening(&self) -> Option<Color> {
        let opener = &self.theme.opener;
        // Pages that two texts share have no page of colour before them.
        let alone = self.company == Company::None;
        (alone && opener.kind == OpenerKind::Page).then(|| self.color(&opener.ground))
    }
}
