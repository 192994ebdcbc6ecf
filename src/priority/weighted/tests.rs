use super::*;
use crate::priority::Invalid;
use crate::priority::tests::read_with;
use crate::priority::tests::scored;
use crate::priority::tests::settings;
use crate::priority::tests::today;

const CRITERIA: &str = "weighted: {criteria: {revenue: {weight: 50, min: 1, max: 5}, \
                        retention: {weight: 30, min: 1, max: 5}, \
                        effort: {weight: 20, min: 1, max: 10, better: low}}}";

/// The score to two digits, and the coverage.
fn shown(method: &dyn Method, options: &str, inputs: &str) -> (String, Option<f64>) {
    let outcome = read_with(method, options, &format!("weighted: {inputs}"));
    match outcome {
        Outcome::Scored {
            score: Some(score),
            reading,
            ..
        } => {
            let mark = if reading.missing.is_empty() { "" } else { "~" };
            (display(score, 2) + mark, reading.number(COVERAGE))
        }
        Outcome::Unscored(reading) => ("unscored".to_owned(), reading.number(COVERAGE)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_score_is_the_weighted_mean_of_how_good_each_is() {
    for (inputs, score) in [
        ("{revenue: 5, retention: 3, effort: 4}", "78.33"),
        ("{revenue: 1, retention: 1, effort: 10}", "0.00"),
        ("{revenue: 5, retention: 5, effort: 1}", "100.00"),
        ("{revenue: 4, retention: 2, effort: 7}", "51.67"),
    ] {
        let told = shown(&METHOD, CRITERIA, inputs);
        assert_eq!(told, (score.to_owned(), Some(1.0)), "{inputs}");
    }
}

#[test]
fn a_gap_leaves_a_score_only_where_that_is_asked_for() {
    let inputs = "{revenue: 4, effort: 7}";
    let whole = shown(&METHOD, CRITERIA, inputs);
    assert_eq!(whole, ("unscored".to_owned(), Some(0.7)));
    let partial = METHOD.partial().expect("a partial one");
    let told = shown(partial.as_ref(), CRITERIA, inputs);
    assert_eq!(told, ("63.10~".to_owned(), Some(0.7)));
    // Nothing at all is no score, and neither is what does not count.
    assert_eq!(shown(partial.as_ref(), CRITERIA, "{}").0, "unscored");
    let light =
        "weighted: {criteria: {a: {weight: 0, min: 0, max: 1}, b: {weight: 1, min: 0, max: 1}}}";
    assert_eq!(shown(partial.as_ref(), light, "{a: 1}").0, "unscored");
}

#[test]
fn a_value_off_its_scale_is_invalid_with_and_without_gaps() {
    let partial = METHOD.partial().expect("a partial one");
    for method in [&METHOD as &dyn Method, partial.as_ref()] {
        let outcome = read_with(method, CRITERIA, "weighted: {revenue: 6, effort: \"4\"}");
        let Outcome::Unscored(reading) = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(
            reading.invalid,
            [
                Invalid::new("revenue", "6 is not within 1 and 5"),
                Invalid::new("effort", "\"4\" is a text, not a number"),
            ]
        );
    }
}

#[test]
fn a_score_stays_when_all_weights_double() {
    let double = CRITERIA
        .replace("weight: 50", "weight: 100")
        .replace("weight: 30", "weight: 60")
        .replace("weight: 20", "weight: 40");
    for inputs in [
        "{revenue: 2, retention: 5, effort: 9}",
        "{revenue: 4, retention: 2, effort: 7}",
    ] {
        let told = shown(&METHOD, CRITERIA, inputs);
        assert_eq!(shown(&METHOD, &double, inputs), told);
    }
}

#[test]
fn criteria_that_cannot_be_used_are_named_with_their_key() {
    let error = |criteria: &str| {
        let options = format!("weighted: {{criteria: {criteria}}}");
        let error = METHOD.configured(&settings(&options)).err();
        let error = error.unwrap_or_else(|| panic!("{criteria} is taken"));
        assert_eq!(error.place.map(|place| place.path), Some("po.yaml".into()));
        error.message
    };
    let base = "methods.weighted.criteria";
    for (criteria, why) in [
        (
            "{a: {weight: 0, min: 1, max: 5}}",
            ": the weights add up to 0",
        ),
        (
            "{a: {weight: 1, min: 5, max: 5}}",
            ".a: min 5 is not below max 5",
        ),
        (
            "{a: {weight: -1, min: 1, max: 5}}",
            ".a.weight: a weight is not below 0, as -1 is",
        ),
        (
            "{a: {weight: 1, min: -1e308, max: 1e308}}",
            ".a.min: too large",
        ),
        ("{a: {min: 1, max: 5}}", ".a: missing field `weight`"),
        (
            "{a: {weight: 1, min: 1, max: 5, better: more}}",
            ".a: there is no choice \"more\"",
        ),
        (
            "{by: {weight: 1, min: 1, max: 5}}",
            ": \"by\" means something else here",
        ),
        (
            "{weighted: {weight: 1, min: 1, max: 5}}",
            ": \"weighted\" means something else",
        ),
        (
            "{a.b: {weight: 1, min: 1, max: 5}}",
            ": \"a.b\" cannot be set by its name",
        ),
        (
            "{\" a\": {weight: 1, min: 1, max: 5}}",
            ": \" a\" is no name",
        ),
    ] {
        let told = error(criteria);
        assert!(told.starts_with(&format!("{base}{why}")), "{told}");
    }
    let none = METHOD.configured(&Settings::default()).expect("no options");
    let backlog = crate::priority::tests::backlog::<&str>("", &[]);
    let set = Set::new(&backlog, &[], today()).expect("a set");
    let error = none.among(&set).err().map(|error| error.message);
    let told =
        "methods.weighted.criteria: weighted scores by the team's criteria, and there are none";
    assert_eq!(error.as_deref(), Some(told));
}

#[test]
fn the_steps_of_a_criterion_end_with_its_scale() {
    let method = METHOD.configured(&settings(CRITERIA)).expect("criteria");
    let scale = &method.inputs()[0].scale;
    let [down, up] = scale.beyond(&Value::from(3.5));
    assert_eq!(down, [2.5, 1.5, 1.0].map(number));
    assert_eq!(up, [4.5, 5.0].map(number));
}

const COMPARED: &str = "weighted: {criteria: {revenue: {min: 0, max: 10}, reach: {min: 0, max: 10}, fit: {min: 0, \
                        max: 10}}, comparisons: ";

#[test]
fn comparisons_of_all_pairs_stand_in_for_weights() {
    let ratios = "[{a: revenue, b: reach, ratio: 3}, {a: fit, b: revenue, ratio: 1/5}, {a: reach, b: fit, ratio: 2}]";
    let (_, score, _) = scored(
        &METHOD,
        &format!("{COMPARED}{ratios}}}"),
        "weighted: {revenue: 10, reach: 0, fit: 0}",
    );
    assert_eq!(
        score
            .map(|score| super::super::decimal::display(score, 2))
            .as_deref(),
        Some("64.83")
    );
}

#[test]
fn comparisons_that_cannot_be_used_name_their_key() {
    let why = |ratios: &str| {
        let options = settings(&format!("{COMPARED}{ratios}}}"));
        METHOD.configured(&options).err().map(|error| error.message)
    };
    for (ratios, message) in [
        (
            "[{a: revenue, b: reach, ratio: 3}]",
            "methods.weighted.comparisons: no ratio of revenue and fit, reach and fit",
        ),
        (
            "[{a: revenue, b: reach, ratio: 3}, {a: reach, b: revenue, ratio: 3}]",
            "methods.weighted.comparisons.2: 1 says revenue is 3 times reach, and 2 says reach is 3 times revenue",
        ),
        (
            "[{a: fit, b: fit, ratio: 1}]",
            "methods.weighted.comparisons.1: 1 compares fit with itself",
        ),
        (
            "[{a: fit, b: fir, ratio: 1}]",
            "methods.weighted.comparisons.1: no criterion is called \"fir\"",
        ),
        (
            "[{a: fit, b: reach, ratio: 10}]",
            "methods.weighted: \"10\" is no ratio (expected a number from 1/9 to 9, such as 3 or 1/3)",
        ),
    ] {
        assert_eq!(why(ratios).as_deref(), Some(message));
    }
}
