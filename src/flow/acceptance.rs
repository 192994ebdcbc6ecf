//! Who waits for the product owner's word: what is done and not accepted, where the team works so.

use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::workflow::Category;
use serde_json::Value;

/// The done stories that nobody accepted since the team accepts stories of their type.
pub fn awaiting(backlog: &Backlog) -> Vec<&Record> {
    let firsts = firsts(backlog);
    let first = |record: &Record| {
        let kind = record.field("type");
        let known = firsts.iter().find(|(other, _)| *other == kind);
        known.map(|(_, day)| *day)
    };
    let waits = |record: &&Record| {
        let since = first(record).zip(finished_on(backlog, record));
        is_unaccepted(backlog, record) && since.is_some_and(|(first, day)| day >= first)
    };
    backlog.records().iter().filter(waits).collect()
}

/// Whether a story is accepted once it is done: the team did so with one of its type, or has finished none yet, so that
/// nobody knows.
pub fn is_asked(backlog: &Backlog, record: &Record) -> bool {
    let kind = record.field("type");
    let is_done =
        |other: &&Record| other.story().is_some() && backlog.category(other) == Category::Done;
    record.story().is_some_and(|story| story.accepted.is_none())
        && (firsts(backlog).iter().any(|(other, _)| *other == kind)
            || !backlog.records().iter().any(|other| is_done(&other)))
}

fn is_unaccepted(backlog: &Backlog, record: &Record) -> bool {
    let story = record.story();
    story.is_some_and(|story| story.accepted.is_none())
        && backlog.category(record) == Category::Done
}

/// The types of stories that were ever accepted, each with the day of the first time.
fn firsts(backlog: &Backlog) -> Vec<(Option<Value>, Day)> {
    let mut firsts: Vec<(Option<Value>, Day)> = Vec::new();
    for record in backlog.records() {
        let accepted = record.story().and_then(|story| story.accepted.as_ref());
        let Some(day) = accepted.and_then(|tick| tick.on) else {
            continue;
        };
        let kind = record.field("type");
        match firsts.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, first)) => *first = day.min(*first),
            None => firsts.push((kind, day)),
        }
    }
    firsts
}

/// The day on which a story was finished last, where its history says it.
pub fn finished_on(backlog: &Backlog, record: &Record) -> Option<Day> {
    let workflow = &backlog.config.workflow;
    let is_done = |name: &str| {
        workflow
            .state(name)
            .is_some_and(|state| state.category == Category::Done)
    };
    let entries = record.common.history.iter();
    let finished = entries.filter(|entry| entry.status.as_deref().is_some_and(is_done));
    finished
        .map(|entry| entry.at.local_day(&backlog.config.zone))
        .max()
}
