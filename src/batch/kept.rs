//! Outputs of earlier runs that need not be made again: what they are made from did not change.
//!
//! In: the record of the last run that ended, and the journal of one that was cut off. Each line
//! says of a file what it was made from ([`Inputs`]), what it is, and what was told of it. Out: the
//! line of an output that is as it would be made, with its file in its place or beside it.

mod inputs;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::manifest::{Entry, Manifest, sha256};
use super::plan::Plan;
use super::write::{OutDir, stays};
use crate::diag::{Diagnostic, Severity};
use crate::model::limits::OUTPUT_BYTES;
use crate::source::input;
pub(super) use inputs::Inputs;
pub(super) use told::Files;
use told::KeptRemark;

/// Where the record lies in the output folder.
pub(super) const PATH: &str = ".warraq-made.json";
/// Where a run writes down what it has made, line by line, until all has its place.
pub(super) const JOURNAL: &str = ".warraq-journal.jsonl";

/// What is known of the files of earlier runs, and what this run adds.
#[derive(Debug, Default)]
pub(super) struct Kept<'a> {
    files: Option<Files<'a>>,
    old: BTreeMap<String, Vec<KeptFile>>,
    /// Those of this run.
    new: Mutex<BTreeMap<String, KeptFile>>,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct KeptFile {
    entry: Entry,
    inputs: String,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pages: Vec<KeptRemark>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    file: Vec<KeptRemark>,
    /// The file beside its place, as long as it has not taken that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    part: Option<String>,
    /// The output folder of another run that the file lies in.
    #[serde(skip)]
    from: Option<PathBuf>,
}

/// What was told of an output.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// Of the pages that it is made of.
    pub(super) pages: Vec<Diagnostic>,
    /// Of itself.
    pub(super) file: Vec<Diagnostic>,
}

impl Remarks {
    fn has_warnings(&self) -> bool {
        let mut told = self.pages.iter().chain(&self.file);
        told.any(|fault| fault.severity == Severity::Warning)
    }
}

/// An output that is as it would be made.
#[derive(Debug)]
pub(super) struct Unchanged {
    pub(super) entry: Entry,
    pub(super) remarks: Remarks,
}

/// The parts of files that the journal of a run names that was cut off: they are whole.
pub(super) fn parts(journal: &[u8]) -> BTreeSet<String> {
    lines(journal).into_iter().filter_map(|line| line.part).collect()
}

/// The lines of a record, where there is one.
fn recorded(bytes: Option<Vec<u8>>) -> Vec<KeptFile> {
    serde_json::from_slice(&bytes.unwrap_or_default()).unwrap_or_default()
}

/// The lines of a journal; the last may be cut off.
fn lines(journal: &[u8]) -> Vec<KeptFile> {
    let lines = journal.split(|&byte| byte == b'\n');
    lines.filter_map(|line| serde_json::from_slice(line).ok()).collect()
}

impl<'a> Kept<'a> {
    /// What earlier runs left, and what others left elsewhere. A plan that says so forgets it.
    pub(super) fn read(out: &OutDir, files: Files<'a>, plan: &Plan) -> Self {
        let record = recorded(out.read(PATH));
        let journal = lines(&out.read(JOURNAL).unwrap_or_default());
        let others = plan.parts.iter().flat_map(|folder| {
            let lines = recorded(input::read(&folder.join(PATH), OUTPUT_BYTES).ok());
            lines.into_iter().map(|line| KeptFile { from: Some(folder.clone()), ..line })
        });
        let mut old: BTreeMap<String, Vec<KeptFile>> = BTreeMap::new();
        for line in record.into_iter().chain(journal).filter(|_| !plan.force).chain(others) {
            old.entry(line.entry.path.clone()).or_default().push(line);
        }
        Self { files: Some(files), old, new: Mutex::default() }
    }

