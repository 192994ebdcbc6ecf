use super::*;
use crate::priority::Invalid;
use crate::priority::tests::backlog;
use crate::priority::tests::ordering;
use crate::priority::tests::scored;
use crate::priority::tests::unscored;

/// `5 like dislike, …` as the scores of a record.
fn answers(given: &str) -> String {
    let one = |answer: &str| {
        let words: Vec<&str> = answer.split_whitespace().collect();
        let [n, f, d] = words[..] else {
            panic!("{answer}")
        };
        format!("{{f: {f}, d: {d}, n: {n}}}")
    };
    let all: Vec<String> = given.split(',').map(one).collect();
    format!("kano: {{answers: [{}]}}", all.join(", "))
}

/// All that the answers come to, in the words of the literature.
fn told(given: &str) -> String {
    let (_, score, reading) = scored(&METHOD, "", &answers(given));
    let letter = |word: Option<&str>| {
        let of = |category: &&Category| Some(category.word()) == word;
        Category::ALL
            .iter()
            .find(of)
            .map_or("missing", |category| category.letter())
    };
    let counts = Category::ALL.map(|category| {
        let letter = category.letter();
        format!("{letter}={}", reading.terms[letter])
    });
    let term = |key: &str, digits| match reading.terms[key].is_null() {
        true => "missing".to_owned(),
        false => shown::term(&reading.terms, key, Form::Decimals(digits)),
    };
    assert_eq!(score, reading.number("worse").map(f64::abs));
    format!(
        "{}; category {}, strength {}, total strength {}; better {}, worse {}; functional {}, dysfunctional {}, quadrant {}",
        counts.join(" "),
        letter(reading.word("class")),
        term("strength", 1),
        term("total_strength", 1),
        term("better", 2),
        term("worse", 2),
        term("functional", 2),
        term("dysfunctional", 2),
        letter(reading.word("quadrant")),
    )
}

#[test]
fn answers_come_to_a_category_its_strength_and_what_is_won_and_lost() {
    for (given, said) in [
        (
            "5 like dislike, 4 expect dislike, 1 like neutral",
            "M=4 O=5 A=1 I=0 R=0 Q=0; category O, strength 10.0, total strength 100.0; better 0.60, worse -0.90; functional 3.20, dysfunctional 3.60, quadrant O",
        ),
        (
            "4 like neutral, 3 like tolerate, 3 neutral neutral",
            "M=0 O=0 A=7 I=3 R=0 Q=0; category A, strength 40.0, total strength 70.0; better 0.70, worse 0.00; functional 2.80, dysfunctional 0.60, quadrant A",
        ),
        (
            "3 like dislike, 3 expect dislike, 2 neutral neutral, 2 like like",
            "M=3 O=3 A=0 I=2 R=0 Q=2; category M, strength 0.0, total strength 60.0; better 0.38, worse -0.75; functional 2.25, dysfunctional 3.00, quadrant O",
        ),
        (
            "2 like like",
            "M=0 O=0 A=0 I=0 R=0 Q=2; category Q, strength 100.0, total strength 0.0; better missing, worse missing; functional missing, dysfunctional missing, quadrant missing",
        ),
        (
            "4 dislike like, 6 neutral neutral",
            "M=0 O=0 A=0 I=6 R=4 Q=0; category I, strength 20.0, total strength 0.0; better 0.00, worse 0.00; functional -0.80, dysfunctional -0.80, quadrant I",
        ),
    ] {
        assert_eq!(told(given), said, "{given}");
    }
}

#[test]
fn each_pair_of_answers_has_its_category() {
    let rows = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"];
    for (f, row) in WORDS.iter().zip(rows) {
        for (d, letter) in WORDS.iter().zip(row.chars()) {
            let said = told(&format!("1 {f} {d}"));
            assert!(said.contains(&format!("category {letter},")), "{f} {d}");
        }
    }
}

#[test]
fn a_category_comes_before_what_is_lost_and_that_before_what_is_won() {
    let given = [
        ("S-1", "1 like neutral"),
        ("S-2", "3 like dislike, 1 neutral neutral"),
        ("S-3", "3 like dislike"),
        ("S-4", "1 neutral dislike"),
        ("S-5", "3 neutral dislike, 2 like neutral"),
        ("S-6", "3 neutral dislike, 2 neutral neutral"),
        ("S-7", "2 dislike like"),
        ("S-8", "1 like like"),
        ("S-9", "2 dislike like, 1 neutral neutral"),
    ];
    let records = given.map(|(id, given)| format!("id: {id}\nscores: {{{}}}\n", answers(given)));
    let backlog = backlog("", &records);
    let ordering = ordering(&backlog, "kano");
    let ids = ordering.items.iter().map(|item| item.record.id().as_str());
    let order = [
        "S-4", "S-5", "S-6", "S-3", "S-2", "S-1", "S-9", "S-7", "S-8",
    ];
    assert_eq!(ids.collect::<Vec<_>>(), order);
}

#[test]
fn answers_that_say_little_are_remarked() {
    let given = [
        ("S-1", "9 like like, 91 like dislike"),
        ("S-2", "11 like like, 89 like dislike"),
        ("S-3", "9 like dislike"),
        ("S-4", "10 dislike like"),
    ];
    let records = given.map(|(id, given)| format!("id: {id}\nscores: {{{}}}\n", answers(given)));
    let backlog = backlog("", &records);
    let ordering = ordering(&backlog, "kano");
    let remarks = ordering.remarks.iter();
    let said: Vec<_> = remarks
        .map(|remark| (remark.name, remark.message.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "reword-question",
                "over 10 % of the answers contradict themselves, so reword the question: S-2"
            ),
            (
                "reverse",
                "people would rather not have it, so look at the opposite: S-4"
            ),
            (
                "few-answers",
                "fewer than 10 answers, which say little: S-3"
            ),
        ]
    );
}

#[test]
fn a_narrow_lead_is_shown_as_mixed() {
    let class = |given: &str| {
        let (_, _, reading) = scored(&METHOD, "", &answers(given));
        METHOD.class(&reading.terms).unwrap_or_default()
    };
    assert_eq!(
        class("53 like dislike, 47 neutral neutral"),
        "one-dimensional"
    );
    assert_eq!(
        class("528 like dislike, 472 neutral neutral"),
        "one-dimensional (mixed)"
    );
}

#[test]
fn an_answer_that_is_none_is_named_with_its_place() {
    let why = |answers: &str| {
        let reading = unscored(&METHOD, "", &format!("kano: {{answers: {answers}}}"));
        reading.invalid
    };
    for (answers, said) in [
        (
            "[{f: like, d: dislike}, {f: like, d: dislikes}]",
            "item 2: d: \"dislikes\" is none of like, expect, neutral, tolerate, dislike (did you mean dislike?)",
        ),
        ("[{f: like}]", "item 1: needs d"),
        (
            "[{f: like, d: like, n: 0}]",
            "item 1: n: must be at least 1",
        ),
        (
            "[{f: like, d: like, m: 2}]",
            "item 1: there is no key \"m\" (did you mean d?)",
        ),
        ("[]", "the list is empty"),
        ("many", "expected a list"),
        (
            "[{f: like, d: dislike, n: 1e15}, {f: like, d: dislike}]",
            "too many",
        ),
    ] {
        assert_eq!(why(answers), [Invalid::new("answers", said)], "{answers}");
    }
    assert_eq!(unscored(&METHOD, "", "kano: {}").missing, ["answers"]);
}

#[test]
fn each_class_is_explained() {
    crate::priority::tests::explains(&METHOD, &Category::ALL.map(Category::word));
}
