//! The keys of `po.yaml`. All are optional but `product`.

use super::CustomField;
use super::Item;
use super::Override;
use crate::model::date::Calendar;
use crate::model::union;
use crate::model::workflow::Written;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;

/// `po.yaml` as it is written.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct ConfigFile {
    /// What the backlog is for.
    pub product: String,
    /// The time zone of its days, such as Europe/Zurich; UTC where it is missing.
    #[serde(default)]
    pub timezone: Option<String>,
    /// The language of its records, such as en.
    #[serde(default)]
    pub lang: Option<String>,
    /// The one currency of its amounts, such as EUR.
    #[serde(default)]
    pub currency: Option<String>,
    /// The states of stories and epics in flow order, with their categories.
    #[serde(default)]
    pub workflow: Option<Written>,
    /// The definition of ready.
    #[serde(default)]
    pub ready: Option<Vec<Item>>,
    /// The definition of done.
    #[serde(default)]
    pub done: Option<Vec<Item>>,
    /// How `po prioritize` orders.
    #[serde(default)]
    pub prioritize: Option<PrioritizeSettings>,
    /// Options of the scoring methods, by method.
    #[serde(default, deserialize_with = "union::map")]
    pub methods: IndexMap<String, Value>,
    /// The scale of estimates.
    #[serde(default)]
    pub points: Option<PointsSettings>,
    /// How long sprints are and when they begin.
    #[serde(default)]
    pub sprint: Option<SprintSettings>,
    /// Working days and holidays.
    #[serde(default)]
    pub calendar: Option<Calendar>,
    /// Who works on it.
    #[serde(default, deserialize_with = "union::list")]
    pub people: Vec<Person>,
    /// The teams and their members.
    #[serde(default, deserialize_with = "union::map")]
    pub teams: IndexMap<String, Team>,
    /// Severities and options of rules: a severity, or a map with options.
    #[serde(default, deserialize_with = "union::map")]
    pub rules: IndexMap<String, Value>,
    /// Other severities and options for some files or for the records of a team; a later one wins over an earlier one.
    #[serde(default, deserialize_with = "union::list")]
    pub overrides: Vec<Override>,
    /// The team's own fields.
    #[serde(default, deserialize_with = "union::map")]
    pub fields: IndexMap<String, CustomField>,
    /// Queries by name, used as view:NAME.
    #[serde(default, deserialize_with = "union::map")]
    pub views: IndexMap<String, String>,
    /// Words with a fixed meaning here; word rules leave them alone.
    #[serde(default, deserialize_with = "union::list")]
    pub glossary: Vec<String>,
    /// number (S-142) or random (S-7kq4m).
    #[serde(default)]
    pub ids: Option<IdScheme>,
    /// connextra (as a …, I want …) or job (when …, I want …).
    #[serde(default)]
    pub story_form: Option<StoryForm>,
    /// How strict scenarios are.
    #[serde(default)]
    pub gherkin: Option<Gherkin>,
    /// Priorities and clocks of bugs.
    #[serde(default)]
    pub bugs: Option<Value>,
    /// Bands of risk scores.
    #[serde(default)]
    pub risks: Option<Value>,
    /// How user acceptance is judged.
    #[serde(default)]
    pub uat: Option<Value>,
    /// Who must sign a release.
    #[serde(default)]
    pub release: Option<Value>,
    /// How many sprints velocity looks at.
    #[serde(default)]
    pub velocity: Option<Value>,
    /// How far back flow metrics look.
    #[serde(default)]
    pub flow: Option<Value>,
    /// Trials, seed and window of forecasts.
    #[serde(default)]
    pub forecast: Option<Value>,
    /// Thresholds of red, amber and green.
    #[serde(default)]
    pub rag: Option<Value>,
    /// The month the fiscal year begins in, 1 to 12.
    #[serde(default)]
    pub fiscal_year_start: Option<u8>,
    /// The readers of notes and reports.
    #[serde(default)]
    pub audiences: Option<Value>,
    /// How commits name stories.
    #[serde(default)]
    pub commit: Option<Value>,
}

/// How `po prioritize` orders.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct PrioritizeSettings {
    /// The method used unless another is named.
    #[serde(default)]
    pub method: Option<String>,
    /// What comes before any score: expedite, moscow; an empty list for nothing.
    #[serde(default)]
    pub gates: Option<Vec<String>>,
    /// After how many days a score is marked as old.
    #[serde(default)]
    pub score_max_age_days: Option<u32>,
    /// The step of sensitivity for free numbers, in percent.
    #[serde(default)]
    pub step_percent: Option<f64>,
}

/// The scale of estimates.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct PointsSettings {
    /// The values an estimate may have.
    #[serde(default)]
    pub scale: Option<Vec<f64>>,
    /// What a shirt size stands for.
    #[serde(default, deserialize_with = "union::map")]
    pub shirts: IndexMap<String, f64>,
}

/// How long sprints are and when they begin.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct SprintSettings {
    /// Such as 14d or 2w.
    #[serde(default)]
    pub length: Option<String>,
    /// The day of the week.
    #[serde(default)]
    pub start: Option<String>,
}

/// Somebody who works on the product.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// The short name used in records.
    pub name: String,
    /// As git knows them.
    #[serde(default)]
    pub email: Option<String>,
    /// What they do.
    #[serde(default)]
    pub role: Option<String>,
}

/// A team.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Team {
    /// Who is in it.
    #[serde(default, deserialize_with = "union::list")]
    pub members: Vec<Member>,
    /// How many sprints of ready work it wants.
    #[serde(default)]
    pub runway: Option<Runway>,
}

/// A member of a team.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// The short name.
    pub name: String,
    /// The share of their time the team has, 0 to 1.
    #[serde(default)]
    pub allocation: Option<f64>,
    /// The share of that time that goes into stories, 0 to 1.
    #[serde(default)]
    pub focus: Option<f64>,
    /// Their working days.
    #[serde(default)]
    pub weekdays: Option<Vec<String>>,
    /// Longer absences.
    #[serde(default)]
    pub leave: Option<Value>,
}

/// Sprints of ready work a team wants.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Runway {
    #[serde(default)]
    pub min: Option<f64>,
    #[serde(default)]
    pub max: Option<f64>,
}

/// How ids are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum IdScheme {
    Number,
    Random,
}

/// The form of a story's statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StoryForm {
    Connextra,
    Job,
}

/// How strict scenarios are.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Gherkin {
    /// `optional`: a scenario may do without given.
    #[serde(default)]
    pub given: Option<String>,
}
