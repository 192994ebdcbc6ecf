use serde_json::json;

use super::doc;
use crate::yaml::*;

/// Text, line and column of the node at a path.
fn place(text: &str, path: &[Segment]) -> (String, u32, u32) {
    let doc = doc(text);
    let span = doc
        .root()
        .and_then(|root| root.at(path))
        .expect("path")
        .span();
    (
        text[span.start..span.end].to_owned(),
        span.line,
        span.column,
    )
}

fn found(text: &str, line: u32, column: u32) -> (String, u32, u32) {
    (text.to_owned(), line, column)
}

#[test]
fn values_are_typed_by_the_core_schema_in_their_order() {
    let doc =
        doc("z: 1\nb: '1'\nc: 1.50\nd: no\ne:\nf: 2026-11-24\ng: [x, {y: true}]\nh: |\n  x\n  y\n");
    let expected = json!({"z": 1, "b": "1", "c": 1.5, "d": "no", "e": null, "f": "2026-11-24",
        "g": ["x", {"y": true}], "h": "x\ny\n"});
    assert_eq!(doc.value().to_string(), expected.to_string());
}

#[test]
fn scalars_are_read_unescaped() {
    let doc = doc("a: 'it''s'\nb: \"q\\u0041\\n\"\nc: >-\n  x\n  y\nd: p\n  q\n");
    let root = doc.root().expect("root");
    let text = |key| root.get(key).and_then(NodeRef::text);
    assert_eq!(text("a"), Some("it's"));
    assert_eq!(text("b"), Some("qA\n"));
    assert_eq!(text("c"), Some("x y"));
    assert_eq!(text("d"), Some("p q"));
    assert_eq!(root.get("c").map(NodeRef::style), Some(Style::Folded));
    assert_eq!(root.get("x").map(NodeRef::style), None);
}

#[test]
fn places_count_characters_and_end_with_the_content() {
    let bom = "\u{feff}a: ü [1\n";
    assert_eq!(place(bom, &["a".into()]), found("ü [1", 1, 4));
    let text = "ä:\r\n- x\r\n- k: 1 # c\r\n  m: [ü, 2]\r\n\r\n# c\r\nt: |+\r\n  x\r\n\r\nu: |\r\n  y\r\n\r\n# d\r\ne:\r\nf: {g: }\r\n";
    assert_eq!(
        place(text, &["ä".into()]),
        found("- x\r\n- k: 1 # c\r\n  m: [ü, 2]", 2, 1)
    );
    assert_eq!(
        place(text, &["ä".into(), 1.into()]),
        found("k: 1 # c\r\n  m: [ü, 2]", 3, 3)
    );
    assert_eq!(
        place(text, &["ä".into(), 1.into(), "m".into(), 1.into()]),
        found("2", 4, 10)
    );
    assert_eq!(place(text, &["t".into()]), found("|+\r\n  x\r\n", 7, 4));
    assert_eq!(place(text, &["u".into()]), found("|\r\n  y", 10, 4));
    assert_eq!(place(text, &["e".into()]), found("", 14, 3));
    assert_eq!(place(text, &["f".into()]), found("{g: }", 15, 4));
    assert_eq!(place(text, &["f".into(), "g".into()]), found("", 15, 7));
    assert_eq!(doc(text).line(4), "  m: [ü, 2]");
    assert_eq!(doc(bom).line(1), "a: ü [1");
    assert_eq!(doc(bom).line(9), "");
}

#[test]
fn block_marks_are_found_in_awkward_layouts() {
    assert_eq!(
        place("l:\n- - a\n  - b\n", &["l".into()]),
        found("- - a\n  - b", 2, 1)
    );
    assert_eq!(
        place("l: # |\n\n  # - c\n  - a\n", &["l".into()]),
        found("- a", 4, 3)
    );
    assert_eq!(
        place(
            "l:\n- # > c\n  |\n   x\n- >-\n   y\n",
            &["l".into(), 0.into()]
        ),
        found("|\n   x", 3, 3)
    );
    assert_eq!(
        place(
            "l:\n- # > c\n  |\n   x\n- >-\n   y\n",
            &["l".into(), 1.into()]
        ),
        found(">-\n   y", 5, 3)
    );
    assert_eq!(
        place("t: | # c\n\n\n  x\n\n \n", &["t".into()]),
        found("| # c\n\n\n  x", 1, 4)
    );
    assert_eq!(place("t: |\n\n \nu: 1\n", &["t".into()]), found("|", 1, 4));
    assert_eq!(
        place("t: |+\n\n\nu: 1\n", &["t".into()]),
        found("|+\n\n", 1, 4)
    );
    assert_eq!(place("t: |\nu: 1\n", &["t".into()]), found("|", 1, 4));
    assert_eq!(
        place("t: |\n  x\n    \n\n", &["t".into()]),
        found("|\n  x\n    ", 1, 4)
    );
    assert_eq!(
        place("t: |-\n    x\n  # c\nu: 1\n", &["t".into()]),
        found("|-\n    x", 1, 4)
    );
}

#[test]
fn paths_lead_to_values_and_keys() {
    let doc = doc("a:\n  - b: 1\n");
    let root = doc.root().expect("root");
    let path: Path = vec!["a".into(), 0.into(), "b".into()];
    assert_eq!(dotted(&path), "a.1.b");
    assert_eq!(root.at(&path).and_then(NodeRef::text), Some("1"));
    assert_eq!(root.key_at(&path).map(|key| key.span().column), Some(5));
    assert!(root.key_at(&path[..2]).is_none());
    assert!(root.at(&["a".into(), 1.into()]).is_none());
    assert!(
        size_of::<crate::yaml::node::Node>() <= 40,
        "10,000 files of these are kept"
    );
}

#[test]
fn a_text_without_content_has_no_root() {
    for text in ["", "\n", "# c\n", "\u{feff}"] {
        assert!(doc(text).root().is_none(), "{text:?}");
    }
}
