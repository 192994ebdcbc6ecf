use serde_json::Value;
use serde_json::json;

use super::doc;
use crate::yaml::*;

const ORDER: [&str; 5] = ["id", "title", "status", "points", "labels"];

/// `a.2.b` as a path.
fn path(dotted: &str) -> Path {
    let segment = |part: &str| match part.parse::<usize>() {
        Ok(n) => Segment::Index(n - 1),
        Err(_) => Segment::Key(part.to_owned()),
    };
    dotted
        .split('.')
        .filter(|part| !part.is_empty())
        .map(segment)
        .collect()
}

pub(super) fn set(at: &str, value: Value) -> Edit {
    Edit::Set {
        path: path(at),
        value,
    }
}

fn append(at: &str, value: Value) -> Edit {
    Edit::Append {
        path: path(at),
        value,
    }
}

fn remove(at: &str) -> Edit {
    Edit::Remove { path: path(at) }
}

/// The text after one edit; both readers must agree on it.
fn edited(text: &str, edit: Edit) -> String {
    let new = apply(&doc(text), std::slice::from_ref(&edit), &ORDER)
        .unwrap_or_else(|refusal| panic!("{text:?} {edit:?}: {refusal:?}"));
    assert_eq!(
        second_reading(new.text(), &new.value()),
        Reading::Same,
        "{:?}",
        new.text()
    );
    new.into_text()
}

pub(super) fn check(cases: Vec<(&str, Edit, &str)>) {
    for (text, edit, expected) in cases {
        assert_eq!(edited(text, edit.clone()), expected, "{text:?} {edit:?}");
    }
}

#[test]
fn a_new_key_finds_its_place() {
    check(vec![
        (
            "id: a\npoints: 1\n",
            set("status", json!("x")),
            "id: a\nstatus: x\npoints: 1\n",
        ),
        (
            "id: a # c\n# d\npoints: 1",
            set("zzz", json!("x")),
            "id: a # c\n# d\npoints: 1\nzzz: x",
        ),
        (
            "points: 1\nid: a\n",
            set("labels", json!(["x"])),
            "points: 1\nlabels: [x]\nid: a\n",
        ),
        (
            "id: |+\n  x\n\nzz: 1\n",
            set("title", json!("t")),
            "id: |+\n  x\n\ntitle: t\nzz: 1\n",
        ),
        (
            "id:\n  - x\n  # c\n\nzz: 1\n",
            set("title", json!("t")),
            "id:\n  - x\n  # c\ntitle: t\n\nzz: 1\n",
        ),
        (
            "id:\n  - x\n\n  # foot\n\nzz: 1\n",
            set("title", json!("t")),
            "id:\n  - x\n\n  # foot\ntitle: t\n\nzz: 1\n",
        ),
        (
            "id: a\r\n",
            set("s.w.v", json!(8)),
            "id: a\r\ns:\r\n  w: {v: 8}\r\n",
        ),
        (
            "s:\n    w: 1\nx: 1\n",
            set("s.v", json!({"k": [{"a": 1}]})),
            "s:\n    w: 1\n    v:\n      k:\n        - {a: 1}\nx: 1\n",
        ),
        ("s:\nx: 1\n", set("s.v", json!(1)), "s: {v: 1}\nx: 1\n"),
        (
            "- id: x\n- y\n",
            set("1.v", json!("p\nq\n")),
            "- id: x\n  v: |\n    p\n    q\n- y\n",
        ),
        ("", set("v.w", json!([1])), "v:\n  w: [1]\n"),
        ("# c", set("v", json!("x")), "# c\nv: x\n"),
        ("a: 1\n...\n", set("v", json!("x")), "a: 1\nv: x\n...\n"),
    ]);
}

#[test]
fn a_new_key_in_brackets_follows_the_last_one() {
    check(vec![
        (
            "s: {}\n",
            set("s.v", json!("p\nq\n")),
            "s:\n  v: |\n    p\n    q\n",
        ),
        (
            "s: {\n  a: 1, # c\n  b: 2, # d\n}\n",
            set("s.v", json!(1)),
            "s: {\n  a: 1, # c\n  b: 2, v: 1, # d\n}\n",
        ),
        (
            "s: { # c\n  }\n",
            set("s.v", json!(1)),
            "s: {v: 1 # c\n  }\n",
        ),
        (
            "s: {a, b: }\n",
            set("s.v", json!(1)),
            "s: {a, b: , v: 1 }\n",
        ),
        ("s: [a: 1]\n", set("s.1.v", json!(1)), "s: [{a: 1, v: 1}]\n"),
        (
            "{id: x}\n",
            set("v", json!({"a": 1})),
            "{id: x, v: {a: 1}}\n",
        ),
    ]);
}

