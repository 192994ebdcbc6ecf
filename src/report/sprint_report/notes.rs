//! What a reader has to know of the numbers of a sprint.
use super::Head;
use super::choice;
use super::date;
use crate::flow::sprint::Conflict;
use crate::flow::sprint::Course;
use crate::flow::sprint::Item;
use crate::flow::sprint::Stand;
use crate::model::Backlog;
use crate::model::date::Day;
use crate::text::plural;

/// The footnotes of a report, each a sentence.
pub(super) fn notes(
    backlog: &Backlog,
    head: &Head,
    course: &Course<'_>,
    today: Day,
) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(clock(head, course, today));
    notes.extend(others(backlog, head));
    let names = |is: fn(&Item<'_>) -> bool| {
        let items = course.items.iter().filter(|item| is(item));
        items.map(|item| item.id.to_string()).collect::<Vec<_>>()
    };
    let reopened = names(|item| item.reopened);
    if !reopened.is_empty() {
        notes.push(format!(
            "{} reopened: {}",
            reopened.len(),
            reopened.join(", ")
        ));
    }
    let lost = names(|item| item.record.is_none());
    if !lost.is_empty() {
        let has = plural(lost.len(), "story", "stories");
        notes.push(format!(
            "{has} in the recorded lists without a record: {}",
            lost.join(", ")
        ));
    }
    if course.gaps > 0 {
        let records = plural(course.gaps, "record", "records");
        notes.push(format!(
            "{records} with gaps: the last entry of the history is not what the record says; the record counts"
        ));
    }
    notes.extend(course.conflicts.iter().map(conflict));
    notes
}

/// A sprint that has not begun, or should have ended.
fn clock(head: &Head, course: &Course<'_>, today: Day) -> Option<String> {
    let (start, end) = (head.start?, head.end?);
    if today < start && !course.is_over {
        return Some(format!(
            "it starts on {}: these numbers are the plan so far",
            date(start)
        ));
    }
    let is_open = matches!(head.status.as_deref(), Some("active" | "planned"));
    (end < today && is_open).then(|| {
        let status = head.status.as_deref().unwrap_or_default();
        format!("it ended on {} and is still {status}", date(end))
    })
}

fn others(backlog: &Backlog, head: &Head) -> Option<String> {
    if head.status.as_deref() != Some("active") {
        return None;
    }
    let active = choice::active(backlog).map(|(record, _)| record.id());
    let others: Vec<String> = active
        .filter(|id| **id != head.id)
        .map(ToString::to_string)
        .collect();
    (!others.is_empty()).then(|| format!("also active: {}", others.join(", ")))
}

fn conflict(conflict: &Conflict<'_>) -> String {
    let words = |stand: Option<Stand>| match stand {
        None => "not in the sprint".to_owned(),
        Some(Stand { points, done }) => {
            let result = if done { "done" } else { "not done" };
            points.map_or_else(
                || result.to_owned(),
                |points| format!("{result} with {points}"),
            )
        }
    };
    format!(
        "{}: {} when the sprint was closed, which counts; by its history it was {}",
        conflict.id,
        words(conflict.recorded),
        words(conflict.replayed)
    )
}
