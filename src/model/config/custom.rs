//! The team's own fields, declared under `fields:`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;

/// A field the team added to some kinds of records.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CustomField {
    /// The kinds that have it; all where none is named.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// What its values are; text where it is missing.
    #[serde(default, rename = "type")]
    pub sort: Option<CustomType>,
    /// The values allowed, where there are only some.
    #[serde(default)]
    pub values: Vec<String>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CustomType {
    Text,
    Number,
    Date,
    Flag,
    List,
}

impl CustomField {
    /// Whether records of this kind have the field.
    pub fn applies_to(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|k| k == kind)
    }

    pub fn sort(&self) -> CustomType {
        self.sort.unwrap_or(CustomType::Text)
    }

    /// What is wrong with a value, if anything.
    pub fn misfit(&self, value: &Value) -> Option<String> {
        let fits = match (self.sort(), value) {
            (_, Value::Null) => true,
            (CustomType::Text, Value::String(_)) => true,
            (CustomType::Number, Value::Number(_)) => true,
            (CustomType::Date, Value::String(text)) => {
                text.parse::<crate::model::date::Day>().is_ok()
            }
            (CustomType::Flag, Value::Bool(_)) => true,
            (CustomType::List, Value::Array(_)) => true,
            _ => false,
        };
        if !fits {
            let wanted = match self.sort() {
                CustomType::Text => "a text",
                CustomType::Number => "a number",
                CustomType::Date => "a date such as 2026-11-24",
                CustomType::Flag => "true or false",
                CustomType::List => "a list",
            };
            return Some(format!("expected {wanted}"));
        }
        let allowed = |text: &str| self.values.is_empty() || self.values.iter().any(|v| v == text);
        let stray = match value {
            Value::String(text) if !allowed(text) => Some(text.as_str()),
            Value::Array(items) => items.iter().filter_map(Value::as_str).find(|t| !allowed(t)),
            _ => None,
        };
        stray.map(|text| format!("\"{text}\" is none of {}", self.values.join(", ")))
    }
}
