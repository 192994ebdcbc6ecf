//! Two changes of one text, line by line.

/// The text with the changes of both sides; `None` where they meet in the same
/// lines. The two sides may be exchanged.
pub fn merge_lines(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let one = diffy::merge(base, ours, theirs).ok()?;
    let other = diffy::merge(base, theirs, ours).ok()?;
    (one == other).then_some(one)
}

#[cfg(test)]
mod tests {
    use super::merge_lines;

    #[test]
    fn changes_of_different_lines_meet_and_of_the_same_line_do_not() {
        let base = "a\nb\nc\nd\n";
        let merged = merge_lines(base, "A\nb\nc\nd\n", "a\nb\nc\nD\ne\n");
        assert_eq!(merged.as_deref(), Some("A\nb\nc\nD\ne\n"));
        assert_eq!(merge_lines(base, "A\nb\nc\nd\n", "X\nb\nc\nd\n"), None);
        assert_eq!(
            merge_lines(base, "a\nb\nc\nd\ne\n", "a\nb\nc\nd\nf\n"),
            None
        );
        assert_eq!(merge_lines("a", "a", "b").as_deref(), Some("b"));
    }
}
