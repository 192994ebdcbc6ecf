//! How a single value is written so that every reader, YAML 1.1 or 1.2, sees the same.

use serde_json::Number;
use serde_json::Value;

use crate::yaml::node::Document;
use crate::yaml::number::Plain;
use crate::yaml::number::resolve;

/// A value on one line; nothing for a list or map with content.
pub(super) fn one_line(value: &Value, flow: bool) -> Option<String> {
    Some(match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => decimal(number),
        Value::String(text) => text_on_one_line(text, flow),
        Value::Array(items) if items.is_empty() => "[]".to_owned(),
        Value::Object(pairs) if pairs.is_empty() => "{}".to_owned(),
        Value::Array(_) | Value::Object(_) => return None,
    })
}

/// A text without quotes where that is safe, else in those that hold it without escapes, else in
/// double quotes.
pub(super) fn text_on_one_line(text: &str, flow: bool) -> String {
    if is_plain(text, flow) {
        return text.to_owned();
    }
    let single = text.contains(['"', '\\']).then(|| single(text));
    single.flatten().unwrap_or_else(|| double(text))
}

/// A key without quotes where that is safe. `on`, `no` and the like stay bare, though YAML 1.1 takes
/// them for true and false: they are names in our records, and readers by 1.2 see names.
pub(super) fn key(text: &str, flow: bool) -> String {
    let bare = is_word(text) && resolve(text) == Plain::Text && reads_back(text, flow);
    if bare {
        text.to_owned()
    } else {
        text_on_one_line(text, flow)
    }
}

