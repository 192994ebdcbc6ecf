use serde_json::json;

use super::*;
use crate::priority::tests::backlog;
use crate::priority::tests::ordering;
use crate::priority::tests::record;
use crate::priority::tests::settings;

fn story(id: usize, rest: &str) -> String {
    format!("id: S-{id}\n{rest}\n")
}

fn ids(ordering: &Ordering<'_>) -> Vec<String> {
    let items = ordering.items.iter();
    items.map(|item| item.record.id().to_string()).collect()
}

/// The effort of a release by the points of must, should and could.
fn spread(points: [u32; 3]) -> Effort {
    let classes = ["must", "should", "could"].iter().zip(points);
    let stories: Vec<String> = classes
        .enumerate()
        .map(|(at, (class, points))| {
            let text = format!("release: R-1\npoints: {points}\nscores: {{moscow: {class}}}");
            story(at + 1, &text)
        })
        .collect();
    one_effort("", &stories)
}

fn one_effort(config: &str, stories: &[String]) -> Effort {
    let backlog = backlog(config, stories);
    let method = METHOD.configured(&backlog.config.file.methods);
    assert!(method.is_ok());
    let records: Vec<&Record> = backlog.records().iter().collect();
    let mut found = effort(&backlog, &records, &Limits::USUAL);
    assert_eq!(found.len(), 1);
    found.remove(0)
}

#[test]
fn classes_come_in_their_order_and_wont_not_at_all() {
    let stories = [
        story(1, "scores: {moscow: could}"),
        story(2, "scores: {moscow: won't}"),
        story(3, "rank: rz\nscores: {moscow: must}"),
        story(4, "rank: ra\ndue: 2026-12-01"),
        story(5, "scores: {moscow: should}"),
        story(6, "rank: r9\nscores: {moscow: must}"),
        // The rank orders inside a class, before any date.
        story(7, "due: 2026-11-25\nscores: {moscow: must}"),
        story(8, "scores: {moscow: maybe}"),
    ];
    for gates in ["", "prioritize: {gates: []}"] {
        let backlog = backlog(gates, &stories);
        let ordering = ordering(&backlog, "moscow");
        assert_eq!(
            ids(&ordering),
            ["S-6", "S-3", "S-7", "S-5", "S-1", "S-4", "S-8"]
        );
        assert_eq!(ordering.excluded[0].record.id().as_str(), "S-2");
        assert_eq!(ordering.excluded[0].why, "wont");
        let last = &ordering.items[6];
        assert!(!last.scored);
        assert_eq!(last.reading.invalid.len(), 1);
        assert_eq!(ordering.items[5].reading.missing, ["moscow"]);
        assert_eq!(ordering.items[0].reading.terms["class"], json!("must"));
        assert_eq!(ordering.items[0].score, None);
    }
}

#[test]
fn another_method_orders_inside_a_class() {
    let wsjf = |size: u32| format!("wsjf: {{value: 8, time: 5, risk: 3, size: {size}}}");
    let stories = [
        story(1, &format!("scores: {{moscow: must, {}}}", wsjf(5))),
        story(2, "rank: r1\nscores: {moscow: must, wsjf: {value: 8}}"),
        story(3, &format!("scores: {{moscow: must, {}}}", wsjf(2))),
        story(4, &format!("scores: {{moscow: should, {}}}", wsjf(1))),
    ];
    let backlog = backlog("methods: {moscow: {then: wsjf}}", &stories);
    let ordering = ordering(&backlog, "moscow");
    assert_eq!(ids(&ordering), ["S-3", "S-1", "S-2", "S-4"]);
    assert!(ordering.items.iter().all(|item| item.scored));
    assert_eq!(
        ordering.items[2].reading.missing,
        ["wsjf.time", "wsjf.risk", "wsjf.size"]
    );
    assert_eq!(
        ordering.method.formula(&ordering.items[0].reading.terms),
        "must, then wsjf value 8  time 5  risk 3  = 16, over size 2"
    );
    assert_eq!(
        ordering.method.formula(&ordering.items[2].reading.terms),
        "must"
    );
}

#[test]
fn options_that_do_not_fit_are_errors() {
    let error = |options: &str| match METHOD.configured(&settings(options)) {
        Ok(_) => panic!("{options} is taken"),
        Err(error) => error.message,
    };
    assert_eq!(
        error("moscow: {then: moscow}"),
        "methods.moscow.then: a class cannot be ordered by class"
    );
    assert_eq!(
        error("moscow: {then: wjsf}"),
        "methods.moscow.then: no method is called \"wjsf\""
    );
    assert_eq!(
        error("moscow: {must_max: 160}"),
        "methods.moscow.must_max: 160 is not within 0 and 100"
    );
    assert!(METHOD.configured(&settings("moscow: {then: rank}")).is_ok());
}

