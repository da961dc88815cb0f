//! Files by the names that people write: the same on every system, whatever its folders think of
//! capitals and of composed letters.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::PictureFault;
use crate::source::decode::nearest;
use crate::source::input::{self, Refused};

/// The file that `path` names, if it lies in `dir` and is there.
pub(in crate::source) fn inside(dir: &Path, path: &str) -> Result<PathBuf, PictureFault> {
    let outside = |message: String| {
        PictureFault::new("picture-outside", message).hint("copy the picture into `assets/`")
    };
    let drive = path.as_bytes().get(1) == Some(&b':');
    let rooted = path.starts_with(['/', '\\']);
    if rooted || drive || path.split(['/', '\\']).any(|part| part == "..") {
        return Err(outside(format!("`{path}` leads out of the project's folder")));
    }
    if path.contains('\\') {
        let message = format!("`{path}` is not a path with forward slashes");
        let hint = format!("write `{}`", path.replace('\\', "/"));
        return Err(PictureFault::new("bad-path", message).hint(hint));
    }
    match input::inside(dir, &found(dir, path)?) {
        Ok(full) => Ok(full),
        Err(Refused::Outside) => {
            Err(outside(format!("`{path}` is a link that leads out of the project's folder")))
        }
        Err(_) => Err(missing(path, None)),
    }
}

/// The file that `path` names in the first of some folders that has it, and that folder; where
/// none has, the first says why.
pub(in crate::source) fn among<'r>(
    roots: &'r [PathBuf],
    path: &str,
) -> Result<(&'r Path, PathBuf), PictureFault> {
    let mut refused = None;
    for root in roots {
        match inside(root, path) {
            Ok(full) => return Ok((root, full)),
            Err(fault) => refused = refused.or(Some(fault)),
        }
    }
    Err(refused.unwrap_or_else(|| missing(path, None)))
}

/// Follows a path part by part through the names that folders list, since some systems open what
/// is named otherwise.
fn found(dir: &Path, path: &str) -> Result<String, PictureFault> {
    let mut before: Vec<String> = vec![];
    let parts: Vec<_> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    for (n, part) in parts.iter().enumerate() {
        let names = input::names(dir, &before.join("/"));
        match names.iter().find(|name| *name == part).or_else(|| like(&names, part, nfc)) {
            Some(name) => before.push(name.clone()),
            // A folder that is a link to elsewhere lists nothing.
            None if leads_out(dir, &before) => return Ok(path.to_owned()),
            None => {
                let near = near(&names, part).map(|near| {
                    before.push(near);
                    for rest in parts.iter().skip(n + 1) {
                        let names = input::names(dir, &before.join("/"));
                        before.push(self::near(&names, rest).unwrap_or_else(|| (*rest).into()));
                    }
                    before.join("/")
                });
                return Err(missing(path, near.or_else(|| elsewhere(dir, path))));
            }
        }
    }
    Ok(before.join("/"))
}

fn leads_out(dir: &Path, before: &[String]) -> bool {
    matches!(input::inside(dir, &before.join("/")), Err(Refused::Outside))
}

fn nfc(name: &str) -> String {
    name.nfc().collect()
}

fn folded(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).collect()
}

/// The first name that is the same in a form.
fn like<'n>(names: &'n [String], part: &str, form: fn(&str) -> String) -> Option<&'n String> {
    let wanted = form(part);
    names.iter().find(|name| form(name) == wanted)
}

/// The name that was meant: other capitals, no extension, or a slip.
fn near(names: &[String], part: &str) -> Option<String> {
    let extended =
        |name: &&String| name.strip_prefix(part).is_some_and(|rest| rest.starts_with('.'));
    let alike = || nearest(part, names.iter().map(String::as_str)).map(str::to_owned);
    let same = like(names, part, folded).or_else(|| names.iter().find(extended));
    same.cloned().or_else(alike)
}

/// The same name in `assets/`, where pictures are expected.
fn elsewhere(dir: &Path, path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let names = input::names(dir, "assets");
    like(&names, name, folded).map(|name| format!("assets/{name}"))
}

fn missing(path: &str, near: Option<String>) -> PictureFault {
    let fault = PictureFault::new("missing-picture", format!("there is no file `{path}`"));
    match near {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault.hint("put the file into `assets/` and write its name as it is there"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use std::fs;

    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for name in names {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        dir
    }

    #[test]
    fn composed_and_decomposed_names_are_one() {
        for name in ["assets/café.png", "assets/أسرة.png", "é/ü.png"] {
            let forms = [name.nfc().collect::<String>(), name.nfd().collect()];
            for (stored, written) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                let dir = folder(&[&forms[stored]]);
                assert!(inside(dir.path(), &forms[written]).is_ok(), "{name}");
            }
        }
    }

    #[test]
    fn what_is_there_under_another_name_is_named() {
        let dir = folder(&["assets/Map.PNG", "Art/plan.svg"]);
        for (written, hint) in [
            ("assets/map.png", "did you mean `assets/Map.PNG`?"),
            ("Assets/Map.PNG", "did you mean `assets/Map.PNG`?"),
            ("art/plan.svg", "did you mean `Art/plan.svg`?"),
            ("map.png", "did you mean `assets/Map.PNG`?"),
            ("assets/Map", "did you mean `assets/Map.PNG`?"),
            (r"assets\Map.PNG", "write `assets/Map.PNG`"),
        ] {
            let fault = inside(dir.path(), written).unwrap_err();
            assert_eq!(fault.hint.as_deref(), Some(hint), "{written}");
        }
    }
}
