//! The JSON Schema (draft 7) of every kind and of the settings, put together
//! from the record types, the team's states, people and fields, the scoring
//! methods and the rules.

mod editor;
mod files;
mod scores;
mod settings;
mod tidy;

pub use editor::extensions as editor_extensions;
pub use editor::modeline;
pub use editor::settings as editor_settings;
pub use editor::text as editor_text;
pub use files::FOLDER;
pub use files::File;
pub use files::files;
pub use files::is_written;
pub use files::names;
pub use files::of;
pub use files::stale;

use crate::model::config::Config;
use crate::model::config::CustomField;
use crate::model::config::CustomType;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::kind::States;
use crate::model::record;
use crate::model::vision::Vision;
use schemars::JsonSchema;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// The schema of the records of a kind, as this backlog has them.
pub fn of_kind(kind: &'static Kind, config: &Config) -> Value {
    let mut properties = Map::new();
    let mut definitions = Map::new();
    for mut part in [kind::COMMON.clone(), Value::clone(kind.schema)] {
        tidy::tidy(&mut part);
        properties.extend(object(&part["properties"]));
        definitions.extend(object(&part["definitions"]));
    }
    for (name, property) in &mut properties {
        if let Some(wanted) = kind::wanted(kind, name) {
            property["pattern"] = json!(pattern(wanted));
        }
        if let Some(examples) = examples(name, config) {
            property["examples"] = examples;
        }
    }
    properties.insert("id".to_owned(), id(kind));
    properties.insert("status".to_owned(), status(kind, config));
    if let Some(scores) = properties.get_mut("scores") {
        *scores = json!({
            "type": ["object", "null"],
            "description": scores["description"],
            "properties": scores::of_methods(config),
            // Methods that po does not have are the team's own.
            "additionalProperties": true,
        });
    }
    let own = config.file.fields.iter();
    for (name, field) in own.filter(|(_, f)| f.applies_to(kind.id)) {
        properties
            .entry(name.clone())
            .or_insert_with(|| custom(field));
    }
    let mut ordered = Map::new();
    for key in record::key_order(kind) {
        if let Some(property) = properties.shift_remove(*key) {
            ordered.insert((*key).to_owned(), property);
        }
    }
    ordered.extend(properties);
    finished(
        kind.id,
        kind.summary,
        json!({
            "type": "object",
            "required": ["id"],
            "properties": ordered,
            "additionalProperties": false,
            "definitions": definitions,
        }),
    )
}

/// The schema of `po.yaml`.
pub fn of_settings() -> Value {
    finished(
        "po.yaml",
        "the settings of a backlog",
        settings::of_settings(),
    )
}

/// The schema of `vision.yaml`.
pub fn of_vision() -> Value {
    let mut schema = root::<Vision>();
    tidy::tidy(&mut schema);
    finished("vision.yaml", "the vision of the product", schema)
}

/// The schema of files of votes or comparisons.
fn of_voices<T: JsonSchema>(title: &str, description: &str) -> Value {
    let mut schema = root::<T>();
    tidy::tidy(&mut schema);
    finished(title, description, schema)
}

/// The head that all schemas have, and the rest behind it.
fn finished(title: &str, description: &str, rest: Value) -> Value {
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Written by `po schema`; po schema --write writes it anew.",
        "title": title,
        "description": description,
    });
    for (key, value) in object(&rest) {
        if schema.get(&key).is_none() {
            schema[key] = value;
        }
    }
    schema
}

fn root<T: JsonSchema>() -> Value {
    schemars::generate::SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

fn object(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

/// What the ids of a kind look like.
fn pattern(kind: &Kind) -> String {
    format!("^{}-[0-9a-z]{{1,12}}$", kind.prefix)
}

/// The kind's own ids only.
fn id(kind: &Kind) -> Value {
    json!({
        "type": "string",
        "description": "What people call the record by; never changes, never handed out twice.",
        "pattern": pattern(kind),
    })
}

/// The states there are, in flow order.
fn status(kind: &Kind, config: &Config) -> Value {
    let mut states: Vec<Value> = match kind.states {
        States::Workflow => {
            let states = config.workflow.states().iter();
            states.map(|s| json!(s.name)).collect()
        }
        States::Fixed(states) => states.iter().map(|(name, _)| json!(name)).collect(),
    };
    // The key may stand without a value.
    states.push(Value::Null);
    json!({"description": "The state it is in.", "enum": states})
}

/// The names that a field may well have: others are legal, and a warning of
/// `check`.
fn examples(field: &str, config: &Config) -> Option<Value> {
    let names: Vec<&str> = match field {
        "assignee" | "owner" => config.file.people.iter().map(|p| p.name.as_str()).collect(),
        "team" => config.file.teams.keys().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    (!names.is_empty()).then(|| json!(names))
}

fn custom(field: &CustomField) -> Value {
    let mut schema = match field.sort() {
        CustomType::Text => json!({"type": ["string", "null"]}),
        CustomType::Number => json!({"type": ["number", "null"]}),
        CustomType::Date => json!({"type": ["string", "null"], "format": "date"}),
        CustomType::Flag => json!({"type": ["boolean", "null"]}),
        CustomType::List => {
            json!({"type": ["array", "null"], "items": {"type": ["string", "number"]}})
        }
    };
    if !field.values.is_empty() {
        match field.sort() {
            CustomType::List => schema["items"] = json!({"enum": field.values}),
            CustomType::Text => {
                let values = field.values.iter().map(|value| json!(value));
                schema = json!({"enum": values.chain([Value::Null]).collect::<Vec<_>>()});
            }
            // Values of other types are compared with texts, so that none is left out.
            _ => {}
        }
    }
    if let Some(description) = &field.description {
        schema["description"] = json!(description);
    }
    schema
}

#[cfg(test)]
mod tests;
