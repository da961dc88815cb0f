//! How nested lists are numbered: 1, then letters, then small Roman numerals where the language has
//! them, so that no two levels look alike. What an author says for a list stays.

use crate::model::lang::{Lang, Marker};
use crate::model::{Block, BlockKind};

/// Gives numbered lists inside of numbered lists the numbers of their levels.
pub(super) fn number(blocks: &mut [Block], lang: &Lang) {
    inside(blocks, 0, &levels(lang), lang);
}

fn inside(blocks: &mut [Block], level: usize, levels: &[Option<Marker>], lang: &Lang) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::List(list) => {
                let is_numbered = list.start.is_some();
                if is_numbered {
                    let own = list.marker.or(levels[level % levels.len()]);
                    list.marker = own.map(|marker| marker.suited(lang));
                }
                let below = level + usize::from(is_numbered);
                list.items.iter_mut().for_each(|item| inside(item, below, levels, lang));
            }
            BlockKind::Callout { body, .. } => inside(body, level, levels, lang),
            BlockKind::Columns { columns, .. } => {
                columns.iter_mut().for_each(|column| inside(column, level, levels, lang));
            }
            _ => {}
        }
    }
}

/// The numbers of each level, over and over; `None` is the edition's own digits.
fn levels(lang: &Lang) -> Vec<Option<Marker>> {
    let letters = match lang.primary() {
        "he" | "yi" => Marker::Hebrew,
        "ru" | "uk" | "be" | "bg" => Marker::LowerRussian,
        "el" => Marker::LowerGreek,
        _ if lang.script() == unicode_script::Script::Arabic => Marker::Abjad,
        _ => return vec![None, Some(Marker::LowerLatin), Some(Marker::LowerRoman)],
    };
    vec![None, Some(letters)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;
    use crate::model::{LineChange, List};

    fn list(start: Option<u32>, marker: Option<Marker>, inner: Vec<Block>) -> Block {
        let kind = BlockKind::List(List { start, marker, items: vec![inner] });
        Block { kind, id: None, lines: LineChange::default(), span: Span::NONE }
    }

    /// The markers of lists from the outermost on.
    fn markers(blocks: &[Block], out: &mut Vec<Option<Marker>>) {
        for block in blocks {
            if let BlockKind::List(list) = &block.kind {
                out.push(list.marker);
                list.items.iter().for_each(|item| markers(item, out));
            }
        }
    }

    #[test]
    fn each_numbered_level_looks_its_own_and_bullets_count_for_none() {
        for (lang, letters, third) in [
            ("ar", Marker::Abjad, None),
            ("ur", Marker::PersianAbjad, None),
            ("fa", Marker::PersianAbjad, None),
            ("en", Marker::LowerLatin, Some(Marker::LowerRoman)),
            ("ja", Marker::LowerLatin, Some(Marker::LowerRoman)),
        ] {
            let deepest = list(Some(1), Some(Marker::UpperLatin), vec![]);
            let third_level = list(Some(1), None, vec![deepest]);
            let bullets = list(None, None, vec![list(Some(1), None, vec![third_level])]);
            let mut blocks = vec![list(Some(1), None, vec![bullets])];
            number(&mut blocks, &Lang::parse(lang).unwrap());
            let mut found = vec![];
            markers(&blocks, &mut found);
            let said = Some(Marker::UpperLatin);
            assert_eq!(found, [None, None, Some(letters), third, said], "{lang}");
        }
    }
}
