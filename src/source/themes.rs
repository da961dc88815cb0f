//! A project's own themes: files of its folder `themes`, each with the name of the theme that it
//! changes under `base`.

use std::path::{Path, PathBuf};

use super::decode::{Decode, Decoder, Str};
use super::files::{self, File, Unread};
use super::node::Node;
use super::schema::{self, SchemaKind};
use super::shape::{Shapes, settle};
use super::shipped::{self, Shipped};
use super::{input, theme, workspace, yaml};
use crate::diag::{Diagnostic, Failed, Sink, Sources, Span};
use crate::model::limits::TEXT_BYTES as THEME_BYTES;
use crate::model::style::Theme;

/// The folder of a project that holds its themes, and how their files end.
pub(super) const FOLDER: &str = "themes";
const ENDING: &str = ".yaml";
/// Longest name of a theme.
const LONGEST_NAME: usize = 40;

/// What a theme is made of.
pub(super) struct ThemeFiles {
    /// Name of the shipped theme at its bottom.
    pub(super) name: &'static str,
    /// The files of the shipped theme at its bottom.
    pub(super) shipped: Shipped,
    /// The project's own files upon it, in the order in which they are laid.
    pub(super) own: Vec<File>,
}

/// Finds a theme by its name, and those that it is based on.
///
/// # Errors
/// No faults, after one went into `sink`: a theme that is not there, or one that is based on itself.
pub(super) fn find(
    roots: &[PathBuf],
    name: Str,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<ThemeFiles, Vec<Diagnostic>> {
    let (mut name, mut way, mut own): (Str, Vec<Str>, Vec<File>) = (name, vec![], vec![]);
    loop {
        let file = own_file(roots, &name, sources).map_err(|fault| {
            sink.push(*fault);
            vec![]
        })?;
        let Some(file) = file else { break };
        if let Some(fault) = misnamed(&name, &way) {
            sink.push(fault);
            return Err(vec![]);
        }
        way.push(name);
        name = base(&file, sink)?;
        own.push(file);
    }
    let Some(bottom) = shipped::names().find(|known| *known == name.text) else {
        sink.push(unknown(roots, &name));
        return Err(vec![]);
    };
    own.reverse();
    Ok(ThemeFiles { name: bottom, shipped: shipped::files(&name, sources, sink)?, own })
}

/// A theme that a project can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// What it is, by the first comment of its file.
    pub about: String,
    /// Whether it is a file of the project.
    pub is_own: bool,
}

/// The shipped themes, and those of the project in `dir`.
pub fn themes(dir: Option<&Path>) -> Vec<Listed> {
    let listed = |name: &str, text: &str, is_own| Listed {
        name: name.to_owned(),
        about: about(name, text),
        is_own,
    };
    let mut out: Vec<_> =
        shipped::texts().map(|(name, text)| listed(name, text, false)).collect();
    let Some(dir) = dir else { return out };
    for file in input::names(dir, FOLDER) {
        let Some(name) = file.strip_suffix(ENDING) else { continue };
        let read = input::read_inside(dir, &format!("{FOLDER}/{file}"), THEME_BYTES);
        let text =
            read.ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        out.push(listed(name, &text, true));
    }
    out
}

/// The first sentence of a file's first comment, without its name; the theme under `base`, where it
/// has none.
fn about(name: &str, text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix('#'));
    let said = lines.map(str::trim).collect::<Vec<_>>().join(" ");
    let end = said.find(". ").unwrap_or(said.len());
    let first = said.get(..end).unwrap_or_default().trim_end_matches('.');
    let base = || text.lines().find_map(|line| line.strip_prefix("base:"));
    match (first, base()) {
        ("", Some(base)) => format!("upon {}", base.trim()),
        (first, _) => {
            let title = format!("The theme «{name}»");
            let rest = first.strip_prefix(&title).unwrap_or(first);
            rest.trim_start_matches([',', ':', ' ']).to_owned()
        }
    }
}

