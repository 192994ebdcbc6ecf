//! Writes an order into rank keys, changing as few files as can be.

use super::Change;
use super::place;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::rank;
use crate::model::rank::Rank;

/// Gives the records keys that sort in this order; those already in a longest
/// run keep theirs.
///
/// # Errors
/// Keys have become too long; a file cannot be edited.
pub fn rerank(backlog: &Backlog, order: &[&Record]) -> Result<Vec<Change>, Error> {
    let keys: Vec<Option<&Rank>> = order.iter().map(|r| r.common.rank.as_ref()).collect();
    let ranks = rank::rerank(&keys).map_err(|error| Error::usage(error.to_string()))?;
    place::write(
        backlog,
        ranks.into_iter().map(|(at, rank)| (order[at], rank)),
    )
}
