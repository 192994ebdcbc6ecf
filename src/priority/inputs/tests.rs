use std::borrow::Cow;

use serde_json::json;

use super::*;
use crate::priority::tests::record;

const EFFORT: Scale = Scale::Numbers(Cow::Borrowed(&[1.0, 2.0, 3.0, 5.0]));

#[test]
fn what_a_record_holds_is_valid_missing_or_invalid() {
    let inputs = [
        Input::new("a", "", EFFORT),
        Input::new("b", "", EFFORT),
        Input::optional("c", "", EFFORT),
    ];
    let read = |scores: &str| {
        let record = record(&format!("id: S-1\nscores: {{{scores}}}\n"));
        Scores::of(&record).read("cod", &inputs)
    };
    let whole = read("cod: {a: 1, b: 2, c: 3}");
    assert_eq!(whole.valid, 2);
    assert_eq!(Value::from(whole.terms), json!({"a": 1, "b": 2, "c": 3}));
    let gaps = read("cod: {a: null, b: 4}");
    assert_eq!((gaps.valid, gaps.missing), (0, vec!["a".to_owned()]));
    assert_eq!(gaps.invalid[0].key, "b");
    assert_eq!(read("cod: null").missing, ["a", "b"]);
    assert_eq!(
        read("cod: 5").invalid,
        [Invalid::new("cod", "expected a map of a, b, c")]
    );
}

#[test]
fn other_values_stand_in_for_those_of_one_method_only() {
    let record = record("id: S-1\nscores: {moscow: must, wsjf: {value: 8}}\n");
    let other = json!("could");
    let scores = Scores::of(&record).with("moscow", &other);
    assert_eq!(scores.value("moscow", "moscow"), Some(&other));
    assert_eq!(scores.value("wsjf", "value"), Some(&json!(8)));
    assert_eq!(scores.value("wsjf", "time"), None);
}

#[test]
fn a_dash_in_a_method_is_an_underscore_in_files() {
    let record = record("id: E-1\nscores: {value_effort: {value: 8}}\n");
    let value = Scores::of(&record).value("value-effort", "value");
    assert_eq!(value, Some(&json!(8)));
}
