use super::super::tests::heard;
use super::super::tests::remarks;

fn session(entries: &str) -> String {
    format!("comparisons/ana.yaml: [{entries}]\n")
}

const ALL: [&str; 3] = ["S-1", "S-2", "S-3"];
const FULL: &str =
    "{a: S-1, b: S-2, ratio: 3}, {a: S-3, b: S-1, ratio: 1/5}, {a: S-2, b: S-3, ratio: 2}";

#[test]
fn records_are_ordered_by_their_weight() {
    let wanted = ["S-1 0.6483 []", "S-2 0.2297 []", "S-3 0.1220 []"];
    assert_eq!(heard("ahp", &session(FULL), &ALL), wanted);
}

#[test]
fn missing_pairs_are_named_and_nothing_is_weighed() {
    let some = "{a: S-1, b: S-2, ratio: 3}, {a: S-1, b: S-3, ratio: 5}";
    let wanted = [
        "S-1 needs ratios of the others",
        "S-2 needs ratio to S-3",
        "S-3 needs ratio to S-2",
    ];
    assert_eq!(heard("ahp", &session(some), &ALL), wanted);
    let remarks = remarks("ahp", &session(some), &ALL);
    assert!(
        remarks[0].starts_with("missing-ratios: 1 pair has no ratio yet"),
        "{remarks:?}"
    );
}

#[test]
fn the_same_pair_with_another_ratio_is_not_valid_and_the_reciprocal_counts() {
    let again = format!("{FULL}, {{a: S-2, b: S-1, ratio: 1/3}}");
    assert_eq!(heard("ahp", &session(&again), &ALL)[0], "S-1 0.6483 []");
    let other = format!("{FULL}, {{a: S-2, b: S-1, ratio: 1/4}}");
    let found = heard("ahp", &session(&other), &ALL);
    let why = "comparisons/ana.yaml:1 says S-1 is 3 times S-2, and comparisons/ana.yaml:4 says S-2 is 1/4 times S-1";
    assert_eq!(found[0], format!("S-1 ratio to S-2: {why}"));
    assert_eq!(found[2], "S-3 needs ratios of the others");
}

#[test]
fn a_record_compared_with_itself_is_not_valid() {
    let own = format!("{FULL}, {{a: S-2, b: S-2, ratio: 1}}");
    let found = heard("ahp", &session(&own), &ALL);
    let why = "S-2 ratio to S-2: comparisons/ana.yaml:4 compares S-2 with itself";
    assert!(found.iter().any(|line| line == why), "{found:?}");
}

#[test]
fn ratios_that_contradict_each_other_are_told_with_a_pair() {
    let bad =
        "{a: S-1, b: S-2, ratio: 3}, {a: S-1, b: S-3, ratio: 1/5}, {a: S-2, b: S-3, ratio: 3}";
    let remarks = remarks("ahp", &session(bad), &ALL);
    let wanted = "inconsistent: the ratios contradict each other (consistency ratio 1.58, above 0.10): look again at any \
                  of the three pairs, such as S-1 and S-2, 3.00 times and by the others 0.84 times";
    assert_eq!(remarks, [wanted]);
}

#[test]
fn more_than_ten_records_cannot_be_weighed() {
    let ids: Vec<String> = (1..=11).map(|at| format!("S-{at}")).collect();
    let pairs = ids[1..]
        .iter()
        .map(|id| format!("{{a: S-1, b: {id}, ratio: 2}}"));
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let found = heard("ahp", &session(&pairs.collect::<Vec<_>>().join(", ")), &ids);
    assert!(
        found[0].contains("11 records have ratios, and at most 10 can be weighed"),
        "{found:?}"
    );
}
