//! Writes an order into rank keys, changing as few files as can be.

use super::Change;
use super::patch;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::kind::Kind;
use crate::model::rank;
use crate::model::rank::Rank;
use crate::yaml::Edit;
use crate::yaml::Segment;
use serde_json::Value;

/// Keys that sort the records in this order; those already in a longest run keep
/// theirs.
///
/// # Errors
/// Keys have become too long.
pub fn rerank<'a>(order: &[&'a Record]) -> Result<Vec<(&'a Record, Rank)>, Error> {
    let keys: Vec<Option<&Rank>> = order.iter().map(|r| r.common.rank.as_ref()).collect();
    let ranks = rank::rerank(&keys).map_err(|error| Error::usage(error.to_string()))?;
    Ok(ranks
        .into_iter()
        .map(|(at, rank)| (order[at], rank))
        .collect())
}

/// Short ranks for the open records of a kind that have one, in the same order. Closed records keep theirs and are not
/// looked at.
pub fn rebalance<'a>(backlog: &'a Backlog, kind: &'static Kind) -> Vec<(&'a Record, Rank)> {
    let ranked = |record: &&Record| !record.manual_place().0 && backlog.is_open(record);
    let mut order: Vec<&Record> = backlog.of_kind(kind).filter(ranked).collect();
    order.sort_by_cached_key(|record| record.manual_place());
    let ranks = rank::rebalance(order.len());
    order.into_iter().zip(ranks).collect()
}

/// The changes that give records these ranks.
///
/// # Errors
/// A file cannot be edited.
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
