//! The items of a definition of ready or done.

use indexmap::IndexMap;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::de;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// One item: rules that must find nothing, or something a person ticks.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    pub id: String,
    pub check: Check,
    /// The records it applies to: every key must match, a list means any of.
    pub when: IndexMap<String, Vec<String>>,
    /// Options that override those of the rules.
    pub options: serde_json::Map<String, Value>,
}

/// How an item is judged.
#[derive(Clone, Debug, Serialize)]
pub enum Check {
    /// The ids of rules; any finding fails the item.
    Rules(Vec<String>),
    /// The words of a manual item, ticked under `checks:`.
    Manual(String),
}

/// The rule items of a definition of ready that every team starts with.
pub(super) fn ready() -> Vec<Item> {
    let mut small = rules("small", &["oversized-story"]);
    small.options.insert("max".into(), 8.into());
    vec![
        rules("valuable", &["missing-benefit"]),
        small,
        rules("estimated", &["unestimated-story"]),
        rules(
            "testable",
            &["missing-acceptance", "broken-gherkin", "placeholder-text"],
        ),
        rules("unblocked", &["late-dependency", "blocked-story"]),
    ]
}

/// The rule items of a definition of done that every team starts with.
pub(super) fn done() -> Vec<Item> {
    vec![rules("accepted", &["unverified-done"])]
}

fn rules(id: &str, rules: &[&str]) -> Item {
    Item {
        id: id.to_owned(),
        check: Check::Rules(rules.iter().map(|r| (*r).to_owned()).collect()),
        when: IndexMap::new(),
        options: serde_json::Map::new(),
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ItemVisitor)
    }
}

struct ItemVisitor;

impl<'de> de::Visitor<'de> for ItemVisitor {
    type Value = Item;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an item such as {id: small, rule: oversized-story}")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Item, A::Error> {
        let mut id = None;
        let mut rules: Vec<String> = Vec::new();
        let mut manual = None;
        let mut when = IndexMap::new();
        let mut options = serde_json::Map::new();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "id" => id = Some(map.next_value()?),
                "rule" => rules.push(map.next_value()?),
                "rules" => rules.extend(map.next_value::<Vec<String>>()?),
                "check" => manual = Some(map.next_value()?),
                "when" => when = read_when(map.next_value()?).map_err(de::Error::custom)?,
                _ => {
                    options.insert(key, map.next_value()?);
                }
            }
        }
        let id = id.ok_or_else(|| de::Error::missing_field("id"))?;
        let check = match (manual, rules.is_empty()) {
            (Some(words), true) => Check::Manual(words),
            (None, false) => Check::Rules(rules),
            (Some(_), false) => {
                return Err(de::Error::custom(format!(
                    "item {id} has both a rule and a check; it needs one of them"
                )));
            }
            (None, true) => {
                return Err(de::Error::custom(format!(
                    "item {id} has neither a rule nor a check"
                )));
            }
        };
        Ok(Item {
            id,
            check,
            when,
            options,
        })
    }
}

fn read_when(
    written: serde_json::Map<String, Value>,
) -> Result<IndexMap<String, Vec<String>>, String> {
    written
        .into_iter()
        .map(|(key, value)| {
            let words = match value {
                Value::Array(many) => many,
                one => vec![one],
            };
            let words: Option<Vec<String>> = words
                .into_iter()
                .map(|word| word.as_str().map(str::to_owned))
                .collect();
            let words =
                words.ok_or_else(|| format!("when.{key} must be a word or a list of words"))?;
            Ok((key, words))
        })
        .collect()
}

impl JsonSchema for Item {
    fn schema_name() -> Cow<'static, str> {
        "Item".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string", "description": "Names the item."},
                "rule": {"type": "string", "description": "The rule that must find nothing."},
                "rules": {"type": "array", "items": {"type": "string"}, "description": "The rules that must find nothing."},
                "check": {"type": "string", "description": "What a person looks at and ticks."},
                "when": {"type": "object", "description": "The records it applies to: all keys must match, a list means any of."}
            },
            "additionalProperties": true
        })
    }
}
