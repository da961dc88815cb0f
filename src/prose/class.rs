//! What a character is to the order of a line: its bidi class (UAX #9, table 4), told apart as far
//! as phrases and tokens need it.

use unicode_bidi::BidiClass;
use unicode_script::{Script, UnicodeScript};

use crate::geom::Dir;
use crate::model::lang::Digits;

/// What a character is to the order of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// It has a direction of its own (L, R, AL).
    Strong(Dir),
    /// A digit or sign that stands as digits of Arabic script do (AN).
    ArabicNumber,
    /// A European digit or one of Persian (EN).
    Number,
    /// It begins or ends an embedding, an override or an isolate.
    Explicit(Explicit),
    /// A line ends here (B).
    Wall,
    /// It takes its direction from what it stands with.
    Neutral,
}

/// Controls of UAX #9, 2.1 to 2.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Explicit {
    /// LRE, RLE, LRO, RLO.
    Embedding,
    /// PDF.
    PopEmbedding,
    /// LRI, RLI, FSI.
    Isolate,
    /// PDI.
    PopIsolate,
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Strong(Dir::Ltr),
        '\u{620}'..='\u{64a}' => Class::Strong(Dir::Rtl),
        '0'..='9' => Class::Number,
        ' ' => Class::Neutral,
        _ => match unicode_bidi::bidi_class(c) {
            BidiClass::L => Class::Strong(Dir::Ltr),
            BidiClass::R | BidiClass::AL => Class::Strong(Dir::Rtl),
            BidiClass::AN => Class::ArabicNumber,
            BidiClass::EN => Class::Number,
            BidiClass::B => Class::Wall,
            BidiClass::LRE | BidiClass::RLE | BidiClass::LRO | BidiClass::RLO => {
                Class::Explicit(Explicit::Embedding)
            }
            BidiClass::PDF => Class::Explicit(Explicit::PopEmbedding),
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => {
                Class::Explicit(Explicit::Isolate)
            }
            BidiClass::PDI => Class::Explicit(Explicit::PopIsolate),
            _ => Class::Neutral,
        },
    }
}

/// Whether UAX #9 ties a sign to the number beside it (ES, ET): plus and minus, currencies,
/// percent, degrees.
pub(super) fn is_tied_to_numbers(c: char) -> bool {
    matches!(unicode_bidi::bidi_class(c), BidiClass::ES | BidiClass::ET)
}

/// Whether a sign between two digits keeps them in one number (CS), a space apart.
pub(super) fn is_common_separator(c: char) -> bool {
    !is_space(c) && unicode_bidi::bidi_class(c) == BidiClass::CS
}

/// The system of a decimal digit that the program knows.
pub(super) fn digits_of(c: char) -> Option<Digits> {
    match c {
        '0'..='9' => Some(Digits::Latn),
        '٠'..='٩' => Some(Digits::Arab),
        '۰'..='۹' => Some(Digits::Arabext),
        _ => None,
    }
}

/// A space that words of one line may stand apart by.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// A hyphen or dash that may stand between two numbers.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2212}')
}

/// A dash that stands between the ends of a range.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '\u{2012}'..='\u{2015}')
}

/// A mark or an invisible character: it goes with the character before it (W1, BN).
pub(super) fn is_attached(c: char) -> bool {
    matches!(unicode_bidi::bidi_class(c), BidiClass::NSM | BidiClass::BN)
}

/// The script of a character; the frequent ones without a look into the tables.
pub(super) fn script_of(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        '\0'..='\u{7F}' => Script::Common,
        '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' => Script::Arabic,
        other => other.script(),
    }
}

/// Whether a character is a letter (`Alphabetic`); those of most texts are known without a search.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{620}'..='\u{64a}' => true,
        _ => c.is_alphabetic(),
    }
}

/// Whether a character is a letter or a digit.
pub(super) fn is_word_sign(c: char) -> bool {
    is_letter(c) || c.is_numeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_characters_are_as_in_the_tables() {
        assert_eq!(('\0'..='\u{6FF}').filter(|c| script_of(*c) != c.script()).count(), 0);
        for c in '\0'..='\u{6FF}' {
            let strong = matches!(class(c), Class::Strong(_));
            let table = unicode_bidi::bidi_class(c);
            let expected = matches!(table, BidiClass::L | BidiClass::R | BidiClass::AL);
            assert_eq!(strong, expected, "{c:?}");
        }
    }
}
