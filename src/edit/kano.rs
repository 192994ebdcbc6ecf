//! One more answer to the two questions of Kano; equal answers add up.

use super::Change;
use super::Stamp;
use super::amend::amend;
use super::amend::find;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::id::Id;
use crate::priority::Scores;
use crate::priority::inputs;
use crate::yaml::Edit;
use crate::yaml::Path;
use serde_json::Value;
use serde_json::json;

/// What people say to having a feature, and to doing without it.
#[derive(Clone, Debug)]
pub struct KanoAnswer {
    pub functional: String,
    pub dysfunctional: String,
    /// How many people said so.
    pub people: u32,
}

/// Adds the answer to `scores.kano.answers`.
///
/// # Errors
/// A record without scores, or a place that cannot be written.
pub fn kano(
    backlog: &Backlog,
    id: &Id,
    answer: &KanoAnswer,
    stamp: &Stamp,
) -> Result<Option<Change>, Error> {
    let record = find(backlog, id)?;
    if inputs::all(record).is_none() {
        let kind = record.kind.plural;
        return Err(Error::usage(format!("{kind} have no scores"))
            .help("people are asked about stories and epics"));
    }
    let below = |keys: &[&str]| -> Path {
        let keys = ["scores", "kano"].iter().chain(keys);
        keys.map(|key| (*key).into()).collect()
    };
    let answers = Scores::of(record).value("kano", "answers");
    let mut answers = answers.and_then(Value::as_array).into_iter().flatten();
    let same = answers.position(|old| {
        old["f"] == answer.functional.as_str() && old["d"] == answer.dysfunctional.as_str()
    });
    let edit = match same {
        Some(at) => {
            let mut path = below(&["answers"]);
            path.push(at.into());
            let entry = Scores::of(record)
                .value("kano", "answers")
                .map(|all| &all[at]);
            let before = entry
                .and_then(|entry| entry.get("n"))
                .map_or(Some(1), Value::as_u64);
            let Some(before) = before else {
                return Err(Error::usage(format!(
                    "scores.kano.answers.{}.n of {id} is no number",
                    at + 1
                ))
                .help("nothing was changed; mend it first, po check shows the place"));
            };
            path.push("n".into());
            Edit::Set {
                path,
                value: json!(before.saturating_add(u64::from(answer.people))),
            }
        }
        None => Edit::Append {
            path: below(&["answers"]),
            value: json!({"f": answer.functional, "d": answer.dysfunctional, "n": answer.people}),
        },
    };
    let scored = Edit::Set {
        path: below(&[inputs::SCORED]),
        value: json!(stamp.today),
    };
    amend(backlog, record, vec![edit, scored], stamp, None)
}
