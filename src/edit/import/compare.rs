//! What a source says otherwise than the record that is here.

use super::Stage;
use super::place::Placed;
use crate::diag::Error;
use crate::edit::create;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind::States;
use crate::model::workflow::Category;
use crate::yaml::Edit;
use crate::yaml::Segment;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

/// A field that the source has otherwise than the backlog.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    pub id: Id,
    /// The key in the other tool.
    pub key: String,
    /// The key path; `kind` where the source means another kind of record.
    pub field: String,
    pub here: Value,
    pub there: Value,
    /// The record takes the value of the source.
    pub taken: bool,
}

impl Difference {
    /// A record keeps its kind: its id and its place depend on it.
    pub(super) fn can_be_taken(&self) -> bool {
        self.field != "kind"
    }
}

/// A difference and the edits that take it.
#[derive(Debug)]
pub(super) struct Found {
    pub difference: Difference,
    pub edits: Vec<Edit>,
}

/// Lists that people add to on both sides: only what is not here is missing.
const ADDED_TO: [&str; 4] = ["labels", "links", "depends_on", "comments"];

/// The differences, in the order in which the source names the fields. A field
/// that it does not name is no difference, nor is a state of the same category.
///
/// # Errors
/// A value of the source that does not fit its field.
pub(super) fn differences(
    backlog: &Backlog,
    placed: &Placed<'_>,
    record: &Record,
    fields: &Map<String, Value>,
) -> Result<Vec<Found>, Error> {
    let difference = |field: &str, here: Value, there: Value| Difference {
        id: record.id().clone(),
        key: placed.draft.key.clone(),
        field: field.to_owned(),
        here,
        there,
        taken: false,
    };
    if !std::ptr::eq(placed.kind, record.kind) {
        let difference = difference("kind", record.kind.id.into(), placed.kind.id.into());
        return Ok(vec![Found {
            difference,
            edits: Vec::new(),
        }]);
    }
    // Written and read like a new record, so that both have the same form.
    let theirs = create::write(backlog, record.kind, &record.path, fields)?;
    let mut found = Vec::new();
    for field in fields.keys().filter(|field| *field != "id") {
        if field == "status" && is_of_stage(backlog, record, placed.draft.stage) {
            continue;
        }
        let here = record.field(field).unwrap_or_default();
        let there = theirs.field(field).unwrap_or_default();
        for step in otherwise(field, here, there) {
            let path: Vec<&str> = step.path.iter().map(String::as_str).collect();
            found.push(Found {
                edits: step.edits(field),
                difference: difference(&path.join("."), step.here, step.there),
            });
        }
    }
    Ok(found)
}

/// Whether the state means to the team what the source says. Sprints and
/// releases have states of their own, which the source does not know.
fn is_of_stage(backlog: &Backlog, record: &Record, stage: Stage) -> bool {
    let States::Workflow = record.kind.states else {
        return true;
    };
    let category = match stage {
        Stage::ToDo => Category::Backlog,
        Stage::InProgress => Category::Active,
        Stage::Done => Category::Done,
        Stage::Dropped if backlog.config.workflow.first(Category::Dropped).is_none() => {
            Category::Done
        }
        Stage::Dropped => Category::Dropped,
    };
    backlog.category(record) == category
}

/// A value that differs, at its key path.
struct Step {
    path: Vec<String>,
    here: Value,
    there: Value,
}

impl Step {
    fn edits(&self, field: &str) -> Vec<Edit> {
        let path: Vec<Segment> = self.path.iter().cloned().map(Segment::Key).collect();
        if !ADDED_TO.contains(&field) {
            return vec![Edit::Set {
                path,
                value: self.there.clone(),
            }];
        }
        let append = |value: &Value| Edit::Append {
            path: path.clone(),
            value: value.clone(),
        };
        missing(&self.here, &self.there).map(append).collect()
    }
}

/// Where two values of a field part; of maps, the keys that the source names.
fn otherwise(field: &str, here: Value, there: Value) -> Vec<Step> {
    if let (Value::Object(here), Value::Object(there)) = (&here, &there) {
        let pairs = there.iter().map(|(key, there)| Step {
            path: vec![field.to_owned(), key.clone()],
            here: here.get(key).cloned().unwrap_or_default(),
            there: there.clone(),
        });
        return pairs
            .filter(|step| !alike(&step.here, &step.there))
            .collect();
    }
    let same = match ADDED_TO.contains(&field) {
        true => missing(&here, &there).next().is_none(),
        false => alike(&here, &there),
    };
    match same {
        true => Vec::new(),
        false => vec![Step {
            path: vec![field.to_owned()],
            here,
            there,
        }],
    }
}

/// The items of a list that another does not hold.
fn missing<'v>(here: &'v Value, there: &'v Value) -> impl Iterator<Item = &'v Value> {
    let here = here.as_array().map(Vec::as_slice).unwrap_or_default();
    let there = there.as_array().map(Vec::as_slice).unwrap_or_default();
    there
        .iter()
        .filter(|item| !here.iter().any(|other| alike(item, other)))
}

/// The same but for line ends at the end of a text, which depend on how it is
/// written.
fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a.trim_end() == b.trim_end(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| alike(a, b)))
        }
        (a, b) => a == b,
    }
}