/// A file for a new theme upon another one, that changes nothing: its path in the project, and its
/// text.
///
/// # Errors
/// [`Failed`], with the fault in `sink`: a name that cannot be, a file that is there, a theme to
/// begin with that is not there.
pub fn new_theme(
    dir: &Path,
    name: &str,
    base: &str,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<(String, String), Failed> {
    let path = format!("{FOLDER}/{name}{ENDING}");
    if let Some(fault) = bad_name(dir, name, &path) {
        return Err(sink.tell(fault));
    }
    let base_name = Str { text: base.to_owned(), span: Span::NONE };
    let roots = workspace::roots(dir, sources, sink)?;
    let found = find(&roots, base_name, sources, sink);
    let found = found.map_err(|_| Failed)?;
    let node = found.whole(sink)?;
    let (_, unused) = theme::with_unused(node.clone(), sink)?;
    Ok((path, theme::written(&node, name, base, &unused)))
}

/// A theme by its name: a shipped one, or one of the project in `dir`.
///
/// # Errors
/// [`Failed`], with the faults in `sink`: no such theme, or faults in its file.
pub fn theme_named(
    dir: Option<&Path>,
    name: &str,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Theme, Failed> {
    let name = Str { text: name.to_owned(), span: Span::NONE };
    let found = match dir {
        Some(dir) => find(&workspace::roots(dir, sources, sink)?, name, sources, sink),
        None => shipped::files(&name, sources, sink).map(|shipped| ThemeFiles {
            name: shipped::DEFAULT,
            shipped,
            own: vec![],
        }),
    };
    theme::theme(found.map_err(|_| Failed)?.whole(sink)?, sink)
}

impl ThemeFiles {
    /// Its nodes, one file laid upon the other.
    fn whole(&self, sink: &mut Sink) -> Result<Node<'_>, Failed> {
        let mut node = theme::whole(&self.shipped, sink)?;
        let shapes = Shapes::new(schema::strict(SchemaKind::Theme));
        for (file, text) in &self.own {
            let mut changes = yaml::parse(text, *file, sink)?;
            changes.remove("base");
            theme::lay(&mut node, settle(changes, &shapes, text, sink));
        }
        Ok(node)
    }
}

/// Why a theme cannot have a name.
fn bad_name(dir: &Path, name: &str, path: &str) -> Option<Diagnostic> {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let sound = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(inner);
    let (message, hint) = if !sound || name.len() > LONGEST_NAME {
        let message = format!("`{name}` cannot be the name of a theme");
        (message, "take small Latin letters, digits and hyphens: `house`")
    } else if shipped::names().any(|known| known == name) {
        let message = format!("`{name}` is a theme of warraq");
        (message, "give the new theme a name of its own, and this one as `--base`")
    } else if input::names(dir, FOLDER).contains(&format!("{name}{ENDING}")) {
        (format!("`{path}` is there already"), "take another name, or move the file away")
    } else {
        return None;
    };
    Some(Diagnostic::error("theme-name", Span::NONE, message).with_hint(hint))
}

/// The file of a theme of the project; `None` where it has none of that name.
fn own_file(
    roots: &[PathBuf],
    name: &Str,
    sources: &mut Sources,
) -> Result<Option<File>, Box<Diagnostic>> {
    // Names lead to no other folder.
    if name.text.contains(['/', '\\']) || name.text.starts_with('.') {
        return Ok(None);
    }
    let path = format!("themes/{}.yaml", name.text);
    for root in roots {
        match files::read(root, &path, Some(name.span), sources) {
            Ok(file) => return Ok(Some(file)),
            Err(Unread::Missing) => {}
            Err(Unread::Bad(fault)) => return Err(fault),
        }
    }
    Ok(None)
}

/// What is wrong with a theme's name: that of a shipped one, or one that is on the way already.
fn misnamed(name: &Str, way: &[Str]) -> Option<Diagnostic> {
    if shipped::names().any(|known| known == name.text) {
        let message =
            format!("`{0}` is a theme of warraq; `themes/{0}.yaml` hides it", name.text);
        let fault = Diagnostic::error("theme-name", name.span, message);
        return Some(fault.with_hint("give the file a name of its own"));
    }
    let first = way.iter().position(|earlier| earlier.text == name.text)?;
    let circle = way[first..].iter().chain([name]).map(|name| format!("`{}`", name.text));
    let circle: Vec<String> = circle.collect();
    let message =
        format!("the theme `{}` is based on itself: {}", name.text, circle.join(" → "));
    let fault = Diagnostic::error("theme-circle", name.span, message);
    Some(
        fault
            .with_related(way[first].span, "it is asked for here")
            .with_hint("let one of them be based on a theme of warraq: `base: najma`"),
    )
}

/// The theme that a file names under `base`; the usual one, where it names none. What else is wrong
/// with the file is told when it is laid upon that.
fn base((file, text): &File, sink: &mut Sink) -> Result<Str, Vec<Diagnostic>> {
    let node = yaml::parse(text, *file, &mut Sink::default()).ok();
    match node.as_ref().and_then(|node| node.get("base")) {
        Some(said) => Str::decode(said, &mut Decoder::new(sink)).ok_or_else(Vec::new),
        None => Ok(shipped::default_name()),
    }
}

/// The fault of a name that is neither a shipped theme's nor that of a file.
fn unknown(roots: &[PathBuf], name: &Str) -> Diagnostic {
    let files: Vec<String> =
        roots.iter().flat_map(|root| input::names(root, "themes")).collect();
    let own = files.iter().filter_map(|file| file.strip_suffix(".yaml"));
    let mut known: Vec<&str> = own.collect();
    shipped::names().for_each(|name| known.push(name));
    shipped::unknown_theme(name, &known)
}

/// The project's own `theme.yaml`; `None` where it has none.
pub(super) fn changes(
    dir: &Path,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Option<File>, Vec<Diagnostic>> {
    match files::read(dir, "theme.yaml", None, sources) {
        Ok(file) => Ok(Some(file)),
        Err(Unread::Missing) => Ok(None),
        Err(Unread::Bad(fault)) => {
            sink.push(*fault);
            Err(vec![])
        }
    }
}
