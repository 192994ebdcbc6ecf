//! What `sprint start` and `sprint close` wrote down, against what history says.
use super::*;

fn sprint(lines: &str) -> String {
    format!("id: SP-1\nstatus: closed\nstart: 2026-03-02\nend: 2026-03-13\n{lines}")
}

fn story(number: u32, points: u32, history: &str) -> String {
    format!("id: S-{number}\npoints: {points}\n{history}")
}

fn in_since(day: &str, more: &str) -> String {
    format!(
        "status: ready\nsprint: SP-1\nhistory:\n  - {{at: {day}, sprint: SP-1, status: ready}}\n{more}"
    )
}

fn berlin(records: &[String]) -> Backlog {
    backlog("timezone: Europe/Berlin\n", records)
}

#[test]
fn the_recorded_promise_wins_and_later_stories_of_day_one_are_added() {
    let backlog = berlin(&[
        sprint("committed: {at: 2026-03-02T08:00Z, items: [{id: S-1, points: 5}]}\n"),
        story(1, 5, &in_since("2026-02-27", "")),
        story(2, 3, &in_since("2026-03-02T09:00Z", "")),
    ]);
    assert_eq!(
        line(&course(&backlog, "SP-1", "2026-03-31")),
        "5 +3 -0 ~0 = 0 done, 8 open"
    );
    // On the eve of the promise it was not known.
    assert_eq!(
        line(&course(&backlog, "SP-1", "2026-03-01")),
        "5 +0 -0 ~0 = 0 done, 5 open"
    );
}

#[test]
fn a_sprint_started_late_shows_its_promise_on_the_days_before() {
    let backlog = berlin(&[
        sprint("committed: {at: 2026-03-04T08:00Z, items: [{id: S-1, points: 5}]}\n"),
        story(1, 5, &in_since("2026-03-04T07:00Z", "")),
    ]);
    let course = course(&backlog, "SP-1", "2026-03-05");
    assert_eq!(line(&course), "5 +0 -0 ~0 = 0 done, 5 open");
    assert_eq!(
        burndown(&course)[..4],
        ["02 5 0 5 4.5", "03 5 0 5 4", "04 5 0 5 3.5", "05 5 0 5 3"]
    );
}

#[test]
fn an_empty_promise_is_a_promise() {
    let backlog = berlin(&[
        sprint("committed: {at: 2026-03-02T08:00Z, items: []}\n"),
        story(1, 5, &in_since("2026-03-02T09:00Z", "")),
    ]);
    assert_eq!(
        line(&course(&backlog, "SP-1", "2026-03-31")),
        "0 +5 -0 ~0 = 0 done, 5 open"
    );
}

#[test]
fn closing_does_not_empty_the_sprint_that_unfinished_stories_leave() {
    let moved = "status: ready\nhistory:
  - {at: 2026-02-27, sprint: SP-1, status: ready}
  - {at: 2026-03-13T15:00Z, sprint: null}\n";
    let backlog = berlin(&[
        sprint("closed: {at: 2026-03-13T15:00Z}\n"),
        story(1, 5, moved),
    ]);
    let course = course(&backlog, "SP-1", "2026-03-31");
    assert_eq!(line(&course), "5 +0 -0 ~0 = 0 done, 5 open");
    assert_eq!(course.items[0].carried, 1);
}

/// `po done S-1 && po sprint close` in a script: both in one second.
#[test]
fn what_is_done_in_the_second_of_the_close_is_done() {
    let done = "status: done\nsprint: SP-1\nhistory:
  - {at: 2026-02-27, sprint: SP-1, status: doing}
  - {at: 2026-03-13T15:00Z, status: done}\n";
    let closed = "closed: {at: 2026-03-13T15:00Z, completed: [{id: S-1, points: 5}]}\n";
    let backlog = berlin(&[sprint(closed), story(1, 5, done)]);
    let course = course(&backlog, "SP-1", "2026-03-31");
    assert_eq!(line(&course), "5 +0 -0 ~0 = 5 done, 0 open");
    assert_eq!(course.items[0].status, Some("done"));
}

#[test]
fn a_close_known_by_its_day_counts_that_days_work_and_not_its_own_moves() {
    let done = "status: done\nsprint: SP-1\nhistory:
  - {at: 2026-02-27, sprint: SP-1, status: ready}
  - {at: 2026-03-13, status: done}\n";
    let moved = "status: ready\nsprint: SP-2\nhistory:
  - {at: 2026-02-27, sprint: SP-1, status: doing}
  - {at: 2026-03-13, points: 8}
  - {at: 2026-03-13, sprint: SP-2, status: ready}\n";
    let closed = "closed: {at: 2026-03-13, completed: [{id: S-1, points: 5}], carried: [{id: S-2, points: 8}]}\n";
    let backlog = berlin(&[sprint(closed), story(1, 5, done), story(2, 8, moved)]);
    let course = course(&backlog, "SP-1", "2026-03-31");
    assert_eq!(course.completed.points, Points::from(5));
    assert_eq!(course.open.points, Points::from(8));
    assert!(course.conflicts.is_empty(), "{:?}", course.conflicts);
}

