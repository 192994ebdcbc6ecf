//! Replaces the files of a set that the journal knows, in either direction. A
//! file that holds neither its old nor its new text belongs to somebody else
//! now: it is never overwritten.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use super::disk::Disk;
use super::find::Root;
use super::journal::FileSet;
use super::journal::Journal;
use super::journal::Phase;
use super::journal::Set;
use std::fs;
use std::io;
use std::path::PathBuf;

/// Why a file is not replaced.
#[derive(Debug)]
pub(super) enum Stop {
    /// Somebody changed it.
    Changed,
    /// Somebody made it where a new one was to be.
    Taken,
    Refused(io::Error),
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Before,
    After,
    /// Neither: somebody changed it.
    Else,
}

fn holds(root: &Root, file: &FileSet) -> io::Result<Holds> {
    let bytes = match fs::read(root.join(&file.path)) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let is = |text: &Option<String>| text.as_ref().map(String::as_bytes) == bytes.as_deref();
    Ok(match () {
        () if is(&file.before) => Holds::Before,
        () if is(&file.after) => Holds::After,
        () => Holds::Else,
    })
}

/// The file holds what the change was made from.
pub(super) fn expect_before(root: &Root, file: &FileSet) -> Result<(), Stop> {
    match holds(root, file) {
        Ok(Holds::Before) => Ok(()),
        Ok(_) if file.before.is_none() => Err(Stop::Taken),
        Ok(_) => Err(Stop::Changed),
        Err(error) => Err(Stop::Refused(error)),
    }
}

/// Replaces every file, in order. All new texts are on disk.
pub(super) fn all<'s>(root: &Root, disk: &Disk, set: &'s Set) -> Result<(), (&'s FileSet, Stop)> {
    for file in &set.files {
        // Once more, just before: an editor does not know our lock.
        expect_before(root, file).map_err(|stop| (file, stop))?;
        put(root, disk, file, Holds::After).map_err(|stop| (file, stop))?;
    }
    let synced = sync_folders(root, disk, set);
    synced.map_err(|error| (&set.files[0], Stop::Refused(error)))
}

/// What an interrupted replacing comes to.
pub(super) enum Rest {
    Finished,
    /// These were still to be replaced when somebody changed them.
    Changed,
}

/// Replaces what an interrupted run left. All new texts were on disk, so one
/// that is no longer beside its file was put in its place: a file that was
/// changed after that is done with. A file that was changed before, or has its
/// old text back, stops the set.
pub(super) fn rest(root: &Root, disk: &Disk, set: &Set) -> io::Result<Rest> {
    let mut waiting = Vec::new();
    for file in &set.files {
        let was_replaced = file.after.is_some() && !temporary(root, file).exists();
        match holds(root, file)? {
            Holds::After => {}
            Holds::Before if !was_replaced => waiting.push(file),
            Holds::Else if was_replaced => {}
            _ => return Ok(Rest::Changed),
        }
    }
    for file in waiting {
        match put(root, disk, file, Holds::After) {
            Ok(()) => {}
            Err(Stop::Refused(error)) => return Err(error),
            Err(_) => return Ok(Rest::Changed),
        }
    }
    sync_folders(root, disk, set)?;
    sweep(root, disk, set)?;
    Ok(Rest::Finished)
}

/// What a reverted set leaves.
#[derive(Debug, Default)]
pub(super) struct Reverted {
    /// Files that somebody changed after they were replaced, left as they are.
    pub left: Vec<String>,
    /// Where the texts of those are kept.
    pub kept: Option<String>,
}

/// Gives every replaced file its old text again, the last first, and takes away
/// what the set made.
pub(super) fn revert(root: &Root, disk: &Disk, set: &Set) -> io::Result<Reverted> {
    let mut left = Vec::new();
    for file in set.files.iter().rev() {
        match holds(root, file)? {
            Holds::Before => {}
            // It was never replaced: it is as if the set had not been.
            Holds::Else if file.after.is_some() && temporary(root, file).exists() => {}
            Holds::Else => left.push(file.path.clone()),
            Holds::After => match put(root, disk, file, Holds::Before) {
                Ok(()) => {}
                Err(Stop::Refused(error)) => return Err(error),
                Err(_) => left.push(file.path.clone()),
            },
        }
    }
    sync_folders(root, disk, set)?;
    let kept = if left.is_empty() {
        clear(root, disk, set, Phase::Reverting)?;
        None
    } else {
        sweep(root, disk, set)?;
        Some(Journal::new(root, disk).leave()?)
    };
    left.reverse();
    Ok(Reverted { left, kept })
}

/// Forgets a set of which no file is replaced.
pub(super) fn clear(root: &Root, disk: &Disk, set: &Set, phase: Phase) -> io::Result<()> {
    sweep(root, disk, set)?;
    for folder in set.folders.iter().rev() {
        disk.remove_folder(&root.join(folder))?;
    }
    Journal::new(root, disk).forget(phase)
}

/// Takes the temporary files away.
fn sweep(root: &Root, disk: &Disk, set: &Set) -> io::Result<()> {
    for file in &set.files {
        let temporary = temporary(root, file);
        if temporary.symlink_metadata().is_ok() {
            disk.remove(&temporary)?;
        }
    }
    Ok(())
}

/// Lets a file hold its old or its new text; it holds the other.
fn put(root: &Root, disk: &Disk, file: &FileSet, to: Holds) -> Result<(), Stop> {
    let (is, text) = match to {
        Holds::Before => (&file.after, &file.before),
        _ => (&file.before, &file.after),
    };
    let target = root.join(&file.path);
    let Some(text) = text else {
        return disk.remove(&target).map_err(Stop::Refused);
    };
    let temporary = temporary(root, file);
    if !fs::read(&temporary).is_ok_and(|bytes| bytes == text.as_bytes()) {
        let write = || {
            disk.remove(&temporary)?;
            disk.write_new(&temporary, text.as_bytes(), file.mode)
        };
        write().map_err(Stop::Refused)?;
    }
    let placed = match is {
        Some(_) => disk.rename(&temporary, &target),
        None => disk.rename_new(&temporary, &target),
    };
    placed.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Stop::Taken,
        _ => Stop::Refused(error),
    })
}

fn temporary(root: &Root, file: &FileSet) -> PathBuf {
    root.join(&file.temporary)
}

/// Lets the names in the folders of a set survive a power cut.
pub(super) fn sync_folders(root: &Root, disk: &Disk, set: &Set) -> io::Result<()> {
    let above = |path: &String| root.join(path).parent().map(PathBuf::from);
    let paths = set.files.iter().map(|file| &file.path);
    let mut folders: Vec<PathBuf> = paths.chain(&set.folders).filter_map(above).collect();
    folders.sort();
    folders.dedup();
    folders
        .iter()
        .try_for_each(|folder| disk.sync_folder(folder))
}
