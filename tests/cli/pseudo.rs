//! Texts that nobody wrote: longer, in other letters, and away from the real outputs.

use super::project::Project;

#[test]
fn pseudo_texts_are_made_into_a_folder_of_their_own_and_change_nothing_else() {
    let project = Project::new();
    project.run(&["build"]).expect(0);
    let before = project.contents("output");
    let run = project.run(&["build", "--pseudo", "--format", "html,pdf"]).expect(0);
    for fault in ["missing-glyph", "wrong-fact", "untranslated"] {
        assert!(!run.stderr.contains(fault), "{}", run.stderr);
    }
    let files = project.files("output/pseudo");
    for file in ["ar-XB/small.html", "ar-XB/small.pdf", "en-XA/small.html", "en-XA/small.pdf"] {
        assert!(files.contains(&file.to_owned()), "{files:?}");
    }
    let page = std::fs::read_to_string(project.path("output/pseudo/en-XA/small.html")).unwrap();
    assert!(page.contains("«Á šmáļļ bŕöçĥûŕé") && page.contains("1998"), "{page}");
    let page = std::fs::read_to_string(project.path("output/pseudo/ar-XB/small.html")).unwrap();
    assert!(page.contains("dir=\"rtl\"") && page.contains("1998"), "{page}");
    project.run(&["build"]).expect(0);
    let after: Vec<_> = project
        .contents("output")
        .into_iter()
        .filter(|(name, _)| !name.starts_with("pseudo/"))
        .collect();
    assert!(after == before);
    project.run(&["build", "--pseudo", "--lang", "ar"]).expect(2);
}
