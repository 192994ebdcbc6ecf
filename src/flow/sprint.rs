//! One sprint in numbers: what was promised, what was kept, how the scope moved, and the burndown.
//!
//! Every story is replayed once; what `sprint start` and `sprint close` recorded wins over the replay.
mod carry;
mod frame;
mod ledger;
mod passage;
#[cfg(test)]
pub(crate) mod sample;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::flow::replay::Replay;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Calendar;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::points::Points;

use frame::Frame;
use passage::Passage;

/// Which days the ideal line burns on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ideal {
    /// The working days of the calendar; the line is flat on the others.
    #[default]
    Workdays,
    /// Every day.
    Calendar,
}

impl Ideal {
    /// The names of the choices, as `--ideal` takes them.
    pub const ALL: [(&'static str, Ideal); 2] =
        [("workdays", Ideal::Workdays), ("calendar", Ideal::Calendar)];

    fn burns(self, calendar: &Calendar, day: Day) -> bool {
        self == Ideal::Calendar || calendar.is_workday(day)
    }
}

/// Why a sprint has no numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmeasured {
    /// Its first or its last day is not known.
    Undated,
    /// It ends before it starts.
    Reversed,
    /// It is longer than a year, in days.
    Endless(i64),
    /// No day of it is a working day.
    Idle,
}

/// Where a story stands that is in the scope of a sprint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stand {
    pub points: Option<Points>,
    pub done: bool,
}

/// A number of stories and the sum of their points; a story without estimate adds none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub points: Points,
    pub count: usize,
}

impl Tally {
    fn add(&mut self, points: Option<Points>) {
        self.points += points.unwrap_or_default();
        self.count += 1;
    }
}

/// How the scope moved after the promise. Committed + added − removed + re-estimated is the scope at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Points at the end of the day a story came in.
    pub added: Points,
    /// Points at the end of the day before a story left or was dropped.
    pub removed: Points,
    /// The sum of all changes of estimates, up and down.
    pub reestimated: Points,
    /// Points at the end instant.
    pub at_end: Points,
}

/// What became of a story in a sprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// In scope and done at the end.
    Completed,
    /// In scope and not done at the end.
    Open,
    /// Left the scope, or was dropped.
    Removed,
    /// Done before the sprint began: counts nowhere.
    DoneBefore,
}

/// One story of a sprint.
#[derive(Debug)]
pub struct Item<'a> {
    pub id: &'a Id,
    /// Its record; none where only the recorded lists know it.
    pub record: Option<&'a Record>,
    pub fate: Fate,
    /// Its points in the promise; none where it was not promised.
    pub committed: Option<Option<Points>>,
    /// Its points at the end, or when it left.
    pub points: Option<Points>,
    /// Its status at the end.
    pub status: Option<&'a str>,
    /// The last day on which it came into the scope after the promise.
    pub added: Option<Day>,
    /// The last day on which it left the scope.
    pub removed: Option<Day>,
    /// The sum of the changes of its estimate.
    pub reestimated: Points,
    /// Was done and opened again in the sprint.
    pub reopened: bool,
    /// The sprints it sat in undone at their end; 0 for a story that is not open.
    pub carried: usize,
}

/// One day of a burndown; the numbers of a day to come are none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BurndownDay {
    pub day: Day,
    /// Points in scope and points of it that are done.
    pub numbers: Option<(Points, Points)>,
    /// What would remain if the promise burned evenly.
    pub ideal: f64,
}

/// A story of which the record of the close and the history say different things.
#[derive(Debug)]
pub struct Conflict<'a> {
    pub id: &'a Id,
    pub recorded: Option<Stand>,
    pub replayed: Option<Stand>,
}

/// A sprint in numbers.
#[derive(Debug, Default)]
pub struct Course<'a> {
    /// Stories at the promise, with their points then.
    pub committed: Tally,
    /// Stories in scope and done at the end, with their points then.
    pub completed: Tally,
    /// Promised stories that were completed, with their points at the promise.
    pub said_done: Tally,
    /// Stories in scope and not done at the end.
    pub open: Tally,
    pub scope: Scope,
    /// All stories that were ever in scope, and those done before; by id.
    pub items: Vec<Item<'a>>,
    pub burndown: Vec<BurndownDay>,
    pub conflicts: Vec<Conflict<'a>>,
    /// Stories whose record says otherwise than their history.
    pub gaps: usize,
    /// The days on which the ideal line burns, from first to last.
    pub length: usize,
    /// How many of them have begun.
    pub elapsed: usize,
    /// Whether its end has come.
    pub is_over: bool,
}

/// Replays a sprint as it was known on `today`.
///
/// # Errors
/// Dates that are missing or make no sprint, and with [`Ideal::Workdays`] a sprint without a working day.
pub fn measure<'a>(
    backlog: &'a Backlog,
    sprint: &'a Record,
    today: Day,
    ideal: Ideal,
) -> Result<Course<'a>, Unmeasured> {
    let replay = Replay::new(&backlog.config, today);
    let frame = Frame::of(sprint, &replay)?;
    let mut course = Course::begin(&frame, today);
    for (id, record) in members(backlog, &frame) {
        let timeline = record.map(|record| replay.timeline(record));
        let passage = match &timeline {
            Some(timeline) => Passage::of(id, timeline, &frame, &replay),
            None => Passage::of_lost(id, &frame, &replay),
        };
        let Some(mut item) = course.enter(id, &passage, &frame) else {
            continue;
        };
        if let Some(timeline) = &timeline {
            let state = frame.last_state(timeline, &replay);
            item.record = record;
            item.status = state.map(|state| state.status);
            if item.fate == Fate::DoneBefore {
                item.points = state.and_then(|state| state.points);
            }
            if item.fate == Fate::Open {
                item.carried = carry::times(id, timeline, &frame, &replay, backlog);
            }
            course.gaps += usize::from(timeline.has_gap(&["status", "sprint", "points"]));
        }
        course.items.push(item);
    }
    course.draw_ideal(&frame, today, |day| {
        ideal.burns(&backlog.config.calendar, day)
    })?;
    Ok(course)
}

/// The stories that may ever have been in the sprint, by id: those that name it, and those of its recorded lists,
/// without a record where it is gone.
fn members<'a>(backlog: &'a Backlog, frame: &Frame<'a>) -> BTreeMap<&'a Id, Option<&'a Record>> {
    let story = |id: &Id| backlog.get(id).filter(|record| record.story().is_some());
    let promised = frame
        .promise
        .iter()
        .flat_map(|(_, list)| list.keys().copied());
    let ended = frame.outcome.iter().flat_map(|list| list.keys().copied());
    let listed = promised.chain(ended).map(|id| (id, story(id)));
    let stories = backlog
        .records()
        .iter()
        .filter(|record| names(record, frame.id));
    // Of two files with one id the first counts, as everywhere.
    let naming = stories.map(|record| (record.id(), story(record.id())));
    listed.chain(naming).collect()
}

fn names(record: &Record, sprint: &Id) -> bool {
    let Some(story) = record.story() else {
        return false;
    };
    let mut entries = record.common.history.iter();
    story.sprint.as_ref() == Some(sprint)
        || entries.any(|entry| matches!(&entry.sprint, Some(Some(id)) if id == sprint))
}

#[cfg(test)]
mod tests;
