//! `workspace.yaml`: projects that are made together, and what they share.

use std::fs;

use super::project::Project;

const THEME: &str = "base: najma\ntext: { arabic: { body: { size: 11pt } } }\n";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>";
const FONT: &[u8] = include_bytes!("../data/fonts/Naskh.ttf");
const TERMS: &str = "terms:\n  - term: التوعية\n    en: { use: outreach }\n";

/// A workspace with the projects `clinic` and `school`, which share the folder `house`.
fn workspace() -> Project {
    let project = Project::new();
    let brochure = "slug: small\nlanguages: [ar, en]\ndate: 2026-03-21\ntheme: house\n";
    for name in ["clinic", "school"] {
        project.write(&format!("work/{name}/brochure.yaml"), brochure);
        for lang in ["ar", "en"] {
            let text = fs::read_to_string(project.path(&format!("source/text/{lang}.yaml")));
            let figure = "      - figure: { file: assets/a.svg, alt: A square }\n";
            project.write(&format!("work/{name}/text/{lang}.yaml"), text.unwrap() + figure);
        }
    }
    project.write("work/workspace.yaml", "projects: [clinic, school]\nshared: house\n");
    project.write("work/house/themes/house.yaml", THEME);
    project.write("work/house/assets/a.svg", DRAWING);
    project.write("work/house/fonts/a.ttf", FONT);
    project
}

/// One of its projects with what it shares in its own folder.
fn alone(project: &Project) {
    for file in ["brochure.yaml", "text/ar.yaml", "text/en.yaml"] {
        let text = fs::read(project.path(&format!("work/clinic/{file}"))).unwrap();
        project.write(&format!("alone/{file}"), text);
    }
    project.write("alone/themes/house.yaml", THEME);
    project.write("alone/assets/a.svg", DRAWING);
    project.write("alone/fonts/a.ttf", FONT);
}

#[test]
fn what_projects_share_is_as_if_each_had_it_and_they_are_made_together() {
    let project = workspace();
    alone(&project);
    let formats = ["--format", "pdf,html"];
    let build = |args: &[&str]| project.run(&[&["build"], args, &formats[..]].concat());
    build(&["alone"]).expect(0);
    build(&["work"]).expect(0);
    for name in ["clinic", "school"] {
        let made = project.contents(&format!("work/{name}/output"));
        assert!(made == project.contents("alone/output"), "{name}");
    }
    // One of them by itself finds its workspace, from wherever it is named.
    build(&["work/clinic", "--out", "one"]).expect(0);
    assert!(project.contents("one") == project.contents("alone/output"));
    let args = ["build", "--out", "../../two", "--format", "pdf,html"];
    let inside = project.command(&args).current_dir(project.path("work/clinic")).output();
    assert!(inside.unwrap().status.success());
    assert!(project.contents("two") == project.contents("alone/output"));
    project.run(&["check", "work"]).expect(0).says(&["`work/clinic`", "`work/school`"]);
}

#[test]
fn what_is_shared_counts_as_an_input() {
    let project = workspace();
    let build = || project.run(&["build", "work", "--format", "pdf"]).expect(0);
    build();
    let deps = project.run(&["build", "work/clinic", "--format", "pdf", "--deps", "make"]);
    for file in ["themes/house.yaml", "assets/a.svg", "fonts/a.ttf"] {
        assert!(deps.stdout.contains(&format!("work/house/{file}")), "{file}: {}", deps.stdout);
    }
    build().says(&["2 of 2 files are unchanged"]);
    for (file, content) in [
        ("themes/house.yaml", THEME.replace("11pt", "12pt")),
        ("assets/a.svg", DRAWING.replace("rect ", "rect fill='#fff' ")),
    ] {
        project.write(&format!("work/house/{file}"), content);
        let run = build();
        assert!(!run.stderr.contains("unchanged"), "{file}: {}", run.stderr);
    }
    fs::remove_file(project.path("work/house/fonts/a.ttf")).unwrap();
    let run = build();
    assert!(!run.stderr.contains("unchanged"), "{}", run.stderr);
}

