//! `warraq impose`, as it is used at the office.

use std::fs;

use super::project::Project;

/// A project whose Arabic and English PDF files are there.
fn built() -> Project {
    let project = Project::new();
    project.run(&["--format", "pdf"]).expect(0);
    project
}

/// The cells of the only row of a table, by the words of its head.
fn row(table: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = table.lines().collect();
    let [head, row] = lines.as_slice() else { panic!("a head and a row: {table}") };
    let cells = |line: &str| -> Vec<String> {
        line.split("  ").filter(|c| !c.is_empty()).map(|c| c.trim().to_owned()).collect()
    };
    cells(head).into_iter().zip(cells(row)).collect()
}

#[test]
fn a_booklet_lies_beside_its_file_and_says_what_to_print() {
    let project = built();
    let run = project.run(&["impose", "output/ar/small.pdf"]).expect(0);
    let file = fs::read(project.path("output/ar/small.booklet.pdf")).unwrap();
    assert!(file.starts_with(b"%PDF-1.7"));
    let told = row(&run.stdout);
    let get = |name: &str| told.iter().find(|(head, _)| head == name).unwrap().1.clone();
    let number = |name: &str| get(name).parse::<usize>().unwrap();
    assert_eq!(number("pages") + number("blanks"), number("sheets") * 4);
    assert_eq!(get("scale"), "100 %");
    assert_eq!(get("file"), "output/ar/small.booklet.pdf");
    let padded = run.stderr.contains("note[padded-pages]");
    assert_eq!(padded, number("blanks") > 0);
    run.says(&["note[left-out]: not on the sheets: 2 links"]);
}

#[test]
fn words_change_paper_sides_and_place() {
    let project = built();
    let impose = |more: &[&str]| {
        let args = [&["impose", "output/ar/small.pdf"], more].concat();
        project.run(&args).expect(0)
    };
    impose(&["--out", "a/right.pdf"]);
    impose(&["--out", "a/left.pdf", "--binding", "left"]);
    impose(&["--out", "a/long.pdf", "--flip", "long"]);
    impose(&["--out", "a/creep.pdf", "--creep", "0.2mm"]);
    impose(&["--out", "a/again.pdf", "--binding", "right", "--flip", "short", "--creep", "0"]);
    let files = project.contents("a");
    let bytes = |name: &str| &files.iter().find(|(n, _)| n == name).unwrap().1;
    assert!(bytes("again.pdf") == bytes("right.pdf"), "what is said is what is meant unsaid");
    for name in ["left.pdf", "long.pdf", "creep.pdf"] {
        assert!(bytes(name) != bytes("right.pdf"), "{name}");
    }
    impose(&["--sheet", "a5"])
        .says(&["note[reduced-pages]", "hint: full size takes a sheet of"]);
    let run = impose(&["--n-up", "4", "--gutter", "4mm", "--marks"]);
    assert!(run.stdout.contains("output/ar/small.4-up.pdf"), "{}", run.stdout);
    assert!(project.path("output/ar/small.4-up.pdf").is_file());
}

#[test]
fn what_is_no_pdf_file_leaves_nothing_behind() {
    let project = Project::new();
    project.write("empty.pdf", "");
    project.write("text.pdf", "title: كتيب");
    project.write("cut.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R");
    for (file, fault) in [
        ("empty.pdf", "error[no-pdf]: the file is empty"),
        ("text.pdf", "error[no-pdf]: the file is no PDF file"),
        ("cut.pdf", "error[broken-pdf]: "),
    ] {
        project.run(&["impose", file]).expect(1).says(&[fault, file, "1 error"]);
    }
    assert_eq!(project.files("").iter().filter(|f| f.contains("booklet")).count(), 0);
    let run = project.run(&["impose", "text.pdf", "--message-format", "json"]).expect(1);
    let fault: serde_json::Value = serde_json::from_str(run.stdout.trim()).unwrap();
    assert_eq!((&fault["id"], &fault["file"]), (&"no-pdf".into(), &"text.pdf".into()));
}

#[test]
fn wrong_words_are_told_with_what_was_expected() {
    let project = Project::new();
    project.write("a.pdf", "x");
    let wrong = |args: &[&str], says: &[&str]| {
        project.run(&[&["impose", "a.pdf"], args].concat()).expect(2).says(says);
    };
    wrong(&["--sheet", "tabliod"], &["error[unknown-sheet]", "did you mean `tabloid`?"]);
    wrong(&["--sheet", "210x297"], &["`210x297` is no size of paper", "`210x297mm`"]);
    wrong(&["--creep", "0.1"], &["error[bad-length]", "`mm`"]);
    wrong(&["--creep", "1cm"], &["error[bad-length]", "0.1 mm thick"]);
    wrong(&["--creep", "-1mm"], &["error[bad-length]: `-1mm` is no length for this"]);
    wrong(&["--n-up", "5"], &["expected 2, 4, 6, 8, 9 or 16"]);
    wrong(&["--n-up", "4", "--creep", "1mm"], &["--creep", "--n-up"]);
    wrong(&["--gutter", "1mm"], &["--n-up"]);
    wrong(&["--binding", "rigth"], &["right"]);
    wrong(&["--flip", "shrt"], &["short"]);
    wrong(&["--out", "a.pdf"], &["error[output-is-input]", "--out"]);
    project.run(&["impose"]).expect(2).says(&["<FILE>"]);
    project.run(&["impose", "b.pdf"]).expect(2).says(&["error[unreadable-file]", "`b.pdf`"]);
    project.run(&["impose", "source"]).expect(2).says(&["is a folder"]);
    project.run(&["impsoe"]).expect(2).says(&["did you mean the command `impose`?"]);
    assert_eq!(fs::read(project.path("a.pdf")).unwrap(), b"x");
}

#[test]
fn sheets_that_cannot_be_written_are_trouble() {
    let project = built();
    project.write("in-the-way", "");
    let run = project.run(&["impose", "output/en/small.pdf", "--out", "in-the-way/x.pdf"]);
    run.expect(2).says(&["error[unwritable-output]", "in-the-way/x.pdf"]);
}
