//! Numbers of bank accounts (IBAN: ISO 13616-1, 5): whose groups of digits nobody dials.

/// Digits and letters of the shortest and of the longest number of any country (ISO 13616, registry).
const LENGTHS: std::ops::RangeInclusive<usize> = 15..=34;

/// Whether the number of an account stands in a text: two capitals, two digits, then capitals and
/// digits, with spaces or hyphens between their groups.
pub(super) fn has_account(text: &str) -> bool {
    text.char_indices().any(|(at, c)| {
        let begins = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        c.is_ascii_uppercase() && begins && is_account(&text[at..])
    })
}

fn is_account(text: &str) -> bool {
    let letters = text.chars().take_while(char::is_ascii_uppercase).count();
    let digits = text.chars().skip(letters).take_while(char::is_ascii_digit).count();
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let is_group = |group: &&str| !group.is_empty() && group.chars().all(is_part);
    let groups = text.split([' ', '-', '\u{a0}', '\u{202f}']);
    let ends = |c: char| !c.is_ascii_alphanumeric();
    let count: usize = groups
        .map(|g| g.split(ends).next().unwrap_or(g))
        .take_while(is_group)
        .map(str::len)
        .sum();
    letters == 2 && digits >= 2 && LENGTHS.contains(&count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_told_from_other_codes() {
        for text in [
            "SA44 2000 0001 2345 6789 1234",
            "IBAN: NO93 8601 1117 947",
            "(PK36 MEZN 0001 0123 4567 8901)، الفرع ٣",
            "رقم GB29NWBK60161331926819.",
        ] {
            assert!(has_account(text), "{text}");
        }
        for text in
            ["SA44 2000", "+966 50 123 4567", "AB 12 34 56 78 90 12 34", "EN 60903 1000 V"]
        {
            assert!(!has_account(text), "{text}");
        }
    }
}
