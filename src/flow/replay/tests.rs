use super::*;
use crate::flow::sprint::sample::backlog;
use crate::flow::sprint::sample::day;
use crate::flow::sprint::sample::id;
use crate::model::Backlog;

const BERLIN: &str = "timezone: Europe/Berlin\n";

fn one(config: &str, story: &str) -> Backlog {
    backlog(config, &[format!("id: S-1\n{story}")])
}

/// Status, sprint and points at the end of a day as one line; `-` for a value that is not there.
fn at(backlog: &Backlog, today: &str, on: &str) -> String {
    let replay = Replay::new(&backlog.config, day(today));
    let timeline = replay.timeline(&backlog.records()[0]);
    match timeline.before(replay.end_of(day(on))) {
        None => "none".to_owned(),
        Some(state) => {
            let sprint = state.sprint.map_or("-", Id::as_str);
            let points = state.points.map_or("-".to_owned(), |p| p.to_string());
            format!("{} {sprint} {points}", state.status)
        }
    }
}

fn gaps(backlog: &Backlog) -> Vec<&'static str> {
    Replay::new(&backlog.config, day("2026-12-31"))
        .timeline(&backlog.records()[0])
        .gaps
}

#[test]
fn a_value_holds_from_the_entry_that_names_it() {
    let backlog = one(
        BERLIN,
        "points: 13\nstatus: doing\nsprint: SP-1\nhistory:
  - {at: 2026-02-27T10:00Z, status: ready, sprint: SP-1, points: 8}
  - {at: 2026-03-04T09:00Z, status: doing}
  - {at: 2026-03-09T09:00Z, points: 13}\n",
    );
    for (on, state) in [
        ("2026-02-26", "idea - -"),
        ("2026-02-27", "ready SP-1 8"),
        ("2026-03-03", "ready SP-1 8"),
        ("2026-03-04", "doing SP-1 8"),
        ("2026-03-09", "doing SP-1 13"),
        ("2099-01-01", "doing SP-1 13"),
    ] {
        assert_eq!(at(&backlog, "2026-03-13", on), state, "{on}");
    }
    assert!(gaps(&backlog).is_empty());
}

#[test]
fn an_instant_counts_on_its_local_day() {
    let story = "status: done\nhistory:\n  - {at: 2026-03-12T23:30Z, status: done}\n";
    assert_eq!(
        at(&one(BERLIN, story), "2026-03-13", "2026-03-12"),
        "idea - -"
    );
    assert_eq!(
        at(&one(BERLIN, story), "2026-03-13", "2026-03-13"),
        "done - -"
    );
    assert_eq!(at(&one("", story), "2026-03-13", "2026-03-12"), "done - -");
}

#[test]
fn a_field_without_an_entry_has_always_had_its_present_value() {
    let backlog = one(
        BERLIN,
        "points: 3\nsprint: SP-2\nhistory:\n  - {at: 2026-03-04, status: idea}\n",
    );
    assert_eq!(at(&backlog, "2026-03-13", "2020-01-01"), "idea SP-2 3");
}

#[test]
fn a_record_does_not_exist_before_it_was_created() {
    let backlog = one(
        BERLIN,
        "created: 2026-03-04\npoints: 3\nsprint: SP-2\nstatus: ready\n",
    );
    assert_eq!(at(&backlog, "2026-03-13", "2026-03-03"), "none");
    assert_eq!(at(&backlog, "2026-03-13", "2026-03-04"), "ready SP-2 3");
}

#[test]
fn an_imported_entry_says_what_was_before_it() {
    let backlog = one(
        BERLIN,
        "status: done\nhistory:\n  - {at: 2026-03-04, from: refined, status: done}\n",
    );
    assert_eq!(at(&backlog, "2026-03-13", "2026-03-03"), "refined - -");
    let backlog = one(
        BERLIN,
        "status: done\nhistory:\n  - {at: 2026-03-04, from: nowhere, status: done}\n",
    );
    assert_eq!(at(&backlog, "2026-03-13", "2026-03-03"), "idea - -");
}

#[test]
fn the_order_in_the_file_decides_only_between_equal_stamps() {
    let backlog = one(
        BERLIN,
        "status: done\npoints: 2\nhistory:
  - {at: 2026-03-06T09:00Z, status: done}
  - {at: 2026-03-04T09:00Z, status: doing, points: 1}
  - {at: 2026-03-04T10:00:00+01:00, points: 2}
  - {at: 2026-03-04, status: ready}\n",
    );
    assert_eq!(at(&backlog, "2026-03-13", "2026-03-04"), "doing - 2");
    assert_eq!(at(&backlog, "2026-03-13", "2026-03-06"), "done - 2");
    let replay = Replay::new(&backlog.config, day("2026-03-13"));
    let timeline = replay.timeline(&backlog.records()[0]);
    let midnight = replay.zone().start_of(day("2026-03-04"));
    let second = chrono::TimeDelta::seconds(1);
    assert_eq!(timeline.before(midnight).map(|s| s.status), Some("idea"));
    assert_eq!(
        timeline.before(midnight + second).map(|s| s.status),
        Some("ready")
    );
}

#[test]
fn entries_after_today_are_not_looked_at_and_make_no_gap() {
    let backlog = one(
        BERLIN,
        "status: done\nhistory:
  - {at: 2026-03-04, status: doing}
  - {at: 2026-03-14, status: done}\n",
    );
    assert_eq!(at(&backlog, "2026-03-13", "2026-03-31"), "doing - -");
    assert_eq!(at(&backlog, "2026-03-14", "2026-03-31"), "done - -");
    assert!(gaps(&backlog).is_empty());
}

