//! Stories, bugs, tasks and spikes: what a team builds.

use super::Kind;
use super::States;
use crate::model::common::Obstacle;
use crate::model::common::Tick;
use crate::model::criterion::Criterion;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::id::Link;
use crate::model::open::OpenMap;
use crate::model::points::Points;
use crate::model::union;
use crate::model::union::FlagOr;
use crate::model::union::Lines;
use crate::model::union::TextOr;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde::Serializer;
use serde::de::Visitor;
use serde_json::Value;
use std::fmt::Formatter;
use std::sync::LazyLock;

pub static KIND: Kind = Kind {
    id: "story",
    plural: "stories",
    folder: "stories",
    prefix: "S",
    summary: "what a user gets: a story, a bug, a task or a spike",
    states: States::Workflow,
    columns: &[
        "id", "type", "status", "points", "title", "sprint", "assignee",
    ],
    read: super::read::<Story>,
    schema: &SCHEMA,
};

static SCHEMA: LazyLock<Value> = LazyLock::new(super::schema::<Story>);

/// A story of the backlog.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// What sort of work it is.
    #[serde(default, rename = "type")]
    pub sort: Option<Sort>,
    /// The epic it belongs to.
    #[serde(default)]
    pub epic: Option<Id>,
    /// The story it is a part of.
    #[serde(default)]
    pub parent: Option<Id>,
    /// The estimate, in story points.
    #[serde(default)]
    pub points: Option<Points>,
    /// The shirt size its points were taken from, such as L.
    #[serde(default)]
    pub shirt: Option<Box<str>>,
    /// The team that builds it.
    #[serde(default)]
    pub team: Option<Box<str>>,
    /// The sprint it is planned into.
    #[serde(default)]
    pub sprint: Option<Id>,
    /// The release it is planned for.
    #[serde(default)]
    pub release: Option<Id>,
    /// The role that wants it.
    #[serde(default)]
    pub as_a: Option<Box<str>>,
    /// What the role wants.
    #[serde(default)]
    pub i_want: Option<Box<str>>,
    /// Why the role wants it.
    #[serde(default)]
    pub so_that: Option<Box<str>>,
    /// The persona that wants it, in place of `as_a`.
    #[serde(default)]
    pub persona: Option<Id>,
    /// Everything else a reader needs to know.
    #[serde(default)]
    pub description: Option<Box<str>>,
    /// What a spike wants to find out.
    #[serde(default)]
    pub question: Option<Box<str>>,
    /// How long a spike may take, such as `2d`.
    #[serde(default)]
    pub timebox: Option<Box<str>>,
    /// How bad a bug is: 1 is worst, 4 is least.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// How many users a bug meets.
    #[serde(default)]
    pub reach: Option<Reach>,
    /// The version a bug was found in.
    #[serde(default)]
    pub found_in: Option<Box<str>>,
    /// Where a bug was seen: browser, device, tenant.
    #[serde(default)]
    pub environment: Option<Box<str>>,
    /// How to see a bug.
    #[serde(default)]
    pub steps: Option<Lines>,
    /// What should happen.
    #[serde(default)]
    pub expected: Option<Box<str>>,
    /// What happens instead.
    #[serde(default)]
    pub actual: Option<Box<str>>,
    /// How we know that it does what was asked.
    #[serde(default, deserialize_with = "union::list")]
    pub acceptance: Vec<TextOr<Criterion>>,
    /// Who works on it.
    #[serde(default)]
    pub assignee: Option<Box<str>>,
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
    /// What is not known yet.
    #[serde(default, deserialize_with = "union::list")]
    pub questions: Vec<TextOr<Question>>,
    /// Where the design is.
    #[serde(default)]
    pub design: Option<Box<str>>,
    /// Whether the design is agreed.
    #[serde(default)]
    pub design_status: Option<DesignStatus>,
    /// Who or what it waits for.
    #[serde(default)]
    pub waiting_on: Option<Link>,
    /// Ticks of the manual items of ready and done.
    #[serde(default, deserialize_with = "union::map")]
    pub checks: IndexMap<String, Tick>,
    /// What keeps it from going on.
    #[serde(default)]
    pub blocked: Option<Box<FlagOr<Obstacle>>>,
    /// Serves the goal of its sprint.
    #[serde(default)]
    pub goal: Option<bool>,
    /// Shown in the sprint review: false leaves it out, a text says how.
    #[serde(default)]
    pub demo: Option<Box<serde_json::Value>>,
    /// Three-point estimate.
    #[serde(default)]
    pub estimate: Option<Estimate>,
    /// Rounds of planning poker.
    #[serde(default, deserialize_with = "union::list")]
    pub poker: Vec<PokerRound>,
    /// Who is responsible, accountable, consulted, informed.
    #[serde(default, deserialize_with = "union::map")]
    pub raci: IndexMap<String, String>,
    /// The release-notes line; `none` leaves it out.
    #[serde(default)]
    pub note: Option<Box<str>>,
    /// The line for readers inside the company.
    #[serde(default)]
    pub note_internal: Option<Box<str>>,
    /// The line for those who run it.
    #[serde(default)]
    pub note_ops: Option<Box<str>>,
    /// Why users get it, for the notes.
    #[serde(default)]
    pub note_why: Option<Box<str>>,
    /// What sort of change the notes call it: added, changed, fixed …
    #[serde(default)]
    pub change: Option<Box<str>>,
    /// What users must do because of it.
    #[serde(default)]
    pub breaking: Option<Box<str>>,
    /// Not in public notes before this day.
    #[serde(default)]
    pub disclose_after: Option<Day>,
    /// The verdict of user acceptance.
    #[serde(default)]
    pub uat: Option<Box<str>>,
    /// What came of it.
    #[serde(default)]
    pub outcome: Option<Box<str>>,
    /// The language of its words, such as `de`.
    #[serde(default)]
    pub lang: Option<Box<str>>,
    /// Who accepted it, and when.
    #[serde(default)]
    pub accepted: Option<Box<Tick>>,
    /// Who rejected it, when and why.
    #[serde(default)]
    pub rejected: Option<Box<Rejection>>,
}

