//! The backlog as a branch found it: what lies here, with the files that changed since swapped back.

use super::earlier;
use super::files;
use super::find::Root;
use super::load;
use super::load::CONFIG;
use super::load::Keep;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use std::collections::BTreeSet;

/// Where a branch began.
#[derive(Debug)]
pub struct Base {
    /// The commit, abbreviated.
    pub commit: String,
    /// The files that differ now, came or went, relative to the backlog; those git does not know yet are among them.
    pub paths: BTreeSet<String>,
    pub backlog: Backlog,
}

/// The backlog where this branch and a revision parted. Files that could not be read then are left out.
///
/// # Errors
/// No git, no such revision, none in common with this branch, or a shallow clone that does not reach back so far.
pub fn base(root: &Root, now: Backlog, revision: &str) -> Result<Base, Error> {
    earlier::refuse_no_history(root)?;
    let commit = earlier::merge_base(root, revision)?;
    let paths = earlier::changed_paths(root, Some(&commit))?;
    let names: Vec<&str> = paths.iter().map(String::as_str).collect();
    let mut texts = earlier::texts(root, &commit, &names)?;
    let settings = texts.iter().position(|(path, _)| path == CONFIG);
    let now = match settings.map(|at| texts.swap_remove(at).1) {
        // Other settings judge every record anew; those that could not be used judged nothing.
        Some(bytes) => match load::config_of(bytes) {
            Ok(config) => load::load_with(root, config, Keep::Texts)?,
            Err(_) => now,
        },
        None => now,
    };
    let mut records = Vec::new();
    for (path, bytes) in texts {
        let Some(file) = files::record_file(&path) else {
            continue;
        };
        let document = files::parsed(&path, bytes);
        let read =
            document.and_then(|document| Record::read(file.kind, &path, document, &now.config));
        records.extend(read.map(|read| read.record));
    }
    Ok(Base {
        commit: commit.chars().take(7).collect(),
        backlog: now.with_records_of(&paths, records),
        paths,
    })
}
