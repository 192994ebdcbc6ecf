//! Which sprint is meant, and what a report says where there is none.
use super::*;
use serde_json::Value;

fn selected(texts: &[&str]) -> Option<String> {
    let report = report(&backlog("", texts), "2026-03-11");
    report.data.sprint.map(|sprint| sprint.id.to_string())
}

fn refused(backlog: &Backlog, sprint: &str) -> (String, Vec<String>) {
    let error = sprint_report(
        backlog,
        Some(&id(sprint)),
        day("2026-03-11"),
        Ideal::Workdays,
    );
    let error = error.expect_err("an error");
    assert_eq!(error.exit, crate::diag::Exit::Misused);
    (error.message, error.help)
}

#[test]
fn without_an_id_the_active_sprint_or_the_last_closed_one_is_meant() {
    let sprint = |id: u32, status: &str, start: &str, end: &str| {
        format!("id: SP-{id}\nstatus: {status}\nstart: 2026-{start}\nend: 2026-{end}\n")
    };
    let closed = sprint(1, "closed", "01-05", "01-16");
    let last = sprint(2, "closed", "02-02", "02-13");
    let active = sprint(4, "active", "03-02", "03-13");
    let other = sprint(3, "active", "03-04", "03-13");
    let planned = sprint(5, "planned", "02-16", "02-27");
    assert_eq!(
        selected(&[&last, &closed, &active, &other, &planned]).as_deref(),
        Some("SP-4")
    );
    assert_eq!(
        selected(&[&last, &closed, "id: SP-9\nstatus: closed\n", &planned]).as_deref(),
        Some("SP-2")
    );
    assert_eq!(
        selected(&["id: SP-7\nstatus: active\n", &active]).as_deref(),
        Some("SP-4")
    );
    let both = report(&backlog("", &[&active, &other]), "2026-03-11");
    assert_eq!(both.data.footnotes, ["also active: SP-3"]);
}

#[test]
fn a_backlog_without_a_sprint_says_how_to_make_one() {
    let report = report(&backlog("", &[] as &[&str]), "2026-11-18");
    assert_eq!(
        words(&report),
        [
            "there is no sprint to report on",
            "  po new sprint \"Sprint 1\" --set start=2026-11-23 --set end=2026-12-04",
        ]
    );
    let json = json(&report);
    for key in [
        "sprint",
        "committed",
        "say_do",
        "scope",
        "carry",
        "burndown",
        "stories",
    ] {
        assert_eq!(json["data"].get(key), Some(&Value::Null), "{key}");
    }
    assert_eq!((&json["n"], &json["from"]), (&json!(0), &Value::Null));
}

#[test]
fn planned_sprints_alone_say_how_to_begin_one() {
    let help = |texts: &[&str]| {
        let missing = report(&backlog("", texts), "2026-11-18")
            .data
            .missing
            .expect("something");
        (missing.what, missing.help)
    };
    let (what, commands) = help(&["id: SP-2\nstatus: planned\n", "id: SP-3\nstatus: planned\n"]);
    assert_eq!(what, "no sprint is active or closed; SP-2 is planned");
    assert_eq!(
        commands,
        [
            "po set SP-2 start=2026-11-23 end=2026-12-04",
            "po sprint start SP-2"
        ]
    );
    let (_, commands) = help(&["id: SP-2\nstatus: planned\nstart: 2026-11-23\nend: 2026-12-04\n"]);
    assert_eq!(commands, ["po sprint start SP-2", "po sprint report SP-2"]);
}

#[test]
fn a_sprint_without_dates_says_which_and_how_to_set_them() {
    let missing = |dates: &str| {
        let text = format!("id: SP-1\nstatus: active\n{dates}");
        let report = report(&backlog("", &[text]), "2026-11-16");
        assert!(report.data.sprint.is_some() && report.data.committed.is_none());
        let missing = report.data.missing.expect("something");
        format!("{}: {}", missing.what, missing.help.join("; "))
    };
    assert_eq!(
        missing(""),
        "SP-1 has no start and no end: po set SP-1 start=2026-11-16 end=2026-11-27"
    );
    assert_eq!(
        missing("start: 2026-11-02\n"),
        "SP-1 has no end: po set SP-1 end=2026-11-13"
    );
    assert_eq!(
        missing("end: 2026-11-13\n"),
        "SP-1 has no start: po set SP-1 start=2026-11-02"
    );
}

#[test]
fn an_unknown_id_names_the_nearest_sprint() {
    let backlog = vectors("Europe/Berlin");
    let (message, help) = refused(&backlog, "SP-11");
    assert_eq!(
        (message.as_str(), help),
        (
            "no sprint has the id SP-11",
            vec!["did you mean SP-1? po list sprints --all shows them".to_owned()]
        )
    );
    assert_eq!(
        refused(&backlog, "SP-4711").1,
        ["po list sprints --all shows them"]
    );
    assert_eq!(refused(&backlog, "S-1").0, "S-1 is a story, not a sprint");
}

#[test]
fn dates_that_make_no_sprint_are_refused_with_the_way_out() {
    let fault = |start: &str, end: &str| {
        let text = format!("id: SP-1\nstart: {start}\nend: {end}\n");
        refused(&backlog("", &[text]), "SP-1").0
    };
    assert_eq!(
        fault("2026-03-07", "2026-03-08"),
        "SP-1 has no working day from Sat 2026-03-07 to Sun 2026-03-08: no ideal line can be drawn"
    );
    assert_eq!(
        fault("2026-03-13", "2026-03-02"),
        "SP-1 ends on Mon 2026-03-02, before it starts on Fri 2026-03-13"
    );
    assert_eq!(
        fault("2026-03-02", "2062-03-13"),
        "SP-1 lasts 13,161 days, from Mon 2026-03-02 to Mon 2062-03-13: a sprint is at most a year"
    );
}
