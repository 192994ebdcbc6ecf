//! Inputs that are lists and maps of values.
use serde_json::Map;
use serde_json::Value;

use super::super::Input;
use super::Scale;
use crate::text::nearest;

impl Scale {
    /// The scale one step further in: a key of a map, or the place of an item in a list, counted from 1.
    pub fn step(&self, step: &str) -> Option<&Scale> {
        match self {
            Scale::Map(inputs) => {
                let input = inputs.iter().find(|input| input.key == step)?;
                Some(&input.scale)
            }
            Scale::List(each) if step.parse::<usize>().is_ok() => Some(each),
            _ => None,
        }
    }
}

/// A list of at least one value; what is wrong names the item, counted from 1.
pub(super) fn list(
    value: &Value,
    each: impl Fn(&Value) -> Result<Value, String>,
) -> Result<Value, String> {
    let Value::Array(items) = value else {
        return Err("expected a list".to_owned());
    };
    if items.is_empty() {
        return Err("the list is empty".to_owned());
    }
    let items = items.iter().enumerate();
    let items = items.map(|(at, item)| each(item).map_err(|why| format!("item {}: {why}", at + 1)));
    items.collect()
}

/// A map whose values fit; a key without a value is left out.
pub(super) fn map(value: &Value, inputs: &[Input]) -> Result<Value, String> {
    let keys = || inputs.iter().map(|input| input.key.as_ref());
    let Value::Object(given) = value else {
        let keys: Vec<&str> = keys().collect();
        return Err(format!("expected a map of {}", keys.join(", ")));
    };
    if let Some(stray) = given.keys().find(|key| !keys().any(|known| known == *key)) {
        let hint = match nearest(stray, keys()) {
            Some(near) => format!(" (did you mean {near}?)"),
            None => String::new(),
        };
        return Err(format!("there is no key \"{stray}\"{hint}"));
    }
    let mut read = Map::new();
    for Input {
        key,
        scale,
        optional,
        ..
    } in inputs
    {
        match given.get(key.as_ref()).filter(|value| !value.is_null()) {
            Some(value) => {
                let value = scale.check(value).map_err(|why| format!("{key}: {why}"))?;
                read.insert(key.clone().into_owned(), value);
            }
            None if *optional => {}
            None => return Err(format!("needs {key}")),
        }
    }
    Ok(Value::Object(read))
}
