use serde_json::json;

use super::*;

const EFFORT: Scale = Scale::Numbers(Cow::Borrowed(&[1.0, 2.0, 3.0, 5.0]));
const EASE: Scale = Scale::Range {
    least: 1.0,
    most: 4.0,
    whole: true,
};
const CLASS: Scale = Scale::Words(&["must", "wont"]);

fn why(scale: &Scale, value: Value) -> String {
    scale.check(&value).expect_err("off the scale")
}

#[test]
fn a_value_off_the_scale_is_refused_with_its_neighbours() {
    assert_eq!(EFFORT.check(&json!(3.0)), Ok(json!(3)));
    assert_eq!(
        why(&EFFORT, json!(4)),
        "4 is none of 1, 2, 3, 5; nearest 3 and 5"
    );
    assert_eq!(why(&EFFORT, json!(0)), "0 is none of 1, 2, 3, 5; nearest 1");
    assert_eq!(why(&EFFORT, json!(8)), "8 is none of 1, 2, 3, 5; nearest 5");
    assert_eq!(why(&EFFORT, json!("5")), "\"5\" is a text, not a number");
    assert_eq!(why(&EFFORT, json!([5])), "expected a number");
    assert_eq!(
        why(&EFFORT, json!(1.1e15)),
        "1100000000000000.0 is too large"
    );
    assert_eq!(EASE.check(&json!(4)), Ok(json!(4)));
    assert_eq!(why(&EASE, json!(4.5)), "4.5 is not within 1 and 4");
    assert_eq!(why(&EASE, json!(2.5)), "2.5 is not a whole number");
}

#[test]
fn a_word_is_taken_with_or_without_its_apostrophe() {
    for text in ["wont", "won't", "won\u{2019}t"] {
        assert_eq!(CLASS.check(&json!(text)), Ok(json!("wont")));
    }
    assert_eq!(
        why(&CLASS, json!("Must")),
        "\"Must\" is none of must, wont (did you mean must?)"
    );
    assert_eq!(why(&CLASS, json!(1)), "expected one of must, wont");
}

#[test]
fn the_values_beyond_one_are_given_nearest_first() {
    assert_eq!(
        EFFORT.beyond(&json!(3)),
        [vec![json!(2), json!(1)], vec![json!(5)]]
    );
    assert_eq!(
        EASE.beyond(&json!(1)),
        [vec![], vec![json!(2), json!(3), json!(4)]]
    );
    assert_eq!(CLASS.beyond(&json!("wont")), [vec![json!("must")], vec![]]);
    let none: [Vec<Value>; 2] = Default::default();
    assert_eq!(EFFORT.beyond(&json!(4)), none);
}

#[test]
fn a_range_goes_by_one_and_ends_with_its_bounds() {
    let range = |least, most| Scale::Range {
        least,
        most,
        whole: false,
    };
    assert_eq!(
        range(0.0, 10.0).beyond(&json!(8.3)),
        [
            [7.3, 6.3, 5.3, 4.3, 3.3, 2.3, 1.3, 0.3, 0.0]
                .map(number)
                .to_vec(),
            vec![json!(9.3), json!(10)],
        ]
    );
    assert_eq!(range(0.0, 10.0).beyond(&json!(10))[1], Vec::<Value>::new());
    // A wide one is not walked to its end.
    let [down, up] = range(0.0, 1e15).beyond(&json!(500));
    assert_eq!((down.len(), down.last()), (101, Some(&json!(0))));
    assert_eq!(up[99..], [json!(600), number(1e15)]);
}

#[test]
fn a_count_is_a_whole_number_from_1_on() {
    assert_eq!(Scale::Count.check(&json!(1)), Ok(json!(1)));
    assert_eq!(why(&Scale::Count, json!(0)), "must be at least 1");
    assert_eq!(why(&Scale::Count, json!(1.5)), "1.5 is not a whole number");
}

#[test]
fn a_number_may_be_above_a_bound_that_is_none_itself() {
    let rate = Scale::Rate;
    assert_eq!(rate.check(&json!(-0.5)), Ok(json!(-0.5)));
    assert_eq!(why(&rate, json!(-1)), "must be above -1");
    assert!(rate.beyond(&json!(0.1)).concat().is_empty());
}

