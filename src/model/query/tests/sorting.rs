//! The order of what is found.

use super::all;
use super::found;
use super::of;
use super::words;

#[test]
fn keys_sort_by_their_type_with_missing_last() {
    all(&[
        ("sort:points", "2 4 1 5 10 3"),
        ("sort:-points", "10 5 1 4 2 3"),
        ("sort:due", "4 2 1 10 3 5"),
        ("sort:-due", "1 2 4 10 3 5"),
        ("sort:id", "1 2 3 4 5 10"),
        ("sort:-id", "10 5 4 3 2 1"),
        ("sort:title", "3 5 1 4 10 2"),
        ("sort:assignee", "4 1 5 2 10 3"),
        ("sort:labels", "2 1 4 10 3 5"),
        ("sort:updated", "1 2 10 4 3 5"),
        ("sort:scores.moscow", "3 1 4 2 10 5"),
        ("sort:blocked", "3 5 2 4 1 10"),
    ]);
}

#[test]
fn words_of_a_fixed_set_sort_as_the_set_stands() {
    all(&[
        ("sort:status", "10 1 2 4 5 3"),
        ("sort:-status", "5 4 2 1 10 3"),
        ("sort:type", "1 5 2 4 3 10"),
        ("sort:category", "1 10 3 2 4 5"),
    ]);
    assert_eq!(of("epic", "sort:horizon"), "2 12 3");
    assert_eq!(of("sprint", "sort:status"), "2 3 1");
    let all = found(None, &words("sort:kind,-id is:open")).expect("a query");
    assert_eq!(all, "S-10 S-3 S-2 S-1 E-12 E-3 E-2 SP-3 SP-2 SP-1 R-1");
}

#[test]
fn several_keys_and_then_rank_and_id_break_ties() {
    all(&[
        ("sort:sprint,-points", "1 2 3 10 5 4"),
        ("sort:sprint sort:-points", "1 2 3 10 5 4"),
        ("sort:epic", "1 2 4 10 3 5"),
        ("sort:rank", "4 1 2 10 3 5"),
        ("sort:-rank", "2 10 1 4 3 5"),
    ]);
}
