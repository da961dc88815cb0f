//! Sets of files in folders that are good, bad and linked.

use super::*;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
    let temp = tempfile::tempdir().unwrap();
    let out = OutDir::open(&temp.path().join("output")).unwrap();
    out.write("ar/a.pdf", b"old").unwrap();
    out.write("ar/a.pdf", b"newer").unwrap();
    assert_eq!(out.read("ar/a.pdf").as_deref(), Some(&b"newer"[..]));
    assert_eq!(names(&temp.path().join("output/ar")), ["a.pdf"]);
}

#[test]
fn what_a_run_that_was_cut_off_left_is_removed_and_nothing_else() {
    let temp = tempfile::tempdir().unwrap();
    fs::create_dir(temp.path().join("ar")).unwrap();
    fs::create_dir(temp.path().join("ar/proof")).unwrap();
    let parts = [".warraq-a1.part", "ar/.warraq-b2.part", "ar/proof/.warraq-c3.part"];
    for name in parts.into_iter().chain(["ar/a.pdf", "ar/.keep"]) {
        fs::write(temp.path().join(name), "x").unwrap();
    }
    OutDir::open(temp.path()).unwrap();
    assert_eq!(names(temp.path()), ["ar"]);
    assert_eq!(names(&temp.path().join("ar")), [".keep", "a.pdf", "proof"]);
    assert!(names(&temp.path().join("ar/proof")).is_empty());
}

#[test]
fn a_file_where_a_folder_should_be_is_a_fault_that_names_it() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("output");
    fs::write(&path, "x").unwrap();
    let Err(error) = OutDir::open(&path) else { panic!("a file is no folder") };
    let fault = Diagnostic::from(error);
    assert_eq!(fault.id, "unwritable-output");
    assert_eq!(fault.message, format!("cannot write `{}`: file exists", path.display()));
}

#[test]
fn a_file_that_cannot_take_its_place_leaves_no_part() {
    let temp = tempfile::tempdir().unwrap();
    let out = OutDir::open(temp.path()).unwrap();
    fs::create_dir_all(temp.path().join("ar/a.pdf/in-the-way")).unwrap();
    assert!(out.write("ar/a.pdf", b"x").is_err());
    assert_eq!(names(&temp.path().join("ar")), ["a.pdf"]);
}

#[test]
fn a_set_takes_its_places_together() {
    let temp = tempfile::tempdir().unwrap();
    let out = OutDir::open(temp.path()).unwrap();
    out.write("ar/a.pdf", b"old").unwrap();
    out.write("ar/gone.pdf", b"old").unwrap();
    out.stage("ar/a.pdf", b"new").unwrap();
    out.stage("en/a.pdf", b"new").unwrap();
    out.stage_removal("ar/gone.pdf");
    assert_eq!(out.read("ar/a.pdf").as_deref(), Some(&b"old"[..]));
    assert!(out.commit().is_empty());
    assert_eq!(out.read("ar/a.pdf").as_deref(), Some(&b"new"[..]));
    assert_eq!(names(&temp.path().join("ar")), ["a.pdf"]);
    assert_eq!(names(&temp.path().join("en")), ["a.pdf"]);
    out.stage("ar/b.pdf", b"never").unwrap();
    drop(out);
    assert_eq!(names(&temp.path().join("ar")), ["a.pdf"], "what was not put there is gone");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_read_or_removed_through_a_linked_folder() {
    let (temp, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(other.path().join("a.pdf"), "theirs").unwrap();
    std::os::unix::fs::symlink(other.path(), temp.path().join("ar")).unwrap();
    let out = OutDir::open(temp.path()).unwrap();
    let fault = Diagnostic::from(out.stage("ar/a.pdf", b"x").unwrap_err());
    assert_eq!(fault.id, "output-outside");
    assert!(out.write("ar/b.pdf", b"x").is_err());
    assert!(out.remove("ar/a.pdf").is_err());
    assert_eq!(out.read("ar/a.pdf"), None);
    assert_eq!(names(other.path()), ["a.pdf"]);
}

#[test]
fn paths_that_lead_out_of_the_folder_are_known() {
    assert!(stays("ar/a.pdf") && stays("index.html"));
    for path in ["../x", "ar/../../x", "/etc/x", "c:/x", "..\\x", "."] {
        assert!(!stays(path), "{path}");
    }
}

#[test]
fn two_runs_cannot_write_to_one_folder() {
    let temp = tempfile::tempdir().unwrap();
    let first = OutDir::open(temp.path()).unwrap();
    let Err(error) = OutDir::open(temp.path()) else { panic!("the folder is taken") };
    assert_eq!(Diagnostic::from(error).id, "output-busy");
    drop(first);
    assert!(OutDir::open(temp.path()).is_ok());
}

#[cfg(unix)]
#[test]
fn others_may_read_what_the_umask_lets_them() {
    use std::os::unix::fs::PermissionsExt;
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("plain"), "x").unwrap();
    OutDir::open(temp.path()).unwrap().write("ours", b"x").unwrap();
    let mode = |n: &str| fs::metadata(temp.path().join(n)).unwrap().permissions().mode();
    assert_eq!(mode("ours"), mode("plain"));
}
