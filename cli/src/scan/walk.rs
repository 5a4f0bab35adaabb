//! The files that a scan is asked for.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::exclusion::Exclusion;
use super::survey::Reason;
use crate::error::Cause;
use crate::input::Input;

/// What lies behind the paths of the command line, one after another.
#[derive(Debug)]
pub(super) struct Walk<'e> {
    /// What is still to be visited, the next one last.
    pending: Vec<Pending>,
    exclusions: &'e [Exclusion],
    /// The folder of the command line that is walked through.
    top: PathBuf,
}

/// What the walk came to.
#[derive(Debug)]
pub(super) enum Visit {
    /// A file that was asked for by its name.
    Named(Input),
    /// A file of a folder.
    Found(PathBuf),
    /// What is in a folder, and no file or left out.
    Skipped(PathBuf, Reason),
    /// A folder that cannot be read.
    Failed(PathBuf, Cause),
}

#[derive(Debug)]
enum Pending {
    Named(Input),
    Folder(PathBuf),
    Other(Visit),
}

impl<'e> Walk<'e> {
    pub(super) fn new(paths: &[Input], exclusions: &'e [Exclusion]) -> Self {
        let pending = paths.iter().rev().cloned().map(Pending::Named).collect();
        Self { pending, exclusions, top: PathBuf::new() }
    }

    /// Queues what a folder of the command line holds.
    fn enter_top(&mut self, folder: PathBuf) {
        self.top = folder;
        self.enter(&self.top.clone());
    }

    /// Queues what a folder holds, in the order of the names.
    fn enter(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<DirEntry>>>) {
            Ok(entries) => entries,
            Err(error) => return self.pending.push(failed(folder.to_owned(), error)),
        };
        let mut entries: Vec<(PathBuf, Pending)> = entries.iter().map(|entry| self.entry(entry)).collect();
        entries.sort_by(|(one, _), (other, _)| other.cmp(one));
        self.pending.extend(entries.into_iter().map(|(_, entry)| entry));
    }

    fn entry(&self, entry: &DirEntry) -> (PathBuf, Pending) {
        let path = entry.path();
        let below = path.strip_prefix(&self.top).unwrap_or(&path);
        if self.exclusions.iter().any(|own| own.matches(below)) {
            return (path.clone(), Pending::Other(Visit::Skipped(path, Reason::Excluded)));
        }
        pending(entry)
    }
}

fn pending(entry: &DirEntry) -> (PathBuf, Pending) {
    let path = entry.path();
    let kind = match entry.file_type() {
        Ok(kind) if kind.is_dir() => Pending::Folder(path.clone()),
        Ok(kind) if kind.is_file() => Pending::Other(Visit::Found(path.clone())),
        Ok(kind) if kind.is_symlink() => Pending::Other(Visit::Skipped(path.clone(), Reason::Link)),
        Ok(_) => Pending::Other(Visit::Skipped(path.clone(), Reason::Special)),
        Err(error) => failed(path.clone(), error),
    };
    (path, kind)
}

fn failed(path: PathBuf, error: io::Error) -> Pending {
    Pending::Other(Visit::Failed(path, Cause::reading(error)))
}

impl Iterator for Walk<'_> {
    type Item = Visit;

    fn next(&mut self) -> Option<Visit> {
        loop {
            match self.pending.pop()? {
                // A link that is asked for by its name is followed.
                Pending::Named(Input::File(path)) if path.is_dir() => self.enter_top(path),
                Pending::Named(input) => return Some(Visit::Named(input)),
                Pending::Folder(path) => self.enter(&path),
                Pending::Other(visit) => return Some(visit),
            }
        }
    }
}
