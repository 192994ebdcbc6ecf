//! Links that a change would leave in the air.

use crate::diag::Error;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::unknown;

/// A link that cannot be meant: to the record itself, or to a record of another
/// kind than the field is for.
pub fn misplaced_target(old: Option<&Record>, new: &Record) -> Option<Error> {
    let known: Vec<(String, Id)> = old.map(Record::links).unwrap_or_default();
    let mut added = new.links().into_iter().filter(|link| !known.contains(link));
    added.find_map(|(field, id)| {
        new.misplaced(&field, &id)?;
        if id == *new.id() {
            return Some(to_itself(&id));
        }
        let wanted = kind::wanted(new.kind, &field)?;
        let found = kind::by_prefix(id.prefix())?;
        let mut error = unknown::other_kind(&id, found, wanted.id);
        error.message = format!("{field}: {}", error.message);
        Some(error)
    })
}

/// A record is linked to another one.
pub(super) fn to_itself(id: &Id) -> Error {
    Error::usage(format!("{id} cannot be linked to itself"))
        .help("name the record that is meant; po list shows the ids of stories")
}

/// The ids a change names for the first time, of kinds that exist; the caller
/// looks whether there are such records.
pub fn missing_targets(
    old: Option<&Record>,
    new: &Record,
    exists: &dyn Fn(&Id) -> bool,
) -> Vec<(String, Id)> {
    let known: Vec<(String, Id)> = old.map(Record::links).unwrap_or_default();
    new.links()
        .into_iter()
        .filter(|(_, id)| !known.iter().any(|(_, k)| k == id))
        .filter(|(_, id)| kind::by_prefix(id.prefix()).is_some() || id.prefix().is_empty())
        .filter(|(_, id)| !exists(id))
        .collect()
}