#[test]
fn an_item_is_appended_in_the_style_of_its_list() {
    check(vec![
        (
            "l:\n- a # c\n# d\nx: 1\n",
            append("l", json!("b")),
            "l:\n- a # c\n- b\n# d\nx: 1\n",
        ),
        (
            "l:\n  - a\n    # d\n\nx: 1\n",
            append("l", json!("b")),
            "l:\n  - a\n    # d\n  - b\n\nx: 1\n",
        ),
        (
            "l:\n  - {a: 1}\n",
            append("l", json!({"b": 2})),
            "l:\n  - {a: 1}\n  - {b: 2}\n",
        ),
        (
            "l:\n  - a: 1\n",
            append("l", json!({"b": 2, "c": "p\nq"})),
            "l:\n  - a: 1\n  - b: 2\n    c: |-\n      p\n      q\n",
        ),
        (
            "l: [a, b]\n",
            append("l", json!("c, d")),
            "l: [a, b, \"c, d\"]\n",
        ),
        (
            "l: [\n  a, # c\n  b, # d\n]\n",
            append("l", json!("c")),
            "l: [\n  a, # c\n  b, c, # d\n]\n",
        ),
        ("l: []\n", append("l", json!("c")), "l: [c]\n"),
        (
            "l: [] # c\n",
            append("l", json!({"a": 1})),
            "l: # c\n  - {a: 1}\n",
        ),
        (
            "l: [ # c\n]\n",
            append("l", json!({"a": 1})),
            "l: [{a: 1} # c\n]\n",
        ),
        ("l:\n", append("l", json!("c")), "l: [c]\n"),
        ("l: ~\n", append("l", json!("c")), "l: [c]\n"),
        ("x: 1", append("l", json!({"a": 1})), "x: 1\nl:\n  - {a: 1}"),
        (
            "l:\n- - a\n  - b\n",
            append("l.1", json!("c")),
            "l:\n- - a\n  - b\n  - c\n",
        ),
        (
            "l:\n- - a\n  - b\n",
            append("l", json!("c")),
            "l:\n- - a\n  - b\n- c\n",
        ),
        ("l:\n- a\n-", append("l", json!("c")), "l:\n- a\n-\n- c"),
        ("l: [a: ]\n", append("l", json!("c")), "l: [a: , c]\n"),
    ]);
}

#[test]
fn a_removed_pair_or_item_takes_its_lines_along() {
    check(vec![
        (
            "a: 1\n# c\nb: 2 # d\n# e\nc: 3\n",
            remove("b"),
            "a: 1\n# e\nc: 3\n",
        ),
        (
            "a: 1\n\n# c\n\nb: 2\nc: 3\n",
            remove("b"),
            "a: 1\n\n# c\n\nc: 3\n",
        ),
        (
            "a: 1\n\n# c\nb: 2\nc: 3\n",
            remove("b"),
            "a: 1\n\n# c\nc: 3\n",
        ),
        (
            "a: 1\n\n# c\nb: 2\n\nc: 3\n",
            remove("b"),
            "a: 1\n\n\nc: 3\n",
        ),
        (
            "a: 1\nb:\n  - x\n  # d\n# e\nc: 3\n",
            remove("b"),
            "a: 1\n# e\nc: 3\n",
        ),
        (
            "l:\n  # c\n  - x\n  # d\n  - y\n  # e\n",
            remove("l.2"),
            "l:\n  # c\n  - x\n  # e\n",
        ),
        (
            "l: # c\n  # d\n  - x\nz: 1\n",
            remove("l.1"),
            "l: [] # c\nz: 1\n",
        ),
        (
            "a: 1\nb:\n  - x\n  - y # d\n\nc: 3\n",
            remove("b"),
            "a: 1\n\nc: 3\n",
        ),
        ("a: 1\r\nb: 2", remove("b"), "a: 1"),
        ("a: 1\n\nb: 2", remove("b"), "a: 1\n"),
        ("a: |+\n  x\n\nb: 2", remove("b"), "a: |+\n  x\n\n"),
        (
            "a: |+\n  x\nb: 2\n\nc: 1\n",
            remove("b"),
            "a: |+\n  x\nc: 1\n",
        ),
        (
            "a: |\n  x\nb: 2\n    # d\nc: 1\n",
            remove("b"),
            "a: |\n  x\n# d\nc: 1\n",
        ),
        (
            "a: |+\n  x\nb: 2\n\n    # d\nc: 1\n",
            remove("b"),
            "a: |+\n  x\n# d\nc: 1\n",
        ),
        ("\u{feff}a: 1\nb: 2\n", remove("a"), "\u{feff}b: 2\n"),
        (
            "l:\n  - id: x # c\n    b: 1\n",
            remove("l.1.id"),
            "l:\n  - b: 1\n",
        ),
        (
            "l:\n  - id: x # c\n    # d\n    b: 1\n",
            remove("l.1.id"),
            "l:\n  - # d\n    b: 1\n",
        ),
        (
            "l:\n  - id: x # c\n  - y\n",
            remove("l.1.id"),
            "l:\n  - {}\n  - y\n",
        ),
        (
            "k:\n  # c\n  a: 1 # d\nz: 1\n",
            remove("k.a"),
            "k: {}\nz: 1\n",
        ),
        ("k: # c\n- a\nz: 1\n", remove("k.1"), "k: [] # c\nz: 1\n"),
        ("a: 1\n", remove("a"), "{}\n"),
        ("? a # c\n: 1\n? b\n: - 2\n", remove("a"), "? b\n: - 2\n"),
        ("l:\n- - a\n  - b\n", remove("l.1.1"), "l:\n- - b\n"),
        ("l:\n- - a\n  - b\n", remove("l.1.2"), "l:\n- - a\n"),
    ]);
}