/// What sort of work a story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    Story,
    Bug,
    Task,
    Spike,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DesignStatus {
    Open,
    Agreed,
}

/// How many users a bug meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    All,
    Many,
    Few,
}

/// The effect of a bug, 1 (worst) to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Severity(u8);

impl Severity {
    pub fn value(self) -> u8 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Severity {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneToFour;
        impl Visitor<'_> for OneToFour {
            type Value = Severity;
            fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
                f.write_str("1, 2, 3 or 4, of which 1 is the worst")
            }
            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Severity, E> {
                match u8::try_from(value) {
                    Ok(value @ 1..=4) => Ok(Severity(value)),
                    _ => Err(E::unknown_variant(
                        &value.to_string(),
                        &["1", "2", "3", "4"],
                    )),
                }
            }
        }
        deserializer.deserialize_u8(OneToFour)
    }
}

impl JsonSchema for Severity {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Severity".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "integer", "enum": [1, 2, 3, 4]})
    }
}

/// Something to be answered before the story can be built.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Question {
    /// Names the question once something refers to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The question.
    pub text: String,
    /// Who should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Link>,
    /// The day it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Day>,
    /// The day it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Day>,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// Optimistic, most likely and pessimistic estimate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-whole" = true))]
pub struct Estimate {
    /// Optimistic.
    #[serde(serialize_with = "short")]
    pub o: f64,
    /// Most likely.
    #[serde(serialize_with = "short")]
    pub m: f64,
    /// Pessimistic.
    #[serde(serialize_with = "short")]
    pub p: f64,
    /// points, days or hours; points where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<EstimateUnit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EstimateUnit {
    Points,
    Days,
    Hours,
}

/// Whole numbers without a point: `2`, not `2.0`.
fn short<S: Serializer>(number: &f64, to: S) -> Result<S::Ok, S::Error> {
    let whole = number.fract() == 0.0 && number.abs() < 1e15;
    match whole {
        true => to.serialize_i64(*number as i64),
        false => to.serialize_f64(*number),
    }
}

impl EstimateUnit {
    /// Every unit, the usual one first.
    pub const ALL: [Self; 3] = [Self::Points, Self::Days, Self::Hours];

    pub fn word(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Days => "days",
            Self::Hours => "hours",
        }
    }
}

impl Estimate {
    /// `unit`, where none is written points.
    pub fn unit(&self) -> EstimateUnit {
        self.unit.unwrap_or(EstimateUnit::Points)
    }
}

/// One round of planning poker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PokerRound {
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// Which round of that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u32>,
    /// The card of each person: points, `?` or `coffee`.
    #[serde(default, deserialize_with = "union::map")]
    pub votes: IndexMap<String, serde_json::Value>,
    /// What was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#final: Option<Points>,
}

/// That a finished story does not do what was asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-whole" = true))]
pub struct Rejection {
    /// Who rejected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Story {
    /// `type`, where none is written a story.
    pub fn sort(&self) -> Sort {
        self.sort.unwrap_or(Sort::Story)
    }
}
