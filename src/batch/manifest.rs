//! `output/manifest.json`: what a build made, with sizes and SHA-256.
//!
//! A build of some languages or formats keeps the entries of the others, as long as their files
//! are still there unchanged; so the list is true whatever was built last.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::write::OutDir;

/// Where the manifest lies in the output folder.
pub(super) const PATH: &str = "manifest.json";

/// The files of the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The program and its version.
    pub(super) generator: String,
    /// The files, by language in the project's order, then by output; pages for all come last.
    pub(super) files: Vec<Entry>,
}

/// A file of the output folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Size.
    pub(super) bytes: usize,
    /// SHA-256 of its bytes, in hexadecimal.
    pub(super) sha256: String,
}

impl Manifest {
    /// The manifest of an earlier build, where one is there and can be read, without the files
    /// that are gone or were changed since.
    pub(super) fn read(out: &OutDir) -> Self {
        let bytes = out.read(PATH).unwrap_or_default();
        let mut manifest: Self = serde_json::from_slice(&bytes).unwrap_or_default();
        manifest.files.retain(|entry| {
            out.read(&entry.path).is_some_and(|bytes| sha256(&bytes) == entry.sha256)
        });
        manifest
    }

    /// The file's bytes.
    pub(super) fn to_json(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
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
            format: None,
            language: Some("ar".into()),
            status: None,
            pages: None,
            bytes: 1,
            sha256: sha256(b"x"),
        };
        out.write("same", b"x").unwrap();
        out.write("changed", b"y").unwrap();
        let files = vec![entry("same"), entry("changed"), entry("gone")];
        let manifest = Manifest { generator: "warraq".into(), files };
        out.write(PATH, &manifest.to_json()).unwrap();
        assert_eq!(Manifest::read(&out).files, [entry("same")]);
    }

    #[test]
    fn a_manifest_that_is_not_one_counts_as_none() {
        let temp = tempfile::tempdir().unwrap();
        let out = OutDir::open(temp.path()).unwrap();
        assert_eq!(Manifest::read(&out), Manifest::default());
        out.write(PATH, b"{\"files\": 3").unwrap();
        assert_eq!(Manifest::read(&out), Manifest::default());
    }
}
