//! From what records are ordered by to their places, and what is told of each there.
use super::super::Scores;
use super::super::dependencies;
use super::super::dependencies::Arranged;
use super::super::dependencies::arrange;
use super::super::inputs;
use super::super::order::Entry;
use super::super::order::Tie;
use super::Candidate;
use super::Cycle;
use super::Item;
use super::Moved;
use super::Ordering;
use super::base;
use crate::model::Record;
use crate::model::date::Day;

/// After how many days a score is old, where `prioritize.score_max_age_days` does not say.
const MAX_AGE_DAYS: u32 = 90;

/// Puts entries, given by score and ties, after what they depend on, in an order that agrees with its own ranks.
///
/// A dependency may put the later of two equals first. Once the ranks of this order are written they decide the tie
/// so, and what waits for either is less or more urgent than before. So the equals are put as the order has them, and
/// the order is made again; in each turn one more of them has its place for good, so this ends. The effective places
/// are those in the base given.
pub(super) fn settle(
    entries: &[Entry<'_>],
    needs: &[Vec<usize>],
    ties: &[Tie],
    mut base: Vec<usize>,
) -> Arranged {
    let before_rank = ties.split(|tie| *tie == Tie::Rank).next().unwrap_or(ties);
    let mut arranged = arrange(&base, needs);
    loop {
        let mut place = vec![0; base.len()];
        for (at, entry) in arranged.order.iter().enumerate() {
            place[*entry] = at;
        }
        let mut next = base.clone();
        next.sort_by(|a, b| {
            let by_score = entries[*a].compare(&entries[*b], before_rank);
            by_score.then_with(|| place[*a].cmp(&place[*b]))
        });
        if next == base {
            return arranged;
        }
        arranged.order = arrange(&next, needs).order;
        base = next;
    }
}

impl Ordering<'_> {
    /// Gives every entry its place.
    pub(super) fn place(&mut self, mut candidates: Vec<Candidate>, today: Day) {
        let ties = self.method.ties();
        let base = base(&self.entries, &ties);
        let Arranged {
            order,
            effective,
            cycles,
        } = settle(&self.entries, &self.needs, &ties, base.clone());
        let old = self.old_places();
        let mut base_place = vec![0; base.len()];
        for (at, entry) in base.iter().enumerate() {
            base_place[*entry] = at + 1;
        }
        self.items.reserve(order.len());
        self.item_of = vec![0; order.len()];
        for (at, entry) in order.into_iter().enumerate() {
            self.item_of[entry] = at;
            let candidate = std::mem::take(&mut candidates[entry]);
            let record = self.entries[entry].record;
            let (place, from) = (at + 1, base_place[entry]);
            let moved = (place < from).then(|| Moved {
                from,
                blocks: self.entries[base[effective[entry]]].record.id().clone(),
            });
            self.items.push(Item {
                record,
                place,
                old_place: old[entry],
                class: candidate.class,
                scored: self.entries[entry].parts.is_some(),
                score: candidate.score,
                completeness: candidate.reading.completeness(),
                stale: self.is_stale(record, today),
                reading: candidate.reading,
                moved,
                waits_for: candidate.waits_for,
                entry,
            });
        }
        self.base = base;
        self.cycles = cycles.iter().map(|cycle| self.cycle(cycle)).collect();
    }

    /// After how many days a score is old.
    pub fn max_age_days(&self) -> u32 {
        let settings = self.backlog.config.file.prioritize.as_ref();
        let days = settings.and_then(|settings| settings.score_max_age_days);
        days.unwrap_or(MAX_AGE_DAYS)
    }

    /// For each entry its place by rank, from 1.
    fn old_places(&self) -> Vec<usize> {
        let mut old: Vec<usize> = (0..self.entries.len()).collect();
        old.sort_by_key(|entry| self.entries[*entry].manual);
        let mut places = vec![0; old.len()];
        for (at, entry) in old.into_iter().enumerate() {
            places[entry] = at + 1;
        }
        places
    }

    /// Whether a record was scored too long ago; without a day it never was.
    fn is_stale(&self, record: &Record, today: Day) -> bool {
        let scored = Scores::of(record).value(self.method.id(), inputs::SCORED);
        let scored = scored.and_then(|day| day.as_str()?.parse::<Day>().ok());
        scored.is_some_and(|day| today.since(day) > i64::from(self.max_age_days()))
    }

    fn cycle(&self, cycle: &[usize]) -> Cycle {
        let id = |entry: &usize| self.entries[*entry].record.id().clone();
        let way = dependencies::shortest_cycle(cycle, &self.needs);
        Cycle {
            ids: cycle.iter().map(id).collect(),
            path: way.iter().chain(way.first()).map(id).collect(),
        }
    }
}
