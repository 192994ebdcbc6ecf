//! The records at the ends of dependencies, and how large they are.

use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::points::Points;
use crate::model::workflow::Category;
use serde::Serialize;
use std::collections::HashMap;

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

/// The team of a record; none where it has none.
pub(super) fn team(record: &Record) -> Option<String> {
    let of_story = record.story().and_then(|story| story.team.as_deref());
    let team = of_story.or_else(|| record.epic()?.team.as_deref());
    team.map(str::to_owned)
}

/// How large records are: stories by their points, epics by those of their open stories.
pub(super) struct Sizes<'a> {
    epics: HashMap<&'a Id, Points>,
}

impl<'a> Sizes<'a> {
    pub(super) fn of(backlog: &'a Backlog) -> Self {
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

    pub(super) fn of_record(&self, record: &Record) -> Option<Points> {
        match record.story() {
            Some(story) => story.points,
            None => self.epics.get(record.id()).copied(),
        }
    }
}

/// The records of these ids, each once.
pub(super) fn items<'a>(
    backlog: &Backlog,
    ids: impl Iterator<Item = &'a Id>,
    sizes: &Sizes<'_>,
) -> Vec<Item> {
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
