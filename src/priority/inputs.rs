//! The inputs that methods score by: their scales, and what a record holds of them.
mod scale;

use std::borrow::Cow;

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

use super::file_key;
use crate::model::Record;
use crate::model::date::Day;

pub use scale::Scale;
pub use scale::number;

/// What may stand beside the inputs of any method: the day it was scored, and who did it.
pub const SCORED: &str = "scored";
pub const BY: &str = "by";

/// One value that a method scores by.
#[derive(Clone, Debug)]
pub struct Input {
    /// The key below `scores.<method>`. A method of one input that bears its own name holds it bare:
    /// `scores.moscow: must`.
    pub key: Cow<'static, str>,
    /// What it says of a record, in a few words.
    pub meaning: Cow<'static, str>,
    pub scale: Scale,
    /// A record has a score without it.
    pub optional: bool,
    /// Beside which other inputs it says something.
    pub beside: Beside,
}

/// The other inputs beside which one says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    Any,
    /// Only in place of this one.
    Without(&'static str),
    /// Only where this one is this word.
    With(&'static str, &'static str),
}

impl Input {
    /// An input that a score needs.
    pub const fn new(key: &'static str, meaning: &'static str, scale: Scale) -> Self {
        Self {
            key: Cow::Borrowed(key),
            meaning: Cow::Borrowed(meaning),
            scale,
            optional: false,
            beside: Beside::Any,
        }
    }

    /// An input that a record has a score without.
    pub const fn optional(key: &'static str, meaning: &'static str, scale: Scale) -> Self {
        Self {
            key: Cow::Borrowed(key),
            meaning: Cow::Borrowed(meaning),
            scale,
            optional: true,
            beside: Beside::Any,
        }
    }

    /// The same where it says something only beside some others.
    pub const fn beside(mut self, beside: Beside) -> Self {
        self.beside = beside;
        self
    }
}

/// An input whose value cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invalid {
    pub key: String,
    /// Lower case, without a full stop.
    pub why: String,
}

impl Invalid {
    pub fn new(key: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            why: why.into(),
        }
    }
}

/// What a record holds of a method's inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The valid inputs by key, and what the method computed on the way.
    pub terms: Map<String, Value>,
    /// Inputs that were filled from elsewhere.
    pub assumed: Map<String, Value>,
    /// Keys without a value.
    pub missing: Vec<String>,
    pub invalid: Vec<Invalid>,
    /// How many of the inputs that a score needs the record itself holds.
    pub valid: usize,
    /// How many inputs a score needs.
    pub needed: usize,
}

impl Reading {
    /// A term that is a number.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.terms.get(key).and_then(Value::as_f64)
    }

    /// A term that is a word.
    pub fn word(&self, key: &str) -> Option<&str> {
        self.terms.get(key).and_then(Value::as_str)
    }

    /// The share of needed inputs that the record itself holds, 0 to 1.
    pub fn completeness(&self) -> f64 {
        self.valid as f64 / self.needed.max(1) as f64
    }

    /// Notes what the method computed.
    pub fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.terms.insert(key.to_owned(), value.into());
    }

    /// An input that a score needs is there after all, made from others.
    pub fn fill(&mut self, key: &str, value: f64) {
        self.missing.retain(|missing| missing != key);
        self.put(key, number(value));
        self.valid += 1;
    }

    /// An input makes no sense beside the others.
    pub fn refuse(&mut self, key: &str, why: impl Into<String>) {
        self.terms.remove(key);
        self.invalid.push(Invalid::new(key, why));
    }
}

/// What stands under `scores:` of one record.
#[derive(Clone, Copy, Debug)]
pub struct Scores<'a> {
    record: &'a Record,
    instead: Option<(&'a str, &'a Value)>,
}

impl<'a> Scores<'a> {
    /// The scores as the record has them.
    pub fn of(record: &'a Record) -> Self {
        Self {
            record,
            instead: None,
        }
    }

    /// The same, with other values for one method.
    pub fn with(self, method: &'a str, values: &'a Value) -> Self {
        Self {
            instead: Some((method, values)),
            ..self
        }
    }

    /// Whose scores they are.
    pub fn record(self) -> &'a Record {
        self.record
    }

    /// All that stands under a method's name; nothing for null.
    pub fn get(self, method: &str) -> Option<&'a Value> {
        let values = match self.instead {
            Some((name, values)) if name == method => Some(values),
            _ => all(self.record).and_then(|scores| scores.get(file_key(method).as_ref())),
        };
        values.filter(|value| !value.is_null())
    }

    /// One value of a method; nothing for null.
    pub fn value(self, method: &str, key: &str) -> Option<&'a Value> {
        one(self.get(method)?, method, key)
    }

    /// The day it was scored by a method, where the record says it.
    pub fn scored_on(self, method: &str) -> Option<Day> {
        self.value(method, SCORED)?.as_str()?.parse().ok()
    }

    /// Reads the inputs of a method.
    pub fn read(self, method: &'static str, inputs: &[Input]) -> Reading {
        let mut reading = Reading {
            needed: inputs.iter().filter(|input| !input.optional).count(),
            ..Reading::default()
        };
        let values = self.get(method);
        let bare = inputs.iter().any(|input| input.key == method);
        if !bare && values.is_some_and(|values| !values.is_object()) {
            let keys: Vec<&str> = inputs.iter().map(|input| input.key.as_ref()).collect();
            let why = match keys.as_slice() {
                [] => "expected a map".to_owned(),
                keys => format!("expected a map of {}", keys.join(", ")),
            };
            reading.invalid.push(Invalid::new(method, why));
            return reading;
        }
        // Room for a result beside the inputs.
        reading.terms = Map::with_capacity(inputs.len() + 1);
        for input in inputs {
            let value = values.and_then(|values| one(values, method, &input.key));
            match value.map(|value| input.scale.check(value)) {
                Some(Ok(value)) => {
                    reading.put(&input.key, value);
                    reading.valid += usize::from(!input.optional);
                }
                Some(Err(why)) => reading.invalid.push(Invalid::new(&*input.key, why)),
                None if input.optional => {}
                None => reading.missing.push(input.key.clone().into_owned()),
            }
        }
        reading
    }
}

/// One of the values of a method; nothing for null.
fn one<'a>(values: &'a Value, method: &str, key: &str) -> Option<&'a Value> {
    let value = match values {
        Value::Object(values) => values.get(key)?,
        bare if key == method => bare,
        _ => return None,
    };
    Some(value).filter(|value| !value.is_null())
}

/// `scores:` of a record; none where its kind has no scores.
pub fn all(record: &Record) -> Option<&IndexMap<String, Value>> {
    let story = record.story().map(|story| story.scores.pairs());
    story.or_else(|| record.epic().map(|epic| epic.scores.pairs()))
}

#[cfg(test)]
mod tests;
