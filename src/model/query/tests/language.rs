//! The grammar: what binds to what, quotes, brackets, ranges, comparisons.

use super::all;
use super::found;
use super::of;
use super::stories;
use crate::model::kind;

#[test]
fn nothing_asked_finds_all_by_rank_then_id() {
    all(&[("", "4 1 2 10 3 5"), ("  ", "4 1 2 10 3 5")]);
    assert_eq!(
        found(kind::by_name("story"), &[]).expect("no words"),
        "4 1 2 10 3 5"
    );
}

#[test]
fn words_side_by_side_must_all_hold() {
    all(&[
        ("status:ready,doing epic:E-12", "1 2"),
        ("status:ready,doing and assignee:ana", "1"),
        ("status:ready assignee:Björn", ""),
    ]);
}

#[test]
fn or_binds_less_than_and() {
    all(&[
        ("status:done or status:doing type:bug", "4 2"),
        ("status:done or status:doing and type:story", "4"),
        ("(status:done or status:doing) type:bug", "2"),
        ("( status:done OR status:doing ) AND NOT type:bug", "4"),
    ]);
}

#[test]
fn not_turns_the_next_condition_round() {
    all(&[
        ("not label:debt", "4 1 10 3 5"),
        ("not not label:debt", "2"),
        ("not(label:debt or is:open)", "4 5"),
        ("not status:idea is:open", "1 2"),
    ]);
}

#[test]
fn an_argument_with_spaces_is_read_like_its_words() {
    let words = |words: &[&str]| -> String {
        let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        found(kind::by_name("story"), &words).expect("a query")
    };
    assert_eq!(words(&["guest pay"]), "1 10");
    assert_eq!(words(&["guest", "pay"]), "1 10");
    assert_eq!(words(&["\"guest pay\""]), "10");
    assert_eq!(words(&["(status:ready or type:bug)", "points:1.."]), "1");
    assert_eq!(words(&["", "type:bug"]), "2");
}

#[test]
fn quotes_keep_spaces_commas_and_signs_together() {
    all(&[
        ("assignee:\"Ana Maria\",björn", "2 5"),
        ("title:\"guest check\"", "1"),
        ("\"status:ready\"", ""),
        ("\"not\"", ""),
        (r#"title:"\"""#, ""),
        ("text:guest,gift", "1 10 5"),
    ]);
}

#[test]
fn brackets_inside_a_word_belong_to_it() {
    all(&[("title:pay(s)", ""), ("(title:pay(s) or type:bug)", "2")]);
}

#[test]
fn ranges_hold_their_ends_and_may_be_open() {
    all(&[
        ("points:3..8", "4 1 5"),
        ("points:5..", "1 10 5"),
        ("points:..3", "4 2"),
        ("points:0.5", "2"),
        ("points:0.4..0.6,13", "2 10"),
        ("points:5.0", "1"),
        ("severity:1..2", "1"),
        ("effort:3..", "1"),
    ]);
    assert_eq!(of("epic", "budget.cost:4200.5"), "12");
}

#[test]
fn dates_are_given_or_counted_from_today() {
    all(&[
        ("due:..2026-11-20", "4 2"),
        ("due:2026-11-20", "2"),
        ("created:-30d..", "1 10"),
        ("created:today", "10"),
        ("due:today..+4w", "1"),
        ("go_live:2027-01-01", "10"),
        ("blocked.since:-2w..", "2"),
    ]);
}

#[test]
fn comparisons_are_ranges_too() {
    all(&[
        ("points>=5", "1 10 5"),
        ("points>5", "10 5"),
        ("points<3", "2"),
        ("points<=3", "4 2"),
        ("points=3", "4"),
        ("points!=3", "1 2 10 3 5"),
        ("due<2026-11-20", "4"),
        ("due>=2026-11-20", "1 2"),
        ("status!=idea,done", "1 2 5"),
    ]);
}

#[test]
fn a_name_without_value_finds_what_lacks_it() {
    all(&[
        ("points:", "3"),
        ("due:*", "4 1 2"),
        ("epic!=", "1 2"),
        ("not assignee:", "4 1 2 5"),
        ("labels:*", "1 2"),
        ("questions:", "4 2 10 5"),
        ("assignee: status:", "3"),
        ("title:\"*\"", ""),
    ]);
}

#[test]
fn addresses_are_texts_and_no_fields() {
    assert_eq!(stories("https://example.org/x"), "");
    assert_eq!(stories("http://a or type:bug"), "2");
}
