//! Writes changes: all files are compared before the first is replaced.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use super::files::plain;
use super::find::Root;
use super::ids;
use crate::diag::Error;
use crate::edit::Change;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;
use tempfile::TempPath;

/// What was written.
#[derive(Debug, Default)]
pub struct Applied {
    /// The paths written, in order.
    pub paths: Vec<String>,
}

/// Writes the changes under the lock: every file must still hold what it was
/// read with, every new text is on disk beside its file, then all are renamed
/// (or removed) in order.
///
/// # Errors
/// A file changed meanwhile, a new file's name is taken, or the disk refuses.
/// Nothing is changed then, except when a rename fails midway: the message
/// names what was written.
pub fn apply(root: &Root, changes: &[Change]) -> Result<Applied, Error> {
    if changes.is_empty() {
        return Ok(Applied::default());
    }
    root.hold()?;
    for change in changes {
        compare(root, change)?;
    }
    let mut ready = Vec::with_capacity(changes.len());
    for change in changes {
        let file = root.join(&change.path);
        let temporary = match &change.after {
            Some(text) => {
                Some(write_beside(&file, text).map_err(|error| nothing_written(change, &error))?)
            }
            None => None,
        };
        ready.push((change, file, temporary));
    }
    let mut applied = Applied::default();
    for (change, file, temporary) in ready {
        if let Err(error) = replace(root, change, &file, temporary) {
            return Err(stopped_midway(change, &error, &applied.paths));
        }
        applied.paths.push(change.path.clone());
    }
    sync_folders(root, changes);
    // Without git only the mark knows the id of a file that went.
    let came_or_went = |c: &&Change| c.before.is_none() || c.after.is_none();
    let ids: Vec<_> = changes
        .iter()
        .filter(came_or_went)
        .map(|c| c.id.clone())
        .collect();
    if !ids.is_empty() {
        ids::remember(root, &ids);
    }
    Ok(applied)
}

/// The file holds what the change was made from.
fn compare(root: &Root, change: &Change) -> Result<(), Error> {
    let file = root.join(&change.path);
    match (&change.before, fs::read(&file)) {
        (Some(before), Ok(bytes)) if bytes == before.as_bytes() => Ok(()),
        (None, Err(error)) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        (None, Ok(_)) => Err(Error::usage(format!("{} exists already", change.path))
            .help("nothing was changed; try again, the next id is taken then")),
        (_, Err(error)) if error.kind() != io::ErrorKind::NotFound => {
            Err(nothing_written(change, &error))
        }
        _ => Err(
            Error::usage(format!("{} changed since it was read", change.path))
                .help("nothing was changed; run the command again on what the file holds now"),
        ),
    }
}

/// The new text beside its file. It is closed: an import writes more files than
/// a process may have open.
pub(super) fn write_beside(file: &Path, text: &str) -> io::Result<TempPath> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = tempfile::Builder::new()
        .prefix(".po-")
        .suffix(".tmp")
        .tempfile_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    let mode = match fs::metadata(file) {
        Ok(old) => Some(old.permissions()),
        Err(_) => default_mode(folder),
    };
    if let Some(mode) = mode {
        temporary.as_file().set_permissions(mode)?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary.into_temp_path())
}

/// Temporary files are private; a new record is as readable as its folder.
#[cfg(unix)]
fn default_mode(folder: &Path) -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(folder).ok()?.permissions().mode();
    Some(fs::Permissions::from_mode(mode & 0o666))
}

#[cfg(not(unix))]
fn default_mode(_: &Path) -> Option<fs::Permissions> {
    None
}

/// Puts the new text in place of the old, or takes the file away.
fn replace(
    root: &Root,
    change: &Change,
    file: &Path,
    temporary: Option<TempPath>,
) -> io::Result<()> {
    // Once more, just before: an editor does not know our lock.
    compare(root, change).map_err(|error| io::Error::other(error.message))?;
    let Some(temporary) = temporary else {
        return fs::remove_file(file);
    };
    match change.before {
        Some(_) => temporary.persist(file).map_err(|e| e.error)?,
        None => temporary.persist_noclobber(file).map_err(|e| e.error)?,
    };
    Ok(())
}

fn sync_folders(root: &Root, changes: &[Change]) {
    let mut folders: Vec<_> = changes
        .iter()
        .filter_map(|c| root.join(&c.path).parent().map(Path::to_owned))
        .collect();
    folders.sort();
    folders.dedup();
    for folder in folders {
        // Not every file system can sync a folder; the files are synced.
        let _ = File::open(folder).and_then(|f| f.sync_all());
    }
}

fn nothing_written(change: &Change, error: &io::Error) -> Error {
    Error::usage(format!("cannot write {}: {}", change.path, plain(error)))
        .help("nothing was changed")
}

fn stopped_midway(change: &Change, error: &io::Error, written: &[String]) -> Error {
    let reason = match error.kind() {
        io::ErrorKind::Other => error.to_string(),
        _ => plain(error).to_owned(),
    };
    let mut stopped = Error::usage(format!("stopped at {}: {reason}", change.path));
    if written.is_empty() {
        return stopped.help("nothing was changed");
    }
    stopped = stopped.detail("written before that:");
    for path in written {
        stopped = stopped.detail(format!("  {path}"));
    }
    stopped.help("the files not named hold what they held; git diff shows what was written")
}
