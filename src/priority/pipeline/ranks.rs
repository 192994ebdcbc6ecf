//! From an order to the ranks that make it last, with the fewest files changed.
use std::collections::HashSet;

use super::Ordering;
use crate::diag::Error;
use crate::model::Record;
use crate::model::rank::Rank;
use crate::model::rank::RankError;
use crate::model::rank::rerank;

/// The ranks to write so that the records stand in the new order, those without a place in this timebox (`wont`)
/// behind them in their old order.
///
/// Open records that the order does not hold keep their ranks: the others take, in the new order, the places that they
/// held among them. Closed ones keep theirs and are not looked at.
///
/// # Errors
/// Two neighbours leave room only for a rank of over 64 digits.
pub fn ranks<'a>(ordering: &Ordering<'a>) -> Result<Vec<(&'a Record, Rank)>, Error> {
    let ordered = ordering.items.iter().map(|item| item.record);
    let excluded = ordering.excluded.iter().map(|excluded| excluded.record);
    let out = excluded.filter(|record| ordering.backlog.is_open(record));
    let wanted: Vec<&'a Record> = ordered.chain(out).collect();
    write(ordering, wanted).map_err(|error| Error::usage(error.to_string()))
}

fn write<'a>(
    ordering: &Ordering<'a>,
    wanted: Vec<&'a Record>,
) -> Result<Vec<(&'a Record, Rank)>, RankError> {
    let Some(first) = wanted.first() else {
        return Ok(Vec::new());
    };
    let of_kind = ordering.backlog.of_kind(first.kind);
    let mut all: Vec<&Record> = of_kind
        .filter(|record| ordering.backlog.is_open(record))
        .collect();
    all.sort_by_cached_key(|record| record.manual_place());
    let chosen: HashSet<*const Record> = wanted.iter().copied().map(std::ptr::from_ref).collect();
    let mut wanted = wanted.into_iter();
    let mut stretch = Stretch::default();
    for record in all {
        if chosen.contains(&std::ptr::from_ref(record)) {
            stretch.records.extend(wanted.next());
        } else if let Some(rank) = record.common.rank.as_ref() {
            stretch.end(rank)?;
        }
    }
    stretch.flush(None)?;
    Ok(stretch.written)
}

/// The records that go between two that keep their ranks.
#[derive(Default)]
struct Stretch<'a, 'b> {
    after: Option<&'b Rank>,
    records: Vec<&'a Record>,
    written: Vec<(&'a Record, Rank)>,
}

impl<'a, 'b> Stretch<'a, 'b> {
    /// Ends before a rank that stays. Nothing fits before a rank of zeros, nor between equal ones: there the stretch
    /// goes on.
    fn end(&mut self, before: &'b Rank) -> Result<(), RankError> {
        let rises = self.after.is_none_or(|after| after.key() < before.key());
        if before.is_valid() && before.digits() > 0 && rises {
            self.flush(Some(before))?;
            self.after = Some(before);
        }
        Ok(())
    }

    /// Ranks the records. The two at its ends belong to every longest rising run, so `rerank` keeps them.
    fn flush(&mut self, before: Option<&Rank>) -> Result<(), RankError> {
        let after = self.after;
        let fits = |rank: &&Rank| {
            after.is_none_or(|after| after.key() < rank.key())
                && before.is_none_or(|before| rank.key() < before.key())
        };
        let own = |record: &&'a Record| record.common.rank.as_ref().filter(fits);
        let mut order: Vec<Option<&Rank>> = Vec::with_capacity(self.records.len() + 2);
        order.extend(after.map(Some));
        order.extend(self.records.iter().map(own));
        order.extend(before.map(Some));
        let first = usize::from(after.is_some());
        for (at, rank) in rerank(&order)? {
            self.written.push((self.records[at - first], rank));
        }
        self.records.clear();
        Ok(())
    }
}
