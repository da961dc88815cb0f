//! `warraq i18n room`: what is told of grown texts is what pages of such texts have.

use serde_json::Value;

use super::project::Project;

fn matrices(project: &Project, args: &[&str]) -> Value {
    let args = [&["i18n", "room", "--format", "json"], args].concat();
    serde_json::from_str(&project.run(&args).expect(0).stdout).unwrap()
}

/// A project with a long Arabic text in some formats.
fn project(formats: &str, times: usize) -> Project {
    let project = Project::new();
    project.replace("source/brochure.yaml", "date:", &format!("formats: {formats}\ndate:"));
    project.replace(
        "source/text/ar.yaml",
        "تأسس المركز الدولي استجابةً للحاجة الملحة إلى تنسيق الجهود العالمية.",
        &"تأسس المركز الدولي استجابةً للحاجة الملحة إلى تنسيق الجهود العالمية. ".repeat(times),
    );
    project
}

#[test]
fn every_block_of_every_language_and_format_has_a_cell_a_share() {
    let project = project("[booklet, leaflet]", 12);
    let before = project.files("");
    let told = matrices(&project, &["--by", "30,60"]);
    assert_eq!(told["growth"], serde_json::json!([0, 30, 60]));
    let all = told["matrices"].as_array().unwrap();
    let names: Vec<_> = all
        .iter()
        .map(|m| (m["language"].as_str().unwrap(), m["format"].as_str().unwrap()))
        .collect();
    assert_eq!(
        names,
        [("ar", "booklet"), ("ar", "leaflet"), ("en", "booklet"), ("en", "leaflet")]
    );
    for matrix in all {
        let blocks = matrix["blocks"].as_array().unwrap();
        let places: Vec<_> = blocks.iter().map(|b| b["block"].as_str().unwrap()).collect();
        for due in
            ["title", "history/heading", "history/1", "history/goals", "work/heading", "work/1"]
        {
            assert!(places.contains(&due), "{places:?}");
        }
        for block in blocks {
            let cells = block["cells"].as_array().unwrap();
            assert_eq!(cells.len(), 3, "{block}");
            let lines: Vec<_> = cells.iter().map(|c| c["lines"].as_u64().unwrap()).collect();
            assert!(lines[0] >= 1, "{block}");
            // In a column of the same width, type that is no smaller takes no fewer lines.
            let sizes: Vec<_> = cells.iter().map(|c| c["size"].as_f64().unwrap()).collect();
            if sizes[0] <= sizes[2] + 0.01 {
                assert!(lines[2] >= lines[0], "{block}");
            }
        }
        let long = blocks.iter().find(|b| b["block"] == "history/1").unwrap();
        let lines = |n: usize| long["cells"][n]["lines"].as_f64().unwrap();
        if matrix["language"] == "ar" && matrix["format"] == "booklet" {
            let share = lines(2) / lines(0);
            assert!((1.5..1.75).contains(&share), "{share}");
        }
    }
    assert_eq!(project.files(""), before, "nothing is written");
}

#[test]
fn what_is_told_of_a_share_is_what_a_text_of_that_length_has() {
    let project = project("[booklet]", 12);
    let told = matrices(&project, &["--by", "100", "--lang", "ar"]);
    let blocks = told["matrices"][0]["blocks"].as_array().unwrap();
    let grown = blocks.iter().find(|b| b["block"] == "history/1").unwrap()["cells"][1].clone();
    // The same words, written by hand.
    let text = "تأسس المركز الدولي استجابةً للحاجة الملحة إلى تنسيق الجهود العالمية. ";
    project.replace("source/text/ar.yaml", &text.repeat(12), &text.repeat(24));
    let told = matrices(&project, &["--by", "1", "--lang", "ar"]);
    let blocks = told["matrices"][0]["blocks"].as_array().unwrap();
    let written =
        blocks.iter().find(|b| b["block"] == "history/1").unwrap()["cells"][0].clone();
    let lines = |cell: &Value| cell["lines"].as_i64().unwrap();
    assert!((lines(&grown) - lines(&written)).abs() <= 1, "{grown} {written}");
    assert_eq!(grown["size"], written["size"]);
}

#[test]
fn table_and_page_name_what_does_not_fit_and_wrong_usage_is_told() {
    let project = project("[leaflet]", 40);
    let table = project.run(&["i18n", "room", "--by", "30,300"]).expect(0).stdout;
    assert!(table.contains("leaflet-overfull") && table.contains("+300 %"), "{table}");
    project
        .run(&["i18n", "room", "--by", "300", "--format", "html", "--out", "room.html"])
        .expect(0);
    let page = std::fs::read_to_string(project.path("room.html")).unwrap();
    assert!(
        page.contains("<code>history/1</code>") && page.contains("leaflet-overfull"),
        "{page}"
    );
    assert_eq!(page.matches("<tr><th scope=\"row\">").count() % 2, 0);
    for by in ["0", "301", "-5", "many", ""] {
        project.run(&["i18n", "room", "--by", by]).expect(2);
    }
    project.run(&["i18n", "room", "--lang", "fr"]).expect(2).says(&["unlisted-language"]);
    project.replace("source/text/en.yaml", "heading: History", "heding: History");
    project.run(&["i18n", "room"]).expect(1).says(&["unknown-key"]);
}
