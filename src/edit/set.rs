//! Sets fields of a record: the assignments of one call are one write, and a
//! flow field that changes goes into history.

mod item;
mod named;
mod score;
mod sized;
mod unknown;
mod value;

pub use named::looks_around;
pub use sized::off_scale;

use super::Assignment;
use super::Change;
use super::Operator;
use super::Stamp;
use super::advance::refuse_bare;
use super::amend::amend;
use super::amend::find;
use super::gate::waiver_reason;
use super::patch;
use super::several::each;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::rank::Rank;
use crate::model::shape;
use crate::text::with_article;
use crate::yaml::Edit;
use crate::yaml::Segment;

/// Sets fields of several records.
///
/// # Errors
/// An unknown field or state, a value that does not fit, or a gate that does
/// not open and is not forced; nothing is changed then.
pub fn set(
    backlog: &Backlog,
    ids: &[Id],
    assignments: &[Assignment],
    stamp: &Stamp,
    force: Option<&str>,
) -> Result<Vec<Change>, Error> {
    each(ids, |id| {
        let record = find(backlog, id)?;
        set_one(backlog, record, assignments, stamp, force)
    })
}

fn set_one(
    backlog: &Backlog,
    record: &Record,
    assignments: &[Assignment],
    stamp: &Stamp,
    force: Option<&str>,
) -> Result<Option<Change>, Error> {
    let edits = edits(backlog, record, assignments, stamp)?;
    if record.story().is_some() || !assignments.iter().any(|a| a.field() == "status") {
        return amend(backlog, record, edits, stamp, force);
    }
    let Some((_, changed)) = patch(record, &edits, &backlog.config)? else {
        return Ok(None);
    };
    let stamp = match force {
        None => {
            refuse_bare(backlog, record, &changed)?;
            stamp.clone()
        }
        // What has no items that could be waived keeps the reason in its history.
        Some(reason) => Stamp {
            reason: Some(waiver_reason(reason)?.to_owned()),
            ..stamp.clone()
        },
    };
    amend(backlog, record, edits, &stamp, force)
}

/// Of two values for one field the first would be lost without a word.
fn refuse_twice(assignments: &[Assignment]) -> Result<(), Error> {
    let sets = |one: &Assignment| {
        matches!(
            one.operator,
            Operator::Set | Operator::Yaml | Operator::File
        )
    };
    for (at, one) in assignments.iter().enumerate().filter(|(_, one)| sets(one)) {
        if assignments[..at]
            .iter()
            .any(|before| before.path == one.path)
        {
            let path = one.path.join(".");
            return Err(Error::usage(format!("{path} is given twice")).help(format!(
                "{path}+=… adds to a list, in place of writing it anew"
            )));
        }
    }
    Ok(())
}

/// The edits that assignments ask for.
pub(super) fn edits(
    backlog: &Backlog,
    record: &Record,
    assignments: &[Assignment],
    stamp: &Stamp,
) -> Result<Vec<Edit>, Error> {
    refuse_twice(assignments)?;
    let fields = shape::Shape::Fields(shape::fields(record.kind, &backlog.config));
    let mut edits = Vec::new();
    for assignment in assignments {
        let assignment = &*named::spelt(backlog, record.kind, assignment);
        check_field(backlog, record, assignment)?;
        score::check_key(assignment, &backlog.config)?;
        let shape = match score::shape_at(&assignment.path, &backlog.config) {
            Some(shape) => shape,
            None => value::shape_at(&fields, record, assignment)?,
        };
        let assignment = value::dated(assignment, &shape, stamp.today)?;
        let assignment = named::named(backlog, record.kind, assignment, stamp.by.as_deref())?;
        named::refuse_undeclared(backlog, record, &assignment)?;
        named::refuse_closed(backlog, record, &assignment)?;
        sized::refuse_off_scale(&backlog.config, record, &assignment)?;
        edits.extend(value::edits(record, &assignment, &shape)?);
    }
    Ok(as_read(edits))
}

/// All paths of one call mean the record as it was read: list items go last,
/// from the back, so that no place shifts under another edit.
fn as_read(edits: Vec<Edit>) -> Vec<Edit> {
    let place = |edit: &Edit| match edit {
        Edit::Remove { path } => match path.last() {
            Some(Segment::Index(at)) => Some((path[..path.len() - 1].to_vec(), *at)),
            _ => None,
        },
        _ => None,
    };
    let (mut items, mut edits): (Vec<Edit>, Vec<Edit>) =
        edits.into_iter().partition(|edit| place(edit).is_some());
    items.sort_by_key(|edit| std::cmp::Reverse(place(edit).map(|(_, at)| at)));
    items.dedup();
    edits.extend(items);
    edits
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
