//! `po sprint report`: what was promised, what was kept, how the scope moved, and what is carried over.
mod choice;
mod facts;
mod notes;
mod pace;
mod page;
mod rows;

use serde::Serialize;

use super::Report;
use crate::diag::Error;
use crate::flow::sprint::Course;
use crate::flow::sprint::Fate;
use crate::flow::sprint::Ideal;
use crate::flow::sprint::Item;
use crate::flow::sprint::Tally;
use crate::flow::sprint::Unmeasured;
use crate::flow::sprint::measure;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::date::Moment;
use crate::model::id::Id;
use crate::model::points::Points;
use crate::page::Answer;

pub(super) use facts::number;
pub(super) use pace::pace;
pub(super) use page::chart;

pub static REPORT: Report = Report {
    id: "sprint-report",
    summary: "what a sprint promised and kept, and how its scope moved",
};

/// The report of one sprint; serialized it is what `po.sprint-report/1` holds beside its envelope.
#[derive(Debug, Serialize)]
pub struct SprintReport {
    /// The zone whose days are meant.
    pub timezone: String,
    /// The first day of the sprint.
    pub from: Option<Day>,
    /// The last day of the sprint.
    pub to: Option<Day>,
    /// How many stories count in the numbers.
    pub n: usize,
    /// Stories of the sprint that do not count.
    pub excluded: Vec<Excluded>,
    pub data: Data,
}

/// A story left out of the numbers.
#[derive(Debug, Serialize)]
pub struct Excluded {
    pub id: Id,
    pub why: &'static str,
}

/// The numbers. Without a sprint, or without its dates, they are null and `missing` says what to do.
#[derive(Debug, Default, Serialize)]
pub struct Data {
    pub sprint: Option<Head>,
    pub days: Option<Days>,
    /// Stories at the promise, with their points then.
    pub committed: Option<Tally>,
    /// Stories in scope and done at the end, with their points then.
    pub completed: Option<Tally>,
    /// Promised stories that were completed, with their points at the promise.
    pub said_done: Option<Tally>,
    /// Said and done points over committed points, 0 to 1; null where nothing was committed.
    pub say_do: Option<f64>,
    /// The same by the number of stories.
    pub say_do_count: Option<f64>,
    /// Completed points over committed points.
    pub delivered: Option<f64>,
    pub scope: Option<ScopeChange>,
    /// Stories in scope that are not done; carried over once the sprint has ended.
    pub carry: Option<Vec<Carry>>,
    pub burndown: Option<Vec<Burned>>,
    pub stories: Option<Vec<Line>>,
    /// Stories in scope without an estimate: they count 0 points.
    pub unestimated: Option<Vec<Id>>,
    /// What a report needs and the backlog lacks.
    pub missing: Option<Missing>,
    pub footnotes: Vec<String>,
}

/// The sprint itself.
#[derive(Debug, Serialize)]
pub struct Head {
    pub id: Id,
    pub title: String,
    pub goal: Option<String>,
    /// yes, no or partly, as people have answered it.
    pub goal_met: Option<String>,
    pub status: Option<String>,
    pub start: Option<Day>,
    pub end: Option<Day>,
    pub team: Option<String>,
    /// The day it was closed.
    pub closed: Option<Day>,
}

/// How far the sprint is, in the days on which the ideal line burns.
#[derive(Debug, Serialize)]
pub struct Days {
    /// workdays or calendar.
    pub unit: &'static str,
    pub total: usize,
    /// Those that have begun.
    pub day: usize,
    /// Those after today.
    pub left: usize,
    /// Whether the end has come.
    pub over: bool,
}

/// Committed + added − removed + re-estimated = final = completed + carried.
#[derive(Debug, Serialize)]
pub struct ScopeChange {
    pub added: Points,
    pub removed: Points,
    /// The sum of all changes of estimates; negative where they went down.
    pub reestimated: Points,
    /// Points in scope at the end.
    #[serde(rename = "final")]
    pub at_end: Points,
    /// (added + removed + |re-estimated|) over committed.
    pub change: Option<f64>,
}

