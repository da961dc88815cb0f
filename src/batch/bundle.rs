//! What a build has made, as archives: one of everything, one for each language.
//!
//! In: the output folder, as its manifest names it. Out: archives in the folder `bundle`, each with a
//! manifest of its own; the same files give the same bytes. Pictures of sheets stay at home.

use super::manifest::{self, Entry, Manifest};
use super::pack::archive::{Files, zip};
use super::plan::{PROOFS, Plan};
use super::report::{Report, WrittenFile};
use super::session::Session;
use super::write::OutDir;
use crate::diag::{Diagnostic, Failed, Sink, Span};

/// The folder of the archives.
const FOLDER: &str = "bundle";

/// Packs the files of a plan's output folder. Returns the archives in order; what is wrong goes into
/// the report.
pub fn bundle(plan: &Plan, report: &mut Report) -> Vec<WrittenFile> {
    let mut told = Report::default();
    // What is wrong lies in the report.
    let made = bundled(plan, &mut told).unwrap_or_default();
    report.trouble.append(told.trouble);
    made
}

fn bundled(plan: &Plan, told: &mut Report) -> Result<Vec<WrittenFile>, Failed> {
    let slug = Session::default().open(plan, told)?.project.slug().to_owned();
    let out = OutDir::open(&plan.out).map_err(|e| told.trouble.tell(e.into()))?;
    let found = Manifest::read(&out).map_err(|fault| told.trouble.tell(fault))?.manifest;
    let mut made = vec![];
    let mut add = |name: String, manifest: &Manifest, sink: &mut Sink| {
        let packed = packed(&out, manifest, &name, sink)?;
        let path = format!("{FOLDER}/{name}");
        out.write_new(&path, &packed).map_err(|e| sink.tell(e.into()))?;
        made.push(WrittenFile { path: out.path(&path), bytes: packed.len(), pages: None });
        Ok(())
    };
    add(format!("{slug}.zip"), &part(&found, |_| true), &mut told.trouble)?;
    for about in &found.editions {
        let lang = about.language.as_str();
        let own = part(&found, |entry| entry.language.as_deref() == Some(lang));
        add(format!("{slug}-{lang}.zip"), &own, &mut told.trouble)?;
    }
    Ok(made)
}

/// Some files of a manifest, and the editions that they are of.
fn part(all: &Manifest, wanted: impl Fn(&Entry) -> bool) -> Manifest {
    let mut part = all.clone();
    part.files.retain(|entry| entry.output.as_deref() != Some(PROOFS) && wanted(entry));
    let files = &part.files;
    part.editions.retain(|about| {
        files.iter().any(|entry| entry.language.as_deref() == Some(about.language.as_str()))
    });
    part
}

/// The archive of a manifest's files, with the manifest.
fn packed(
    out: &OutDir,
    part: &Manifest,
    name: &str,
    sink: &mut Sink,
) -> Result<Vec<u8>, Failed> {
    let broken = |message: String, sink: &mut Sink| {
        sink.tell(Diagnostic::error("broken-pack", Span::NONE, message))
    };
    let mut files = Files::new();
    for entry in &part.files {
        let Some(bytes) = out.read(&entry.path) else {
            return Err(broken(format!("`{}` is gone", out.path(&entry.path).display()), sink));
        };
        files.insert(entry.path.clone(), bytes);
    }
    files.insert(manifest::PATH.into(), part.to_json());
    zip(&files).map_err(|error| broken(format!("`{name}` cannot be packed: {error}"), sink))
}
