//! Releases: what reaches users, when, and who agreed.

use super::Kind;
use super::States;
use crate::model::common::Signoff;
use crate::model::common::Tick;
use crate::model::date::Day;
use crate::model::union;
use crate::model::workflow::Category;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use std::sync::LazyLock;

pub static KIND: Kind = Kind {
    id: "release",
    plural: "releases",
    folder: "releases",
    prefix: "R",
    summary: "what reaches users, when, and who agreed",
    states: States::Fixed(&[
        ("planned", Category::Backlog),
        ("released", Category::Done),
        ("yanked", Category::Dropped),
    ]),
    columns: &["id", "status", "version", "date", "title"],
    read: super::read::<Release>,
    schema: &SCHEMA,
};

static SCHEMA: LazyLock<Value> = LazyLock::new(super::schema::<Release>);

/// A release.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Release {
    /// The version as users see it; text, so that 1.10 stays 1.10.
    #[serde(default)]
    pub version: Option<String>,
    /// The day it is to reach users, or did.
    #[serde(default)]
    pub date: Option<Day>,
    /// The day from which its scope does not change.
    #[serde(default)]
    pub freeze: Option<Day>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// What is in and what is not, in words.
    #[serde(default)]
    pub scope: Option<String>,
    /// Who must agree, and who has.
    #[serde(default, deserialize_with = "union::list")]
    pub signoffs: Vec<Signoff>,
    /// The steps around it: training, mails, announcements.
    #[serde(default, deserialize_with = "union::list")]
    pub launch: Vec<LaunchStep>,
    /// Ticks of manual items.
    #[serde(default, deserialize_with = "union::map")]
    pub checks: IndexMap<String, Tick>,
}

/// A step of a launch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LaunchStep {
    /// Names the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What.
    pub text: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// The day it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Day>,
}
