//! Languages of all kinds through finished outputs; files that are named otherwise; editions that
//! lack something; what is left of languages that are gone.

use std::fs;
use std::io::Read;

use super::project::Project;

/// Tags with a letter that stands for their script and whether they are read from right to left.
const TAGS: [(&str, &str, bool); 24] = [
    ("no", "Øl", false),
    ("nb", "Øl", false),
    ("da", "Æble", false),
    ("fi", "Työ", false),
    ("hu", "Fő", false),
    ("ms", "Kata", false),
    ("sq", "Fjalë", false),
    ("ha", "Kasa", false),
    ("la", "Verbum", false),
    ("br", "Ger", false),
    ("sr-Latn", "Reč", false),
    ("sr", "Реч", false),
    ("uz-Cyrl", "Сўз", false),
    ("kk", "Сөз", false),
    ("mn", "Үг", false),
    ("az-Arab", "سؤز", true),
    ("arz", "كلمة", true),
    ("ms-Arab", "کات", true),
    ("fa-AF", "واژه", true),
    ("yi", "ווארט", true),
    ("tlh-Latn", "mu", false),
    ("qaa-Arab", "كلمة", true),
    ("es-419", "Voz", false),
    ("de-1996-x-private", "Wort", false),
];

fn text(word: &str) -> String {
    format!(
        "title: {word}\nsections:\n  - id: s\n    heading: {word}\n    body: [{word} 12.]\n"
    )
}

fn project_of(tags: &[(&str, &str)]) -> Project {
    let project = Project::new();
    fs::remove_dir_all(project.path("source/text")).unwrap();
    let names: Vec<&str> = tags.iter().map(|(tag, _)| *tag).collect();
    let brochure =
        format!("slug: small\nlanguages: [{}]\ndate: 2026-03-21\n", names.join(", "));
    project.write("source/brochure.yaml", brochure);
    for (tag, word) in tags {
        project.write(&format!("source/text/{tag}.yaml"), text(word));
    }
    project
}

#[test]
fn languages_of_all_kinds_build_in_their_direction() {
    let project = project_of(&TAGS.map(|(tag, word, _)| (tag, word)));
    project.run(&["build", "--format", "pdf,html"]).expect(0);
    project.run(&["build", "--lang", "arz,uz-Cyrl", "--format", "epub"]).expect(0);
    for (tag, word, rtl) in TAGS {
        let page =
            fs::read_to_string(project.path(&format!("output/{tag}/small.html"))).unwrap();
        let dir = if rtl { "rtl" } else { "ltr" };
        let root = page.lines().find(|line| line.starts_with("<html")).unwrap().to_owned();
        assert!(root.contains(&format!("lang=\"{tag}\"")), "{tag}: {root}");
        assert!(root.contains(&format!("dir=\"{dir}\"")), "{tag}: {root}");
        assert!(page.contains(word), "{tag}");
    }
}

#[test]
fn a_script_without_a_font_is_the_only_fault() {
    let project = project_of(&[("dv", "ބަސް"), ("la", "Verbum")]);
    project.run(&["build", "--format", "html"]).expect(1).says(&["missing-script", "Thaana"]);
    assert!(project.path("output/la/small.html").exists());
}

