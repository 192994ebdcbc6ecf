//! What holds for any text whatever.

use super::backlog;
use super::today;
use crate::model::query::Vocabulary;
use crate::model::query::fold::contains;
use crate::model::query::fold::fold;
use crate::model::query::fold::lower;
use crate::model::query::fold::needle;
use crate::model::query::fold::same;
use crate::model::query::parse;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Pieces of queries in any order, so that more than the first word is read.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(vec![
            "status", "points", "due", "is", "view", "sort", "title", "blocked", "scores.moscow", "questions.to",
            ":", ":", ":", ">=", "!=", "<", "..", ",", "(", ")", "\"", " ", " ", "and", "or", "not", "-", "*", "5",
            "ready", "2026-11-24", "today", "-30d", "@me", "@next", "mine", "loop", "open", "://", "\\",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(words in prop::collection::vec(pieces(), 0..4)) {
        let backlog = backlog();
        let vocabulary = Vocabulary { me: Some("ana"), ..Vocabulary::new(&backlog, today()) };
        match parse(&words, &vocabulary) {
            Ok(query) => {
                let mut found: Vec<_> = backlog.records().iter().collect();
                found.retain(|record| query.matches(record, &vocabulary));
                query.sort(&mut found, &vocabulary);
            }
            Err(error) => prop_assert_eq!(error.details.len(), 2),
        }
    }

    #[test]
    fn folding_is_lower_case_nfkd_without_marks(text in any::<String>()) {
        let slow: String = text
            .nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .map(|c| if c == 'ς' { 'σ' } else { c })
            .collect();
        prop_assert_eq!(fold(&text), slow);
    }

    #[test]
    fn a_text_contains_its_parts_and_is_itself(before in "\\PC{0,9}", part in "\\PC{1,9}", after in "\\PC{0,9}") {
        let whole = format!("{before} {part} {after}");
        prop_assert!(contains(&fold(&whole), &needle(&part)));
        prop_assert!(same(&part, &lower(&part)));
    }
}
