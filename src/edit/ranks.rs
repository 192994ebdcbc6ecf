//! Writes an order into rank keys, changing as few files as can be.

use super::Change;
use super::patch;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::rank;
use crate::model::rank::Rank;
use crate::yaml::Edit;
use crate::yaml::Segment;
use serde_json::Value;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::collections::HashSet;
use std::ops::Bound::Excluded;
use std::ops::Bound::Unbounded;

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

/// The same order in keys that no closed record has: once that is opened again, it has a place of its own.
pub(super) fn apart_from_closed<'a>(
    backlog: &Backlog,
    mut ranks: Vec<(&'a Record, Rank)>,
) -> Vec<(&'a Record, Rank)> {
    let records = || backlog.records().iter();
    let place = |record: &Record, rank: &Rank| (record.kind.id, rank.key().to_owned());
    let own = |record: &Record| Some(place(record, record.common.rank.as_ref()?));
    let closed = records().filter(|record| !backlog.is_open(record));
    let closed: HashSet<Place> = closed.filter_map(own).collect();
    let is_taken = |place: &Place| closed.contains(place);
    if !ranks
        .iter()
        .any(|(record, rank)| is_taken(&place(record, rank)))
    {
        return ranks;
    }
    let mut all: BTreeSet<Place> = records().filter_map(own).collect();
    all.extend(ranks.iter().map(|(record, rank)| place(record, rank)));
    for (record, rank) in &mut ranks {
        let taken = place(record, rank);
        if !is_taken(&taken) {
            continue;
        }
        let mut above = all.range((Excluded(&taken), Unbounded));
        let next = above.next().filter(|(kind, _)| *kind == taken.0);
        let next = next.and_then(|(_, key)| Rank::new(key.as_str()).ok());
        if let Ok(free) = rank::between(Some(rank), next.as_ref()) {
            all.insert(place(record, &free));
            *rank = free;
        }
    }
    ranks
}

/// Says of each change of a rank which place among the open records of the kind it means, before and after. The keys
/// themselves say nothing to people.
pub fn tell_places(backlog: &Backlog, changes: &mut [Change]) {
    let mut new: HashMap<Id, Rank> = HashMap::new();
    for change in changes.iter() {
        let to = change.fields.iter().find(|field| field.field == "rank");
        let to = to.and_then(|field| Rank::new(field.to.as_str()?).ok());
        new.extend(change.id.clone().zip(to));
    }
    let mut places: HashMap<&Id, (usize, usize)> = HashMap::new();
    for kind in kind::ALL {
        let mut open: Vec<&Record> = backlog
            .of_kind(kind)
            .filter(|r| backlog.is_open(r))
            .collect();
        open.sort_by_cached_key(|record| record.manual_place());
        places.extend((1..).zip(&open).map(|(at, record)| (record.id(), (at, at))));
        open.sort_by_cached_key(|record| {
            let rank = new.get(record.id()).map(Rank::key);
            match (rank, record.manual_place()) {
                (None, place) => place,
                (rank, (_, _, id, path)) => (false, rank, id, path),
            }
        });
        for (at, record) in (1..).zip(open) {
            places.entry(record.id()).and_modify(|place| place.1 = at);
        }
    }
    for change in changes {
        let place = change.id.as_ref().and_then(|id| places.get(id));
        change.place = place
            .filter(|_| change.fields.iter().any(|f| f.field == "rank"))
            .copied();
    }
}

/// A kind, and what its ranks are compared by.
type Place = (&'static str, String);

/// The changes that give records these ranks.
///
/// # Errors
/// A file cannot be edited.
pub fn write_ranks<'a>(
    backlog: &Backlog,
    ranks: impl IntoIterator<Item = (&'a Record, Rank)>,
) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    for (record, rank) in apart_from_closed(backlog, ranks.into_iter().collect()) {
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
