//! Sprints in the order of time: which are at hand, what is in them, and the days of the next one, from the team's rhythm
//! and the sprint before.

use std::collections::BTreeMap;
use std::collections::HashMap;

use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::workflow::Category;

/// The first and the last day of a sprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: Day,
    pub end: Day,
}

/// The sprint that ends last, of those that were not cancelled: of a team, or
/// of all.
pub fn last<'a>(backlog: &'a Backlog, team: Option<&str>) -> Option<&'a Record> {
    let records = backlog.records().iter();
    let sprints = records.filter_map(|record| Some((record, record.sprint()?)));
    let of_team = sprints.filter(|(_, sprint)| team.is_none() || sprint.team.as_deref() == team);
    let kept = of_team.filter(|(record, _)| backlog.category(record) != Category::Dropped);
    let last = kept.max_by_key(|(record, sprint)| (sprint.end.or(sprint.start), record.id()));
    last.map(|(record, _)| record)
}

/// The days of the sprint after `before`, by `sprint:` and `calendar:` of
/// `po.yaml`: it starts on the weekday that is set, else where the rhythm of
/// the one before puts it, and ends on the last working day before the next
/// would start. Where that time is over, or no sprint was before, it starts
/// today or later.
///
/// # Errors
/// `sprint:` in `po.yaml` that says no length or no day; the end of the calendar.
pub fn next(backlog: &Backlog, before: Option<&Record>, today: Day) -> Result<Span, String> {
    let settings = backlog.config.file.sprint.clone().unwrap_or_default();
    let (days, weekday) = (settings.days()?, settings.weekday()?);
    let from = |day: Day| match weekday {
        Some(weekday) => weekday.on_or_after(day),
        None => Some(day),
    };
    let span = |day: Day| of_length(backlog, from(day)?, days);
    let sprint = before.and_then(Record::sprint);
    let follows = sprint.and_then(|sprint| {
        let after = sprint.end?.plus(1)?;
        let rhythm = sprint.start.and_then(|start| start.plus(days));
        span(
            rhythm
                .filter(|_| weekday.is_none())
                .map_or(after, |day| day.max(after)),
        )
    });
    let follows = follows.filter(|span| span.end >= today);
    let span = follows.or_else(|| span(today));
    span.ok_or_else(too_late)
}

/// The days of a sprint that starts on a day, by the length in `po.yaml`.
///
/// # Errors
/// As `next`.
pub fn from(backlog: &Backlog, start: Day) -> Result<Span, String> {
    let settings = backlog.config.file.sprint.clone().unwrap_or_default();
    of_length(backlog, start, settings.days()?).ok_or_else(too_late)
}

fn of_length(backlog: &Backlog, start: Day, days: i64) -> Option<Span> {
    let end = last_workday(backlog, start, start.plus(days - 1)?);
    Some(Span { start, end })
}

fn too_late() -> String {
    "the calendar ends before the sprint does".to_owned()
}

/// A sprint ends on a working day, where it has one.
fn last_workday(backlog: &Backlog, start: Day, end: Day) -> Day {
    let days = (0..=end.since(start)).filter_map(|back| end.plus(-back));
    let mut working = days.filter(|day| backlog.config.calendar.is_workday(*day));
    working.next().unwrap_or(end)
}

/// The first sprint that has a day of these, of a team, or of all; one that was closed or cancelled has none.
pub fn overlapped<'a>(backlog: &'a Backlog, team: Option<&str>, span: Span) -> Option<&'a Record> {
    let mut records = backlog.records().iter();
    records.find(|record| {
        let Some(sprint) = record.sprint().filter(|_| backlog.is_open(record)) else {
            return false;
        };
        let same_team = team.is_none() || sprint.team.as_deref() == team;
        let days = sprint.start.zip(sprint.end);
        same_team && days.is_some_and(|(start, end)| start <= span.end && span.start <= end)
    })
}

/// The last day of a sprint: its end, or the day before that on which it was closed.
pub fn last_day(backlog: &Backlog, sprint: &Record) -> Option<Day> {
    let sprint = sprint.sprint()?;
    let end = sprint.end?;
    let closed = sprint.closed.as_ref();
    let closed = closed.map(|closed| closed.at.local_day(&backlog.config.zone));
    Some(closed.map_or(end, |day| day.min(end)))
}

