//! Themes of a project's own: files of its folder `themes`, each laid upon the one that it names.

use warraq::diag::{Sink, Sources};
use warraq::model::style::Rgb;
use warraq::source::Project;

use crate::source::{BROCHURE, Folder, compare};

/// A project in the theme `t0`, with further themes as pairs of name and text.
fn project(themes: &[(String, String)]) -> Folder {
    let folder = Folder::new().with("brochure.yaml", format!("{BROCHURE}theme: t0\n"));
    let with = |folder: Folder, (name, text): &(String, String)| {
        folder.with(&format!("themes/{name}.yaml"), text)
    };
    themes.iter().fold(folder, with)
}

fn load(folder: &Folder) -> Project {
    let mut sink = Sink::default();
    let project = warraq::source::load(folder.0.path(), &mut Sources::default(), &mut sink);
    project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()))
}

/// Themes that lean on one another, each with a colour of its own and one that all of them say.
fn chain(length: usize, bottom: &str) -> Vec<(String, String)> {
    let theme = |n: usize| {
        let base = if n + 1 == length { bottom.to_owned() } else { format!("t{}", n + 1) };
        let colors = format!(
            "  c{n}: {{ rgb: \"#0000{n:02X}\" }}\n  veil: {{ rgb: \"#{n:02X}0000\" }}\n"
        );
        (format!("t{n}"), format!("base: {base}\ncolors:\n{colors}list: {{ color: c{n} }}\n"))
    };
    (0..length).map(theme).collect()
}

#[test]
fn each_theme_lies_upon_the_one_that_it_names() {
    for (bottom, size) in [
        ("najma", "13.5"),
        ("kitab", "12"),
        ("maktab", "11"),
        ("taqrir", "12"),
        ("jari", "14.5"),
    ] {
        for length in 1..5u8 {
            let made = load(&project(&chain(usize::from(length), bottom)));
            let theme = made.theme();
            for n in 0..length {
                assert_eq!(theme.colors.named[&format!("c{n}")].rgb, Rgb([0, 0, n]));
            }
            assert_eq!(
                theme.colors.named["veil"].rgb,
                Rgb([0; 3]),
                "the uppermost is the last"
            );
            assert_eq!(theme.text.arabic.body.size.to_pt().to_string(), size, "{bottom}");
        }
    }
}

#[test]
fn the_project_has_the_last_word_over_its_themes() {
    let folder = project(&chain(2, "kitab"))
        .with("theme.yaml", "colors:\n  veil: { rgb: \"#123456\" }\n");
    assert_eq!(load(&folder).theme().colors.named["veil"].rgb, Rgb([0x12, 0x34, 0x56]));
}

#[test]
fn a_circle_of_any_length_is_told_once_with_the_way_round() {
    for length in 1..6 {
        for back in 0..length {
            let themes = chain(length, &format!("t{back}"));
            let faults = project(&themes).faults();
            let way: Vec<String> =
                (back..length).chain([back]).map(|n| format!("`t{n}`")).collect();
            assert_eq!(faults.matches(" error ").count(), 1, "{faults}");
            assert!(
                faults.contains("theme-circle") && faults.contains(&way.join(" → ")),
                "{faults}"
            );
            let place = format!("themes/t{}.yaml:1:7", length - 1);
            assert!(faults.starts_with(&place), "{faults}");
        }
    }
}

#[test]
fn bad_themes_of_a_project_are_told_with_their_place() {
    let one = |name: &str, text: &str| project(&[(name.to_owned(), text.to_owned())]).faults();
    let hides = Folder::new().with("themes/najma.yaml", "base: kitab\n").faults();
    let cases = [
        ("another name", one("t1", "base: najma\n")),
        ("unknown base", one("t0", "base: kitap\n")),
        ("no name", one("t0", "base: [najma]\nlist: { colr: night }\n")),
        ("unknown key", one("t0", "base: kitab\nlist: { colr: night }\n")),
        ("no yaml", one("t0", "base: kitab\nlist: {\n")),
        ("hides one of ours", hides),
    ];
    let told: String = cases.iter().map(|(name, told)| format!("# {name}\n{told}\n")).collect();
    compare("own-themes", &told);
}
