//! Epics: a larger outcome that several stories bring about.

use super::Kind;
use super::States;
use crate::model::amount::Amount;
use crate::model::common::Obstacle;
use crate::model::common::Signoff;
use crate::model::common::Tick;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::open::OpenMap;
use crate::model::union;
use crate::model::union::FlagOr;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use std::sync::LazyLock;

pub static KIND: Kind = Kind {
    id: "epic",
    plural: "epics",
    folder: "epics",
    prefix: "E",
    summary: "a larger outcome that several stories bring about",
    states: States::Workflow,
    columns: &["id", "status", "title", "horizon", "owner"],
    read: super::read::<Epic>,
    schema: &SCHEMA,
};

static SCHEMA: LazyLock<Value> = LazyLock::new(super::schema::<Epic>);

/// An epic of the backlog.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Epic {
    /// The larger epic it is a part of.
    #[serde(default)]
    pub parent: Option<Id>,
    /// The release it is planned for.
    #[serde(default)]
    pub release: Option<Id>,
    /// The team that leads it.
    #[serde(default)]
    pub team: Option<String>,
    /// Who answers for it.
    #[serde(default)]
    pub owner: Option<String>,
    /// What it is and what it is not.
    #[serde(default)]
    pub description: Option<String>,
    /// The objective it serves: an id, or words.
    #[serde(default)]
    pub objective: Option<crate::model::id::Link>,
    /// What we believe will happen.
    #[serde(default)]
    pub hypothesis: Option<String>,
    /// What did happen.
    #[serde(default)]
    pub outcome: Option<String>,
    /// What it is to bring, measured.
    #[serde(default, deserialize_with = "union::list")]
    pub benefits: Vec<Benefit>,
    /// What it may cost and is to bring, in the backlog's currency.
    #[serde(default)]
    pub budget: Option<Budget>,
    /// What was spent.
    #[serde(default, deserialize_with = "union::list")]
    pub costs: Vec<Cost>,
    /// now, next or later.
    #[serde(default)]
    pub horizon: Option<Horizon>,
    /// The first day.
    #[serde(default)]
    pub start: Option<Day>,
    /// The last day.
    #[serde(default)]
    pub end: Option<Day>,
    /// More stories will come: not finished when all there are, are.
    #[serde(default)]
    pub open_ended: Option<bool>,
    /// The inputs of the scoring methods, by method.
    #[serde(default, deserialize_with = "union::map")]
    pub scores: OpenMap,
    /// What must be done before it.
    #[serde(default, deserialize_with = "union::list")]
    pub depends_on: Vec<Id>,
    /// The stakeholders who asked for it.
    #[serde(default, deserialize_with = "union::list")]
    pub requested_by: Vec<Id>,
    /// The feedback it answers.
    #[serde(default, deserialize_with = "union::list")]
    pub feedback: Vec<Id>,
    /// What keeps it from going on.
    #[serde(default)]
    pub blocked: Option<FlagOr<Obstacle>>,
    /// Ticks of manual items.
    #[serde(default, deserialize_with = "union::map")]
    pub checks: IndexMap<String, Tick>,
    /// Who is responsible, accountable, consulted, informed.
    #[serde(default, deserialize_with = "union::map")]
    pub raci: IndexMap<String, String>,
    /// Who must agree, and who has.
    #[serde(default, deserialize_with = "union::list")]
    pub signoffs: Vec<Signoff>,
    /// red, amber or green, set by hand.
    #[serde(default)]
    pub rag: Option<Rag>,
    /// Why the colour was set by hand.
    #[serde(default)]
    pub why: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Horizon {
    Now,
    Next,
    Later,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Rag {
    Red,
    Amber,
    Green,
}

/// A measured benefit, promised and found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Benefit {
    /// What is measured, with its unit.
    pub metric: String,
    /// The value before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<f64>,
    /// The value wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<f64>,
    /// The day by which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
    /// The value found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<f64>,
    /// The day it was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<Day>,
    /// What reaching the target is worth, in the backlog's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Amount>,
}

/// Planned money, in the backlog's currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Budget {
    /// What it may cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Amount>,
    /// What it is to bring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benefit: Option<Amount>,
}

/// Money spent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-whole" = true))]
pub struct Cost {
    /// The day.
    pub on: Day,
    /// How much, in the backlog's currency.
    pub amount: Amount,
    /// What for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
