//! The edge cases of a sprint's replay, one by one (domain-flow.md H).
use super::*;

const SPRINT: &str = "id: SP-1\nstatus: closed\nstart: 2026-03-02\nend: 2026-03-13\n";

/// The sprint with one story: its present fields, and its history.
fn story(fields: &str, history: &str) -> String {
    let story = format!("id: S-1\n{fields}history:\n{history}");
    let backlog = backlog("timezone: Europe/Berlin\n", &[SPRINT, &story]);
    line(&course(&backlog, "SP-1", "2026-03-31"))
}

#[test]
fn a_sprint_without_a_story_is_zero() {
    let backlog = backlog("", &[SPRINT]);
    let course = course(&backlog, "SP-1", "2026-03-31");
    assert_eq!(line(&course), "0 +0 -0 ~0 = 0 done, 0 open");
    assert!(course.items.is_empty());
    assert!(course.burndown.iter().all(|line| line.ideal == 0.0));
}

#[test]
fn a_sprint_of_one_story() {
    let done = story(
        "status: done\nsprint: SP-1\npoints: 0.5\n",
        "  - {at: 2026-03-01, sprint: SP-1, points: 0.5}\n  - {at: 2026-03-03, status: done}\n",
    );
    assert_eq!(done, "0.5 +0 -0 ~0 = 0.5 done, 0 open");
}

#[test]
fn only_weekend_days_burn_by_the_calendar_alone() {
    let sprint = "id: SP-1\nstart: 2026-03-07\nend: 2026-03-08\n";
    let backlog = backlog("", &[sprint, "id: S-1\nsprint: SP-1\npoints: 4\n"]);
    let ideal = |ideal| {
        measure(
            &backlog,
            backlog.get(&id("SP-1")).expect("it"),
            day("2026-03-31"),
            ideal,
        )
    };
    assert_eq!(ideal(Ideal::Workdays).err(), Some(Unmeasured::Idle));
    let course = ideal(Ideal::Calendar).expect("a course");
    assert_eq!(burndown(&course), ["07 4 0 4 2", "08 4 0 4 0"]);
}

#[test]
fn a_calendar_without_working_days_has_no_ideal() {
    let backlog = backlog("calendar: {workdays: []}\n", &[SPRINT]);
    let course = measure(
        &backlog,
        &backlog.records()[0],
        day("2026-03-31"),
        Ideal::Workdays,
    );
    assert_eq!(course.err(), Some(Unmeasured::Idle));
}

#[test]
fn what_was_all_done_before_the_start_counts_nowhere() {
    let fields = "status: done\nsprint: SP-1\npoints: 5\n";
    let before = story(
        fields,
        "  - {at: 2026-02-20, sprint: SP-1, points: 5}\n  - {at: 2026-03-01, status: done}\n",
    );
    assert_eq!(before, "0 +0 -0 ~0 = 0 done, 0 open");
    let first_day = story(
        fields,
        "  - {at: 2026-02-20, sprint: SP-1, points: 5}\n  - {at: 2026-03-02, status: done}\n",
    );
    assert_eq!(first_day, "5 +0 -0 ~0 = 5 done, 0 open");
}

#[test]
fn what_was_done_before_and_is_opened_again_is_added_that_day() {
    let history = "  - {at: 2026-02-20, sprint: SP-1, points: 5}
  - {at: 2026-03-01, status: done}
  - {at: 2026-03-05, status: doing}\n";
    let opened = story("status: doing\nsprint: SP-1\npoints: 5\n", history);
    assert_eq!(opened, "0 +5 -0 ~0 = 0 done, 5 open");
    let again = format!("{history}  - {{at: 2026-03-05T20:00Z, status: done}}\n");
    assert_eq!(
        story("status: done\nsprint: SP-1\npoints: 5\n", &again),
        "0 +5 -0 ~0 = 5 done, 0 open"
    );
}

#[test]
fn added_and_removed_on_one_day_is_no_event() {
    let moved = story(
        "points: 5\n",
        "  - {at: 2026-03-04T09:00Z, sprint: SP-1}\n  - {at: 2026-03-04T10:00Z, sprint: null}\n",
    );
    assert_eq!(moved, "0 +0 -0 ~0 = 0 done, 0 open");
}

#[test]
fn added_and_removed_on_two_days_counts_both() {
    let moved = story(
        "points: 5\n",
        "  - {at: 2026-03-04T09:00Z, sprint: SP-1}\n  - {at: 2026-03-05T10:00Z, sprint: null}\n",
    );
    assert_eq!(moved, "0 +5 -5 ~0 = 0 done, 0 open");
}

