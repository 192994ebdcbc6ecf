use super::*;

fn found(text: &str) -> Vec<&str> {
    let lexicon = Lexicon::default().with(["TBD", "TODO"], words::Case::Exact);
    lexicon
        .find(text, marks(text))
        .into_iter()
        .map(|range| &text[range])
        .collect()
}

#[test]
fn brackets_around_words_are_placeholders() {
    assert_eq!(found("limit is <amount>"), ["<amount>"]);
    assert_eq!(found("<a> or <the other one>"), ["<a>", "<the other one>"]);
    assert_eq!(found("TBD: <who>, why ???"), ["TBD", "<who>", "???"]);
}

#[test]
fn code_comparisons_and_addresses_are_none() {
    for text in [
        "see `Vec<T>`",
        "a < b and c > d",
        "x <- y -> z",
        "<ana@example.org>",
        "<https://example.org>",
        "what??",
        "my todos",
        "< 5 >",
        "<>",
        "<",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
    let long = format!("<{}>", "x".repeat(41));
    assert_eq!(found(&long), [""; 0]);
}
