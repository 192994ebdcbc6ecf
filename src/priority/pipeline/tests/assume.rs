//! Values taken for granted where records have none.
use super::*;

const WSJF: &str = "value: 8, time: 5, risk: 3";

fn shop(settings: &str) -> Backlog {
    backlog(
        settings,
        &[
            format!("id: S-1\npoints: 8\nscores: {{wsjf: {{{WSJF}}}}}"),
            format!("id: S-2\nscores: {{wsjf: {{{WSJF}, size: 2}}}}"),
            "id: S-3\nscores: {wsjf: {value: 4, time: 5, risk: 3}}".to_owned(),
            "id: S-4".to_owned(),
        ],
    )
}

fn assuming<'a>(backlog: &'a Backlog, assume: &[&str]) -> Result<Ordering<'a>, Error> {
    let records: Vec<&Record> = backlog.records().iter().collect();
    let method = by_id("wsjf").unwrap_or_else(|error| panic!("{error}"));
    let assume: Vec<String> = assume.iter().map(|text| (*text).to_owned()).collect();
    prioritize_assuming(backlog, &records, method, &assume, today())
}

/// The score, what it assumes, and the share that the record itself holds.
#[track_caller]
fn of(ordering: &Ordering<'_>, id: &str) -> (Option<f64>, serde_json::Value, f64) {
    let id = Id::new(id).expect("an id");
    let item = ordering.item(&id).expect("a place");
    (item.score, json!(item.reading.assumed), item.completeness)
}

#[test]
fn a_gap_is_filled_and_marked_and_what_is_there_is_never_replaced() {
    let backlog = shop("");
    let ordering = assuming(&backlog, &["size=5"]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(of(&ordering, "S-1"), (Some(3.2), json!({"size": 5}), 0.75));
    assert_eq!(of(&ordering, "S-2"), (Some(8.0), json!({}), 1.0));
    // What is not valid is not missing.
    assert_eq!(of(&ordering, "S-3"), (None, json!({"size": 5}), 0.5));
    assert_eq!(of(&ordering, "S-4"), (None, json!({"size": 5}), 0.0));
}

#[test]
fn what_the_team_takes_from_elsewhere_is_not_missing() {
    let backlog = shop("methods: {wsjf: {size_from: points}}");
    let ordering = assuming(&backlog, &["size=5"]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(of(&ordering, "S-1"), (Some(2.0), json!({"size": 8}), 0.75));
}

#[test]
fn a_step_from_a_score_with_something_assumed_assumes_it_as_well() {
    let backlog = shop("");
    let ordering = assuming(&backlog, &["size=2"]).unwrap_or_else(|error| panic!("{error}"));
    let found = ordering.sensitivity(1);
    // S-2 by all of its four inputs, S-1 by the three of its own; each down and up.
    assert_eq!(found.moves, 14);
    let moved = ordering.steps(
        ordering
            .item(&Id::new("S-1").expect("an id"))
            .expect("a place"),
    );
    assert!(moved.iter().all(|step| step.key != "size") && !moved.is_empty());
}

#[test]
fn what_is_assumed_must_be_an_input_and_of_its_scale() {
    let backlog = shop("");
    let error = |text: &str| assuming(&backlog, &[text]).err().map(|error| error.message);
    assert_eq!(
        error("sise=5").as_deref(),
        Some("wsjf has no input \"sise\"")
    );
    assert_eq!(
        error("size=4").as_deref(),
        Some("size: 4 is none of 1, 2, 3, 5, 8, 13, 20; nearest 3 and 5")
    );
    assert_eq!(error("size").as_deref(), Some("\"size\" assumes nothing"));
}
