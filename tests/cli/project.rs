//! A small project in a folder of its own, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use zip::ZipArchive;

/// A project that is removed when it is dropped.
pub(crate) struct Project {
    dir: TempDir,
}

/// What a run said and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code; `None` after a signal.
    pub(crate) code: Option<i32>,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

const BROCHURE: &str = "\
slug: small
languages: [ar, en]
date: 2026-03-21
";

const ARABIC: &str = "\
title: كتيب صغير
sections:
  - id: history
    heading: تاريخ المركز
    body:
      - تأسس المركز الدولي استجابةً للحاجة الملحة إلى تنسيق الجهود العالمية.
      - id: goals
        terms:
          - term: الوقاية
            text: العمل على منع الاستغلال.
          - term: التوعية
            text: رفع الوعي العام.
  - id: work
    heading: مجالات العمل
    body:
      - يعمل المركز في مجموعة واسعة من المجالات، منذ عام 1998.
";

const ENGLISH: &str = "\
title: A small brochure
status: draft
sections:
  - id: history
    heading: History of the Centre
    body:
      - The Centre was founded to coordinate efforts around the world.
      - id: goals
        terms:
          - term: Prevention
            text: Working to prevent exploitation.
          - term: Awareness
            text: Raising public awareness.
  - id: work
    heading: Fields of work
    body:
      - The Centre has worked in a wide range of fields since 1998.
";

impl Project {
    /// The files of an archive in a folder.
    pub(crate) fn unpacked(&self, folder: &str, name: &str) -> BTreeMap<String, Vec<u8>> {
        let bytes = fs::read(self.path(folder).join(name)).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut files = BTreeMap::new();
        for n in 0..archive.len() {
            let mut file = archive.by_index(n).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut bytes = vec![];
            file.read_to_end(&mut bytes).unwrap();
            files.insert(name, bytes);
        }
        files
    }

    /// An Arabic brochure with an English draft, in `source/`.
    pub(crate) fn new() -> Self {
        let project = Self { dir: TempDir::new().unwrap() };
        project.write("source/brochure.yaml", BROCHURE);
        project.write("source/text/ar.yaml", ARABIC);
        project.write("source/text/en.yaml", ENGLISH);
        project
    }

    /// The folder that holds `source/` and, once it is built, `output/`.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.dir.path().join(inside)
    }

    /// Writes a file, with its folders.
    pub(crate) fn write(&self, inside: &str, content: impl AsRef<[u8]>) {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Replaces text in a file; it has to be there.
    pub(crate) fn replace(&self, inside: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path(inside)).unwrap();
        assert!(text.contains(old), "{inside} holds {old}");
        self.write(inside, text.replacen(old, new, 1));
    }

    /// The program, to be run in the project's folder; nothing of the outside gets in.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.args(args).current_dir(self.dir.path()).stdin(Stdio::null());
        for name in ["NO_COLOR", "SOURCE_DATE_EPOCH", "RAYON_NUM_THREADS"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        Run::from(self.command(args).output().unwrap())
    }

    /// Paths of all files under a folder, in order, with `/`; none where there is no folder.
    pub(crate) fn files(&self, inside: &str) -> Vec<String> {
        let root = self.path(inside);
        let mut found = vec![];
        collect(&root, &mut found);
        let name =
            |p: &PathBuf| p.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let mut names: Vec<_> = found.iter().map(name).collect();
        names.sort();
        names
    }

    /// All files under a folder with their bytes.
    pub(crate) fn contents(&self, inside: &str) -> Vec<(String, Vec<u8>)> {
        let read = |name: &String| fs::read(self.path(inside).join(name)).unwrap();
        self.files(inside).into_iter().map(|name| (name.clone(), read(&name))).collect()
    }
}

/// The built program.
pub(crate) fn program() -> &'static str {
    env!("CARGO_BIN_EXE_warraq")
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        // What the program knows of its own files is none of them.
        if path.ends_with(".warraq-made.json") {
            continue;
        }
        if path.is_dir() { collect(&path, found) } else { found.push(path) }
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Fails with what the program said unless it ended with this exit code, and without panic.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.stdout, self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    /// Fails unless standard error holds all these.
    #[track_caller]
    pub(crate) fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.stderr.contains(part), "no `{part}` in:\n{}", self.stderr);
        }
        self
    }
}
