use super::*;
use proptest::prelude::*;

fn found(lexicon: &Lexicon, text: &str) -> Vec<String> {
    let text = composed(text);
    lexicon
        .find(&text)
        .into_iter()
        .map(|range| text[range].to_owned())
        .collect()
}

fn vague() -> Lexicon {
    let words = language("en")
        .unwrap()
        .vague_term
        .iter()
        .map(String::as_str);
    Lexicon::default().with(words, Case::Any)
}

#[test]
fn whole_words_are_found_in_any_case() {
    for (text, words) in [
        ("the page loads quickly", vec!["quickly"]),
        ("Quick, EASY and Fast.", vec!["Quick", "EASY", "Fast"]),
        ("the simple_id is unique, simple-minded, simpler", vec![]),
        ("it is user-friendly", vec!["user-friendly"]),
        ("not-easy easy", vec!["easy"]),
        ("several offers are listed", vec!["several"]),
        ("", vec![]),
    ] {
        assert_eq!(found(&vague(), text), words, "{text}");
    }
}

#[test]
fn the_longest_phrase_wins_and_may_be_broken_over_lines() {
    assert_eq!(
        found(&vague(), "easy to\n  use, a lot  of it"),
        ["easy to\n  use", "a lot  of"]
    );
    assert_eq!(found(&vague(), "easy to useful"), ["easy"]);
}

#[test]
fn quotations_code_and_addresses_are_left_alone() {
    for text in [
        "the label \"Easy pay\" is shown",
        "the label “Easy pay” is shown",
        "run `fast` and ```\nsimple\n```",
        "see https://example.org/fast/simple",
    ] {
        assert_eq!(found(&vague(), text), [""; 0], "{text}");
    }
    assert_eq!(found(&vague(), "a 5\" screen is nice"), ["nice"]);
    assert_eq!(found(&vague(), "quick: `x` fast"), ["quick", "fast"]);
}

#[test]
fn words_of_the_team_are_left_alone() {
    let own = vague().without(["fast lane", "clean"]);
    assert_eq!(found(&own, "Fast Lane is fast and clean"), ["fast"]);
}

#[test]
fn letters_compare_composed_and_case_counts_where_it_must() {
    let lexicon = Lexicon::default()
        .with(["café"], Case::Any)
        .with(["TBD"], Case::Exact);
    assert_eq!(found(&lexicon, "CAFE\u{301} tbd TBD"), ["CAFÉ", "TBD"]);
}

#[test]
fn clauses_end_at_semicolons_and_full_stops() {
    let text = "It is fast; in 2.5 s. Easy";
    let of = |word: &str| text[clause(text, text.find(word).unwrap())].trim();
    assert_eq!(of("fast"), "It is fast");
    assert_eq!(of("2.5"), "in 2.5 s");
    assert_eq!(of("Easy"), "Easy");
}

#[test]
fn a_number_with_a_unit_is_a_measure() {
    let language = language("en-GB").unwrap();
    for text in [
        "within 2 s",
        "95%",
        "95 % of",
        "€ 5",
        "$5",
        "5 €",
        "1'000 items",
        "3 hours",
        "2.5 MB",
        "10 EUR",
    ] {
        assert!(language.has_measure(text), "{text}");
    }
    for text in [
        "p95",
        "version 2",
        "2 offers",
        "fast",
        "",
        "S-12 users",
        "2 sx",
    ] {
        assert!(!language.has_measure(text), "{text}");
    }
}

#[test]
fn languages_are_known_by_their_code() {
    assert!(language("EN").is_some() && language("en_US").is_some());
    assert!(language("de").is_none());
    assert_eq!(languages(), ["en"]);
}

proptest! {
    #[test]
    fn any_text_is_searched_without_a_slip(text in "[a-z \"`:/.;é<>0-9€%-]{0,40}|.{0,20}") {
        let composed = composed(&text);
        for range in vague().find(&composed) {
            prop_assert!(language("en").unwrap().has_measure(&composed[clause(&composed, range.start)]) || !range.is_empty());
        }
        for span in quoted(&composed) {
            prop_assert!(composed.get(span).is_some());
        }
    }
}
