//! A second, independent opinion on new text: what PyYAML, Ruby, yq and the like will see.
//! `serde_yaml` reads as libyaml does, by rules older than ours.

use serde_json::Map;
use serde_json::Number;
use serde_json::Value;

use crate::yaml::path::Path;
use crate::yaml::path::Segment;
use crate::yaml::path::dotted;
use crate::yaml::span::BOM;

/// What the second reader makes of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The same value, order included.
    Same,
    /// Another value: where, and what it reads.
    Differs(String),
    /// No YAML at all: its own words.
    Unreadable(String),
}

/// Reads `new` with the second reader and compares with the value meant.
///
/// It gets a final newline, since it counts a missing one as part of a `|` text, and no byte-order mark,
/// which `serde_yaml`, unlike the libyaml it is made from, takes for content.
pub fn second_reading(new: &str, expected: &Value) -> Reading {
    let bare = new.strip_prefix(BOM).unwrap_or(new);
    let whole = if bare.ends_with('\n') {
        bare.to_owned()
    } else {
        format!("{bare}\n")
    };
    let theirs = match serde_yaml::from_str::<serde_yaml::Value>(&whole) {
        Ok(value) => json(value),
        Err(error) => return Reading::Unreadable(error.to_string()),
    };
    match difference(expected, &theirs, &mut Path::new()) {
        Some(difference) => Reading::Differs(difference),
        None => Reading::Same,
    }
}

fn json(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(value) => Value::Bool(value),
        serde_yaml::Value::Number(number) => json_number(&number),
        serde_yaml::Value::String(text) => Value::String(text),
        serde_yaml::Value::Sequence(items) => items.into_iter().map(json).collect(),
        serde_yaml::Value::Mapping(pairs) => {
            let pairs = pairs
                .into_iter()
                .map(|(key, value)| (key_text(key), json(value)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
        serde_yaml::Value::Tagged(tagged) => Value::String(tagged.tag.to_string()),
    }
}

/// A number as JSON has it; infinities and the like as their text.
fn json_number(number: &serde_yaml::Number) -> Value {
    let whole = number
        .as_u64()
        .map(Value::from)
        .or_else(|| number.as_i64().map(Value::from));
    whole
        .or_else(|| {
            number
                .as_f64()
                .and_then(Number::from_f64)
                .map(Value::Number)
        })
        .unwrap_or_else(|| Value::String(format!("the number {number}")))
}

fn key_text(key: serde_yaml::Value) -> String {
    match json(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// The first place where two values differ, in words.
fn difference(ours: &Value, theirs: &Value, path: &mut Path) -> Option<String> {
    let differs = || {
        let place = if path.is_empty() {
            "the record".to_owned()
        } else {
            format!("`{}`", dotted(path))
        };
        Some(format!("{place} is meant as {ours} and read as {theirs}"))
    };
    match (ours, theirs) {
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => a
            .iter()
            .zip(b)
            .enumerate()
            .find_map(|(n, (a, b))| step(Segment::Index(n), a, b, path)),
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            let mut pairs = a.iter().zip(b.values());
            pairs.find_map(|((key, a), b)| step(Segment::Key(key.clone()), a, b, path))
        }
        (Value::Object(_), Value::Object(_)) => differs(),
        (a, b) if a == b => None,
        _ => differs(),
    }
}

fn step(segment: Segment, ours: &Value, theirs: &Value, path: &mut Path) -> Option<String> {
    path.push(segment);
    let found = difference(ours, theirs, path);
    path.pop();
    found
}
