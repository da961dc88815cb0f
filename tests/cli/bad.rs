//! What goes wrong around the content: folders, disks, interruptions, fonts.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::time::Duration;

use super::project::{Project, Run, program};

/// So much text that a build of it can be cut off in the middle.
fn long_project() -> Project {
    let project = Project::new();
    let mut text = String::from("title: كتيب طويل\nsections:\n");
    for section in 0..60 {
        text += &format!("  - id: s{section}\n    heading: باب {section}\n    body:\n");
        for _ in 0..6 {
            let words =
                "يعمل المركز الدولي للأطفال المفقودين والمستغلين في مجموعة واسعة من المجالات ";
            text += &format!("      - {}\n", words.repeat(5));
        }
    }
    project.write("source/text/ar.yaml", text);
    project
}

#[test]
fn a_folder_that_cannot_be_written_is_trouble_and_named() {
    let project = Project::new();
    project.write("output", "a file in the way");
    let run = project.run(&["--format", "html"]).expect(2);
    run.says(&[
        "error[unwritable-output]: cannot write `output`",
        "hint: choose another folder",
    ]);
    assert_eq!(fs::read(project.path("output")).unwrap(), b"a file in the way");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_the_system_refuses_is_trouble_and_named() {
    let run = Project::new().run(&["--format", "html", "--out", "/proc/output"]).expect(2);
    run.says(&["error[unwritable-output]: cannot write `/proc/output`"]);
}

#[test]
fn a_file_that_cannot_be_replaced_stops_no_other() {
    let project = Project::new();
    project.write("output/ar/small.html/in-the-way", "");
    let run = project.run(&["--format", "html"]).expect(2);
    run.says(&["error[unwritable-output]: cannot write `output/ar/small.html`"]);
    assert!(project.path("output/en/small.html").is_file());
    assert!(project.files("output").iter().all(|name| !name.contains(".part")));
}

/// A disk of 100 KB, mounted for one process alone (`unshare`). Where the system forbids that,
/// the limit on file sizes stands in for it: the same write fails, with another error.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_files_whole() {
    let project = Project::new();
    project.run(&["--format", "html", "--lang", "en", "--out", "before"]).expect(0);
    let mount = "mount -t tmpfs -o size=132k tmpfs output && cp -r before/. output/";
    let build = format!("{} --out output", program());
    let after = "code=$?; rm -rf after; cp -r output after; exit $code";
    let script = format!("mkdir output && {mount} && {build}; {after}");
    let namespace = ["unshare", "--user", "--map-root-user", "--mount"];
    let can_mount = Command::new("unshare")
        .args(&namespace[1..])
        .args(["sh", "-c", "mount -t tmpfs tmpfs /mnt"])
        .output()
        .is_ok_and(|done| done.status.success());
    let run = if can_mount {
        Command::new("unshare")
            .args(&namespace[1..])
            .args(["sh", "-c", &script])
            .current_dir(project.path(""))
            .output()
    } else {
        eprintln!("no mount allowed here: the limit on file sizes stands in for a full disk");
        let limited =
            format!("cp -r before output; trap '' XFSZ; (ulimit -f 24; {build}); {after}");
        Command::new("sh").args(["-c", &limited]).current_dir(project.path("")).output()
    };
    let run = Run::from(run.unwrap()).expect(2);
    run.says(&["error[unwritable-output]"]);
    let reference = Project::new();
    reference.run(&[]).expect(0);
    let whole: BTreeMap<_, _> = reference.contents("output").into_iter().collect();
    let before: BTreeMap<_, _> = project.contents("before").into_iter().collect();
    let left = project.contents("after");
    assert!(left.iter().any(|(name, _)| name == "en/small.html"), "the old file is there");
    assert!(left.len() < whole.len(), "something did not fit");
    for (name, bytes) in left.iter().filter(|(name, _)| name.contains('/')) {
        let known = [&before, &whole].iter().any(|files| files.get(name) == Some(bytes));
        assert!(known, "{name} is neither the old file nor the new one");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_whole_files_only() {
    let project = long_project();
    let formats = ["--format", "pdf,html"];
    project.run(&[&formats[..], &["--out", "whole"]].concat()).expect(0);
    let whole: BTreeMap<_, _> = project.contents("whole").into_iter().collect();
    let mut interrupted = 0;
    // A shell that starts the tests in the background lets them ignore SIGINT; SIGTERM stands in.
    let signals = ["-INT", "-TERM"].into_iter().cycle();
    let delays = [5, 5, 20, 20, 60, 60, 120, 120, 200, 200, 400, 400, 800, 800];
    for (delay, signal) in delays.into_iter().zip(signals) {
        let mut child = project.command(&formats).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(delay));
        let kill =
            Command::new("kill").args([signal, &child.id().to_string()]).output().unwrap();
        let ended = child.wait().unwrap();
        interrupted += usize::from(kill.status.success() && ended.code().is_none());
        for (name, bytes) in project.contents("output") {
            let part = name.rsplit('/').next().unwrap().starts_with(".warraq-");
            assert!(part || whole.get(&name) == Some(&bytes), "{name} is not whole");
        }
    }
    assert!(interrupted > 0, "no run was cut off");
    project.run(&formats).expect(0);
    let left: BTreeMap<_, _> = project.contents("output").into_iter().collect();
    assert!(left == whole, "after a whole run, all is as it should be: {:?}", left.keys());
}

#[test]
fn a_font_that_is_garbage_is_a_fault_that_names_it() {
    let project = Project::new();
    project.write("source/fonts/Broken.ttf", b"\x00\x01\x00\x00garbage".repeat(100));
    let run = project.run(&["--format", "html"]).expect(1);
    run.says(&["error[broken-font]", "Broken.ttf"]);
    project.run(&["check"]).expect(1).says(&["error[broken-font]"]);
}

#[test]
fn a_script_that_no_font_has_is_one_fault_that_names_a_family() {
    let project = Project::new();
    project.replace("source/text/en.yaml", "around the world", "around the ဗမာ world");
    let run = project.run(&["--format", "pdf"]).expect(1);
    run.says(&["error[missing-script]", "source/text/en.yaml:7:", "`Noto Serif Myanmar`"]);
}

#[test]
fn a_letter_that_no_font_has_is_a_fault_with_its_place() {
    let project = Project::new();
    project.replace("source/text/en.yaml", "around the world", "around the κόσμος ἄλλος world");
    let run = project.run(&["--format", "pdf"]).expect(1);
    run.says(&["error[missing-glyph]", "`ἄ`", "source/text/en.yaml:7:"]);
    assert!(project.path("output/ar/small.pdf").is_file(), "the other language is made");
    assert!(!project.path("output/en/small.pdf").exists());
}

#[test]
fn a_family_that_nobody_has_is_told_where_it_is_named() {
    let project = Project::new();
    project.write("source/theme.yaml", "fonts: { body: Amirii }\n");
    let run = project.run(&["check"]).expect(1);
    run.says(&[
        "error[unknown-family]: no font has the family `Amirii`",
        "source/theme.yaml:1:16",
        "known are `Markazi Text`, `Amiri`",
    ]);
}

#[test]
fn what_is_taller_than_a_page_is_parted() {
    let check = |count: usize| {
        let project = Project::new();
        let words = "يعمل المركز في مجموعة واسعة من المجالات ".repeat(count);
        let text = format!(
            "title: ا\nsections:\n  - id: one\n    heading: ا\n    body:\n      - callout: {words}\n      \
             - \"نص[^1]\\n\\n[^1]: {words}\"\n"
        );
        project.write("source/text/ar.yaml", text);
        project.run(&["check", "--lang", "ar", "--message-format", "short"]).expect(0)
    };
    assert!(!check(200).stderr.contains("overfull-page"));
}
