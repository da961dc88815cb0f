//! What did not change is not made again, and nobody can tell it from what was: after any edits the
//! files are those of a build from nothing, and the same is told.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, SystemTime};

use super::project::{Project, Run};

const RECORD: &str = "output/.warraq-made.json";
const FRENCH: &str = "title: Une petite brochure\nstatus: draft\nsections:\n  - { id: history, heading: Histoire, body: [Texte.] }\n  - { id: work, heading: Travail, body: [Depuis 1998.] }\n";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><rect width=\"40\" height=\"20\" fill=\"#COLOR\"/></svg>";
const FONT: &[u8] = include_bytes!("../data/fonts/Naskh.ttf");

/// Numbers without a pattern, the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }
}

/// How many of the files a run left as they were, as it says itself.
fn unchanged(run: &Run) -> usize {
    let line = run.stderr.lines().find(|line| line.contains("unchanged"));
    line.map_or(0, |line| line.split(' ').next().unwrap().parse().unwrap())
}

/// What a run said of the project.
fn told(run: &Run) -> String {
    let is_own = |line: &&str| !line.contains("unchanged") && !line.contains("stale-output");
    run.stderr.lines().filter(is_own).collect::<Vec<_>>().join("\n")
}

/// All files, the record of their inputs, too.
fn files(project: &Project, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<_, _> = project.contents(folder).into_iter().collect();
    let record = fs::read(project.path(&format!("{folder}/.warraq-made.json"))).unwrap();
    files.insert("record".into(), record);
    files
}

/// When each file was written.
fn written(project: &Project) -> BTreeMap<String, SystemTime> {
    let time = |name: &String| fs::metadata(project.path(&format!("output/{name}"))).unwrap();
    let files = project.files("output").into_iter();
    files.map(|name| (name.clone(), time(&name).modified().unwrap())).collect()
}

/// A build into the folder that holds earlier ones, against one from nothing. Returns the run, and
/// how many files it did not write.
#[track_caller]
fn compare(project: &Project, edit: &str) -> (Run, usize) {
    let args = ["build", "--message-format", "short"];
    let _ = fs::remove_dir_all(project.path("clean"));
    let clean = project.run(&[&args[..], &["--out", "clean"]].concat());
    let before = written(project);
    let run = project.run(&args);
    let kept =
        written(project).iter().filter(|(name, time)| before.get(*name) == Some(time)).count();
    assert_eq!((run.code, told(&run)), (clean.code, told(&clean)), "{edit}");
    if run.code == Some(0) {
        let (made, clean) = (files(project, "output"), files(project, "clean"));
        let names =
            |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&made), names(&clean), "{edit}");
        for (name, bytes) in &clean {
            assert!(
                made[name] == *bytes,
                "{edit}: {name} is not what a build from nothing makes"
            );
        }
    }
    (run, kept)
}

/// Changes something of the project, and says what.
fn edit(project: &Project, numbers: &mut Numbers, step: usize) -> String {
    let languages = "source/brochure.yaml";
    let brochure = fs::read_to_string(project.path(languages)).unwrap();
    let lang = ["ar", "en"][numbers.below(2)];
    let text = format!("source/text/{lang}.yaml");
    let words = fs::read_to_string(project.path(&text)).unwrap();
    let (what, file, content) = match numbers.below(14) {
        0 => ("words", text, words.replacen("1998", &format!("1998 ({step})"), 1)),
        1 => ("a remark", text, format!("# {step}\n{words}")),
        2 => ("a title", text, words.replacen("title: ", &format!("title: {step} "), 1)),
        3 => {
            let sizes = [
                "",
                "text: { arabic: { body: { size: 11pt } } }\n",
                "text: { arabic: { body: { size: 12pt } } }\n",
            ];
            ("the theme", "source/theme.yaml".into(), sizes[numbers.below(3)].into())
        }
        4 => {
            let color = ["2a9d8f", "e76f51"][numbers.below(2)];
            ("a picture", "source/assets/a.svg".into(), DRAWING.replace("COLOR", color))
        }
        5 if !words.contains("figure") => {
            let figure = "\n      - figure: { file: assets/a.svg, alt: A square }\n";
            ("a figure", text, format!("{}{figure}", words.trim_end()))
        }
        6 => (
            "a key",
            languages.into(),
            format!("publisher: House {step}\n{}", without(&brochure, "publisher")),
        ),
        7 => (
            "formats",
            languages.into(),
            match brochure.contains("formats") {
                true => without(&brochure, "formats"),
                false => format!("formats: [booklet, leaflet]\n{brochure}"),
            },
        ),
        8 => (
            "a language",
            languages.into(),
            match brochure.contains("fr") {
                true => brochure.replace(", fr]", "]"),
                false => brochure.replace("en]", "en, fr]"),
            },
        ),
        9 => {
            let font = project.path("source/fonts/a.ttf");
            if fs::remove_file(&font).is_err() {
                project.write("source/fonts/a.ttf", FONT);
            }
            return "a font".into();
        }
        10 => {
            let made = project.files("output");
            let file = format!("output/{}", made[numbers.below(made.len())]);
            if file.ends_with("manifest.json") || file.ends_with("index.html") {
                return "nothing".into();
            }
            if numbers.below(2) == 0 {
                fs::remove_file(project.path(&file)).unwrap();
                return format!("{file} removed");
            }
            let mut bytes = fs::read(project.path(&file)).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            project.write(&file, bytes);
            return format!("{file} damaged");
        }
        11 => {
            let record = project.path(RECORD);
            let bytes = fs::read(&record).unwrap_or_default();
            fs::write(&record, &bytes[..bytes.len() / 2]).unwrap();
            return "the record, cut off".into();
        }
        12 => {
            // Something that pages are told of, and is told again.
            let long = "- word".to_owned() + &"word".repeat(60);
            ("a long word", text, format!("{}\n      {long}\n", words.trim_end()))
        }
        _ => ("an error", text, words.replacen("sections:", "sectoins:", 1)),
    };
    project.write(&file, &content);
    if what == "an error" {
        compare(project, what).0.expect(1);
        project.write(&file, content.replacen("sectoins:", "sections:", 1));
    }
    what.into()
}