#[test]
fn a_first_estimate_and_a_lost_one_are_changes_of_estimate() {
    let first = story(
        "sprint: SP-1\npoints: 5\n",
        "  - {at: 2026-03-01, sprint: SP-1}\n  - {at: 2026-03-04, points: 5}\n",
    );
    assert_eq!(first, "0 +0 -0 ~5 = 0 done, 5 open");
    let lost = story(
        "sprint: SP-1\n",
        "  - {at: 2026-03-01, sprint: SP-1, points: 5}\n  - {at: 2026-03-04, points: null}\n",
    );
    assert_eq!(lost, "5 +0 -0 ~-5 = 0 done, 0 open");
}

#[test]
fn moved_away_and_back_is_removed_and_added() {
    let moved = story(
        "sprint: SP-1\npoints: 8\n",
        "  - {at: 2026-03-01, sprint: SP-1, points: 5}
  - {at: 2026-03-04, sprint: SP-2}
  - {at: 2026-03-05, points: 8}
  - {at: 2026-03-06, sprint: SP-1}\n",
    );
    assert_eq!(moved, "5 +8 -5 ~0 = 0 done, 8 open");
}

#[test]
fn dropped_and_revived_is_removed_and_added() {
    let revived = story(
        "sprint: SP-1\npoints: 5\nstatus: done\n",
        "  - {at: 2026-03-01, sprint: SP-1, status: ready}
  - {at: 2026-03-04, status: dropped}
  - {at: 2026-03-06, status: ready}
  - {at: 2026-03-10, status: done}\n",
    );
    assert_eq!(revived, "5 +5 -5 ~0 = 5 done, 0 open");
}

#[test]
fn a_done_story_that_leaves_is_removed() {
    let left = story(
        "points: 5\nstatus: done\n",
        "  - {at: 2026-03-01, sprint: SP-1}\n  - {at: 2026-03-04, status: done}\n  - {at: 2026-03-05, sprint: null}\n",
    );
    assert_eq!(left, "5 +0 -5 ~0 = 0 done, 0 open");
}

#[test]
fn the_last_second_of_the_last_day_still_counts() {
    let done = |at: &str| {
        story(
            "sprint: SP-1\npoints: 5\nstatus: done\n",
            &format!("  - {{at: 2026-03-01, sprint: SP-1}}\n  - {{at: {at}, status: done}}\n"),
        )
    };
    assert_eq!(done("2026-03-13T22:59:59Z"), "5 +0 -0 ~0 = 5 done, 0 open");
    assert_eq!(done("2026-03-13T23:00:00Z"), "5 +0 -0 ~0 = 0 done, 5 open");
}

#[test]
fn entries_count_by_their_stamps_not_by_their_lines() {
    let mixed = story(
        "sprint: SP-1\npoints: 5\nstatus: done\n",
        "  - {at: 2026-03-10, status: done}
  - {at: 2026-03-09, points: 5}
  - {at: 2026-03-01, sprint: SP-1, points: 3, status: ready}\n",
    );
    assert_eq!(mixed, "3 +0 -0 ~2 = 5 done, 0 open");
}

#[test]
fn of_two_entries_with_one_stamp_the_later_line_holds() {
    let twice = |first: &str, second: &str| {
        story(
            "sprint: SP-1\nstatus: ready\npoints: 8\n",
            &format!(
                "  - {{at: 2026-03-01, sprint: SP-1, points: 1}}
  - {{at: 2026-03-04T09:00Z, points: {first}}}
  - {{at: 2026-03-04T09:00Z, points: {second}}}
  - {{at: 2026-03-05, sprint: null}}
  - {{at: 2026-03-09, sprint: SP-1, points: 8, status: ready}}\n"
            ),
        )
    };
    assert_eq!(twice("3", "5"), "1 +8 -5 ~4 = 0 done, 8 open");
    assert_eq!(twice("5", "3"), "1 +8 -3 ~2 = 0 done, 8 open");
}

#[test]
fn an_entry_that_repeats_the_value_changes_nothing() {
    let repeated = story(
        "sprint: SP-1\npoints: 5\nstatus: doing\n",
        "  - {at: 2026-03-01, sprint: SP-1, points: 5, status: ready}
  - {at: 2026-03-04, sprint: SP-1, points: 5, status: doing}
  - {at: 2026-03-05, sprint: SP-1, points: 5, status: doing}\n",
    );
    assert_eq!(repeated, "5 +0 -0 ~0 = 0 done, 5 open");
}

#[test]
fn an_unknown_status_in_the_history_is_passed_over() {
    let unknown = story(
        "sprint: SP-1\npoints: 5\nstatus: done\n",
        "  - {at: 2026-03-01, sprint: SP-1, status: ready}
  - {at: 2026-03-04, status: done}
  - {at: 2026-03-05, status: in_limbo}\n",
    );
    assert_eq!(unknown, "5 +0 -0 ~0 = 5 done, 0 open");
}

