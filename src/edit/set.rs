//! Sets fields of a record: the assignments of one call are one write, and a
//! flow field that changes goes into history.

mod value;

use super::Assignment;
use super::Change;
use super::Operator;
use super::Stamp;
use super::gate;
use super::patch;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Moment;
use crate::model::id::Id;
use crate::model::kind::States;
use crate::model::rank::Rank;
use crate::model::shape;
use crate::model::workflow::Category;
use crate::text::with_article;
use crate::yaml::Edit;
use crate::yaml::Segment;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// The fields whose changes history keeps.
pub(super) const FLOW: [&str; 5] = ["status", "sprint", "release", "points", "blocked"];

/// Sets fields of several records.
///
/// # Errors
/// An unknown field or state, a value that does not fit, or a gate that does
/// not open; nothing is changed then.
pub fn set(
    backlog: &Backlog,
    ids: &[Id],
    assignments: &[Assignment],
    stamp: &Stamp,
) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    for id in ids {
        let record = find(backlog, id)?;
        changes.extend(set_one(backlog, record, assignments, stamp)?);
    }
    Ok(changes)
}

/// Moves records to the first state of a category: `start` and `done`.
///
/// # Errors
/// A kind without such a state, or a gate that does not open.
pub fn advance(
    backlog: &Backlog,
    ids: &[Id],
    category: Category,
    stamp: &Stamp,
) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    for id in ids {
        let record = find(backlog, id)?;
        let States::Workflow = record.kind.states else {
            let states = backlog.states(record.kind);
            let state = states.iter().find(|(_, c)| *c == category);
            let error = Error::usage(format!(
                "{id} is {}; its states are not those of the workflow",
                with_article(record.kind.id)
            ));
            return Err(match state {
                Some((name, _)) => error.help(format!("po set {id} status={name}")),
                None => error,
            });
        };
        let Some(state) = backlog.config.workflow.first(category) else {
            return Err(Error::usage(format!(
                "the workflow has no state of category {}",
                category.word()
            )));
        };
        let status = Assignment {
            path: vec!["status".to_owned()],
            operator: Operator::Set,
            text: state.name.clone(),
        };
        if backlog.category(record) == category {
            continue;
        }
        changes.extend(set_one(backlog, record, &[status], stamp)?);
    }
    Ok(changes)
}

pub(super) fn find<'a>(backlog: &'a Backlog, id: &Id) -> Result<&'a Record, Error> {
    backlog.get(id).ok_or_else(|| {
        let error = Error::usage(format!("no record has the id {id}"));
        let known: Vec<String> = backlog.ids().map(ToString::to_string).collect();
        match crate::text::nearest(id.as_str(), known.iter().map(String::as_str)) {
            Some(near) => error.help(format!("did you mean {near}?")),
            None => error.help("po list shows the stories there are"),
        }
    })
}

fn set_one(
    backlog: &Backlog,
    record: &Record,
    assignments: &[Assignment],
    stamp: &Stamp,
) -> Result<Option<Change>, Error> {
    let edits = edits(backlog, record, assignments)?;
    let Some((_, changed)) = patch(record, &edits, &backlog.config)? else {
        return Ok(None);
    };
    let mut all = edits;
    all.extend(history(record, &changed, stamp));
    let Some((change, changed)) = patch(record, &all, &backlog.config)? else {
        return Ok(None);
    };
    if changed.status() != record.status() {
        gate::check(backlog, record.status(), &changed, stamp.today)?;
    }
    Ok(Some(change))
}

/// The edits that assignments ask for.
pub(super) fn edits(
    backlog: &Backlog,
    record: &Record,
    assignments: &[Assignment],
) -> Result<Vec<Edit>, Error> {
    let fields = shape::Shape::Fields(shape::fields(record.kind, &backlog.config));
    let mut edits = Vec::new();
    for assignment in assignments {
        check_field(backlog, record, assignment)?;
        let shape = value::shape_at(&fields, record, assignment)?;
        edits.extend(value::edits(record, assignment, &shape)?);
    }
    Ok(edits)
}

