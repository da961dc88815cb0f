//! What shells offer and what the manual says is what `--help` says.

use std::collections::BTreeSet;
use std::process::Command;

use super::project::Project;

/// The commands that `--help` lists below a command, and its options.
fn helped(project: &Project, way: &[&str]) -> (Vec<String>, BTreeSet<String>) {
    let args = [way, &["--help"]].concat();
    let help = project.run(&args).expect(0).stdout;
    let commands = help.split("\nCommands:\n").nth(1).unwrap_or_default();
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let names = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names = names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned);
    let options = help
        .split("\nOptions:\n")
        .nth(1)
        .unwrap_or_default()
        .split("\nExamples")
        .next()
        .unwrap();
    let is_option = |line: &&str| line.trim_start().starts_with('-') && line.starts_with("  ");
    let long = options.lines().filter(is_option).filter_map(|line| {
        let at = line.find("--")?;
        Some(line[at..].split([' ', '[', '=']).next().unwrap().to_owned())
    });
    (names.collect(), long.collect())
}

/// What bash offers after some words.
fn offered(script: &std::path::Path, words: &[&str]) -> BTreeSet<String> {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let line = format!(
        "source '{}'; COMP_WORDS=({}); COMP_CWORD={}; _warraq; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display(),
        quoted.join(" "),
        words.len() - 1
    );
    let out = Command::new("bash")
        .args(["--norc", "-c", &line])
        .current_dir(script.parent().unwrap())
        .output()
        .unwrap();
    assert!(
        out.status.success() && out.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8(out.stdout)
        .unwrap()
        .lines()
        .filter(|l| !l.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn bash_offers_every_command_and_option_that_help_names() {
    let project = Project::new();
    let script = project.path("shell/warraq");
    project.write("shell/warraq", project.run(&["completions", "bash"]).expect(0).stdout);
    let (commands, _) = helped(&project, &[]);
    assert!(commands.len() > 15, "{commands:?}");
    let first = offered(&script, &["warraq", ""]);
    assert!(commands.iter().all(|name| first.contains(name)), "{first:?}");
    for name in &commands {
        let (inner, options) = helped(&project, &[name]);
        let there = offered(&script, &["warraq", name, ""]);
        for due in
            inner.iter().chain(options.iter().filter(|o| *o != "--help" && *o != "--version"))
        {
            assert!(there.contains(due), "{name}: {due} {there:?}");
        }
    }
    assert_eq!(
        offered(&script, &["warraq", "build", "--format", "p"]),
        ["pdf", "print"].map(str::to_owned).into()
    );
    assert_eq!(offered(&script, &["warraq", "i18n", "exp"]), ["export".to_owned()].into());
    assert_eq!(
        offered(&script, &["warraq", "i18n", "export", "--to", "x"]),
        ["xliff", "xlsx"].map(str::to_owned).into()
    );
    assert_eq!(
        offered(&script, &["warraq", "build", "--out", "w"]),
        ["warraq".to_owned()].into(),
        "a file"
    );
}

#[test]
fn scripts_and_the_manual_hold_every_command_in_both_languages() {
    let project = Project::new();
    let (commands, _) = helped(&project, &[]);
    for lang in ["en", "ar"] {
        for shell in ["zsh", "fish", "bash"] {
            let script =
                project.run(&["completions", shell, "--ui-lang", lang]).expect(0).stdout;
            assert!(commands.iter().all(|name| script.contains(name.as_str())), "{shell}");
            assert!(shell == "bash" || lang == "en" || script.contains("اكتب"), "{shell}");
            // An apostrophe in what is said would end the quotation.
            assert_eq!(script.matches('\'').count() % 2, 0, "{shell} {lang}");
        }
        let page = project.run(&["man", "--ui-lang", lang]).expect(0).stdout;
        assert!(page.starts_with(".TH WARRAQ 1"), "{page}");
        for name in &commands {
            assert!(page.contains(&format!(".SH WARRAQ {}\n", name.to_uppercase())), "{name}");
        }
        let known = [".TH", ".SH", ".TP", ".B ", ".PP", ".nf", ".fi"];
        for line in page.lines().filter(|line| line.starts_with(['.', '\''])) {
            assert!(known.iter().any(|request| line.starts_with(request)), "{line}");
        }
        assert!(
            page.contains("\\fB\\-\\-bundle\\fR") && page.contains("\\fIFOLDER\\fR"),
            "{page}"
        );
    }
    project.run(&["completions", "tcsh"]).expect(2);
    project.run(&["completions"]).expect(2);
}
