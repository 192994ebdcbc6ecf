//! Plain text inside a line of Markdown: what is typed is what is read.
use super::safe;

/// The text as Markdown that shows it as it is: one line, neither markup nor HTML in it has a meaning, and a bare
/// web address stays a link.
pub fn markdown(text: &str) -> String {
    let safe = safe(text);
    let words = safe.trim().split(' ').enumerate();
    let words: Vec<String> = words.map(|(at, word)| self::word(word, at == 0)).collect();
    words.join(" ")
}

fn word(word: &str, first: bool) -> String {
    if let Some(linked) = address(word) {
        return linked;
    }
    let mut escaped = String::with_capacity(word.len());
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = word.len() - rest.len();
    // A list would begin here.
    let opens = match digits {
        0 => rest.starts_with(['+', '-']),
        _ => rest == "." || rest == ")",
    };
    if first && opens {
        escaped.push_str(&word[..digits]);
        escaped.push('\\');
        escape(rest, &mut escaped);
        return escaped;
    }
    escape(word, &mut escaped);
    escaped
}

fn escape(text: &str, escaped: &mut String) {
    for (at, c) in text.char_indices() {
        match c {
            // Entities, as not every reader of Markdown knows `\<`.
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' if is_entity(&text[at..]) => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
}

/// Whether the text begins with `&name;` or `&#10;`.
fn is_entity(text: &str) -> bool {
    let name = text[1..].split(';').next().unwrap_or_default();
    !name.is_empty()
        && name.len() < text.len() - 1
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

/// A web address as a link; marks behind it belong to the sentence.
fn address(word: &str) -> Option<String> {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| word.strip_prefix(scheme))?;
    let host = rest.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '"']);
    if host.is_empty() || host.contains(['<', '>', '\\']) {
        return None;
    }
    let (link, behind) = word.split_at(word.len() - (rest.len() - host.len()));
    let mut linked = format!("<{}>", link.replace('|', "%7C"));
    escape(behind, &mut linked);
    Some(linked)
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn markup_and_html_lose_their_meaning() {
        for (text, shown) in [
            ("pay by card", "pay by card"),
            (
                "a*b_c`d` [x](y) {z} #1 a|b ~~c~~",
                "a\\*b\\_c\\`d\\` \\[x\\](y) \\{z\\} \\#1 a\\|b \\~\\~c\\~\\~",
            ),
            ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
            ("a\\b", "a\\\\b"),
            (
                "Ben & Co, R&D, &lt; &#60; &;",
                "Ben & Co, R&D, &amp;lt; &amp;\\#60; &;",
            ),
        ] {
            assert_eq!(markdown(text), shown);
        }
    }

    #[test]
    fn the_beginning_of_a_line_opens_no_list() {
        for (text, shown) in [
            ("- a - b", "\\- a - b"),
            ("+1 for that", "\\+1 for that"),
            ("1. first", "1\\. first"),
            ("12) twelfth", "12\\) twelfth"),
            ("3.5 points", "3.5 points"),
            ("---", "\\---"),
            ("2026 was a year", "2026 was a year"),
        ] {
            assert_eq!(markdown(text), shown);
        }
    }

    #[test]
    fn lines_become_one_and_hidden_characters_are_seen_or_left_out() {
        assert_eq!(markdown("  a\r\n\tb\u{202e}c\u{1b}[1m "), "a bc␛\\[1m");
        assert_eq!(markdown(""), "");
    }

    #[test]
    fn a_web_address_stays_a_link() {
        assert_eq!(
            markdown("see https://example.org/a_b|c?d=1&lt;, and (http://x.org)."),
            "see <https://example.org/a_b%7Cc?d=1&lt>;, and (http://x.org)."
        );
        assert_eq!(markdown("https://"), "https://");
        assert_eq!(markdown("https://a<b>"), "https://a&lt;b&gt;");
    }
}
