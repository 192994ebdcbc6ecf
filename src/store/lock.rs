//! One writer at a time: the lock on `.po/lock`.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use super::files::plain;
use super::find::Root;
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
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                // A file system without locks: comparing before each rename
                // still finds what another writer changed.
                Err(TryLockError::Error(_)) => return Ok(Self { _file: file }),
            }
        }
        Err(Error::usage("another po is writing to this backlog")
            .help("nothing was changed; wait until it has finished, then try again"))
    }
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
    if !folder.is_dir() {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(".gitignore"), "*\n")?;
    }
    Ok(folder)
}
