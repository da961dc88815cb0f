//! The hour itself: what the README's first screen says is typed, in its order, by somebody who has
//! a text, a logo and a colour. A run with a fault is one that stops or warns; three are allowed,
//! and none is needed.

mod readme;

use std::fs;

use crate::cli::project::{Project, Run};
use readme::Readme;

const LOGO: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><path fill='#1f5c52' d='M0 0h40v20z'/></svg>";
const ARABIC: &str = "\
مكتبة السنونو

من نحن

مكتبة عامة للأطفال، بدأت بثلاثة رفوف في بيت قديم، وصارت اليوم قاعة قراءة وورشة وحديقة.

ماذا نقدّم

• الإعارة: ثلاثة كتب لكل طفل، مدةَ أسبوعين.
• الحكاية: كل مساء خميس.
• ورشة الرسم: كل يوم سبت، في الحديقة.

زورونا

باب المكتبة مفتوح لكل طفل.
";
const ENGLISH: &str = "\
The Swallow Library

Who we are

A public library for children. It began with three shelves in an old house; today it has a reading room.

What we offer

• Lending: three books for every child, for two weeks.
• Story hour: every Thursday evening.
• Drawing: every Saturday, in the garden.

Visit us

The door is open to every child.
";

/// What went wrong so far, of at most three runs.
#[derive(Default)]
struct Hour {
    faulty: Vec<String>,
}

impl Hour {
    #[track_caller]
    fn run(&mut self, project: &Project, line: &str) -> Run {
        let args: Vec<&str> = line.split_whitespace().skip(1).collect();
        let run = project.run(&args);
        if run.code != Some(0) || run.stderr.contains("warning[") {
            self.faulty.push(format!("{line}\n{}", run.stderr));
        }
        run
    }
}

/// Writes keys into a brochure as somebody does who reads that they go there.
fn set(project: &Project, path: &str, keys: &str) {
    let text = fs::read_to_string(project.path(path)).unwrap();
    let name = |line: &str| line.split(':').next().unwrap().to_owned();
    let new: Vec<String> =
        keys.lines().filter(|l| !l.starts_with([' ', '#'])).map(name).collect();
    let kept = text.lines().filter(|line| line.starts_with('#') || !new.contains(&name(line)));
    let kept: String = kept.map(|line| format!("{line}\n")).collect();
    project.write(path, kept + keys);
}

/// Adds items to the last body of a text.
fn add(project: &Project, path: &str, items: &str) {
    let text = fs::read_to_string(project.path(path)).unwrap();
    let items: String = items.lines().map(|line| format!("      {line}\n")).collect();
    project.write(path, text + &items);
}

/// Spends the hour with a text in a language.
fn spend(tag: &str, text: &str) -> (Project, Hour) {
    let (readme, project, mut hour) = (Readme::new(), Project::new(), Hour::default());
    fs::remove_dir_all(project.path("source")).unwrap();
    project.write("text.txt", text);
    let lang = if tag == "ar" { String::new() } else { format!(" --lang {tag}") };
    let commands = readme.commands();
    let (new, others) = commands.split_first().unwrap();
    hour.run(&project, &format!("{new}{lang}"));
    hour.run(&project, "warraq check library");
    project.write("library/assets/logo.svg", LOGO);
    let text = format!("library/text/{tag}.yaml");
    let [brochure, body] =
        ["library/brochure.yaml", "library/text/ar.yaml"].map(|path| readme.yaml(path));
    set(&project, "library/brochure.yaml", &brochure);
    add(&project, &text, &body);
    for line in others {
        hour.run(&project, line);
    }
    (project, hour)
}

#[test]
fn the_first_hour_needs_no_run_with_faults() {
    for (tag, text) in [("ar", ARABIC), ("en", ENGLISH)] {
        let (project, hour) = spend(tag, text);
        assert!(hour.faulty.is_empty(), "{tag}: {}", hour.faulty.join("\n"));
        let made = project.files(&format!("library/output/{tag}"));
        for end in [".pdf", ".leaflet.pdf", ".print.pdf", ".epub", ".html"] {
            assert!(made.iter().any(|name| name.ends_with(end)), "{tag}: no {end}: {made:?}");
        }
        let page = project.path(&format!("library/output/{tag}/library.html"));
        let page = fs::read_to_string(page).unwrap();
        for part in ["<table", "href=\"tel:", "href=\"mailto:", "<svg", "#1f5c52"] {
            assert!(page.to_lowercase().contains(part), "{tag}: no {part}");
        }
        for heading in text.split("\n\n").map(str::trim).filter(|line| line.len() < 30) {
            assert!(page.contains(heading), "{tag}: no {heading}");
        }
    }
}

#[test]
fn the_hour_counts_what_goes_wrong() {
    let (project, mut hour) = spend("ar", ARABIC);
    project.replace("library/brochure.yaml", "brand:", "barnd:");
    hour.run(&project, "warraq check library");
    assert_eq!(hour.faulty.len(), 1);
}
