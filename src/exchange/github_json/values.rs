//! The account of values: what is taken out of an object is kept, what is left in it is lost.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde_json::Map;
use serde_json::Value;

use crate::exchange::Loss;
use crate::exchange::LostColumn;
use crate::exchange::reading::cells::Notes;

/// How many values there are: numbers, truth values and texts that are not blank.
pub fn count(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::String(text) => usize::from(!text.trim().is_empty()),
        Value::Bool(_) | Value::Number(_) => 1,
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
    }
}

/// Adds up what became of the values.
#[derive(Debug, Default)]
pub struct Account {
    values: usize,
    kept: usize,
    lost: IndexMap<(String, Cow<'static, str>), usize>,
}

impl Account {
    /// Values that are lost for a reason.
    pub fn lose(&mut self, column: &str, why: impl Into<Cow<'static, str>>, values: usize) {
        if values > 0 {
            self.values += values;
            *self
                .lost
                .entry((column.to_owned(), why.into()))
                .or_default() += values;
        }
    }

    pub fn close(self, notes: Notes) -> Loss {
        let column = |((column, why), cells): ((String, Cow<'static, str>), usize)| LostColumn {
            column,
            cells,
            why: why.into_owned(),
        };
        Loss {
            cells: self.values,
            kept: self.kept,
            lost: self.lost.into_iter().map(column).collect(),
            notes: notes.into_lines(),
        }
    }
}

/// An object while it is read.
pub struct Values<'a> {
    map: Map<String, Value>,
    account: &'a mut Account,
}

impl<'a> Values<'a> {
    pub fn new(map: Map<String, Value>, account: &'a mut Account) -> Self {
        Self { map, account }
    }

    /// A value as it stands, without a verdict.
    pub fn look(&self, name: &str) -> &Value {
        self.map.get(name).unwrap_or(&Value::Null)
    }

    /// The text of the first of these names that has one. Blank texts are none.
    pub fn text(&mut self, names: &[&str]) -> Option<String> {
        let is_text = |name: &&&str| count(self.look(name)) == 1 && self.look(name).is_string();
        let name = names.iter().find(is_text)?;
        match self.keep(name) {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The whole value, as kept.
    pub fn keep(&mut self, name: &str) -> Value {
        let value = self.remove(name);
        self.kept(count(&value));
        value
    }

    /// The value, whose verdict is still to be given.
    pub fn remove(&mut self, name: &str) -> Value {
        self.map.shift_remove(name).unwrap_or_default()
    }

    /// The items of a list, whose verdicts are still to be given; none where it is no list.
    pub fn list(&mut self, name: &str) -> Vec<Value> {
        match self.map.get_mut(name) {
            Some(Value::Array(items)) => std::mem::take(items),
            _ => Vec::new(),
        }
    }

    /// An object, whose values are still to be judged.
    pub fn object(&mut self, name: &str) -> Option<Map<String, Value>> {
        match self.map.get_mut(name) {
            Some(Value::Object(map)) => Some(std::mem::take(map)),
            _ => None,
        }
    }

    /// So many of the removed values are kept.
    pub fn kept(&mut self, values: usize) {
        self.account.values += values;
        self.account.kept += values;
    }

    /// So many of the removed values are lost.
    pub fn lost(&mut self, column: &str, why: &'static str, values: usize) {
        self.account.lose(column, why, values);
    }

    /// The object inside this one, whose texts go to the same account.
    pub fn inside(&mut self, map: Map<String, Value>) -> Values<'_> {
        Values {
            map,
            account: self.account,
        }
    }

    /// What is left is lost, for the reason that the name of a value gives.
    pub fn lose_rest(self, why: impl Fn(&str, &Value) -> &'static str) {
        for (name, value) in &self.map {
            self.account.lose(name, why(name, value), count(value));
        }
    }

    /// What is left is lost as part of one column.
    pub fn lose_rest_of(self, column: &str, why: &'static str) {
        let left = self.map.values().map(count).sum();
        self.account.lose(column, why, left);
    }
}
