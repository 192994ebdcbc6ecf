//! Which sprint is meant: an id, `@next`, `@current` or a title.

use super::super::targets;
use po::diag::Error;
use po::model::Backlog;
use po::model::Record;
use po::model::kind;
use po::model::meant;
use po::model::unknown;

/// The sprint of this word.
///
/// # Errors
/// There is none, or there are several.
pub(super) fn sprint<'a>(backlog: &'a Backlog, word: &str) -> Result<&'a Record, Error> {
    match kind::by_name("sprint") {
        Some(kind) if !meant::is_id(word) => meant::one(backlog, kind, word),
        _ => named(backlog, word),
    }
}

/// Whether a word names a sprint.
pub(super) fn is_sprint(word: &str) -> bool {
    word.starts_with('@') || word.to_uppercase().starts_with("SP-")
}

/// Whether a sprint is called so.
pub(super) fn is_called(backlog: &Backlog, word: &str) -> bool {
    kind::by_name("sprint").is_some_and(|kind| !meant::called(backlog, kind, word).is_empty())
}

fn named<'a>(backlog: &'a Backlog, word: &str) -> Result<&'a Record, Error> {
    let id = targets::id(word)?;
    match backlog.get(&id) {
        Some(record) if record.sprint().is_some() => Ok(record),
        Some(record) => Err(unknown::other_kind(&id, record.kind, "sprint")),
        None => Err(unknown::missing(backlog, &id)),
    }
}
