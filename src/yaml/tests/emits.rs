use serde_json::json;

use super::doc;
use crate::yaml::*;

#[test]
fn a_new_record_is_written_in_the_canonical_form() {
    let value = json!({
        "id": "S-1", "title": "Pay: now", "points": 0.5, "labels": ["a", "b c"], "none": [], "nothing": null,
        "description": "One.\n\n  Two.\n", "steps": " x\ny",
        "acceptance": ["It works.", {"given": "a", "then": "b\nc\n", "verified": {"by": "ana", "on": "2026-11-23"}}],
        "scores": {"wsjf": {"value": 8, "size": 5}, "moscow": "must"},
        "words": ["a rather long sentence that fills the line", "and another one that does not fit"],
        "deep": [["a"], [["b", {"c": 1}]]], "history": [{"at": "2026-11-01T09:00:00Z", "status": "no"}],
    });
    let text = "\
id: S-1
title: \"Pay: now\"
points: 0.5
labels: [a, b c]
none: []
nothing: null
description: |
  One.

    Two.
steps: |2-
   x
  y
acceptance:
  - It works.
  - given: a
    then: |
      b
      c
    verified: {by: ana, on: 2026-11-23}
scores:
  wsjf: {value: 8, size: 5}
  moscow: must
words:
  - a rather long sentence that fills the line
  - and another one that does not fit
deep:
  - [a]
  - [[b, {c: 1}]]
history:
  - {at: 2026-11-01T09:00:00Z, status: \"no\"}
";
    assert_eq!(emit(&value), text);
    assert_eq!(doc(text).value().to_string(), value.to_string());
    assert_eq!(second_reading(text, &value), Reading::Same);
    assert_eq!(emit(&json!({})), "{}\n");
    assert_eq!(emit(&json!(["a", {"b": 1}])), "- a\n- {b: 1}\n");
}

#[test]
fn the_second_reader_tells_what_others_will_see() {
    let reading = |text: &str| second_reading(text, &doc(text).value());
    assert_eq!(
        reading("a: [1, 'x', 1.5, null, true]\nb: |\n  x"),
        Reading::Same
    );
    let differs = Reading::Differs("`a.1` is meant as 14 and read as \"014\"".to_owned());
    assert_eq!(reading("a: [014]\n"), differs);
    assert!(matches!(
        reading("d: |\n  a\u{2028}b\n"),
        Reading::Unreadable(_)
    ));
    let other = second_reading("b: 1\na: 1\n", &json!({"a": 1, "b": 1}));
    assert!(matches!(other, Reading::Differs(_)), "order counts");
}
