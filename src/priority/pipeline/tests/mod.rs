mod assume;
mod properties;
mod sensitivity;

use serde_json::json;

use super::*;
use crate::model::rank::Rank;
use crate::priority::by_id;
use crate::priority::tests::backlog;
use crate::priority::tests::ordering;
use crate::priority::tests::today;

fn ids(ordering: &Ordering<'_>) -> Vec<String> {
    let items = ordering.items.iter();
    items.map(|item| item.record.id().to_string()).collect()
}

fn written(ordering: &Ordering<'_>) -> Vec<(String, String)> {
    let ranks = ranks(ordering).unwrap_or_else(|error| panic!("{error}"));
    let pair = |(record, rank): &(&Record, Rank)| (record.id().to_string(), rank.to_string());
    ranks.iter().map(pair).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let pair = |(id, rank): &(&str, &str)| ((*id).to_owned(), (*rank).to_owned());
    expected.iter().map(pair).collect()
}

/// The records of these ids in the order of a method.
fn chosen<'a>(backlog: &'a Backlog, ids: &[&str], method: &str) -> Ordering<'a> {
    let records = backlog.records().iter();
    let records: Vec<&Record> = records
        .filter(|record| ids.contains(&record.id().as_str()))
        .collect();
    let method = by_id(method).unwrap_or_else(|error| panic!("{error}"));
    prioritize(backlog, &records, method, today()).unwrap_or_else(|error| panic!("{error}"))
}

fn shop() -> Backlog {
    let story = |id: usize, rank: &str, class: &str, wsjf: &str, needs: &str| {
        format!(
            "id: S-{id}\nrank: {rank}\nscores: {{moscow: {class}, wsjf: {wsjf}}}\ndepends_on: [{needs}]\n"
        )
    };
    backlog(
        "",
        &[
            story(1, "r9", "must", "{value: 8, time: 5, risk: 3, size: 5}", ""),
            story(
                2,
                "ri",
                "could",
                "{value: 20, time: 20, risk: 8, size: 3}",
                "",
            ),
            story(
                3,
                "rr",
                "must",
                "{value: 13, time: 8, risk: 1, size: 3}",
                "S-5",
            ),
            story(
                4,
                "rt",
                "should",
                "{value: 5, time: 3, risk: 8, size: 5}",
                "",
            ),
            story(
                5,
                "rv",
                "should",
                "{value: 3, time: 2, risk: 1, size: 8}",
                "",
            ),
            story(6, "rx", "must", "null", ""),
            story(
                7,
                "rz",
                "wont",
                "{value: 20, time: 20, risk: 20, size: 1}",
                "",
            ),
        ],
    )
}

#[test]
fn gates_scores_ties_and_dependencies_make_the_order_together() {
    let backlog = shop();
    let ordering = ordering(&backlog, "wsjf");
    assert_eq!(ids(&ordering), ["S-5", "S-3", "S-1", "S-6", "S-4", "S-2"]);
    let base = base(&ordering.entries, &ordering.method.ties());
    let base: Vec<&str> = base
        .iter()
        .map(|entry| ordering.entries[*entry].record.id().as_str())
        .collect();
    assert_eq!(base, ["S-3", "S-1", "S-6", "S-4", "S-5", "S-2"]);
    let places = ordering
        .items
        .iter()
        .map(|item| (item.place, item.old_place));
    let places: Vec<(usize, usize)> = places.collect();
    assert_eq!(places, [(1, 5), (2, 3), (3, 1), (4, 6), (5, 4), (6, 2)]);
    let moved = ordering.items[0].moved.clone();
    let blocks = Id::new("S-3").ok();
    assert_eq!(moved.as_ref().map(|moved| moved.from), Some(5));
    assert_eq!(moved.map(|moved| moved.blocks), blocks);
    assert!(ordering.items[1..].iter().all(|item| item.moved.is_none()));
    assert_eq!(ordering.excluded.len(), 1);
    assert_eq!(ordering.excluded[0].why, "wont");
    let writes = [("S-3", "rvi"), ("S-1", "rw"), ("S-4", "rxi"), ("S-2", "ry")];
    assert_eq!(written(&ordering), pairs(&writes));
}

