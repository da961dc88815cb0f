//! `workspace.yaml`: projects that are made together, and the folder whose files they share.
//!
//! ```yaml
//! projects: [clinic, school]
//! shared: house
//! ```
//!
//! A project of a workspace looks for themes, fonts, pictures, tables, profiles and terms in its own
//! folder and then in the shared one; it finds its workspace in the folders around it, however it is
//! named. A project may be a workspace itself.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;

use super::beside::BROCHURE;
use super::decode::{Decode, Decoder, Str, nearest, record};
use super::files::{self, Unread};
use super::{input, yaml};
use crate::diag::{Diagnostic, Failed, Sink, Sources, Span};

/// The file that makes a folder a workspace.
pub(super) const FILE: &str = "workspace.yaml";
/// How many folders around a project are looked at.
const OUTWARDS: usize = 4;

/// Projects that are made together.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Workspace {
    /// The folders of the projects, from this file on; each is a project or a workspace of its own.
    #[schemars(length(min = 1), extend("examples" = [["clinic", "school"]]))]
    projects: Vec<Str>,
    /// The folder whose `themes`, `fonts`, `assets` and `glossary.yaml` they share.
    #[schemars(extend("examples" = ["house"]))]
    shared: Option<Str>,
}

record!(Workspace { projects, shared });

/// The projects of the workspace in a folder, in its order; `None` where it is none, or is a
/// project.
///
/// # Errors
/// [`Failed`], with what is wrong with the workspace in `sink`.
pub fn members(
    dir: &Path,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Option<Vec<PathBuf>>, Failed> {
    if dir.join(BROCHURE).is_file() || !dir.join(FILE).is_file() {
        return Ok(None);
    }
    let mut walk = WorkspaceWalk { way: vec![], found: vec![], sources, sink };
    walk.workspace(dir, Span::NONE);
    let found = walk.found.into_iter().map(|(path, _)| path).collect();
    sink.check().map(|()| Some(found))
}

/// The way through workspaces inside of each other.
struct WorkspaceWalk<'a> {
    way: Vec<(PathBuf, Span)>,
    found: Vec<(PathBuf, Span)>,
    sources: &'a mut Sources,
    sink: &'a mut Sink,
}

impl WorkspaceWalk<'_> {
    fn workspace(&mut self, dir: &Path, named: Span) {
        let Some(workspace) = read(dir, self.sources, self.sink) else { return };
        shared(dir, &workspace, self.sink);
        if workspace.projects.is_empty() {
            let message = "the workspace has no projects";
            let hint = "write `projects: [clinic, school]` with the names of their folders";
            self.sink.push(Diagnostic::error("empty-list", named, message).with_hint(hint));
        }
        self.way.push((real(dir), named));
        for name in &workspace.projects {
            self.project(dir, name);
        }
        self.way.pop();
    }

    fn project(&mut self, dir: &Path, name: &Str) {
        let path = dir.join(&name.text);
        let same = |known: &&(PathBuf, Span)| real(&known.0) == real(&path);
        if let Some((_, first)) = self.way.iter().find(same) {
            let message = format!("the workspace `{}` is one of its own projects", name.text);
            let fault = Diagnostic::error("workspace-circle", name.span, message);
            let fault = fault.with_hint("take it out of `projects`");
            return self.sink.push(match first.file {
                Some(_) => fault.with_related(*first, "it is asked for here"),
                None => fault,
            });
        }
        if let Some((_, first)) = self.found.iter().find(same) {
            let message = format!("the project `{}` is listed twice", name.text);
            let fault = Diagnostic::error("duplicate-project", name.span, message);
            return self.sink.push(fault.with_related(*first, "it is listed here first"));
        }
        if path.join(BROCHURE).is_file() {
            self.found.push((path, name.span));
        } else if path.join(FILE).is_file() {
            self.workspace(&path, name.span);
        } else {
            self.sink.push(missing(dir, name));
        }
    }
}