/// A story that is not done.
#[derive(Debug, Serialize)]
pub struct Carry {
    pub id: Id,
    pub points: Option<Points>,
    /// The ended sprints, this one included, that it sat in undone.
    pub carried: usize,
    /// Where the close of the sprint put it; null for the backlog, and while it runs.
    pub next: Option<Id>,
}

/// A day of the burndown; the points of a day to come are null.
#[derive(Debug, Serialize)]
pub struct Burned {
    pub date: Day,
    pub scope: Option<Points>,
    pub done: Option<Points>,
    pub remaining: Option<Points>,
    pub ideal: f64,
}

/// A story of the sprint.
#[derive(Debug, Serialize)]
pub struct Line {
    pub id: Id,
    pub title: String,
    /// At the end of the sprint, or now.
    pub status: Option<String>,
    /// At the end of the sprint, or when it left.
    pub points: Option<Points>,
    pub what: What,
    pub done: bool,
    /// When it came in after the promise.
    pub added: Option<Day>,
    /// When it left.
    pub removed: Option<Day>,
    pub reestimated: Points,
    /// Was done and opened again in the sprint.
    pub reopened: bool,
    /// Serves the sprint goal.
    pub goal: bool,
    /// Stands still in a sprint that runs.
    pub blocked: bool,
}

/// How a story belongs to the sprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    Committed,
    Added,
    Removed,
    DoneBefore,
}

/// What is not there, and the commands that put it there.
#[derive(Debug, Serialize)]
pub struct Missing {
    pub what: String,
    pub help: Vec<String>,
}

/// Reports on a sprint as it was known on `today`: the given one, else the active one, else the last that was closed.
/// A backlog without such a sprint, and a sprint without dates, give a report that says what is missing.
///
/// # Errors
/// An id that is no sprint, and dates that make none; a sprint without a day on which the ideal line burns.
pub fn sprint_report(
    backlog: &Backlog,
    sprint: Option<&Id>,
    today: Day,
    ideal: Ideal,
) -> Result<SprintReport, Error> {
    match known(backlog, sprint, today, ideal)? {
        (_, Some(fault)) => Err(fault),
        (report, None) => Ok(report),
    }
}

/// The same for a page with more on it: dates that make no sprint are what is missing.
pub(super) fn current_sprint(backlog: &Backlog, today: Day) -> Result<SprintReport, Error> {
    let (mut report, fault) = known(backlog, None, today, Ideal::Workdays)?;
    let missing = fault.map(|fault| Missing {
        what: fault.message,
        help: fault.help,
    });
    report.data.missing = report.data.missing.or(missing);
    Ok(report)
}

/// What can be said of a sprint, and what is wrong with its dates.
fn known(
    backlog: &Backlog,
    sprint: Option<&Id>,
    today: Day,
    ideal: Ideal,
) -> Result<(SprintReport, Option<Error>), Error> {
    let mut report = SprintReport {
        timezone: backlog.config.zone.to_string(),
        from: None,
        to: None,
        n: 0,
        excluded: Vec::new(),
        data: Data::default(),
    };
    let record = match sprint {
        Some(id) => choice::named(backlog, id)?,
        None => match choice::current(backlog) {
            Some(record) => record,
            None => {
                report.data.missing = Some(choice::none(backlog, today));
                return Ok((report, None));
            }
        },
    };
    let mut fault = None;
    let head = head(backlog, record, today);
    (report.from, report.to) = (head.start, head.end);
    match measure(backlog, record, today, ideal) {
        Ok(course) => {
            let closed = record.sprint().and_then(|sprint| sprint.closed.as_ref());
            let closing = closed.map(|closed| (record.id(), closed.at));
            report.fill(&course, ideal, closing);
            report.data.footnotes = notes::notes(backlog, &head, &course, today);
        }
        Err(Unmeasured::Undated) => report.data.missing = Some(choice::undated(&head, today)),
        Err(dates) => fault = Some(choice::fault(&head, dates)),
    }
    report.data.sprint = Some(head);
    Ok((report, fault))
}

