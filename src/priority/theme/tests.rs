use super::*;
use crate::priority::Invalid;
use crate::priority::tests::backlog;
use crate::priority::tests::ordering;
use crate::priority::tests::scored;
use crate::priority::tests::settings;
use crate::priority::tests::today;
use crate::priority::tests::unscored;

const OPTIONS: &str = "theme: {criteria: [a, b, c, d], baseline: today's shop}";

/// The scores of a record by its signs in turn.
fn signs(given: &str) -> String {
    let signs = given.split_whitespace().zip(["a", "b", "c", "d"]);
    let signs: Vec<String> = signs
        .map(|(sign, key)| format!("{key}: '{sign}'"))
        .collect();
    format!("theme: {{{}}}", signs.join(", "))
}

#[test]
fn the_score_is_the_pluses_less_the_minuses() {
    for (given, plus, minus, net) in [
        ("+ + 0 -", 2.0, 1.0, 1.0),
        ("+ 0 + 0", 2.0, 0.0, 2.0),
        ("- - 0 +", 1.0, 2.0, -1.0),
        ("+ + + +", 4.0, 0.0, 4.0),
    ] {
        let (_, score, reading) = scored(&METHOD, OPTIONS, &signs(given));
        let counts = ["plus", "minus"].map(|key| reading.number(key));
        assert_eq!(counts, [Some(plus), Some(minus)], "{given}");
        assert_eq!(score, Some(net), "{given}");
    }
}

#[test]
fn of_equals_the_one_with_fewer_minuses_comes_first() {
    let record = |id: &str, given: &str| format!("id: {id}\nscores: {{{}}}\n", signs(given));
    let records = [
        record("E-1", "- - 0 +"),
        record("E-2", "+ + 0 -"),
        record("E-3", "+ 0 0 0"),
        record("E-4", "+ + + +"),
        record("E-5", "+ 0 0"),
    ];
    let backlog = backlog(&format!("methods: {{{OPTIONS}}}"), &records);
    let ordering = ordering(&backlog, "theme");
    let ids = ordering.items.iter().map(|item| item.record.id().as_str());
    assert_eq!(ids.collect::<Vec<_>>(), ["E-4", "E-3", "E-2", "E-1", "E-5"]);
    assert_eq!(ordering.items[4].reading.missing, ["d"]);
}

#[test]
fn a_sign_is_plus_0_or_minus() {
    let off = unscored(&METHOD, OPTIONS, "theme: {a: 0, b: 1, c: +1, d: better}");
    let keys: Vec<&str> = off
        .invalid
        .iter()
        .map(|invalid| invalid.key.as_str())
        .collect();
    assert_eq!(keys, ["b", "c", "d"]);
    assert_eq!(
        off.invalid[2],
        Invalid::new("d", "\"better\" is none of +, 0, -")
    );
}

#[test]
fn the_baseline_is_0_in_everything() {
    let options = "theme: {criteria: [a, b], baseline: S-1}";
    let (_, score, reading) = scored(&METHOD, options, "theme: {a: 0}");
    assert_eq!((score, reading.completeness()), (Some(0.0), 1.0));
    let other = unscored(&METHOD, options, "theme: {a: +}");
    let why = "it is the baseline, which is 0 in everything";
    assert_eq!(other.invalid, [Invalid::new("a", why)]);
}

#[test]
fn criteria_and_baseline_are_asked_for() {
    let error = |options: &str| {
        let backlog = crate::priority::tests::backlog::<&str>("", &[]);
        let set = Set::new(&backlog, &[], today()).expect("a set");
        let method = METHOD.configured(&settings(options));
        let error = method.and_then(|method| method.among(&set)).err();
        error
            .unwrap_or_else(|| panic!("{options} is taken"))
            .message
    };
    let none = "methods.theme.criteria: theme scores by the team's criteria, and there are none";
    assert_eq!(error("theme: {baseline: E-1}"), none);
    assert_eq!(
        error("theme: {criteria: [a]}"),
        "methods.theme.baseline: name the theme that all others are compared with"
    );
    assert_eq!(
        error("theme: {criteria: [a, a]}"),
        "methods.theme.criteria: \"a\" stands there twice"
    );
    assert_eq!(
        error("theme: {criteria: [plus]}"),
        "methods.theme.criteria: \"plus\" means something else here"
    );
}