/// A text in double quotes, everything invisible or ambiguous escaped.
pub(super) fn double(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_visible(c) => quoted.push(c),
            c if u32::from(c) <= 0xff => quoted.push_str(&format!("\\x{:02X}", u32::from(c))),
            c if u32::from(c) <= 0xffff => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push_str(&format!("\\U{:08X}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// A text in single quotes, where these can hold it.
pub(super) fn single(text: &str) -> Option<String> {
    text.chars()
        .all(is_visible)
        .then(|| format!("'{}'", text.replace('\'', "''")))
}

/// A text as the lines below a `|`.
pub(super) struct Literal<'t> {
    pub(super) lines: Vec<&'t str>,
    /// `-`, nothing or `+`: how many line ends close the text.
    chomping: &'static str,
    /// The first line begins with a blank, so the indentation has to be said.
    indented: bool,
}

impl<'t> Literal<'t> {
    /// Nothing where another reader or an editor could change the text.
    pub(super) fn new(text: &'t str) -> Option<Literal<'t>> {
        let body = text.trim_end_matches('\n');
        let mut lines: Vec<&str> = body.split('\n').collect();
        let safe = |line: &&str| {
            let visible = line.chars().all(|c| c == '\t' || is_visible(c));
            visible && !line.starts_with('\t') && (line.is_empty() || !line.trim().is_empty())
        };
        if body.is_empty() || !lines.iter().all(safe) {
            return None;
        }
        let indented = lines.iter().find(|line| !line.is_empty())?.starts_with(' ');
        let ends = text.len() - body.len();
        lines.resize(lines.len() + ends.saturating_sub(1), "");
        let chomping = match ends {
            0 => "-",
            1 => "",
            _ => "+",
        };
        Some(Literal {
            lines,
            chomping,
            indented,
        })
    }

    /// The mark before the text, its lines indented by `step` below their parent; nothing where YAML
    /// cannot say so much.
    pub(super) fn head(&self, mark: char, step: usize) -> Option<String> {
        let digit = if self.indented {
            step.to_string()
        } else {
            String::new()
        };
        (!self.indented || step <= 9).then(|| format!("{mark}{digit}{}", self.chomping))
    }
}

/// A number as both YAML versions read it: an exponent needs a point and a sign in 1.1.
fn decimal(number: &Number) -> String {
    let text = number.to_string();
    let Some((mantissa, exponent)) = text.split_once('e') else {
        return text;
    };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['+', '-']) {
        ""
    } else {
        "+"
    };
    format!("{mantissa}{point}e{sign}{exponent}")
}

/// Whether a text may stand without quotes.
fn is_plain(text: &str, flow: bool) -> bool {
    if is_date(text) {
        return true;
    }
    let starts_like_a_mark = text.starts_with(|c| ",[]{}#&*!|>'\"%@`=<".contains(c))
        || text.starts_with("---")
        || text.starts_with("...")
        || (text.starts_with(['-', '?', ':']) && !text[1..].starts_with(char::is_alphanumeric));
    let holds_a_mark = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let ends_a_flow = flow && text.contains([',', '[', ']', '{', '}']);
    !starts_like_a_mark
        && !holds_a_mark
        && !ends_a_flow
        && text.trim() == text
        && text.chars().all(is_visible)
        && resolve(text) == Plain::Text
        && !is_word(text)
        && !is_number_like(text)
        && reads_back(text, flow)
}

/// `2026-11-24` or `2026-11-24T09:00:00Z`: dates and moments are written as people write them.
pub(super) fn is_date(text: &str) -> bool {
    const MOMENT: &[u8] = b"0000-00-00T00:00:00Z";
    let fits = |(byte, form): (u8, &u8)| {
        if *form == b'0' {
            byte.is_ascii_digit()
        } else {
            byte == *form
        }
    };
    matches!(text.len(), 10 | 20) && text.bytes().zip(MOMENT).all(fits)
}

/// Words that some YAML reader takes for true, false or nothing.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// What some YAML reader takes for a number, a time or a version: `1_000`, `12:30`, `0b1`, `.inf`.
fn is_number_like(text: &str) -> bool {
    let bare = text.strip_prefix(['+', '-']).unwrap_or(text);
    let in_word = |b: u8| b.is_ascii_alphanumeric() || b"+-._:".contains(&b);
    let in_moment = |b: u8| b.is_ascii_digit() || b"+-.:tTzZ ".contains(&b);
    bare.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && (bare.bytes().all(in_word) || bare.bytes().all(in_moment))
}

/// Characters that every reader keeps as they are and that do not break a line.
fn is_visible(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// The last word has the parser: the text must come back as it went in.
fn reads_back(text: &str, flow: bool) -> bool {
    let line = if flow {
        format!("k: [{text}]")
    } else {
        format!("k: {text}")
    };
    Document::parse(line).is_ok_and(|doc| {
        let value = doc.root().and_then(|root| root.get("k"));
        let value = if flow {
            value.and_then(|list| list.items().next())
        } else {
            value
        };
        doc.nodes.len() == if flow { 4 } else { 3 } && value.and_then(|v| v.text()) == Some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_read_as_something_else_are_quoted() {
        for text in [
            "",
            " a",
            "a ",
            "1",
            "1.0",
            "1_000",
            "0x1F",
            "0b1",
            "12:30",
            "1.2.3",
            "3d",
            "-1",
            ".inf",
            "-.inf",
            "true",
            "Yes",
            "NO",
            "y",
            "off",
            "null",
            "~",
            "=",
            "<<",
            "- a",
            "-",
            "? a",
            "a: b",
            "a #b",
            "a:",
            "#a",
            "[a",
            "{a",
            "'a'",
            "\"a",
            "*a",
            "&a",
            "!a",
            "|",
            "> a",
            "%a",
            "@a",
            "`a",
            "---",
            "--- a",
            "...",
            "a\tb",
            "a\nb",
            "a\u{2028}b",
            "a\u{85}b",
            "\u{feff}a",
            "2026-1-1",
            "2026-11-24 09:00:00",
            "2026-11-24T09:00:00",
        ] {
            let written = text_on_one_line(text, false);
            assert!(written.starts_with(['"', '\'']), "{text:?} as {written}");
        }
        for text in ["a, b", "[x]", "a]", "{", "a:,b"] {
            assert_eq!(text_on_one_line(text, true), double(text), "{text:?}");
        }
    }

    #[test]
    fn quotes_are_those_that_need_no_escapes() {
        for (text, written) in [
            ("a: b", "\"a: b\""),
            ("it's: b", "\"it's: b\""),
            ("\"a\"", "'\"a\"'"),
            ("it's \"a\": b", "'it''s \"a\": b'"),
            ("\"a\"\n", "\"\\\"a\\\"\\n\""),
        ] {
            assert_eq!(text_on_one_line(text, false), written);
        }
    }

    #[test]
    fn other_texts_stay_without_quotes() {
        for text in [
            "a",
            "S-142",
            "a, b",
            "it's",
            "5 items",
            "a:b",
            "https://x.y/z?a#b",
            "2026-11-24",
            "2026-11-24T09:00:00Z",
            "-x",
            "ü",
            "日本",
            "a@b",
        ] {
            assert_eq!(text_on_one_line(text, false), text);
        }
        assert_eq!(text_on_one_line("https://x.y", true), "https://x.y");
    }

    #[test]
    fn double_quotes_escape_what_breaks_lines() {
        assert_eq!(
            double("a\"\\\n\t\u{1}\u{85}\u{2028}\u{1f600}ü"),
            r#""a\"\\\n\t\x01\x85\u2028😀ü""#
        );
        assert_eq!(single("it's").as_deref(), Some("'it''s'"));
        assert_eq!(single("a\nb"), None);
    }

    #[test]
    fn numbers_have_a_point_and_sign_before_an_exponent() {
        let text = |number: f64| one_line(&Value::from(number), false);
        assert_eq!(text(1e300).as_deref(), Some("1.0e+300"));
        assert_eq!(text(1.5e-9).as_deref(), Some("1.5e-9"));
        assert_eq!(text(5.0).as_deref(), Some("5.0"));
    }
}
