//! Quotation marks by language: outer opening, outer closing, inner opening, inner closing.
//!
//! They are those of printed books where CLDR 48 has those of keyboards (ar, es, fr), and CLDR's
//! elsewhere.

pub(super) type Quotes = [&'static str; 4];

const GUILLEMETS: Quotes = ["«", "»", "“", "”"];
const CURLY: Quotes = ["“", "”", "‘", "’"];
pub(super) const CORNERS: Quotes = ["「", "」", "『", "』"];
const LOW: Quotes = ["„", "“", "‚", "‘"];
const LOW_HIGH: Quotes = ["„", "”", "‚", "’"];
const LOW_POINTED: Quotes = ["„", "”", "«", "»"];
const POINTED_LOW: Quotes = ["«", "»", "„", "“"];
const POINTED: Quotes = ["«", "»", "‹", "›"];
const RIGHT: Quotes = ["”", "”", "’", "’"];

/// The languages whose marks are not those of the language that is most written in their script.
const ROWS: &[(&str, Quotes)] = &[
    ("am", POINTED),
    ("ar", GUILLEMETS),
    ("be", POINTED_LOW),
    ("bg", LOW),
    ("br", GUILLEMETS),
    ("bs", LOW_HIGH),
    ("ca", GUILLEMETS),
    ("ckb", GUILLEMETS),
    ("cs", LOW),
    ("da", CURLY),
    ("de", LOW),
    ("el", GUILLEMETS),
    ("en", CURLY),
    ("es", GUILLEMETS),
    ("et", ["„", "“", "«", "»"]),
    ("eu", GUILLEMETS),
    ("fa", POINTED),
    ("fi", RIGHT),
    ("fr", GUILLEMETS),
    ("gl", GUILLEMETS),
    ("gsw", POINTED),
    ("he", RIGHT),
    ("hi", CURLY),
    ("hr", LOW_HIGH),
    ("hsb", LOW),
    ("hu", ["„", "”", "»", "«"]),
    ("hy", ["«", "»", "«", "»"]),
    ("is", LOW),
    ("it", GUILLEMETS),
    ("ja", CORNERS),
    ("ka", ["„", "“", "«", "»"]),
    ("kk", CURLY),
    ("ko", CURLY),
    ("ks", CURLY),
    ("ku", GUILLEMETS),
    ("ky", ["«", "»", "„", "“"]),
    ("lb", LOW),
    ("lt", LOW),
    ("lv", CURLY),
    ("mk", LOW),
    ("nl", ["‘", "’", "“", "”"]),
    ("nn", ["«", "»", "‘", "’"]),
    ("no", ["«", "»", "‘", "’"]),
    ("pl", LOW_POINTED),
    ("ps", CURLY),
    ("pt", CURLY),
    ("rm", POINTED),
    ("ro", LOW_POINTED),
    ("ru", POINTED_LOW),
    ("sd", CURLY),
    ("sk", LOW),
    ("sl", LOW),
    ("sq", GUILLEMETS),
    ("sr", LOW_HIGH),
    ("sr-Latn", LOW_HIGH),
    ("sv", RIGHT),
    ("tr", CURLY),
    ("ug", GUILLEMETS),
    ("uk", POINTED_LOW),
    ("ur", CURLY),
    ("uz-Cyrl", CURLY),
    ("zh", CURLY),
    ("zh-Hant", CORNERS),
];

/// The marks of the first of several languages that has any, or those of English.
pub(super) fn quotes<'t>(mut kin: impl Iterator<Item = &'t str>) -> Quotes {
    let row = |tag| ROWS.iter().find(|(known, _)| *known == tag).map(|(_, quotes)| *quotes);
    kin.find_map(row).unwrap_or(CURLY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_ascend() {
        assert!(ROWS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
