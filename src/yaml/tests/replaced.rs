use serde_json::json;

use super::edits::check;
use super::edits::set;

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
        ("a: 1.50 # c\n", set("a", json!(1.5)), "a: 1.50 # c\n"),
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
    ]);
}

#[test]
fn a_block_text_says_how_it_ends_and_is_indented() {
    check(vec![
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
            "a: |\n  x\nb: 1\n",
            set("a", json!(" p\nq\n")),
            "a: |2\n   p\n  q\nb: 1\n",
        ),
        (
            "a: |2\n   x\nb: 1\n",
            set("a", json!("p\n")),
            "a: |\n  p\nb: 1\n",
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
            "a: # c\n  - {k: 1}\n  - z\nb: 2\n",
        ),
        (
            "a: [x, y] # c\nb: 2\n",
            set("a", json!(5)),
            "a: 5 # c\nb: 2\n",
        ),
        (
            "a: {b: 1, c: [x]}\n",
            set("a.c", json!({"d": [1]})),
            "a: {b: 1, c: {d: [1]}}\n",
        ),
    ]);
}

#[test]
fn a_value_below_its_key_or_behind_a_dash_is_replaced() {
    check(vec![
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
            "a:\n  b: 1\n  c: 2\nd: 3\n",
            set("a", json!({"e": {"f": [{"g": 1}]}})),
            "a:\n  e:\n    f:\n      - {g: 1}\nd: 3\n",
        ),
        (
            "l:\n  - a: 1\n    b: 2 # c\n  - x\n",
            set("l.1", json!("z")),
            "l:\n  - z\n  - x\n",
        ),
        (
            "l:\n  - z\n  - x\n",
            set("l.1", json!({"a": 1, "b": [1]})),
            "l:\n  - {a: 1, b: [1]}\n  - x\n",
        ),
        (
            "l:\n  - z # c\n  - x\n",
            set("l.1", json!({"a": 1})),
            "l:\n  - {a: 1} # c\n  - x\n",
        ),
        (
            "? a\n: - 2\n? b\n:\n",
            set("a", json!([{"k": 1}])),
            "? a\n:\n  - {k: 1}\n? b\n:\n",
        ),
        (
            "? a\n: 1\n? b\n: # c\n",
            set("b", json!(1)),
            "? a\n: 1\n? b\n: 1 # c\n",
        ),
        ("a:\n", set("a", json!([{"k": 1}])), "a:\n  - {k: 1}\n"),
        (
            "a: # c\nb: 1\n",
            set("a", json!([{"k": 1}])),
            "a: # c\n  - {k: 1}\nb: 1\n",
        ),
    ]);
}
