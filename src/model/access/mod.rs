//! Fields by name and links of a record, taken from its own serde description,
//! so that a new field is one line in its struct and nothing else.

mod links;
mod pick;

pub use links::links;
pub use pick::field;

use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

/// All fields in the order of the struct; missing ones are null or empty.
pub fn fields<T: Serialize>(record: &T) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}
