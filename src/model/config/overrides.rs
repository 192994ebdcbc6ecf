//! Settings of rules for some records only.

use crate::model::union;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;

/// Settings of rules for some files, or for the records of a team; where it names both, for those that are both.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Override {
    /// Files and folders from the backlog's own, such as stories/legacy/**.
    #[serde(default)]
    pub paths: Option<Vec<String>>,
    /// A team under teams.
    #[serde(default)]
    pub team: Option<String>,
    /// Severities and options of rules, as under rules.
    #[serde(default, deserialize_with = "union::map")]
    pub rules: IndexMap<String, Value>,
}
