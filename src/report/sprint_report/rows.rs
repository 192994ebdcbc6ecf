//! The stories and the days of a report, each a line.
use super::Burned;
use super::Carry;
use super::Line;
use super::What;
use crate::flow::sprint::BurndownDay;
use crate::flow::sprint::Course;
use crate::flow::sprint::Fate;
use crate::flow::sprint::Item;
use crate::model::Record;
use crate::model::date::Moment;
use crate::model::id::Id;

pub(super) fn carry(item: &Item<'_>, closing: Option<(&Id, Moment)>) -> Carry {
    // The close moves a story with its own stamp.
    let history = item.record.into_iter().flat_map(|r| &r.common.history);
    let at_close = history.filter(|entry| closing.is_some_and(|(_, at)| at == entry.at));
    let into = at_close.filter_map(|entry| entry.sprint.clone().flatten());
    let mut into = into.filter(|id| closing.is_some_and(|(this, _)| this != id));
    Carry {
        next: into.next_back(),
        id: item.id.clone(),
        points: item.points,
        carried: item.carried,
    }
}

pub(super) fn burned(line: &BurndownDay) -> Burned {
    Burned {
        date: line.day,
        scope: line.numbers.map(|(scope, _)| scope),
        done: line.numbers.map(|(_, done)| done),
        remaining: line.numbers.map(|(scope, done)| scope - done),
        ideal: line.ideal,
    }
}

/// Done stories first, then open, removed, and done before.
pub(super) fn lines(course: &Course<'_>) -> Vec<Line> {
    let mut items: Vec<_> = course.items.iter().collect();
    items.sort_by_key(|item| item.fate);
    let line = |item| line(item, course.is_over);
    items.into_iter().map(line).collect()
}

fn line(item: &Item<'_>, is_over: bool) -> Line {
    let story = item.record.and_then(Record::story);
    Line {
        id: item.id.clone(),
        title: item.record.map_or("", Record::title).to_owned(),
        status: item.status.map(str::to_owned),
        points: item.points,
        what: match item.fate {
            Fate::DoneBefore => What::DoneBefore,
            Fate::Removed => What::Removed,
            Fate::Completed | Fate::Open if item.committed.is_some() => What::Committed,
            Fate::Completed | Fate::Open => What::Added,
        },
        done: item.fate == Fate::Completed,
        added: item.added,
        removed: item.removed,
        reestimated: item.reestimated,
        reopened: item.reopened,
        goal: story.and_then(|story| story.goal).unwrap_or(false),
        blocked: !is_over && item.fate == Fate::Open && item.record.is_some_and(Record::is_blocked),
    }
}
