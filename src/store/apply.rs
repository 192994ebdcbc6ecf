//! Writes a set of changes, all or none: the journal knows the set before the
//! first file is touched, and what was begun is finished or taken back, by this
//! run or by the next that writes.

use super::disk::Disk;
use super::disk::mode_for;
use super::files::plain;
use super::find::Root;
use super::ids;
use super::journal::FileSet;
use super::journal::Journal;
use super::journal::Phase;
use super::journal::Set;
use super::replace;
use super::replace::Reverted;
use super::replace::Stop;
use crate::diag::Error;
use crate::edit::Change;
use std::io;

/// Writes the changes under the lock: every file must still hold what it was
/// read with, every new text is on disk beside its file, then all are renamed
/// (or removed) in order.
///
/// # Errors
/// A file changed meanwhile, a new file's name is taken, or the disk refuses:
/// nothing is changed then.
pub fn apply(root: &Root, changes: &[Change]) -> Result<(), Error> {
    if changes.is_empty() {
        return Ok(());
    }
    root.hold()?;
    let files = changes
        .iter()
        .map(|change| file_set(root, change))
        .collect();
    write(root, &Disk::default(), Set::new(root, files, None))
}

/// A change as the journal keeps it; its temporary file gets a name later.
pub(super) fn file_set(root: &Root, change: &Change) -> FileSet {
    FileSet {
        path: change.path.clone(),
        id: change.id.clone(),
        temporary: String::new(),
        mode: mode_for(&root.join(&change.path)),
        before: change.before.clone(),
        after: change.after.clone(),
    }
}

/// Writes a set, all of it or nothing. The lock is held.
pub(super) fn write(root: &Root, disk: &Disk, mut set: Set) -> Result<(), Error> {
    for file in &set.files {
        replace::expect_before(root, file).map_err(|stop| refused(file, &stop, NOTHING))?;
    }
    set.files.retain(|file| file.before != file.after);
    let Some(first) = set.files.first() else {
        return Ok(());
    };
    let first = first.path.clone();
    name_temporaries(root, &mut set);
    set.folders = missing_folders(root, &set.files);
    let journal = Journal::new(root, disk);
    journal
        .begin(&set)
        .map_err(|error| cannot_write(&first, &error).help(NOTHING))?;
    if let Err((path, error)) = prepare(root, disk, &set) {
        let cleared = replace::clear(root, disk, &set, Phase::Preparing);
        return Err(cannot_write(&path, &error).help(match cleared {
            Ok(()) => NOTHING,
            Err(_) => "no record was changed; the next po that writes takes temporary files away",
        }));
    }
    remember_ids(root, &set);
    let entered = journal.enter(Phase::Preparing, Phase::Replacing, &set);
    let replaced = match entered {
        Ok(()) => replace::all(root, disk, &set),
        Err(error) => Err((&set.files[0], Stop::Refused(error))),
    };
    match replaced {
        // The set is written. Where its last name cannot be, the next writer
        // finds nothing left to do but that.
        Ok(()) => {
            let _ = journal.done();
            Ok(())
        }
        Err((file, stop)) => Err(take_back(root, disk, &set, |then| {
            refused(file, &stop, then)
        })),
    }
}

const NOTHING: &str = "nothing was changed";

/// Every new text beside its file, and a name for each in its folder.
fn prepare(root: &Root, disk: &Disk, set: &Set) -> Result<(), (String, io::Error)> {
    for folder in &set.folders {
        let made = disk.make_folder(&root.join(folder));
        made.map_err(|error| (folder.clone(), error))?;
    }
    for file in &set.files {
        if let Some(text) = &file.after {
            let temporary = root.join(&file.temporary);
            let written = disk.write_new(&temporary, text.as_bytes(), file.mode);
            written.map_err(|error| (file.path.clone(), error))?;
        }
    }
    // Without these a power cut could keep a rename and lose the file renamed.
    match set.files.len() {
        1 => Ok(()),
        _ => replace::sync_folders(root, disk, set).map_err(|error| ("po.yaml".to_owned(), error)),
    }
}

/// A set that stopped midway goes back to where it was; `why` says what stopped
/// it, and what came of it.
fn take_back(root: &Root, disk: &Disk, set: &Set, why: impl Fn(&str) -> Error) -> Error {
    let back = || -> io::Result<Reverted> {
        let journal = Journal::new(root, disk);
        if journal.open() == Some(Phase::Preparing) {
            return replace::clear(root, disk, set, Phase::Preparing).map(|()| Reverted::default());
        }
        journal.enter(Phase::Replacing, Phase::Reverting, set)?;
        replace::revert(root, disk, set)
    };
    match back() {
        Ok(back) => back.left.iter().fold(why(NOTHING), |why, path| {
            why.detail(format!(
                "  {path} was changed meanwhile and is left as it is"
            ))
        }),
        Err(_) => why("a part may be written; the next po that writes takes it back"),
    }
}

/// Without git only the mark knows the id of a file that went.
pub(super) fn remember_ids(root: &Root, set: &Set) {
    let came_or_went = |file: &&FileSet| file.before.is_none() || file.after.is_none();
    let files = set.files.iter().filter(came_or_went);
    let ids: Vec<_> = files.filter_map(|file| file.id.clone()).collect();
    if !ids.is_empty() {
        ids::remember(root, &ids);
    }
}

/// Names that nothing has yet, in the folder of each file.
fn name_temporaries(root: &Root, set: &mut Set) {
    let process = std::process::id();
    let mut number = 0;
    for file in &mut set.files {
        let folder = file.path.rsplit_once('/').map(|(folder, _)| folder);
        loop {
            let name = format!(".po-{process}-{number}.tmp");
            number += 1;
            file.temporary = match folder {
                Some(folder) => format!("{folder}/{name}"),
                None => name,
            };
            if root.join(&file.temporary).symlink_metadata().is_err() {
                break;
            }
        }
    }
}

/// The folders that files need and that are not there, the upper ones first.
fn missing_folders(root: &Root, files: &[FileSet]) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for file in files.iter().filter(|file| file.after.is_some()) {
        for (end, _) in file.path.match_indices('/') {
            let folder = &file.path[..end];
            let known = missing.iter().any(|known| known == folder);
            if !known && !root.join(folder).is_dir() {
                missing.push(folder.to_owned());
            }
        }
    }
    missing
}

fn refused(file: &FileSet, stop: &Stop, then: &str) -> Error {
    let path = &file.path;
    match stop {
        Stop::Changed => Error::usage(format!("{path} changed since it was read")).help(format!(
            "{then}; run the command again on what the file holds now"
        )),
        Stop::Taken => {
            let error = Error::usage(format!("{path} exists already"));
            error.help(match file.id {
                Some(_) => format!("{then}; try again, the next id is taken then"),
                None => format!("{then}; run the command again"),
            })
        }
        Stop::Refused(error) => cannot_write(path, error).help(then),
    }
}

fn cannot_write(path: &str, error: &io::Error) -> Error {
    Error::usage(format!("cannot write {path}: {}", plain(error)))
}
