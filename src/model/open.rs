//! Maps whose keys others define, such as `scores:`, kept small in memory.

use indexmap::IndexMap;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de::Error;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::OnceLock;

type Pairs = IndexMap<String, Value>;

/// A map with any keys. It is kept as JSON text and unfolded when somebody
/// asks: most commands never do, and thousands of these are in memory at once.
#[derive(Debug, Default)]
pub struct OpenMap {
    text: Box<str>,
    unfolded: OnceLock<Box<Pairs>>,
}

impl OpenMap {
    /// The pairs in the order of the file.
    pub fn pairs(&self) -> &Pairs {
        let unfold = || Box::new(serde_json::from_str(&self.text).unwrap_or_default());
        self.unfolded.get_or_init(unfold)
    }
}

impl Clone for OpenMap {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            unfolded: OnceLock::new(),
        }
    }
}

impl<'de> Deserialize<'de> for OpenMap {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs = Pairs::deserialize(deserializer)?;
        let text = serde_json::to_string(&pairs).map_err(D::Error::custom)?;
        Ok(Self {
            text: text.into(),
            unfolded: OnceLock::new(),
        })
    }
}

impl Serialize for OpenMap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.pairs().serialize(serializer)
    }
}

impl JsonSchema for OpenMap {
    fn schema_name() -> Cow<'static, str> {
        "OpenMap".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({"type": "object", "additionalProperties": true})
    }
}
