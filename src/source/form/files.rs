//! Which files of a folder are a project's YAML.

use std::path::{Path, PathBuf};

use super::super::beside::BROCHURE;
use super::super::workspace::{self, members};
use super::super::{files, input, themes};
use crate::diag::{Failed, Sink, Sources};
use crate::model::limits::TEXT_BYTES;
use crate::source::SchemaKind;

/// A YAML file of a project or a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What it holds; nothing where no schema says in which order.
    pub kind: Option<SchemaKind>,
}

/// The YAML files of the project or the workspace in a folder, with those of its projects; none
/// where it is neither.
///
/// # Errors
/// [`Failed`], with what is wrong with a workspace in `sink`.
pub fn yaml_files(
    dir: &Path,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Vec<YamlFile>, Failed> {
    let mut out = vec![];
    if dir.join(BROCHURE).is_file() {
        project(dir, &mut out);
    }
    if dir.join(workspace::FILE).is_file() {
        add(dir, workspace::FILE, Some(SchemaKind::Workspace), &mut out);
        if let Some(shared) = workspace::shared_by(dir) {
            shared_files(&shared, &mut out);
        }
        for member in members(dir, sources, sink)?.unwrap_or_default() {
            project(&member, &mut out);
        }
    }
    Ok(out)
}

/// A file that was named, if it is one of the project or the workspace around it.
///
/// # Errors
/// [`Failed`], with what is wrong with a workspace in `sink`.
pub fn yaml_file(
    path: &Path,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Option<YamlFile>, Failed> {
    let Ok(real) = path.canonicalize() else { return Ok(None) };
    for dir in real.ancestors().skip(1) {
        let files = yaml_files(dir, sources, sink)?;
        let is_named = |file: &&YamlFile| file.path.canonicalize().is_ok_and(|own| own == real);
        if let Some(YamlFile { kind, .. }) = files.iter().find(is_named) {
            return Ok(Some(YamlFile { path: path.to_path_buf(), kind: *kind }));
        }
    }
    Ok(None)
}

/// The files of a project.
fn project(dir: &Path, out: &mut Vec<YamlFile>) {
    add(dir, BROCHURE, Some(SchemaKind::Brochure), out);
    add(dir, "theme.yaml", Some(SchemaKind::Theme), out);
    folder(dir, "text", SchemaKind::Text, out);
    shared_files(dir, out);
}

/// The files that a workspace may share, too.
fn shared_files(dir: &Path, out: &mut Vec<YamlFile>) {
    add(dir, "glossary.yaml", None, out);
    folder(dir, themes::FOLDER, SchemaKind::Theme, out);
}

fn folder(dir: &Path, folder: &str, kind: SchemaKind, out: &mut Vec<YamlFile>) {
    for name in input::names(dir, folder).iter().filter(|name| name.ends_with(".yaml")) {
        add(dir, &format!("{folder}/{name}"), Some(kind), out);
    }
}

/// Adds a file, if it lies in its folder.
fn add(dir: &Path, path: &str, kind: Option<SchemaKind>, out: &mut Vec<YamlFile>) {
    let file = YamlFile { path: dir.join(path), kind };
    let is_known = out.iter().any(|known| known.path == file.path);
    if input::inside(dir, path).is_ok_and(|real| real.is_file()) && !is_known {
        out.push(file);
    }
}

/// The text that a file is to have; nothing where it has it.
///
/// # Errors
/// [`Failed`], with the fault in `sink`: it cannot be read, or is left as it is.
pub fn reformed(
    file: &YamlFile,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Option<String>, Failed> {
    let (id, text) = files::named(&file.path, sources).map_err(|fault| sink.tell(*fault))?;
    let form = super::formed(&text, file.kind, id, sink)?;
    // The text is without its byte order mark, the bytes are not.
    let is_formed = input::read(&file.path, TEXT_BYTES).is_ok_and(|b| b == form.as_bytes());
    Ok((!is_formed).then_some(form))
}
