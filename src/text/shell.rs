//! Words as a shell takes them, for commands that are shown to be pasted.

/// A word in quotes where a shell would not take it as one: in single ones where double quotes would
/// leave a sign its power, as in `$(…)`.
pub fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%=,…".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else if word.contains(['$', '`', '\\', '!', '"']) {
        format!("'{}'", word.replace('\'', r"'\''"))
    } else {
        format!("\"{word}\"")
    }
}

/// What `shell_word` made a word of.
pub fn shell_unquoted(word: &str) -> String {
    let between = |quote: char| word.strip_prefix(quote)?.strip_suffix(quote);
    match (between('\''), between('"')) {
        (Some(inner), _) => inner.replace(r"'\''", "'"),
        (None, inner) => inner.unwrap_or(word).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::shell_unquoted;
    use super::shell_word;

    #[test]
    fn what_was_quoted_is_read_again() {
        for word in ["docs/backlog", "my shop", "it's $5", "", "$(touch x)"] {
            assert_eq!(shell_unquoted(&shell_word(word)), word);
        }
    }

    #[test]
    fn only_words_that_need_it_are_quoted() {
        assert_eq!(shell_word("docs/backlog"), "docs/backlog");
        assert_eq!(shell_word("my shop"), "\"my shop\"");
        assert_eq!(shell_word(""), "\"\"");
        assert_eq!(shell_word("scores.wsjf.value=…"), "scores.wsjf.value=…");
    }

    #[test]
    fn no_sign_keeps_its_power() {
        assert_eq!(shell_word("$(touch x)"), "'$(touch x)'");
        assert_eq!(shell_word("`id`"), "'`id`'");
        assert_eq!(shell_word("it's $5"), r"'it'\''s $5'");
        assert_eq!(shell_word(r"a\b"), r"'a\b'");
        assert_eq!(shell_word("x; rm y"), "\"x; rm y\"");
    }
}
