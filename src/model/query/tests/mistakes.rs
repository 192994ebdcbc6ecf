//! What a wrong query is told, at its exact place.

use super::backlog;
use super::today;
use super::words;
use crate::model::kind;
use crate::model::query::Vocabulary;
use crate::model::query::parse;
use crate::text::width;

/// Message, query, carets and help of a query that makes no sense.
fn shown(query: &str) -> String {
    let backlog = backlog();
    let vocabulary = Vocabulary {
        kind: kind::by_name("story"),
        ..Vocabulary::new(&backlog, today())
    };
    let error = parse(&words(query), &vocabulary).expect_err(query);
    let mut lines = vec![error.message];
    lines.extend(error.details);
    lines.extend(error.help.iter().map(|help| format!("help: {help}")));
    lines.join("\n")
}

/// The marked part of the query, and the label; help that begins so.
#[track_caller]
fn told(query: &str, message: &str, marked: &str, label: &str) {
    let shown = shown(query);
    let mut lines = shown.lines();
    assert_eq!(lines.next(), Some(message), "{query}");
    let (text, below) = (
        lines.next().expect("the query"),
        lines.next().expect("carets"),
    );
    let from = below.len() - below.trim_start().len();
    let carets = below.trim_start().chars().take_while(|c| *c == '^').count();
    let columns = from..from + carets;
    let place = |at: usize| columns.contains(&width(&text[..at]));
    let under: String = text
        .char_indices()
        .filter(|(at, _)| place(*at))
        .map(|(_, c)| c)
        .collect();
    assert_eq!(under, marked, "{shown}");
    assert_eq!(
        below.trim_start().trim_start_matches('^').trim_start(),
        label,
        "{query}"
    );
}

#[test]
fn an_unknown_name_is_shown_with_the_one_it_resembles() {
    assert_eq!(
        shown("points:5 stauts:ready"),
        "unknown word in the query\n  points:5 stauts:ready\n           ^^^^^^ no field or word of this name\n\
         help: did you mean \"status\"? po list --help"
    );
    let far = shown("prority_of_it:5");
    assert!(
        far.contains("help: it is one of id, type, title, status,"),
        "{far}"
    );
    assert!(far.contains("sort, text; po list --help"), "{far}");
}

#[test]
fn unknown_names_of_every_sort_are_shown() {
    let what = "unknown word in the query";
    let none = "no field or word of this name";
    told("blocked.sinc:today", what, "blocked.sinc", none);
    assert!(shown("blocked.sinc:today").contains("did you mean \"blocked.since\"?"));
    told("points:5 sort:-pionts", what, "-pionts", none);
    told(
        "goal_met:yes",
        what,
        "goal_met",
        "a field of a sprint, not of a story",
    );
    told("is:open,blokced", what, "blokced", "is: knows no such word");
    assert!(shown("is:blokced").contains("did you mean \"blocked\"?"));
    told("12:30", what, "12", none);
    told("questions.tp:SH-3", what, "questions.tp", none);
    told("blocked..by:x", what, "blocked..by", none);
    told("Zürich 取引 stauts:x", what, "stauts", none);
}

#[test]
fn unknown_values_of_a_fixed_set_are_shown() {
    told(
        "status:ready,dnoe",
        "unknown value in the query",
        "dnoe",
        "no status of this name",
    );
    assert!(shown("status:dnoe").contains("did you mean \"done\"?"));
    assert!(shown("tier:bronze").contains("it is one of gold, silver"));
    told(
        "type:epic",
        "unknown value in the query",
        "epic",
        "no type of this name",
    );
    told(
        "assignee:@mee",
        "unknown value in the query",
        "@mee",
        "no word of this name begins with @",
    );
    told(
        "assignee:@me",
        "nobody for @me in the query",
        "@me",
        "it is not known who you are",
    );
    assert!(shown("assignee:@me").ends_with("help: say it with --by NAME or set PO_USER"));
}

#[test]
fn a_dash_before_a_word_suggests_not() {
    told(
        "status:ready -label:debt",
        "unexpected \"-\" in the query",
        "-",
        "a word cannot begin with it",
    );
    assert!(shown("-label:debt").contains("help: to leave records out: not label:debt"));
    assert!(shown("-").contains("not label:debt"));
}

