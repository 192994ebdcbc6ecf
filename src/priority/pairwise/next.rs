//! The pair that tells most when it is asked next.
use super::super::decimal::sort_key;
use super::super::order::CHAIN;
use super::super::order::Entry;
use super::Table;
use crate::model::Backlog;
use crate::model::Record;

/// Two records to compare.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    pub pair: [&'a Record; 2],
    /// How often they were compared.
    pub times: u32,
}

/// Of the neighbours in the order by comparisons those compared least, then those with the smaller gap, then by id;
/// none where there are not two records.
pub fn next<'a>(backlog: &Backlog, records: &[&'a Record]) -> Option<Next<'a>> {
    let table = Table::of(backlog.voices());
    let rating = |record: &Record| sort_key(table.rating(record.id()));
    let entry = |record: &&'a Record| Entry::new(record, [0, 0], Some(vec![rating(record)]));
    let mut entries: Vec<Entry<'a>> = records.iter().map(entry).collect();
    entries.sort_by(|a, b| a.compare(b, &CHAIN));
    let pairs = entries.windows(2).map(|two| {
        let (first, second) = (two[0].record, two[1].record);
        let times = table.between(first.id(), second.id());
        let gap = rating(first) - rating(second);
        ((times, gap, first.id(), second.id()), [first, second])
    });
    let ((times, ..), pair) = pairs.min_by(|a, b| a.0.cmp(&b.0))?;
    Some(Next { pair, times })
}
