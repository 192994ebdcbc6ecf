//! The records that a method orders together.
use super::super::Scores;
use super::gates::Gates;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::date::Day;

/// Records that a method orders together.
#[derive(Clone, Copy, Debug)]
pub struct Set<'a> {
    /// Open ones of one kind.
    records: &'a [&'a Record],
    /// None where `po.yaml` names some that there are not; the order itself says so.
    gates: Option<Gates>,
    pub today: Day,
}

impl<'a> Set<'a> {
    pub fn new(config: &Config, records: &'a [&'a Record], today: Day) -> Self {
        Self {
            records,
            gates: Gates::of(config).ok(),
            today,
        }
    }

    /// Those that get a place: without what the gates leave out.
    pub fn placed(&self) -> impl Iterator<Item = &'a Record> {
        let out = |record| {
            let standing = self.gates.map(|gates| gates.standing(Scores::of(record)));
            standing.is_some_and(|standing| standing.out)
        };
        self.records
            .iter()
            .copied()
            .filter(move |record| !out(record))
    }
}
