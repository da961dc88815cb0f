//! The faces that are compiled into the program.

macro_rules! bundled {
    ($($family:literal $weight:literal $italic:literal $file:literal)*) => {
        [$(($family, $weight, $italic,
            include_bytes!(concat!("../../fonts/", $file)) as &'static [u8])),*]
    };
}

/// Families of signs that no face of letters has: stars, arrows, ticks, circled numbers. They stand
/// behind all others.
pub const SYMBOLS: [&str; 2] = ["Noto Sans Symbols", "Noto Sans Symbols 2"];

/// Family, weight, slant and bytes of each; a test compares them with the files.
pub const BUNDLED: [(&str, u16, bool, &[u8]); 19] = bundled![
    "Markazi Text" 400 false "MarkaziText-Regular.ttf"
    "Markazi Text" 700 false "MarkaziText-Bold.ttf"
    "Amiri" 400 false "Amiri-Regular.ttf"
    "Amiri" 700 false "Amiri-Bold.ttf"
    "Source Serif 4" 400 false "SourceSerif4-Regular.ttf"
    "Source Serif 4" 400 true "SourceSerif4-Italic.ttf"
    "Source Serif 4" 600 false "SourceSerif4-SemiBold.ttf"
    "Noto Nastaliq Urdu" 400 false "NotoNastaliqUrdu-Regular.ttf"
    "Noto Nastaliq Urdu" 700 false "NotoNastaliqUrdu-Bold.ttf"
    "Frank Ruhl Libre" 400 false "FrankRuhlLibre-Regular.ttf"
    "Frank Ruhl Libre" 700 false "FrankRuhlLibre-Bold.ttf"
    "IBM Plex Sans Arabic" 400 false "IBMPlexSansArabic-Regular.ttf"
    "IBM Plex Sans Arabic" 700 false "IBMPlexSansArabic-Bold.ttf"
    "Noto Kufi Arabic" 400 false "NotoKufiArabic-Regular.ttf"
    "Noto Kufi Arabic" 600 false "NotoKufiArabic-SemiBold.ttf"
    "Noto Sans Symbols" 400 false "NotoSansSymbols-Regular.ttf"
    "Noto Sans Symbols 2" 400 false "NotoSansSymbols2-Regular.ttf"
    "Alexandria" 500 false "Alexandria-Medium.ttf"
    "Alexandria" 800 false "Alexandria-ExtraBold.ttf"
];
