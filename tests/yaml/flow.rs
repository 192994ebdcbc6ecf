//! Random lists and maps in brackets.

use serde_json::Map;
use serde_json::Value;

use super::choices::Choices;
use super::counts::count;
use super::scalars;

/// The lines of a list or map in brackets (the first stands behind its key), and its value.
pub fn collection(c: &mut Choices<'_>, depth: usize) -> (Vec<String>, Value) {
    let map = c.once_in(2);
    let over_lines = c.once_in(3);
    count(if map { "flow map" } else { "flow list" });
    let (mut parts, mut items, mut pairs) = (Vec::new(), Vec::new(), Map::new());
    for n in 0..c.below(4) {
        let (text, value) = inner(c, depth);
        if map {
            let (key, text, value) = pair(c, n, text, value);
            pairs.insert(key, value);
            parts.push(text);
        } else if c.once_in(8) {
            count("flow pair in a list");
            items.push(Value::Object(Map::from_iter([("k".to_owned(), value)])));
            parts.push(format!("k: {text}"));
        } else {
            items.push(value);
            parts.push(text);
        }
    }
    let value = if map {
        Value::Object(pairs)
    } else {
        Value::Array(items)
    };
    let (open, close) = if map { ("{", "}") } else { ("[", "]") };
    let lines = if over_lines {
        lines(c, &parts, open, close)
    } else {
        vec![one_line(c, &parts, open, close)]
    };
    (lines, value)
}

fn inner(c: &mut Choices<'_>, depth: usize) -> (String, Value) {
    if depth > 0 && c.once_in(5) {
        let (lines, value) = collection(c, depth - 1);
        if lines.len() == 1 {
            return (lines.concat(), value);
        }
    }
    let written = scalars::short(c);
    (written.first, written.value)
}

fn pair(c: &mut Choices<'_>, n: usize, text: String, value: Value) -> (String, String, Value) {
    let key = format!("{}{n}", c.of(&["k", "ü", "key "]));
    match c.below(6) {
        4 => {
            count("flow key without value");
            (key.clone(), key, Value::Null)
        }
        5 => {
            count("flow quoted key");
            (key.clone(), format!("\"{key}\":{text}"), value)
        }
        _ => (key.clone(), format!("{key}: {text}"), value),
    }
}

fn one_line(c: &mut Choices<'_>, parts: &[String], open: &str, close: &str) -> String {
    let pad = if c.once_in(3) { " " } else { "" };
    let comma = if !parts.is_empty() && c.once_in(4) {
        ","
    } else {
        ""
    };
    format!(
        "{open}{pad}{}{comma}{pad}{close}",
        parts.join(*c.of(&[", ", ",  "]))
    )
}

fn lines(c: &mut Choices<'_>, parts: &[String], open: &str, close: &str) -> Vec<String> {
    count("flow over lines");
    let mut lines = vec![format!("{open}{}", comment(c))];
    for (n, part) in parts.iter().enumerate() {
        let comma = if n + 1 < parts.len() || c.once_in(2) {
            ","
        } else {
            ""
        };
        if c.once_in(4) {
            count("comment in flow");
            lines.push("  # about, the: [next".to_owned());
        }
        lines.push(format!("  {part}{comma}{}", comment(c)));
    }
    lines.push(close.to_owned());
    lines
}

fn comment(c: &mut Choices<'_>) -> &'static str {
    if c.once_in(4) {
        count("comment in flow");
        " # c, ] }"
    } else {
        ""
    }
}
