//! Brings a record that is here already up to date with its source.

use super::compare::Found;
use super::place::Placed;
use super::records;
use crate::diag::Error;
use crate::edit::Change;
use crate::edit::Stamp;
use crate::edit::history;
use crate::edit::patch;
use crate::model::Backlog;
use crate::model::Record;
use crate::yaml::Edit;

/// The change that takes the differences; none where there are none to take.
/// The state is dated as the source dates it, where that continues the record's
/// history; other flow fields change now.
///
/// # Errors
/// The file cannot be edited there.
pub(super) fn update(
    backlog: &Backlog,
    placed: &Placed<'_>,
    record: &Record,
    found: &[Found],
    stamp: &Stamp,
) -> Result<Option<Change>, Error> {
    let of_status = |found: &&Found| found.difference.field == "status";
    let edits_of = |status: bool| {
        let found = found.iter().filter(move |f| of_status(f) == status);
        found.flat_map(|f| f.edits.iter().cloned())
    };
    let config = &backlog.config;
    let patched = |edits: &[Edit]| -> Result<Option<Record>, Error> {
        Ok(patch(record, edits, config)?.map(|(_, record)| record))
    };
    let mut edits: Vec<Edit> = edits_of(true).collect();
    let moved = patched(&edits)?;
    if let Some(moved) = &moved {
        edits.extend(history::entries(
            record,
            moved,
            &reached(backlog, placed, record, stamp),
        ));
    }
    edits.extend(edits_of(false));
    if let Some(changed) = patched(&edits)? {
        edits.extend(history::entries(
            moved.as_ref().unwrap_or(record),
            &changed,
            stamp,
        ));
    }
    Ok(patch(record, &edits, config)?.map(|(change, _)| change))
}

/// When the record came to its new state.
fn reached(backlog: &Backlog, placed: &Placed<'_>, record: &Record, stamp: &Stamp) -> Stamp {
    let zone = &backlog.config.zone;
    let last = record
        .common
        .history
        .iter()
        .map(|entry| entry.at.start(zone))
        .max();
    let reached = records::moment(placed.draft.dates.resolved.as_deref()).filter(|at| {
        let at = at.start(zone);
        last.is_none_or(|last| at >= last) && at <= stamp.at.start(zone)
    });
    Stamp {
        at: reached.unwrap_or(stamp.at),
        ..stamp.clone()
    }
}