#[test]
fn spans_and_links_take_any_language() {
    let project = project_of(&[("en", "Word")]);
    project.replace(
        "source/text/en.yaml",
        "[Word 12.]",
        "[\"[verbum]{lang=la} [كلمة](lang:az-Arab) [sana]{lang=fi}\"]",
    );
    project.run(&["build", "--format", "html"]).expect(0);
    let page = fs::read_to_string(project.path("output/en/small.html")).unwrap();
    for part in ["lang=\"la\"", "lang=\"az-Arab\"", "dir=\"rtl\"", "lang=\"fi\""] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn other_forms_of_a_tag_are_taken_and_other_names_of_its_file() {
    for (typed, file, folder) in [
        ("ar_EG", "ar-EG", "ar-EG"),
        ("AR-eg", "AR-eg", "ar-EG"),
        ("arabic", "ar", "ar"),
        ("iw", "iw", "he"),
    ] {
        let word = if typed == "iw" { "מילה" } else { "كلمة" };
        let project = project_of(&[(typed, word)]);
        let old = project.path(&format!("source/text/{typed}.yaml"));
        fs::rename(old, project.path(&format!("source/text/{file}.yaml"))).unwrap();
        project.run(&["build", "--format", "html"]).expect(0);
        assert!(project.path(&format!("output/{folder}/small.html")).exists(), "{typed}");
    }
}

#[test]
fn hints_name_no_language_that_merely_looks_alike() {
    let project = project_of(&[("en", "Word")]);
    for (typed, said) in [
        ("[ar، en]", "there is no file `text/ar.yaml`"),
        ("[\"ar; en\"]", "there is no file `text/ar.yaml`"),
        ("[ar / en]", "write `[ar, en]`"),
        ("Central Kurdish, en", "there is no file `text/ckb.yaml`"),
        ("[ku en]", "there is no file `text/ku.yaml`"),
        ("[arabik]", "did you mean `ar` (Arabic)?"),
        ("[e1]", "write two or three letters"),
    ] {
        let brochure = format!("slug: small\nlanguages: {typed}\n");
        project.write("source/brochure.yaml", brochure);
        project.run(&["check"]).expect(1).says(&[said]);
    }
    project.write("source/brochure.yaml", "slug: small\nlanguages: [sq]\n");
    let run = project.run(&["check"]).expect(1).says(&["there is no file `text/sq.yaml`"]);
    assert!(!run.stderr.contains("`sv`"), "{}", run.stderr);
}

#[test]
fn a_file_under_another_name_is_named() {
    for name in ["ar.yaml.txt", "ar.yml", "AR.YAML", "ar.txt", "arabic.yaml"] {
        let project = project_of(&[("ar", "كلمة")]);
        let path = |name: &str| project.path("source/text").join(name);
        fs::rename(path("ar.yaml"), path(name)).unwrap();
        let hint = format!("rename `text/{name}` to `text/ar.yaml`");
        project.run(&["check"]).expect(1).says(&[&hint]);
    }
    for name in ["brochure.yml", "Brochure.yaml", "brochure.yaml.txt", "brochure.txt"] {
        let project = project_of(&[("ar", "كلمة")]);
        fs::rename(project.path("source/brochure.yaml"), project.path("source").join(name))
            .unwrap();
        project.run(&["check"]).expect(2).says(&[name, "to `brochure.yaml`"]);
    }
}

const FULL: &str = "\
title: Full
sections:
  - id: one
    heading: One
    body:
      - A paragraph about 1998.
      - table:
          head: [Name, Number]
          rows: [[A, 1], [B, 2], [C, 3]]
      - A paragraph about 2004.
  - id: two
    heading: Two
    body: [Text]
";

#[test]
fn what_an_edition_lacks_is_told_at_its_place_in_the_first_language() {
    let project = project_of(&[("en", "Word"), ("fr", "Mot")]);
    project.write("source/text/en.yaml", FULL);
    for (lacks, instead, place) in [
        ("", "", ""),
        ("      - A paragraph about 1998.\n", "", "text/en.yaml:6:9"),
        ("      - A paragraph about 2004.\n", "", "text/en.yaml:10:9"),
        ("[B, 2], ", "", "text/en.yaml:9:27"),
        ("  - id: two\n    heading: Two\n    body: [Text]\n", "", "text/en.yaml:11:9"),
        ("body: [Text]", "body: [Texte, Encore]", ""),
    ] {
        project.write("source/text/fr.yaml", FULL.replace(lacks, instead));
        let run = project.run(&["build", "--format", "html"]).expect(0);
        match place {
            "" => assert!(!run.stderr.contains("untranslated"), "{lacks}: {}", run.stderr),
            place => drop(run.says(&["untranslated", "`fr`", place])),
        }
    }
}

#[test]
fn files_of_a_language_that_was_removed_go_and_those_of_others_stay() {
    let project = project_of(&[("en", "Word"), ("fr", "Mot")]);
    project.run(&["build", "--format", "html,epub"]).expect(0);
    project.replace("source/brochure.yaml", "[en, fr]", "[en]");
    fs::remove_file(project.path("source/text/fr.yaml")).unwrap();
    project.write("output/fr/notes.txt", "mine");
    project.run(&["build", "--format", "html"]).expect(0).says(&["removed 2 files of"]);
    assert_eq!(project.files("output/fr"), ["notes.txt"]);
    assert_eq!(project.files("output/en"), ["small.epub", "small.html"]);
    project.replace("source/brochure.yaml", "slug: small", "slug: large");
    project.run(&["build", "--format", "html,epub"]).expect(0).says(&["removed 2 files of"]);
    assert_eq!(project.files("output/en"), ["large.epub", "large.html"]);
}

/// The names in an EPUB file and its package document.
fn opened(project: &Project, path: &str) -> (Vec<String>, String) {
    let file = fs::File::open(project.path(path)).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let names = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut package = String::new();
    archive.by_name("OEBPS/content.opf").unwrap().read_to_string(&mut package).unwrap();
    (names, package)
}

#[test]
fn e_books_are_told_apart_and_hold_faces_that_all_readers_take() {
    let identifier = |more: &str| {
        let project = project_of(&[("en", "Word")]);
        let brochure = fs::read_to_string(project.path("source/brochure.yaml")).unwrap();
        project.write("source/brochure.yaml", brochure + more);
        project.run(&["build", "--format", "epub"]).expect(0);
        let (names, package) = opened(&project, "output/en/small.epub");
        assert!(names.iter().any(|name| name.ends_with(".ttf")), "{names:?}");
        assert!(!names.iter().any(|name| name.ends_with(".woff2")), "{names:?}");
        assert!(package.contains("media-type=\"font/ttf\""));
        let start = package.find("id=\"pub-id\">").unwrap() + 12;
        package[start..].split('<').next().unwrap().to_owned()
    };
    let made =
        ["publisher: One\n", "publisher: Two\n", "first-date: 2020-01-01\n"].map(identifier);
    assert!(made.iter().all(|id| id.starts_with("urn:uuid:")), "{made:?}");
    assert!(made[0] != made[1] && made[1] != made[2] && made[0] != made[2], "{made:?}");
    assert_eq!(identifier("publisher: One\n"), made[0]);
    assert_eq!(identifier("isbn: 978-3-16-148410-0\n"), "urn:isbn:9783161484100");
    assert_eq!(identifier("identifier: urn:x-own:7\n"), "urn:x-own:7");
}
