//! A project's own font files, as they lie in its folder `fonts/`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::input::{self, Refused};
use super::{Project, files};
use crate::diag::{Diagnostic, Sink, Sources, Span};
use crate::model::limits::FONT_BYTES;

const FOLDER: &str = "fonts";
const ENDINGS: [&str; 4] = ["otc", "otf", "ttc", "ttf"];
const PACKED: [&str; 2] = ["woff", "woff2"];

/// A font file of a project, not yet looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFile {
    /// Path inside the project.
    pub path: String,
    /// Where the file lies.
    pub file: PathBuf,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// The file as a place for faults.
    pub span: Span,
}

impl Project {
    /// Reads the font files in `fonts/`, by name; those of the project come last, as they hide what
    /// its workspace shares. What cannot be read is told, and so are fonts in the packing of the web.
    pub fn fonts(&self, sources: &mut Sources, sink: &mut Sink) -> Vec<FontFile> {
        let mut fonts = vec![];
        for root in self.roots.iter().rev() {
            self.fonts_in(root, &mut fonts, sources, sink);
        }
        fonts
    }

    fn fonts_in(
        &self,
        root: &Path,
        fonts: &mut Vec<FontFile>,
        sources: &mut Sources,
        sink: &mut Sink,
    ) {
        if let Err(refused @ Refused::Outside) = input::inside(root, FOLDER) {
            let span = Span::new(sources.add(root.join(FOLDER), ""), 0..0);
            sink.push(files::refusal(&refused, FOLDER, span));
        }
        for name in input::names(root, FOLDER) {
            let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
            match ending.as_deref() {
                Some(ending) if ENDINGS.contains(&ending) => {
                    fonts.extend(font(root, &name, sources, sink));
                }
                Some(ending) if PACKED.contains(&ending) => packed(root, &name, sources, sink),
                _ => {}
            }
        }
    }
}

/// Tells of a font that is there and not read.
fn packed(root: &Path, name: &str, sources: &mut Sources, sink: &mut Sink) {
    let path = format!("{FOLDER}/{name}");
    let span = Span::new(sources.add(root.join(&path), ""), 0..0);
    let message = format!("`{path}` is packed for the web and is not read");
    let hint = "put the face's TrueType or OpenType file (`.ttf`, `.otf`) in its place";
    sink.push(Diagnostic::warning("packed-font", span, message).with_hint(hint));
}

fn font(root: &Path, name: &str, sources: &mut Sources, sink: &mut Sink) -> Option<FontFile> {
    let path = format!("{FOLDER}/{name}");
    let span = Span::new(sources.add(root.join(&path), ""), 0..0);
    match input::read_inside(root, &path, FONT_BYTES) {
        Ok(bytes) => Some(FontFile {
            path,
            file: root.join(FOLDER).join(name),
            bytes: bytes.into(),
            span,
        }),
        Err(refused) => {
            sink.push(files::refusal(&refused, &path, span));
            None
        }
    }
}

/// The bytes of a project's fonts, for its drawings; what cannot be read is told where the pages
/// ask for it.
pub(super) fn read(dir: &Path) -> Vec<Vec<u8>> {
    let is_font = |name: &String| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        ending.is_some_and(|ending| ENDINGS.contains(&&*ending))
    };
    let names = input::names(dir, FOLDER).into_iter().filter(is_font);
    let bytes =
        names.map(|name| input::read_inside(dir, &format!("{FOLDER}/{name}"), FONT_BYTES));
    bytes.filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::source::load;

    #[test]
    fn fonts_are_read_by_name_and_other_files_are_left_alone() {
        let temp = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let file = temp.path().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        write("brochure.yaml", "slug: a\nlanguages: [ar]\ndate: 2026-01-01\n");
        let body = "sections:\n  - id: a\n    heading: ب\n    body: [ج]\n";
        write("text/ar.yaml", &format!("title: أ\n{body}"));
        for name in ["b.TTF", "a.otf", "README.md", "d.woff2"] {
            write(&format!("fonts/{name}"), "bytes");
        }
        fs::create_dir(temp.path().join("fonts/c.ttf")).unwrap();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = load(temp.path(), &mut sources, &mut sink).unwrap();
        let fonts = project.fonts(&mut sources, &mut sink);
        let paths: Vec<_> = fonts.iter().map(|f| f.path.as_str()).collect();
        assert_eq!(paths, ["fonts/a.otf", "fonts/b.TTF"]);
        let told: Vec<_> = sink.diagnostics().iter().map(|fault| fault.id).collect();
        assert_eq!(told, ["unreadable-file", "packed-font"]);
    }
}
