use super::*;
use proptest::prelude::*;

fn document(text: &str) -> Option<Document> {
    Document::parse(text.to_owned()).ok()
}

#[test]
fn everyday_files_need_no_second_reading() {
    let text = "id: S-1\ntitle: 'Pay: now'\npoints: 5\nrank: ra5k\ncreated: 2026-11-01\nlabels: [a, b-c]\n\
        description: |\n  one\n\n  two\nhistory:\n  - {at: 2026-11-01T09:00:00Z, status: idea}\n";
    assert!(is_plain(&document(text).unwrap()));
}

#[test]
fn odd_texts_are_read_a_second_time() {
    for text in [
        "a: 0x1F\n",
        "a: 007\n",
        "a: 1_000\n",
        "a: |2\n   b\n",
        "a: \"\\u0041\"\n",
        "a: b\u{85}c\n",
        "a: b",
    ] {
        assert!(!is_plain(&document(text).unwrap()), "{text}");
    }
}

proptest! {
    /// The short cut is never wrong on the unsafe side.
    #[test]
    fn what_is_plain_reads_the_same_twice(
        lines in proptest::collection::vec(
            ("[a-z]{1,3}", prop_oneof![
                "[a-zA-Z0-9+.:/?_~ -]{0,8}",
                "[é€½“🙂→]{1,2}[a-z :?]{0,5}",
                "'[a-z \"#:]{0,6}'",
                "\"[a-z '#:]{0,6}\"",
                r"\[[a-z0-9:, .?-]{0,8}\]",
                r"\{[a-z]: [a-z0-9:?/.-]{0,8}\}",
                r"\|-?\n  [a-z #:-]{0,5}\n( {0,4}[a-z#]{0,3}\n){0,3}",
                "[a-z]{0,3}\n  [a-z]{0,3}",
            ]),
            1..4,
        ),
    ) {
        let text: String = lines.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        if let Some(document) = document(&text)
            && is_plain(&document)
        {
            prop_assert_eq!(second_reading(&text, &document.value()), Reading::Same, "{}", text);
        }
    }
}
