//! Texts that would break a file, or be read as something else.

use super::after;
use super::backlog;
use super::draft;
use super::of;
use super::run;
use crate::text;
use serde_json::json;

#[test]
fn hostile_texts_are_written_so_that_both_readers_read_them() {
    let texts = [
        "\u{1b}[31mred",
        "nul \0 nul",
        "a\u{2028}b\u{2029}c\u{85}d",
        "::error::x",
        "\u{202e}rtl",
        "tab\tin\ttext",
        "a\r\nb\rc",
        " leading",
        "trailing \n\n",
        "\n\nfirst lines empty",
        "- a: b",
        "yes",
        "1.10",
        "# no comment",
        "~",
        "key: value",
        "{a: b}",
        "\"quoted\" 'twice'",
        "\u{feff}bom",
        "---\n...",
        "%TAG",
        "é\u{301} 👩‍👩‍👧 العربية",
        "=1+1",
        "\ttab first\n  two",
        "  indented\nless",
        "|",
        "&a *b !c",
        "@x `y`",
        "null",
        "2026-01-01",
        "0x1F",
        "1_000",
        "<<",
    ];
    for hostile in texts {
        let fields = json!({
            "title": hostile, "description": hostile, "labels": [hostile, "x"], "assignee": hostile,
            "external": {"jira": hostile}, "comments": [{"by": hostile, "text": hostile}],
        });
        let empty = backlog(&[]);
        let drafts = [draft("story", hostile, fields.clone())];
        let imported = run(&empty, &drafts, false).unwrap_or_else(|e| panic!("{hostile:?}: {e}"));
        let made = after(&empty, &imported.changes);
        for (field, value) in fields.as_object().unwrap() {
            let mut read = of(&made, "S-1").field(field).unwrap();
            if field == "comments" {
                read[0].as_object_mut().unwrap().remove("at");
            }
            match field.as_str() {
                "title" if !text::is_one_line(hostile) => {
                    assert_eq!(read, text::one_line(hostile), "{hostile:?}");
                }
                _ => assert_eq!(read, *value, "{hostile:?}"),
            }
        }
        assert!(
            run(&made, &drafts, true).unwrap().changes.is_empty(),
            "{hostile:?}"
        );
    }
}

#[test]
fn a_title_of_two_lines_becomes_one() {
    let there = backlog(&[]);
    let two = draft("story", "SH-1", json!({"title": "Pay\r\n  by card\n"}));
    let imported = run(&there, std::slice::from_ref(&two), false).unwrap();
    let change = &imported.changes[0];
    assert_eq!(change.path, "stories/S-1-pay-by-card.yaml");
    let text = change.after.as_deref().unwrap();
    assert!(text.contains("\ntitle: Pay by card\n"), "{text}");
    // Once imported it is the same the next time.
    let there = after(&there, &imported.changes);
    let again = run(&there, &[two], true).unwrap();
    assert!(again.changes.is_empty(), "{:?}", again.changes);
}
