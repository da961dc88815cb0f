//! Waits until something in a project's folder changes, or in what its workspace shares.
//!
//! The system tells of changes; every now and then the folder is looked through as well, for file
//! systems that tell nothing and for a folder that was renamed and came back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use crate::source::around;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode};

/// An editor that writes a file in steps is done when it is quiet for so long.
const QUIET: Duration = Duration::from_millis(8);
/// Whoever never is quiet is not waited for any longer.
const PATIENCE: Duration = Duration::from_millis(30);
/// How often the folder is looked through.
const ROUND: Duration = Duration::from_millis(500);
/// How deep, and how many files.
const DEEPEST: usize = 8;
const MOST: usize = 20_000;

/// Size and time of each file.
type Stamps = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Watches a folder.
pub struct Watcher {
    folder: PathBuf,
    /// The folder that outputs go to: what is written there is no change.
    out: PathBuf,
    told: Receiver<()>,
    /// Kept, so that the other end never hangs up.
    tell: Sender<()>,
    system: Option<RecommendedWatcher>,
    stamps: Stamps,
}

impl Watcher {
    /// Watches `folder`, but not `out` in it.
    pub fn new(folder: &Path, out: &Path) -> Self {
        let (tell, told) = channel();
        let (folder, out) = (folder.to_path_buf(), out.to_path_buf());
        let stamps = Stamps::new();
        let mut watcher = Self { folder, out, told, tell, system: None, stamps };
        watcher.begin();
        watcher
    }

    /// Returns when something has changed since the last time.
    pub fn wait(&mut self) {
        loop {
            if self.told.recv_timeout(ROUND).is_ok() {
                self.settle();
                self.stamps = self.look();
                return;
            }
            let now = self.look();
            if now != self.stamps {
                // The system did not say it: it may be looking at another folder by now.
                self.begin();
                return;
            }
        }
    }

    /// Lets an editor finish what it is writing.
    fn settle(&self) {
        let start = Instant::now();
        while start.elapsed() < PATIENCE && self.told.recv_timeout(QUIET).is_ok() {}
    }

    /// Asks the system anew; where it cannot tell, looking through the folder has to do.
    fn begin(&mut self) {
        let tell = self.tell.clone();
        let out = self.out.canonicalize().unwrap_or_else(|_| self.out.clone());
        let heard = move |event: notify::Result<Event>| {
            let Ok(event) = event else { return };
            let read = matches!(event.kind, EventKind::Access(_));
            let own =
                !event.paths.is_empty() && event.paths.iter().all(|p| p.starts_with(&out));
            if !read && !own {
                // Nobody listens any more when the program ends.
                let _ = tell.send(());
            }
        };
        let system = notify::recommended_watcher(heard).ok();
        let real = self.folder.canonicalize().ok();
        self.system = system.zip(real).and_then(|(mut system, real)| {
            use notify::Watcher as _;
            system.watch(&real, RecursiveMode::Recursive).ok()?;
            for shared in around(&self.folder) {
                // What the system cannot tell of is found by looking.
                let _ = system.watch(&shared, RecursiveMode::Recursive);
            }
            Some(system)
        });
        self.stamps = self.look();
    }

    fn look(&self) -> Stamps {
        let mut stamps = Stamps::new();
        walk(&self.folder, &self.out, DEEPEST, &mut stamps);
        for shared in around(&self.folder) {
            match fs::metadata(&shared) {
                Ok(data) if data.is_dir() => walk(&shared, &self.out, DEEPEST, &mut stamps),
                Ok(data) => drop(stamps.insert(shared, (data.len(), data.modified().ok()))),
                Err(_) => {}
            }
        }
        stamps
    }
}

/// Adds the files of a folder.
fn walk(folder: &Path, out: &Path, depth: usize, stamps: &mut Stamps) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, Ok(data)) = (entry.path(), entry.metadata()) else { continue };
        if path == out || stamps.len() >= MOST {
            continue;
        }
        if data.is_dir() && depth > 0 {
            walk(&path, out, depth - 1, stamps);
        }
        let size = if data.is_dir() { 0 } else { data.len() };
        let time = if data.is_dir() { None } else { data.modified().ok() };
        stamps.insert(path, (size, time));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(change: impl FnOnce(&Path) + Send) -> Duration {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir_all(temp.path().join("project/text")).unwrap();
        let folder = temp.path().join("project");
        fs::write(folder.join("text/a.yaml"), "a").unwrap();
        let mut watcher = Watcher::new(&folder, &folder.join("output"));
        std::thread::scope(|scope| {
            let start = Instant::now();
            scope.spawn(|| change(&folder));
            watcher.wait();
            start.elapsed()
        })
    }

    #[test]
    fn saves_renames_and_removals_are_seen_at_once() {
        let soon = Duration::from_millis(400);
        assert!(seen(|f| fs::write(f.join("text/a.yaml"), "b").unwrap()) < soon);
        assert!(seen(|f| fs::remove_file(f.join("text/a.yaml")).unwrap()) < soon);
        assert!(seen(|f| fs::rename(f.join("text"), f.join("texts")).unwrap()) < soon);
        assert!(seen(|f| fs::create_dir(f.join("fonts")).unwrap()) < soon);
    }

    #[test]
    fn a_folder_that_is_renamed_and_comes_back_is_seen_again() {
        let temp = tempfile::tempdir().unwrap();
        let (folder, away) = (temp.path().join("project"), temp.path().join("away"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a"), "x").unwrap();
        let mut watcher = Watcher::new(&folder, &folder.join("output"));
        fs::rename(&folder, &away).unwrap();
        watcher.wait();
        fs::rename(&away, &folder).unwrap();
        watcher.wait();
        let start = Instant::now();
        fs::write(folder.join("a"), "other").unwrap();
        watcher.wait();
        assert!(start.elapsed() < Duration::from_secs(2));
    }

    #[test]
    fn what_a_workspace_shares_is_watched_and_what_lies_beside_it_is_not() {
        let temp = tempfile::tempdir().unwrap();
        let (root, folder) = (temp.path(), temp.path().join("clinic"));
        fs::create_dir_all(root.join("house/themes")).unwrap();
        fs::create_dir_all(&folder).unwrap();
        fs::write(root.join("workspace.yaml"), "projects: [clinic]\nshared: house\n").unwrap();
        let mut watcher = Watcher::new(&folder, &folder.join("output"));
        for (n, file) in ["house/themes/a.yaml", "workspace.yaml"].iter().enumerate() {
            let text = format!("projects: [clinic]\nshared: house # {n}\n");
            fs::write(root.join(file), text).unwrap();
            let before = watcher.stamps.clone();
            watcher.wait();
            assert!(watcher.look() != before, "{file}");
        }
        fs::create_dir(root.join("other")).unwrap();
        fs::write(root.join("other/a.yaml"), "x").unwrap();
        assert_eq!(watcher.look(), watcher.stamps);
    }

    #[test]
    fn what_the_program_writes_itself_is_no_change() {
        let temp = tempfile::tempdir().unwrap();
        let (folder, out) = (temp.path().to_path_buf(), temp.path().join("output"));
        fs::create_dir(&out).unwrap();
        let watcher = Watcher::new(&folder, &out);
        fs::write(out.join("a.pdf"), "x").unwrap();
        assert!(watcher.told.recv_timeout(Duration::from_millis(200)).is_err());
        assert_eq!(watcher.look(), watcher.stamps);
        fs::write(folder.join("a.yaml"), "x").unwrap();
        assert!(watcher.told.recv_timeout(Duration::from_secs(5)).is_ok());
    }
}
