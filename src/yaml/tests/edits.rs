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

fn set(at: &str, value: Value) -> Edit {
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

fn check(cases: Vec<(&str, Edit, &str)>) {
    for (text, edit, expected) in cases {
        assert_eq!(edited(text, edit.clone()), expected, "{text:?} {edit:?}");
    }
}

#[test]
fn a_scalar_keeps_its_quotes_and_comment() {
    check(vec![
        ("a: x # c\nb: 1\n", set("a", json!("z")), "a: z # c\nb: 1\n"),
        ("a: 'x' # c\n", set("a", json!("it's")), "a: 'it''s' # c\n"),
        ("a: \"x\"\n", set("a", json!("z")), "a: \"z\"\n"),
        ("a: 'x'\n", set("a", json!("p\nq")), "a: \"p\\nq\"\n"),
        ("a: 'x'\n", set("a", json!(5)), "a: 5\n"),
        ("a: x\n", set("a", json!("no")), "a: \"no\"\n"),
        ("a: x\n", set("a", json!("1.10")), "a: \"1.10\"\n"),
        ("a: x\n", set("a", json!("2026-11-24")), "a: 2026-11-24\n"),
        (
            "a: x\r\nb: 1\r\n",
            set("a", json!("p\nq\n")),
            "a: |\r\n  p\r\n  q\r\nb: 1\r\n",
        ),
        (
            "a: x # c\nb: 1\n",
            set("a", json!("p\nq\n")),
            "a: \"p\\nq\\n\" # c\nb: 1\n",
        ),
        (
            "a: p\n  q # c\nb: 1\n",
            set("a", json!("z")),
            "a: z # c\nb: 1\n",
        ),
        (
            "a:\n  p\n  q\nb: 1\n",
            set("a", json!("z")),
            "a:\n  z\nb: 1\n",
        ),
        ("a: # c\nb: 1\n", set("a", json!("z")), "a: z # c\nb: 1\n"),
        ("a:", set("a", json!("z")), "a: z"),
        ("- \n-\n- c\n", set("1", json!("z")), "- z\n-\n- c\n"),
        ("- \n-\n- c\n", set("2", json!("z")), "- \n- z\n- c\n"),
        ("\u{feff}ä: x\n", set("ä", json!("ü")), "\u{feff}ä: ü\n"),
        ("---\na: x\n...\n", set("a", json!("z")), "---\na: z\n...\n"),
        ("a: x", set("a", json!("p\nq\n")), "a: |\n  p\n  q"),
        (
            "a: x\n",
            set("a", json!("p\u{2028}q")),
            "a: \"p\\u2028q\"\n",
        ),
        (
            "a: {b: x, c}\n",
            set("a.c", json!("no, yes")),
            "a: {b: x, c: \"no, yes\"}\n",
        ),
        (
            "a: {b: , c: 1}\n",
            set("a.b", json!(2)),
            "a: {b: 2 , c: 1}\n",
        ),
        ("\"a b\" : x\n", set("a b", json!("z")), "\"a b\" : z\n"),
    ]);
}

#[test]
fn a_block_text_keeps_its_mark_comment_and_indentation() {
    check(vec![
        (
            "a: | # c\n    x\n    y\n\n# d\nb: 1\n",
            set("a", json!("p\nq\n")),
            "a: | # c\n    p\n    q\n\n# d\nb: 1\n",
        ),
        (
            "a: |\n  x\n\nb: 1\n",
            set("a", json!("p")),
            "a: |-\n  p\n\nb: 1\n",
        ),
        (
            "a: |\n  x\n\nb: 1\n",
            set("a", json!("p\n\n")),
            "a: |+\n  p\n\nb: 1\n",
        ),
        (
            "a: |+\n  x\n\n\nb: 1\n",
            set("a", json!("p\n")),
            "a: |\n  p\nb: 1\n",
        ),
        (
            "a: >-\n  x\n  y\nb: 1\n",
            set("a", json!("p q")),
            "a: >-\n  p q\nb: 1\n",
        ),
        (
            "a: >-\n  x\n  y\nb: 1\n",
            set("a", json!("p\nq")),
            "a: |-\n  p\n  q\nb: 1\n",
        ),
        (
            "a: |\n  x\nb: 1\n",
            set("a", json!(" p\nq\n")),
            "a: |2\n   p\n  q\nb: 1\n",
        ),
        (
            "a: |2\n   x\nb: 1\n",
            set("a", json!("p\n")),
            "a: |\n  p\nb: 1\n",
        ),
        (
            "a: |-\n  x\nb: 1\n",
            set("a", json!(null)),
            "a: null\nb: 1\n",
        ),
        (
            "a: | # c\n  x\nb: 1\n",
            set("a", json!("")),
            "a: \"\" # c\nb: 1\n",
        ),
        (
            "l:\n- |\n  x\n- >\n  y\n",
            set("l.1", json!("p\n")),
            "l:\n- |\n  p\n- >\n  y\n",
        ),
        (
            "l:\n  - a: 1\n    b: |\n      x\n",
            set("l.1.b", json!("p\n\nq\n")),
            "l:\n  - a: 1\n    b: |\n      p\n\n      q\n",
        ),
        ("a: |\n  x", set("a", json!("p\n\n\n")), "a: |+\n  p\n\n\n"),
    ]);
}

#[test]
fn a_list_or_map_replaces_any_value() {
    check(vec![
        (
            "a: 1\nb: 2\n",
            set("a", json!(["x", "z"])),
            "a: [x, z]\nb: 2\n",
        ),
        (
            "a: 1 # c\nb: 2\n",
            set("a", json!([{"k": 1}, "z"])),
            "a: # c\n  - k: 1\n  - z\nb: 2\n",
        ),
        (
            "a:\n  # c\n  - x # d\n  - y # e\nb: 2\n",
            set("a", json!("z")),
            "a: z\n  # c\nb: 2\n",
        ),
        (
            "a: # c\n- x\n- y\nb: 2\n",
            set("a", json!([])),
            "a: [] # c\nb: 2\n",
        ),
        (
            "a: [x, y] # c\nb: 2\n",
            set("a", json!(5)),
            "a: 5 # c\nb: 2\n",
        ),
        (
            "a:\n  b: 1\n  c: 2\nd: 3\n",
            set("a", json!({"e": {"f": [{"g": 1}]}})),
            "a:\n  e:\n    f:\n      - g: 1\nd: 3\n",
        ),
        (
            "l:\n  - a: 1\n    b: 2 # c\n  - x\n",
            set("l.1", json!("z")),
            "l:\n  - z\n  - x\n",
        ),
        (
            "l:\n  - z\n  - x\n",
            set("l.1", json!({"a": 1, "b": [1]})),
            "l:\n  - a: 1\n    b: [1]\n  - x\n",
        ),
        (
            "l:\n  - z # c\n  - x\n",
            set("l.1", json!({"a": 1})),
            "l:\n  - # c\n    a: 1\n  - x\n",
        ),
        (
            "a: {b: 1, c: [x]}\n",
            set("a.c", json!({"d": [1]})),
            "a: {b: 1, c: {d: [1]}}\n",
        ),
        ("a:\n", set("a", json!([{"k": 1}])), "a:\n  - k: 1\n"),
        (
            "a: # c\nb: 1\n",
            set("a", json!([{"k": 1}])),
            "a: # c\n  - k: 1\nb: 1\n",
        ),
    ]);
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
            "id: a\r\n",
            set("s.w.v", json!(8)),
            "id: a\r\ns:\r\n  w: {v: 8}\r\n",
        ),
        (
            "s:\n    w: 1\nx: 1\n",
            set("s.v", json!({"k": [{"a": 1}]})),
            "s:\n    w: 1\n    v:\n      k:\n        - a: 1\nx: 1\n",
        ),
        ("s:\nx: 1\n", set("s.v", json!(1)), "s: {v: 1}\nx: 1\n"),
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
            "- id: x\n- y\n",
            set("1.v", json!("p\nq\n")),
            "- id: x\n  v: |\n    p\n    q\n- y\n",
        ),
        (
            "{id: x}\n",
            set("v", json!({"a": 1})),
            "{id: x, v: {a: 1}}\n",
        ),
        ("", set("v.w", json!([1])), "v:\n  w: [1]\n"),
        ("# c", set("v", json!("x")), "# c\nv: x\n"),
        ("a: 1\n...\n", set("v", json!("x")), "a: 1\nv: x\n...\n"),
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
            "l: # c\n  - a: 1\n",
        ),
        (
            "l: [ # c\n]\n",
            append("l", json!({"a": 1})),
            "l: [{a: 1} # c\n]\n",
        ),
        ("l:\n", append("l", json!("c")), "l: [c]\n"),
        ("l: ~\n", append("l", json!("c")), "l: [c]\n"),
        ("x: 1", append("l", json!({"a": 1})), "x: 1\nl:\n  - a: 1"),
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
            "a: 1\n# c\n# e\nc: 3\n",
        ),
        (
            "a: 1\nb:\n  - x\n  - y # d\n\nc: 3\n",
            remove("b"),
            "a: 1\n\nc: 3\n",
        ),
        ("a: 1\r\nb: 2", remove("b"), "a: 1"),
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
            "k: {}\n  # c\nz: 1\n",
        ),
        ("k: # c\n- a\nz: 1\n", remove("k.1"), "k: [] # c\nz: 1\n"),
        ("a: 1\n", remove("a"), "{}\n"),
        ("l:\n- - a\n  - b\n", remove("l.1.1"), "l:\n- - b\n"),
        ("l:\n- - a\n  - b\n", remove("l.1.2"), "l:\n- - a\n"),
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
            "? a\n: 1\n",
            set("a", json!(2)),
            2,
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
