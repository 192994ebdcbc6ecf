//! What `po.yaml` may say beyond its types: the names of kinds, rules and
//! methods, and their options.

use super::object;
use super::root;
use super::tidy;
use crate::diag::Severity;
use crate::model::config::ConfigFile;
use crate::model::config::SprintSettings;
use crate::model::date::Weekday;
use crate::model::kind;
use crate::model::workflow::Category;
use crate::priority;
use crate::rules;
use crate::rules::Rule;
use crate::rules::Setting;
use crate::rules::SettingForm;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

pub(super) fn of_settings() -> Value {
    let mut schema = root::<ConfigFile>();
    tidy::tidy(&mut schema);
    // Keys that other programs of the team keep here are a warning of `check`, as misspelt ones are.
    let (methods, definitions) = methods();
    let properties = &mut schema["properties"];
    properties["methods"]["properties"] = methods;
    properties["methods"]["additionalProperties"] = json!(false);
    let rules = rule_settings();
    properties["rules"]["properties"] = rules.clone();
    properties["rules"]["additionalProperties"] = json!(false);
    let defined = &mut schema["definitions"];
    let own = &mut defined["Override"];
    own["properties"]["rules"]["properties"] = rules;
    own["properties"]["rules"]["additionalProperties"] = json!(false);
    own["anyOf"] = json!([{"required": ["paths"]}, {"required": ["team"]}]);
    for (name, definition) in definitions {
        defined[name] = definition;
    }
    let kinds: Vec<&str> = kind::ALL.iter().map(|kind| kind.id).collect();
    defined["CustomField"]["properties"]["kinds"]["items"] = json!({"enum": kinds});
    let methods = priority::ALL.iter().map(|m| json!(m.id()));
    let method = &mut defined["PrioritizeSettings"]["properties"]["method"];
    put(
        method,
        json!({"enum": methods.chain([Value::Null]).collect::<Vec<_>>()}),
    );
    let sprint = &mut defined["SprintSettings"]["properties"];
    put(
        &mut sprint["length"],
        json!({"type": ["string", "null"], "pattern": SprintSettings::LENGTH}),
    );
    let days = Weekday::names().flat_map(|day| [json!(day), json!(day[..3])]);
    put(
        &mut sprint["start"],
        json!({"enum": days.chain([Value::Null]).collect::<Vec<_>>()}),
    );
    let categories = Category::ALL.map(Category::word);
    defined["TextOrStateDetails"]["anyOf"][0] = json!({"enum": categories});
    defined["Item"] = item(&defined["Item"]);
    schema
}

/// Says more of a property; its description stays.
fn put(property: &mut Value, more: Value) {
    let description = property["description"].take();
    *property = more;
    property["description"] = description;
}

/// The options of the methods, and the definitions they refer to.
fn methods() -> (Value, Map<String, Value>) {
    let mut methods = Map::new();
    let mut definitions = Map::new();
    for method in priority::ALL {
        let written = method.options().to_value().to_string();
        // Their schemas are of a newer draft, in which definitions stand elsewhere.
        let written = written.replace("#/$defs/", "#/definitions/");
        let Ok(Value::Object(mut schema)) = serde_json::from_str(&written) else {
            continue;
        };
        schema.shift_remove("$schema");
        schema.shift_remove("title");
        if let Some(inner) = schema.shift_remove("$defs") {
            definitions.extend(object(&inner));
        }
        // A method without options takes none.
        schema.entry("properties").or_insert_with(|| json!({}));
        let mut schema = Value::Object(schema);
        tidy::tidy(&mut schema);
        schema["type"] = json!(["object", "null"]);
        let summary = method.doc().lines().next().unwrap_or_default();
        schema["description"] = json!(summary);
        methods.insert(priority::file_key(method.id()).into_owned(), schema);
    }
    (Value::Object(methods), definitions)
}

/// A severity, or a map with options, for each rule.
fn rule_settings() -> Value {
    let severities = Severity::ALL.map(|(word, _)| word);
    let settings = |rule: &&'static Rule| {
        let mut options = options([*rule]);
        options.insert("severity".to_owned(), json!({"enum": severities}));
        let from = json!({
            "type": "string",
            "description": "The state from which on it looks.",
        });
        options.insert("from".to_owned(), from);
        let map = json!({"type": "object", "properties": options, "additionalProperties": false});
        let schema = json!({
            "anyOf": [{"enum": severities}, map],
            "description": rule.summary(),
        });
        (rule.id.to_owned(), schema)
    };
    Value::Object(rules::ALL.iter().map(settings).collect())
}

/// An item of a definition: the rules there are, and their options.
fn item(written: &Value) -> Value {
    let mut properties = object(&written["properties"]);
    let rules = rules::ALL.iter().filter(|rule| rule.may_be_item());
    let ids: Vec<&str> = rules.clone().map(|rule| rule.id).collect();
    if let Some(rule) = properties.get_mut("rule") {
        put(rule, json!({"enum": ids}));
    }
    if let Some(rules) = properties.get_mut("rules") {
        rules["type"] = json!("array");
        rules["items"] = json!({"enum": ids});
    }
    if let Some(when) = properties.get_mut("when") {
        when["type"] = json!("object");
        let words = json!({"type": "array", "items": {"type": "string"}});
        when["additionalProperties"] = json!({"anyOf": [{"type": "string"}, words]});
    }
    for name in ["id", "check"] {
        if let Some(property) = properties.get_mut(name) {
            property["type"] = json!(["string", "number"]);
        }
    }
    for (name, option) in options(rules.copied()) {
        properties.entry(name).or_insert(option);
    }
    json!({
        "type": "object",
        "required": ["id"],
        "anyOf": [{"required": ["rule"]}, {"required": ["rules"]}, {"required": ["check"]}],
        "properties": properties,
        "additionalProperties": false,
    })
}

fn options(rules: impl IntoIterator<Item = &'static Rule>) -> Map<String, Value> {
    let options = rules.into_iter().flat_map(|rule| rule.options);
    options.map(|o| (o.name.to_owned(), option(o))).collect()
}

fn option(setting: &Setting) -> Value {
    let mut schema = match setting.form {
        SettingForm::Number => json!({"type": "number"}),
        SettingForm::Texts => json!({"type": "array", "items": {"type": "string"}}),
        SettingForm::Date => json!({"type": "string", "format": "date"}),
    };
    schema["description"] = json!(setting.doc);
    schema
}
