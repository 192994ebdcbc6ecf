//! What waits for what in the open backlog: the graph of `depends_on`, its circles, and its longest chain.
use std::cmp::Reverse;
use std::collections::HashMap;

use super::dependencies::Arranged;
use super::dependencies::arrange;
use super::dependencies::shortest_cycle;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::points::Points;

/// The open records, and which of them wait for which others.
#[derive(Debug)]
pub struct Waiting<'a> {
    /// By kind and id.
    pub records: Vec<&'a Record>,
    /// For each record the places of those that must be done before it, in the order of its file, each once.
    pub needs: Vec<Vec<usize>>,
    /// For each record the places of those that wait for it, rising.
    pub waiters: Vec<Vec<usize>>,
    places: HashMap<&'a Id, usize>,
    arranged: Arranged,
    /// For each record the number of the circle it is in.
    circle_of: Vec<Option<usize>>,
}

/// Records one after another, each of which waits for the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// The first to be done comes first.
    pub places: Vec<usize>,
    pub points: Points,
}

impl<'a> Waiting<'a> {
    pub fn new(backlog: &'a Backlog) -> Self {
        let all = backlog.records().iter();
        let mut seen = std::collections::HashSet::new();
        // Of two files with one id the first stands for it.
        let open = all.filter(|record| backlog.is_open(record) && seen.insert(record.id()));
        let records: Vec<&Record> = open.collect();
        let places: HashMap<&Id, usize> = (0..).zip(&records).map(|(at, r)| (r.id(), at)).collect();
        let mut waiters = vec![Vec::new(); records.len()];
        let mut needs = Vec::with_capacity(records.len());
        for (at, record) in records.iter().enumerate() {
            let mut needed: Vec<usize> = Vec::new();
            for place in record.depends_on().iter().filter_map(|id| places.get(id)) {
                if !needed.contains(place) {
                    needed.push(*place);
                    waiters[*place].push(at);
                }
            }
            needs.push(needed);
        }
        let base: Vec<usize> = (0..records.len()).collect();
        let arranged = arrange(&base, &needs);
        let mut circle_of = vec![None; records.len()];
        for (number, cycle) in arranged.cycles.iter().enumerate() {
            for at in cycle {
                circle_of[*at] = Some(number);
            }
        }
        Self {
            records,
            needs,
            waiters,
            places,
            arranged,
            circle_of,
        }
    }

    /// The place of a record, where it is open.
    pub fn place(&self, id: &Id) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// A shortest way around each circle; each place waits for the next, and the last for the first.
    pub fn circles(&self) -> Vec<Vec<usize>> {
        let cycles = self.arranged.cycles.iter();
        cycles
            .map(|cycle| shortest_cycle(cycle, &self.needs))
            .collect()
    }

    /// All records of each circle, in the order of `circles`.
    pub fn in_circles(&self) -> &[Vec<usize>] {
        &self.arranged.cycles
    }

    /// The records one after another, each behind those it waits for; those of one circle are together.
    pub fn steps(&self) -> impl Iterator<Item = &[usize]> {
        let order = &self.arranged.order;
        order.chunk_by(|one, other| self.in_one_circle(*one, *other))
    }

    /// Whether two records wait for each other, directly or through others.
    pub fn in_one_circle(&self, one: usize, other: usize) -> bool {
        self.circle_of[one].is_some() && self.circle_of[one] == self.circle_of[other]
    }

