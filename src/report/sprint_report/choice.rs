//! Which sprint is meant, and what to do where there is none to report on.
use std::cmp::Reverse;

use chrono::Datelike;

use super::Head;
use super::Missing;
use super::date;
use crate::diag::Error;
use crate::flow::sprint::Unmeasured;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::kind::Sprint;
use crate::model::unknown;
use crate::model::workflow::Category;
use crate::text::thousands;

/// From the Monday a sprint starts on to the Friday of the week after.
const TWO_WEEKS: i64 = 11;

/// The sprint of this id.
///
/// # Errors
/// No record of the id, or one of another kind.
pub(super) fn named<'a>(backlog: &'a Backlog, id: &Id) -> Result<&'a Record, Error> {
    match backlog.get(id) {
        Some(record) if record.sprint().is_some() => Ok(record),
        Some(record) => Err(unknown::other_kind(id, record.kind, "sprint")),
        None => Err(unknown::missing(backlog, id)),
    }
}

/// The active sprint, of several the first by start; else the last closed one by end.
pub(super) fn current(backlog: &Backlog) -> Option<&Record> {
    let active = active(backlog).min_by_key(|(_, sprint)| (sprint.start.is_none(), sprint.start));
    let closed = of(backlog, Category::Done);
    let last = || closed.min_by_key(|(_, sprint)| (sprint.end.is_none(), Reverse(sprint.end)));
    active.or_else(last).map(|(record, _)| record)
}

/// All sprints that run.
pub(super) fn active(backlog: &Backlog) -> impl Iterator<Item = (&Record, &Sprint)> {
    of(backlog, Category::Active)
}

fn of(backlog: &Backlog, category: Category) -> impl Iterator<Item = (&Record, &Sprint)> {
    sprints(backlog).filter(move |(record, _)| backlog.category(record) == category)
}

/// By id.
fn sprints(backlog: &Backlog) -> impl Iterator<Item = (&Record, &Sprint)> {
    let records = backlog.records().iter();
    records.filter_map(|record| record.sprint().map(|sprint| (record, sprint)))
}

/// No sprint runs or ever ended.
pub(super) fn none(backlog: &Backlog, today: Day) -> Missing {
    let planned = of(backlog, Category::Backlog);
    let next = planned.min_by_key(|(_, sprint)| (sprint.start.is_none(), sprint.start));
    let Some((record, sprint)) = next else {
        let start = monday(today);
        let dates = format!("--set start={start} --set end={}", later(start));
        return Missing {
            what: "there is no sprint to report on".to_owned(),
            help: vec![format!("po new sprint \"Sprint 1\" {dates}")],
        };
    };
    let id = record.id();
    let dates = dates(sprint.start, sprint.end, today);
    let start = format!("po sprint start {id}");
    Missing {
        what: format!("no sprint is active or closed; {id} is planned"),
        help: match dates.as_str() {
            "" => vec![start, format!("po sprint report {id}")],
            _ => vec![format!("po set {id}{dates}"), start],
        },
    }
}

/// A sprint without its first or last day.
pub(super) fn undated(head: &Head, today: Day) -> Missing {
    let what = match (head.start, head.end) {
        (None, None) => "no start and no end",
        (None, _) => "no start",
        _ => "no end",
    };
    let dates = dates(head.start, head.end, today);
    Missing {
        what: format!("{} has {what}", head.id),
        help: vec![format!("po set {}{dates}", head.id)],
    }
}

/// The dates to set, each with a blank before it: two weeks that fit what is known.
fn dates(start: Option<Day>, end: Option<Day>, today: Day) -> String {
    match (start, end) {
        (Some(_), Some(_)) => String::new(),
        (Some(start), None) => format!(" end={}", later(start)),
        (None, Some(end)) => format!(" start={}", end.plus(-TWO_WEEKS).unwrap_or(end)),
        (None, None) => {
            let start = monday(today);
            format!(" start={start} end={}", later(start))
        }
    }
}

/// The first Monday from today on.
fn monday(today: Day) -> Day {
    let past = i64::from(today.date().weekday().num_days_from_monday());
    today.plus((7 - past) % 7).unwrap_or(today)
}

fn later(start: Day) -> Day {
    start.plus(TWO_WEEKS).unwrap_or(start)
}

/// Dates that make no sprint.
pub(super) fn fault(head: &Head, fault: Unmeasured) -> Error {
    let id = &head.id;
    let shown = |day: Option<Day>| day.map_or_else(|| "–".to_owned(), date);
    let (start, end) = (shown(head.start), shown(head.end));
    let dates = format!("po set {id} start=… end=…");
    match fault {
        Unmeasured::Idle => Error::usage(format!(
            "{id} has no working day from {start} to {end}: no ideal line can be drawn"
        ))
        .help("po sprint report --ideal calendar burns on every day")
        .help(format!(
            "{dates} moves the sprint; calendar: in po.yaml holds the working days"
        )),
        Unmeasured::Endless(days) => {
            let days = thousands(usize::try_from(days).unwrap_or(usize::MAX));
            Error::usage(format!(
                "{id} lasts {days} days, from {start} to {end}: a sprint is at most a year"
            ))
            .help(format!("{dates} mends the dates"))
        }
        Unmeasured::Reversed | Unmeasured::Undated => {
            Error::usage(format!("{id} ends on {end}, before it starts on {start}"))
                .help(format!("{dates} mends the dates"))
        }
    }
}
