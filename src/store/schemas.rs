//! The schemas in the backlog's folder: read for `check`, written by
//! `po schema --write`.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use super::disk::Disk;
use super::files::plain;
use super::find::Root;
use crate::diag::Error;
use crate::schema;
use std::fs;
use std::io;

/// The schemas that were written, by path; none where the folder is not there.
pub fn schemas(root: &Root) -> Vec<(String, String)> {
    let entries = fs::read_dir(root.join(schema::FOLDER));
    let entries = entries.into_iter().flatten().filter_map(Result::ok);
    let mut written: Vec<(String, String)> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let text = fs::read_to_string(entry.path()).ok()?;
            name.ends_with(".json")
                .then(|| (format!("{}/{name}", schema::FOLDER), text))
        })
        .collect();
    written.sort();
    written
}

/// Writes files (path and text) whole, each at once: whoever reads meanwhile
/// finds the old text or the new one.
///
/// # Errors
/// The disk refuses; the message names the file.
pub fn write_schemas(root: &Root, files: &[(String, &str)]) -> Result<(), Error> {
    root.hold()?;
    for (path, text) in files {
        let file = root.join(path);
        let written = Disk::default().write_whole(&file, text.as_bytes());
        written.map_err(|error: io::Error| {
            Error::usage(format!("cannot write {path}: {}", plain(&error)))
                .help("the schemas before it are written; run the command again")
        })?;
    }
    Ok(())
}
