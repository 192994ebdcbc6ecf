//! Sprints: a goal, two dates, and what was promised and kept.

use super::Kind;
use super::States;
use crate::model::date::Day;
use crate::model::date::Moment;
use crate::model::id::Id;
use crate::model::points::Points;
use crate::model::union;
use crate::model::union::TextOr;
use crate::model::workflow::Category;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use std::sync::LazyLock;

pub static KIND: Kind = Kind {
    id: "sprint",
    plural: "sprints",
    folder: "sprints",
    prefix: "SP",
    summary: "a goal, two dates, and the stories taken in",
    states: States::Fixed(&[
        ("planned", Category::Backlog),
        ("active", Category::Active),
        ("closed", Category::Done),
        ("cancelled", Category::Dropped),
    ]),
    columns: &["id", "status", "start", "end", "title", "goal", "team"],
    read: super::read::<Sprint>,
    schema: &SCHEMA,
};

static SCHEMA: LazyLock<Value> = LazyLock::new(super::schema::<Sprint>);

/// A sprint.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Sprint {
    /// What the sprint is for, in one sentence.
    #[serde(default)]
    pub goal: Option<String>,
    /// Whether the goal was met: yes, no or partly. A human answer.
    #[serde(default)]
    pub goal_met: Option<GoalMet>,
    /// The first day.
    #[serde(default)]
    pub start: Option<Day>,
    /// The last day.
    #[serde(default)]
    pub end: Option<Day>,
    /// The team.
    #[serde(default)]
    pub team: Option<String>,
    /// The points it can hold.
    #[serde(default)]
    pub capacity: Option<Points>,
    /// Who is away, in days.
    #[serde(default, deserialize_with = "union::list")]
    pub leave: Vec<Leave>,
    /// What was promised, frozen when the sprint started.
    #[serde(default)]
    pub committed: Option<Commitment>,
    /// What was kept, frozen when the sprint closed.
    #[serde(default)]
    pub closed: Option<Closing>,
    /// Why velocity leaves this sprint out.
    #[serde(default)]
    pub exclude: Option<String>,
    /// What was shown and said.
    #[serde(default)]
    pub review: Option<TextOr<Review>>,
    /// What the team will do differently.
    #[serde(default)]
    pub retro: Option<Retro>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum GoalMet {
    Yes,
    No,
    Partly,
}

/// Days somebody is away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-whole" = true))]
pub struct Leave {
    /// Who.
    pub name: String,
    /// The first day away.
    pub from: Day,
    /// The last day away.
    pub to: Day,
    /// Half days only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half: Option<bool>,
}

/// What was promised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-whole" = true))]
pub struct Commitment {
    /// When the sprint was started.
    pub at: Moment,
    /// The stories and their points then.
    #[serde(default, deserialize_with = "union::list")]
    pub items: Vec<Share>,
}

/// What was kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-whole" = true))]
pub struct Closing {
    /// When the sprint was closed.
    pub at: Moment,
    /// The stories that were done.
    #[serde(default, deserialize_with = "union::list")]
    pub completed: Vec<Share>,
    /// The stories that were not.
    #[serde(default, deserialize_with = "union::list")]
    pub carried: Vec<Share>,
}

/// A story with its points at that moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// The story.
    pub id: Id,
    /// Its points; missing when it had none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
}

/// The sprint review.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Review {
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Who was there.
    #[serde(
        default,
        deserialize_with = "union::list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub attendees: Vec<String>,
}

/// The retrospective.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Retro {
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What will be done.
    #[serde(default, deserialize_with = "union::list")]
    pub actions: Vec<Action>,
}

/// Something the team will do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Action {
    /// Names the action.
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
    /// open, done or dropped; open where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ActionStatus>,
    /// The day it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Day>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ActionStatus {
    Open,
    Done,
    Dropped,
}