/// The sprints that are open now or next: the active ones, and of each team the planned one that starts first, if it is
/// not over.
pub fn at_hand(backlog: &Backlog, today: Day) -> Vec<&Record> {
    let mut near = Vec::new();
    let mut next: BTreeMap<Option<&str>, (Day, &Record)> = BTreeMap::new();
    for record in backlog.records() {
        let Some(sprint) = record.sprint() else {
            continue;
        };
        match (backlog.category(record), sprint.start) {
            (Category::Active, _) => near.push(record),
            (Category::Backlog, Some(start)) if sprint.end.unwrap_or(start) >= today => {
                let first = next
                    .entry(sprint.team.as_deref())
                    .or_insert((start, record));
                if start < first.0 {
                    *first = (start, record);
                }
            }
            _ => {}
        }
    }
    near.extend(next.into_values().map(|(_, record)| record));
    near
}

/// The stories that are in each sprint and not dropped, by the id of the sprint.
pub fn contents(backlog: &Backlog) -> HashMap<&Id, Vec<&Record>> {
    let mut contents: HashMap<&Id, Vec<&Record>> = HashMap::new();
    for record in backlog.records() {
        let sprint = record.story().and_then(|story| story.sprint.as_ref());
        if let Some(sprint) = sprint.filter(|_| backlog.category(record) != Category::Dropped) {
            contents.entry(sprint).or_default().push(record);
        }
    }
    contents
}

/// The days between the end of a sprint and the start of the next that are still
/// to come, where one of them is a working day. A sprint ends when it is closed.
pub fn gap(backlog: &Backlog, before: &Record, span: Span, today: Day) -> Option<(Day, Day)> {
    let end = last_day(backlog, before)?;
    let (first, last) = (end.plus(1)?.max(today), span.start.plus(-1)?);
    let mut days = (0..=last.since(first)).filter_map(|days| first.plus(days));
    let works = |day: Day| backlog.config.calendar.is_workday(day);
    let first = days.find(|day| works(*day))?;
    let last = days.rfind(|day| works(*day));
    Some((first, last.unwrap_or(first)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::sprint::sample;

    const TODAY: &str = "2026-11-24";

    fn span(settings: &str, sprints: &[&str], today: &str) -> String {
        let backlog = sample::backlog(settings, sprints);
        let next = next(&backlog, last(&backlog, None), today.parse().unwrap()).unwrap();
        format!("{}..{}", next.start, next.end)
    }

    #[test]
    fn a_sprint_follows_the_last_one_and_ends_on_a_working_day() {
        let two_weeks =
            "sprint: {length: 14d, start: monday}\ncalendar: {holidays: [2026-12-25]}\n";
        let before = ["id: SP-1\ntitle: A\nstart: 2026-11-30\nend: 2026-12-11\n"];
        assert_eq!(span(two_weeks, &before, TODAY), "2026-12-14..2026-12-24");
        assert_eq!(span(two_weeks, &[], TODAY), "2026-11-30..2026-12-11");
    }

    #[test]
    fn without_a_weekday_the_rhythm_of_the_last_sprint_goes_on() {
        let settings = "sprint: {length: 7d}\n";
        let before = ["id: SP-1\ntitle: A\nstart: 2026-11-18\nend: 2026-11-24\n"];
        assert_eq!(span(settings, &before, TODAY), "2026-11-25..2026-12-01");
    }

    #[test]
    fn a_time_that_is_over_is_not_planned() {
        let settings = "sprint: {length: 2w, start: mon}\n";
        let before = ["id: SP-1\ntitle: A\nstart: 2026-06-01\nend: 2026-06-12\n"];
        assert_eq!(span(settings, &before, TODAY), "2026-11-30..2026-12-11");
        let cancelled =
            ["id: SP-1\ntitle: A\nstatus: cancelled\nstart: 2026-11-30\nend: 2026-12-11\n"];
        assert_eq!(span(settings, &cancelled, TODAY), "2026-11-30..2026-12-11");
    }
}