#[test]
fn an_item_says_what_it_holds_and_what_it_lacks() {
    let backlog = backlog(
        "prioritize: {score_max_age_days: 30}",
        &[
            "id: S-1\nscores: {wsjf: {value: 8, time: 5, risk: 3, size: 5, scored: 2026-10-25}}",
            "id: S-2\nscores: {wsjf: {value: 8, time: 5, risk: 4, scored: 2026-10-24}}",
            "id: S-3\nscores: {wsjf: {value: 8, time: 5, risk: 3, size: 5}, moscow: perhaps}",
        ],
    );
    let ordering = ordering(&backlog, "wsjf");
    let [first, third, second] = ordering.items.as_slice() else {
        panic!("three items");
    };
    assert_eq!((first.score, first.completeness), (Some(3.2), 1.0));
    assert!(!first.stale && second.stale && !third.stale);
    assert_eq!((second.scored, second.completeness), (false, 0.5));
    assert_eq!(second.reading.missing, ["size"]);
    assert_eq!(second.reading.invalid[0].key, "risk");
    assert_eq!(third.reading.invalid[0].key, "moscow");
    assert!(third.scored);
}

#[test]
fn a_score_is_old_after_ninety_days_unless_told() {
    let scored = |day: &str| {
        let text = format!("id: S-1\nscores: {{wsjf: {{scored: {day}}}}}");
        ordering(&backlog("", &[text]), "wsjf").items[0].stale
    };
    assert!(!scored("2026-08-26"));
    assert!(scored("2026-08-25"));
    assert!(!scored("soon"));
}

#[test]
fn only_what_is_open_has_a_place() {
    let backlog = backlog(
        "",
        &[
            "id: S-1\nstatus: done\nscores: {moscow: must}",
            "id: S-2\nstatus: dropped",
            "id: S-3\nstatus: doing\ndepends_on: [S-1, S-2, S-4, S-5, S-9]",
            "id: S-4\nscores: {moscow: wont}",
            "id: S-5\nstatus: ready",
        ],
    );
    let ordering = chosen(&backlog, &["S-1", "S-2", "S-3", "S-4"], "wsjf");
    assert_eq!(ids(&ordering), ["S-3"]);
    let why = ordering.excluded.iter().map(|excluded| excluded.why);
    assert_eq!(why.collect::<Vec<_>>(), ["done", "dropped", "wont"]);
    let waits_for = ordering.items[0].waits_for.iter().map(Id::as_str);
    assert_eq!(waits_for.collect::<Vec<_>>(), ["S-4", "S-5"]);
}

#[test]
fn a_cycle_is_named_by_its_way_round() {
    let backlog = backlog(
        "",
        &[
            "id: S-1\ndepends_on: [S-2]",
            "id: S-2\ndepends_on: [S-3, S-1]",
            "id: S-3\ndepends_on: [S-1]",
            "id: S-4\ndepends_on: [S-4]",
        ],
    );
    let cycles = json!(ordering(&backlog, "wsjf").cycles);
    assert_eq!(
        cycles,
        json!([
            {"ids": ["S-1", "S-2", "S-3"], "path": ["S-1", "S-2", "S-1"]},
            {"ids": ["S-4"], "path": ["S-4", "S-4"]},
        ])
    );
}

/// S-2 and S-3 are equal and S-3 has the lower rank, yet it needs S-2: with the ranks of the order written, S-2 is
/// before it by rank too, and S-4, which only S-3 waits for, is less urgent than S-5.
#[test]
fn an_order_agrees_with_the_ranks_it_writes() {
    let of =
        |id: &str, more: &str| format!("id: {id}\nstatus: ready\nscores:\n  moscow: must\n{more}");
    let equal = "  wsjf: {value: 8, time: 5, risk: 3, size: 5}\n";
    let texts = [
        of("S-2", &format!("{equal}depends_on: [S-5]\n")),
        of("S-3", &format!("{equal}rank: r9\ndepends_on: [S-2, S-4]\n")),
        of("S-4", ""),
        "id: S-5\nstatus: ready\n".to_owned(),
    ];
    let backlog = backlog("", &texts);
    let ordering = ordering(&backlog, "wsjf");
    assert_eq!(ids(&ordering), ["S-5", "S-2", "S-4", "S-3"]);
    let [upper, lower] = [1, 3].map(|at| &ordering.items[at]);
    assert_eq!(ordering.decided_by(upper, lower), None);
}