#[test]
fn a_project_hides_what_is_shared_and_adds_to_the_terms() {
    let project = workspace();
    project.write("work/clinic/themes/house.yaml", "base: kitab\n");
    project.write("work/house/glossary.yaml", TERMS);
    let build = |name: &str| project.run(&["build", name, "--format", "pdf"]).expect(0);
    build("work/school").says(&["warning[wrong-term]"]);
    let own = "terms:\n  - term: التوعية\n    en: awareness\n";
    project.write("work/clinic/glossary.yaml", own);
    let run = build("work");
    assert_eq!(run.stderr.matches("[wrong-term]").count(), 1, "{}", run.stderr);
    let pdf = |name: &str| fs::read(project.path(&format!("work/{name}/output/ar/small.pdf")));
    assert!(pdf("clinic").unwrap() != pdf("school").unwrap(), "the clinic has its own theme");
}

#[test]
fn workspaces_may_hold_workspaces_and_share_from_the_inside_out() {
    let project = workspace();
    project.write("workspace.yaml", "projects: [work]\nshared: outer\n");
    project.write("outer/assets/b.svg", DRAWING);
    project.replace("work/school/text/en.yaml", "assets/a.svg", "assets/b.svg");
    fs::rename(project.path("source"), project.path("elsewhere")).unwrap();
    project.run(&["build", "--format", "html"]).expect(0);
    assert!(project.path("work/school/output/en/small.html").is_file());
    assert!(project.path("work/clinic/output/en/small.html").is_file());
}

#[test]
fn what_is_wrong_with_a_workspace_is_told_at_its_place() {
    for (file, fault, place) in [
        (
            "projects: [clinic, schol]\n",
            "error[missing-member]: `schol`",
            "work/workspace.yaml:1:20",
        ),
        (
            "projects: [clinic, nobody-knows]\n",
            "error[missing-member]",
            "work/workspace.yaml:1:20",
        ),
        (
            "projects: [clinic, clinic]\n",
            "error[duplicate-project]",
            "work/workspace.yaml:1:20",
        ),
        (
            "projects: [clinic, ./clinic/]\n",
            "error[duplicate-project]",
            "work/workspace.yaml:1:20",
        ),
        ("projects: [clinic, .]\n", "error[workspace-circle]", "work/workspace.yaml:1:20"),
        (
            "projects: [clinic, inner]\n",
            "error[workspace-circle]",
            "work/inner/workspace.yaml:1:12",
        ),
        (
            "projects: [clinic]\nshared: nowhere\n",
            "error[missing-shared]",
            "work/workspace.yaml:2:9",
        ),
        ("projects: []\n", "error[empty-list]", ""),
        ("project: [clinic]\n", "error[unknown-key]", "work/workspace.yaml:1:1"),
        ("projects: clinic\nshared: [a]\n", "error[", "work/workspace.yaml"),
    ] {
        let project = workspace();
        project.write("work/workspace.yaml", file);
        project.write("work/inner/workspace.yaml", "projects: [../../work]\n");
        let run = project.run(&["build", "work", "--message-format", "short"]).expect(2);
        run.says(&[fault, place]);
        assert!(!project.path("work/clinic/output").exists(), "{file}: nothing is made");
    }
}

#[test]
fn a_project_tells_what_is_wrong_with_its_workspace_and_leaves_other_files_alone() {
    let project = workspace();
    project.write("work/workspace.yaml", "projects: [clinic]\nshared: nowhere\n");
    project.run(&["build", "work/clinic"]).expect(1).says(&["error[missing-shared]"]);
    project.write("work/workspace.yaml", "packages: [a, b]\n");
    project.run(&["build", "work/clinic"]).expect(1).says(&["error[unknown-theme]"]);
}
