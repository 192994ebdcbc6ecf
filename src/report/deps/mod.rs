//! `po deps`: what waits for what, and what follows from it.

mod drawing;
mod page;
mod tree;

pub use drawing::Drawing;
pub use tree::Tree;

use super::Report;
use crate::flow::late;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::points::Points;
use crate::model::workflow::Category;
use crate::page::Answer;
use crate::priority::waiting::Chain;
use crate::priority::waiting::Waiting;
use serde::Serialize;
use std::collections::HashMap;
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

/// A record at an end of a dependency.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    pub id: Id,
    pub kind: &'static str,
    pub title: String,
    pub status: Option<String>,
    pub state: State,
    pub points: Option<Points>,
    pub team: Option<String>,
    /// What keeps it from going on, in words.
    pub blocked: Option<String>,
}

/// How a record stands to those that wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Open,
    Done,
    Dropped,
    /// No record has the id.
    Missing,
}

/// That one record waits for another.
#[derive(Clone, Debug, Serialize)]
pub struct Dependency {
    pub id: Id,
    pub needs: Id,
    /// The other is planned later: how, in words.
    pub late: Option<String>,
    /// The teams of both, where they are two.
    pub teams: Option<[String; 2]>,
    /// One of both is blocked.
    pub blocked: bool,
    /// The other stands lower in the order.
    pub conflicts: bool,
    /// The other waits for this one as well.
    pub circle: bool,
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

impl Dependency {
    fn plain(id: Id, needs: Id) -> Self {
        Self {
            id,
            needs,
            late: None,
            teams: None,
            blocked: false,
            conflicts: false,
            circle: false,
        }
    }

    /// What is to be said of it, in words.
    fn notes(&self) -> Vec<String> {
        let needs = &self.needs;
        let late = self.late.as_ref().map(|why| format!("late: {needs} {why}"));
        let teams = self.teams.as_ref();
        let teams = teams.map(|[own, other]| format!("{own} waits for {other}"));
        let lower = self.conflicts.then(|| format!("{needs} is ranked lower"));
        let circle = self.circle.then(|| "circle".to_owned());
        [late, teams, lower, circle].into_iter().flatten().collect()
    }

    /// The same in a word each.
    fn marks(&self) -> String {
        let marks = [
            (self.late.is_some(), "late"),
            (self.teams.is_some(), "teams"),
            (self.conflicts, "rank"),
            (self.blocked, "blocked"),
            (self.circle, "circle"),
        ];
        let marks = marks.into_iter().filter(|(is, _)| *is);
        let marks: Vec<&str> = marks.map(|(_, word)| word).collect();
        marks.join(", ")
    }
}

/// What holds of one record that waits for another. What is done or dropped is waited for no more.
fn dependency(backlog: &Backlog, record: &Record, needs: &Record) -> Dependency {
    let plain = Dependency::plain(record.id().clone(), needs.id().clone());
    if !backlog.is_open(record) || !backlog.is_open(needs) {
        return plain;
    }
    let teams = team(record)
        .zip(team(needs))
        .filter(|(own, other)| own != other);
    // What has no rank has no place yet.
    let ranked = !record.manual_place().0 && !needs.manual_place().0;
    let alike = std::ptr::eq(record.kind, needs.kind);
    Dependency {
        late: late::why(backlog, record, needs),
        teams: teams.map(|(own, other)| [own, other]),
        blocked: record.is_blocked() || needs.is_blocked(),
        conflicts: alike && ranked && needs.manual_place() > record.manual_place(),
        ..plain
    }
}

fn team(record: &Record) -> Option<String> {
    let of_story = record.story().and_then(|story| story.team.as_deref());
    let team = of_story.or_else(|| record.epic()?.team.as_deref());
    team.map(str::to_owned)
}

/// How large records are: stories by their points, epics by those of their open stories.
struct Sizes<'a> {
    epics: HashMap<&'a Id, Points>,
}

impl<'a> Sizes<'a> {
    fn of(backlog: &'a Backlog) -> Self {
        let mut epics: HashMap<&Id, Points> = HashMap::new();
        for record in backlog
            .records()
            .iter()
            .filter(|record| backlog.is_open(record))
        {
            // Sub-tasks are counted with the story they are a part of.
            let story = record.story().filter(|story| story.parent.is_none());
            let sized = story.and_then(|story| Some((story.epic.as_ref()?, story.points?)));
            if let Some((epic, points)) = sized {
                *epics.entry(epic).or_default() += points;
            }
        }
        Self { epics }
    }

    fn of_record(&self, record: &Record) -> Option<Points> {
        match record.story() {
            Some(story) => story.points,
            None => self.epics.get(record.id()).copied(),
        }
    }
}

fn items<'a>(backlog: &Backlog, ids: impl Iterator<Item = &'a Id>, sizes: &Sizes<'_>) -> Vec<Item> {
    let mut ids: Vec<&Id> = ids.collect();
    ids.sort();
    ids.dedup();
    let ids = ids.into_iter();
    ids.map(|id| match backlog.get(id) {
        Some(record) => Item {
            id: id.clone(),
            kind: record.kind.id,
            title: record.title().to_owned(),
            status: record.status().map(str::to_owned),
            state: match backlog.category(record) {
                Category::Backlog | Category::Active => State::Open,
                Category::Done => State::Done,
                Category::Dropped => State::Dropped,
            },
            points: sizes.of_record(record),
            team: team(record),
            blocked: record.block(),
        },
        None => Item::missing(id),
    })
    .collect()
}

impl Item {
    fn missing(id: &Id) -> Self {
        Self {
            id: id.clone(),
            kind: "record",
            title: String::new(),
            status: None,
            state: State::Missing,
            points: None,
            team: None,
            blocked: None,
        }
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
