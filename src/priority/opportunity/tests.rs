use super::*;
use crate::priority::Invalid;
use crate::priority::decimal::display;
use crate::priority::tests::backlog;
use crate::priority::tests::ordering;
use crate::priority::tests::scored;
use crate::priority::tests::unscored;

/// "15.0 strong".
fn told(inputs: &str) -> String {
    let (_, score, reading) = scored(&METHOD, "", &format!("opportunity: {{{inputs}}}"));
    let score = display(score.unwrap_or_default(), METHOD.decimals());
    format!(
        "{score} {}",
        METHOD.class(&reading.terms).unwrap_or_default()
    )
}

#[test]
fn the_score_is_what_matters_and_what_of_it_is_not_served() {
    for (importance, satisfaction, said) in [
        (9.0, 3.0, "15.0 strong"),
        (9.0, 9.0, "9.0 low"),
        (8.5, 2.0, "15.0 strong"),
        (4.0, 8.0, "4.0 low, overserved"),
        (8.0, 4.0, "12.0 strong"),
        // Both are beside their band in raw numbers.
        (8.3, 1.6, "15.0 strong"),
        (8.2, 4.4, "12.0 strong"),
        (7.0, 4.0, "10.0 solid"),
        (9.0, 2.0, "16.0 extreme"),
    ] {
        let inputs = format!("importance: {importance}, satisfaction: {satisfaction}");
        assert_eq!(told(&inputs), said, "{inputs}");
    }
}

const RATINGS: &str =
    "importance: [5, 4, 4, 5, 3, 5, 4, 2, 5, 4], satisfaction: [2, 4, 1, 3, 2, 5, 1, 2, 3, 2]";

#[test]
fn ratings_count_those_who_said_4_or_5() {
    assert_eq!(told(&format!("ratings: {{{RATINGS}}}")), "14.0 strong");
    let reading = scored(
        &METHOD,
        "",
        &format!("opportunity: {{ratings: {{{RATINGS}}}}}"),
    )
    .2;
    let both = KEYS.map(|key| reading.number(key));
    assert_eq!(both, [Some(8.0), Some(2.0)]);
    assert_eq!(reading.completeness(), 1.0);
    // One of the two may be rated, the other known.
    assert_eq!(
        told("satisfaction: 2, ratings: {importance: [5, 4, 1, 4, 5]}"),
        "14.0 strong"
    );
}

#[test]
fn what_is_missing_said_twice_or_off_the_scale_is_named() {
    let reading = |inputs: &str| unscored(&METHOD, "", &format!("opportunity: {{{inputs}}}"));
    assert_eq!(reading("importance: 9").missing, ["satisfaction"]);
    assert_eq!(
        reading("ratings: {importance: [5]}").missing,
        ["satisfaction"]
    );
    let invalid = |inputs: &str| reading(inputs).invalid;
    assert_eq!(
        invalid("importance: 9, satisfaction: 11"),
        [Invalid::new("satisfaction", "11 is not within 0 and 10")]
    );
    assert_eq!(
        invalid(&format!("importance: 9, ratings: {{{RATINGS}}}")),
        [Invalid::new(
            "importance",
            "it stands in ratings as well; keep one of the two"
        )]
    );
    for (ratings, said) in [
        (
            "{importance: [5, 6]}",
            "importance: item 2: 6 is not within 1 and 5",
        ),
        ("{importance: []}", "importance: the list is empty"),
        ("{relevance: [5]}", "there is no key \"relevance\""),
        ("[5, 4]", "expected a map of importance, satisfaction"),
    ] {
        let found = reading(&format!("ratings: {ratings}"));
        assert_eq!(found.invalid, [Invalid::new("ratings", said)]);
        assert_eq!(found.missing, Vec::<String>::new());
    }
    // A rating that makes no sense is not passed over because the numbers are there.
    let both = invalid("importance: 9, satisfaction: 3, ratings: {importance: [6]}");
    assert_eq!(both.len(), 1);
}

#[test]
fn ratings_of_few_people_are_remarked() {
    let people = |count: usize| format!("[{}]", vec!["4"; count].join(", "));
    let record = |id: &str, count: usize| {
        let people = people(count);
        format!(
            "id: {id}\nscores: {{opportunity: {{ratings: {{importance: {people}, satisfaction: {people}}}}}}}\n"
        )
    };
    let known = "id: S-3\nscores: {opportunity: {importance: 4, satisfaction: 4}}\n".to_owned();
    let backlog = backlog("", &[record("S-1", 29), record("S-2", 30), known]);
    let remarks = ordering(&backlog, "opportunity").remarks;
    assert_eq!(remarks.len(), 1);
    assert_eq!(
        remarks[0].message,
        "ratings of fewer than 30 people, which may be chance: S-1"
    );
}

#[test]
fn each_class_is_explained() {
    crate::priority::tests::explains(&METHOD, &["overserved"]);
    crate::priority::tests::explains(&METHOD, &[16.0, 13.0, 11.0, 1.0].map(band));
}
