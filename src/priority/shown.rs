//! How the terms of a score are shown.
use serde_json::Map;
use serde_json::Value;

use super::decimal::display;

/// A term that stands in a column beside the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column<'a> {
    pub key: &'a str,
    pub form: Form,
}

/// How a term is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it stands in the record.
    Plain,
    /// A number with so many digits after the point.
    Decimals(u32),
    /// A share as percent, with so many digits after the point.
    Percent(u32),
    /// After how many years, or never.
    Years,
}

impl<'a> Column<'a> {
    pub const fn plain(key: &'a str) -> Self {
        Self {
            key,
            form: Form::Plain,
        }
    }

    pub const fn new(key: &'a str, form: Form) -> Self {
        Self { key, form }
    }
}

impl Form {
    /// The term in words; none where there is none.
    pub fn write(self, term: &Value) -> Option<String> {
        match self {
            Form::Plain => (!term.is_null()).then(|| word(term)),
            Form::Decimals(digits) => term.as_f64().map(|term| display(term, digits)),
            Form::Percent(digits) => {
                let percent = |share: f64| format!("{} %", display(share * 100.0, digits));
                term.as_f64().map(percent)
            }
            Form::Years => match term.as_f64() {
                Some(years) => Some(display(years, 2)),
                None => Some("never".to_owned()),
            },
        }
    }
}

/// A value as people write it.
pub fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(word).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// A term in words; a dash where there is none.
pub(super) fn term(terms: &Map<String, Value>, key: &str, form: Form) -> String {
    let shown = terms.get(key).and_then(|term| form.write(term));
    shown.unwrap_or_else(|| "–".to_owned())
}
