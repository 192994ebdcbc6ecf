//! `po deps`: what waits for what, and what follows from it.

mod dependency;
mod drawing;
mod item;
mod page;
mod tree;

pub use dependency::Dependency;
pub use drawing::Drawing;
pub use item::Item;
pub use item::State;
pub use tree::Tree;

use super::Report;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::points::Points;
use crate::page::Answer;
use crate::priority::waiting::Chain;
use crate::priority::waiting::Waiting;
use dependency::dependency;
use item::Sizes;
use item::items;
use serde::Serialize;
use std::collections::HashSet;

pub static REPORT: Report = Report {
    id: "deps",
    summary: "what waits for what: of one record, or of the open backlog",
};

/// Dependencies, and the records at both ends of them.
#[derive(Debug, Serialize)]
pub struct Deps {
    /// The record asked for; all open ones where it is null.
    pub id: Option<Id>,
    pub items: Vec<Item>,
    pub dependencies: Vec<Dependency>,
    /// What the record waits for and what waits for it, through others too.
    pub tree: Option<Tree>,
    /// Records that wait for each other; each waits for the next, the last for the first.
    pub circles: Vec<Vec<Id>>,
    pub longest_chain: Option<LongestChain>,
    #[serde(skip)]
    only: Only,
}

/// Which dependencies are asked for: those that are all that is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Only {
    pub cross_team: bool,
    pub late: bool,
    pub blocked: bool,
    pub conflicts: bool,
}

/// The chain of records that takes longest.
#[derive(Debug, Serialize)]
pub struct LongestChain {
    pub points: Points,
    /// The first to be done comes first.
    pub ids: Vec<Id>,
    /// Those whose points nobody knows.
    pub unestimated: Vec<Id>,
    /// Those that wait for each other: no order of them can be kept, so they stand by id.
    pub in_circles: Vec<Id>,
}

impl Deps {
    /// The dependencies among the open records.
    pub fn all(backlog: &Backlog, only: Only) -> Self {
        let waiting = Waiting::new(backlog);
        let mut dependencies = Vec::new();
        for (at, needed) in waiting.needs.iter().enumerate() {
            for other in needed {
                let [record, needs] = [at, *other].map(|at| waiting.records[at]);
                let mut found = dependency(backlog, record, needs);
                found.circle = waiting.in_one_circle(at, *other);
                dependencies.push(found);
            }
        }
        dependencies.retain(|found| only.holds(found));
        let ids = |places: Vec<usize>| {
            let ids = places
                .into_iter()
                .map(|at| waiting.records[at].id().clone());
            ids.collect::<Vec<Id>>()
        };
        let points = Sizes::of(backlog);
        let chain = waiting.longest_chain(&|record| points.of_record(record));
        let named = dependencies
            .iter()
            .flat_map(|found| [&found.id, &found.needs]);
        Self {
            id: None,
            items: items(backlog, named, &points),
            circles: waiting.circles().into_iter().map(ids).collect(),
            longest_chain: chain.map(|chain| longest(&waiting, chain, &points)),
            dependencies,
            tree: None,
            only,
        }
    }

    /// What a record waits for and what waits for it, through others too.
    pub fn of(backlog: &Backlog, record: &Record) -> Self {
        let tree = Tree::of(backlog, record);
        let mut seen = HashSet::new();
        let mut dependencies = Vec::new();
        for (id, needs) in tree.pairs() {
            if seen.insert((id.clone(), needs.clone())) {
                dependencies.push(match (backlog.get(&id), backlog.get(&needs)) {
                    (Some(record), Some(other)) => dependency(backlog, record, other),
                    _ => Dependency::plain(id, needs),
                });
            }
        }
        let waiting = Waiting::new(backlog);
        let circle = |id: &Id, other: &Id| {
            let both = waiting.place(id).zip(waiting.place(other));
            both.is_some_and(|(id, other)| waiting.in_one_circle(id, other))
        };
        let circles = waiting.circles().into_iter().map(|circle| {
            let ids = circle
                .into_iter()
                .map(|at| waiting.records[at].id().clone());
            ids.collect::<Vec<Id>>()
        });
        let reached: HashSet<&Id> = tree.ids().collect();
        let circles: Vec<Vec<Id>> = circles
            .filter(|ids| {
                ids.iter()
                    .any(|id| id == record.id() || reached.contains(id))
            })
            .collect();
        if !circles.is_empty() {
            for found in &mut dependencies {
                found.circle = circle(&found.id, &found.needs);
            }
        }
        let named = std::iter::once(record.id()).chain(tree.ids());
        Self {
            id: Some(record.id().clone()),
            items: items(backlog, named, &Sizes::of(backlog)),
            dependencies,
            circles,
            longest_chain: None,
            only: Only::default(),
            tree: Some(tree),
        }
    }

    pub fn answer(&self) -> Answer {
        Answer::new(REPORT.id, self.page(), super::data(self))
    }
}

impl Only {
    fn holds(self, found: &Dependency) -> bool {
        (!self.cross_team || found.teams.is_some())
            && (!self.late || found.late.is_some())
            && (!self.blocked || found.blocked)
            && (!self.conflicts || found.conflicts)
    }
}

fn longest(waiting: &Waiting<'_>, chain: Chain, sizes: &Sizes<'_>) -> LongestChain {
    let records = chain.places.iter().map(|at| waiting.records[*at]);
    let unestimated = records.clone().filter(|r| sizes.of_record(r).is_none());
    let circles = chain.places.iter().copied();
    let circles = circles.filter(|at| waiting.in_one_circle(*at, *at));
    let in_circles = circles.map(|at| waiting.records[at].id().clone());
    LongestChain {
        points: chain.points,
        unestimated: unestimated.map(|record| record.id().clone()).collect(),
        in_circles: in_circles.collect(),
        ids: records.map(|record| record.id().clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::tests::backlog;

    /// Ten thousand records, each of which waits for the next; the last for `last`.
    fn row(last: &str) -> Backlog {
        let record = |at: usize| format!("{{id: S-{at}, points: 1, depends_on: [S-{}]}}", at + 1);
        let mut records: Vec<String> = (1..10_000).map(record).collect();
        records.push(format!("{{id: S-10000, points: 1, depends_on: [{last}]}}"));
        backlog("", &records)
    }

    #[test]
    fn ten_thousand_in_a_row_are_told_in_few_lines() {
        let backlog = row("");
        let all = Deps::all(&backlog, Only::default());
        assert_eq!(all.dependencies.len(), 9_999);
        let chain = all.longest_chain.as_ref().expect("a chain");
        assert_eq!(chain.points, Points::from(10_000));
        assert!(Drawing::Dot.of(&all).contains("\"S-9999\" -> \"S-10000\";"));
        let first = backlog.get(&Id::new("S-1").expect("an id")).expect("there");
        let page = format!("{:?}", Deps::of(&backlog, first).page());
        assert!(page.contains("… 9,991 more behind S-9: "), "{page}");
        assert!(!page.contains("S-11 "), "{page}");
    }

    #[test]
    fn a_circle_of_ten_thousand_is_one() {
        let backlog = row("S-1");
        let all = Deps::all(&backlog, Only::default());
        assert_eq!(all.circles.len(), 1);
        assert!(all.dependencies.iter().all(|found| found.circle));
        let first = backlog.get(&Id::new("S-1").expect("an id")).expect("there");
        assert_eq!(Deps::of(&backlog, first).circles.len(), 1);
    }
}
