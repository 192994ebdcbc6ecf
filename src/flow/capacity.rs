//! How many points a sprint can hold.

use crate::flow::sprint::Ideal;
use crate::flow::sprint::measure;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::points::Points;
use crate::model::workflow::Category;

/// The closed sprints whose average is taken.
const WINDOW: usize = 3;

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
        (None, None) => average(backlog, sprint, today),
    }
}

/// Excluded sprints keep their place in the window, so that leaving one out
/// does not shop for numbers.
fn average<'a>(backlog: &'a Backlog, sprint: &Record, today: Day) -> Option<Capacity<'a>> {
    let team = |record: &Record| record.sprint().and_then(|sprint| sprint.team.clone());
    let wanted = team(sprint);
    let records = backlog.records().iter();
    let mut closed: Vec<&Record> = records
        .filter(|record| record.sprint().is_some() && team(record) == wanted)
        .filter(|record| backlog.category(record) == Category::Done)
        .collect();
    closed.sort_by_key(|record| record.sprint().and_then(|sprint| sprint.end));
    let last = closed.into_iter().rev().take(WINDOW);
    let counted = last.filter(|record| record.sprint().is_some_and(|s| s.exclude.is_none()));
    let completed: Vec<(&Id, Points)> = counted
        .filter_map(|record| {
            let course = measure(backlog, record, today, Ideal::Calendar).ok()?;
            Some((record.id(), course.completed.points))
        })
        .collect();
    let sum: Points = completed.iter().map(|(_, points)| *points).sum();
    let mean = (sum.as_f64() / completed.len() as f64).floor();
    // No closed sprint has no mean.
    let points = Points::try_from(mean).ok()?;
    let source = Source::Average(completed.into_iter().map(|(id, _)| id).collect());
    Some(Capacity { points, source })
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
