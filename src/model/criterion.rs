//! Acceptance criteria: how we know that a story does what was asked.
//!
//! There are many of them in memory at once, so their texts are boxed.

use super::common::Tick;
use super::union;
use super::union::FlagOr;
use super::union::Lines;
use super::union::TextOr;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// An acceptance criterion that says more than a sentence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Criterion {
    /// Names the criterion, such as `AC-2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Box<str>>,
    /// The criterion in one sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Box<str>>,
    /// What holds before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Lines>,
    /// What happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Lines>,
    /// What must then be so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Lines>,
    /// `unhappy` for what goes wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Box<str>>,
    /// Words to find it by.
    #[serde(
        default,
        deserialize_with = "union::list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub labels: Vec<String>,
    /// That it was seen to hold, by whom and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<FlagOr<Box<Tick>>>,
    /// Why it need not hold here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waived: Option<Box<str>>,
    /// Who waived it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Box<str>>,
}

impl Criterion {
    /// One of its steps: given, when or then.
    pub fn step(&self, name: &str) -> Option<&Lines> {
        let step = match name {
            "given" => &self.given,
            "when" => &self.when,
            _ => &self.then,
        };
        step.as_ref()
    }

    /// Written as given, when, then (any of the three).
    pub fn is_scenario(&self) -> bool {
        self.given.is_some() || self.when.is_some() || self.then.is_some()
    }
}

impl TextOr<Criterion> {
    /// The words of the criterion in one line.
    pub fn words(&self) -> String {
        match self {
            TextOr::Text(text) => text.clone(),
            TextOr::Map(criterion) => {
                let mut parts: Vec<String> =
                    criterion.text.iter().map(|text| text.to_string()).collect();
                for (word, lines) in [
                    ("given", &criterion.given),
                    ("when", &criterion.when),
                    ("then", &criterion.then),
                ] {
                    if let Some(lines) = lines {
                        parts.push(format!("{word} {}", lines.join(" and ")));
                    }
                }
                parts.join(" ")
            }
        }
    }

    /// Seen to hold.
    pub fn is_verified(&self) -> bool {
        matches!(self, TextOr::Map(c) if match &c.verified {
            Some(FlagOr::Flag(flag)) => *flag,
            Some(FlagOr::Map(_)) => true,
            None => false,
        })
    }

    /// Waived with a reason.
    pub fn is_waived(&self) -> bool {
        matches!(self, TextOr::Map(c) if c.waived.as_deref().is_some_and(|w| !w.trim().is_empty()))
    }
}