#[test]
fn a_sprint_that_no_entry_names_holds_since_the_story_was_created() {
    let fields =
        |created: &str| format!("created: {created}\nsprint: SP-1\npoints: 5\nstatus: ready\n");
    let entry = "  - {at: 2026-03-01, status: ready}\n";
    assert_eq!(
        story(&fields("2026-02-01"), entry),
        "5 +0 -0 ~0 = 0 done, 5 open"
    );
    assert_eq!(
        story(&fields("2026-03-05"), entry),
        "0 +5 -0 ~0 = 0 done, 5 open"
    );
    assert_eq!(
        story(&fields("2026-03-16"), entry),
        "0 +0 -0 ~0 = 0 done, 0 open"
    );
}

#[test]
fn a_sprint_that_is_no_record_is_in_nobodys_way() {
    let unknown = story(
        "sprint: SP-99\npoints: 5\n",
        "  - {at: 2026-02-01, sprint: SP-98}\n  - {at: 2026-03-01, sprint: SP-1}\n  - {at: 2026-03-16, sprint: SP-99}\n",
    );
    assert_eq!(unknown, "5 +0 -0 ~0 = 0 done, 5 open");
}

#[test]
fn sprints_that_overlap_do_not_share_stories() {
    let other = "id: SP-2\nstart: 2026-03-09\nend: 2026-03-20\n";
    let story = "id: S-1\nsprint: SP-2\npoints: 5\nstatus: ready\nhistory:
  - {at: 2026-03-01, sprint: SP-1, status: ready}\n  - {at: 2026-03-10, sprint: SP-2}\n";
    let backlog = backlog("", &[SPRINT, other, story]);
    assert_eq!(
        line(&course(&backlog, "SP-1", "2026-03-31")),
        "5 +0 -5 ~0 = 0 done, 0 open"
    );
    assert_eq!(
        line(&course(&backlog, "SP-2", "2026-03-31")),
        "0 +5 -0 ~0 = 0 done, 5 open"
    );
}

#[test]
fn a_done_story_of_no_points_counts_as_a_story() {
    let backlog = backlog(
        "",
        &[
            SPRINT,
            "id: S-1\nsprint: SP-1\npoints: 0\nstatus: done\nhistory:
  - {at: 2026-03-01, sprint: SP-1}\n  - {at: 2026-03-03, status: done}\n",
        ],
    );
    let course = course(&backlog, "SP-1", "2026-03-31");
    assert_eq!(
        (course.completed.count, course.completed.points),
        (1, Points::ZERO)
    );
}

#[test]
fn a_sprint_over_a_leap_day_has_that_day() {
    let backlog = backlog(
        "",
        &[
            "id: SP-1\nstart: 2028-02-28\nend: 2028-03-01\n",
            "id: S-1\nsprint: SP-1\npoints: 3\n",
        ],
    );
    assert_eq!(
        burndown(&course(&backlog, "SP-1", "2028-03-31")),
        ["28 3 0 3 2", "29 3 0 3 1", "01 3 0 3 0"]
    );
}

#[test]
fn of_two_files_with_one_id_one_story_counts() {
    let story = "id: S-1\nsprint: SP-1\npoints: 3\n";
    let backlog = backlog("", &[SPRINT, story, story]);
    assert_eq!(
        line(&course(&backlog, "SP-1", "2026-03-31")),
        "3 +0 -0 ~0 = 0 done, 3 open"
    );
}

#[test]
fn a_record_that_left_its_history_behind_counts_with_its_gap() {
    let story = "id: S-1\nsprint: SP-1\npoints: 3\nstatus: done\nhistory:
  - {at: 2026-03-01, sprint: SP-1, status: ready}\n  - {at: 2026-03-05, status: doing}\n";
    let backlog = backlog("", &[SPRINT, story]);
    let course = course(&backlog, "SP-1", "2026-03-31");
    assert_eq!(line(&course), "3 +0 -0 ~0 = 3 done, 0 open");
    assert_eq!(course.gaps, 1);
    assert_eq!(burndown(&course)[2..4], ["04 3 0 3 2.1", "05 3 3 0 1.8"]);
}

#[test]
fn what_was_opened_again_before_the_sprint_is_not_reopened_in_it() {
    let reopened = |on: &str| {
        let story = format!(
            "id: S-1\nsprint: SP-1\nstatus: doing\nhistory:
  - {{at: 2026-02-20, sprint: SP-1, status: done}}\n  - {{at: {on}, status: doing}}\n"
        );
        let backlog = backlog("", &[SPRINT, &story]);
        course(&backlog, "SP-1", "2026-03-31").items[0].reopened
    };
    assert!(!reopened("2026-02-25"));
    assert!(reopened("2026-03-04"));
    assert!(reopened("2026-03-13"));
}
