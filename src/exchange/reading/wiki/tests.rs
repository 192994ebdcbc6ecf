//! Jira markup, case by case.

use super::to_markdown;

fn convert(text: &str) -> String {
    to_markdown(text, &|id| format!("user {id}")).text
}

fn left(text: &str) -> Vec<(String, usize)> {
    to_markdown(text, &|id| id.to_owned())
        .left
        .into_iter()
        .collect()
}

#[test]
fn headings_lists_and_rules_have_equals() {
    assert_eq!(convert("h2. Why\nbecause"), "## Why\nbecause");
    assert_eq!(convert("* a\n** b\n* c\n- d"), "- a\n  - b\n- c\n- d");
    assert_eq!(convert("# a\n## b\n# c"), "1. a\n   1. b\n2. c");
    assert_eq!(convert("# a\n#* b\ntext\n# c"), "1. a\n   - b\ntext\n1. c");
    assert_eq!(convert("above\n----\nbelow"), "above\n***\nbelow");
    assert_eq!(convert("bq. said"), "> said");
}

#[test]
fn bold_is_told_from_stars_in_text() {
    assert_eq!(
        convert("*bold* and *two words*."),
        "**bold** and **two words**."
    );
    assert_eq!(convert("2 * 3 * 4, a*b* c"), "2 * 3 * 4, a*b* c");
    assert_eq!(convert("* item with *bold*"), "- item with **bold**");
    assert_eq!(
        convert("*Critères d’acceptation :*"),
        "**Critères d’acceptation :**"
    );
}

#[test]
fn code_blocks_become_fences_and_keep_their_text() {
    let text = "Body:\n{noformat}{\n    \"a\": \"*b*\"\n}{noformat}";
    assert_eq!(convert(text), "Body:\n```\n{\n    \"a\": \"*b*\"\n}\n```\n");
    assert_eq!(
        convert("{code:java|title=x}int a;{code} after"),
        "```java\nint a;\n```\n after"
    );
    assert_eq!(convert("run {code}ls{code}\nnow"), "run\n```\nls\n```\nnow");
    assert_eq!(convert("{code}a ``` b{code}"), "````\na ``` b\n````\n");
    assert_eq!(convert("{{mono}}"), "`mono`");
}

#[test]
fn links_and_mentions_have_equals() {
    assert_eq!(
        convert("[shop|https://a.b/c_(d)]"),
        "[shop](<https://a.b/c_(d)>)"
    );
    assert_eq!(convert("see [https://a.b/*x*]"), "see <https://a.b/*x*>");
    assert_eq!(
        convert("[https://a.b|https://a.b|smart-link]"),
        "<https://a.b>"
    );
    assert_eq!(convert("https://a.b/*x*/y *z*"), "https://a.b/*x*/y **z**");
    assert_eq!(
        convert("ask [~accountid:70121:0a] or [~ana]"),
        "ask @user 70121:0a or @user ana"
    );
    assert_eq!(convert("[ ] open [x] done"), "[ ] open [x] done");
}

#[test]
fn markup_without_an_equal_stays_and_is_counted() {
    let text = "{color:red}hot{color} {panel:title=x}in{panel}\n||a||b||\n|1|2|\n!shot 1.png|thumbnail! [^log.txt] [here|#top]";
    assert_eq!(convert(text), text);
    let counts = left(text);
    let expected = [
        ("attachment", 1),
        ("image", 1),
        ("link", 1),
        ("table row", 2),
        ("{color}", 1),
        ("{panel}", 1),
    ];
    assert_eq!(
        counts,
        expected.map(|(kind, places)| (kind.to_owned(), places))
    );
}

#[test]
fn plain_text_is_no_markup() {
    for text in [
        "Wow! It works. Great!",
        "{user} and {\"a\": 1}",
        "hello h1 h7. x",
        "-- dash",
        "a\n\nb",
        "[note] x",
    ] {
        assert_eq!(convert(text), text);
        assert!(left(text).is_empty(), "{text}");
    }
}

#[test]
fn block_that_is_never_closed_stays_and_is_counted() {
    assert_eq!(convert("{code}\nint a;"), "{code}\nint a;");
    assert_eq!(left("{code}\nint a;"), [("{code}".to_owned(), 1)]);
}