/// A file without the line of a key.
fn without(text: &str, key: &str) -> String {
    text.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect()
}

/// `WARRAQ_EDITS` says how many edits are made; the same numbers give the same edits.
#[test]
fn after_any_edits_the_files_are_those_of_a_build_from_nothing() {
    let more: Option<usize> = std::env::var("WARRAQ_EDITS").ok().and_then(|n| n.parse().ok());
    let mut kept = 0;
    for (seed, outputs, edits) in [(3, "[pdf, html]", 14), (17, "[print, epub, html]", 4)] {
        let project = Project::new();
        project.replace("source/brochure.yaml", "slug", &format!("outputs: {outputs}\nslug"));
        project.write("source/text/fr.yaml", FRENCH);
        project.write("source/assets/a.svg", DRAWING.replace("COLOR", "123456"));
        let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15 ^ seed);
        compare(&project, "at first");
        for step in 0..more.unwrap_or(edits) {
            let what = edit(&project, &mut numbers, step);
            kept += compare(&project, &format!("seed {seed}, step {step}: {what}")).1;
        }
    }
    assert!(kept > 10, "what did not change is kept: {kept}");
}

#[test]
fn nothing_changed_means_nothing_made_and_everything_told() {
    let project = Project::new();
    let graver = "\nprint: { preflight: { blank-page: warning } }\n";
    project.replace("source/brochure.yaml", "\ndate:", &format!("{graver}date:"));
    let first = project.run(&["build"]).expect(0).says(&["warning[blank-page]"]);
    let again = project.run(&["build"]).expect(0).says(&["10 of 10 files are unchanged"]);
    assert_eq!(told(&first), told(&again));
    let path = project.path("output/ar/small.pdf");
    let time = || fs::metadata(&path).unwrap().modified().unwrap();
    let before = time();
    project.run(&["build"]).expect(0);
    assert_eq!(time(), before, "what is unchanged is not written");
    let forced = project.run(&["build", "--force"]).expect(0);
    assert_eq!((unchanged(&forced), told(&forced)), (0, told(&first)));
    assert_ne!(time(), before);
    project.run(&["build", "--deny-warnings"]).expect(1).says(&["error[blank-page]"]);
}

#[test]
fn only_what_is_made_from_a_text_is_made_again_for_it() {
    let project = Project::new();
    project.run(&["build"]).expect(0);
    project.replace("source/text/en.yaml", "wide range", "small range");
    let run = project.run(&["build"]).expect(0);
    assert_eq!(unchanged(&run), 5, "the Arabic files stay: {}", run.stderr);
    project.replace("source/text/en.yaml", "title: A small", "title: Another small");
    let run = project.run(&["build"]).expect(0);
    assert_eq!(unchanged(&run), 0, "titles stand in the other languages' pages, too");
}

/// How many files a run has finished that has not yet put them into their places.
#[cfg(unix)]
fn finished(project: &Project) -> usize {
    let journal = fs::read_to_string(project.path("output/.warraq-journal.jsonl"));
    journal.unwrap_or_default().lines().count()
}

#[cfg(unix)]
#[test]
fn a_run_that_was_killed_goes_on_where_it_stopped() {
    let project = Project::new();
    let mut english = fs::read_to_string(project.path("source/text/en.yaml")).unwrap();
    for n in 0..40 {
        english += &format!(
            "      - Paragraph {n} of a text that takes its time to be set in pages.\n"
        );
    }
    project.write("source/text/en.yaml", english);
    project.run(&["build", "--out", "whole"]).expect(0);
    let whole = files(&project, "whole");
    let mut kept = 0;
    for lines in [0, 1, 2, 4, 7] {
        let _ = fs::remove_dir_all(project.path("output"));
        let mut child = project.command(&["build", "--jobs", "1"]).spawn().unwrap();
        // As soon as so many files are finished.
        while finished(&project) < lines && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let run = project.run(&["build"]).expect(0);
        kept += unchanged(&run);
        assert!(files(&project, "output") == whole, "after {lines} files");
        let hidden =
            fs::read_dir(project.path("output")).unwrap().map(|e| e.unwrap().file_name());
        let hidden = hidden.filter(|name| name.to_string_lossy().starts_with('.')).count();
        assert_eq!(hidden, 1, "the record alone");
    }
    assert!(kept > 0, "what was finished is taken over");
}
