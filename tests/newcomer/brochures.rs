//! Slips in `brochure.yaml` and `theme.yaml`, and in what files are called and hold.

use super::answers::{Slip, answered, checked, faults, project, taken, told};

const HEAD: &str = "slug: test\nlanguages: [ar]\n";

fn brochure(row: u8, rest: &str) -> Slip {
    Slip::new(row, "ar", "brochure.yaml", format!("{HEAD}{rest}\n"))
}

fn theme(row: u8, text: &str) -> Slip {
    Slip::new(row, "ar", "theme.yaml", format!("{text}\n"))
}

#[test]
fn misspelt_keys_of_brochures_and_themes_are_named() {
    let mut slips = vec![];
    for (wrong, right, value) in [
        ("outptus", "outputs", "[pdf]"),
        ("thmee", "theme", "kitab"),
        ("licnese", "licence", "free"),
        ("brnad", "brand", "\"#1f5c52\""),
        ("fromats", "formats", "[a4]"),
    ] {
        slips.push(
            brochure(1, &format!("⟪{wrong}⟫: {value}"))
                .right(right)
                .types(&format!("`{right}`")),
        );
    }
    slips.push(
        Slip::new(1, "ar", "brochure.yaml", "⟪slgu⟫: test\nlanguages: [ar]\n")
            .right("slug")
            .types("`slug`"),
    );
    slips.push(
        Slip::new(1, "ar", "brochure.yaml", "slug: test\n⟪langauges⟫: [ar]\n")
            .right("languages")
            .types("`languages`"),
    );
    slips.push(theme(1, "⟪colros⟫: { night: \"#1f5c52\" }").right("colors").types("`colors`"));
    slips.push(theme(1, "page: { ⟪insied⟫: 20mm }").right("inside").types("`inside`"));
    answered(&slips);
}

#[test]
fn languages_by_name_are_taken_and_commas_named() {
    for (tag, typed) in [
        ("ar", "arabic"),
        ("ar", "Arabic"),
        ("ar", "العربية"),
        ("en", "english"),
        ("he", "Hebrew"),
        ("ar", "AR"),
    ] {
        let text = |languages: &str| format!("slug: test\nlanguages: [{languages}]\n");
        let report = checked(&project(tag).with("brochure.yaml", text(typed)));
        assert!(faults(&report).is_empty(), "{typed}: {}", told(&report));
    }
    // A comma of another script parts languages as that of Latin does, or is named.
    let said = |languages: &str| {
        let text = format!("slug: test\nlanguages: [{languages}]\n");
        let report = checked(&project("ar").with("brochure.yaml", text));
        let faults = faults(&report);
        faults.iter().map(|fault| fault.message.clone()).collect::<Vec<_>>()
    };
    let wanted = said("ar, en");
    assert_eq!(wanted, ["there is no file `text/en.yaml`"]);
    for sign in ['،', '؛', ';', '/', '|', '、'] {
        for space in ["", " "] {
            let found = said(&format!("ar{sign}{space}en"));
            assert!(
                found == wanted || found[0].contains("parts no items"),
                "{sign}: {found:?}"
            );
        }
    }
}

#[test]
fn colours_are_taken_or_need_quotes() {
    let meant = "colors: { night: { rgb: \"#1f5c52\" } }\n";
    for typed in [
        "colors: { night: \"#1f5c52\" }\n",
        "colors: { night: '#1F5C52' }\n",
        "colors: { night: { rgb: 1f5c52 } }\n",
        "colors: { night: 1f5c52 }\n",
        "colours: { night: \"#1f5c52\" }\n",
    ] {
        taken(20, "ar", "theme.yaml", typed, meant);
    }
    let mut slips = vec![];
    for name in ["night", "sand", "saffron", "ink"] {
        let color = if name == "sand" { "#f4efe6" } else { "#1f5c52" };
        slips.push(
            theme(20, &format!("colors:\n  {name}: ⟪{color}⟫"))
                .right(&format!("\"{color}\""))
                .types(&format!("`{name}: \"{color}\"`")),
        );
        slips.push(
            theme(20, &format!("colors:\n  {name}:\n    rgb: ⟪{color}⟫"))
                .right(&format!("\"{color}\""))
                .types(&format!("`rgb: \"{color}\"`")),
        );
    }
    slips.push(
        brochure(20, "brand: ⟪#1f5c52⟫").right("\"#1f5c52\"").types("`brand: \"#1f5c52\"`"),
    );
    for (wrong, right) in [
        ("Night", "night"),
        ("nigth", "night"),
        ("sandd", "sand"),
        ("inck", "ink"),
        ("safron", "saffron"),
    ] {
        slips.push(
            theme(20, &format!("colors: {{ ⟪{wrong}⟫: \"#10242c\" }}"))
                .right(right)
                .types(&format!("`{right}`")),
        );
    }
    answered(&slips);
}

#[test]
fn misspelt_themes_and_formats_are_named() {
    let mut slips = vec![];
    for (key, wrong, right) in [
        ("theme", "kitap", "kitab"),
        ("theme", "najm", "najma"),
        ("theme", "Kittab", "kitab"),
        ("formats", "leaflte", "leaflet"),
        ("formats", "bookelt", "booklet"),
        ("outputs", "ebup", "epub"),
    ] {
        slips.push(
            brochure(21, &format!("{key}: ⟪{wrong}⟫"))
                .right(right)
                .types(&format!("`{right}`")),
        );
    }
    answered(&slips);
}

#[test]
fn sizes_and_folds_are_taken() {
    for (typed, meant) in [
        ("page: A4", "page: { size: a4 }"),
        ("page: { size: A4 }", "page: { size: a4 }"),
        ("page: a3", "page: { size: a3 }"),
        ("formats: A3", "formats: [a3]"),
        ("formats: trifold", "formats: [letter-fold]"),
        ("formats: tri-fold", "formats: [letter-fold]"),
        ("formats: z-fold", "formats: [z]"),
        ("formats: zfold", "formats: [z]"),
        ("formats: { fold: z-fold }", "formats: [z]"),
    ] {
        taken(
            22,
            "ar",
            "brochure.yaml",
            &format!("{HEAD}{typed}\n"),
            &format!("{HEAD}{meant}\n"),
        );
    }
}

#[test]
fn line_ends_and_marks_of_editors_are_taken() {
    let text = "title: T\nsections:\n  - id: one\n    heading: H\n    body:\n      - one\n      - list:\n          - a\n          - b\n";
    for typed in [
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        text.replace('\n', "\r"),
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
        format!("\n\n{text}\n\n"),
        text.trim_end().to_owned(),
    ] {
        taken(27, "ar", "text/ar.yaml", &typed, text);
    }
    for typed in
        [HEAD.replace('\n', "\r\n"), format!("\u{feff}{HEAD}"), HEAD.replace('\n', "\r")]
    {
        taken(27, "ar", "brochure.yaml", &typed, HEAD);
    }
}