#[test]
fn a_removed_pair_or_item_in_brackets_takes_one_comma() {
    check(vec![
        ("l: [a, b, c]\n", remove("l.1"), "l: [b, c]\n"),
        ("l: [a, b, c]\n", remove("l.2"), "l: [a, c]\n"),
        ("l: [a, b, c]\n", remove("l.3"), "l: [a, b]\n"),
        ("l: [a, ]\n", remove("l.1"), "l: []\n"),
        (
            "l: [\n  a, # c\n  # d\n  b # e\n]\n",
            remove("l.1"),
            "l: [\n  # d\n  b # e\n]\n",
        ),
        (
            "l: [\n  a, # c\n  # d\n  b # e\n]\n",
            remove("l.2"),
            "l: [\n  a, # c\n  # d\n]\n",
        ),
        ("m: {a: 1, b: , c}\n", remove("m.b"), "m: {a: 1, c}\n"),
        ("m: {a: 1, b: , c}\n", remove("m.c"), "m: {a: 1, b: }\n"),
        ("l: [a: 1, b]\n", remove("l.1.a"), "l: [{}, b]\n"),
    ]);
}

#[test]
fn edits_are_made_one_after_another() {
    let edits = [
        set("labels", json!([])),
        append("labels", json!("x")),
        append("labels", json!("z")),
        remove("id"),
    ];
    let new = apply(&doc("id: a\npoints: 1\n"), &edits, &ORDER).expect("edits");
    assert_eq!(new.text(), "points: 1\nlabels: [x, z]\n");
}

#[test]
fn refusals_say_why() {
    for (text, edit, line, message) in [
        (
            "a: 1\nb: x\n",
            set("b.c", json!(1)),
            2,
            "`b` is a text, not a map of keys",
        ),
        ("a: [1]\n", set("a.3", json!(1)), 1, "there is no `a.3`"),
        (
            "a: 1\n",
            append("a", json!(1)),
            1,
            "`a` is a number, not a list",
        ),
        ("a: 1\n", remove("b"), 1, "there is no `b`"),
        ("", remove("b"), 1, "there is no `b`"),
        (
            "- a\n",
            set("b", json!(1)),
            1,
            "the record is a list, not a map of keys",
        ),
        (
            "a: 1\n",
            set("", json!(1)),
            1,
            "the whole record cannot be replaced or removed",
        ),
        (
            "? a\nb: 1\n",
            set("a", json!(2)),
            1,
            "`a` cannot be changed here without touching other lines; change it by hand",
        ),
    ] {
        let refusal = apply(&doc(text), std::slice::from_ref(&edit), &[]).expect_err("refused");
        assert_eq!(
            (refusal.span.line, refusal.message.as_str()),
            (line, message),
            "{text:?} {edit:?}"
        );
    }
}
