//! The output folder: the only place in the program that writes files.
//!
//! A file is written beside its place under a hidden name and then renamed over it, so that a
//! crash, a full disk or Ctrl-C leaves the old file or the new one, never half a file. The files of
//! a run are renamed together when all are written ([`OutDir::stage`], [`OutDir::commit`]). There
//! is no fsync: after a power cut the file system decides, as it does for any build tool.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, TempPath};

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
    /// Held while a line is added to a file.
    journal: Mutex<()>,
}

/// What becomes of a place when the set is complete.
enum Staged {
    File(TempPath),
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
    /// Somebody keeps the file from being changed.
    ReadOnly,
    /// A file that is no output.
    Other(io::Error),
}

impl OutDir {
    /// Makes the folder if it is not there, takes it for this run, and removes what a run that
    /// was cut off may have left in it and in its folders.
    ///
    /// # Errors
    /// When the folder cannot be made, or another run has it.
    pub(super) fn open(root: &Path) -> Result<Self, WriteError> {
        Self::open_keeping(root, |_| BTreeSet::new())
    }

    /// The same; the parts that `keep` names stay, so that they can be taken over.
    ///
    /// # Errors
    /// As for [`OutDir::open`].
    pub(super) fn open_keeping(
        root: &Path,
        keep: impl FnOnce(&Self) -> BTreeSet<String>,
    ) -> Result<Self, WriteError> {
        let failed = |cause| WriteError { path: root.to_path_buf(), cause };
        fs::create_dir_all(root).map_err(|e| failed(Cause::Io(e)))?;
        let lock = lock(root).map_err(failed)?;
        let alone = lock.is_some();
        let out = Self {
            root: root.to_path_buf(),
            _lock: lock,
            staged: Mutex::default(),
            journal: Mutex::default(),
        };
        if alone {
            let keep: BTreeSet<PathBuf> =
                keep(&out).iter().map(|path| out.path(path)).collect();
            remove_stale(root, &keep);
            for folder in folders(root) {
                remove_stale(&folder, &keep);
                remove_stale(&folder.join(PROOFS), &keep);
            }
        }
        Ok(out)
    }

    /// Writes a file beside its place, which it takes with the others of the run. Returns where
    /// it lies until then.
    ///
    /// # Errors
    /// When it cannot be written; then the old file stays.
    pub(super) fn stage(&self, path: &str, bytes: &[u8]) -> Result<Option<String>, WriteError> {
        let place = self.place(path)?;
        let failed = |e| WriteError { path: place.clone(), cause: Cause::Io(e) };
        let part = written(&place, bytes).map_err(failed)?.into_temp_path();
        let name = part.file_name().and_then(OsStr::to_str);
        let named = name.map(|name| match path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name.to_owned(),
        });
        self.staged().insert(path.to_owned(), Staged::File(part));
        Ok(named)
    }

    /// Takes over a file that an earlier run wrote beside its place. False where it cannot.
    pub(super) fn adopt(&self, path: &str, part: &str) -> bool {
        let ours = |part: &Path| part.file_name().is_some_and(is_part);
        let beside = |part: &Path| part.parent() == self.path(path).parent() && ours(part);
        let Some(part) = self.place(part).ok().filter(|part| beside(part)) else {
            return false;
        };
        let Ok(part) = TempPath::try_from_path(part) else { return false };
        self.staged().insert(path.to_owned(), Staged::File(part));
        true
    }

    /// Whether a run has nothing to put into its place.
    pub(super) fn is_unchanged(&self) -> bool {
        self.staged().is_empty()
    }

    /// Adds a line to a file.
    ///
    /// # Errors
    /// What the system says, and where the file is a link.
    pub(super) fn append(&self, path: &str, line: &[u8]) -> io::Result<()> {
        let place = self.path(path);
        if place.is_symlink() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let _alone = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        File::options().append(true).create(true).open(place)?.write_all(line)
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

    /// The same, unless the file is as it would be written.
    ///
    /// # Errors
    /// As for [`OutDir::write`].
    pub(super) fn write_new(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        match self.read(path) {
            Some(there) if there == bytes => Ok(()),
            _ => self.write(path, bytes),
        }
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
    let failed = |cause| WriteError { path: path.to_path_buf(), cause };
    // Renamed over, it would lose that it must not be changed.
    if fs::metadata(path).is_ok_and(|data| data.permissions().readonly()) {
        return Err(sink.tell(failed(Cause::ReadOnly).into()));
    }
    replace(path, bytes).map_err(|e| {
        let denied = e.kind() == io::ErrorKind::PermissionDenied;
        sink.tell(failed(if denied { Cause::Other(e) } else { Cause::Io(e) }).into())
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
fn remove_stale(folder: &Path, keep: &BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_part(&entry.file_name()) && !keep.contains(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a name is that of a file beside its place.
fn is_part(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
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
            Cause::ReadOnly => {
                let message = format!("`{path}` must not be changed: it is read-only");
                Self::error("read-only", Span::NONE, message).with_hint(format!(
                    "let it be written, `chmod u+w {path}`, or ask who keeps it so"
                ))
            }
            Cause::Other(cause) => {
                let message = format!("cannot write `{path}`: {}", reason(&cause));
                Self::error("read-only", Span::NONE, message)
                    .with_hint("let its folder be written, or ask who keeps it so")
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
mod tests;