#[test]
fn a_status_that_no_workflow_knows_is_passed_over() {
    let backlog = one(
        BERLIN,
        "status: doing\npoints: 2\nhistory:
  - {at: 2026-03-04, status: doing}
  - {at: 2026-03-05, status: in_limbo, points: 2}\n",
    );
    assert_eq!(at(&backlog, "2026-03-13", "2026-03-05"), "doing - 2");
    assert!(gaps(&backlog).is_empty());
}

#[test]
fn in_a_gap_the_record_wins_from_its_newest_entry_on() {
    let backlog = one(
        BERLIN,
        "status: done\npoints: 5\nsprint: SP-2\nhistory:
  - {at: 2026-03-04, status: doing, points: 3, sprint: SP-1}
  - {at: 2026-03-06T09:00Z, release: R-1}\n",
    );
    assert_eq!(at(&backlog, "2026-03-13", "2026-03-05"), "doing SP-1 3");
    assert_eq!(at(&backlog, "2026-03-13", "2026-03-06"), "done SP-2 5");
    assert_eq!(gaps(&backlog), ["status", "sprint", "release", "points"]);
}

#[test]
fn a_removed_value_is_a_gap_like_any_other() {
    let backlog = one(
        BERLIN,
        "status: idea\nhistory:\n  - {at: 2026-03-04, points: 3}\n",
    );
    assert_eq!(gaps(&backlog), ["points"]);
    let backlog = one(
        BERLIN,
        "status: idea\nhistory:\n  - {at: 2026-03-04, points: 3}\n  - {at: 2026-03-05, points: null}\n",
    );
    assert!(gaps(&backlog).is_empty());
}

#[test]
fn blocked_follows_its_entries_or_else_its_since() {
    let blocked = |story: &str, on: &str| {
        let backlog = one(BERLIN, story);
        let replay = Replay::new(&backlog.config, day("2026-03-13"));
        let timeline = replay.timeline(&backlog.records()[0]);
        let state = timeline.before(replay.end_of(day(on)));
        (state.is_some_and(|s| s.blocked.is_some()), timeline.gaps)
    };
    let since = "blocked: {since: 2026-03-05, reason: bank}\nhistory:\n  - {at: 2026-03-06, points: null}\n";
    assert_eq!(blocked(since, "2026-03-04"), (false, vec![]));
    assert_eq!(blocked(since, "2026-03-05"), (true, vec![]));
    let entries = "blocked: {reason: another}\nhistory:
  - {at: 2026-03-04, blocked: {reason: bank}}
  - {at: 2026-03-05, blocked: null}
  - {at: 2026-03-06, blocked: {reason: bank}}\n";
    assert_eq!(blocked(entries, "2026-03-04"), (true, vec![]));
    assert_eq!(blocked(entries, "2026-03-05"), (false, vec![]));
    assert_eq!(blocked(entries, "2026-03-06"), (true, vec![]));
    let gap = "status: idea\nhistory:\n  - {at: 2026-03-04, blocked: {reason: bank}}\n";
    assert_eq!(blocked(gap, "2026-03-04"), (false, vec!["blocked"]));
    assert_eq!(blocked("blocked: true\n", "2020-01-01"), (true, vec![]));
}

#[test]
fn a_release_is_replayed_as_a_sprint_is() {
    let backlog = one(
        BERLIN,
        "release: R-2\nhistory:\n  - {at: 2026-03-04, release: R-1}\n  - {at: 2026-03-05, release: R-2}\n",
    );
    let replay = Replay::new(&backlog.config, day("2026-03-13"));
    let timeline = replay.timeline(&backlog.records()[0]);
    let mut walk = timeline.walk();
    let mut release = |on: &str| {
        walk.to(replay.end_of(day(on)))
            .and_then(|s| s.release.cloned())
    };
    assert_eq!(release("2026-03-03"), None);
    assert_eq!(release("2026-03-04"), Some(id("R-1")));
    assert_eq!(release("2026-03-05"), Some(id("R-2")));
}

#[test]
fn a_record_is_finished_at_its_last_entry_into_done() {
    let finished = |config: &str, story: &str, today: &str| {
        let backlog = one(config, story);
        let replay = Replay::new(&backlog.config, day(today));
        let at = replay.timeline(&backlog.records()[0]).finished();
        at.map(|at| replay.zone().day(at).to_string())
    };
    let reopened = "status: done\nhistory:
  - {at: 2026-03-09T15:00Z, status: done}
  - {at: 2026-03-11T09:00Z, status: doing}
  - {at: 2026-03-12T23:30Z, status: done}\n";
    let on = |day: &str| Some(day.to_owned());
    assert_eq!(finished(BERLIN, reopened, "2026-03-31"), on("2026-03-13"));
    assert_eq!(finished("", reopened, "2026-03-31"), on("2026-03-12"));
    // Not known yet on those days.
    assert_eq!(finished(BERLIN, reopened, "2026-03-11"), None);
    assert_eq!(finished(BERLIN, reopened, "2026-03-10"), on("2026-03-09"));
    // One done state after another is no second finish.
    let shipped = "workflow: {todo: backlog, doing: active, done: done, live: done}\n";
    let twice = "status: live\nhistory:
  - {at: 2026-03-09, status: done}
  - {at: 2026-03-11, status: live}\n";
    assert_eq!(finished(shipped, twice, "2026-03-31"), on("2026-03-09"));
    // Done by a gap, or without any entry: nobody wrote when.
    let gap = "status: done\nhistory: [{at: 2026-03-09, status: doing}]\n";
    assert_eq!(finished("", gap, "2026-03-31"), None);
    assert_eq!(finished("", "status: done\n", "2026-03-31"), None);
}
