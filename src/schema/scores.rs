//! What stands under `scores:`, by the methods and their scales.

use crate::model::config::Config;
use crate::priority;
use crate::priority::Input;
use crate::priority::Scale;
use crate::priority::inputs::BY;
use crate::priority::inputs::SCORED;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// The inputs of each method, on the team's scales.
pub(super) fn of_methods(config: &Config) -> Value {
    let mut methods = Map::new();
    for method in priority::ALL.iter().filter(|method| method.reads_records()) {
        // Options that cannot be used are a finding of `check`.
        let configured = method.configured(&config.file.methods).ok();
        let inputs = configured.as_ref().map_or(method.inputs(), |m| m.inputs());
        let key = priority::file_key(method.id()).into_owned();
        methods.insert(key, of_method(method.id(), method.doc(), inputs));
    }
    Value::Object(methods)
}

fn of_method(id: &str, doc: &str, inputs: &[Input]) -> Value {
    let mut properties = of_inputs(inputs);
    let scored = json!({
        "type": ["string", "null"],
        "format": "date",
        "description": "The day it was scored.",
    });
    properties.insert(SCORED.to_owned(), scored);
    let by = json!({"type": ["string", "null"], "description": "Who scored it."});
    properties.insert(BY.to_owned(), by);
    let map = json!({
        "type": ["object", "null"],
        "properties": properties,
        // What a method reads is open until the team has named it.
        "additionalProperties": inputs.is_empty(),
    });
    // A method of one input that bears its own name holds it bare.
    let bare = inputs.iter().find(|input| input.key == id);
    let mut schema = match bare {
        Some(input) => json!({"anyOf": [of_scale(&input.scale), map]}),
        None => map,
    };
    schema["description"] = json!(doc.lines().next().unwrap_or_default());
    schema
}

/// A property for each input.
fn of_inputs(inputs: &[Input]) -> Map<String, Value> {
    let input = |input: &Input| {
        let mut schema = of_scale(&input.scale);
        schema["description"] = json!(input.meaning);
        (input.key.clone().into_owned(), schema)
    };
    inputs.iter().map(input).collect()
}

/// The schema without null: what stands in a list or must be said is not left open.
fn closed(mut schema: Value) -> Value {
    for key in ["type", "enum"] {
        if let Some(values) = schema.get_mut(key).and_then(Value::as_array_mut) {
            values.retain(|value| !value.is_null() && value != "null");
        }
    }
    schema
}

/// The values of a scale, and none: a value may be left open.
fn of_scale(scale: &Scale) -> Value {
    match scale {
        Scale::Numbers(numbers) => {
            let numbers = numbers.iter().map(|n| priority::inputs::number(*n));
            json!({"enum": numbers.chain([Value::Null]).collect::<Vec<_>>()})
        }
        Scale::Words(words) | Scale::Names(words) => {
            let mut all: Vec<Value> = words.iter().map(|word| json!(word)).collect();
            // A word such as 0 needs no quotes.
            all.extend(
                words
                    .iter()
                    .filter_map(|word| word.parse::<i64>().ok())
                    .map(Value::from),
            );
            // The one word of the methods that people write with an apostrophe.
            if words.contains(&"wont") {
                all.push(json!("won't"));
            }
            all.push(Value::Null);
            json!({"enum": all})
        }
        Scale::Range { least, most, whole } => {
            let kind = if *whole { "integer" } else { "number" };
            json!({"type": [kind, "null"], "minimum": least, "maximum": most})
        }
        Scale::Amount { positive: true } => {
            json!({"type": ["number", "null"], "exclusiveMinimum": 0})
        }
        Scale::Amount { positive: false } => json!({"type": ["number", "null"], "minimum": 0}),
        Scale::Share(_) => json!({"anyOf": [
            {"type": ["number", "null"], "minimum": 0, "maximum": 1},
            {"type": "string", "pattern": "^\\s*(100(\\.0*)?|[0-9]{1,2}(\\.[0-9]*)?)\\s*%\\s*$"},
        ]}),
        Scale::Count => json!({"type": ["integer", "null"], "minimum": 1}),
        Scale::Rate => json!({"type": ["number", "null"], "exclusiveMinimum": -1, "maximum": 1}),
        Scale::Series => list(json!({"type": "number"})),
        Scale::List(each) => list(closed(of_scale(each))),
        Scale::Map(inputs) => of_map(inputs),
    }
}

fn list(items: Value) -> Value {
    json!({"type": ["array", "null"], "items": items, "minItems": 1})
}

fn of_map(inputs: &[Input]) -> Value {
    let mut properties = of_inputs(inputs);
    let required: Vec<&str> = {
        let required = inputs.iter().filter(|input| !input.optional);
        required.map(|input| input.key.as_ref()).collect()
    };
    for key in &required {
        if let Some(property) = properties.get_mut(*key) {
            *property = closed(property.take());
        }
    }
    json!({
        "type": ["object", "null"],
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}
