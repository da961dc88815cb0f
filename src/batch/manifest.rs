//! `output/manifest.json`: what a build made, with sizes and SHA-256.
//!
//! A build of some languages or formats keeps the entries of the others, as long as their files
//! are still there unchanged; so the list is true whatever was built last.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::index;
use super::write::{OutDir, stays};
use crate::diag::{Diagnostic, Span};

/// Where the manifest lies in the output folder.
pub(super) const PATH: &str = "manifest.json";

/// Where the list of a run's files lies until all of them have their places.
pub(super) const NEXT: &str = ".warraq-next.json";
/// How the name of this program's every version begins.
const GENERATOR: &str = "warraq ";

/// The files of the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The program and its version.
    pub(super) generator: String,
    /// The address that the folder has on the web.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) url: Option<String>,
    /// What the editions are that have files, in the project's order.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub(super) editions: Vec<About>,
    /// The files, by language in the project's order, then by output; pages for all come last.
    pub(super) files: Vec<Entry>,
}

/// What an edition is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct About {
    /// BCP 47 tag of its language.
    pub(super) language: String,
    /// Its title.
    pub(super) title: String,
    /// `final` or `draft`.
    pub(super) status: String,
    /// Its identifier, a URN or an address.
    pub(super) identifier: String,
    /// Date of publication.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) date: Option<String>,
    /// Licence line.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) licence: Option<String>,
}

/// A file of the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Path inside the output folder, with `/`.
    pub(super) path: String,
    /// Which output it is; `None` for the index of all editions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) output: Option<String>,
    /// The format's name; `None` for the project's first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) format: Option<String>,
    /// BCP 47 tag of its language; `None` for the index of all editions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) language: Option<String>,
    /// `final` or `draft`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) status: Option<String>,
    /// How many pages it has or, without pages of its own, names.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) pages: Option<usize>,
    /// What it claims to keep; validators say whether it does.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub(super) claims: Vec<String>,
    /// Size.
    pub(super) bytes: usize,
    /// SHA-256 of its bytes, in hexadecimal.
    pub(super) sha256: String,
}

/// What the earlier runs left in the output folder.
#[derive(Debug, Default)]
pub(super) struct EarlierFiles {
    /// The files that are there as they were made.
    pub(super) manifest: Manifest,
    /// How many of them only the list of a run names that was cut off.
    pub(super) healed: usize,
}

impl Entry {
    /// What pages show of the file: all but what its bytes are.
    pub(super) fn seen(&self) -> Vec<u8> {
        let seen = Self { sha256: String::new(), ..self.clone() };
        serde_json::to_vec(&seen).unwrap_or_default()
    }
}

impl Manifest {
    /// The manifest of earlier builds, where one is there, without the files that are gone or were
    /// changed since. A run that was cut off while it put its files in place has left the list of
    /// them: what it says of files that are in place holds.
    ///
    /// # Errors
    /// A fault where the manifest or the index is not this program's: it would be overwritten.
    pub(super) fn read(out: &OutDir) -> Result<EarlierFiles, Diagnostic> {
        let old = match out.read(PATH) {
            None => Self::default(),
            Some(bytes) => Self::parse(&bytes).ok_or_else(|| foreign(out, PATH))?,
        };
        let next = out.read(NEXT).and_then(|bytes| Self::parse(&bytes)).unwrap_or_default();
        if out.read(index::PATH).is_some_and(|page| !is_ours(&page)) {
            return Err(foreign(out, index::PATH));
        }
        let whole = |entry: &Entry| {
            stays(&entry.path)
                && out.read(&entry.path).is_some_and(|bytes| sha256(&bytes) == entry.sha256)
        };
        let mut manifest = old;
        manifest.files.retain(whole);
        let new = next.files.into_iter().filter(|entry| !manifest.files.contains(entry));
        let new: Vec<Entry> = new.filter(whole).collect();
        manifest.files.retain(|entry| new.iter().all(|new| new.path != entry.path));
        let healed = new.len();
        manifest.files.extend(new);
        Ok(EarlierFiles { manifest, healed })
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        manifest.generator.starts_with(GENERATOR).then_some(manifest)
    }

    /// The file's bytes.
    pub(super) fn to_json(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// Whether a page says that this program made it.
fn is_ours(page: &[u8]) -> bool {
    String::from_utf8_lossy(page).contains(&format!("content=\"{GENERATOR}"))
}

fn foreign(out: &OutDir, path: &str) -> Diagnostic {
    let message = format!("`{}` was not made by warraq", out.path(path).display());
    Diagnostic::error("foreign-output", Span::NONE, message)
        .with_hint("move it away, or choose another folder with `--out`")
}

/// SHA-256 in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_standard() {
        // FIPS 180-4, the example of one block.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), abc);
    }

    #[test]
    fn entries_whose_files_are_gone_or_changed_are_forgotten() {
        let temp = tempfile::tempdir().unwrap();
        let out = OutDir::open(temp.path()).unwrap();
        let entry = |path: &str| Entry {
            path: path.into(),
            output: Some("html".into()),
            language: Some("ar".into()),
            bytes: 1,
            sha256: sha256(b"x"),
            ..Entry::default()
        };
        out.write("same", b"x").unwrap();
        out.write("changed", b"y").unwrap();
        let files = vec![entry("same"), entry("changed"), entry("gone"), entry("../up")];
        let manifest = Manifest { generator: "warraq 1".into(), files, ..Manifest::default() };
        out.write(PATH, &manifest.to_json()).unwrap();
        assert_eq!(Manifest::read(&out).unwrap().manifest.files, [entry("same")]);
        let files = vec![Entry { sha256: sha256(b"y"), ..entry("changed") }, entry("gone")];
        let next = Manifest { generator: "warraq 1".into(), files, ..Manifest::default() };
        out.write(NEXT, &next.to_json()).unwrap();
        let found = Manifest::read(&out).unwrap();
        assert_eq!((found.manifest.files.len(), found.healed), (2, 1));
    }

    #[test]
    fn what_others_made_is_not_overwritten() {
        let temp = tempfile::tempdir().unwrap();
        let out = OutDir::open(temp.path()).unwrap();
        assert_eq!(Manifest::read(&out).unwrap().manifest, Manifest::default());
        for manifest in ["{\"files\": 3", "{\"name\": \"a web app\"}"] {
            out.write(PATH, manifest.as_bytes()).unwrap();
            assert_eq!(Manifest::read(&out).unwrap_err().id, "foreign-output");
        }
        out.remove(PATH).unwrap();
        out.write(index::PATH, b"<!doctype html><title>Home</title>").unwrap();
        assert_eq!(Manifest::read(&out).unwrap_err().id, "foreign-output");
    }
}
