//! Several projects in one run, and one run as many commands.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::project::{Project, Run};

/// Two projects, `clinic` and `school`, beside each other.
fn two() -> Project {
    let project = Project::new();
    for name in ["clinic", "school"] {
        for file in ["brochure.yaml", "text/ar.yaml", "text/en.yaml"] {
            let text = fs::read(project.path(&format!("source/{file}"))).unwrap();
            project.write(&format!("{name}/{file}"), text);
        }
    }
    project.replace("school/text/en.yaml", "A small brochure", "A school");
    project
}

#[test]
fn several_projects_are_made_in_one_run_as_they_are_made_alone() {
    let project = two();
    let run = project.run(&["build", "clinic", "school", "--format", "pdf,html"]).expect(0);
    assert_eq!(run.stdout.matches("small.pdf").count(), 4, "{}", run.stdout);
    for name in ["clinic", "school"] {
        project.run(&["build", name, "--format", "pdf,html", "--out", "alone"]).expect(0);
        assert!(
            project.contents("alone") == project.contents(&format!("{name}/output")),
            "{name}"
        );
        fs::remove_dir_all(project.path("alone")).unwrap();
    }
    let args = ["build", "clinic", "school", "--format", "html", "--out", "web"];
    project.run(&args).expect(0);
    assert!(project.path("web/clinic/index.html").is_file());
    assert!(project.path("web/school/en/small.html").is_file());
}

#[test]
fn one_projects_faults_stop_no_other() {
    let project = two();
    project.replace("clinic/text/ar.yaml", "sections:", "sectoins:");
    project.run(&["build", "clinic", "school", "--format", "html"]).expect(1);
    assert!(project.path("school/output/index.html").is_file());
}

#[test]
fn what_cannot_be_meant_is_told() {
    let project = two();
    project.run(&["build", "clinic", "clinic"]).expect(2).says(&["error[shared-output]"]);
    project
        .run(&["watch", "clinic", "school"])
        .expect(2)
        .says(&["error[wrong-usage]", "school"]);
    project.run(&["pack", "clinic", "school"]).expect(2).says(&["error[wrong-usage]"]);
}

#[test]
fn what_files_are_made_from_is_said_for_other_programs() {
    let project = Project::new();
    project.write("source/assets/a b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>");
    let english = fs::read_to_string(project.path("source/text/en.yaml")).unwrap();
    let figure = "      - figure: { file: assets/a b.svg, alt: A square }\n";
    project.write("source/text/en.yaml", english + figure);
    let run = project.run(&["build", "--format", "pdf,html", "--deps", "make"]).expect(0);
    let rules: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(rules.len(), 2, "{}", run.stdout);
    assert_eq!(
        rules[1],
        r"output/en/small.pdf output/en/small.html: source/assets/a\ b.svg source/brochure.yaml source/text/en.yaml"
    );
    assert!(!rules[0].contains("en.yaml") && !rules[0].contains("svg"), "{}", rules[0]);
    // What is unchanged is made from the same.
    let again = project.run(&["build", "--format", "pdf,html", "--deps", "make"]).expect(0);
    assert_eq!(again.stdout, run.stdout);
    let run = project.run(&["build", "--format", "pdf,html", "--deps", "json"]).expect(0);
    let line: Value = serde_json::from_str(run.stdout.lines().nth(1).unwrap()).unwrap();
    assert_eq!(line["inputs"][0], "source/assets/a b.svg");
    assert_eq!(line["files"][1], "output/en/small.html");
}

/// A command of a plan.
struct Command {
    arguments: Vec<String>,
    inputs: Vec<String>,
    ran: bool,
}

/// The commands that a plan has, each of them after those that it waits for.
fn planned(project: &Project) -> Vec<Command> {
    let run = project.run(&["plan", "--as", "json"]).expect(0);
    let plan: Value = serde_json::from_str(&run.stdout).unwrap();
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let commands = plan["commands"].as_array().unwrap().iter().map(|command| {
        let mut inputs = texts(&command["inputs"]);
        // A command that waits for another reads what that writes.
        inputs.extend(texts(&command["after"]).iter().map(|id| known[id].clone()));
        let output = command["output"].as_str().unwrap().to_owned();
        known.insert(command["id"].as_str().unwrap().to_owned(), output);
        let arguments = texts(&command["command"])[1..].to_vec();
        Command { arguments, inputs, ran: false }
    });
    commands.collect()
}

fn run_all(project: &Project, commands: &mut [Command], wanted: impl Fn(&Command) -> bool) {
    for command in commands {
        command.ran = wanted(command);
        if command.ran {
            let arguments: Vec<&str> = command.arguments.iter().map(String::as_str).collect();
            Run::from(project.command(&arguments).output().unwrap()).expect(0);
        }
    }
}

#[test]
fn the_commands_of_a_plan_make_what_one_run_makes() {
    let project = Project::new();
    let mut commands = planned(&project);
    assert_eq!(commands.len(), 11, "five outputs of two languages, and all of them");
    run_all(&project, &mut commands, |_| true);
    let planned = project.contents("output");
    project.run(&["build", "--out", "alone"]).expect(0);
    assert!(planned == project.contents("alone"), "the same bytes");
    let last = project.run(&["build"]).expect(0);
    last.says(&["10 of 10 files are unchanged"]);

    let text = "source/text/en.yaml";
    project.replace(text, "wide range", "small range");
    run_all(&project, &mut commands, |command| {
        command.inputs.iter().any(|input| input == text)
    });
    assert_eq!(commands.iter().filter(|command| command.ran).count(), 6, "five, and all");
    fs::remove_dir_all(project.path("alone")).unwrap();
    project.run(&["build", "--out", "alone"]).expect(0);
    assert!(project.contents("output") == project.contents("alone"), "after a change, too");
}

#[test]
fn what_parts_lack_or_spoil_is_made() {
    let project = Project::new();
    let mut commands = planned(&project);
    let last = commands.len() - 1;
    run_all(&project, &mut commands[..last], |_| true);
    fs::remove_dir_all(project.path("output-parts/ar-pdf")).unwrap();
    project.write("output-parts/en-epub/en/small.epub", "spoilt");
    project.replace("source/text/en.yaml", "A small brochure", "Another title");
    run_all(&project, &mut commands[last..], |_| true);
    project.run(&["build", "--out", "alone"]).expect(0);
    assert!(project.contents("output") == project.contents("alone"));
}
