//! Two changes of one text, line by line.

use super::conflict::sides;

/// The text with the changes of both sides; `None` where they meet in the same
/// lines. The two sides may be exchanged.
pub fn merge_lines(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let one = diffy::merge(base, ours, theirs).ok()?;
    let other = diffy::merge(base, theirs, ours).ok()?;
    (one == other).then_some(one)
}

/// The text with the changes of both sides, and ours in the lines where they
/// meet; `None` for texts that hold what looks like the marks between them.
pub fn merge_lines_ours_first(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let is_mark = |line: &str| {
        ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
            .iter()
            .any(|m| line.starts_with(m))
    };
    if [base, ours, theirs]
        .iter()
        .any(|text| text.lines().any(is_mark))
    {
        return None;
    }
    match diffy::merge(base, ours, theirs) {
        Ok(merged) => Some(merged),
        Err(marked) => sides(&marked).map(|sides| sides.ours),
    }
}

#[cfg(test)]
mod tests {
    use super::merge_lines;
    use super::merge_lines_ours_first;

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

    #[test]
    fn ours_stands_where_both_changed_the_same_lines() {
        let merged = |ours, theirs| merge_lines_ours_first("a\nb\nc\nd\n", ours, theirs);
        let text = merged("A\nb\nc\nd\ne\n", "X\nb\nc # why\nd\nf\n");
        assert_eq!(text.as_deref(), Some("A\nb\nc # why\nd\ne\n"));
        assert_eq!(merged("a\n=======\n", "b\n"), None);
    }
}
