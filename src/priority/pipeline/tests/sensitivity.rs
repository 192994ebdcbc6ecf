//! Whether the first hold when a single input is one step off.
use super::*;
use crate::priority::decimal;

fn wsjf() -> Backlog {
    let story = |id: usize, [value, time, risk, size]: [usize; 4]| {
        format!(
            "id: S-{id}\nscores: {{wsjf: {{value: {value}, time: {time}, risk: {risk}, size: {size}}}}}"
        )
    };
    let stories = [[13, 8, 3, 5], [8, 8, 5, 5], [5, 5, 3, 3], [3, 2, 1, 8]];
    let stories = stories.into_iter().enumerate();
    let stories: Vec<String> = stories.map(|(at, inputs)| story(at + 1, inputs)).collect();
    backlog("", &stories)
}

fn rice(settings: &str) -> Backlog {
    let story = |id: usize, [reach, impact, confidence, effort]: [f64; 4]| {
        format!(
            "id: S-{id}\nscores: {{rice: {{reach: {reach}, impact: {impact}, confidence: {confidence}, effort: {effort}}}}}"
        )
    };
    let stories = [
        [1000.0, 1.0, 0.8, 2.0],
        [900.0, 1.0, 1.0, 2.0],
        [300.0, 3.0, 0.5, 1.0],
    ];
    let stories = stories.into_iter().enumerate();
    let stories: Vec<String> = stories.map(|(at, inputs)| story(at + 1, inputs)).collect();
    backlog(settings, &stories)
}

/// "S-1.value 13->8: S-3 for S-1".
fn changes(found: &Sensitivity) -> Vec<String> {
    let text = |change: &TopChange| {
        let TopChange {
            id,
            key,
            from,
            to,
            enters,
            leaves,
        } = change;
        format!("{id}.{key} {from}->{to}: {enters} for {leaves}")
    };
    let mut changes: Vec<String> = found.changes.iter().map(text).collect();
    changes.sort();
    changes
}

#[track_caller]
fn holds(found: &Sensitivity, ids: &[&str], moves: usize, robustness: &str, wanted: &[&str]) {
    let first: Vec<&str> = found.ids.iter().map(Id::as_str).collect();
    assert_eq!(first, ids);
    assert_eq!(found.moves, moves);
    assert_eq!(decimal::display(found.robustness(), 2), robustness);
    let mut wanted = wanted.to_vec();
    wanted.sort_unstable();
    assert_eq!(changes(found), wanted);
}

#[test]
fn a15_wsjf_top_1() {
    let backlog = wsjf();
    let found = ordering(&backlog, "wsjf").sensitivity(1);
    holds(
        &found,
        &["S-1"],
        31,
        "0.68",
        &[
            "S-1.value 13->8: S-3 for S-1",
            "S-1.time 8->5: S-3 for S-1",
            "S-1.size 5->8: S-3 for S-1",
            "S-2.value 8->13: S-2 for S-1",
            "S-2.time 8->13: S-2 for S-1",
            "S-2.size 5->3: S-2 for S-1",
            "S-3.value 5->8: S-3 for S-1",
            "S-3.time 5->8: S-3 for S-1",
            "S-3.risk 3->5: S-3 for S-1",
            "S-3.size 3->2: S-3 for S-1",
        ],
    );
    assert_eq!(found.firmness(), Firmness::Fragile);
}

#[test]
fn a15_wsjf_top_2() {
    let backlog = wsjf();
    let found = ordering(&backlog, "wsjf").sensitivity(2);
    holds(
        &found,
        &["S-1", "S-3"],
        31,
        "0.68",
        &[
            "S-1.value 13->8: S-2 for S-1",
            "S-1.size 5->8: S-2 for S-1",
            "S-2.value 8->13: S-2 for S-3",
            "S-2.time 8->13: S-2 for S-3",
            "S-2.risk 5->8: S-2 for S-3",
            "S-2.size 5->3: S-2 for S-3",
            "S-3.value 5->3: S-2 for S-3",
            "S-3.time 5->3: S-2 for S-3",
            "S-3.risk 3->2: S-2 for S-3",
            "S-3.size 3->5: S-2 for S-3",
        ],
    );
}

