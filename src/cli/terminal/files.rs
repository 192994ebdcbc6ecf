//! Files that the user names, outside the backlog.

use po::diag::Error;
use std::io;
use std::path::Path;

/// Writes a file the user named.
///
/// # Errors
/// It cannot be written.
pub(in super::super) fn write_file(path: &Path, text: &str) -> Result<(), Error> {
    std::fs::write(path, text).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
            _ => error.to_string(),
        };
        Error::usage(format!("cannot write {}: {reason}", path.display()))
    })
}

/// The bytes of a file the user named.
///
/// # Errors
/// It cannot be read.
pub(in super::super) fn file(path: &str) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "it does not exist".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
            _ => error.to_string(),
        };
        Error::usage(format!("cannot read {path}: {reason}"))
    })
}

/// Makes a folder the user named, where it is not there yet.
///
/// # Errors
/// It cannot be made.
pub(in super::super) fn make_folder(path: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(path).map_err(|error| {
        let path = path.display();
        Error::usage(format!("cannot make the folder {path}: {error}"))
            .help("name a folder that you may write")
    })
}
