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
    assert_eq!(
        offered(&script, &["warraq", "build", "--format", "pdf,e"]),
        ["pdf,epub".to_owned()].into()
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

/// What a shell says to a script; nothing where the shell is not installed.
fn said(shell: &str, args: &[&str]) -> Option<Vec<String>> {
    let out = Command::new(shell).args(args).output().ok()?;
    let error = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success() && error.is_empty(), "{shell}: {error}");
    let text = String::from_utf8(out.stdout).unwrap();
    Some(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// What fish offers for a line that is typed so far.
fn fish_offers(script: &std::path::Path, line: &str) -> Option<Vec<String>> {
    let typed = format!("source '{}'; complete -C '{line}'", script.display());
    let lines = said("fish", &["--no-config", "-c", &typed])?;
    Some(lines.iter().map(|l| l.split('\t').next().unwrap().to_owned()).collect())
}

/// What zsh offers for the words of a line; what completes in it writes down what it is given.
fn zsh_offers(script: &std::path::Path, words: &[&str]) -> Option<Vec<String>> {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let line = format!(
        "_describe() {{ print -l -- ${{(P)${{@[-1]}}%%:*}} }}; _files() {{ :; }}; \
         compset() {{ PREFIX=${{words[CURRENT]##*,}}; }}; compadd() {{ shift; print -l -- $@; }}; \
         words=({}); CURRENT={}; functions[_run]=$(<'{}'); _run",
        quoted.join(" "),
        words.len(),
        script.display()
    );
    let lines = said("zsh", &["-f", "-c", &line])?;
    Some(lines.iter().map(|l| l.split(':').next().unwrap().to_owned()).collect())
}

#[test]
fn fish_and_zsh_offer_what_the_typed_command_takes() {
    let project = Project::new();
    let script = |shell: &str| {
        let path = format!("shell/{shell}");
        project.write(&path, project.run(&["completions", shell]).expect(0).stdout);
        project.path(&path)
    };
    let (fish, zsh) = (script("fish"), script("zsh"));
    let (commands, _) = helped(&project, &[]);
    for (words, offered, others) in [
        (vec!["warraq", ""], vec!["build", "i18n"], vec!["export"]),
        (vec!["warraq", "i18n", ""], vec!["export", "import", "new"], vec!["build"]),
        (vec!["warraq", "i18n", "new", "--"], vec!["--project"], vec!["--template"]),
        (vec!["warraq", "new", "--"], vec!["--template"], vec!["--project"]),
        (vec!["warraq", "build", "--format", ""], vec!["pdf", "html"], vec!["--format"]),
        (vec!["warraq", "i18n", "export", "--to", ""], vec!["po", "xliff"], vec!["pdf"]),
    ] {
        let line = words.join(" ");
        let found = [fish_offers(&fish, &line), zsh_offers(&zsh, &words)];
        for there in found.into_iter().flatten() {
            let has = |word: &&str| there.iter().any(|offer| offer == word);
            assert!(offered.iter().all(has), "{line}: {there:?}");
            assert!(!others.iter().any(has), "{line}: {there:?}");
        }
    }
    if let Some(there) = fish_offers(&fish, "warraq ") {
        assert!(commands.iter().all(|name| there.contains(name)), "{there:?}");
    }
    if let Some(there) = fish_offers(&fish, "warraq build --format pdf,e") {
        assert_eq!(there, ["pdf,epub"]);
    }
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
