//! Loads a few records without reading the rest.

use super::files;
use super::files::RecordFile;
use super::find::Root;
use super::load::Keep;
use super::load::load_files;
use super::load::read_config;
use super::seen;
use super::undo;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::unknown;
use std::collections::BTreeMap;

/// Loads the records of these ids: by file name first, then by a search for
/// `id: ID` in the files of the kind.
///
/// # Errors
/// An id that no file has, or that two files have; `po.yaml` cannot be used.
pub fn load_ids(root: &Root, ids: &[Id], keep: Keep) -> Result<Backlog, Error> {
    let config = read_config(root)?;
    let mut wanted: Vec<RecordFile> = Vec::new();
    // Each folder is listed once, however many of its records are wanted.
    let mut folders: BTreeMap<&str, Vec<RecordFile>> = BTreeMap::new();
    for id in ids {
        let kind = kind::by_prefix(id.prefix()).ok_or_else(|| unknown_prefix(id))?;
        let listed = folders.entry(kind.folder).or_insert_with(|| {
            let mut listed = Vec::new();
            files::list_kind(root, kind, &mut listed, &mut Vec::new());
            listed
        });
        let file = locate(root, id, listed)?;
        if !wanted.iter().any(|f| f.path == file.path) {
            wanted.push(file);
        }
    }
    load_files(root, config, &wanted, Vec::new(), keep)
}

/// Loads the records in these files (relative paths); files that hold no
/// records are left out.
///
/// # Errors
/// `po.yaml` cannot be used.
pub fn load_paths(root: &Root, paths: &[String], keep: Keep) -> Result<Backlog, Error> {
    let config = read_config(root)?;
    let (listed, findings) = files::list(root);
    let chosen: Vec<RecordFile> = listed
        .into_iter()
        .filter(|file| paths.contains(&file.path))
        .collect();
    load_files(root, config, &chosen, findings, keep)
}

/// Whether a file of this id's name exists.
pub fn exists(root: &Root, id: &Id) -> bool {
    let Some(kind) = kind::by_prefix(id.prefix()) else {
        return false;
    };
    let mut listed = Vec::new();
    files::list_kind(root, kind, &mut listed, &mut Vec::new());
    listed.iter().any(|file| file.is_named(id.as_str()))
        || !with_id(root, id, listed.iter()).is_empty()
}

/// The ids that file names of a kind begin with, for did-you-mean.
pub fn ids(root: &Root, prefix: &str) -> Vec<Id> {
    let mut listed = Vec::new();
    if let Some(kind) = kind::by_prefix(prefix) {
        files::list_kind(root, kind, &mut listed, &mut Vec::new());
    }
    listed.iter().filter_map(RecordFile::id).collect()
}

fn locate(root: &Root, id: &Id, listed: &[RecordFile]) -> Result<RecordFile, Error> {
    let named: Vec<&RecordFile> = listed.iter().filter(|f| f.is_named(id.as_str())).collect();
    let mut hits = with_id(root, id, named.iter().copied());
    if hits.is_empty() && named.is_empty() {
        hits = with_id(root, id, listed.iter());
    }
    match (hits.as_slice(), named.as_slice()) {
        ([one], _) => Ok((*one).clone()),
        // The file is there but gives no such record: loading it says why.
        ([], [one]) => Ok((*one).clone()),
        ([], _) => Err(elsewhere(root, id).unwrap_or_else(|| missing(root, id, listed))),
        (many, _) => {
            let paths: Vec<&str> = many.iter().map(|file| file.path.as_str()).collect();
            Err(unknown::shared(id, &paths))
        }
    }
}

/// The files that hold a top-level `id:` with this value.
fn with_id<'a>(
    root: &Root,
    id: &Id,
    candidates: impl Iterator<Item = &'a RecordFile>,
) -> Vec<&'a RecordFile> {
    candidates
        .filter(|file| {
            let Ok(bytes) = files::bytes(root, &file.path) else {
                return false;
            };
            let text = String::from_utf8_lossy(&bytes);
            text.lines().any(|line| {
                let value = line.trim_start_matches('\u{feff}').strip_prefix("id:");
                value.is_some_and(|v| is_value(v, id.as_str()))
            })
        })
        .collect()
}

/// Whether the text behind `id:` is this id, quoted or not, commented or not.
fn is_value(text: &str, id: &str) -> bool {
    let text = text.trim();
    let value = match text.strip_prefix(['"', '\'']) {
        Some(rest) => rest.split(['"', '\'']).next().unwrap_or_default(),
        None => text.split(" #").next().unwrap_or_default().trim_end(),
    };
    value == id
}

fn unknown_prefix(id: &Id) -> Error {
    let error = unknown::record(id, []);
    let near = Id::new(format!("{}-{}", id.prefix().to_uppercase(), id.tail()));
    let known_near = near.ok().filter(|n| kind::by_prefix(n.prefix()).is_some());
    match known_near {
        Some(near) => error.help(format!("did you mean {near}?")),
        None => error,
    }
}

/// A record of this id among those of another kind.
fn elsewhere(root: &Root, id: &Id) -> Option<Error> {
    let kind = kind::by_prefix(id.prefix())?;
    let (listed, _) = files::list(root);
    let others = listed.iter().filter(|file| file.kind.id != kind.id);
    let found = with_id(root, id, others);
    let path = &found.first()?.path;
    let error = Error::usage(format!("{id} lies in the wrong folder: {path}"));
    Some(error.help(format!("move the file to {}/", kind.folder)))
}

fn missing(root: &Root, id: &Id, listed: &[RecordFile]) -> Error {
    let known: Vec<Id> = listed.iter().filter_map(RecordFile::id).collect();
    let error = unknown::record(id, &known);
    let (sets, _) = undo::applied(root);
    let own = |set: &undo::Applied| {
        let mut files = set.files.iter();
        files.any(|file| file.id.as_ref() == Some(id) && file.removed)
    };
    let touched = |set: &&undo::Applied| {
        let mut files = set.files.iter();
        set.undone_by.is_none() && files.any(|file| file.id.as_ref() == Some(id))
    };
    // Where the last one that touched it only wrote it, a hand or git took it away.
    if let Some(set) = sets.iter().find(touched).filter(|set| own(set)) {
        let (number, command) = (set.number, &set.command);
        let mut removed = Error::usage(format!("{id} was removed by {command}"));
        removed.help = vec![format!("po undo {number} brings it back")];
        return removed;
    }
    match seen::ids(root).is_some_and(|mut seen| seen.any(|other| other == *id)) {
        true => error.help(format!(
            "it was removed; git log --all -- \"*{id}-*\" finds it"
        )),
        false => error,
    }
}
