//! `vision.yaml`: for whom the product is, and why it will be worth it.

use super::union;
use super::union::Lines;
use super::union::TextOr;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// The vision of the product; one a backlog.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Vision {
    /// For whom the product is.
    #[serde(default)]
    pub for_whom: Option<Lines>,
    /// What they need.
    #[serde(default)]
    pub need: Option<Lines>,
    /// What kind of product it is.
    #[serde(default)]
    pub product: Option<String>,
    /// Why they will choose it.
    #[serde(default)]
    pub key_benefit: Option<Lines>,
    /// What they use instead today.
    #[serde(default)]
    pub alternatives: Option<Lines>,
    /// What makes it different.
    #[serde(default)]
    pub difference: Option<Lines>,
    /// What it is to reach.
    #[serde(default, deserialize_with = "union::list")]
    pub goals: Vec<TextOr<VisionGoal>>,
}

/// A goal of the vision.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VisionGoal {
    /// The goal.
    pub text: String,
    /// How it is measured.
    #[serde(default)]
    pub metric: Option<String>,
    /// The value wanted.
    #[serde(default)]
    pub target: Option<serde_json::Value>,
    /// By when.
    #[serde(default)]
    pub by: Option<super::date::Day>,
}
