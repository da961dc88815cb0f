//! A project's own font files, as they lie in its folder `fonts/`.

use std::fs;
use std::sync::Arc;

use super::{Project, files};
use crate::diag::{Diagnostic, Sink, Sources, Span};

/// Largest font file: fonts for all of Unicode's scripts stay below.
const MAX_BYTES: u64 = 32 << 20;
const ENDINGS: [&str; 4] = ["otc", "otf", "ttc", "ttf"];

/// A font file of a project, not yet looked into.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// Path inside the project.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// The file as a place for faults.
    pub span: Span,
}

impl Project {
    /// Reads the font files in `fonts/`, by name. What cannot be read is told.
    pub fn fonts(&self, sources: &mut Sources, sink: &mut Sink) -> Vec<FontFile> {
        let names = files::names(&self.dir, "fonts");
        let is_font = |name: &String| {
            let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
            ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
        };
        names.into_iter().filter(is_font).filter_map(|n| self.font(&n, sources, sink)).collect()
    }

    fn font(&self, name: &str, sources: &mut Sources, sink: &mut Sink) -> Option<FontFile> {
        let path = format!("fonts/{name}");
        let full = self.dir.join(&path);
        let span = Span::new(sources.add(&full, ""), 0..0);
        let mut refuse = |id, message: String| {
            sink.push(Diagnostic::error(id, span, message));
            None
        };
        match fs::metadata(&full) {
            Ok(data) if data.len() > MAX_BYTES => {
                let most = MAX_BYTES >> 20;
                let message =
                    format!("the font has {} MB; at most {most} are read", data.len() >> 20);
                return refuse("file-too-large", message);
            }
            Ok(_) => {}
            Err(error) => return refuse("unreadable-file", format!("cannot be read: {error}")),
        }
        match fs::read(&full) {
            Ok(bytes) => Some(FontFile { path, bytes: bytes.into(), span }),
            Err(error) => refuse("unreadable-file", format!("cannot be read: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
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
        for name in ["b.TTF", "a.otf", "README.md"] {
            write(&format!("fonts/{name}"), "bytes");
        }
        fs::create_dir(temp.path().join("fonts/c.ttf")).unwrap();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = load(temp.path(), &mut sources, &mut sink).unwrap();
        let fonts = project.fonts(&mut sources, &mut sink);
        let paths: Vec<_> = fonts.iter().map(|f| f.path.as_str()).collect();
        assert_eq!(paths, ["fonts/a.otf", "fonts/b.TTF"]);
        assert_eq!(sink.diagnostics()[0].id, "unreadable-file");
    }
}