/// Fields that `set` leaves alone, and states that do not exist.
fn check_field(backlog: &Backlog, record: &Record, assignment: &Assignment) -> Result<(), Error> {
    let field = assignment.field();
    match field {
        "id" => {
            return Err(
                Error::usage("an id never changes: links and people rely on it")
                    .help("po new gives each record the next free one"),
            );
        }
        "history" => {
            return Err(
                Error::usage("history is written by the commands that change a record")
                    .help(format!("edit {} by hand where it is wrong", record.path)),
            );
        }
        "title" | "status" | "type"
            if assignment.text.is_empty() && assignment.operator == Operator::Set =>
        {
            return Err(
                Error::usage(format!("a record needs its {field}; it is not removed"))
                    .help(format!("po set {} {field}=… gives it another", record.id())),
            );
        }
        _ => {}
    }
    if field == "rank" && assignment.operator == Operator::Set && !assignment.text.is_empty() {
        return rank_key(record, &assignment.text);
    }
    if field == "status" && assignment.operator == Operator::Set {
        return known_state(backlog, record, &assignment.text);
    }
    Ok(())
}

fn rank_key(record: &Record, text: &str) -> Result<(), Error> {
    match Rank::new(text) {
        Ok(rank) if rank.is_valid() && rank.digits() > 0 => Ok(()),
        _ => {
            let error = Error::usage(format!("\"{text}\" is not a rank; a rank is such as ra5k"));
            Err(error.help(format!(
                "po move {} --top, or --before ID, writes the right one",
                record.id()
            )))
        }
    }
}

fn known_state(backlog: &Backlog, record: &Record, state: &str) -> Result<(), Error> {
    let states = backlog.states(record.kind);
    let names: Vec<&str> = states.iter().map(|(name, _)| *name).collect();
    if names.contains(&state) {
        return Ok(());
    }
    let error = Error::usage(format!(
        "{} has no state \"{state}\"",
        with_article(record.kind.id)
    ));
    let all = format!("the states are {}", names.join(", "));
    Err(
        match crate::text::nearest(&state.to_lowercase(), names.iter().copied()) {
            Some(near) => error.help(format!("did you mean \"{near}\"? {all}")),
            None => error.help(all),
        },
    )
}

/// One history entry with the new values of the flow fields that changed.
///
/// Where history never named such a field, its value until now would be lost to
/// reports; an entry of the day the record was written down keeps it.
pub(super) fn history(old: &Record, new: &Record, stamp: &Stamp) -> Vec<Edit> {
    let mut before = Map::new();
    let mut entry = Map::new();
    for field in FLOW {
        let (from, to) = (old.field(field), new.field(field));
        let (Some(from), Some(to)) = (from, to) else {
            continue;
        };
        if from == to {
            continue;
        }
        if !from.is_null() && !is_named(old, field) {
            before.insert(field.to_owned(), recorded(field, from));
        }
        entry.insert(field.to_owned(), recorded(field, to));
    }
    let mut edits = Vec::new();
    if let (Some(created), false) = (old.common.created, before.is_empty()) {
        edits.push(append(Moment::Day(created), before, None));
    }
    if !entry.is_empty() {
        edits.push(append(stamp.at, entry, stamp.by.as_deref()));
    }
    edits
}

/// Whether an entry of the record's history names a flow field.
fn is_named(record: &Record, field: &str) -> bool {
    record.common.history.iter().any(|entry| match field {
        "status" => entry.status.is_some(),
        "sprint" => entry.sprint.is_some(),
        "release" => entry.release.is_some(),
        "points" => entry.points.is_some(),
        _ => entry.blocked.is_some(),
    })
}

fn append(at: Moment, changes: Map<String, Value>, by: Option<&str>) -> Edit {
    let mut entry = Map::new();
    entry.insert("at".to_owned(), json!(at));
    entry.extend(changes);
    if let Some(by) = by {
        entry.insert("by".to_owned(), Value::String(by.to_owned()));
    }
    Edit::Append {
        path: vec![Segment::Key("history".to_owned())],
        value: Value::Object(entry),
    }
}

pub(super) fn moment(stamp: &Stamp) -> Value {
    serde_json::to_value(stamp.at).unwrap_or(Value::Null)
}

/// `blocked` goes into history without `since`: that is the entry's own date.
pub(super) fn recorded(field: &str, value: Value) -> Value {
    match value {
        Value::Object(mut map) if field == "blocked" => {
            map.shift_remove("since");
            Value::Object(map)
        }
        other => other,
    }
}