#[test]
fn only_one_kind_with_scores_is_ordered() {
    let backlog = backlog("", &["id: S-1", "id: E-1", "id: SP-1"]);
    let [story, epic, sprint] = backlog.records() else {
        panic!("three records");
    };
    let message = |records: &[&Record]| {
        let method = by_id("wsjf").unwrap_or_else(|error| panic!("{error}"));
        let made = prioritize(&backlog, records, method, today());
        made.err().map(|error| error.message)
    };
    assert_eq!(message(&[epic]), None);
    assert_eq!(message(&[]), None);
    assert_eq!(message(&[sprint]), Some("sprints have no scores".into()));
    let two = "stories and epics have an order of their own each";
    assert_eq!(message(&[story, epic]), Some(two.into()));
}

/// Stories scored so that the first is the best, with these ranks.
fn ranked(ranks: &[&str]) -> Backlog {
    let stories = ranks.iter().enumerate().map(|(at, rank)| {
        let size = [1, 2, 3, 5, 8, 13, 20][at];
        format!(
            "id: S-{}\nrank: {rank}\nscores: {{wsjf: {{value: 1, time: 1, risk: 1, size: {size}}}}}",
            at + 1
        )
    });
    backlog("", &stories.collect::<Vec<_>>())
}

#[test]
fn with_a_query_the_others_keep_their_ranks_and_their_places() {
    // By rank: S-3, S-4, S-2, S-5, S-1.
    let backlog = ranked(&["rz", "rm", "r3", "r6", "rt"]);
    let ordering = chosen(&backlog, &["S-1", "S-2", "S-3"], "wsjf");
    // S-1 takes the place before S-4, S-2 stays between S-4 and S-5, S-3 goes behind S-5.
    assert_eq!(
        written(&ordering),
        pairs(&[("S-1", "r5zz"), ("S-3", "rt01")])
    );
    let settled = ranked(&["r3", "r6", "rm", "rt", "rz"]);
    assert_eq!(written(&chosen(&settled, &["S-2", "S-4"], "wsjf")), []);
}

#[test]
fn a_collision_outside_the_query_is_left_alone() {
    // By rank: S-1 and S-2 share one, S-4 and S-3 stand around.
    let backlog = ranked(&["r6", "r6", "rz", "r60", "rt"]);
    let ordering = chosen(&backlog, &["S-2", "S-3"], "wsjf");
    assert_eq!(written(&ordering), pairs(&[("S-2", "ri")]));
    // Nothing fits before zeros, so S-1 goes behind.
    let zeros = ranked(&["r0", "r00", "rz"]);
    let ordering = chosen(&zeros, &["S-1"], "wsjf");
    assert_eq!(written(&ordering), pairs(&[("S-1", "ryzz")]));
}

#[test]
fn records_without_a_usable_rank_get_one() {
    let backlog = backlog("", &["id: S-1", "id: S-2\nrank: r9", "id: S-3\nrank: nine"]);
    let ordering = ordering(&backlog, "wsjf");
    assert_eq!(ids(&ordering), ["S-2", "S-1", "S-3"]);
    assert_eq!(
        written(&ordering),
        pairs(&[("S-1", "r901"), ("S-3", "r902")])
    );
}

#[test]
fn the_least_step_that_moves_a_record_is_found_on_each_side() {
    let backlog = ranked(&["r1", "r2", "r3"]);
    let ordering = ordering(&backlog, "wsjf");
    let steps = |at: usize| {
        let steps = ordering.steps(&ordering.items[at]).into_iter();
        let text =
            |step: super::Step| format!("{} {}→{}: {}", step.key, step.from, step.to, step.place);
        steps.map(text).collect::<Vec<_>>()
    };
    // Scores are 3, 1.5 and 1. At 3 S-2 still loses by rank: no size is small enough.
    assert_eq!(
        steps(1),
        ["value 1→5: 1", "time 1→5: 1", "risk 1→5: 1", "size 2→5: 3"]
    );
    assert_eq!(steps(0), ["size 1→3: 2"]);
}