#[test]
fn closed_early_the_lines_end_there_and_closed_late_they_go_on() {
    let early = berlin(&[
        sprint("closed: {at: 2026-03-11T15:00Z}\n"),
        story(1, 5, &in_since("2026-02-27", "")),
    ]);
    let lines = burndown(&course(&early, "SP-1", "2026-03-31"));
    assert_eq!(
        (lines.len(), lines.last().map(String::as_str)),
        (10, Some("11 5 0 5 1"))
    );
    let done = "  - {at: 2026-03-16T09:00Z, status: done}\n";
    let history =
        in_since("2026-02-27", done).replace("status: ready\nsprint", "status: done\nsprint");
    let late = berlin(&[
        sprint("closed: {at: 2026-03-16T15:00Z}\n"),
        story(1, 5, &history),
    ]);
    let lines = burndown(&course(&late, "SP-1", "2026-03-31"));
    assert_eq!(
        lines[11..],
        ["13 5 0 5 0", "14 5 0 5 0", "15 5 0 5 0", "16 5 5 0 0"]
    );
}

#[test]
fn the_recorded_end_wins_and_the_difference_is_told() {
    let closed = "closed: {at: 2026-03-13T15:00Z, completed: [{id: S-1, points: 5}], carried: [{id: S-2, points: 3}]}\n";
    let later = "  - {at: 2026-03-12T09:00Z, points: 8}\n";
    let backlog = berlin(&[
        sprint(closed),
        story(1, 5, &in_since("2026-02-27", "")),
        story(2, 8, &in_since("2026-02-27", later)),
        story(3, 2, &in_since("2026-02-27", "")),
    ]);
    let course = course(&backlog, "SP-1", "2026-03-31");
    assert_eq!(
        course.completed,
        Tally {
            points: Points::from(5),
            count: 1
        }
    );
    assert_eq!(
        course.open,
        Tally {
            points: Points::from(3),
            count: 1
        }
    );
    let told: Vec<_> = course.conflicts.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(told, ["S-1", "S-2", "S-3"]);
    line(&course);
}

#[test]
fn later_history_does_not_change_a_closed_sprint() {
    let closed =
        "closed: {at: 2026-03-13T15:00Z, completed: [], carried: [{id: S-1, points: 5}]}\n";
    let report = |more: &str| {
        let more = format!("  - {{at: 2026-02-28, points: 5}}\n{more}");
        let text = story(1, 5, &in_since("2026-02-27", &more));
        let backlog = berlin(&[sprint(closed), text]);
        let course = course(&backlog, "SP-1", "2026-04-30");
        format!(
            "{} {:?} {}",
            line(&course),
            course.burndown,
            course.items[0].carried
        )
    };
    let alone = report("");
    assert_eq!(
        report("  - {at: 2026-03-13T15:00Z, sprint: SP-2}\n  - {at: 2026-04-01, points: 1}\n"),
        alone
    );
    assert_eq!(
        report("  - {at: 2026-03-14, status: dropped, points: null}\n"),
        alone
    );
}

#[test]
fn before_its_close_a_sprint_is_seen_as_running() {
    let closed = "closed: {at: 2026-03-13T15:00Z, completed: [{id: S-1, points: 5}]}\n";
    let backlog = berlin(&[sprint(closed), story(1, 5, &in_since("2026-02-27", ""))]);
    let course = course(&backlog, "SP-1", "2026-03-12");
    assert_eq!(line(&course), "5 +0 -0 ~0 = 0 done, 5 open");
    assert!(!course.is_over && course.conflicts.is_empty());
}

#[test]
fn a_listed_story_without_a_record_still_counts() {
    let lines = "committed: {at: 2026-03-02, items: [{id: S-1, points: 5}, {id: S-2}]}
closed: {at: 2026-03-13T15:00Z, completed: [{id: S-1, points: 5}, {id: S-3, points: 1}]}\n";
    let backlog = berlin(&[sprint(lines)]);
    let course = course(&backlog, "SP-1", "2026-03-31");
    assert_eq!(line(&course), "5 +1 -0 ~0 = 6 done, 0 open");
    assert_eq!(
        fates(&course),
        ["S-1 Completed", "S-2 Removed", "S-3 Completed"]
    );
    assert!(course.items.iter().all(|item| item.record.is_none()));
}

