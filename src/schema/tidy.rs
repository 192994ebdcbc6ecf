//! Makes of the schemas of the types what the reader of files takes: closed
//! maps, keys without a value, texts written without quotes.

use crate::model::shape;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// Tidies a whole schema with its definitions.
pub(super) fn tidy(schema: &mut Value) {
    flatten(schema);
    walk(schema);
}

/// Puts what a field may be in place of `anyOf: [$ref, null]`: editors name
/// the words or the form then, in place of "matches no schema".
fn flatten(schema: &mut Value) {
    let definitions = schema["definitions"].as_object().cloned();
    let Some(definitions) = definitions else {
        return;
    };
    flatten_in(schema, &definitions);
    let Some(own) = schema["definitions"].as_object_mut() else {
        return;
    };
    own.values_mut().for_each(|s| flatten_in(s, &definitions));
}

fn flatten_in(schema: &mut Value, definitions: &Map<String, Value>) {
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    for property in properties.values_mut() {
        let Some(simple) = simple(property, definitions) else {
            continue;
        };
        if let Some(map) = property.as_object_mut() {
            map.shift_remove("anyOf");
            for (key, value) in simple {
                map.entry(key).or_insert(value);
            }
        }
    }
}

/// The one form of a field that is a single value or nothing.
fn simple(property: &Value, definitions: &Map<String, Value>) -> Option<Map<String, Value>> {
    let [one, nothing] = property.get("anyOf")?.as_array()?.as_slice() else {
        return None;
    };
    if nothing.get("type") != Some(&json!("null")) {
        return None;
    }
    let name = one.get("$ref")?.as_str()?.strip_prefix("#/definitions/")?;
    let mut form = definitions.get(name)?.as_object()?.clone();
    let kind = form.get("type")?.as_str()?.to_owned();
    match (form.get_mut("enum"), kind.as_str()) {
        (Some(words), _) => {
            words.as_array_mut()?.push(Value::Null);
            form.shift_remove("type");
        }
        (None, kind @ ("string" | "number" | "integer")) => {
            let kinds = json!([kind, "null"]);
            form.insert("type".to_owned(), kinds);
        }
        _ => return None,
    }
    Some(form)
}

fn walk(schema: &mut Value) {
    let Some(map) = schema.as_object_mut() else {
        return;
    };
    clean(map);
    for key in ["properties", "definitions"] {
        if let Some(inner) = map.get_mut(key).and_then(Value::as_object_mut) {
            inner.values_mut().for_each(walk);
        }
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = map.get_mut(key) {
            walk(inner);
            take_numbers(inner);
        }
    }
    for key in ["anyOf", "oneOf", "allOf"] {
        if let Some(inner) = map.get_mut(key).and_then(Value::as_array_mut) {
            inner.iter_mut().for_each(walk);
        }
    }
    close(map);
}

/// Takes out what only says something of the program: empty defaults (editors
/// would offer them), the width of numbers and how a type is merged.
fn clean(map: &mut Map<String, Value>) {
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(pairs) => pairs.is_empty(),
        _ => false,
    };
    if map.get("default").is_some_and(empty) {
        map.shift_remove("default");
    }
    map.shift_remove(shape::WHOLE);
    if map.get("format").is_some_and(|form| form != "date") {
        map.shift_remove("format");
    }
}

/// A map with named keys takes no others. A key may stand without a value where
/// its value is a list or a map; a text may look like a number.
fn close(map: &mut Map<String, Value>) {
    let Some(properties) = map.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    for property in properties.values_mut() {
        let kind = property["type"].as_str().map(str::to_owned);
        if let Some(kind) = kind.filter(|kind| kind == "array" || kind == "object") {
            property["type"] = json!([kind, "null"]);
        }
        take_numbers(property);
    }
    map.entry("additionalProperties").or_insert(json!(false));
}

/// Whoever writes `version: 1.10` means a text, and po reads one.
fn take_numbers(property: &mut Value) {
    let formed = ["pattern", "format", "enum", "const"];
    if formed.iter().any(|key| property.get(key).is_some()) {
        return;
    }
    let types = match property.get("type") {
        Some(Value::String(one)) if one == "string" => json!(["string", "number"]),
        Some(Value::Array(two)) if two.contains(&json!("string")) && two.len() == 2 => {
            json!(["string", "number", "null"])
        }
        _ => return,
    };
    property["type"] = types;
}
