use super::super::tests::heard;
use super::super::tests::with_voices;
use super::next;
use crate::model::Record;

/// The ratings, by id, of answers such as `A>B` or `A=B`; A is S-1.
fn ratings(answers: &[&str]) -> Vec<String> {
    let id = |letter: char| format!("S-{}", u32::from(letter) - 64);
    let entries = answers.iter().map(|answer| {
        let signs: Vec<char> = answer.chars().collect();
        let (a, b) = (id(signs[0]), id(signs[2]));
        match signs[1] {
            '>' => format!("{{winner: {a}, loser: {b}}}"),
            _ => format!("{{tie: [{a}, {b}]}}"),
        }
    });
    let entries: Vec<String> = entries.collect();
    let session = format!("comparisons/ana.yaml: [{}]\n", entries.join(", "));
    let mut found = heard("pairwise", &session, &["S-1", "S-2", "S-3", "S-4"]);
    found.retain(|line| !line.ends_with("[0, 0, 0]"));
    found.sort();
    let rating = |line: &String| line.split(' ').nth(1).expect("a rating").to_owned();
    found.iter().map(rating).collect()
}

#[test]
fn a_over_b_b_over_c_a_over_c() {
    assert_eq!(
        ratings(&["A>B", "B>C", "A>C"]),
        ["1724.9", "1500.0", "1275.1"]
    );
}

#[test]
fn a_circle_of_three_is_level() {
    assert_eq!(
        ratings(&["A>B", "B>C", "C>A"]),
        ["1500.0", "1500.0", "1500.0"]
    );
}

#[test]
fn three_wins_against_one() {
    assert_eq!(ratings(&["A>B", "A>B", "A>B", "B>A"]), ["1582.4", "1417.6"]);
}

#[test]
fn two_pairs_that_are_not_connected() {
    assert_eq!(
        ratings(&["A>B", "C>D"]),
        ["1631.4", "1368.6", "1631.4", "1368.6"]
    );
}

#[test]
fn a_tie_and_two_wins() {
    assert_eq!(
        ratings(&["A=B", "B>C", "B>C"]),
        ["1562.8", "1625.6", "1297.3"]
    );
}

#[test]
fn a_record_that_nobody_compared_stands_in_the_middle_without_a_score() {
    let session = "comparisons/ana.yaml: [{winner: S-3, loser: S-1}]\n";
    let wanted = [
        "S-3 1631.4 [1, 0, 0]",
        "S-2 – [0, 0, 0]",
        "S-1 1368.6 [0, 1, 0]",
    ];
    assert_eq!(heard("pairwise", session, &["S-1", "S-2", "S-3"]), wanted);
}

#[test]
fn one_compared_with_itself_is_not_valid() {
    let session = "comparisons/ana.yaml: [{winner: S-1, loser: S-1}, {winner: S-1, loser: S-2}]\n";
    let found = heard("pairwise", session, &["S-1", "S-2"]);
    assert_eq!(
        found[1],
        "S-1 comparisons: comparisons/ana.yaml compares it with itself"
    );
}

/// The pair that is asked next after these answers.
fn asked(session: &str) -> [String; 2] {
    let backlog = with_voices(session, &["S-1", "S-2", "S-3"]);
    let records: Vec<&Record> = backlog.records().iter().collect();
    let next = next(&backlog, &records).expect("a pair");
    next.pair.map(|record| record.id().to_string())
}

#[test]
fn asked_next_are_neighbours_compared_least_then_the_closer_then_by_id() {
    assert_eq!(asked("comparisons/a.yaml: []\n"), ["S-1", "S-2"]);
    // S-2, S-3 (in the middle), S-1: both pairs are new and as far apart.
    let one = "comparisons/a.yaml: [{winner: S-2, loser: S-1}]\n";
    assert_eq!(asked(one), ["S-2", "S-3"]);
    let two = "comparisons/a.yaml: [{winner: S-2, loser: S-1}, {winner: S-2, loser: S-3}]\n";
    assert_eq!(asked(two), ["S-1", "S-3"]);
}
