//! Text in XML: what is typed is what is read, and nothing that XML forbids.
use super::safe;

/// The text between two tags, or in an attribute between double quotes. Line ends and tabs are kept as entities, so
/// that no reader folds them; characters that XML does not know are replaced.
pub fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Line by line, as one safe line has no line ends.
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            escaped.push_str("&#10;");
        }
        for c in safe(line).chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
                c => escaped.push(c),
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::xml;

    #[test]
    fn markup_and_what_xml_forbids_are_text() {
        let hostile = "</failure>]]>&\"'\u{0}\u{ffff}";
        let said = xml(hostile);
        assert!(said.starts_with("&lt;/failure&gt;]]&gt;&amp;&quot;&#39;"));
        assert!(!said.contains(['\u{0}', '\u{ffff}', '<', '"']), "{said:?}");
    }

    #[test]
    fn lines_are_kept() {
        assert_eq!(xml("a\nb"), "a&#10;b");
    }
}
