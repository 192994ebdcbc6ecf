//! Random values to write into documents.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::choices::Choices;

const TEXTS: [&str; 58] = [
    "a",
    "two words",
    "",
    " ",
    " lead",
    "trail ",
    "no",
    "yes",
    "on",
    "y",
    "null",
    "~",
    "true",
    "False",
    "5",
    "1.10",
    "1_000",
    "014",
    "0x1F",
    "12:30",
    "2026-11-24",
    "2026-11-24T09:00:00Z",
    "2026-11-24 09:00:00",
    "- a",
    "-",
    "?",
    "? a",
    "a: b",
    "a:",
    ": a",
    "a #b",
    "#a",
    "[a",
    "a]",
    "{a: 1}",
    "a, b",
    "'q'",
    "it's",
    "\"q\"",
    "back\\slash",
    "*a",
    "&a",
    "!a",
    "|",
    "> a",
    "%a",
    "@a",
    "`a",
    "=",
    "<<",
    "---",
    "--- a",
    "...",
    "grüezi 日本 😀",
    "tab\there",
    "a\u{2028}b",
    "a\u{85}b\u{7f}",
    "https://x.y/z?q=a#b",
];

const LONG_TEXTS: [&str; 16] = [
    "p\nq\n",
    "p\nq",
    "p\n\nq\n\n",
    "\np\n",
    " p\nq\n",
    "p\n  q\n",
    "p\n\n\n",
    "\n",
    "\n\n",
    "p\n \nq",
    "p\tq\n\tr\n",
    "# p\n- q: [\n",
    "p\r\nq\r\n",
    "ü\n日本\n",
    "p\u{2028}q\nr\n",
    "a rather long line that goes on and on past any width: it has a colon\nand more\n",
];

const KEYS: [&str; 14] = [
    "new",
    "other",
    "key with blanks",
    "schlüssel",
    "on",
    "5",
    "null",
    "a: b",
    "- a",
    "#k",
    "k,k",
    "[k",
    "it's",
    "\"k\"",
];

/// A text, any kind.
pub fn text(c: &mut Choices<'_>) -> String {
    let texts: &[&str] = if c.once_in(3) { &LONG_TEXTS } else { &TEXTS };
    (*c.of(texts)).to_owned()
}

/// A key, mostly a usual one.
pub fn key(c: &mut Choices<'_>) -> String {
    let keys: &[&str] = if c.once_in(3) { &KEYS } else { &KEYS[..2] };
    (*c.of(keys)).to_owned()
}

/// A single value.
pub fn scalar(c: &mut Choices<'_>) -> Value {
    match c.below(9) {
        0 => json!(5),
        1 => json!(-3),
        2 => json!(0.5),
        3 => json!(1e300),
        4 => json!(true),
        5 => Value::Null,
        _ => Value::String(text(c)),
    }
}

/// A value of any kind, at most `depth` lists and maps deep.
pub fn value(c: &mut Choices<'_>, depth: usize) -> Value {
    match if depth == 0 { 0 } else { c.below(5) } {
        3 => (0..c.below(4)).map(|_| value(c, depth - 1)).collect(),
        4 => {
            let pairs = (0..c.below(4)).map(|_| (key(c), value(c, depth - 1)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
        _ => scalar(c),
    }
}
