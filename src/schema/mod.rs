//! The JSON Schema (draft 7) of every kind and of the settings, put together
//! from the record types, the team's states and its own fields.

use crate::model::common::Common;
use crate::model::config::Config;
use crate::model::config::ConfigFile;
use crate::model::config::CustomField;
use crate::model::config::CustomType;
use crate::model::kind::Kind;
use crate::model::kind::States;
use crate::model::record;
use crate::model::vision::Vision;
use schemars::JsonSchema;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// The schema of the records of a kind, as this backlog has them.
pub fn of_kind(kind: &Kind, config: &Config) -> Value {
    let common = root::<Common>();
    let own = (kind.schema)();
    let mut properties = Map::new();
    let mut definitions = Map::new();
    for part in [&common, &own] {
        properties.extend(object(&part["properties"]));
        definitions.extend(object(&part["definitions"]));
    }
    for (name, field) in config
        .file
        .fields
        .iter()
        .filter(|(_, f)| f.applies_to(kind.id))
    {
        properties.insert(name.clone(), custom(field));
    }
    properties.insert("id".to_owned(), id(kind));
    properties.insert("status".to_owned(), status(kind, config));
    let mut ordered = Map::new();
    for key in record::key_order(kind) {
        if let Some(property) = properties.shift_remove(&key) {
            ordered.insert(key, property);
        }
    }
    ordered.extend(properties);
    finished(json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": kind.id,
        "description": kind.summary,
        "type": "object",
        "required": ["id"],
        "properties": ordered,
        "definitions": definitions,
    }))
}

/// The schema of `po.yaml`.
pub fn of_settings() -> Value {
    finished(root::<ConfigFile>())
}

/// The schema of `vision.yaml`.
pub fn of_vision() -> Value {
    finished(root::<Vision>())
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

/// The kind's own ids only.
fn id(kind: &Kind) -> Value {
    json!({
        "type": "string",
        "description": "What people call the record by; never changes, never handed out twice.",
        "pattern": format!("^{}-[0-9a-z]{{1,12}}$", kind.prefix),
    })
}

/// The states there are, in flow order.
fn status(kind: &Kind, config: &Config) -> Value {
    let states: Vec<&str> = match kind.states {
        States::Workflow => config
            .workflow
            .states()
            .iter()
            .map(|s| s.name.as_str())
            .collect(),
        States::Fixed(states) => states.iter().map(|(name, _)| *name).collect(),
    };
    json!({"description": "The state it is in.", "enum": states})
}

fn custom(field: &CustomField) -> Value {
    let mut schema = match field.sort() {
        CustomType::Text => json!({"type": "string"}),
        CustomType::Number => json!({"type": "number"}),
        CustomType::Date => json!({"type": "string", "format": "date"}),
        CustomType::Flag => json!({"type": "boolean"}),
        CustomType::List => json!({"type": "array", "items": {"type": "string"}}),
    };
    if !field.values.is_empty() {
        match field.sort() {
            CustomType::List => schema["items"]["enum"] = json!(field.values),
            _ => schema["enum"] = json!(field.values),
        }
    }
    if let Some(description) = &field.description {
        schema["description"] = json!(description);
    }
    schema
}

/// Maps with named keys take no others, and a key may stand without a value,
/// as the reader has it.
fn finished(mut schema: Value) -> Value {
    close(&mut schema);
    if let Some(definitions) = schema["definitions"].as_object_mut() {
        definitions.values_mut().for_each(close);
    }
    schema
}

fn close(schema: &mut Value) {
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    for property in properties.values_mut() {
        let kind = property["type"].as_str().map(str::to_owned);
        if let Some(kind) = kind.filter(|kind| kind == "array" || kind == "object") {
            property["type"] = json!([kind, "null"]);
        }
    }
    if schema.get("additionalProperties").is_none() {
        schema["additionalProperties"] = json!(false);
    }
}

#[cfg(test)]
mod tests {
    use super::of_kind;
    use super::of_settings;
    use crate::model::config::Config;
    use crate::model::config::ConfigFile;
    use crate::model::kind;
    use crate::yaml::Document;
    use serde_json::json;

    fn config(text: &str) -> Config {
        let document = Document::parse(text.to_owned()).expect("YAML");
        let file: ConfigFile = crate::yaml::read(&document).expect("settings");
        Config::new(file).expect("usable")
    }

    #[test]
    fn a_schema_has_the_teams_states_ids_and_fields() {
        let config = config(
            "product: X\nworkflow: {todo: backlog, now: active, end: done}\n\
             fields: {tier: {kinds: [story], values: [gold, silver]}}\n",
        );
        let story = of_kind(kind::by_name("story").expect("a kind"), &config);
        let properties = &story["properties"];
        assert_eq!(properties["status"]["enum"], json!(["todo", "now", "end"]));
        assert_eq!(properties["id"]["pattern"], "^S-[0-9a-z]{1,12}$");
        assert_eq!(properties["tier"]["enum"], json!(["gold", "silver"]));
        assert_eq!(story["additionalProperties"], false);
        let epic = of_kind(kind::by_name("epic").expect("a kind"), &config);
        assert!(epic["properties"].get("tier").is_none());
    }

    #[test]
    fn every_property_says_what_it_means() {
        let config = config("product: X\n");
        let schemas = kind::ALL.iter().map(|kind| of_kind(kind, &config));
        for schema in schemas.chain([of_settings()]) {
            let properties = schema["properties"].as_object().expect("properties");
            for (name, property) in properties {
                let words = property["description"].as_str().unwrap_or_default();
                assert!(!words.is_empty(), "{} {name}", schema["title"]);
            }
        }
    }
}
