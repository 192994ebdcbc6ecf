//! The numbers of a sprint as label and value, the goal before all others.
use super::Data;
use super::Days;
use super::Head;
use super::What;
use super::date;
use super::pace::pace;
use crate::flow::sprint::Tally;
use crate::model::date::Day;
use crate::model::points::Points;
use crate::page::Meaning;
use crate::page::Text;
use crate::priority::decimal::display;
use crate::text::plural;

/// From which share of the promise on a sprint was kept.
const HEALTHY: f64 = 0.8;

/// Whether the end of the sprint has come.
pub(super) fn is_over(data: &Data) -> bool {
    data.days.as_ref().is_some_and(|days| days.over)
}

/// What is known of the sprint; without its dates the goal alone.
pub(super) fn facts(head: &Head, data: &Data) -> Vec<(String, Text)> {
    let mut facts = vec![("Goal".to_owned(), goal(head, data))];
    let mut add = |label: &str, text: Text| facts.push((label.to_owned(), text));
    if let (Some(start), Some(end), Some(days)) = (head.start, head.end, &data.days) {
        add(
            "Dates",
            format!(
                "{} to {}, {}{}",
                date(start),
                date(end),
                clock(days),
                closed(head, end)
            )
            .into(),
        );
    }
    if let Some(team) = &head.team {
        add("Team", team.as_str().into());
    }
    let (Some(committed), Some(completed), Some(said_done)) =
        (data.committed, data.completed, data.said_done)
    else {
        return facts;
    };
    add("Committed", tally(committed).into());
    add("Completed", tally(completed).into());
    // The numbers of a running sprint are partial.
    let so_far = if is_over(data) { "" } else { ", so far" };
    let say_do = say_do(data, committed, said_done);
    add("Say/do", say_do.and(Meaning::Faint, so_far));
    let delivered = delivered(data, committed, completed);
    add("Delivered", delivered.and(Meaning::Faint, so_far));
    if let Some(scope) = scope(data) {
        add("Scope", scope);
    }
    if let Some(remaining) = remaining(data) {
        add("Remaining", remaining);
    }
    facts
}

fn goal(head: &Head, data: &Data) -> Text {
    let Some(goal) = &head.goal else {
        let set = format!("po set {} goal=…", head.id);
        return Text::of(Meaning::Bad, "none: a sprint is for something · ")
            .and(Meaning::Command, set);
    };
    let text = Text::of(Meaning::Strong, goal.trim());
    let text = match head.goal_met.as_deref() {
        Some("yes") => text.and(Meaning::Good, " · met"),
        Some("no") => text.and(Meaning::Bad, " · not met"),
        Some(_) => text.and(Meaning::Warn, " · partly met"),
        None if is_over(data) => text.and(Meaning::Faint, " · met or not: nobody has said yet"),
        None => text,
    };
    let serving = data
        .stories
        .iter()
        .flatten()
        .filter(|line| line.goal && line.what != What::Removed);
    let (all, done) = serving.fold((0, 0), |(all, done), line| {
        (
            all + 1,
            done + usize::from(line.done || line.what == What::DoneBefore),
        )
    });
    match all {
        0 => text,
        _ => text.and(
            Meaning::Plain,
            format!(" · {done} of {all} goal stories done"),
        ),
    }
}

/// "day 8 of 10, 2 working days left after today".
fn clock(days: &Days) -> String {
    let name = |n| match days.unit {
        "workdays" => plural(n, "working day", "working days"),
        _ => plural(n, "day", "days"),
    };
    match days {
        Days {
            over: true, total, ..
        } => name(*total),
        Days { day: 0, total, .. } => format!("{} to come", name(*total)),
        Days {
            day, total, left, ..
        } => format!("day {day} of {total}, {} left after today", name(*left)),
    }
}

/// ", closed Wed 2026-12-02, 9 days early", where it was not its last day.
fn closed(head: &Head, end: Day) -> String {
    let Some(day) = head.closed.filter(|day| *day != end) else {
        return String::new();
    };
    let days = usize::try_from(end.since(day).abs()).unwrap_or_default();
    let days = plural(days, "day", "days");
    let when = if day < end { "early" } else { "late" };
    format!("; closed {}, {days} {when}", date(day))
}

/// "24 points, 7 stories".
pub(super) fn tally(tally: Tally) -> String {
    format!(
        "{}, {}",
        tally.points.words(),
        plural(tally.count, "story", "stories")
    )
}

fn say_do(data: &Data, committed: Tally, said_done: Tally) -> Text {
    let Some(by_count) = data.say_do_count else {
        return "– (nothing was committed)".into();
    };
    let stories = format!(
        "{} of stories ({} of {})",
        percent(by_count),
        said_done.count,
        committed.count
    );
    let Some(share) = data.say_do else {
        return format!("– (no points were committed), {stories}").into();
    };
    let meaning = match is_over(data) {
        false => Meaning::Plain,
        true if share >= HEALTHY => Meaning::Good,
        true => Meaning::Warn,
    };
    let rest = format!(
        " of points ({} of {}), {stories}",
        said_done.points, committed.points
    );
    Text::of(meaning, percent(share)).and(Meaning::Plain, rest)
}

fn delivered(data: &Data, committed: Tally, completed: Tally) -> Text {
    match data.delivered {
        None => "– (no points were committed)".into(),
        Some(share) => {
            let (done, said) = (completed.points, committed.points);
            format!("{} ({done} completed, {said} committed)", percent(share)).into()
        }
    }
}

fn scope(data: &Data) -> Option<Text> {
    let scope = data.scope.as_ref()?;
    let unchanged = [scope.added, scope.removed, scope.reestimated] == [Points::ZERO; 3];
    let now = if is_over(data) { "at the end" } else { "now" };
    let end = format!("{} {now}", scope.at_end.words());
    if unchanged {
        return Some(format!("no change, {end}").into());
    }
    let change = scope
        .change
        .map_or("– (no points were committed)".to_owned(), percent);
    let text = Text::of(Meaning::Added, format!("+{} added", scope.added))
        .and(Meaning::Plain, ", ")
        .and(Meaning::Removed, format!("−{} removed", scope.removed))
        .and(
            Meaning::Plain,
            format!(
                ", {} re-estimated: {end}, change {change}",
                signed(scope.reestimated)
            ),
        );
    Some(text)
}

/// What is left of a running sprint, against the ideal line.
fn remaining(data: &Data) -> Option<Text> {
    let pace = pace(data).filter(|_| !is_over(data))?;
    let (remaining, scope) = (pace.remaining, pace.scope.words());
    let (meaning, stands) = pace.words();
    let left = Text::from(format!("{remaining} of {scope}: "));
    let ideal = format!(" ({})", pace.ideal());
    Some(left.and(meaning, stands).and(Meaning::Plain, ideal))
}

/// One decimal, half up.
fn percent(ratio: f64) -> String {
    format!("{} %", display(ratio * 100.0, 1))
}

/// One decimal where there is one.
pub(in super::super) fn number(value: f64) -> String {
    let text = display(value, 1);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// With a sign that is not a hyphen.
pub(super) fn signed(points: Points) -> String {
    if points < Points::ZERO {
        format!("−{}", -points)
    } else {
        format!("+{points}")
    }
}
