//! Places in the order people gave, then and now.

use super::Pair;
use crate::model::Backlog;
use crate::model::Earlier;
use crate::model::Record;
use crate::model::id::Id;
use std::collections::HashMap;

/// The place of every open record among the open records of its kind. Nothing
/// is counted where no rank changed.
pub(super) struct Places<'a> {
    then: HashMap<&'a Id, usize>,
    now: HashMap<&'a Id, usize>,
}

impl<'a> Places<'a> {
    pub fn new(backlog: &'a Backlog, earlier: &'a Earlier, pairs: &[Pair<'a>]) -> Self {
        let moved = |pair: &Pair| match pair {
            (Some(old), Some(new)) => old.common.rank != new.common.rank,
            _ => false,
        };
        if !pairs.iter().any(moved) {
            return Self {
                then: HashMap::new(),
                now: HashMap::new(),
            };
        }
        let records = || backlog.records().iter();
        let untouched = records().filter(|record| !earlier.paths.contains(&record.path));
        Self {
            then: places(backlog, untouched.chain(&earlier.records)),
            now: places(backlog, records()),
        }
    }

    /// The places of a record whose rank changed, where it was and is open;
    /// none where it stands where it stood.
    pub fn moved(&self, old: &Record, new: &Record) -> Option<(usize, usize)> {
        if old.common.rank == new.common.rank {
            return None;
        }
        let from = *self.then.get(old.id())?;
        let to = *self.now.get(new.id())?;
        (from != to).then_some((from, to))
    }
}

fn places<'a>(
    backlog: &Backlog,
    records: impl Iterator<Item = &'a Record>,
) -> HashMap<&'a Id, usize> {
    let mut open: Vec<&Record> = records.filter(|record| backlog.is_open(record)).collect();
    open.sort_by_key(|record| (record.kind.id, record.manual_place()));
    let mut places = HashMap::with_capacity(open.len());
    let mut kind = "";
    let mut place = 0;
    for record in open {
        place = if record.kind.id == kind { place + 1 } else { 1 };
        kind = record.kind.id;
        places.insert(record.id(), place);
    }
    places
}
