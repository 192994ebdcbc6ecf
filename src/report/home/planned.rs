//! The sprint that is planned while none runs: whoever has filled it sees that it waits to be started.

use crate::flow::cadence;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::workflow::Category;
use serde::Serialize;

/// A planned sprint that holds stories.
#[derive(Debug, Serialize)]
pub struct Planned {
    pub id: Id,
    pub goal: Option<String>,
    pub start: Option<Day>,
    /// The open stories in it.
    pub stories: usize,
    pub command: String,
}

impl Planned {
    /// The planned sprint that starts first, of those that hold open stories; none while a sprint runs.
    pub(super) fn of(backlog: &Backlog) -> Option<Self> {
        let records = backlog.records().iter();
        let sprints: Vec<&Record> = records.filter(|record| record.sprint().is_some()).collect();
        let is = |category| move |record: &&&Record| backlog.category(record) == category;
        if sprints.iter().any(|record| is(Category::Active)(&record)) {
            return None;
        }
        let contents = cadence::contents(backlog);
        let planned = sprints.iter().filter(is(Category::Backlog));
        let filled = planned.filter_map(|record| {
            let inside = contents.get(record.id())?.iter();
            let stories = inside.filter(|story| backlog.is_open(story)).count();
            (stories > 0).then_some((record.sprint()?, record.id(), stories))
        });
        let first =
            filled.min_by_key(|(sprint, id, _)| (sprint.start.is_none(), sprint.start, *id));
        first.map(|(sprint, id, stories)| Self {
            id: id.clone(),
            goal: sprint.goal.clone(),
            start: sprint.start,
            stories,
            command: match sprint.start {
                Some(_) => format!("po sprint start {id}"),
                None => format!("po show {id}"),
            },
        })
    }
}
