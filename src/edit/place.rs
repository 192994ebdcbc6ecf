//! Moves records in the order of their kind, changing as few files as can be.

use super::amend::find;
use super::ranks::apart_from_closed;
use super::ranks::rerank;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::rank;
use crate::model::rank::Rank;
use crate::text::with_article;

/// Where to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    Top,
    /// Behind the last record that has a rank.
    Bottom,
    Before(Id),
    After(Id),
}

/// The ranks that put records, in the order given, at one place of the order.
/// Of the records no more need be known than id, status and rank.
///
/// # Errors
/// Records of two kinds, a closed record, or a target that is itself moved; keys
/// have become too long.
pub fn place<'a>(
    backlog: &'a Backlog,
    ids: &[Id],
    target: &Target,
) -> Result<Vec<(&'a Record, Rank)>, Error> {
    let mut moved: Vec<&Record> = Vec::new();
    for id in ids {
        let record = find(backlog, id)?;
        movable(backlog, record)?;
        if let Some(first) = moved.first()
            && !std::ptr::eq(first.kind, record.kind)
        {
            return Err(two_orders(first, record));
        }
        if !moved.iter().any(|m| m.id() == id) {
            moved.push(record);
        }
    }
    let Some(first) = moved.first() else {
        return Ok(Vec::new());
    };
    let mut order: Vec<&Record> = in_rank_order(backlog, first)
        .into_iter()
        .filter(|r| !moved.iter().any(|m| m.id() == r.id()))
        .collect();
    let at = position(backlog, &order, &moved, target)?;
    order.splice(at..at, moved.iter().copied());
    if let Some(ranks) = between_neighbours(&order, at, moved.len()) {
        let ranks = moved.into_iter().zip(ranks).collect();
        return Ok(apart_from_closed(backlog, ranks));
    }
    // Neighbours without a key, or with the same: repair them as well, but
    // leave alone the tail that nobody has ranked yet.
    let ranked = order
        .iter()
        .rposition(|r| key(r).is_some())
        .map_or(0, |p| p + 1);
    order.truncate(ranked.max(at + moved.len()));
    Ok(apart_from_closed(backlog, rerank(&order)?))
}

fn movable(backlog: &Backlog, record: &Record) -> Result<(), Error> {
    if backlog.is_open(record) {
        return Ok(());
    }
    let status = record.status().unwrap_or_default();
    Err(Error::usage(format!(
        "{} is {status}; only open records have a place",
        record.id()
    ))
    .help("po list shows the open ones in their order"))
}

fn two_orders(one: &Record, other: &Record) -> Error {
    Error::usage(format!(
        "{} is {} and {} is {}: each kind has an order of its own",
        one.id(),
        with_article(one.kind.id),
        other.id(),
        with_article(other.kind.id)
    ))
    .help(format!(
        "po list {} shows those it can stand beside",
        one.kind.plural
    ))
}

/// The open records of a kind: by rank, those without one last, by id.
pub(super) fn in_rank_order<'a>(backlog: &'a Backlog, of: &Record) -> Vec<&'a Record> {
    let mut order: Vec<&Record> = backlog
        .of_kind(of.kind)
        .filter(|r| backlog.is_open(r))
        .collect();
    order.sort_by_cached_key(|record| record.manual_place());
    order
}

fn key(record: &Record) -> Option<&Rank> {
    record.common.rank.as_ref().filter(|rank| rank.is_valid())
}

fn position(
    backlog: &Backlog,
    order: &[&Record],
    moved: &[&Record],
    target: &Target,
) -> Result<usize, Error> {
    let (Target::Before(id) | Target::After(id)) = target else {
        let ranked = order
            .iter()
            .rposition(|r| key(r).is_some())
            .map_or(0, |p| p + 1);
        return Ok(if *target == Target::Top { 0 } else { ranked });
    };
    if moved.iter().any(|m| m.id() == id) {
        return Err(Error::usage(format!("{id} cannot be moved beside itself"))
            .help("name another record to stand beside, or use --top or --bottom"));
    }
    let place = order.iter().position(|r| r.id() == id);
    let Some(place) = place else {
        let record = find(backlog, id)?;
        movable(backlog, record)?;
        return Err(two_orders(moved[0], record));
    };
    Ok(if matches!(target, Target::Before(_)) {
        place
    } else {
        place + 1
    })
}

/// The keys of new records, and the records that get another key to make room for them.
pub(super) type Room<'a> = (Vec<Rank>, Vec<(&'a Record, Rank)>);

/// Room for new records right behind an open one; none where that has no rank to stand behind.
///
/// # Errors
/// Keys have become too long.
pub(super) fn room_behind<'a>(
    backlog: &'a Backlog,
    record: &'a Record,
    count: usize,
) -> Result<Option<Room<'a>>, Error> {
    let order = in_rank_order(backlog, record);
    let at = order.iter().position(|other| other.id() == record.id());
    let (Some(own), Some(at)) = (key(record), at.map(|at| at + 1)) else {
        return Ok(None);
    };
    let next = order.get(at).and_then(|other| key(other));
    if let Ok(ranks) = rank::many(Some(own), next, count) {
        return Ok(Some((ranks, Vec::new())));
    }
    let ranked = order.iter().take_while(|other| key(other).is_some());
    let mut keys: Vec<Option<&Rank>> = ranked.map(|other| key(other)).collect();
    keys.splice(at..at, std::iter::repeat_n(None, count));
    let made = rank::rerank(&keys).map_err(|error| Error::usage(error.to_string()))?;
    let (mut ranks, mut others) = (Vec::new(), Vec::new());
    for (place, rank) in made {
        match place.checked_sub(at) {
            None => others.push((order[place], rank)),
            Some(new) if new < count => ranks.push(rank),
            Some(_) => others.push((order[place - count], rank)),
        }
    }
    Ok(Some((ranks, others)))
}

/// New keys between the neighbours; `None` where those have none, or leave no
/// room.
fn between_neighbours(order: &[&Record], at: usize, count: usize) -> Option<Vec<Rank>> {
    let before = match at.checked_sub(1) {
        Some(place) => Some(key(order[place])?),
        None => None,
    };
    // Records without a rank come last: before them is the end of the order.
    let after = order.get(at + count).and_then(|r| key(r));
    rank::many(before, after, count).ok()
}
