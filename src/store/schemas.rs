//! The schemas in the backlog's folder: read for `check`, and what
//! `po schema --write` changes of them.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use super::files::plain;
use super::find::Root;
use super::find::path_in;
use crate::diag::Error;
use crate::edit::Change;
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
            // A pipe would be waited for, and a device has no end.
            let is_file = || fs::metadata(entry.path()).is_ok_and(|data| data.is_file());
            if !name.ends_with(".json") || !is_file() {
                return None;
            }
            let text = fs::read_to_string(entry.path()).ok()?;
            Some((format!("{}/{name}", schema::FOLDER), text))
        })
        .collect();
    written.sort();
    written
}

/// The changes that make files (path and text) of what `po` writes there.
///
/// # Errors
/// The folder leads out of the backlog, or a file that is there is no text.
pub fn schema_changes(root: &Root, files: &[(String, &str)]) -> Result<Vec<Change>, Error> {
    let folder = root.join(schema::FOLDER);
    let is_link = fs::symlink_metadata(&folder).is_ok_and(|data| data.is_symlink());
    if is_link && path_in(root, &folder).is_none() {
        return Err(Error::usage(format!(
            "{} is a link that leads out of the backlog",
            schema::FOLDER
        ))
        .help("nothing was changed; remove the link, and po schema --write makes the folder"));
    }
    let change = |(path, text): &(String, &str)| {
        Ok(Change {
            path: path.clone(),
            id: None,
            before: before(root, path)?,
            after: Some((*text).to_owned()),
            fields: Vec::new(),
            place: None,
        })
    };
    files.iter().map(change).collect()
}

fn before(root: &Root, path: &str) -> Result<Option<String>, Error> {
    let refuse = |why: &str| {
        Error::usage(format!("{path} cannot be read: {why}"))
            .help("nothing was changed; move it away, and po schema --write writes it anew")
    };
    match fs::read(root.join(path)) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(refuse("it is no UTF-8 text")),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refuse(plain(&error))),
    }
}
