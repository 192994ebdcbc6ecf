mod cases;
mod random;
mod recorded;

use super::sample::backlog;
use super::sample::day;
use super::sample::id;
use super::sample::vectors;
use super::*;

/// `+` a story that came in, `-` one that left, `~` a changed estimate, and the numbers at the end.
fn line(course: &Course<'_>) -> String {
    let Scope {
        added,
        removed,
        reestimated,
        at_end,
    } = course.scope;
    let (committed, completed, open) = (
        course.committed.points,
        course.completed.points,
        course.open.points,
    );
    assert_eq!(committed + added - removed + reestimated, at_end);
    assert_eq!(at_end, completed + open);
    format!("{committed} +{added} -{removed} ~{reestimated} = {completed} done, {open} open")
}

fn course<'a>(backlog: &'a Backlog, sprint: &str, today: &str) -> Course<'a> {
    let record = backlog.get(&id(sprint)).expect("the sprint");
    measure(backlog, record, day(today), Ideal::Workdays).expect("a sprint that can be measured")
}

fn fates(course: &Course<'_>) -> Vec<String> {
    let items = course.items.iter();
    items
        .map(|item| format!("{} {:?}", item.id, item.fate))
        .collect()
}

/// Day of the month, scope, done, remaining, ideal.
fn burndown(course: &Course<'_>) -> Vec<String> {
    let lines = course.burndown.iter().map(|line| {
        let date = &line.day.to_string()[8..];
        match line.numbers {
            Some((scope, done)) => format!("{date} {scope} {done} {} {}", scope - done, line.ideal),
            None => format!("{date} – {}", line.ideal),
        }
    });
    lines.collect()
}

#[test]
fn the_vectors_of_the_reference_hold_in_berlin() {
    let backlog = vectors("Europe/Berlin");
    let course = course(&backlog, "SP-1", "2026-03-31");
    assert_eq!(line(&course), "24 +3 -3 ~5 = 16 done, 13 open");
    assert_eq!((course.committed.count, course.completed.count), (7, 5));
    assert_eq!(
        course.said_done,
        Tally {
            points: Points::from(13),
            count: 4
        }
    );
    assert_eq!(course.open.count, 1);
    assert_eq!((course.length, course.gaps, course.is_over), (10, 0, true));
    assert_eq!(
        fates(&course),
        [
            "S-1 Completed",
            "S-2 Completed",
            "S-3 Open",
            "S-4 Removed",
            "S-5 Completed",
            "S-6 Completed",
            "S-7 Completed",
            "S-8 DoneBefore",
            "S-9 Removed",
        ]
    );
    assert_eq!(
        burndown(&course),
        [
            "02 24 0 24 21.6",
            "03 24 0 24 19.2",
            "04 24 0 24 16.8",
            "05 24 5 19 14.4",
            "06 27 8 19 12",
            "07 27 8 19 12",
            "08 27 8 19 12",
            "09 32 13 19 9.6",
            "10 30 13 17 7.2",
            "11 30 11 19 4.8",
            "12 29 11 18 2.4",
            "13 29 16 13 0",
        ]
    );
}

#[test]
fn a_calendar_ideal_burns_on_every_day() {
    let backlog = vectors("Europe/Berlin");
    let record = backlog.get(&id("SP-1")).expect("the sprint");
    let course = measure(&backlog, record, day("2026-03-31"), Ideal::Calendar).expect("a course");
    let ideal: Vec<f64> = course.burndown.iter().map(|line| line.ideal).collect();
    assert_eq!(
        ideal,
        [
            22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0, 8.0, 6.0, 4.0, 2.0, 0.0
        ]
    );
}

#[test]
fn in_utc_the_late_finish_counts_a_day_earlier() {
    let backlog = vectors("UTC");
    let course = course(&backlog, "SP-1", "2026-03-31");
    assert_eq!(line(&course), "24 +3 -3 ~5 = 16 done, 13 open");
    let lines = burndown(&course);
    assert_eq!(lines[10], "12 29 16 13 2.4");
    assert_eq!(lines[11], "13 29 16 13 0");
}

