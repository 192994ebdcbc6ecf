//! Ends conflicts of a record: one value for a field that a merge left with
//! two.

use super::Assignment;
use super::Operator;
use super::Stamp;
use super::amend::refuse_invalid_scores;
use super::gate;
use super::history;
use super::merge::Merged;
use super::patch::refuse_new_misfits;
use super::set;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::conflict::Conflict;
use crate::model::kind::Kind;
use crate::model::record::Read;

/// Which value a field gets.
#[derive(Clone, Debug)]
pub enum Choice {
    Ours,
    Theirs,
    /// Another one.
    Value,
}

impl Choice {
    /// `FIELD=ours`, `FIELD=theirs`, or any other value.
    pub fn of(assignment: &Assignment) -> Self {
        match (assignment.operator, assignment.text.as_str()) {
            (Operator::Set, "ours") => Choice::Ours,
            (Operator::Set, "theirs") => Choice::Theirs,
            _ => Choice::Value,
        }
    }
}

/// Makes the choices. A flow field that then differs from what history ends
/// with gets an entry of now: the choice is what happened last.
///
/// # Errors
/// A field that is not in conflict, a value that does not fit, or a record
/// that cannot be read any more.
pub fn resolve(
    backlog: &Backlog,
    merged: &mut Merged,
    path: &str,
    assignments: &[Assignment],
    stamp: &Stamp,
) -> Result<(), Error> {
    let mut settled = Vec::new();
    let asked: Vec<String> = fields(merged);
    for assignment in assignments {
        let field = assignment.path.join(".");
        let chosen = in_field(merged, &field, &asked)?;
        match Choice::of(assignment) {
            Choice::Ours => take(merged, &chosen, true)?,
            Choice::Theirs => take(merged, &chosen, false)?,
            Choice::Value => {
                let record = read(backlog, merged, path)?.record;
                let edits = set::edits(backlog, &record, std::slice::from_ref(assignment), stamp)?;
                merged.amend_ours(&edits)?;
                fits(backlog, &record, &read(backlog, merged, path)?, stamp)?;
                let left = merged.conflicts();
                let left: Vec<Conflict> = left.into_iter().filter(|c| c.is_in(&field)).collect();
                take(merged, &left, true)?;
            }
        }
        settled.push(assignment.field());
    }
    let record = read(backlog, merged, path)?.record;
    let zone = &backlog.config.zone;
    if let Some(entry) = history::catch_up(&record, &settled, zone, stamp) {
        merged.amend(&[entry])?;
    }
    read(backlog, merged, path).map(drop)
}

/// The value fits its field and its method, and the gate of a state opens, as
/// for any other change.
///
/// # Errors
/// What `po set` would refuse.
fn fits(backlog: &Backlog, old: &Record, new: &Read, stamp: &Stamp) -> Result<(), Error> {
    refuse_new_misfits(old, &new.findings, &backlog.config)?;
    refuse_invalid_scores(&new.record, Some(old), &backlog.config)?;
    if new.record.status() == old.status() {
        return Ok(());
    }
    gate::check(backlog, old.status(), &new.record, stamp.today)
}

/// The fields that are in conflict.
fn fields(merged: &Merged) -> Vec<String> {
    let conflicts = merged.conflicts().into_iter();
    conflicts.map(|conflict| conflict.field).collect()
}

/// The conflicts in a field; `asked` were there before the first choice.
fn in_field(merged: &Merged, field: &str, asked: &[String]) -> Result<Vec<Conflict>, Error> {
    let conflicts = merged.conflicts();
    let whole = conflicts.iter().find(|c| c.holds(field));
    let whole = whole.map(|c| c.field.clone());
    let chosen: Vec<Conflict> = conflicts.into_iter().filter(|c| c.is_in(field)).collect();
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    let ours = merged.ours.value();
    let id = ours["id"].as_str().unwrap_or("this record");
    if let Some(whole) = whole {
        return Err(Error::usage(format!(
            "\"{field}\" of {id} cannot be chosen alone: {whole} is in conflict as a whole"
        ))
        .help(format!("po resolve {id} {whole}=ours, or =theirs")));
    }
    if asked.iter().any(|asked| asked == field) {
        let twice = Error::usage(format!("\"{field}\" of {id} is chosen twice"));
        return Err(twice.help("name it once, with the value that is meant; nothing was changed"));
    }
    let error = Error::usage(format!("\"{field}\" of {id} is not in conflict"));
    Err(match asked {
        [] => error.help(format!("nothing of {id} is left in conflict")),
        asked => error.help(format!("in conflict: {}", asked.join(", "))),
    })
}

/// From the last to the first: a list item that comes or goes moves those
/// behind it.
fn take(merged: &mut Merged, conflicts: &[Conflict], ours: bool) -> Result<(), Error> {
    let mut conflicts = conflicts.iter().rev();
    conflicts.try_for_each(|conflict| merged.take(conflict, ours))
}

/// Our side as a record.
fn read(backlog: &Backlog, merged: &Merged, path: &str) -> Result<Read, Error> {
    let kind: &'static Kind = merged.kind();
    Record::read(kind, path, merged.ours.clone(), &backlog.config)
        .map_err(|finding| Error::usage(finding.message))
}
