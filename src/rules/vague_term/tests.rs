use crate::rules::tests::Sample;

/// Words found, with line, column and length.
fn places(text: &str) -> Vec<(String, u32, u32, u32)> {
    let findings = Sample::new("{}", &[("stories/S-1.yaml", text)]).check("vague-term");
    let place = |f: crate::diag::Finding| {
        let word = f.message.split('"').nth(1).unwrap().to_owned();
        (word, f.place.line, f.place.column, f.place.length)
    };
    findings.into_iter().map(place).collect()
}

fn at(word: &str, line: u32, column: u32) -> (String, u32, u32, u32) {
    (word.to_owned(), line, column, word.chars().count() as u32)
}

#[test]
fn the_place_is_the_word_itself() {
    let text = "id: S-1\nstatus: refined\nacceptance:\n  - Orders are shown quickly.\n  - {then: \"é: fast, fast\"}\n";
    assert_eq!(
        places(text),
        [at("quickly", 4, 22), at("fast", 5, 16), at("fast", 5, 22)]
    );
}

#[test]
fn the_place_is_right_in_texts_of_many_lines() {
    let text = "id: S-1\nstatus: refined\nacceptance:\n  - then: |\n      it is shown\n      and fast\n  - text: >-\n      easy\n      to use\n    id: AC-2\n";
    assert_eq!(places(text)[0], at("fast", 6, 11));
    let (word, line, column, length) = places(text)[1].clone();
    assert_eq!(
        (word.as_str(), line, column, length),
        ("easy to use", 8, 7, 4)
    );
}

#[test]
fn the_goal_of_a_sentence_is_searched_and_nothing_around_it() {
    let text = "id: S-1\nstatus: refined\ndescription: As a quick buyer I want a quick exit so that it is quick.\n";
    assert_eq!(places(text), [at("quick", 3, 40)]);
}

#[test]
fn a_word_that_is_written_with_escapes_is_shown_at_its_value() {
    let text = "id: S-1\nstatus: refined\nacceptance: [\"f\\u0061st\"]\n";
    let (_, line, column, _) = places(text)[0].clone();
    assert_eq!((line, column), (3, 14));
}
