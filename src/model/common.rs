//! What every record may carry, whatever its kind.

use super::date::Day;
use super::date::Moment;
use super::id::Id;
use super::id::Link;
use super::points::Points;
use super::rank::Rank;
use super::union;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// The keys of every record. Only `id` is needed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Common {
    /// What people call the record by; never changes, never handed out twice.
    pub id: Id,
    /// One line that says what it is.
    #[serde(default)]
    pub title: Option<String>,
    /// The state it is in; the states of stories and epics are the team's own.
    #[serde(default)]
    pub status: Option<String>,
    /// Place in the order of its kind: a key that sorts, lower is earlier.
    #[serde(default)]
    pub rank: Option<Rank>,
    /// Words to find it by.
    #[serde(default, deserialize_with = "union::list")]
    pub labels: Vec<String>,
    /// Related records and web pages.
    #[serde(default, deserialize_with = "union::list")]
    pub links: Vec<Link>,
    /// The day it was written down.
    #[serde(default)]
    pub created: Option<Day>,
    /// The day it is needed.
    #[serde(default)]
    pub due: Option<Day>,
    /// What other tools call it, such as `{jira: SHOP-142}`.
    #[serde(default, deserialize_with = "union::map")]
    pub external: IndexMap<String, String>,
    /// Findings accepted, each with its reason.
    #[serde(default, deserialize_with = "union::map")]
    pub allow: IndexMap<String, String>,
    /// What was said about it, oldest first.
    #[serde(default, deserialize_with = "union::list")]
    pub comments: Vec<Comment>,
    /// Dated changes of status, sprint, release, points and blocked.
    #[serde(default, deserialize_with = "union::list")]
    pub history: Vec<Entry>,
}

/// The first keys of a record, in the order new files have them.
pub const HEAD: &[&str] = &["id", "type", "title", "status"];
/// Keys behind those that say where a record belongs and when it is planned.
pub const MIDDLE: &[&str] = &["due", "created", "rank"];
/// The last keys of a record.
pub const TAIL: &[&str] = &[
    "labels", "links", "external", "allow", "comments", "history",
];

/// A remark with its day and author.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comment {
    /// Names the comment once something refers to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When it was said.
    #[serde(default)]
    pub at: Option<Moment>,
    /// Who said it.
    #[serde(default)]
    pub by: Option<String>,
    /// The words.
    pub text: String,
}

/// One moment of a record's life: the new values of what changed then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// The moment, or the day where no more is known.
    pub at: Moment,
    /// The state it entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Box<str>>,
    /// The state it left, where the first entry does not begin with a new record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Box<str>>,
    /// The sprint it entered; null when it left.
    #[serde(
        default,
        deserialize_with = "union::present",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Option<Id>")]
    pub sprint: Option<Option<Id>>,
    /// The release it was put into; null when it left.
    #[serde(
        default,
        deserialize_with = "union::present",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Option<Id>")]
    pub release: Option<Option<Id>>,
    /// The new estimate; null when it was taken away.
    #[serde(
        default,
        deserialize_with = "union::present",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Option<Points>")]
    pub points: Option<Option<Points>>,
    /// Why it stood still from then on; null when it went on.
    #[serde(
        default,
        deserialize_with = "union::present",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Option<Obstacle>")]
    pub blocked: Option<Option<Box<union::FlagOr<Obstacle>>>>,
    /// Who changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Box<str>>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Box<str>>,
}

/// What keeps a record from going on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-whole" = true))]
pub struct Obstacle {
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// The impediment or the record it waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Link>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Obstacle {
    /// ` since 2026-11-20 by IM-9: waiting for the bank`, as far as it is known.
    pub fn words(&self) -> String {
        let since = self.since.map(|day| format!(" since {day}"));
        let by = self.by.as_ref().map(|link| format!(" by {link}"));
        let reason = self.reason.as_ref().map(|words| format!(": {words}"));
        [since, by, reason].into_iter().flatten().collect()
    }
}

/// A manual item ticked off, or waived with a reason.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-whole" = true))]
pub struct Tick {
    /// Who looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// Why it does not apply here; stands in place of the tick.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waived: Option<String>,
}

/// Somebody's word for a release or an epic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-whole" = true))]
pub struct Signoff {
    /// In what capacity.
    pub role: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The day; missing while it is awaited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
}
