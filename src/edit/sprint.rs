//! A sprint begins and ends: what was promised and what was kept is written
//! down and frozen.

use super::Change;
use super::Stamp;
use super::amend::amend;
use crate::diag::Error;
use crate::flow::capacity;
use crate::flow::sprint::Fate;
use crate::flow::sprint::Ideal;
use crate::flow::sprint::measure;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind::Share;
use crate::model::points::Points;
use crate::model::workflow::Category;
use crate::yaml::Edit;
use serde_json::Value;
use serde_json::json;

/// Where the stories go that a sprint leaves undone.
#[derive(Clone, Debug, PartialEq)]
pub enum Unfinished {
    /// They have no sprint any more; their rank stays.
    Backlog,
    /// Into this sprint.
    Next(Id),
}

/// The stories of a sprint that are not dropped, in the order of rank.
pub fn stories_in<'a>(backlog: &'a Backlog, sprint: &Id) -> Vec<&'a Record> {
    let records = backlog.records().iter();
    let mut stories: Vec<&Record> = records
        .filter(|record| {
            record
                .story()
                .is_some_and(|s| s.sprint.as_ref() == Some(sprint))
        })
        .filter(|record| backlog.category(record) != Category::Dropped)
        .collect();
    stories.sort_by_key(|record| record.manual_place());
    stories
}

/// A sprint that is over takes no open stories: nobody would see them there.
///
/// # Errors
/// The sprint is closed or cancelled.
pub fn refuse_over(backlog: &Backlog, sprint: &Record) -> Result<(), Error> {
    if backlog.is_open(sprint) {
        return Ok(());
    }
    let status = sprint.status().unwrap_or("closed");
    Err(Error::usage(format!("{} is {status}", sprint.id()))
        .help("po sprint new makes the next one"))
}

/// Begins a sprint: its open stories and their points are its commitment.
///
/// # Errors
/// A sprint that is not planned, has no dates or no open stories, or another
/// one of its team that runs.
pub fn start_sprint(
    backlog: &Backlog,
    sprint: &Record,
    goal: Option<&str>,
    stamp: &Stamp,
) -> Result<Vec<Change>, Error> {
    let id = sprint.id();
    refuse_start(backlog, sprint)?;
    let stories = stories_in(backlog, id).into_iter();
    let open: Vec<&Record> = stories.filter(|story| backlog.is_open(story)).collect();
    if open.is_empty() {
        let room = capacity::capacity(backlog, sprint, None, stamp.today);
        let room = room.map(|room| room.points);
        let fill = capacity::fill(id, room);
        return Err(
            Error::refused(format!("{id} has no open stories")).help(format!(
                "{fill} {}; po set ID sprint={id} puts one in",
                match room {
                    Some(points) if points > Points::ZERO => "shows which fit",
                    _ => "fills it",
                }
            )),
        );
    }
    let commitment = json!({"at": stamp.at, "items": shares(&open)});
    let mut edits = vec![set("status", json!("active")), set("committed", commitment)];
    edits.extend(goal.map(|goal| set("goal", json!(goal))));
    Ok(amend(backlog, sprint, edits, stamp, None)?
        .into_iter()
        .collect())
}

fn refuse_start(backlog: &Backlog, sprint: &Record) -> Result<(), Error> {
    let id = sprint.id();
    let status = sprint.status().unwrap_or("planned");
    if backlog.category(sprint) != Category::Backlog {
        let error = Error::usage(format!("{id} is {status} already"));
        return Err(match status {
            "active" => error.help(format!("po sprint report {id} shows how it stands")),
            _ => error.help("po sprint new makes the next one"),
        });
    }
    let dates = format!("po set {id} start=… end=… gives it the right dates");
    let body = sprint.sprint();
    let Some((start, end)) = body.and_then(|body| Some((body.start?, body.end?))) else {
        return Err(Error::refused(format!("{id} has no start or no end")).help(dates));
    };
    if end < start {
        let message = format!("{id} ends on {end}, before it starts on {start}");
        return Err(Error::refused(message).help(dates));
    }
    let team = body.and_then(|body| body.team.as_deref());
    let mut others = backlog.records().iter().filter(|other| {
        let same_team = other
            .sprint()
            .is_some_and(|other| other.team.as_deref() == team);
        same_team && backlog.category(other) == Category::Active
    });
    match others.next() {
        None => Ok(()),
        Some(other) => {
            let team = team.map(|team| format!(" of {team}"));
            let (other, team) = (other.id(), team.unwrap_or_default());
            Err(Error::refused(format!("{other}{team} is active already"))
                .help(format!("po sprint close {other} ends it first")))
        }
    }
}

/// Ends a sprint: what is done in it and what is not is written down, and the
/// unfinished stories leave it, for a reason where one is given. All of it bears one stamp, so that reports do
/// not count the stories out of the sprint they leave.
///
/// # Errors
/// A sprint that does not run; unfinished stories that would stay where they are.
pub fn close_sprint(
    backlog: &Backlog,
    sprint: &Record,
    unfinished: &Unfinished,
    reason: Option<String>,
    stamp: &Stamp,
) -> Result<Vec<Change>, Error> {
    let id = sprint.id();
    if backlog.category(sprint) != Category::Active {
        let status = sprint.status().unwrap_or("planned");
        let error = Error::usage(format!("{id} is {status}; only an active sprint is closed"));
        return Err(match backlog.category(sprint) {
            Category::Backlog => error.help(format!("po sprint start {id} begins it")),
            _ => error.help(format!("po sprint report {id} shows how it went")),
        });
    }
    // What was done before the sprint counts nowhere.
    let course = measure(backlog, sprint, stamp.today, Ideal::Calendar).ok();
    let items = course.iter().flat_map(|course| &course.items);
    let before: Vec<&Id> = items
        .filter(|item| item.fate == Fate::DoneBefore)
        .map(|item| item.id)
        .collect();
    let stories = stories_in(backlog, id);
    let (open, done): (Vec<&Record>, Vec<&Record>) = stories
        .into_iter()
        .partition(|story| backlog.is_open(story));
    let done: Vec<&Record> = done
        .into_iter()
        .filter(|story| !before.contains(&story.id()))
        .collect();
    let closing = json!({
        "at": stamp.at,
        "completed": shares(&done),
        "carried": shares(&open),
    });
    let edits = vec![set("status", json!("closed")), set("closed", closing)];
    let mut changes: Vec<Change> = amend(backlog, sprint, edits, stamp, None)?
        .into_iter()
        .collect();
    let stamp = Stamp {
        reason,
        ..stamp.clone()
    };
    for story in open {
        let path = vec!["sprint".into()];
        let edit = match unfinished {
            Unfinished::Backlog => Edit::Remove { path },
            Unfinished::Next(next) => Edit::Set {
                path,
                value: json!(next),
            },
        };
        changes.extend(amend(backlog, story, vec![edit], &stamp, None)?);
    }
    Ok(changes)
}

fn shares(stories: &[&Record]) -> Vec<Share> {
    let share = |record: &&Record| Share {
        id: record.id().clone(),
        points: record.story().and_then(|story| story.points),
    };
    stories.iter().map(share).collect()
}

fn set(field: &str, value: Value) -> Edit {
    Edit::Set {
        path: vec![field.into()],
        value,
    }
}
