use serde_json::json;

use super::*;
use crate::priority::Invalid;
use crate::priority::Reading;
use crate::priority::decimal::display;
use crate::priority::tests::backlog;
use crate::priority::tests::ordering;
use crate::priority::tests::record;
use crate::priority::tests::settings;

fn outcome(options: &str, inputs: &str) -> Outcome {
    let method = METHOD
        .configured(&settings(options))
        .unwrap_or_else(|error| panic!("{error}"));
    let text = format!("id: S-1\nscores:\n  rice: {inputs}\n");
    method.score(Scores::of(&record(&text)))
}

#[track_caller]
fn unscored(options: &str, inputs: &str) -> Reading {
    match outcome(options, inputs) {
        Outcome::Unscored(reading) => reading,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_score_is_impact_on_people_per_effort() {
    for (inputs, score, shown) in [
        (
            "{reach: 1200, impact: 2, confidence: 0.8, effort: 3}",
            640.0,
            "640.0",
        ),
        (
            "{reach: 500, impact: 3, confidence: 0.5, effort: 0.5}",
            1500.0,
            "1500.0",
        ),
        (
            "{reach: 0, impact: 3, confidence: 1, effort: 2}",
            0.0,
            "0.0",
        ),
        (
            "{reach: 4000, impact: 0.25, confidence: 1, effort: 8}",
            125.0,
            "125.0",
        ),
        (
            "{reach: 90, impact: 1, confidence: 0.8, effort: 7}",
            10.285_714,
            "10.3",
        ),
        (
            "{reach: 1200, impact: 2, confidence: 80%, effort: 3}",
            640.0,
            "640.0",
        ),
    ] {
        let Outcome::Scored {
            parts,
            score: Some(found),
            reading,
        } = outcome("", inputs)
        else {
            panic!("no score of {inputs}");
        };
        assert_eq!(parts, [(score * 1e6_f64).round() as i128], "{inputs}");
        assert_eq!(display(found, METHOD.decimals()), shown);
        assert_eq!(reading.valid, 4);
    }
}

#[test]
fn what_gives_no_score_says_why() {
    let why = |inputs: &str| unscored("", inputs).invalid;
    assert_eq!(
        why("{reach: 90, impact: 1, confidence: 0.8, effort: 0}"),
        [Invalid::new("effort", "must be above 0")]
    );
    assert_eq!(
        why("{reach: 90, impact: 1, confidence: 80, effort: 1}"),
        [Invalid::new(
            "confidence",
            "80 is not within 0 and 1 (did you mean 0.8?)"
        )]
    );
    assert_eq!(
        why("{reach: -1, impact: 4, confidence: 1, effort: 1}"),
        [
            Invalid::new("reach", "must not be below 0"),
            Invalid::new("impact", "4 is none of 0.25, 0.5, 1, 2, 3; nearest 3"),
        ]
    );
    assert_eq!(
        why("{reach: 1e15, impact: 3, confidence: 1, effort: 1}"),
        [Invalid::new("score", "too large")]
    );
    let gap = unscored("", "{reach: 90, impact: 1}");
    assert_eq!((gap.missing.len(), gap.valid), (2, 2));
}

#[test]
fn a_team_counts_by_its_own_period_and_scale() {
    let options = "rice: {period: month, scale: [5, 1]}";
    let Outcome::Scored { reading, .. } =
        outcome(options, "{reach: 10, impact: 5, confidence: 1, effort: 2}")
    else {
        panic!("5 is on the scale of the team");
    };
    let method = METHOD.configured(&settings(options)).ok();
    let formula = method.map(|method| method.formula(&reading.terms));
    let said = "reach 10 a month × impact 5 × confidence 1, over effort 2";
    assert_eq!(formula.as_deref(), Some(said));
    let off = unscored(options, "{reach: 10, impact: 3, confidence: 1, effort: 2}");
    assert_eq!(off.invalid[0].why, "3 is none of 1, 5; nearest 1 and 5");
    for wrong in [
        "rice: {period: day}",
        "rice: {scale: []}",
        "rice: {scale: [-1]}",
    ] {
        assert!(METHOD.configured(&settings(wrong)).is_err(), "{wrong}");
    }
}

#[test]
fn guesses_and_too_fine_estimates_are_remarked() {
    let story = |id: u32, confidence: f64, effort: f64| {
        format!(
            "id: S-{id}\nscores:\n  rice: {{reach: 100, impact: 1, confidence: {confidence}, effort: {effort}}}\n"
        )
    };
    let loose = backlog(
        "",
        &[story(1, 0.3, 1.0), story(2, 0.7, 1.0), story(3, 0.5, 0.4)],
    );
    let remarks = ordering(&loose, "rice").remarks;
    let said: Vec<(&str, &str)> = remarks
        .iter()
        .map(|remark| (remark.name, remark.message.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "moonshot",
                "confidence below 0.5, so the score is a guess: S-1"
            ),
            ("off-tier", "confidence that is none of 1, 0.8 and 0.5: S-2"),
            (
                "small-effort",
                "effort below 0.5, finer than months of work can be estimated: S-3"
            ),
        ]
    );
    assert_eq!(remarks[0].data.get("ids"), Some(&json!(["S-1"])));
    let sound = backlog("", &[story(1, 0.8, 0.5), story(2, 1.0, 3.0)]);
    assert!(ordering(&sound, "rice").remarks.is_empty());
    let many: Vec<String> = (1..=12).map(|id| story(id, 0.1, 1.0)).collect();
    let many = backlog("", &many);
    assert!(
        ordering(&many, "rice").remarks[0]
            .message
            .ends_with("S-10 and 2 more")
    );
}

#[test]
fn equal_scores_are_ordered_by_id_and_one_step_moves_a_record() {
    let story = |id: u32, inputs: &str| format!("id: S-{id}\nscores:\n  rice: {inputs}\n");
    let backlog = backlog(
        "",
        &[
            story(1, "{reach: 1000, impact: 1, confidence: 0.8, effort: 2}"),
            story(2, "{reach: 900, impact: 1, confidence: 1.0, effort: 2}"),
            story(3, "{reach: 300, impact: 3, confidence: 0.5, effort: 1}"),
        ],
    );
    let ordering = ordering(&backlog, "rice");
    let ids: Vec<&str> = ordering
        .items
        .iter()
        .map(|item| item.record.id().as_str())
        .collect();
    assert_eq!(ids, ["S-2", "S-3", "S-1"]);
    let steps = ordering.steps(&ordering.items[2]);
    let steps: Vec<(&str, &Value, usize)> = steps
        .iter()
        .map(|step| (step.key.as_str(), &step.to, step.place))
        .collect();
    let (reach, impact, sure, effort) = (json!(1200), json!(2), json!(1), json!(1.6));
    assert_eq!(
        steps,
        [
            ("reach", &reach, 1),
            ("impact", &impact, 1),
            ("confidence", &sure, 1),
            ("effort", &effort, 1),
        ]
    );
}
