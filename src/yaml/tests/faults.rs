use super::doc;
use crate::yaml::*;

fn fault(text: &str) -> Fault {
    let Err((fault, back)) = Document::parse(text.to_owned()) else {
        panic!("accepted: {text:?}")
    };
    assert_eq!(back, text, "the text comes back");
    fault
}

/// Text, line, column and message.
const FAULTS: &[(&str, u32, u32, &str)] = &[
    ("a: 1\n\tb: 2\n", 2, 1, "a tab is used for indentation"),
    ("a:\n\tb: 1\n", 2, 1, "a tab is used for indentation"),
    (
        "a:\n  b: 1\n\tc: 2\n",
        3,
        1,
        "a tab is used for indentation",
    ),
    ("a: |\n\tx\n", 2, 1, "a tab is used for indentation"),
    ("ü: \"x\nb: 1\n", 1, 4, "the quote is not closed"),
    ("a: 'it's'\n", 1, 8, "more text follows the closing quote"),
    ("a: [1,\n  2\n", 1, 4, "the bracket `[` is not closed"),
    ("a: [b}\n", 1, 4, "the bracket `[` is closed by `}`"),
    ("{---\n", 1, 1, "the bracket `{` is not closed"),
    ("a: b: c\n", 1, 5, "a colon is not expected here"),
    ("a: 1\n  b: 2\n", 2, 4, "a colon is not expected here"),
    ("a:\n  - b\n c: 1\n", 3, 2, "expected `key: value` here"),
    ("a: \"\\q\"\n", 1, 4, "a wrong `\\` in double quotes"),
    ("a: @x\n", 1, 4, "a text cannot begin with `@`"),
    ("a: x\u{1}\n", 1, 4, "a control character (U+0001)"),
    ("a: - b\n", 1, 4, "a list item (`- …`) is not expected here"),
    (
        "%YAML 1.2\n---\na: 1\n",
        1,
        1,
        "directives (`%…`) are not allowed",
    ),
    ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here"),
    ("a: 1\n---\n", 2, 1, "a second document begins here"),
    ("a: &x 1\n", 1, 4, "anchors (`&name`) are not allowed"),
    ("a: [*x]\n", 1, 5, "aliases (`*name`) are not allowed"),
    ("a: !!str 1\n", 1, 4, "tags (`!name`) are not allowed"),
    (
        "a: 1\nb:\n  c: 1\n  \"c\": 2\n",
        4,
        3,
        "the key `c` stands twice",
    ),
    (
        "[a]: 1\n",
        1,
        1,
        "a key must be a single value, not a list or map",
    ),
    (
        "? {a: 1}\n: 1\n",
        1,
        3,
        "a key must be a single value, not a list or map",
    ),
    ("a: 1\n: 2\n", 2, 1, "the key before the colon is missing"),
    ("a: 1\u{0}\n", 1, 5, "the text holds a NUL character"),
    (
        "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n",
        2,
        1,
        "a merge conflict is not resolved here",
    ),
    (
        "a: \"\n<<<<<<< HEAD\n=======\n>>>>>>> x\"\n",
        2,
        1,
        "a merge conflict is not resolved here",
    ),
    (
        "a: 1\n=======\nb: 2\n",
        2,
        1,
        "a merge conflict is not resolved here",
    ),
];

#[test]
fn faults_name_the_place_in_plain_words() {
    for &(text, line, column, message) in FAULTS {
        let fault = fault(text);
        let place = (fault.span.line, fault.span.column, fault.message.as_str());
        assert_eq!(place, (line, column, message), "{text:?}");
        assert!(fault.hint.is_some(), "{text:?}");
    }
}

#[test]
fn hostile_texts_are_refused_at_once() {
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
    assert_eq!(fault(bomb).message, "anchors (`&name`) are not allowed");
    let deep = "lists and maps stand more than 32 levels deep in each other";
    assert_eq!(fault(&"[".repeat(10_000)).message, deep);
    let nested: String = (0..40).map(|n| format!("{}k:\n", " ".repeat(n))).collect();
    let refused = fault(&nested);
    assert_eq!((refused.message.as_str(), refused.span.line), (deep, 33));
    let mixed: String = (0..20)
        .map(|n| format!("{}k:\n", " ".repeat(n)))
        .collect::<String>()
        + &" ".repeat(20)
        + &"[".repeat(20)
        + &"]".repeat(20);
    assert_eq!(fault(&mixed).message, deep);
    let wide = format!("a: [{}]\n", "1,".repeat(20_000));
    assert_eq!(fault(&wide).message, "more than 20000 keys and values");
    let big = format!("a: {}\n", "x".repeat(2 << 20));
    assert_eq!(
        fault(&big).message,
        "the file has 2097156 bytes; a record may have 1048576"
    );
    let keys: String = (0..9_000).map(|n| format!("k{n}: 1\n")).collect();
    assert_eq!(
        doc(&keys).root().map(|root| root.entries().count()),
        Some(9_000)
    );
    assert_eq!(
        fault(&(keys + "k5: 2\n")).hint.as_deref(),
        Some("the first is on line 6; keep one of them")
    );
}

#[test]
fn bytes_are_checked_with_the_place() {
    assert_eq!(decode("ü: 1".as_bytes()), Ok("ü: 1"));
    let fault = decode(b"a: 1\nb: \xe4\n").expect_err("latin-1");
    assert_eq!((fault.span.line, fault.span.column), (2, 4));
    assert_eq!(fault.hint.as_deref(), Some("save the file as UTF-8"));
    assert_eq!(decode(b"a\0").expect_err("NUL").span.column, 2);
}

#[test]
fn a_text_with_a_colon_is_shown_in_quotes() {
    for (text, shown) in [
        ("title: a: b\n", "title: \"a: b\""),
        ("title: a: b # why\n", "title: \"a: b\""),
        ("acceptance:\n  - Errors: a: b\n", "- \"Errors: a: b\""),
        ("acceptance:\n  - given: a: b\n", "- given: \"a: b\""),
    ] {
        let fault = fault(text);
        let hint = fault.hint.unwrap_or_default();
        assert_eq!(hint, format!("put the text in quotes: {shown}"), "{text}");
    }
    let fault = fault("a: 1\n  b: 2\n");
    assert!(fault.hint.unwrap_or_default().contains("indentation"));
}
