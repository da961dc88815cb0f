//! The output folder: the only place in the program that writes files.
//!
//! A file is written beside its place under a hidden name and then renamed over it, so that a
//! crash, a full disk or Ctrl-C leaves the old file or the new one, never half a file. The files of
//! a run are renamed together when all are written ([`OutDir::stage`], [`OutDir::commit`]). There
//! is no fsync: after a power cut the file system decides, as it does for any build tool.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use super::plan::PROOFS;
use crate::diag::{Diagnostic, Failed, Sink, Span};
use crate::model::limits::OUTPUT_BYTES;
use crate::source::input::{self, reason};

const PREFIX: &str = ".warraq-";
const SUFFIX: &str = ".part";

/// A folder that this run alone may write to.
pub(super) struct OutDir {
    root: PathBuf,
    _lock: Option<File>,
    staged: Mutex<BTreeMap<String, Staged>>,
}

/// What becomes of a place when the set is complete.
enum Staged {
    File(NamedTempFile),
    Removal,
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
    /// A link leads elsewhere.
    Linked,
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
        Ok(Self { root: root.to_path_buf(), _lock: lock, staged: Mutex::default() })
    }

    /// Writes a file beside its place, which it takes with the others of the run.
    ///
    /// # Errors
    /// When it cannot be written; then the old file stays.
    pub(super) fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let place = self.place(path)?;
        let failed = |e| WriteError { path: place.clone(), cause: Cause::Io(e) };
        let part = written(&place, bytes).map_err(failed)?;
        self.staged().insert(path.to_owned(), Staged::File(part));
        Ok(())
    }

    /// Removes a file with the others of the run.
    pub(super) fn stage_removal(&self, path: &str) {
        self.staged().insert(path.to_owned(), Staged::Removal);
    }

    /// Gives all files of the run their places, in the order of their paths. Returns those that
    /// could not have theirs.
    pub(super) fn commit(&self) -> Vec<(String, WriteError)> {
        let staged = std::mem::take(&mut *self.staged());
        let put = |(path, staged): (String, Staged)| {
            let done = match staged {
                Staged::Removal => self.remove(&path),
                Staged::File(part) => {
                    let place = self.path(&path);
                    let kept = part.persist(&place).map(drop);
                    kept.map_err(|e| WriteError { path: place, cause: Cause::Io(e.error) })
                }
            };
            done.err().map(|error| (path, error))
        };
        staged.into_iter().filter_map(put).collect()
    }

    /// Writes a file whole or not at all, at once; `path` is relative to the folder.
    ///
    /// # Errors
    /// When it cannot be written; then the old file is as it was.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let place = self.place(path)?;
        replace(&place, bytes).map_err(|e| WriteError { path: place, cause: Cause::Io(e) })
    }

    fn staged(&self) -> MutexGuard<'_, BTreeMap<String, Staged>> {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a file goes. No folder on the way may be a link: the file would lie elsewhere.
    fn place(&self, path: &str) -> Result<PathBuf, WriteError> {
        let place = self.root.join(path);
        let folders = place.ancestors().skip(1).take_while(|folder| *folder != self.root);
        match folders.into_iter().find(|folder| folder.is_symlink()) {
            Some(link) => Err(WriteError { path: link.to_owned(), cause: Cause::Linked }),
            None => Ok(place),
        }
    }

    /// Removes a file, if it is there.
    ///
    /// # Errors
    /// When it stays.
    pub(super) fn remove(&self, path: &str) -> Result<(), WriteError> {
        let place = self.place(path)?;
        match fs::remove_file(&place) {
            Err(e) if !is_absent(&e) => Err(WriteError { path: place, cause: Cause::Io(e) }),
            _ => Ok(()),
        }
    }

    /// Removes a folder of the folder, if nothing is in it.
    pub(super) fn remove_empty(&self, folder: &str) {
        // A folder that is not empty or not there stays as it is.
        let _ = fs::remove_dir(self.root.join(folder));
    }

    /// The folders inside the folder, each with the names of its files, in order.
    pub(super) fn folders_with_files(&self) -> Vec<(String, Vec<String>)> {
        let name = |path: &Path| Some(path.file_name()?.to_str()?.to_owned());
        let files = |folder: &Path| {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            entries.filter_map(|entry| name(&entry.path())).collect()
        };
        let mut all: Vec<(String, Vec<String>)> = folders(&self.root)
            .iter()
            .filter_map(|folder| Some((name(folder)?, files(folder))))
            .collect();
        all.sort();
        all
    }

    /// A file's bytes, if it is there and a file.
    pub(super) fn read(&self, path: &str) -> Option<Vec<u8>> {
        input::read(&self.place(path).ok()?, OUTPUT_BYTES).ok()
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
    written(place, bytes)?.persist(place)?;
    Ok(())
}

/// A hidden file beside a place, with its folders and its bytes.
fn written(place: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut part = part(folder)?;
    part.write_all(bytes)?;
    Ok(part)
}

/// Whether a path of a manifest stays in its folder: names alone, none of which leads upwards.
pub(super) fn stays(path: &str) -> bool {
    let plain = |part| matches!(part, Component::Normal(_));
    !path.contains(['\\', ':']) && Path::new(path).components().all(plain)
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
            Cause::Linked => {
                let message = format!("`{path}` is a link: files would be written elsewhere");
                Self::error("output-outside", Span::NONE, message)
                    .with_hint("put a folder in its place, or choose another with `--out`")
            }
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
    fn a_set_takes_its_places_together() {
        let temp = tempfile::tempdir().unwrap();
        let out = OutDir::open(temp.path()).unwrap();
        out.write("ar/a.pdf", b"old").unwrap();
        out.write("ar/gone.pdf", b"old").unwrap();
        out.stage("ar/a.pdf", b"new").unwrap();
        out.stage("en/a.pdf", b"new").unwrap();
        out.stage_removal("ar/gone.pdf");
        assert_eq!(out.read("ar/a.pdf").as_deref(), Some(&b"old"[..]));
        assert!(out.commit().is_empty());
        assert_eq!(out.read("ar/a.pdf").as_deref(), Some(&b"new"[..]));
        assert_eq!(names(&temp.path().join("ar")), ["a.pdf"]);
        assert_eq!(names(&temp.path().join("en")), ["a.pdf"]);
        out.stage("ar/b.pdf", b"never").unwrap();
        drop(out);
        assert_eq!(names(&temp.path().join("ar")), ["a.pdf"], "what was not put there is gone");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_or_read_or_removed_through_a_linked_folder() {
        let (temp, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(other.path().join("a.pdf"), "theirs").unwrap();
        std::os::unix::fs::symlink(other.path(), temp.path().join("ar")).unwrap();
        let out = OutDir::open(temp.path()).unwrap();
        let fault = Diagnostic::from(out.stage("ar/a.pdf", b"x").unwrap_err());
        assert_eq!(fault.id, "output-outside");
        assert!(out.write("ar/b.pdf", b"x").is_err());
        assert!(out.remove("ar/a.pdf").is_err());
        assert_eq!(out.read("ar/a.pdf"), None);
        assert_eq!(names(other.path()), ["a.pdf"]);
    }

    #[test]
    fn paths_that_lead_out_of_the_folder_are_known() {
        assert!(stays("ar/a.pdf") && stays("index.html"));
        for path in ["../x", "ar/../../x", "/etc/x", "c:/x", "..\\x", "."] {
            assert!(!stays(path), "{path}");
        }
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
