//! Fonts that are mangled: a fault with the file, never an abort.

use super::{english, limited, with_body};
use crate::cli::project::Project;

/// A font of the program's, to be mangled.
const FONT: &[u8] = include_bytes!("../../fonts/Amiri-Regular.ttf");

/// Where a table stands in a font, and how long it is.
fn table(font: &[u8], tag: &[u8; 4]) -> (usize, usize) {
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let record = (0..40).map(|n| 12 + 16 * n).find(|&at| font[at..at + 4] == *tag).unwrap();
    (number(record + 8), number(record + 12))
}

/// A project whose text is set in a font under another name than the bundled ones.
fn set_in(font: &[u8]) -> Project {
    let project = english(&with_body("Some words in a font of our own."));
    project.write("source/fonts/own.ttf", font);
    project
}

#[test]
fn a_map_that_claims_four_billion_characters_is_read_in_time() {
    let mut font = FONT.to_vec();
    let (cmap, _) = table(&font, b"cmap");
    let count = usize::from(u16::from_be_bytes([font[cmap + 2], font[cmap + 3]]));
    let mut mangled = 0;
    for n in 0..count {
        let at = cmap + 4 + 8 * n + 4;
        let start = cmap + u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
        if font[start..start + 2] == [0, 12] {
            let groups = u32::from_be_bytes(font[start + 12..start + 16].try_into().unwrap());
            let last = start + 16 + 12 * (groups as usize - 1);
            font[last + 4..last + 8].copy_from_slice(&[0xff; 4]);
            mangled += 1;
        }
    }
    assert!(mangled > 0, "the font has such a table");
    limited(&set_in(&font), &["build", "source", "--format", "html"]).expect(0);
}

#[test]
fn outlines_outside_of_their_table_are_a_fault_with_the_file() {
    let mut font = FONT.to_vec();
    let (loca, length) = table(&font, b"loca");
    font[loca + length / 2] = 0x7f;
    let run = limited(&set_in(&font), &["check"]).expect(1);
    run.says(&["error[broken-font]", "source/fonts/own.ttf"]);
}

#[test]
fn whatever_is_mangled_ends_as_done_or_as_a_fault() {
    // As many as a minute's hurry allows; each breaks another table.
    for (n, tag) in
        [b"GSUB", b"GPOS", b"GDEF", b"glyf", b"hmtx", b"name"].into_iter().enumerate()
    {
        let mut font = FONT.to_vec();
        let (start, length) = table(&font, tag);
        for k in 0..8 {
            let at = start + 4 + (n * 7919 + k * 104_729) % (length - 8);
            font[at..at + 2].copy_from_slice(&[0xff, 0xfe]);
        }
        let run = limited(&set_in(&font), &["build", "source", "--format", "pdf,html"]);
        assert!(matches!(run.code, Some(0 | 1)), "{tag:?}: {:?} {}", run.code, run.stderr);
    }
}

#[test]
fn fonts_packed_for_the_web_are_told() {
    let project = english(&with_body("Some words."));
    project.write("source/fonts/a.woff2", "wOF2");
    limited(&project, &["check"]).expect(0).says(&["warning[packed-font]"]);
}
