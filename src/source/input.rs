//! The one place that reads files: regular ones alone, no more bytes than their kind may have and,
//! in a project, none that a link brings in from elsewhere. A pipe would keep a run waiting for ever,
//! a device would fill the memory, and what lies outside of the folder was not handed over with it.

use std::fs::{self, File, FileType};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Why a file is not read.
#[derive(Debug)]
pub enum Refused {
    /// There is none.
    Missing,
    /// A link leads out of the project's folder.
    Outside,
    /// It is a folder.
    Folder,
    /// It is neither file nor folder; what it is, with its article.
    Special(&'static str),
    /// It holds more bytes than are read.
    TooLarge {
        /// What it holds, as far as is known.
        bytes: u64,
        /// What is read.
        most: u64,
    },
    /// The system says no.
    Io(io::Error),
}

impl Refused {
    /// What is to be said after the file's name.
    pub fn what(&self) -> String {
        match self {
            Self::Missing => "is not there".into(),
            Self::Outside => "is a link that leads out of the project's folder".into(),
            Self::Folder => "is a folder, not a file".into(),
            Self::Special(kind) => format!("is {kind}, not a file"),
            Self::TooLarge { bytes, most } => {
                format!("has {} MB; at most {} are read", bytes >> 20, most >> 20)
            }
            Self::Io(error) => format!("cannot be read: {}", reason(error)),
        }
    }

    /// What to do about it, where that is known.
    pub const fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Outside => Some("copy the file into the project's folder"),
            Self::Special(_) => Some("put a file in its place"),
            _ => None,
        }
    }

    /// The rule that it breaks.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Outside => "file-outside",
            Self::TooLarge { .. } => "file-too-large",
            _ => "unreadable-file",
        }
    }
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing,
            ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Io(error),
        }
    }
}

/// Reads a file that a person named: at most `most` bytes of it.
///
/// # Errors
/// [`Refused`]: it is no file, has more bytes, or cannot be read.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, Refused> {
    let data = fs::metadata(path)?;
    is_file(data.file_type())?;
    let large = |bytes| Err(Refused::TooLarge { bytes, most });
    if data.len() > most {
        return large(data.len());
    }
    let mut bytes = vec![];
    // A file may grow while it is read.
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    if read > most { large(read) } else { Ok(bytes) }
}

/// Reads the file `path` of the project in `dir`.
///
/// # Errors
/// [`Refused`], as for [`read()`], and where it lies outside of the folder.
pub(super) fn read_inside(dir: &Path, path: &str, most: u64) -> Result<Vec<u8>, Refused> {
    read(&inside(dir, path)?, most)
}

/// Where `path` lies in `dir`, once links are followed to their ends.
///
/// # Errors
/// [`Refused::Missing`] and [`Refused::Outside`], and what the system says.
pub(super) fn inside(dir: &Path, path: &str) -> Result<PathBuf, Refused> {
    let real = dir.join(path).canonicalize()?;
    if real.starts_with(dir.canonicalize()?) { Ok(real) } else { Err(Refused::Outside) }
}

/// The names in a folder of the project, in order; none where it lies elsewhere.
pub(super) fn names(dir: &Path, folder: &str) -> Vec<String> {
    let entries = inside(dir, folder).ok().and_then(|folder| fs::read_dir(folder).ok());
    let names = entries.into_iter().flatten();
    let mut names: Vec<_> =
        names.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    names
}

fn is_file(kind: FileType) -> Result<(), Refused> {
    if kind.is_file() {
        Ok(())
    } else if kind.is_dir() {
        Err(Refused::Folder)
    } else {
        Err(Refused::Special(special(kind)))
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "a device"
}

/// What an error of the system says, lower case and without its number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    // A path at the end says nothing new.
    text.split(" at path").next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("a"), "12345").unwrap();
        assert_eq!(read_inside(temp.path(), "a", 5).unwrap(), b"12345");
        let refused = read_inside(temp.path(), "a", 4).unwrap_err();
        assert!(matches!(refused, Refused::TooLarge { bytes: 5, most: 4 }));
        assert!(matches!(read_inside(temp.path(), "b", 4), Err(Refused::Missing)));
        assert!(matches!(read_inside(temp.path(), "", 4), Err(Refused::Folder)));
    }

    #[cfg(unix)]
    #[test]
    fn links_may_lead_through_the_folder_and_not_out_of_it() {
        use std::os::unix::fs::symlink;
        let (temp, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(temp.path().join("a"), "x").unwrap();
        fs::write(other.path().join("secret"), "x").unwrap();
        symlink("a", temp.path().join("in")).unwrap();
        symlink(other.path().join("secret"), temp.path().join("out")).unwrap();
        symlink(other.path(), temp.path().join("folder")).unwrap();
        assert!(read_inside(temp.path(), "in", 9).is_ok());
        assert!(matches!(read_inside(temp.path(), "out", 9), Err(Refused::Outside)));
        assert!(matches!(read_inside(temp.path(), "folder/secret", 9), Err(Refused::Outside)));
        assert!(names(temp.path(), "folder").is_empty());
        assert_eq!(names(temp.path(), ""), ["a", "folder", "in", "out"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_named_and_never_opened() {
        let temp = tempfile::tempdir().unwrap();
        let place = temp.path().join("socket");
        let _socket = std::os::unix::net::UnixListener::bind(&place).unwrap();
        assert!(matches!(read(&place, 9), Err(Refused::Special("a socket"))));
        let device = read(Path::new("/dev/null"), 9).unwrap_err();
        assert_eq!(device.what(), "is a device, not a file");
    }
}
