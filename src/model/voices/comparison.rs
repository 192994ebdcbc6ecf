//! `comparisons/<session>.yaml`: which of two records comes first, as somebody sees it.
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use super::Ratio;
use crate::model::date::Day;
use crate::model::id::Id;

/// One answer: a winner and a loser, a tie, or how many times as important `a` is as `b`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// What comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub winner: Option<Id>,
    /// What comes after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loser: Option<Id>,
    /// Two that are as good as each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(equal = 2))]
    pub tie: Option<Vec<Id>>,
    /// What `ratio` speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a: Option<Id>,
    /// What it is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub b: Option<Id>,
    /// How many times as important a is as b: from 1/9 to 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<Ratio>,
    /// Who said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
}

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Said<'a> {
    Won {
        winner: &'a Id,
        loser: &'a Id,
    },
    Tie(&'a Id, &'a Id),
    Ratio {
        a: &'a Id,
        b: &'a Id,
        ratio: &'a Ratio,
    },
}

impl Comparison {
    /// What it says; none where keys are missing, or some of two sorts are there.
    pub fn said(&self) -> Option<Said<'_>> {
        let tie = self.tie.as_deref();
        match self {
            Self {
                winner: Some(winner),
                loser: Some(loser),
                tie: None,
                a: None,
                b: None,
                ratio: None,
                ..
            } => Some(Said::Won { winner, loser }),
            Self {
                winner: None,
                loser: None,
                a: None,
                b: None,
                ratio: None,
                ..
            } => match tie {
                Some([a, b]) => Some(Said::Tie(a, b)),
                _ => None,
            },
            Self {
                a: Some(a),
                b: Some(b),
                ratio: Some(ratio),
                winner: None,
                loser: None,
                tie: None,
                ..
            } => Some(Said::Ratio { a, b, ratio }),
            _ => None,
        }
    }
}

impl<'a> Said<'a> {
    /// The two that are compared.
    pub fn pair(self) -> [&'a Id; 2] {
        match self {
            Said::Won { winner, loser } => [winner, loser],
            Said::Tie(a, b) | Said::Ratio { a, b, .. } => [a, b],
        }
    }
}