    /// The output at a path, if it was made from the same and is there. `manifest` names the files
    /// that are whole; what has not its place yet takes it with the others of this run.
    pub(super) fn find(
        &self,
        path: &str,
        inputs: &str,
        (manifest, out): (&Manifest, &OutDir),
        deny_warnings: bool,
    ) -> Option<Unchanged> {
        let files = self.files?;
        let lines = self.old.get(path)?.iter().rev().filter(|line| line.inputs == inputs);
        let mut known = lines.filter_map(|line| Some((line, line.unchanged(files)?)));
        let (line, unchanged) = known.find(|(line, unchanged)| {
            let passes = !(deny_warnings && unchanged.remarks.has_warnings());
            passes && (manifest.files.contains(&line.entry) || line.adopt(out))
        })?;
        self.put(KeptFile { part: None, ..line.clone() });
        Some(unchanged)
    }

    /// The files that runs into other folders have made.
    pub(super) fn elsewhere(&self) -> impl Iterator<Item = &Entry> {
        let lines = self.old.values().flatten().filter(|line| line.from.is_some());
        lines.map(|line| &line.entry)
    }

    /// Writes down what was made of which inputs; `part` is where it lies until it has its place.
    ///
    /// # Errors
    /// What the system says; the next run has to make the file again then, and no more is lost.
    pub(super) fn note(
        &self,
        entry: &Entry,
        inputs: String,
        remarks: &Remarks,
        (out, part): (&OutDir, Option<String>),
    ) -> io::Result<()> {
        let Some(line) =
            self.files.and_then(|files| KeptFile::new(entry, inputs, remarks, files))
        else {
            return Ok(());
        };
        self.put(line.clone());
        out.append(JOURNAL, &KeptFile { part, ..line }.to_json())
    }

    /// The record of the files of a manifest: what this run knows of them and, of those that it
    /// did not set out to make, what was known before.
    pub(super) fn record(&self, manifest: &Manifest) -> Vec<u8> {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let line = |entry: &Entry| {
            let old = self.old.get(&entry.path).into_iter().flatten().rev();
            let same = |line: &&KeptFile| line.entry == *entry;
            let line = new.get(&entry.path).into_iter().chain(old).find(same)?;
            Some(KeptFile { part: None, ..line.clone() })
        };
        let lines: Vec<String> = manifest
            .files
            .iter()
            .filter_map(line)
            .map(|line| String::from_utf8_lossy(&line.to_json()).trim_end().to_owned())
            .collect();
        format!("[\n{}\n]\n", lines.join(",\n")).into_bytes()
    }

    fn put(&self, line: KeptFile) {
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        new.insert(line.entry.path.clone(), line);
    }
}

impl KeptFile {
    fn new(entry: &Entry, inputs: String, remarks: &Remarks, files: Files<'_>) -> Option<Self> {
        let told = |faults: &[Diagnostic]| {
            faults.iter().map(|fault| KeptRemark::new(fault, files)).collect::<Option<Vec<_>>>()
        };
        let (pages, file) = (told(&remarks.pages)?, told(&remarks.file)?);
        Some(Self { entry: entry.clone(), inputs, pages, file, part: None, from: None })
    }

    fn unchanged(&self, files: Files<'_>) -> Option<Unchanged> {
        let faults = |told: &[KeptRemark]| {
            told.iter().map(|told| told.fault(files)).collect::<Option<Vec<_>>>()
        };
        let remarks = Remarks { pages: faults(&self.pages)?, file: faults(&self.file)? };
        Some(Unchanged { entry: self.entry.clone(), remarks })
    }

    /// Takes over the part that a run left that was cut off, or the file of a run elsewhere, if it
    /// is whole.
    fn adopt(&self, out: &OutDir) -> bool {
        let path = &self.entry.path;
        if let Some(from) = self.from.as_ref().filter(|_| stays(path)) {
            let bytes = input::read(&from.join(path), OUTPUT_BYTES).ok();
            let whole = bytes.filter(|bytes| sha256(bytes) == self.entry.sha256);
            return whole.is_some_and(|bytes| out.stage(path, &bytes).is_ok());
        }
        let Some(part) = &self.part else { return false };
        let whole = out.read(part).is_some_and(|bytes| sha256(&bytes) == self.entry.sha256);
        whole && out.adopt(&self.entry.path, part)
    }

    fn to_json(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}
