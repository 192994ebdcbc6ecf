//! Words as a shell takes them, for commands that are shown to be pasted.

/// A word in double quotes where a shell would not take it as one.
pub fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/\\._-+:@%".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("\"{}\"", word.replace('"', "\\\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::shell_word;

    #[test]
    fn only_words_that_need_it_are_quoted() {
        assert_eq!(shell_word("docs/backlog"), "docs/backlog");
        assert_eq!(shell_word("my shop"), "\"my shop\"");
        assert_eq!(shell_word(""), "\"\"");
    }
}
