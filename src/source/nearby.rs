//! Projects near a folder that holds none.

use std::fs;
use std::path::{Path, PathBuf};

use super::beside::BROCHURE;

/// How deep folders are looked through, and how many of one folder.
const DEPTH: usize = 2;
const MOST: usize = 200;
/// How many folders further out are looked at.
const OUTWARDS: usize = 3;

/// What to do where `dir` holds no project.
pub(super) fn hint(dir: &Path) -> String {
    let names = |found: &[PathBuf]| {
        let names: Vec<_> = found.iter().map(|path| format!("`{}`", path.display())).collect();
        names.join(", ")
    };
    match projects(dir).as_slice() {
        [] => {
            format!(
                "a project is a folder that holds `{BROCHURE}`; name it after the command, or begin \
                 one with `warraq new library`"
            )
        }
        [one] => format!("did you mean {}?", names(std::slice::from_ref(one))),
        several => format!("projects near by are {}", names(several)),
    }
}

/// The projects inside a folder; where there are none, the nearest one that it lies in or beside.
fn projects(dir: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    inside(dir, DEPTH, &mut found);
    let mut outer = dir.to_path_buf();
    for _ in 0..OUTWARDS {
        if !found.is_empty() {
            break;
        }
        outer = match outer.parent() {
            Some(parent) if parent.as_os_str().is_empty() && outer.as_os_str() == "." => {
                PathBuf::from("..")
            }
            Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
            Some(parent) if outer.file_name().is_some() => parent.to_path_buf(),
            _ => outer.join(".."),
        };
        if outer.join(BROCHURE).is_file() {
            found.push(outer.clone());
        } else {
            inside(&outer, 1, &mut found);
        }
    }
    found
}

/// The projects among the folders of a folder, in order.
fn inside(dir: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    let hidden = |path: &PathBuf| {
        path.file_name().and_then(|name| name.to_str()).is_none_or(|name| name.starts_with('.'))
    };
    let mut folders: Vec<_> = entries
        .take(MOST)
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir() && !hidden(path))
        .collect();
    folders.sort();
    for folder in folders {
        let shown = folder.strip_prefix("./").map(Path::to_path_buf).unwrap_or(folder);
        if shown.join(BROCHURE).is_file() {
            found.push(shown);
        } else if depth > 1 {
            inside(&shown, depth - 1, found);
        }
    }
}
