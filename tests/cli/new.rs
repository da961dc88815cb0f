//! `warraq new`: projects that build at once, whatever is asked for.

use std::fs;

use super::project::Project;

const TEMPLATES: [&str; 4] = ["booklet", "leaflet", "report", "invitation"];
const YAML: [&str; 3] = ["brochure.yaml", "text/ar.yaml", "theme.yaml"];

#[test]
fn every_template_builds_without_a_warning_in_any_look_and_language() {
    let project = Project::new();
    for template in TEMPLATES {
        for theme in ["", "najma", "kitab", "maktab", "taqrir", "jari"] {
            for lang in ["ar,en", "en", "fr,ar-MA", "fa,he", "ur"] {
                let folder = format!("{template}-{theme}-{lang}");
                let mut args = vec!["new", &folder, "--template", template, "--lang", lang];
                if !theme.is_empty() {
                    args.extend(["--theme", theme]);
                }
                project.run(&args).expect(0);
                project.run(&["check", "--deny-warnings", &folder]).expect(0);
                assert_eq!(
                    project.path(&format!("{folder}/theme.yaml")).exists(),
                    !theme.is_empty()
                );
            }
        }
    }
}

#[test]
fn the_first_thing_that_is_typed_gives_a_booklet() {
    let project = Project::new();
    let run = project.run(&["new", "library"]).expect(0);
    assert!(run.stdout.ends_with("then type\n  warraq build library\n"), "{}", run.stdout);
    let built = project.run(&["build", "library"]).expect(0);
    assert!(!built.stderr.contains("warning"), "{}", built.stderr);
    assert!(project.path("library/output/ar/library.pdf").exists());
    assert_eq!(
        project
            .files("library")
            .into_iter()
            .filter(|name| !name.starts_with("output"))
            .collect::<Vec<_>>(),
        [
            ".gitignore",
            ".schema/brochure.json",
            ".schema/text.json",
            ".schema/theme.json",
            ".schema/workspace.json",
            ".vscode/extensions.json",
            ".vscode/settings.json",
            "README.txt",
            "assets/book.svg",
            "brochure.yaml",
            "text/ar.yaml",
        ]
    );
}

#[test]
fn editors_find_the_schemas_that_the_program_writes() {
    let project = Project::new();
    project.run(&["new", "library", "--theme", "kitab"]).expect(0);
    for path in YAML {
        let text = fs::read_to_string(project.path(&format!("library/{path}"))).unwrap();
        let first = text.lines().next().unwrap();
        let schema = first.strip_prefix("# yaml-language-server: $schema=").unwrap();
        let folder = project.path(&format!("library/{path}")).parent().unwrap().join(schema);
        assert!(folder.exists(), "{path} names {schema}");
    }
    let written = project.contents("library/.schema");
    project.run(&["schema", "--write", "library"]).expect(0);
    assert!(written == project.contents("library/.schema"));
}

#[test]
fn editors_that_read_settings_find_each_file_its_schema() {
    let project = Project::new();
    project.run(&["new", "library", "--theme", "kitab"]).expect(0);
    let read = |path: &str| {
        let text =
            fs::read_to_string(project.path(&format!("library/.vscode/{path}"))).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    let schemas = read("settings.json")["yaml.schemas"].as_object().unwrap().clone();
    assert_eq!(schemas.len(), 3);
    for path in YAML {
        let matches = |glob: &str| match glob.split_once('*') {
            Some((start, end)) => path.starts_with(start) && path.ends_with(end),
            None => path == glob,
        };
        let found = schemas.iter().find(|(_, globs)| {
            let all = globs.as_array().cloned().unwrap_or_else(|| vec![(*globs).clone()]);
            all.iter().any(|glob| matches(glob.as_str().unwrap()))
        });
        let schema = found.unwrap_or_else(|| panic!("{path} has no schema")).0;
        assert!(project.path(&format!("library/{schema}")).exists(), "{schema}");
        let first = fs::read_to_string(project.path(&format!("library/{path}"))).unwrap();
        let name = schema.rsplit('/').next().unwrap();
        assert!(first.lines().next().unwrap().ends_with(name), "{path} names {schema}, too");
    }
    assert_eq!(read("extensions.json")["recommendations"][0], "redhat.vscode-yaml");
}

/// Lines of remarks, without the one for editors.
fn remarks(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim_start).skip(1);
    lines.filter_map(|line| line.strip_prefix("# ")).collect()
}

