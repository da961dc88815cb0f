//! Symbols of units after a number: those of the SI (BIPM brochure, 9th edition, tables 2 to 8),
//! of data (IEC 80000-13) and of screens and sound, with their prefixes, powers and quotients.

/// Symbols that take a prefix.
const PREFIXED: [&str; 31] = [
    "m", "g", "s", "A", "K", "mol", "cd", "Hz", "N", "Pa", "J", "W", "C", "V", "F", "Ω", "S",
    "Wb", "T", "H", "lm", "lx", "Bq", "Gy", "Sv", "L", "l", "Wh", "Ah", "eV", "cal",
];
/// Symbols of data, with prefixes of their own.
const DATA: [&str; 4] = ["B", "b", "bit", "bps"];
/// Symbols that stand as they are.
const BARE: [&str; 26] = [
    "min", "h", "d", "t", "ha", "bar", "mbar", "hPa", "dB", "dBA", "px", "pt", "em", "dpi",
    "ppi", "fps", "rpm", "in", "ft", "yd", "mi", "lb", "oz", "mph", "ppm", "psi",
];
const PREFIXES: [&str; 20] = [
    "Q", "R", "Y", "Z", "E", "P", "T", "G", "M", "k", "h", "da", "d", "c", "m", "µ", "μ", "n",
    "p", "f",
];
const DATA_PREFIXES: [&str; 14] =
    ["k", "K", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", ""];
/// Letters behind a degree: scales of temperature, and quarters of the sky.
const DEGREES: [&str; 7] = ["C", "F", "K", "N", "S", "E", "W"];

/// Bytes of the unit at the start of `rest`, which follows a number; 0 if there is none.
/// `degrees` says whether the number ends in `°` or its minutes and seconds.
pub(super) fn unit_len(rest: &str, degrees: bool) -> usize {
    let gap =
        rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']).len();
    if rest[..gap].chars().count() > 1 {
        return 0;
    }
    let word = &rest[gap..];
    let degree = if word.starts_with('°') { '°'.len_utf8() } else { 0 };
    let letters = &word[degree..];
    let len = letters
        .find(|c: char| !(c.is_alphabetic() || matches!(c, '²' | '³' | '/' | '·' | '°')))
        .unwrap_or(letters.len());
    let symbol = letters[..len].trim_end_matches('/');
    let goes_on = letters[symbol.len()..].starts_with(|c: char| c.is_alphanumeric());
    let known = if degree > 0 || degrees { DEGREES.contains(&symbol) } else { is_unit(symbol) };
    if known && !goes_on { gap + degree + symbol.len() } else { 0 }
}

fn is_unit(symbol: &str) -> bool {
    !symbol.is_empty() && symbol.split(['/', '·']).all(is_simple)
}

fn is_simple(symbol: &str) -> bool {
    let bare = symbol.trim_end_matches(['²', '³']);
    let after = |known: &[&str], prefixes: &[&str]| {
        known.iter().any(|unit| {
            bare.strip_suffix(unit)
                .is_some_and(|head| head.is_empty() || prefixes.contains(&head))
        })
    };
    BARE.contains(&bare) || after(&PREFIXED, &PREFIXES) || after(&DATA, &DATA_PREFIXES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_built_of_prefix_unit_and_power() {
        for (text, shown) in [
            (" GB من", " GB"),
            (" km/h", " km/h"),
            (" m²", " m²"),
            (" °C.", " °C"),
            ("kg", "kg"),
            (" µg/m³", " µg/m³"),
            (" MiB", " MiB"),
            (" Windows", ""),
            (" Gb/s", " Gb/s"),
            ("  GB", ""),
            (" ميل", ""),
            (" m-x", " m"),
        ] {
            assert_eq!(&text[..unit_len(text, false)], shown, "{text}");
        }
        assert_eq!(unit_len(" N, 46", true), 2);
    }
}
