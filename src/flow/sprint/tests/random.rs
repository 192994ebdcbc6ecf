//! Random lives of stories: the identity of the scope, and a second replay that asks each day anew.
use super::*;
use proptest::prelude::*;

/// An entry: the hour since the first of February 2026, and what changes.
#[derive(Clone, Debug)]
struct Event {
    hour: i64,
    status: Option<&'static str>,
    sprint: Option<Option<&'static str>>,
    points: Option<Option<u8>>,
}

impl Event {
    fn line(&self) -> String {
        let at = chrono::DateTime::from_timestamp(1_769_904_000 + self.hour * 3600, 0)
            .expect("an instant");
        let mut line = format!("  - {{at: {}", at.format("%Y-%m-%dT%H:%M:%SZ"));
        if let Some(status) = self.status {
            line += &format!(", status: {status}");
        }
        if let Some(sprint) = self.sprint {
            line += &format!(", sprint: {}", sprint.unwrap_or("null"));
        }
        if let Some(points) = self.points {
            line += &format!(
                ", points: {}",
                points.map_or("null".to_owned(), |p| p.to_string())
            );
        }
        line + "}\n"
    }
}

fn event() -> impl Strategy<Value = Event> {
    let status = prop_oneof![
        Just("ready"),
        Just("doing"),
        Just("done"),
        Just("dropped"),
        Just("in_limbo")
    ];
    let sprint = prop_oneof![3 => Just(Some("SP-1")), 1 => Just(Some("SP-2")), 1 => Just(None)];
    let points = prop::option::weighted(0.8, 0..9_u8);
    // The sprint is the days 29 to 41, with some before and some after.
    let parts = (
        480..1080_i64,
        prop::option::weighted(0.6, status),
        prop::option::weighted(0.5, sprint),
        prop::option::weighted(0.4, points),
    );
    parts.prop_map(|(hour, status, sprint, points)| Event {
        hour,
        status,
        sprint,
        points,
    })
}

/// A story: its events by time, so that its present fields agree with the last ones.
fn story() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(event(), 0..12).prop_map(|mut events| {
        events.sort_by_key(|event| event.hour);
        events
    })
}

fn text(number: usize, events: &[Event]) -> String {
    let known = |event: &Event| event.status.filter(|status| *status != "in_limbo");
    let status = events.iter().rev().find_map(known).unwrap_or("idea");
    let mut text = format!("id: S-{number}\nstatus: {status}\n");
    if let Some(sprint) = events.iter().rev().find_map(|event| event.sprint).flatten() {
        text += &format!("sprint: {sprint}\n");
    }
    if let Some(points) = events.iter().rev().find_map(|event| event.points).flatten() {
        text += &format!("points: {points}\n");
    }
    text += "history:\n";
    text.extend(events.iter().map(Event::line));
    text
}

/// A story at the end of a day, asked the slow way: in SP-1, done, points.
fn ask(events: &[Event], end: i64) -> (bool, bool, u32) {
    let until = || events.iter().rev().filter(|event| event.hour < end);
    let known = |event: &Event| event.status.filter(|status| *status != "in_limbo");
    let status = until().find_map(known).unwrap_or("idea");
    let sprint = until().find_map(|event| event.sprint).flatten();
    let points = until().find_map(|event| event.points).flatten();
    let is_in = sprint == Some("SP-1") && status != "dropped";
    (is_in, status == "done", points.map_or(0, u32::from))
}

/// The hours at which the days of the sprint end: 2026-03-02 to 2026-03-13, in UTC.
fn ends() -> Vec<i64> {
    (0..12).map(|day| (29 + day + 1) * 24).collect()
}

/// Committed, added, removed, changes up and down, done, open, and scope with done of each day: by the book, story by
/// story and day by day.
fn by_the_book(stories: &[Vec<Event>]) -> (Vec<i64>, Vec<(u32, u32)>) {
    let (mut sums, mut days) = (vec![0_i64; 6], vec![(0, 0); 12]);
    for events in stories {
        let was_done = ask(events, 29 * 24).1;
        let known = |event: &&Event| {
            event
                .status
                .is_some_and(|status| !["done", "in_limbo"].contains(&status))
        };
        let opened = events
            .iter()
            .filter(known)
            .find(|event| event.hour >= 29 * 24);
        let awake = if was_done {
            opened.map_or(i64::MAX, |event| event.hour)
        } else {
            i64::MIN
        };
        let at = |end: i64| {
            let (is_in, done, points) = ask(events, end);
            (is_in && end > awake, done, points)
        };
        let ends = ends();
        let mut before = at(ends[0]);
        sums[0] += if before.0 { i64::from(before.2) } else { 0 };
        for (day, end) in ends.iter().enumerate() {
            let now = at(*end);
            match (before.0, now.0) {
                (false, true) => sums[1] += i64::from(now.2),
                (true, false) => sums[2] += i64::from(before.2),
                (true, true) => sums[3] += i64::from(now.2) - i64::from(before.2),
                (false, false) => {}
            }
            if now.0 {
                days[day].0 += now.2;
                days[day].1 += if now.1 { now.2 } else { 0 };
            }
            before = now;
        }
        if before.0 {
            sums[if before.1 { 4 } else { 5 }] += i64::from(before.2);
        }
    }
    (sums, days)
}