    /// The chain of most points; of equals the one of most records, then the one whose end is known first. A circle
    /// is gone through in the order of its ids. None where nothing waits.
    pub fn longest_chain(&self, points: &dyn Fn(&Record) -> Option<Points>) -> Option<Chain> {
        let count = self.records.len();
        let mut turn = vec![0; count];
        for (at, place) in self.arranged.order.iter().enumerate() {
            turn[*place] = at;
        }
        let mut best: Vec<(Points, usize)> = vec![(Points::ZERO, 0); count];
        let mut before: Vec<Option<usize>> = vec![None; count];
        for place in self.arranged.order.iter().copied() {
            let earlier = self.needs[place].iter().copied();
            let earlier = earlier.filter(|other| turn[*other] < turn[place]);
            before[place] = earlier.max_by_key(|other| (best[*other], Reverse(*other)));
            let (sum, length) = before[place].map_or((Points::ZERO, 0), |other| best[other]);
            let own = points(self.records[place]).unwrap_or_default();
            best[place] = (sum + own, length + 1);
        }
        let end = (0..count).max_by_key(|place| (best[*place], Reverse(*place)))?;
        // Where nothing on it waits, another chain of fewer points may.
        let end = match best[end].1 {
            1 => (0..count)
                .filter(|place| best[*place].1 > 1)
                .max_by_key(|place| (best[*place], Reverse(*place)))?,
            _ => end,
        };
        let mut places: Vec<usize> =
            std::iter::successors(Some(end), |place| before[*place]).collect();
        places.reverse();
        Some(Chain {
            places,
            points: best[end].0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::tests::backlog;

    fn own(record: &Record) -> Option<Points> {
        record.story()?.points
    }

    fn chain(records: &[&str]) -> Option<(String, String)> {
        let backlog = backlog("", records);
        let waiting = Waiting::new(&backlog);
        let chain = waiting.longest_chain(&own)?;
        let ids = chain
            .places
            .iter()
            .map(|at| waiting.records[*at].id().as_str());
        Some((ids.collect::<Vec<_>>().join(" "), chain.points.to_string()))
    }

    #[test]
    fn the_longest_chain_is_the_one_of_most_points() {
        let records = [
            "{id: S-1, points: 3, depends_on: [S-2, S-3]}",
            "{id: S-2, points: 8}",
            "{id: S-3, points: 1, depends_on: [S-4]}",
            "{id: S-4, points: 2, depends_on: [S-5]}",
            "{id: S-5, points: 1}",
            "{id: S-6, points: 100}",
            "{id: S-7, points: 50, status: done}",
            "{id: S-8, points: 5, depends_on: [S-7]}",
        ];
        let expected = Some(("S-2 S-1".to_owned(), "11".to_owned()));
        assert_eq!(chain(&records), expected);
    }

    #[test]
    fn of_equal_points_the_chain_of_more_records_is_longer() {
        let records = [
            "{id: S-1, depends_on: [S-2]}",
            "{id: S-2, depends_on: [E-1]}",
            "id: E-1",
        ];
        let expected = Some(("E-1 S-2 S-1".to_owned(), "0".to_owned()));
        assert_eq!(chain(&records), expected);
        assert_eq!(chain(&["id: S-1", "id: S-2"]), None);
    }

    #[test]
    fn circles_are_found_and_do_not_keep_a_chain_from_being_found() {
        let records = [
            "{id: S-1, points: 1, depends_on: [S-2]}",
            "{id: S-2, points: 1, depends_on: [S-1, S-3]}",
            "{id: S-3, points: 2}",
            "{id: S-4, depends_on: [S-4]}",
        ];
        let backlog = backlog("", &records);
        let waiting = Waiting::new(&backlog);
        assert_eq!(waiting.circles(), [vec![0, 1], vec![3]]);
        assert!(waiting.in_one_circle(0, 1) && !waiting.in_one_circle(1, 2));
        let chain = waiting.longest_chain(&own).expect("a chain");
        assert_eq!(chain.points, Points::from(3));
    }

    #[test]
    fn ten_thousand_in_a_row_need_no_stack() {
        let count = 10_000;
        let record = |at: usize| format!("{{id: S-{at}, points: 1, depends_on: [S-{}]}}", at + 1);
        let records: Vec<String> = (1..=count).map(record).collect();
        let backlog = backlog("", &records);
        let waiting = Waiting::new(&backlog);
        let chain = waiting.longest_chain(&own).expect("a chain");
        assert_eq!(chain.places.len(), count);
        assert_eq!(chain.points, Points::from(10_000));
        assert_eq!(waiting.records[chain.places[0]].id().as_str(), "S-10000");
    }
}
