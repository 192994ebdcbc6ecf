//! Who comes first: gates, scores, and the chain that decides between equals.
use std::cmp::Ordering;

use serde::Serialize;

use crate::model::Record;
use crate::model::rank::Rank;

/// What decides between records that are otherwise equal. Those without a value come last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tie {
    /// The earlier day it is needed.
    Due,
    /// The lower rank.
    Rank,
    /// The lower id; of two files with one id the first by path.
    Id,
}

/// The chain of all methods that do not say otherwise.
pub const CHAIN: [Tie; 3] = [Tie::Due, Tie::Rank, Tie::Id];

impl Tie {
    fn compare(self, a: &Record, b: &Record) -> Ordering {
        match self {
            Tie::Due => last(a.common.due).cmp(&last(b.common.due)),
            Tie::Rank => last(rank_key(a)).cmp(&last(rank_key(b))),
            Tie::Id => (a.id(), &a.path).cmp(&(b.id(), &b.path)),
        }
    }
}

/// What ranks are compared by; a rank that is none counts as missing.
fn rank_key(record: &Record) -> Option<&str> {
    let rank = record.common.rank.as_ref();
    rank.filter(|rank| rank.is_valid()).map(Rank::key)
}

fn last<T>(value: Option<T>) -> (bool, Option<T>) {
    (value.is_none(), value)
}

/// The manual order: by rank, then by id.
pub fn by_rank(a: &Record, b: &Record) -> Ordering {
    Tie::Rank.compare(a, b).then_with(|| Tie::Id.compare(a, b))
}

/// A record with what it is ordered by.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    pub record: &'a Record,
    /// Places at the gates; lower comes first, whatever the score.
    pub gates: [u8; 2],
    /// What the method orders by; higher comes first. None without a score: such records close their class.
    pub parts: Option<Vec<i128>>,
}

impl Entry<'_> {
    /// The order of two records, by the ties of the method where they are equal.
    pub fn compare(&self, other: &Self, ties: &[Tie]) -> Ordering {
        // No score at all is less than any.
        self.gates
            .cmp(&other.gates)
            .then_with(|| other.parts.cmp(&self.parts))
            .then_with(|| {
                self.tie(other, ties)
                    .map_or(Ordering::Equal, |(_, order)| order)
            })
    }

    /// What decides between two records of equal score in one class.
    pub fn decided_by(&self, other: &Self, ties: &[Tie]) -> Option<Tie> {
        let equal = self.gates == other.gates && self.parts == other.parts;
        equal.then(|| self.tie(other, ties).map(|(tie, _)| tie))?
    }

    fn tie(&self, other: &Self, ties: &[Tie]) -> Option<(Tie, Ordering)> {
        ties.iter()
            .map(|tie| (*tie, tie.compare(self.record, other.record)))
            .find(|(_, order)| order.is_ne())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::tests::record;

    /// The ids of records in the order of equal scores.
    fn ordered(ties: &[Tie], records: &[&str]) -> Vec<String> {
        let records: Vec<Record> = records.iter().map(|text| record(text)).collect();
        let mut entries: Vec<Entry> = records
            .iter()
            .map(|record| Entry {
                record,
                gates: [0, 0],
                parts: None,
            })
            .collect();
        entries.sort_by(|a, b| a.compare(b, ties));
        let ids = entries.iter().map(|entry| entry.record.id().to_string());
        ids.collect()
    }

    #[test]
    fn equals_are_ordered_by_due_then_rank_then_id() {
        let records = [
            "id: S-10",
            "id: S-2",
            "id: S-7kq4m",
            "id: S-4\nrank: rz",
            "id: S-3\nrank: r90",
            "id: S-5\nrank: r9",
            "id: S-6\nrank: nine",
            "id: S-9\ndue: 2026-12-02\nrank: ra",
            "id: S-8\ndue: 2026-12-01",
        ];
        let chain = [
            "S-8", "S-9", "S-3", "S-5", "S-4", "S-2", "S-6", "S-10", "S-7kq4m",
        ];
        assert_eq!(ordered(&CHAIN, &records), chain);
        let by_rank = [
            "S-3", "S-5", "S-9", "S-4", "S-8", "S-2", "S-6", "S-10", "S-7kq4m",
        ];
        let ranks_first = [Tie::Rank, Tie::Due, Tie::Id];
        assert_eq!(ordered(&ranks_first, &records), by_rank);
    }

    #[test]
    fn gates_come_before_scores_and_no_score_closes_its_class() {
        let records = ["id: S-1", "id: S-2", "id: S-3", "id: S-4"].map(record);
        let entry = |at: usize, gate, parts: Option<&[i128]>| Entry {
            record: &records[at],
            gates: [0, gate],
            parts: parts.map(<[i128]>::to_vec),
        };
        let mut entries = [
            entry(0, 1, Some(&[900])),
            entry(1, 0, None),
            entry(2, 0, Some(&[-5])),
            entry(3, 0, Some(&[-5, 1])),
        ];
        entries.sort_by(|a, b| a.compare(b, &CHAIN));
        let ids = entries.each_ref().map(|entry| entry.record.id().as_str());
        assert_eq!(ids, ["S-4", "S-3", "S-2", "S-1"]);
    }

    #[test]
    fn only_equals_are_decided_by_a_tie() {
        let records = ["id: S-1\ndue: 2026-12-01", "id: S-2"].map(record);
        let [mut a, b] = records.each_ref().map(|record| Entry {
            record,
            gates: [0, 0],
            parts: Some(vec![3]),
        });
        assert_eq!(a.decided_by(&b, &CHAIN), Some(Tie::Due));
        assert_eq!(a.decided_by(&b, &[Tie::Rank, Tie::Id]), Some(Tie::Id));
        a.parts = Some(vec![4]);
        assert_eq!(a.decided_by(&b, &CHAIN), None);
    }
}
