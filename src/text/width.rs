//! Text measured in terminal columns.
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns that `s` takes on a terminal; East Asian wide characters and emoji take two.
pub fn width(s: &str) -> usize {
    s.width()
}

/// The characters of `s` as a reader counts them: a letter with its accent is one.
pub fn characters(s: &str) -> usize {
    s.graphemes(true).count()
}

/// `s` in at most `columns` columns: whole, or cut between graphemes with `…` at its end.
pub fn cut(s: &str, columns: usize) -> Cow<'_, str> {
    if width(s) <= columns {
        return Cow::Borrowed(s);
    }
    let Some(room) = columns.checked_sub(width("…")) else {
        return Cow::Borrowed("");
    };
    let mut kept = 0;
    let mut used = 0;
    for grapheme in s.graphemes(true) {
        used += width(grapheme);
        if used > room {
            break;
        }
        kept += grapheme.len();
    }
    Cow::Owned(format!("{}…", &s[..kept]))
}

/// `s` in at most `columns` columns: whole, or its end after `…`.
pub fn cut_start(s: &str, columns: usize) -> Cow<'_, str> {
    if width(s) <= columns {
        return Cow::Borrowed(s);
    }
    let Some(room) = columns.checked_sub(width("…")) else {
        return Cow::Borrowed("");
    };
    let mut from = s.len();
    let mut used = 0;
    for (at, grapheme) in s.grapheme_indices(true).rev() {
        used += width(grapheme);
        if used > room {
            break;
        }
        from = at;
    }
    Cow::Owned(format!("…{}", &s[from..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(width("abc"), 3);
        assert_eq!(width("取引"), 4);
        assert_eq!(width("👨‍👩‍👧"), 2);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("🇨🇭"), 2);
        assert_eq!(width("❤️"), 2);
        assert_eq!(width("👍🏽"), 2);
    }

    #[test]
    fn text_that_fits_is_not_touched() {
        assert!(matches!(cut("checkout", 8), Cow::Borrowed("checkout")));
        assert!(matches!(cut("", 0), Cow::Borrowed("")));
    }

    #[test]
    fn a_cut_ends_with_dots_and_keeps_graphemes_whole() {
        assert_eq!(cut("checkout", 6), "check…");
        assert_eq!(cut("checkout", 1), "…");
        assert_eq!(cut("checkout", 0), "");
        assert_eq!(cut("取引所", 4), "取…");
        assert_eq!(cut("ab👨‍👩‍👧cd", 4), "ab…");
        assert_eq!(cut("ab👨‍👩‍👧cd", 5), "ab👨‍👩‍👧…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }

    #[test]
    fn a_cut_at_the_start_keeps_the_end() {
        assert_eq!(cut_start("stories/S-1.yaml:4:9", 12), "…-1.yaml:4:9");
        assert_eq!(cut_start("取引所", 4), "…所");
        assert_eq!(cut_start("ab🇨🇭cd", 4), "…cd");
        assert_eq!(cut_start("ab", 2), "ab");
        assert_eq!(cut_start("abc", 0), "");
    }

    proptest! {
        #[test]
        fn a_cut_never_takes_more_than_its_columns(s in any::<String>(), columns in 0usize..30) {
            prop_assert!(width(&cut(&s, columns)) <= columns);
            prop_assert!(width(&cut_start(&s, columns)) <= columns);
        }
    }
}
