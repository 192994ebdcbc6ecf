//! Random single values as a person, or another tool, may write them, and what they mean.

use serde_json::Value;
use serde_json::json;

use super::choices::Choices;
use super::counts::count;

/// Text on the line of the key, further lines (without indentation), and the value they mean.
pub struct Written {
    pub first: String,
    pub rest: Vec<String>,
    pub value: Value,
    /// A `|` or `>` text: nothing may stand behind its lines.
    pub block: bool,
    /// A text that keeps its blank lines at the end.
    pub keeps: bool,
}

const WORDS: [&str; 12] = [
    "a",
    "it works",
    "grüezi",
    "日本語",
    "a-b",
    "x:y",
    "http://x.y/z#a",
    "don't",
    "5 items",
    "naïve 😀",
    "S-142",
    "b c",
];

fn plains() -> [(&'static str, Value); 14] {
    [
        ("5", json!(5)),
        ("-3", json!(-3)),
        ("0.5", json!(0.5)),
        ("1.0e+3", json!(1000.0)),
        ("true", json!(true)),
        ("False", json!(false)),
        ("null", Value::Null),
        ("~", Value::Null),
        ("no", json!("no")),
        ("2026-11-24", json!("2026-11-24")),
        ("2026-11-24T09:00:00Z", json!("2026-11-24T09:00:00Z")),
        ("1.2.3", json!("1.2.3")),
        ("12:30", json!("12:30")),
        ("0x1F", json!(31)),
    ]
}

fn line(first: String, value: Value) -> Written {
    Written {
        first,
        rest: Vec::new(),
        value,
        block: false,
        keeps: false,
    }
}

/// A value on one line, as it may stand in brackets too.
pub fn short(c: &mut Choices<'_>) -> Written {
    match c.below(6) {
        0 | 1 => {
            count("style plain");
            let word = *c.of(&WORDS);
            line(word.to_owned(), json!(word))
        }
        2 => {
            count("style plain typed");
            let (text, value) = c.of(&plains()).clone();
            line(text.to_owned(), value)
        }
        3 => {
            count("style single quoted");
            let text = format!("{}, [{}]: 'q' #", c.of(&WORDS), c.of(&WORDS));
            line(format!("'{}'", text.replace('\'', "''")), json!(text))
        }
        4 => {
            count("style double quoted");
            let word = *c.of(&WORDS);
            line(
                format!("\"{word}: \\\"q\\\" \\\\ \\n\\t\\u00fc\\x41\""),
                json!(format!("{word}: \"q\" \\ \n\tüA")),
            )
        }
        _ => {
            count("style empty quoted");
            line("''".to_owned(), json!(""))
        }
    }
}

/// Any value in block context; `indent` is how far lines of a text stand in from their parent.
pub fn any(c: &mut Choices<'_>, indent: usize) -> Written {
    match c.below(8) {
        4 => several_lines(c),
        5 | 6 => literal(c, indent),
        7 => folded(c),
        _ => short(c),
    }
}

/// A plain or quoted text that goes on over lines.
fn several_lines(c: &mut Choices<'_>) -> Written {
    let (a, b) = (c.of(&WORDS).to_string(), c.of(&WORDS).to_string());
    let value = json!(format!("{a} {b}"));
    let quote = *c.of(&["", "'", "\""]);
    count(if quote.is_empty() {
        "style plain over lines"
    } else {
        "style quoted over lines"
    });
    let (a, b) = if quote == "'" {
        (a.replace('\'', "''"), b.replace('\'', "''"))
    } else {
        (a, b)
    };
    Written {
        first: format!("{quote}{a}"),
        rest: vec![format!("{b}{quote}")],
        value,
        block: false,
        keeps: false,
    }
}

/// The mark at the end of a head, the blank lines it may have, and the line ends they mean.
fn chomping(c: &mut Choices<'_>) -> (&'static str, usize, usize) {
    let blanks = c.below(3);
    match c.below(3) {
        0 => ("", blanks, 1),
        1 => ("-", blanks, 0),
        _ => ("+", blanks, 1 + blanks),
    }
}

fn literal(c: &mut Choices<'_>, indent: usize) -> Written {
    let mut lines: Vec<String> = (0..=c.below(3)).map(|_| c.of(&WORDS).to_string()).collect();
    let digit = c.once_in(4);
    if digit {
        lines[0].insert_str(0, "  ");
    }
    if c.once_in(3) {
        lines.push(String::new());
        lines.push("  # no comment: [".to_owned());
    }
    let (mark, blanks, ends) = chomping(c);
    count(&format!(
        "style literal |{mark}{}",
        if digit { " with digit" } else { "" }
    ));
    let value = json!(lines.join("\n") + &"\n".repeat(ends));
    let digit = if digit {
        indent.to_string()
    } else {
        String::new()
    };
    lines.resize(lines.len() + blanks, String::new());
    let comment = if c.once_in(4) { " # | c" } else { "" };
    let first = format!("|{digit}{mark}{comment}");
    Written {
        first,
        rest: lines,
        value,
        block: true,
        keeps: mark == "+",
    }
}

fn folded(c: &mut Choices<'_>) -> Written {
    let (a, b, d) = (
        c.of(&WORDS).to_string(),
        c.of(&WORDS).to_string(),
        c.of(&WORDS).to_string(),
    );
    let (mark, blanks, ends) = chomping(c);
    count(&format!("style folded >{mark}"));
    let value = json!(format!("{a} {b}\n{d}{}", "\n".repeat(ends)));
    let mut lines = vec![a, b, String::new(), d];
    lines.resize(lines.len() + blanks, String::new());
    Written {
        first: format!(">{mark}"),
        rest: lines,
        value,
        block: true,
        keeps: mark == "+",
    }
}
