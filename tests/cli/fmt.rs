//! `warraq fmt`, as it is used.

use std::fs;

use super::project::Project;

const TEXT: &str = "source/text/ar.yaml";
const TYPED: &str = "\
# yaml-language-server: $schema=../.schema/text.json

sections:
- body:
    - تأسس المركز.   # first
    - terms:
      -   text: العمل على منع الاستغلال.
          # the term
          term: الوقاية
  # its name
  id: history
  heading:   تاريخ المركز


title: كتيب صغير\t
";
const FORMED: &str = "\
# yaml-language-server: $schema=../.schema/text.json

title: كتيب صغير

sections:
  # its name
  - id: history
    heading: تاريخ المركز
    body:
      - تأسس المركز.   # first
      - terms:
          # the term
          - term: الوقاية
            text: العمل على منع الاستغلال.
";

fn text(project: &Project, path: &str) -> String {
    fs::read_to_string(project.path(path)).unwrap()
}

#[test]
fn files_come_into_form_and_are_what_they_were() {
    let project = Project::new();
    project.write(TEXT, TYPED);
    project.run(&["--format", "html"]).expect(0);
    let made = project.contents("output");
    let run = project.run(&["fmt", "--check"]).expect(1).says(&["`warraq fmt`"]);
    assert_eq!(run.stdout, format!("{TEXT}\n"));
    assert_eq!(text(&project, TEXT), TYPED, "looking changes nothing");
    project.run(&["fmt"]).expect(0).says(&["`source/text/ar.yaml` is in form"]);
    assert_eq!(text(&project, TEXT), FORMED);
    let run = project.run(&["fmt", "--check"]).expect(0).says(&["no file had to be changed"]);
    assert_eq!(run.stdout, "");
    project.run(&["--format", "html", "--force"]).expect(0);
    assert!(project.contents("output") == made);
}

#[test]
fn line_ends_stay_and_a_byte_order_mark_goes() {
    let project = Project::new();
    project.write(TEXT, format!("\u{feff}{}", TYPED.replace('\n', "\r\n")));
    project.run(&["fmt", TEXT]).expect(0);
    assert_eq!(text(&project, TEXT), FORMED.replace('\n', "\r\n"));
    project.write(TEXT, format!("\u{feff}{FORMED}"));
    project.run(&["fmt", "--check", "source"]).expect(1);
    project.run(&["fmt", "source"]).expect(0);
    assert_eq!(text(&project, TEXT), FORMED);
}

#[test]
fn a_file_with_faults_stays_and_the_others_come_into_form() {
    let project = Project::new();
    for (spoilt, place) in [
        ("title: a\nsections: [\n", "source/text/en.yaml:"),
        ("title: a\n? status\n: draft\n", "source/text/en.yaml:2:1: error[no-form]"),
        ("title: a\ntitle: b\n", "source/text/en.yaml:2:1: error[duplicate-key]"),
    ] {
        project.write("source/text/en.yaml", spoilt);
        project.write(TEXT, TYPED);
        project.run(&["fmt", "--message-format", "short"]).expect(1).says(&[place]);
        assert_eq!(text(&project, "source/text/en.yaml"), spoilt);
        assert_eq!(text(&project, TEXT), FORMED);
        let run = project.run(&["fmt"]).expect(1);
        assert!(!run.stderr.contains("no file had to be changed"), "{}", run.stderr);
    }
}

#[test]
fn only_yaml_of_a_project_is_touched() {
    let project = Project::new();
    let messy = "b:   1\na:  2\n";
    let others = ["other.yaml", "source/other.yaml", "source/assets/data.yaml", "text/ar.yaml"];
    for path in others {
        project.write(path, messy);
        project.run(&["fmt", path]).expect(2).says(&["is no YAML file of a project"]);
    }
    project.write("source/glossary.yaml", "- en:   Reader\n  term: قارئ\n");
    project.write("source/themes/house.yaml", "name: house\nbase:  kitab\n");
    project.write("source/theme.yaml", "page: { gutter: 5mm }\nname:   najma\n");
    project.run(&["fmt"]).expect(0);
    assert_eq!(text(&project, "source/glossary.yaml"), "- en: Reader\n  term: قارئ\n");
    assert_eq!(text(&project, "source/themes/house.yaml"), "base: kitab\nname: house\n");
    assert_eq!(text(&project, "source/theme.yaml"), "name: najma\npage: { gutter: 5mm }\n");
    assert!(others.iter().all(|path| text(&project, path) == messy));
    project.run(&["fmt", "nowhere"]).expect(2).says(&["there is no file or folder `nowhere`"]);
    project.run(&["fmt", "text"]).expect(2).says(&["there is no `brochure.yaml` in `text`"]);
}

#[test]
fn a_workspace_brings_its_projects_and_what_they_share() {
    let project = Project::new();
    let messy = "languages:   [ar]\nslug: x\n";
    project.write("workspace.yaml", "shared:  house\nprojects: [a, b]\n");
    for folder in ["a", "b"] {
        project.write(&format!("{folder}/brochure.yaml"), messy);
    }
    project.write("house/themes/house.yaml", "base:  kitab\n");
    let run = project.run(&["fmt", "--check", "."]).expect(1);
    let listed: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(listed.len(), 4, "{listed:?}");
    project.run(&["fmt", "."]).expect(0);
    assert_eq!(text(&project, "workspace.yaml"), "projects: [a, b]\nshared: house\n");
    assert_eq!(text(&project, "b/brochure.yaml"), "slug: x\nlanguages: [ar]\n");
    assert_eq!(text(&project, "house/themes/house.yaml"), "base: kitab\n");
}

#[test]
fn what_the_program_writes_is_in_form() {
    let project = Project::new();
    project.write("brought.md", "# A\n\n## B\n\nWords: *more*\n\n- one\n- two\n");
    let begun = ["booklet", "leaflet", "report", "invitation"].map(|name| ["--template", name]);
    for args in begun.into_iter().chain([["--from", "brought.md"], ["--theme", "kitab"]]) {
        for langs in ["ar,en", "fr", "he,ar"] {
            let folder = format!("{}-{}", args[1], &langs[..2]);
            project.run(&["new", &folder, "--lang", langs, args[0], args[1]]).expect(0);
            let run = project.run(&["fmt", "--check", &folder]);
            assert_eq!((run.code, &*run.stdout), (Some(0), ""), "{folder}: {}", run.stderr);
        }
    }
}

#[test]
fn the_brochure_of_this_project_is_in_form() {
    let project = Project::new();
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("source");
    project.run(&["fmt", "--check", &here.to_string_lossy()]).expect(0);
}
