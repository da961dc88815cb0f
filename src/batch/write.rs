//! The output folder: the only place in the program that writes files.
//!
//! A file is written beside its place under a hidden name and then renamed over it, so that a
//! crash, a full disk or Ctrl-C leaves the old file or the new one, never half a file. There is
//! no fsync: after a power cut the file system decides, as it does for any build tool.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::plan::PROOFS;
use crate::diag::{Diagnostic, Failed, Sink, Span};

const PREFIX: &str = ".warraq-";
const SUFFIX: &str = ".part";

/// A folder that this run alone may write to.
pub(super) struct OutDir {
    root: PathBuf,
    _lock: Option<File>,
}

/// Why a file or folder could not be written.
#[derive(Debug)]
pub(super) struct WriteError {
    path: PathBuf,
    cause: Cause,
}

#[derive(Debug)]
enum Cause {
    Io(io::Error),
    Busy,
}

impl OutDir {
    /// Makes the folder if it is not there, takes it for this run, and removes what a run that
    /// was cut off may have left in it and in its folders.
    ///
    /// # Errors
    /// When the folder cannot be made, or another run has it.
    pub(super) fn open(root: &Path) -> Result<Self, WriteError> {
        let failed = |cause| WriteError { path: root.to_path_buf(), cause };
        fs::create_dir_all(root).map_err(|e| failed(Cause::Io(e)))?;
        let lock = lock(root).map_err(failed)?;
        if lock.is_some() {
            remove_stale(root);
            for folder in folders(root) {
                remove_stale(&folder);
                remove_stale(&folder.join(PROOFS));
            }
        }
        Ok(Self { root: root.to_path_buf(), _lock: lock })
    }

    /// Writes a file whole or not at all; `path` is relative to the folder.
    ///
    /// # Errors
    /// When it cannot be written; then the old file is as it was.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let place = self.root.join(path);
        replace(&place, bytes).map_err(|e| WriteError { path: place, cause: Cause::Io(e) })
    }

    /// Removes a file, if it is there.
    ///
    /// # Errors
    /// When it stays.
    pub(super) fn remove(&self, path: &str) -> Result<(), WriteError> {
        let place = self.root.join(path);
        match fs::remove_file(&place) {
            Err(e) if !is_absent(&e) => Err(WriteError { path: place, cause: Cause::Io(e) }),
            _ => Ok(()),
        }
    }

    /// A file's bytes, if it is there.
    pub(super) fn read(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.root.join(path)).ok()
    }

    /// A file's path as it is shown.
    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }
}

/// Whether an error says that there is no such file, or that its folder is none.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Writes a file whole or not at all, with its folders.
///
/// # Errors
/// [`Failed`], with a fault in `sink` that names the file; then the old one is as it was.
pub fn write_file(path: &Path, bytes: &[u8], sink: &mut Sink) -> Result<(), Failed> {
    replace(path, bytes).map_err(|e| {
        sink.tell(WriteError { path: path.to_path_buf(), cause: Cause::Io(e) }.into())
    })
}

/// Takes a folder for this process, until the handle is dropped or the process ends. `None`
/// where the file system knows no locks on folders: then nothing stale is removed either.
fn lock(root: &Path) -> Result<Option<File>, Cause> {
    let Ok(folder) = File::open(root) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(Cause::Busy),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

fn replace(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut part = part(folder)?;
    part.write_all(bytes)?;
    part.persist(place)?;
    Ok(())
}

/// A hidden file beside its place; dropped, it is removed.
fn part(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        // What the umask allows, as for any file; a temporary file's own default is 0600.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    entries.filter(|e| e.file_type().is_ok_and(|t| t.is_dir())).map(|e| e.path()).collect()
}

/// Removes hidden files of a run that was cut off. What cannot be removed stays: it harms none.
fn remove_stale(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

impl From<WriteError> for Diagnostic {
    fn from(error: WriteError) -> Self {
        let path = error.path.display();
        match error.cause {
            Cause::Busy => Self::error(
                "output-busy",
                Span::NONE,
                format!("another run writes to `{path}`"),
            )
            .with_hint("wait for it to end, or choose another folder with `--out`"),
            Cause::Io(cause) => {
                let message = format!("cannot write `{path}`: {}", reason(&cause));
                let fault = Self::error("unwritable-output", Span::NONE, message);
                match cause.kind() {
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => fault
                        .with_hint(
                            "make room on the disk; the files that were there before are whole",
                        ),
                    _ => fault.with_hint("choose another folder with `--out`"),
                }
            }
        }
    }
}

/// What an error says, lower case and without its number.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    // A path at the end says nothing new.
    text.split(" at path").next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let temp = tempfile::tempdir().unwrap();
        let out = OutDir::open(&temp.path().join("output")).unwrap();
        out.write("ar/a.pdf", b"old").unwrap();
        out.write("ar/a.pdf", b"newer").unwrap();
        assert_eq!(out.read("ar/a.pdf").as_deref(), Some(&b"newer"[..]));
        assert_eq!(names(&temp.path().join("output/ar")), ["a.pdf"]);
    }

    #[test]
    fn what_a_run_that_was_cut_off_left_is_removed_and_nothing_else() {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir(temp.path().join("ar")).unwrap();
        fs::create_dir(temp.path().join("ar/proof")).unwrap();
        let parts = [".warraq-a1.part", "ar/.warraq-b2.part", "ar/proof/.warraq-c3.part"];
        for name in parts.into_iter().chain(["ar/a.pdf", "ar/.keep"]) {
            fs::write(temp.path().join(name), "x").unwrap();
        }
        OutDir::open(temp.path()).unwrap();
        assert_eq!(names(temp.path()), ["ar"]);
        assert_eq!(names(&temp.path().join("ar")), [".keep", "a.pdf", "proof"]);
        assert!(names(&temp.path().join("ar/proof")).is_empty());
    }

    #[test]
    fn a_file_where_a_folder_should_be_is_a_fault_that_names_it() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("output");
        fs::write(&path, "x").unwrap();
        let Err(error) = OutDir::open(&path) else { panic!("a file is no folder") };
        let fault = Diagnostic::from(error);
        assert_eq!(fault.id, "unwritable-output");
        assert_eq!(fault.message, format!("cannot write `{}`: file exists", path.display()));
    }

    #[test]
    fn a_file_that_cannot_take_its_place_leaves_no_part() {
        let temp = tempfile::tempdir().unwrap();
        let out = OutDir::open(temp.path()).unwrap();
        fs::create_dir_all(temp.path().join("ar/a.pdf/in-the-way")).unwrap();
        assert!(out.write("ar/a.pdf", b"x").is_err());
        assert_eq!(names(&temp.path().join("ar")), ["a.pdf"]);
    }

    #[test]
    fn two_runs_cannot_write_to_one_folder() {
        let temp = tempfile::tempdir().unwrap();
        let first = OutDir::open(temp.path()).unwrap();
        let Err(error) = OutDir::open(temp.path()) else { panic!("the folder is taken") };
        assert_eq!(Diagnostic::from(error).id, "output-busy");
        drop(first);
        assert!(OutDir::open(temp.path()).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_what_the_umask_lets_them() {
        use std::os::unix::fs::PermissionsExt;
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("plain"), "x").unwrap();
        OutDir::open(temp.path()).unwrap().write("ours", b"x").unwrap();
        let mode = |n: &str| fs::metadata(temp.path().join(n)).unwrap().permissions().mode();
        assert_eq!(mode("ours"), mode("plain"));
    }
}