#[test]
fn lists_and_maps_name_the_value_that_is_off() {
    static KEYS: [Input; 2] = [
        Input::new("word", "", Scale::Names(&["like", "dislike"])),
        Input::optional("n", "", Scale::Count),
    ];
    static EACH: Scale = Scale::Map(&KEYS);
    let rows = Scale::List(&EACH);
    let row = json!([{"word": "like", "n": null}, {"word": "dislike", "n": 2}]);
    let read = json!([{"word": "like"}, {"word": "dislike", "n": 2}]);
    assert_eq!(rows.check(&row), Ok(read));
    assert_eq!(why(&rows, json!([])), "the list is empty");
    assert_eq!(why(&rows, json!([[]])), "item 1: expected a map of word, n");
    assert_eq!(why(&rows, json!([{"n": 2}])), "item 1: needs word");
    let stray = json!([{"word": "like"}, {"wrod": "like"}]);
    assert_eq!(
        why(&rows, stray),
        "item 2: there is no key \"wrod\" (did you mean word?)"
    );
    assert!(rows.beyond(&row).concat().is_empty());
    assert_eq!(
        why(&Scale::Series, json!([1, "2"])),
        "item 2: \"2\" is a text, not a number"
    );
    let inner = rows.step("1").and_then(|row| row.step("n"));
    assert!(matches!(inner, Some(Scale::Count)));
    assert!(rows.step("word").is_none());
}

#[test]
fn a_word_that_is_a_number_needs_no_quotes() {
    let sign = Scale::Words(&["+", "0", "-"]);
    assert_eq!(sign.check(&json!(0)), Ok(json!("0")));
    assert_eq!(sign.check(&json!("0")), Ok(json!("0")));
    assert_eq!(why(&sign, json!(1)), "expected one of +, 0, -");
    assert_eq!(
        sign.beyond(&json!("0")),
        [vec![json!("+")], vec![json!("-")]]
    );
    let named = Scale::Names(&["standard", "expedite"]);
    assert!(named.beyond(&json!("standard")).concat().is_empty());
}

#[test]
fn an_amount_is_any_number_from_0_or_above_it() {
    let reach = Scale::Amount { positive: false };
    let effort = Scale::Amount { positive: true };
    assert_eq!(reach.check(&json!(0)), Ok(json!(0)));
    assert_eq!(effort.check(&json!(0.25)), Ok(json!(0.25)));
    assert_eq!(why(&effort, json!(0)), "must be above 0");
    assert_eq!(why(&effort, json!(-1)), "must be above 0");
    assert_eq!(why(&reach, json!(-1)), "must not be below 0");
    assert_eq!(why(&reach, json!(2e15)), "2000000000000000.0 is too large");
    let [down, up] = reach.beyond(&json!(1000));
    assert_eq!((&down[0], &up[0]), (&json!(800), &json!(1200)));
    assert_eq!(
        (down.last(), up.last()),
        (Some(&json!(200)), Some(&json!(2000)))
    );
    assert_eq!(effort.beyond(&json!(2))[0][0], json!(1.6));
    assert!(reach.beyond(&json!(0)).concat().is_empty());
}

#[test]
fn a_share_is_written_as_a_number_or_in_percent() {
    let share = Scale::Share(&[0.5, 0.8, 1.0]);
    for (given, read) in [
        (json!(0.8), json!(0.8)),
        (json!("80%"), json!(0.8)),
        (json!(" 80 % "), json!(0.8)),
        (json!("100%"), json!(1)),
        (json!(0.3), json!(0.3)),
        (json!(0), json!(0)),
    ] {
        assert_eq!(share.check(&given), Ok(read), "{given}");
    }
    for (given, reason) in [
        (json!(80), "80 is not within 0 and 1 (did you mean 0.8?)"),
        (json!(8), "8 is not within 0 and 1 (did you mean 0.8?)"),
        (json!(1.2), "1.2 is not within 0 and 1"),
        (json!(800), "800 is not within 0 and 1"),
        (json!(-0.1), "-0.1 is not within 0 and 1"),
        (json!("120%"), "120% is not within 0% and 100%"),
        (json!("0.8"), "\"0.8\" is no share; write it as 0.8 or 80%"),
        (json!("NaN%"), "NaN% is not within 0% and 100%"),
    ] {
        assert_eq!(why(&share, given), reason);
    }
}

#[test]
fn the_steps_of_a_share_are_its_tiers() {
    let share = Scale::Share(&[0.5, 0.8, 1.0]);
    let between = share.beyond(&json!(0.7));
    assert_eq!(between, [vec![json!(0.5)], vec![json!(0.8), json!(1)]]);
    let top = share.beyond(&json!(1));
    assert_eq!(top, [vec![json!(0.8), json!(0.5)], vec![]]);
}