/// The folders in which the files of a project are looked for: its own, then what is shared, from
/// the nearest workspace outwards.
///
/// # Errors
/// [`Failed`], with what is wrong with a workspace in `sink`.
pub(super) fn roots(
    dir: &Path,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Vec<PathBuf>, Failed> {
    let (mut roots, mut inner, mut outer) =
        (vec![dir.to_path_buf()], real(dir), dir.to_path_buf());
    for _ in 0..OUTWARDS {
        outer = outwards(&outer);
        if !outer.join(FILE).is_file() {
            continue;
        }
        let mut told = Sink::default();
        let Some(workspace) = read(&outer, sources, &mut told) else { continue };
        let is_inner = |name: &Str| real(&outer.join(&name.text)) == inner;
        if !workspace.projects.iter().any(is_inner) {
            continue;
        }
        roots.extend(shared(&outer, &workspace, &mut told));
        let sound = told.check();
        sink.append(told);
        sound?;
        inner = real(&outer);
    }
    Ok(roots)
}

/// What lies around a project and is read with it: the files of workspaces, and what they share.
pub fn around(dir: &Path) -> Vec<PathBuf> {
    let (mut sources, mut told) = (Sources::default(), Sink::default());
    let mut all: Vec<PathBuf> = vec![];
    let mut folder = dir.to_path_buf();
    for _ in 0..OUTWARDS {
        folder = outwards(&folder);
        all.extend(Some(folder.join(FILE)).filter(|file| file.is_file()));
    }
    // What is wrong with a workspace is told by those who build.
    let shared = match all.is_empty() {
        true => vec![],
        false => roots(dir, &mut sources, &mut told).unwrap_or_default(),
    };
    all.extend(shared.into_iter().skip(1));
    all
}

/// The folder that the workspace in a folder shares. What is wrong with it is told by those who build.
pub(super) fn shared_by(dir: &Path) -> Option<PathBuf> {
    let (mut sources, mut told) = (Sources::default(), Sink::default());
    shared(dir, &read(dir, &mut sources, &mut told)?, &mut told)
}

/// The folder around another, as short as it can be written.
fn outwards(dir: &Path) -> PathBuf {
    match (dir.parent(), dir.file_name()) {
        (Some(parent), Some(_)) if parent.as_os_str().is_empty() => PathBuf::from("."),
        (Some(parent), Some(_)) => parent.to_path_buf(),
        _ => dir.join(".."),
    }
}

/// A workspace's file; `None` where it is no workspace, with what is wrong with it in the sink.
fn read(dir: &Path, sources: &mut Sources, sink: &mut Sink) -> Option<Workspace> {
    let (file, text) = match files::read(dir, FILE, None, sources) {
        Ok(file) => file,
        Err(Unread::Missing) => return None,
        Err(Unread::Bad(fault)) => {
            sink.push(*fault);
            return None;
        }
    };
    let node = yaml::parse(&text, file, sink).ok()?;
    Workspace::decode(&node, &mut Decoder::new(sink))
}

/// The folder that a workspace shares.
fn shared(dir: &Path, workspace: &Workspace, sink: &mut Sink) -> Option<PathBuf> {
    let name = workspace.shared.as_ref()?;
    let path = dir.join(&name.text);
    if path.is_dir() {
        return Some(path);
    }
    let message = format!("there is no folder `{}`", name.text);
    let fault = Diagnostic::error("missing-shared", name.span, message);
    sink.push(fault.with_hint("make it, with folders `themes`, `fonts` or `assets` in it"));
    None
}

/// The fault of a name that leads to no project.
fn missing(dir: &Path, name: &Str) -> Diagnostic {
    let message = format!("`{}` holds no project", name.text);
    let fault = Diagnostic::error("missing-member", name.span, message);
    let names = input::names(dir, ".");
    let projects = names.iter().filter(|name| dir.join(name).join(BROCHURE).is_file());
    match nearest(&name.text, projects.map(String::as_str)) {
        Some(near) => fault.with_hint(format!("did you mean `{near}`?")),
        None => fault.with_hint("a project is a folder with `brochure.yaml`; take it out of `projects`, or begin it with `warraq new`"),
    }
}

/// A folder whose links are followed, as far as it is there.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}