#[test]
fn remarks_and_advice_are_in_the_language_of_the_author() {
    let project = Project::new();
    let is_arabic = |text: &str| text.chars().any(|c| ('\u{621}'..='\u{64a}').contains(&c));
    for (lang, arabic) in [("ar", true), ("ar-EG,en", true), ("en,ar", false), ("fr", false)] {
        project.run(&["new", lang, "--lang", lang, "--theme", "najma"]).expect(0);
        let read =
            |path: &str| fs::read_to_string(project.path(&format!("{lang}/{path}"))).unwrap();
        for path in ["brochure.yaml", "theme.yaml"] {
            let text = read(path);
            let said = remarks(&text);
            let said: Vec<_> = said.iter().filter(|said| !is_key(said)).collect();
            assert!(said.len() > 4, "{path}: {said:?}");
            assert!(said.iter().all(|said| is_arabic(said) == arabic), "{path}: {said:?}");
        }
        let advice = read("README.txt");
        assert_eq!(advice.lines().count(), 10);
        assert!(
            advice.lines().filter(|line| is_arabic(line)).count() == if arabic { 9 } else { 0 }
        );
    }
}

/// Whether a remark is a key that waits to be used.
fn is_key(remark: &str) -> bool {
    let name = remark.split(':').next().unwrap_or_default();
    remark.contains(": ") && name.chars().all(|c| c.is_ascii_lowercase())
}

#[test]
fn every_key_of_a_text_is_explained_where_it_first_stands() {
    let project = Project::new();
    for template in TEMPLATES {
        for lang in ["ar", "en"] {
            let folder = format!("{template}-{lang}");
            project.run(&["new", &folder, "--template", template, "--lang", lang]).expect(0);
            let path = format!("{folder}/text/{lang}.yaml");
            let text = fs::read_to_string(project.path(&path)).unwrap();
            for key in
                ["title:", "subtitle:", "publisher:", "sections:", "- id:", "heading:", "body:"]
            {
                assert!(is_explained(&text, key), "{path}: {key}");
            }
            for block in
                ["figure", "quote", "terms", "facts", "steps", "callout", "table", "contact"]
            {
                let key = format!("- {block}:");
                assert!(!text.contains(&key) || is_explained(&text, &key), "{path}: {key}");
            }
        }
    }
}

/// Whether a remark stands above the first line that begins with a key.
fn is_explained(text: &str, key: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let at = lines.iter().position(|line| line.starts_with(key));
    at.is_some_and(|at| at > 0 && lines[at - 1].starts_with("# "))
}

#[test]
fn what_is_there_is_never_written_over() {
    let project = Project::new();
    project.write("full/notes.txt", "mine");
    project.write("file", "mine");
    fs::create_dir(project.path("empty")).unwrap();
    let before = project.contents("full");
    for taken in ["full", "file", "full/notes.txt", "."] {
        project.run(&["new", taken]).expect(2).says(&["error[folder-not-empty]", "hint: "]);
    }
    assert!(before == project.contents("full"));
    project.run(&["new", "empty"]).expect(0);
    project.run(&["new", "file/inside"]).expect(2);
    project.run(&["new", "library"]).expect(0);
    project.run(&["new", "library"]).expect(2).says(&["the folder `library` is not empty"]);
}

#[test]
fn what_is_not_known_is_told_with_what_is() {
    let project = Project::new();
    let told = |args: &[&str], parts: &[&str]| {
        project.run(&[&["new", "x"], args].concat()).expect(2).says(parts);
        assert!(!project.path("x").exists(), "nothing is written before all is understood");
    };
    told(&["--template", "bookelt"], &["error[unknown-template]", "did you mean `booklet`?"]);
    told(
        &["--template", "poster"],
        &["known are `booklet`, `leaflet`, `report`, `invitation`"],
    );
    told(&["--theme", "kitap"], &["error[unknown-theme]", "did you mean `kitab`?"]);
    told(&["--theme", "midnight"], &["known are `najma`, `kitab`, `maktab`, `taqrir`, `jari`"]);
    told(&["--lang", "arabisch"], &["error[unknown-language]", "did you mean `ar` (Arabic)?"]);
    told(&["--lang", "ar،en"], &["wrong-comma"]);
    project
        .run(&["new"])
        .expect(2)
        .says(&["error[missing-folder]", "write `warraq new library`"]);
    project.run(&["init"]).expect(2).says(&["did you mean the command `new`?"]);
}

