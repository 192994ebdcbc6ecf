use super::clause::clause;
use super::lexicon::quoted;
use super::*;
use crate::rules::tests::Sample;
use proptest::prelude::*;

fn found(lexicon: &Lexicon, text: &str) -> Vec<String> {
    let text = composed(text);
    lexicon
        .find(&text, Vec::new())
        .into_iter()
        .map(|range| text[range].to_owned())
        .collect()
}

fn vague() -> Lexicon {
    let list = &language("en").unwrap().rules["vague-term"].words;
    let words: Vec<String> = list.iter().flat_map(|phrase| expanded(phrase)).collect();
    Lexicon::default().with(words.iter().map(String::as_str), Case::Any)
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

/// A choice inside a choice, or a bracket too many, would be looked for as it is written, and never found.
#[test]
fn each_phrase_of_the_lists_is_read_to_its_end() {
    for (language, _) in FILES {
        for (rule, list) in &self::language(language).unwrap().rules {
            for phrase in [&list.words, &list.capitals, &list.pass]
                .into_iter()
                .flatten()
            {
                let odd = expanded(phrase)
                    .into_iter()
                    .find(|one| one.contains(['(', '|', ')']));
                assert_eq!(odd, None, "{language} {rule} {phrase}");
            }
        }
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
    assert!(language("fr").is_none());
    assert_eq!(languages(), ["en", "de"]);
}

#[test]
fn every_file_of_words_is_read_and_names_rules_that_there_are() {
    for (code, _) in FILES {
        let language = language(code).unwrap();
        for id in language.rules.keys() {
            let rule = crate::rules::rule(id);
            assert!(
                rule.is_some_and(|rule| rule.options.len() == OPTIONS.len()),
                "{code}: {id}"
            );
        }
    }
    for rule in crate::rules::ALL {
        let reads_words = rule
            .options
            .iter()
            .any(|option| option.name == OPTIONS[0].name);
        let listed = language("en").unwrap().rules.contains_key(rule.id);
        assert!(
            listed || !reads_words || rule.id == "passive-criterion",
            "{}",
            rule.id
        );
    }
}

#[test]
fn a_phrase_with_choices_stands_for_several() {
    assert_eq!(expanded("(as|where) needed"), ["as needed", "where needed"]);
    assert_eq!(expanded("quick(|ly)"), ["quick", "quickly"]);
    assert_eq!(expanded("(a|b)(|c)"), ["a", "ac", "b", "bc"]);
    assert_eq!(expanded("etc."), ["etc."]);
}

#[test]
fn either_apostrophe_is_one() {
    let lexicon = Lexicon::default().with(["isn't"], Case::Any);
    assert_eq!(
        found(&lexicon, "isn't isn’t Isn’t"),
        ["isn't", "isn’t", "Isn’t"]
    );
}

proptest! {
    #[test]
    fn the_quick_look_misses_nothing(text in "(quick|Etwa|İ|K|straße|STRASSE|slow|many|a few|[ ,-])*") {
        let lexicon = vague().with(["etwa", "straße", "i\u{307}", "k"], Case::Any);
        let letters: Vec<(usize, char)> = text.char_indices().collect();
        prop_assert!(lexicon.holds_any(&text) || lexicon.all(&text, &letters).is_empty());
    }

    #[test]
    fn any_text_is_searched_without_a_slip(text in "[a-z \"`:/.;é<>0-9€%-]{0,40}|.{0,20}") {
        let composed = composed(&text);
        for range in vague().find(&composed, Vec::new()) {
            prop_assert!(language("en").unwrap().has_measure(&composed[clause(&composed, range.start)]) || !range.is_empty());
        }
        for span in quoted(&composed) {
            prop_assert!(composed.get(span).is_some());
        }
    }
}

/// What is found of a rule where an organisation has its say.
fn under_a_floor(floor: &str, config: &str) -> usize {
    let story = "id: S-1\nstatus: refined\nacceptance: [a fast page in the Fast Lane, lean]\n";
    let sample = Sample::new(config, &[("stories/S-1.yaml", story)]);
    let mut backlog = sample.backlog();
    let workflow = &backlog.config.workflow;
    backlog.config.floor = crate::rules::floor(floor.to_owned(), "org.yaml", workflow).unwrap();
    let found = crate::rules::run(&backlog, sample.today, &crate::rules::Selection::default());
    found.iter().filter(|f| f.rule == "vague-term").count()
}

#[test]
fn no_team_hides_a_word_that_the_organisation_looks_for() {
    let floor = "rules: {vague-term: {severity: error, add: [lean]}}\n";
    for config in [
        "glossary: [fast, Fast Lane, lean]",
        "{glossary: [Fast Lane], rules: {vague-term: {ignore: [Fast, lean]}}}",
        "{glossary: [Fast Lane], lang: xx}",
    ] {
        assert_eq!(under_a_floor(floor, config), 2, "{config}");
    }
    // A team's own where the organisation says nothing of the rule, or leaves it to the team.
    for floor in [
        "rules: {long-title: info}\n",
        "rules: {vague-term: ignore}\n",
    ] {
        assert_eq!(under_a_floor(floor, "glossary: [fast]"), 0, "{floor}");
    }
    let excused = "rules: {vague-term: {severity: error, ignore: [fast]}}\n";
    assert_eq!(under_a_floor(excused, "glossary: [fast]"), 0);
}