const SPRINT: &str = "id: SP-1\nstatus: closed\nstart: 2026-03-02\nend: 2026-03-13\n";

fn texts(sprint: &str, stories: &[Vec<Event>]) -> Vec<String> {
    let stories = stories
        .iter()
        .enumerate()
        .map(|(at, events)| text(at + 1, events));
    std::iter::once(sprint.to_owned()).chain(stories).collect()
}

proptest! {
    #[test]
    fn one_sweep_says_what_a_replay_of_each_day_says(stories in prop::collection::vec(story(), 0..6)) {
        let backlog = backlog("", &texts(SPRINT, &stories));
        let course = course(&backlog, "SP-1", "2026-06-30");
        let (sums, days) = by_the_book(&stories);
        let expected = format!(
            "{} +{} -{} ~{} = {} done, {} open",
            sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]
        );
        prop_assert_eq!(line(&course), expected);
        let drawn: Vec<_> = course.burndown.iter().filter_map(|line| line.numbers).collect();
        let days: Vec<_> = days.into_iter().map(|(scope, done)| (Points::from(scope), Points::from(done))).collect();
        prop_assert_eq!(drawn, days);
        prop_assert_eq!(course.gaps, 0);
    }

    #[test]
    fn the_identity_holds_whatever_was_recorded(
        stories in prop::collection::vec(story(), 0..6),
        promised in prop::collection::btree_map(1..9_u8, prop::option::of(0..9_u8), 0..6),
        ended in prop::collection::btree_map(1..9_u8, (any::<bool>(), 0..9_u8), 0..6),
        hours in (680..800_i64, 900..1060_i64),
        today in 0..60_i64,
    ) {
        let stamp = |hour: i64| {
            let at = chrono::DateTime::from_timestamp(1_769_904_000 + hour * 3600, 0).expect("an instant");
            at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
        };
        let mut sprint = format!("{SPRINT}committed:\n  at: {}\n  items:\n", stamp(hours.0));
        for (number, points) in &promised {
            let points = points.map_or(String::new(), |points| format!(", points: {points}"));
            sprint += &format!("    - {{id: S-{number}{points}}}\n");
        }
        sprint += &format!("closed:\n  at: {}\n", stamp(hours.1));
        for (key, done) in [("completed", true), ("carried", false)] {
            sprint += &format!("  {key}:\n");
            for (number, (_, points)) in ended.iter().filter(|(_, (is, _))| *is == done) {
                sprint += &format!("    - {{id: S-{number}, points: {points}}}\n");
            }
        }
        let backlog = backlog("timezone: Europe/Berlin\n", &texts(&sprint, &stories));
        let today = day("2026-02-20").plus(today).expect("a day").to_string();
        // `line` asserts it.
        let course = course(&backlog, "SP-1", &today);
        line(&course);
        let last = course.burndown.iter().rev().find_map(|line| line.numbers);
        let ends_so = last.is_none_or(|(scope, done)| scope == course.scope.at_end && done == course.completed.points);
        prop_assert!(ends_so);
    }

    #[test]
    fn what_happens_after_a_close_does_not_change_it(
        stories in prop::collection::vec(story(), 1..5),
        later in prop::collection::vec(event(), 0..6),
    ) {
        const CLOSED: i64 = (29 + 11) * 24 + 15;
        let sprint = format!("{SPRINT}closed: {{at: 2026-03-13T15:00:00Z}}\n");
        let early: Vec<Vec<Event>> = stories
            .into_iter()
            .map(|events| events.into_iter().filter(|event| event.hour < CLOSED).collect())
            .collect();
        let mut lived = early.clone();
        lived[0].extend(later.into_iter().map(|event| Event { hour: CLOSED + event.hour, ..event }));
        lived[0].sort_by_key(|event| event.hour);
        // A field that no entry names has always had its present value, so the first entry has to name all.
        let first = Event { hour: 0, status: Some("ready"), sprint: Some(Some("SP-1")), points: Some(Some(3)) };
        let report = |mut stories: Vec<Vec<Event>>| {
            stories[0].insert(0, first.clone());
            let backlog = backlog("", &texts(&sprint, &stories));
            let course = course(&backlog, "SP-1", "2026-12-31");
            format!("{} {:?} {:?}", line(&course), fates(&course), course.burndown)
        };
        prop_assert_eq!(report(early), report(lived));
    }
}
