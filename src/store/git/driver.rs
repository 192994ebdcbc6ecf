//! The three files that git hands to its merge driver, and git's own merge of
//! them. They lie beside the work tree's files, not in the backlog.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to git and its files"
)]

use super::git;
use crate::diag::Error;
use crate::store::files::plain;
use std::fs;
use std::path::Path;

/// The files of a merge, as git names them.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'p> {
    /// Where git runs the driver: the names are relative to it.
    pub folder: &'p Path,
    pub base: &'p Path,
    /// Read, and written with the result.
    pub ours: &'p Path,
    pub theirs: &'p Path,
}

/// The texts of base, ours and theirs; `None` where one is no UTF-8 text.
///
/// # Errors
/// A file cannot be read.
pub fn read_sides(sides: Sides<'_>) -> Result<Option<[String; 3]>, Error> {
    let read = |path: &Path| {
        fs::read(sides.folder.join(path)).map_err(|error| {
            Error::usage(format!("cannot read {}: {}", path.display(), plain(&error)))
        })
    };
    let bytes = [read(sides.base)?, read(sides.ours)?, read(sides.theirs)?];
    let [base, ours, theirs] = bytes.map(|bytes| String::from_utf8(bytes).ok());
    Ok(base
        .zip(ours)
        .zip(theirs)
        .map(|((base, ours), theirs)| [base, ours, theirs]))
}

/// Writes the result where git looks for it.
///
/// # Errors
/// The file cannot be written.
pub fn write_merged(sides: Sides<'_>, text: &str) -> Result<(), Error> {
    fs::write(sides.folder.join(sides.ours), text).map_err(|error| {
        let path = sides.ours.display();
        Error::usage(format!("cannot write {path}: {}", plain(&error)))
    })
}

/// Merges the files as git does without a driver, and writes the result; true
/// where it left no conflict.
///
/// # Errors
/// git refuses, as it does for files that are no text.
pub fn merge_as_text(sides: Sides<'_>, marker_size: usize) -> Result<bool, Error> {
    let size = format!("--marker-size={marker_size}");
    // Told from the markers around one field.
    let labels = [
        "-L",
        "ours, by lines",
        "-L",
        "base",
        "-L",
        "theirs, by lines",
    ];
    let mut command = git(sides.folder, &["merge-file", "-q", &size]);
    command.args(labels).arg("--");
    command.args([sides.ours, sides.base, sides.theirs]);
    let status = command.status().ok().and_then(|status| status.code());
    match status {
        Some(0) => Ok(true),
        Some(1..=127) => Ok(false),
        _ => Err(Error::usage("git cannot merge these files as text")
            .help("both versions are in git: git log --merge -p -- FILE shows them")),
    }
}
