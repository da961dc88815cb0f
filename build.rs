//! Names what the program is built from, so that what another build of it made is made again.
//!
//! The name is a number of all files that are compiled in, of the dependencies' versions and of the
//! compiler: the same sources give the same name on every machine.

#![allow(clippy::print_stdout, reason = "so a build script speaks to Cargo")]

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is compiled in.
const PARTS: [&str; 4] = ["Cargo.lock", "Cargo.toml", "fonts", "src"];

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = BTreeSet::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        collect(&root.join(part), &mut files);
    }
    let mut hasher = DefaultHasher::new();
    for file in &files {
        let name =
            file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        (name, fs::read(file).unwrap_or_default()).hash(&mut hasher);
    }
    compiler().hash(&mut hasher);
    println!("cargo::rustc-env=WARRAQ_BUILD={:016x}", hasher.finish());
}

/// The files of a folder and of its folders; a file is itself.
fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| collect(&entry.path(), files)),
        Err(_) => {
            files.insert(path.to_path_buf());
        }
    }
}

/// What the compiler says of itself.
fn compiler() -> Vec<u8> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    Command::new(rustc).arg("-vV").output().map(|said| said.stdout).unwrap_or_default()
}
