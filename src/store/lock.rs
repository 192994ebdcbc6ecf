//! One writer at a time: the lock on `.po/lock`.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use super::files::plain;
use super::find::Root;
use super::writer::Holder;
use crate::diag::Error;
use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::io;
use std::time::Duration;

/// Held while files are compared and replaced; freed when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// How often, and how long, a second writer waits for the first.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(50);

impl Lock {
    /// Waits a moment for another writer to finish.
    ///
    /// # Errors
    /// Somebody else holds it, or the folder cannot be written.
    pub fn take(root: &Root) -> Result<Self, Error> {
        let file = open(root).map_err(|error| {
            Error::usage(format!(
                "cannot write in {}: {}",
                root.folder().display(),
                plain(&error)
            ))
            .help("nothing was changed; make the folder writable for you")
        })?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                // A file system without locks: comparing before each rename
                // still finds what another writer changed.
                Ok(()) | Err(TryLockError::Error(_)) => {
                    sign(root);
                    return Ok(Self { _file: file });
                }
            }
        }
        let error = match holder(root) {
            Some(holder) => Error::usage(format!(
                "another po is writing to this backlog: {}",
                holder.words()
            )),
            None => Error::usage("another po is writing to this backlog"),
        };
        Err(error.help("nothing was changed; wait until it has finished, then try again"))
    }
}

/// Who holds the lock stands beside it: on Windows nobody else can read a file
/// that is locked.
const HOLDER: &str = ".po/writer";

/// Says who holds the lock. Nothing depends on it but a message.
fn sign(root: &Root) {
    if let Ok(text) = serde_json::to_string(&root.writer().holder()) {
        let _ = fs::write(root.join(HOLDER), text + "\n");
    }
}

fn holder(root: &Root) -> Option<Holder> {
    serde_json::from_slice(&fs::read(root.join(HOLDER)).ok()?).ok()
}

/// Whether somebody is writing at this moment. Makes nothing.
pub(super) fn is_held(root: &Root) -> bool {
    let file = File::open(root.join(".po/lock"));
    file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

fn open(root: &Root) -> io::Result<File> {
    let folder = own_folder(root)?;
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join("lock"))
}

/// `.po/`, which git is told to ignore.
pub(super) fn own_folder(root: &Root) -> io::Result<std::path::PathBuf> {
    let folder = root.folder().join(".po");
    fs::create_dir_all(&folder)?;
    let ignore = folder.join(".gitignore");
    if !fs::metadata(&ignore).is_ok_and(|data| data.len() > 0) {
        fs::write(ignore, "*\n")?;
    }
    Ok(folder)
}
