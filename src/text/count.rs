//! Numbers and lists as an English sentence has them.

/// The number with its noun: "1 story", "3 stories", "20,000 stories".
pub fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n), if n == 1 { one } else { many })
}

/// The number with a comma between each three digits: "20,000".
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The noun with its article: "a story", "an epic".
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

/// The items as a sentence lists them: "a", "a and b", "a, b and c"; nothing for none.
pub fn and_list(items: &[impl AsRef<str>]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_agrees_with_its_number() {
        assert_eq!(plural(0, "story", "stories"), "0 stories");
        assert_eq!(plural(1, "story", "stories"), "1 story");
        assert_eq!(plural(3, "story", "stories"), "3 stories");
        assert_eq!(plural(20_000, "story", "stories"), "20,000 stories");
    }

    #[test]
    fn thousands_are_grouped_from_the_right() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(12_345_678), "12,345,678");
    }

    #[test]
    fn an_article_goes_by_the_first_letter() {
        assert_eq!(with_article("story"), "a story");
        assert_eq!(with_article("epic"), "an epic");
    }

    #[test]
    fn a_list_ends_with_and() {
        assert_eq!(and_list(&[] as &[&str]), "");
        assert_eq!(and_list(&["a"]), "a");
        assert_eq!(and_list(&["a", "b"]), "a and b");
        assert_eq!(
            and_list(&["a".to_owned(), "b".to_owned(), "c".to_owned()]),
            "a, b and c"
        );
    }
}