#[test]
fn carried_counts_the_sprints_a_story_sat_in_undone() {
    let sprints = [
        "id: SP-1\nstatus: closed\nstart: 2026-03-02\nend: 2026-03-06\n",
        "id: SP-2\nstatus: cancelled\nstart: 2026-03-09\nend: 2026-03-13\nhistory:
  - {at: 2026-03-11T09:00Z, status: cancelled}\n",
        "id: SP-3\nstatus: closed\nstart: 2026-03-16\nend: 2026-03-20\nclosed: {at: 2026-03-20T15:00Z, carried: [{id: S-1}]}\n",
        "id: SP-4\nstatus: active\nstart: 2026-03-23\nend: 2026-03-27\n",
    ];
    let story = "id: S-1\nsprint: SP-4\nstatus: doing\nhistory:
  - {at: 2026-02-01, sprint: SP-77, status: doing}
  - {at: 2026-03-01, sprint: SP-1}
  - {at: 2026-03-09, sprint: SP-2}
  - {at: 2026-03-11T09:00Z, sprint: null}
  - {at: 2026-03-16, sprint: SP-3}
  - {at: 2026-03-20T15:00Z, sprint: SP-4}\n";
    let texts: Vec<_> = sprints.iter().copied().chain([story]).collect();
    let backlog = backlog("", &texts);
    let carried = |sprint: &str, today: &str| course(&backlog, sprint, today).items[0].carried;
    assert_eq!(carried("SP-1", "2026-03-31"), 1);
    assert_eq!(carried("SP-2", "2026-03-31"), 2);
    assert_eq!(carried("SP-3", "2026-03-31"), 3);
    assert_eq!(carried("SP-4", "2026-03-25"), 3);
    assert_eq!(carried("SP-4", "2026-03-31"), 4);
}

#[test]
fn what_was_promised_by_name_counts_though_it_was_done_before() {
    let promise = "committed: {at: 2026-03-02T08:00Z, items: [{id: S-1, points: 5}]}\n";
    let done = "  - {at: 2026-02-28, status: done}\n";
    let history =
        in_since("2026-02-27", done).replace("status: ready\nsprint", "status: done\nsprint");
    let backlog = berlin(&[
        sprint(promise),
        story(1, 5, &history),
        story(2, 3, &history),
    ]);
    let course = course(&backlog, "SP-1", "2026-03-31");
    assert_eq!(line(&course), "5 +0 -0 ~0 = 5 done, 0 open");
    assert_eq!(fates(&course), ["S-1 Completed", "S-2 DoneBefore"]);
}

#[test]
fn a_promise_made_ahead_may_change_before_the_first_day() {
    let promise =
        "committed: {at: 2026-02-26, items: [{id: S-1, points: 5}, {id: S-2, points: 3}]}\n";
    let left = "points: 5\nhistory:\n  - {at: 2026-02-20, sprint: SP-1}\n  - {at: 2026-02-27, sprint: null}\n";
    let backlog = berlin(&[
        sprint(promise),
        format!("id: S-1\n{left}"),
        story(2, 3, &in_since("2026-02-20", "")),
    ]);
    let plan = course(&backlog, "SP-1", "2026-02-28");
    assert_eq!(line(&plan), "8 +0 -5 ~0 = 0 done, 3 open");
    assert_eq!(plan.items[0].removed, Some(day("2026-02-27")));
    // The sprint was begun with its promise, so the day counts as well once the planned first day has come.
    let begun = course(&backlog, "SP-1", "2026-03-02");
    assert_eq!(begun.items[0].removed, Some(day("2026-02-27")));
}

#[test]
fn a_sprint_closed_before_its_first_day_covers_the_days_it_ran() {
    let ran = "committed: {at: 2026-02-24T08:00Z, items: [{id: S-1, points: 5}]}\n\
               closed: {at: 2026-02-27T16:00Z, completed: [{id: S-1, points: 5}]}\n";
    let done = "  - {at: 2026-02-26T10:00Z, status: done}\n";
    let history =
        in_since("2026-02-23", done).replace("status: ready\nsprint", "status: done\nsprint");
    let backlog = berlin(&[sprint(ran), story(1, 5, &history)]);
    let course = course(&backlog, "SP-1", "2026-03-31");
    let days: Vec<Day> = course.burndown.iter().map(|line| line.day).collect();
    let real = ["2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27"].map(day);
    assert_eq!(days, real);
    let points = |number: f64| Points::try_from(number).expect("points");
    let begun = course.burndown[0].numbers;
    assert_eq!(begun, Some((points(5.0), points(0.0))));
    assert_eq!(line(&course), "5 +0 -0 ~0 = 5 done, 0 open");
}
