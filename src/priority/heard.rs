//! What methods that listen to people share: the outcome of each record, and the poll that is counted.
use std::collections::BTreeMap;

use serde::Deserialize;

use super::Outcome;
use super::Reading;
use super::Remark;
use super::Scores;
use super::Set;
use super::config_error;
use super::file_key;
use crate::diag::Error;
use crate::model::id::Id;
use crate::model::voices::COMPARISONS;
use crate::model::voices::PollFile;
use crate::model::voices::PollKind;
use crate::model::voices::VOTES;
use schemars::JsonSchema;

/// What people's voices come to, by record.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub outcomes: BTreeMap<Id, Outcome>,
    pub remarks: Vec<Remark>,
    /// What a record lacks that nobody was asked about.
    lack: &'static str,
}

impl Heard {
    /// Nobody was asked yet.
    pub const fn nothing(lack: &'static str) -> Self {
        Self {
            outcomes: BTreeMap::new(),
            remarks: Vec::new(),
            lack,
        }
    }

    pub fn score(&self, scores: Scores<'_>) -> Outcome {
        let outcome = self.outcomes.get(scores.record().id()).cloned();
        outcome.unwrap_or_else(|| {
            Outcome::Unscored(Reading {
                missing: vec![self.lack.to_owned()],
                needed: 1,
                ..Reading::default()
            })
        })
    }
}

/// The reading of a record that people have spoken of: nothing is missing.
pub(super) fn complete() -> Reading {
    Reading {
        valid: 1,
        needed: 1,
        ..Reading::default()
    }
}

/// `methods.buy` and `methods.dots` of `po.yaml`.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Options {
    /// The poll that is counted; the newest where it is missing.
    pub poll: Option<String>,
}

/// That nobody was asked, or that what they said cannot be read.
pub(super) fn silence(set: &Set<'_>, none: Error) -> Error {
    set.unread(COMPARISONS).map_or(none, Error::of)
}

/// The poll of a kind that is meant, if it can be counted.
///
/// # Errors
/// There is none, or what it says of itself cannot be used.
pub(super) fn poll<'a>(
    set: &Set<'a>,
    kind: PollKind,
    named: Option<&str>,
) -> Result<&'a PollFile, Error> {
    let voices = set.voices();
    let (id, of_kind) = (kind.word(), |poll: &PollFile| poll.file.value.kind == kind);
    let unread = || set.unread(VOTES).map(Error::of);
    let found = match named {
        Some(name) => {
            let found = voices.poll(name).filter(|poll| of_kind(poll));
            found.ok_or_else(|| {
                if let Some(unread) = unread() {
                    return unread;
                }
                let key = format!("methods.{}.poll", file_key(id));
                config_error(&key, &format!("no poll of {id} is called \"{name}\""))
            })
        }
        None => voices.newest(|poll| poll.kind == kind).ok_or_else(|| {
            let none = || Error::usage(format!("there is no poll of {id} to count"));
            unread().unwrap_or_else(none)
        }),
    };
    let found = found.map_err(|error| {
        error.help(format!(
            "po vote new NAME --kind {id} makes one; po vote shows those there are"
        ))
    })?;
    found.check()?;
    Ok(found)
}

/// The ballots that are not counted, each named with the reason.
pub(super) fn rejected(poll: &PollFile) -> Option<Remark> {
    let rejected = poll.rejected();
    let each: Vec<(String, String)> = rejected
        .map(|(ballot, fault)| (ballot.path.clone(), fault.why))
        .collect();
    let words: Vec<String> = each
        .iter()
        .map(|(path, why)| format!("{path} ({why})"))
        .collect();
    let paths: Vec<&String> = each.iter().map(|(path, _)| path).collect();
    (!each.is_empty()).then(|| Remark {
        name: "rejected-ballots",
        message: format!("not counted: {}", words.join(", ")),
        data: serde_json::Map::from_iter([("paths".to_owned(), serde_json::json!(paths))]),
    })
}