impl SprintReport {
    /// The report for people and for scripts.
    pub fn answer(&self) -> Answer {
        Answer::new(REPORT.id, self.page(), super::data(self))
    }

    fn fill(&mut self, course: &Course<'_>, ideal: Ideal, closing: Option<(&Id, Moment)>) {
        let done_before = |item: &&Item<'_>| item.fate == Fate::DoneBefore;
        let excluded = course.items.iter().filter(done_before);
        self.excluded = excluded
            .map(|item| Excluded {
                id: item.id.clone(),
                why: "done before the sprint",
            })
            .collect();
        self.n = course.items.len() - self.excluded.len();
        let committed = course.committed.points;
        let moved = course.scope.added
            + course.scope.removed
            + course.scope.reestimated.max(-course.scope.reestimated);
        let data = &mut self.data;
        data.days = Some(days(course, ideal));
        data.committed = Some(course.committed);
        data.completed = Some(course.completed);
        data.said_done = Some(course.said_done);
        data.say_do = ratio(course.said_done.points, committed);
        data.say_do_count = (course.committed.count > 0)
            .then(|| course.said_done.count as f64 / course.committed.count as f64);
        data.delivered = ratio(course.completed.points, committed);
        data.scope = Some(ScopeChange {
            added: course.scope.added,
            removed: course.scope.removed,
            reestimated: course.scope.reestimated,
            at_end: course.scope.at_end,
            change: ratio(moved, committed),
        });
        let open = course.items.iter().filter(|item| item.fate == Fate::Open);
        data.carry = Some(open.map(|item| rows::carry(item, closing)).collect());
        data.burndown = Some(course.burndown.iter().map(rows::burned).collect());
        data.stories = Some(rows::lines(course));
        let is_blank = |item: &&Item<'_>| {
            item.points.is_none() && matches!(item.fate, Fate::Open | Fate::Completed)
        };
        let unestimated = course.items.iter().filter(is_blank);
        data.unestimated = Some(unestimated.map(|item| item.id.clone()).collect());
    }
}

fn head(backlog: &Backlog, record: &Record, today: Day) -> Head {
    let sprint = record.sprint();
    let closing = sprint.and_then(|sprint| sprint.closed.as_ref());
    let closed = closing.map(|closing| closing.at.local_day(&backlog.config.zone));
    let goal = sprint.and_then(|sprint| sprint.goal.clone());
    Head {
        id: record.id().clone(),
        title: record.title().to_owned(),
        goal: goal.filter(|goal| !goal.trim().is_empty()),
        goal_met: record
            .field("goal_met")
            .and_then(|met| met.as_str().map(str::to_owned)),
        status: record.status().map(str::to_owned),
        start: sprint.and_then(|sprint| sprint.start),
        end: sprint.and_then(|sprint| sprint.end),
        team: sprint.and_then(|sprint| sprint.team.clone()),
        closed: closed.filter(|day| *day <= today),
    }
}

fn days(course: &Course<'_>, ideal: Ideal) -> Days {
    let unit = Ideal::ALL.iter().find(|(_, choice)| *choice == ideal);
    Days {
        unit: unit.map_or("", |(name, _)| name),
        total: course.length,
        day: course.elapsed,
        left: course.length - course.elapsed,
        over: course.is_over,
    }
}

/// None where there is nothing to compare with.
fn ratio(part: Points, whole: Points) -> Option<f64> {
    (whole != Points::ZERO).then(|| part.as_f64() / whole.as_f64())
}

/// A day as people read it: `Mon 2026-11-16`.
pub(super) fn date(day: Day) -> String {
    format!("{} {day}", day.date().format("%a"))
}

#[cfg(test)]
mod tests;
