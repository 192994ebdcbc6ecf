//! New text: how a value is laid out over lines.
//!
//! Maps are written as lines; a map of single values, and a list of words, stands in brackets where it
//! is short; a list item that is a map gets lines of its own, unless all its values are single words
//! (`- {at: 2026-11-24, status: idea}`). Two blanks indent.

use serde_json::Value;

use crate::yaml::scalar::Literal;
use crate::yaml::scalar::key;
use crate::yaml::scalar::one_line;

/// The longest list or map in brackets, in characters.
const SHORT: usize = 72;

/// The indentation of one level.
pub(super) const STEP: usize = 2;

/// How a value is written after its key or dash.
pub(super) enum Form {
    /// On the same line.
    Inline(String),
    /// A text: its mark on the same line, its lines below, not yet indented.
    Literal {
        /// `|` with what belongs to it.
        head: String,
        /// The lines of the text.
        lines: Vec<String>,
    },
    /// The lines of a list or map, not yet indented.
    Block(Vec<String>),
}

/// The text of a whole new record: LF, two blanks a level.
pub fn emit(value: &Value) -> String {
    let lines = match root_form(value) {
        Form::Inline(text) => vec![text],
        Form::Block(lines) => lines,
        Form::Literal { head, lines } => std::iter::once(head)
            .chain(lines.iter().map(|line| indented(line)))
            .collect(),
    };
    lines.join("\n") + "\n"
}

/// The form of a value that is the whole document: lines wherever it has content.
pub(super) fn root_form(value: &Value) -> Form {
    match block_lines(value) {
        Some(lines) => Form::Block(lines),
        None => form(value, false),
    }
}

/// The form of a pair's value, or with `item` of a list item.
pub(super) fn form(value: &Value, item: bool) -> Form {
    if let Value::String(text) = value
        && text.contains('\n')
        && let Some(literal) = literal(text, '|', STEP)
    {
        return literal;
    }
    let wants_lines = item && matches!(value, Value::Object(_)) && !is_terse(value);
    match block_lines(value) {
        Some(lines) if wants_lines || !(is_short(value) || item && is_terse(value)) => {
            Form::Block(lines)
        }
        _ => Form::Inline(one_line(value, false).unwrap_or_else(|| flow(value))),
    }
}

/// A text as lines below a mark (`|`, or `>` for a text of one line), indented by `step`.
pub(super) fn literal(text: &str, mark: char, step: usize) -> Option<Form> {
    let literal = Literal::new(text)?;
    let head = literal.head(mark, step)?;
    Some(Form::Literal {
        head,
        lines: literal.lines.iter().map(|&line| line.to_owned()).collect(),
    })
}

/// A value in brackets, on one line.
pub(super) fn flow(value: &Value) -> String {
    if let Some(text) = one_line(value, true) {
        return text;
    }
    match value {
        Value::Array(items) => {
            format!(
                "[{}]",
                items.iter().map(flow).collect::<Vec<_>>().join(", ")
            )
        }
        Value::Object(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| flow_pair(key, value));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        _ => String::new(),
    }
}

/// `key: value` inside brackets.
pub(super) fn flow_pair(name: &str, value: &Value) -> String {
    format!("{}: {}", key(name, true), flow(value))
}

/// The lines of `key: value`, not yet indented.
pub(super) fn pair_lines(name: &str, form: Form) -> Vec<String> {
    let key = key(name, false);
    match form {
        Form::Inline(text) => vec![format!("{key}: {text}")],
        Form::Literal { head, lines } => below(format!("{key}: {head}"), &lines),
        Form::Block(lines) => below(format!("{key}:"), &lines),
    }
}

/// The lines of `- item`, not yet indented.
pub(super) fn item_lines(form: Form) -> Vec<String> {
    match form {
        Form::Inline(text) => vec![format!("- {text}")],
        Form::Literal { head, lines } => below(format!("- {head}"), &lines),
        Form::Block(mut lines) => match lines.split_first_mut() {
            Some((first, rest)) => below(format!("- {first}"), rest),
            None => vec!["-".to_owned()],
        },
    }
}

/// A line with one level of indentation; an empty one stays empty.
fn indented(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!("{:STEP$}{line}", "")
    }
}

fn below(head: String, lines: &[String]) -> Vec<String> {
    std::iter::once(head)
        .chain(lines.iter().map(|line| indented(line)))
        .collect()
}

/// The lines of a list or map with content.
fn block_lines(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(items) if !items.is_empty() => Some(
            items
                .iter()
                .flat_map(|item| item_lines(form(item, true)))
                .collect(),
        ),
        Value::Object(pairs) if !pairs.is_empty() => {
            let lines = |(key, value): (&String, &Value)| pair_lines(key, form(value, false));
            Some(pairs.iter().flat_map(lines).collect())
        }
        _ => None,
    }
}

/// A map that says little: numbers, flags and texts of at most two words, or a map of such.
fn is_terse(value: &Value) -> bool {
    match value {
        Value::String(text) => text.split(' ').count() <= 2 && !text.contains('\n'),
        Value::Array(items) => items.iter().all(is_terse),
        Value::Object(pairs) => {
            pairs.values().all(is_terse) && flow(value).chars().count() <= SHORT
        }
        _ => true,
    }
}

/// A list or map of single values on one line each, short enough for brackets.
fn is_short(value: &Value) -> bool {
    let simple = |value: &Value| match value {
        Value::String(text) => !text.contains('\n'),
        Value::Array(items) => items.is_empty(),
        Value::Object(pairs) => pairs.is_empty(),
        _ => true,
    };
    let all_simple = match value {
        // Sentences are read one below the other.
        Value::Array(items) => items.iter().all(|item| simple(item) && is_terse(item)),
        Value::Object(pairs) => pairs.values().all(simple),
        _ => true,
    };
    all_simple && flow(value).chars().count() <= SHORT
}
