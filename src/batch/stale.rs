//! What earlier runs left in the output folder and this project no longer makes: a language that
//! was removed or renamed, a format or an output that it does not name any more, a brochure of
//! another name.
//!
//! Removed is only what the manifest says that we wrote and nobody changed since; the rest is told.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use super::manifest::{Entry, Manifest};
use super::plan::{ENDINGS, Plan, Product};
use super::write::OutDir;
use crate::diag::{Diagnostic, Sink, Span};
use crate::model::lang::Lang;
use crate::source::{Output, Project};

/// The files of earlier runs whose output and format the project still has. Who asks for some
/// outputs alone says nothing of the others.
pub(super) fn still_made(old: &Manifest, project: &Project, plan: &Plan) -> Manifest {
    let outputs = match plan.outputs.is_empty() {
        true => project.outputs(),
        false => Output::ALL.to_vec(),
    };
    let mut made = Product::all(project, &outputs);
    made.extend(Product::proofs(project));
    let is_of = |entry: &Entry, product: &Product| {
        entry.output.as_deref() == Some(product.kind.name()) && entry.format == product.name
    };
    let live = |entry: &&Entry| {
        entry.language.is_none() || made.iter().any(|product| is_of(entry, product))
    };
    let files = old.files.iter().filter(live).cloned().collect();
    Manifest { files, ..old.clone() }
}

/// Removes what is stale, and tells of it: of the `old` files those that are not `kept` or that
/// have another name among the `new` ones. `langs` are the project's.
pub(super) fn remove(
    out: &OutDir,
    (old, kept): (&Manifest, &Manifest),
    new: &Manifest,
    langs: &[Lang],
    sink: &mut Sink,
) {
    let mut removed: BTreeMap<String, usize> = BTreeMap::new();
    for entry in old.files.iter().filter(|old| is_stale(old, kept, new, langs)) {
        let Some(folder) = folder(entry) else { continue };
        match out.remove(&entry.path) {
            Ok(()) => *removed.entry(folder.to_owned()).or_default() += 1,
            Err(error) => sink.push(error.into()),
        }
    }
    for (folder, count) in &removed {
        out.remove_empty(&format!("{folder}/{}", super::plan::PROOFS));
        out.remove_empty(folder);
        sink.push(note(out, folder, *count));
    }
    tell_left(out, langs, sink);
}

fn note(out: &OutDir, folder: &str, count: usize) -> Diagnostic {
    let shown = out.path(folder);
    let files = if count == 1 { "one file".to_owned() } else { format!("{count} files") };
    let message =
        format!("removed {files} of `{}` that this project no longer makes", shown.display());
    Diagnostic::note("stale-output", Span::NONE, message)
        .with_hint("what `languages`, `formats` and `outputs` name is made; an output apart from them by `--format`")
}

/// Tells of folders of languages that the project does not have.
fn tell_left(out: &OutDir, langs: &[Lang], sink: &mut Sink) {
    for (folder, files) in out.folders_with_files() {
        let is_known = langs.iter().any(|lang| lang.as_str() == folder);
        let is_output =
            |file: &String| ENDINGS.iter().any(|end| file.ends_with(&format!(".{end}")));
        if is_known || Lang::parse(&folder).is_none() || !files.iter().any(is_output) {
            continue;
        }
        let shown = out.path(&folder);
        let message = format!("`{}` is of no language of the project", shown.display());
        let fault = Diagnostic::warning("stale-output", Span::NONE, message);
        sink.push(
            fault.with_hint("its files were changed since, or made otherwise; remove it"),
        );
    }
}

/// Whether a file was made by an earlier run and has no place among those of this project.
fn is_stale(old: &Entry, kept: &Manifest, new: &Manifest, langs: &[Lang]) -> bool {
    let Some(language) = &old.language else { return false };
    if !langs.iter().any(|lang| lang.as_str() == language) {
        return true;
    }
    let replaced = |new: &Entry| {
        (&new.language, &new.output, &new.format) == (&old.language, &old.output, &old.format)
    };
    let gone = new.files.iter().all(|new| new.path != old.path);
    // Pictures are removed where they are made.
    let is_one = old.output.as_deref() != Some(super::plan::PROOFS);
    gone && (is_one && new.files.iter().any(replaced) || !kept.files.contains(old))
}

/// The folder of an entry's language, if its path is one that we make.
fn folder(entry: &Entry) -> Option<&str> {
    let language = entry.language.as_deref()?;
    let parts = Path::new(&entry.path).components();
    let is_plain = parts.clone().all(|part| matches!(part, Component::Normal(_)));
    let inside = entry.path.strip_prefix(language)?.strip_prefix('/')?;
    let ends = |end: &&str| inside.ends_with(&format!(".{end}"));
    let is_ours = ENDINGS.iter().chain(&["png"]).any(ends);
    (is_plain && is_ours && !language.contains(['/', '\\', '.'])).then_some(language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::manifest::sha256;

    fn entry(path: &str, language: &str, output: &str) -> Entry {
        Entry {
            path: path.into(),
            output: Some(output.into()),
            language: Some(language.into()),
            bytes: 1,
            sha256: sha256(b"x"),
            ..Entry::default()
        }
    }

    #[test]
    fn files_of_languages_and_names_that_are_gone_are_removed_and_no_others() {
        let temp = tempfile::tempdir().unwrap();
        let out = OutDir::open(temp.path()).unwrap();
        let old = [
            ("fr/a.pdf", "fr", "pdf"),
            ("fr/proof/a-01.png", "fr", "proof"),
            ("en/a.pdf", "en", "pdf"),
            ("en/a.html", "en", "html"),
            ("fr/../notes.pdf", "fr", "pdf"),
            ("fr/notes.txt", "fr", "pdf"),
            ("fr/a.cover.jpg", "fr", "cover"),
            ("fr/photo.jpg", "fr", "cover"),
        ];
        for (path, ..) in old {
            out.write(path, b"x").unwrap();
        }
        out.write("de/a.pdf", b"x").unwrap();
        out.write("img/photo.jpg", b"x").unwrap();
        let files = old.map(|(path, language, output)| entry(path, language, output));
        let old = Manifest { files: files.to_vec(), ..Manifest::default() };
        let files = vec![entry("en/b.pdf", "en", "pdf"), entry("en/a.html", "en", "html")];
        let new = Manifest { files, ..Manifest::default() };
        let mut sink = Sink::default();
        remove(&out, (&old, &old), &new, &[Lang::parse("en").unwrap()], &mut sink);
        let is_there = |path: &str| out.read(path).is_some();
        for (path, stays) in [
            ("fr/a.pdf", false),
            ("fr/proof/a-01.png", false),
            ("en/a.pdf", false),
            ("en/a.html", true),
            ("notes.pdf", true),
            ("fr/notes.txt", true),
            ("img/photo.jpg", true),
            ("fr/a.cover.jpg", false),
            ("fr/photo.jpg", true),
        ] {
            assert_eq!(is_there(path), stays, "{path}");
        }
        let told: Vec<_> = sink.diagnostics().iter().map(|d| d.message.clone()).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[2].contains("de"), "{told:?}");
    }
}
