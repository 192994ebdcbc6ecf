//! How many points a sprint can hold.

use crate::flow::sprint::Ideal;
use crate::flow::sprint::measure;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::points::Points;
use crate::model::workflow::Category;
use crate::text::and_list;

/// The closed sprints whose average is taken for the next one.
const WINDOW: usize = 3;
/// The closed sprints whose mean is the velocity of a team.
const VELOCITY_WINDOW: usize = 6;

/// Points, and what says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Capacity<'a> {
    pub points: Points,
    pub source: Source<'a>,
}

/// What a capacity comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source<'a> {
    /// Somebody named it.
    Given,
    /// The sprint's own `capacity`.
    Sprint,
    /// What these sprints completed, on average and rounded down.
    Average(Vec<&'a Id>),
}

impl Capacity<'_> {
    /// `its capacity is 28`, `SP-32 and SP-33 completed 26 on average`.
    pub fn words(&self) -> String {
        match &self.source {
            Source::Given | Source::Sprint => format!("its capacity is {}", self.points),
            Source::Average(sprints) => {
                let ids: Vec<&str> = sprints.iter().map(|id| id.as_str()).collect();
                let each = if ids.len() == 1 { "" } else { " on average" };
                format!("{} completed {}{each}", and_list(&ids), self.points)
            }
        }
    }
}

/// The points that are given, else the sprint's `capacity`, else what the last
/// three closed sprints of its team completed on average. `None` where none of
/// these is there.
pub fn capacity<'a>(
    backlog: &'a Backlog,
    sprint: &Record,
    given: Option<Points>,
    today: Day,
) -> Option<Capacity<'a>> {
    let own = sprint.sprint().and_then(|sprint| sprint.capacity);
    match (given, own) {
        (Some(points), _) => Some(Capacity {
            points,
            source: Source::Given,
        }),
        (None, Some(points)) => Some(Capacity {
            points,
            source: Source::Sprint,
        }),
        (None, None) => {
            let team = sprint.sprint().and_then(|sprint| sprint.team.as_deref());
            average(backlog, team, today)
        }
    }
}

/// The stories, from the last by rank on and none of them begun, without which the others are no more than so many
/// points.
pub fn surplus<'a>(backlog: &Backlog, stories: &[&'a Record], room: Points) -> Vec<&'a Id> {
    let points = |story: &Record| story.story().and_then(|story| story.points);
    let mut held: Points = stories.iter().filter_map(|story| points(story)).sum();
    let free = stories.iter().filter(|story| {
        backlog.category(story) == Category::Backlog && points(story) > Some(Points::ZERO)
    });
    let mut free: Vec<&&Record> = free.collect();
    free.sort_by_key(|story| story.manual_place());
    let mut surplus = Vec::new();
    while held > room
        && let Some(last) = free.pop()
    {
        held = held - points(last).unwrap_or(Points::ZERO);
        surplus.push(last.id());
    }
    surplus
}

/// The command that fills a sprint. Where no points are known, or none at all were completed so far, somebody has to
/// say how many fit.
pub fn fill(sprint: &Id, room: Option<Points>) -> String {
    match room.filter(|points| *points > Points::ZERO) {
        Some(_) => format!("po sprint plan {sprint}"),
        None => format!("po sprint plan {sprint} --points 20 --apply"),
    }
}

/// What a team completed in its last closed sprints, on average and rounded down.
pub fn average<'a>(backlog: &'a Backlog, team: Option<&str>, today: Day) -> Option<Capacity<'a>> {
    let completed = completed(backlog, team, WINDOW, today);
    let points = Points::try_from(mean(&completed)?.floor()).ok()?;
    let source = Source::Average(completed.into_iter().map(|(id, _)| id).collect());
    Some(Capacity { points, source })
}

/// What a team completes in a sprint: the mean of its last six closed ones.
pub fn velocity(backlog: &Backlog, team: Option<&str>, today: Day) -> Option<f64> {
    mean(&completed(backlog, team, VELOCITY_WINDOW, today))
}

/// No closed sprint has no mean.
fn mean(completed: &[(&Id, Points)]) -> Option<f64> {
    let sum: Points = completed.iter().map(|(_, points)| *points).sum();
    (!completed.is_empty()).then(|| sum.as_f64() / completed.len() as f64)
}

/// What a team completed in each of its last closed sprints. Excluded sprints keep their place in the window, so that
/// leaving one out does not shop for numbers.
fn completed<'a>(
    backlog: &'a Backlog,
    team: Option<&str>,
    window: usize,
    today: Day,
) -> Vec<(&'a Id, Points)> {
    let records = backlog.records().iter();
    let of_team = |record: &&Record| {
        let sprint = record.sprint();
        sprint.is_some_and(|sprint| sprint.team.as_deref() == team)
    };
    let mut closed: Vec<&Record> = records
        .filter(of_team)
        .filter(|record| backlog.category(record) == Category::Done)
        .collect();
    closed.sort_by_key(|record| record.sprint().and_then(|sprint| sprint.end));
    let last = closed.into_iter().rev().take(window);
    let counted = last.filter(|record| record.sprint().is_some_and(|s| s.exclude.is_none()));
    let completed = counted.filter_map(|record| {
        let course = measure(backlog, record, today, Ideal::Calendar).ok()?;
        Some((record.id(), course.completed.points))
    });
    completed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::sprint::sample;

    fn closed(n: u32, points: u32, more: &str) -> String {
        format!(
            "id: SP-{n}\ntitle: A\nstatus: closed\nstart: 2026-0{n}-01\nend: 2026-0{n}-14\n\
             closed: {{at: 2026-0{n}-14, completed: [{{id: S-{n}, points: {points}}}]}}\n{more}"
        )
    }

    #[test]
    fn the_last_three_closed_sprints_are_averaged_and_excluded_ones_keep_their_place() {
        let planned = "id: SP-9\ntitle: Next\nstatus: planned\n".to_owned();
        let mut records = vec![
            closed(1, 100, ""),
            closed(2, 10, ""),
            closed(3, 1, "exclude: holidays\n"),
            closed(4, 13, ""),
            planned,
        ];
        let of = |records: &[String], given: Option<u32>| {
            let backlog = sample::backlog("", records);
            let sprint = backlog.get(&sample::id("SP-9")).unwrap();
            let given = given.map(Points::from);
            capacity(&backlog, sprint, given, sample::day("2026-05-01")).map(|c| c.points)
        };
        assert_eq!(of(&records, None), Some(Points::from(11)));
        assert_eq!(of(&records, Some(20)), Some(Points::from(20)));
        assert_eq!(of(&records[4..], None), None);
        records[4].push_str("capacity: 7\n");
        assert_eq!(of(&records, None), Some(Points::from(7)));
    }
}
