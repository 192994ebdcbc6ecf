//! One file's change, and who makes it when.

use crate::diag::Error;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::date::Moment;
use crate::model::id::Id;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// When a change is made and by whom: goes into history.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Now, or the bare day of `--today`.
    pub at: Moment,
    pub today: Day,
    /// The person, where one is known.
    pub by: Option<String>,
    /// Why, where a command asks for it.
    pub reason: Option<String>,
}

impl Stamp {
    /// The person, for changes that are worth nothing without a name.
    ///
    /// # Errors
    /// Nobody is known.
    pub fn name(&self) -> Result<&str, Error> {
        self.by.as_deref().ok_or_else(|| {
            Error::usage("this needs a name: who does it?")
                .help("say it with --by NAME, or set PO_USER to it")
                .help("git config user.name says it too; where people: in po.yaml lists people, user.email does")
        })
    }

    /// `{by, on}`: that somebody looked today.
    ///
    /// # Errors
    /// Nobody is known.
    pub(super) fn tick(&self) -> Result<Map<String, Value>, Error> {
        let mut tick = Map::new();
        tick.insert("by".to_owned(), json!(self.name()?));
        tick.insert("on".to_owned(), json!(self.today));
        Ok(tick)
    }
}

/// The new text of one file, or its end, and what it means.
#[derive(Clone, Debug)]
pub struct Change {
    /// Relative to the backlog, with `/`.
    pub path: String,
    /// The record in the file, if it holds one.
    pub id: Option<Id>,
    /// The text it was made from; `None` for a new file.
    pub before: Option<String>,
    /// The new text; `None` where the file goes.
    pub after: Option<String>,
    /// The fields that have another value now; history is not among them.
    pub fields: Vec<FieldChange>,
    /// The places that a change of rank means, old and new, where they were asked for.
    pub place: Option<(usize, usize)>,
}

/// A field before and after.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// The key path, such as `scores.wsjf.value`.
    pub field: String,
    pub from: Value,
    pub to: Value,
}

/// What differs between two states of a record, down to the innermost maps;
/// lists are compared whole.
pub fn differences(old: &Record, new: &Record) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    compare(&old.fields(), &new.fields(), "", &mut changes);
    changes.retain(|change| change.field != "history");
    changes
}

/// The fields of a record that was not there before.
pub(super) fn additions(new: &Map<String, Value>) -> Vec<FieldChange> {
    let added = new.iter().filter(|(field, _)| *field != "history");
    let addition = |(field, value): (&String, &Value)| FieldChange {
        field: field.clone(),
        from: Value::Null,
        to: value.clone(),
    };
    added.map(addition).collect()
}

fn compare(
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    prefix: &str,
    changes: &mut Vec<FieldChange>,
) {
    let added = new.keys().filter(|key| !old.contains_key(*key));
    for key in old.keys().chain(added) {
        let from = old.get(key).unwrap_or(&Value::Null);
        let to = new.get(key).unwrap_or(&Value::Null);
        if from == to {
            continue;
        }
        let field = format!("{prefix}{key}");
        if let (Value::Object(from), Value::Object(to)) = (from, to) {
            compare(from, to, &format!("{field}."), changes);
        } else {
            changes.push(FieldChange {
                field,
                from: from.clone(),
                to: to.clone(),
            });
        }
    }
}