#[test]
fn a15_wsjf_top_3() {
    let backlog = wsjf();
    let found = ordering(&backlog, "wsjf").sensitivity(3);
    holds(&found, &["S-1", "S-3", "S-2"], 31, "1.00", &[]);
    assert_eq!(found.firmness(), Firmness::Stable);
}

#[test]
fn a15_rice_top_1() {
    let backlog = rice("");
    let found = ordering(&backlog, "rice").sensitivity(1);
    holds(
        &found,
        &["S-2"],
        21,
        "0.48",
        &[
            "S-1.reach 1000->1200: S-1 for S-2",
            "S-1.impact 1->2: S-1 for S-2",
            "S-1.confidence 0.8->1: S-1 for S-2",
            "S-1.effort 2->1.6: S-1 for S-2",
            "S-2.reach 900->720: S-3 for S-2",
            "S-2.impact 1->0.5: S-3 for S-2",
            "S-2.confidence 1->0.8: S-3 for S-2",
            "S-2.effort 2->2.4: S-3 for S-2",
            "S-3.reach 300->360: S-3 for S-2",
            "S-3.confidence 0.5->0.8: S-3 for S-2",
            "S-3.effort 1->0.8: S-3 for S-2",
        ],
    );
}

#[test]
fn a15_rice_top_2() {
    let backlog = rice("");
    let found = ordering(&backlog, "rice").sensitivity(2);
    holds(
        &found,
        &["S-2", "S-3"],
        21,
        "0.48",
        &[
            "S-1.reach 1000->1200: S-1 for S-3",
            "S-1.impact 1->2: S-1 for S-3",
            "S-1.confidence 0.8->1: S-1 for S-3",
            "S-1.effort 2->1.6: S-1 for S-3",
            "S-2.reach 900->720: S-1 for S-2",
            "S-2.impact 1->0.5: S-1 for S-2",
            "S-2.confidence 1->0.8: S-1 for S-2",
            "S-2.effort 2->2.4: S-1 for S-2",
            "S-3.reach 300->240: S-1 for S-3",
            "S-3.impact 3->2: S-1 for S-3",
            "S-3.effort 1->1.2: S-1 for S-3",
        ],
    );
}

#[test]
fn as_many_as_there_are_cannot_change() {
    let backlog = rice("");
    let ordering = ordering(&backlog, "rice");
    for top in [3, 10] {
        let found = ordering.sensitivity(top);
        assert_eq!((found.changes.len(), found.moves), (0, 21));
        assert_eq!(decimal::display(found.robustness(), 2), "1.00");
    }
    let none = super::backlog::<&str>("", &[]);
    let none = super::ordering(&none, "rice").sensitivity(10);
    assert_eq!((none.moves, none.firmness()), (0, Firmness::Stable));
}

#[test]
fn the_team_says_how_far_an_amount_is_moved() {
    let backlog = rice("prioritize: {step_percent: 5}");
    let found = ordering(&backlog, "rice").sensitivity(1);
    let found = changes(&found);
    // 400 and a twentieth more is less than 450.
    assert!(!found.iter().any(|change| change.starts_with("S-1.reach")));
    assert!(found.contains(&"S-2.reach 900->855: S-3 for S-2".to_owned()));
    let error = |percent: &str| {
        let backlog = super::backlog(
            &format!("prioritize: {{step_percent: {percent}}}"),
            &["id: S-1"],
        );
        let records: Vec<&Record> = backlog.records().iter().collect();
        let method = by_id("rice").unwrap_or_else(|error| panic!("{error}"));
        prioritize(&backlog, &records, method, today())
            .err()
            .map(|error| error.message)
    };
    assert_eq!(
        error("0").as_deref(),
        Some("prioritize.step_percent: 0 is not above 0 and at most 100")
    );
    assert!(error("101").is_some() && error("100").is_none());
}

#[test]
fn a_class_is_an_input_too_and_one_that_is_out_makes_room() {
    let stories = ["must", "could", "could"].into_iter().enumerate();
    let stories =
        stories.map(|(at, class)| format!("id: S-{}\nscores: {{moscow: {class}}}", at + 1));
    let backlog = backlog("", &stories.collect::<Vec<_>>());
    let found = ordering(&backlog, "moscow").sensitivity(2);
    assert_eq!(
        changes(&found),
        [
            "S-2.moscow \"could\"->\"wont\": S-3 for S-2",
            "S-3.moscow \"could\"->\"should\": S-3 for S-2",
        ]
    );
}
