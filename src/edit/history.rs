//! The dated entries of `history:`, written whenever a flow field changes.

use super::Stamp;
use crate::model::Record;
use crate::model::common::Entry;
use crate::model::date::Moment;
use crate::model::date::Zone;
use crate::yaml::Edit;
use crate::yaml::Segment;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// The fields whose changes history keeps.
pub(super) const FLOW: [&str; 5] = ["status", "sprint", "release", "points", "blocked"];

/// One history entry with the new values of the flow fields that changed.
///
/// Where history never named such a field, its value until now would be lost to
/// reports; an entry of the day the record was written down keeps it.
pub(super) fn entries(old: &Record, new: &Record, stamp: &Stamp) -> Vec<Edit> {
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
        edits.push(append(Moment::Day(created), before, None, None));
    }
    if !entry.is_empty() {
        edits.push(append(
            stamp.at,
            entry,
            stamp.by.as_deref(),
            stamp.reason.as_deref(),
        ));
    }
    edits
}

/// One entry of now for those of these flow fields whose value is not the one
/// that history ends with.
pub(super) fn catch_up(
    record: &Record,
    fields: &[&str],
    zone: &Zone,
    stamp: &Stamp,
) -> Option<Edit> {
    let mut entries: Vec<&Entry> = record.common.history.iter().collect();
    entries.sort_by_key(|entry| entry.at.start(zone));
    let last = |field: &str| {
        let mut said = entries.iter().rev();
        said.find_map(|entry| json!(entry).get(field).cloned())
    };
    let mut changes = Map::new();
    for field in FLOW.into_iter().filter(|field| fields.contains(field)) {
        let Some(now) = record.field(field).map(|now| recorded(field, now)) else {
            continue;
        };
        if last(field).is_some_and(|last| last != now) {
            changes.insert(field.to_owned(), now);
        }
    }
    let by = stamp.by.as_deref();
    (!changes.is_empty()).then(|| append(stamp.at, changes, by, stamp.reason.as_deref()))
}

/// The first entry: the state a new record is in and the flow fields it has.
pub(super) fn first_entry(record: &Record, stamp: &Stamp) -> Edit {
    let mut entry = Map::new();
    for field in FLOW {
        match record.field(field) {
            None | Some(Value::Null) => {}
            Some(value) => {
                entry.insert(field.to_owned(), recorded(field, value));
            }
        }
    }
    append(
        stamp.at,
        entry,
        stamp.by.as_deref(),
        stamp.reason.as_deref(),
    )
}

/// An entry that says why, where no flow field changes.
pub(super) fn remark(stamp: &Stamp) -> Edit {
    let (by, reason) = (stamp.by.as_deref(), stamp.reason.as_deref());
    append(stamp.at, Map::new(), by, reason)
}

/// Whether an entry of the record's history names a flow field.
fn is_named(record: &Record, field: &str) -> bool {
    let mut entries = record.common.history.iter();
    entries.any(|entry| is_named_by(entry, field))
}

/// Whether an entry of a history names a flow field.
pub(super) fn is_named_by(entry: &Entry, field: &str) -> bool {
    match field {
        "status" => entry.status.is_some(),
        "sprint" => entry.sprint.is_some(),
        "release" => entry.release.is_some(),
        "points" => entry.points.is_some(),
        _ => entry.blocked.is_some(),
    }
}

fn append(at: Moment, changes: Map<String, Value>, by: Option<&str>, reason: Option<&str>) -> Edit {
    let mut entry = Map::new();
    entry.insert("at".to_owned(), json!(at));
    entry.extend(changes);
    if let Some(by) = by {
        entry.insert("by".to_owned(), Value::String(by.to_owned()));
    }
    if let Some(reason) = reason {
        entry.insert("reason".to_owned(), Value::String(reason.to_owned()));
    }
    Edit::Append {
        path: vec![Segment::Key("history".to_owned())],
        value: Value::Object(entry),
    }
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