#[test]
fn brackets_and_quotes_that_stand_alone_are_shown() {
    told(
        "(is:open (is:done)",
        "unbalanced bracket in the query",
        "(",
        "this bracket is not closed",
    );
    told(
        "is:open)",
        "unbalanced bracket in the query",
        ")",
        "no bracket was opened before it",
    );
    told(
        "title:\"guest",
        "unclosed quote in the query",
        "\"",
        "no closing quote follows",
    );
    told(
        "\"guest",
        "unclosed quote in the query",
        "\"",
        "no closing quote follows",
    );
    told(
        "title:\"a\"b",
        "misplaced quote in the query",
        "b",
        "a comma, a space or the end must follow the closing quote",
    );
    let deep = format!("{}a{}", "(".repeat(51), ")".repeat(51));
    assert!(shown(&deep).starts_with("too many brackets in the query"));
}

#[test]
fn conditions_that_are_missing_are_shown() {
    let what = "missing word in the query";
    let label = "a condition is missing here";
    told("or is:open", what, "or", label);
    told("is:open or", what, "", label);
    told("is:open and or is:done", what, "or", label);
    told("not", what, "", label);
    told("()", what, ")", label);
    told(
        "is:open or sort:rank",
        what,
        "or",
        "sort: alone is no condition to stand beside it",
    );
    told(
        "not sort:rank",
        "misplaced word in the query",
        "not",
        "sort: alone is no condition that it could turn round",
    );
}

#[test]
fn values_that_are_missing_are_shown() {
    let what = "missing value in the query";
    told(
        "status:ready, refined",
        what,
        ",",
        "a value is missing here",
    );
    told("status:,ready", what, ",", "a value is missing here");
    told(
        "points>=",
        what,
        "points",
        "a number or a date is missing after it",
    );
    told("is:", what, "is:", "a word is missing after is:");
    told("title:\"\"", what, "\"\"", "an empty text");
    told(
        ":ready",
        "missing name in the query",
        ":",
        "no field stands before it",
    );
    told(
        "\"\"",
        "empty text in the query",
        "\"\"",
        "no letter to search for",
    );
}

#[test]
fn values_that_do_not_fit_are_shown() {
    told(
        "points:many",
        "bad number in the query",
        "many",
        "expected a number such as 5 or 0.5",
    );
    told(
        "points:3..many",
        "bad number in the query",
        "many",
        "expected a number such as 5 or 0.5",
    );
    told(
        "points:inf",
        "bad number in the query",
        "inf",
        "expected a number such as 5 or 0.5",
    );
    told(
        "due:todya",
        "bad date in the query",
        "todya",
        "\"todya\" is not a date (did you mean today?)",
    );
    told(
        "due:..2026-02-30",
        "bad date in the query",
        "2026-02-30",
        "2026-02-30 is not a day of the calendar",
    );
    told(
        "points:8..3",
        "empty range in the query",
        "8..3",
        "the range ends before it begins",
    );
    told(
        "points:..",
        "empty range in the query",
        "..",
        "a number or a date must stand before or after ..",
    );
    let unordered = "status holds neither numbers nor dates, so it has no ranges";
    told(
        "status:idea..ready",
        "misplaced range in the query",
        "idea..ready",
        unordered,
    );
    told(
        "status>idea",
        "misplaced range in the query",
        "idea",
        unordered,
    );
    told(
        "points>3,5",
        "too many values in the query",
        "5",
        "only one value can be compared with",
    );
    told(
        "blocked:maybe",
        "bad value in the query",
        "maybe",
        "expected true or false",
    );
    told(
        "accepted:ana",
        "incomplete name in the query",
        "ana",
        "accepted is a map; name a part of it",
    );
    told(
        "is>open",
        "misplaced operator in the query",
        "is>open",
        "is has no order; write is:",
    );
}

#[test]
fn mistakes_in_views_are_shown_in_the_view() {
    told(
        "view:mien",
        "unknown view in the query",
        "mien",
        "no view of this name",
    );
    assert!(shown("view:mien").contains("did you mean \"mine\"?"));
    told(
        "view:broken",
        "unknown word in the view \"broken\" of po.yaml",
        "stauts",
        "no field or word of this name",
    );
    told(
        "view:loop",
        "circular view in the view \"pool\" of po.yaml",
        "loop",
        "the view is a part of itself: loop → pool → loop",
    );
}

#[test]
fn views_of_views_end() {
    let mut text = "product: Shop\nviews:\n".to_owned();
    for n in 0..30 {
        text.push_str(&format!("  v{n}: \"view:v{} view:v{}\"\n", n + 1, n + 1));
    }
    text.push_str("  v30: \"is:open\"\n");
    let backlog = crate::model::Backlog::new(super::config(&text), None, Vec::new());
    let vocabulary = Vocabulary::new(&backlog, today());
    let error = parse(&words("view:v0"), &vocabulary).expect_err("too many");
    assert!(
        error.message.starts_with("too many views"),
        "{}",
        error.message
    );
}
