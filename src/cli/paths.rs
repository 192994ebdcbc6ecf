//! Files of the backlog, named by ids or paths.

use super::context::Context;
use super::targets;
use super::terminal;
use po::diag::Error;
use po::model::Backlog;
use po::model::id::Id;
use po::store;
use po::store::Root;
use std::path::Path;

/// The paths, from the backlog's folder, of the ids, files and folders named;
/// `-` stands for the words of standard input.
///
/// # Errors
/// A word that is neither an id nor a file of the backlog.
pub(super) fn of(
    words: &[String],
    context: &Context,
    root: &Root,
    backlog: &Backlog,
) -> Result<Vec<String>, Error> {
    let mut paths = Vec::new();
    for word in words {
        if word == "-" {
            for id in terminal::input()?.split_whitespace() {
                paths.push(path(id, context, root, backlog)?);
            }
        } else {
            paths.push(path(word, context, root, backlog)?);
        }
    }
    Ok(paths)
}

fn path(word: &str, context: &Context, root: &Root, backlog: &Backlog) -> Result<String, Error> {
    let id = targets::id(word).ok();
    if let Some(path) = id.as_ref().and_then(|id| path_of(id, backlog)) {
        return Ok(path);
    }
    let here = store::path_in(root, &context.environment.folder.join(word));
    // Findings name files from the backlog's folder.
    here.or_else(|| store::path_in(root, &root.join(word)))
        .ok_or_else(|| no_such(word, backlog))
}

/// The file of a record, also of one that cannot be read.
fn path_of(id: &Id, backlog: &Backlog) -> Option<String> {
    match backlog.get(id) {
        Some(record) => Some(record.path.clone()),
        None => backlog.unreadable_file(id).map(|f| f.place.path.clone()),
    }
}

fn no_such(word: &str, backlog: &Backlog) -> Error {
    let error = Error::usage(format!(
        "\"{word}\" is neither an id nor a file of the backlog"
    ));
    let ids: Vec<String> = backlog.ids().map(ToString::to_string).collect();
    match po::text::nearest(word, ids.iter().map(String::as_str)) {
        Some(near) => error.help(format!("did you mean {near}?")),
        None => error.help("po list shows the ids there are"),
    }
}

/// Whether a file is this one, or lies somewhere in this folder.
pub(super) fn lies_in(path: &str, only: &str) -> bool {
    only.is_empty() || Path::new(path).starts_with(only)
}
