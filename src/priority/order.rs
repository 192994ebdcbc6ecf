//! Who comes first: gates, scores, and the chain that decides between equals.
use std::cmp::Ordering;

use serde::Serialize;

use crate::model::Record;
use crate::model::record::ManualPlace;

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

/// A record with what it is ordered by.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    pub record: &'a Record,
    /// Places at the gates; lower comes first, whatever the score.
    pub gates: [u8; 2],
    /// What the method orders by; higher comes first. None without a score: such records close their class.
    pub parts: Option<Vec<i128>>,
    /// Its place by rank, kept because sorting asks for it often.
    pub manual: ManualPlace<'a>,
}

impl<'a> Entry<'a> {
    pub fn new(record: &'a Record, gates: [u8; 2], parts: Option<Vec<i128>>) -> Self {
        Self {
            record,
            gates,
            parts,
            manual: record.manual_place(),
        }
    }
}

impl Tie {
    fn compare(self, a: &Entry<'_>, b: &Entry<'_>) -> Ordering {
        let due = |entry: &Entry<'_>| {
            let due = entry.record.common.due;
            (due.is_none(), due)
        };
        match self {
            Tie::Due => due(a).cmp(&due(b)),
            Tie::Rank => (a.manual.0, a.manual.1).cmp(&(b.manual.0, b.manual.1)),
            Tie::Id => (a.manual.2, a.manual.3).cmp(&(b.manual.2, b.manual.3)),
        }
    }
}

impl Entry<'_> {
    /// The order of two records, by the ties of the method where they are equal.
    pub fn compare(&self, other: &Self, ties: &[Tie]) -> Ordering {
        let gates = self.gates.cmp(&other.gates);
        gates.then_with(|| self.compare_scores(other, ties))
    }

    /// The same whatever the gates say.
    pub fn compare_scores(&self, other: &Self, ties: &[Tie]) -> Ordering {
        // No score at all is less than any.
        other.parts.cmp(&self.parts).then_with(|| {
            self.tie(other, ties)
                .map_or(Ordering::Equal, |(_, order)| order)
        })
    }

    /// What puts this record before another of equal score in one class; nothing where it puts it behind.
    pub fn decided_by(&self, other: &Self, ties: &[Tie]) -> Option<Tie> {
        let equal = self.gates == other.gates && self.parts == other.parts;
        let tie = equal.then(|| self.tie(other, ties)).flatten();
        tie.filter(|(_, order)| order.is_lt()).map(|(tie, _)| tie)
    }

    fn tie(&self, other: &Self, ties: &[Tie]) -> Option<(Tie, Ordering)> {
        ties.iter()
            .map(|tie| (*tie, tie.compare(self, other)))
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
        let entries = records
            .iter()
            .map(|record| Entry::new(record, [0, 0], None));
        let mut entries: Vec<Entry> = entries.collect();
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
        let entry = |at: usize, gate, parts: Option<&[i128]>| {
            Entry::new(&records[at], [0, gate], parts.map(<[i128]>::to_vec))
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
        let entry = |record| Entry::new(record, [0, 0], Some(vec![3]));
        let [mut a, b] = records.each_ref().map(entry);
        assert_eq!(a.decided_by(&b, &CHAIN), Some(Tie::Due));
        assert_eq!(a.decided_by(&b, &[Tie::Rank, Tie::Id]), Some(Tie::Id));
        a.parts = Some(vec![4]);
        assert_eq!(a.decided_by(&b, &CHAIN), None);
    }
}
