//! Texts that would break a file, or be read as something else.

use super::after;
use super::backlog;
use super::draft;
use super::of;
use super::run;
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
            assert_eq!(read, *value, "{hostile:?}");
        }
        assert!(
            run(&made, &drafts, true).unwrap().changes.is_empty(),
            "{hostile:?}"
        );
    }
}
