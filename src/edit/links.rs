//! Links that a change would leave in the air.

use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind;

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