#[test]
fn each_story_says_what_happened_to_it() {
    let backlog = vectors("Europe/Berlin");
    let course = course(&backlog, "SP-1", "2026-03-31");
    let item = |name: &str| {
        course
            .items
            .iter()
            .find(|item| *item.id == id(name))
            .expect("the story")
    };
    assert_eq!(item("S-3").committed, Some(Some(Points::from(8))));
    assert_eq!(item("S-3").points, Some(Points::from(13)));
    assert_eq!(
        (item("S-3").reestimated, item("S-3").carried),
        (Points::from(5), 1)
    );
    assert_eq!(
        (item("S-4").removed, item("S-4").points),
        (Some(day("2026-03-10")), Some(Points::from(2)))
    );
    assert_eq!(
        (item("S-5").added, item("S-5").committed),
        (Some(day("2026-03-06")), None)
    );
    assert!(item("S-6").reopened && !item("S-1").reopened);
    assert_eq!(
        (item("S-7").committed, item("S-7").points),
        (Some(None), None)
    );
    assert_eq!(item("S-8").points, Some(Points::from(2)));
    assert_eq!(
        (item("S-9").status, item("S-9").removed),
        (Some("dropped"), Some(day("2026-03-12")))
    );
}

#[test]
fn a_running_sprint_has_numbers_up_to_today_and_the_ideal_beyond() {
    let backlog = vectors("Europe/Berlin");
    let course = course(&backlog, "SP-1", "2026-03-11");
    assert_eq!(line(&course), "24 +3 -2 ~5 = 11 done, 19 open");
    assert_eq!(
        (course.length, course.elapsed, course.is_over),
        (10, 8, false)
    );
    assert_eq!(
        burndown(&course)[9..],
        ["11 30 11 19 4.8", "12 – 2.4", "13 – 0"]
    );
}

#[test]
fn a_sprint_to_come_is_its_plan() {
    let backlog = vectors("Europe/Berlin");
    let course = course(&backlog, "SP-1", "2026-02-28");
    // S-2 and S-5 are not yet in, S-8 is done before.
    assert_eq!(line(&course), "21 +0 -0 ~0 = 0 done, 21 open");
    assert!(course.burndown.iter().all(|line| line.numbers.is_none()));
    assert_eq!((course.elapsed, course.burndown[0].ideal), (0, 18.9));
}

#[test]
fn what_makes_no_sprint_is_not_measured() {
    let fault = |dates: &str| {
        let backlog = backlog("", &[format!("id: SP-1\n{dates}")]);
        measure(
            &backlog,
            &backlog.records()[0],
            day("2026-03-31"),
            Ideal::Workdays,
        )
        .err()
    };
    assert_eq!(fault("start: 2026-03-02\n"), Some(Unmeasured::Undated));
    assert_eq!(fault("end: 2026-03-02\n"), Some(Unmeasured::Undated));
    assert_eq!(
        fault("start: 2026-03-03\nend: 2026-03-02\n"),
        Some(Unmeasured::Reversed)
    );
    assert_eq!(
        fault("start: 2026-03-02\nend: 2062-03-02\n"),
        Some(Unmeasured::Endless(13_150))
    );
    assert_eq!(
        fault("start: 2026-03-07\nend: 2026-03-08\n"),
        Some(Unmeasured::Idle)
    );
    assert_eq!(fault("start: 2026-03-02\nend: 2026-03-02\n"), None);
}

#[test]
fn files_in_another_order_make_the_same_report() {
    let mut texts = sample::SP.to_vec();
    let forward = backlog("timezone: Europe/Berlin\n", &texts);
    texts.reverse();
    let backward = backlog("timezone: Europe/Berlin\n", &texts);
    let report = |backlog| format!("{:?}", course(backlog, "SP-1", "2026-03-31").burndown);
    assert_eq!(report(&forward), report(&backward));
}
