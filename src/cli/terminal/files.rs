//! Files that the user names, outside the backlog.

use super::ask::unreadable;
use po::diag::Error;
use po::store;
use std::io;
use std::path::Path;

/// Writes a file the user named.
///
/// # Errors
/// It cannot be written.
pub(in super::super) fn write_file(path: &Path, text: &str) -> Result<(), Error> {
    std::fs::write(path, text).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "its folder does not exist",
            _ => store::plain(&error),
        };
        Error::usage(format!("cannot write {}: {reason}", path.display()))
            .help("name a file in a folder that is there and that you may write in")
    })
}

/// Makes a folder the user named, where it is not there yet.
///
/// # Errors
/// It cannot be made.
pub(in super::super) fn make_folder(path: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(path).map_err(|error| {
        let (path, why) = (path.display(), store::plain(&error));
        Error::usage(format!("cannot make the folder {path}: {why}"))
            .help("name a folder that you may write")
    })
}

/// The bytes of a file the user named.
///
/// # Errors
/// It cannot be read.
pub(in super::super) fn file(path: &str) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| unreadable(path, &error))
}