#[test]
fn effort_is_judged_against_the_limits_which_themselves_pass() {
    use Verdict::MustOverload;
    use Verdict::ThinContingency;
    use Verdict::Unknown;
    let cases: [([u32; 3], &str, &[Verdict]); 5] = [
        (
            [30, 10, 10],
            "must 60.0 %, should 20.0 %, could 20.0 % of 50",
            &[],
        ),
        (
            [31, 10, 9],
            "must 62.0 %, should 20.0 %, could 18.0 % of 50",
            &[MustOverload, ThinContingency],
        ),
        (
            [12, 8, 5],
            "must 48.0 %, should 32.0 %, could 20.0 % of 25",
            &[],
        ),
        (
            [13, 3, 4],
            "must 65.0 %, should 15.0 %, could 20.0 % of 20",
            &[MustOverload],
        ),
        ([0, 0, 0], "no effort", &[Unknown]),
    ];
    for (points, shares, verdicts) in cases {
        let effort = spread(points);
        assert_eq!(effort.verdicts, verdicts, "{points:?}");
        let message = effort.remark().message;
        assert!(message.starts_with(&format!("R-1: {shares}")), "{message}");
    }
}

#[test]
fn done_work_counts_and_dropped_work_does_not() {
    let text = |status: &str, class: &str, points: u32| {
        format!("release: R-1\nstatus: {status}\npoints: {points}\nscores: {{moscow: {class}}}")
    };
    let effort = one_effort(
        "",
        &[
            story(1, &text("done", "must", 3)),
            story(2, &text("dropped", "must", 100)),
            story(3, &text("ready", "should", 3)),
            story(4, &text("ready", "could", 4)),
            story(5, &text("ready", "wont", 100)),
            story(6, "release: R-1\npoints: 100"),
            story(7, "release: R-2\npoints: 100\nstatus: done"),
        ][..6],
    );
    assert_eq!(effort.must_percent, Some(30.0));
    assert_eq!(effort.unclassed.len(), 1);
    let remark = effort.remark();
    assert_eq!(
        remark.message,
        "R-1: must 30.0 %, should 30.0 %, could 40.0 % of 10; no class on S-6"
    );
    assert_eq!(remark.data["must"], json!(3));
    assert_eq!(remark.data["timebox"], json!("R-1"));
}

#[test]
fn with_an_estimate_missing_nothing_is_said() {
    let effort = one_effort(
        "",
        &[
            story(1, "release: R-1\npoints: 30\nscores: {moscow: must}"),
            story(2, "release: R-1\nscores: {moscow: could}"),
        ],
    );
    assert_eq!(effort.verdicts, [Verdict::Unknown]);
    assert_eq!(
        effort.remark().message,
        "R-1: must 100.0 %, should 0.0 %, could 0.0 % of 30 → unknown; no effort on S-2"
    );
}

#[test]
fn each_timebox_of_an_open_record_is_judged_alone() {
    let stories = [
        story(
            1,
            "release: R-1\nsprint: SP-1\npoints: 3\nscores: {moscow: must}",
        ),
        story(2, "sprint: SP-1\npoints: 1\nscores: {moscow: could}"),
        story(
            3,
            "sprint: SP-2\nstatus: done\npoints: 1\nscores: {moscow: must}",
        ),
        story(4, "points: 8\nscores: {moscow: must}"),
    ];
    let backlog = backlog("methods: {moscow: {must_max: 100, could_min: 0}}", &stories);
    let remarks = ordering(&backlog, "moscow").remarks;
    let messages: Vec<&str> = remarks.iter().map(|r| r.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "R-1: must 100.0 %, should 0.0 %, could 0.0 % of 3",
            "SP-1: must 0.0 %, should 0.0 %, could 100.0 % of 1"
        ]
    );
}

#[test]
fn effort_can_be_another_field() {
    let config = "methods: {moscow: {effort: days}}\nfields: {days: {type: number}}";
    let stories = [
        story(
            1,
            "sprint: SP-1\npoints: 1\ndays: 7\nscores: {moscow: must}",
        ),
        story(
            2,
            "sprint: SP-1\npoints: 9\ndays: 3\nscores: {moscow: could}",
        ),
    ];
    let backlog = backlog(config, &stories);
    let remark = &ordering(&backlog, "moscow").remarks[0];
    assert!(remark.message.contains("must 70.0 %"), "{}", remark.message);
}

#[test]
fn a_class_is_read_from_a_map_with_its_date_too() {
    let record = record("id: S-1\nscores: {moscow: {moscow: could, scored: 2026-11-01}}\n");
    assert_eq!(Class::of(Scores::of(&record)), Ok(Some(Class::Could)));
}

#[test]
fn each_class_is_explained() {
    crate::priority::tests::explains(&METHOD, &WORDS);
}