#[test]
fn names_of_folders_do_not_turn_the_words_around_them() {
    let project = Project::new();
    let run = project.run(&["new", "مكتبتي"]).expect(0);
    assert!(run.stdout.contains("warraq build \u{2068}مكتبتي\u{2069}\n"), "{}", run.stdout);
    let run = project.run(&["new", "مكتبتي"]).expect(2);
    run.says(&["the folder `\u{2068}مكتبتي\u{2069}` is not empty"]);
    project.run(&["check", "مكتبتي"]).expect(0);
    let brochure = fs::read_to_string(project.path("مكتبتي/brochure.yaml")).unwrap();
    assert!(brochure.contains("\nslug: booklet\n"), "{brochure}");
}

const SEED: &str = "\
مكتبة السنونو (The Swallow Library)

من نحن

مكتبة عامة للأطفال، بدأت بثلاثة رفوف في بيت قديم، وصارت اليوم قاعة قراءة.

  • الإعارة: ثلاثة كتب لكل طفل.
  • الحكاية: كل مساء خميس.

خاتمة

باب المكتبة مفتوح لكل طفل.
";

#[test]
fn a_text_that_is_there_becomes_a_project_that_builds() {
    let project = Project::new();
    project.write("نص.txt", SEED);
    let run = project.run(&["new", "library", "--from", "نص.txt", "--lang", "ar,en"]).expect(0);
    let told: Vec<&str> = run.stdout.lines().take_while(|line| !line.is_empty()).collect();
    let columns = |line: &&str| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    assert_eq!(
        told.iter().map(columns).collect::<Vec<_>>(),
        ["line taken", "1 title", "1 subtitle", "3 heading", "7 terms", "10 heading"],
        "{}",
        run.stdout
    );
    assert!(told[1].ends_with("\u{2068}مكتبة السنونو\u{2069}"), "{}", run.stdout);
    let check = project.run(&["check", "library"]).expect(0);
    assert!(!check.stderr.contains("warning"), "{}", check.stderr);
    project.run(&["build", "library", "--format", "pdf"]).expect(0);
    let english = fs::read_to_string(project.path("library/text/en.yaml")).unwrap();
    assert!(english.contains("\nstatus: draft  # translate"), "{english}");
    assert_eq!(project.files("library/assets"), [".gitkeep"]);
}

#[test]
fn a_file_that_is_no_text_is_told_with_what_to_do() {
    let project = Project::new();
    project.write("empty.txt", "\u{feff}\r\n");
    project.write("old.txt", b"\xe3\xdf\xca\xc8\xc9");
    project.write("text.docx", b"PK\x03\x04");
    for (file, id) in [
        ("empty.txt", "error[empty-file]"),
        ("old.txt", "error[not-utf8]"),
        ("text.docx", "error[not-plain-text]"),
        ("text.odt", "error[not-plain-text]"),
        ("none.txt", "error[unreadable-file]"),
        ("source", "error[unreadable-file]"),
    ] {
        project.run(&["new", "x", "--from", file]).expect(2).says(&[id]);
        assert!(!project.path("x").exists(), "{file}");
    }
}

#[test]
fn markdown_is_taken_by_its_ending() {
    let project = Project::new();
    project.write("a.md", "# مكتبة\n\n## من نحن\n\nنص **غامق**.\n\n![صورة](a.png)\n");
    let run = project.run(&["new", "library", "--from", "a.md"]).expect(0);
    assert!(
        run.stdout.contains("plain text: a picture cannot stand inside text"),
        "{}",
        run.stdout
    );
    let text = fs::read_to_string(project.path("library/text/ar.yaml")).unwrap();
    assert!(text.contains("نص **غامق**"), "{text}");
    project.run(&["check", "library"]).expect(0);
}
