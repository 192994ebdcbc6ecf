//! Writes an order into rank keys, changing as few files as can be.

use super::Change;
use super::patch;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::rank;
use crate::model::rank::Rank;
use crate::yaml::Edit;
use crate::yaml::Segment;
use serde_json::Value;

/// Gives the records keys that sort in this order; those already in a longest
/// run keep theirs.
///
/// # Errors
/// Keys have become too long; a file cannot be edited.
pub fn rerank(backlog: &Backlog, order: &[&Record]) -> Result<Vec<Change>, Error> {
    let keys: Vec<Option<&Rank>> = order.iter().map(|r| r.common.rank.as_ref()).collect();
    let ranks = rank::rerank(&keys).map_err(|error| Error::usage(error.to_string()))?;
    write_ranks(
        backlog,
        ranks.into_iter().map(|(at, rank)| (order[at], rank)),
    )
}

/// The changes that give records these ranks.
pub fn write_ranks<'a>(
    backlog: &Backlog,
    ranks: impl IntoIterator<Item = (&'a Record, Rank)>,
) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    for (record, rank) in ranks {
        let edit = Edit::Set {
            path: vec![Segment::Key("rank".to_owned())],
            value: Value::String(rank.as_str().to_owned()),
        };
        if let Some((change, _)) = patch(record, &[edit], &backlog.config)? {
            changes.push(change);
        }
    }
    Ok(changes)
}
