//! Moves records to the first state of a category: `start`, `done`, `drop`,
//! `reopen`.

use super::Change;
use super::Stamp;
use super::amend::amend;
use super::amend::find;
use super::block;
use super::several::each;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind::States;
use crate::model::workflow::Category;
use crate::yaml::Edit;
use crate::yaml::Segment;
use serde_json::Value;

/// Moves records to the first state of a category; those in one of its states
/// stay where they are. What is finished is blocked no longer; what is blocked
/// is begun only by force, whose reason history keeps.
///
/// # Errors
/// A kind without such a state, a closed record that is to be begun, or a gate or a block that is not forced.
pub fn advance(
    backlog: &Backlog,
    ids: &[Id],
    category: Category,
    stamp: &Stamp,
    force: Option<&str>,
) -> Result<Vec<Change>, Error> {
    each(ids, |id| {
        let record = find(backlog, id)?;
        let mut edits = vec![to_first(backlog, record, category)?];
        if backlog.category(record) == category {
            return Ok(None);
        }
        if category == Category::Active && !backlog.is_open(record) {
            return Err(closed(record));
        }
        if category == Category::Done {
            edits.extend(block::lift(record));
        }
        if category != Category::Active || !record.is_blocked() {
            return amend(backlog, record, edits, stamp, force);
        }
        // What a gate asks is told before, all at once.
        let stamp = Stamp {
            reason: force.map(str::to_owned).or(stamp.reason.clone()),
            ..stamp.clone()
        };
        let change = amend(backlog, record, edits, &stamp, force)?;
        match force {
            Some(_) => Ok(change),
            None => Err(block::refusal(record)),
        }
    })
}

/// What is over is not begun, but taken up again.
fn closed(record: &Record) -> Error {
    let id = record.id();
    let state = record.status().unwrap_or("closed");
    Error::usage(format!("{id} is {state} already; it is not begun again"))
        .help(format!("po reopen {id} takes it up again"))
}

/// The edit that puts a record into the first state of a category.
///
/// # Errors
/// The record's kind has states of its own, or the workflow has no such state.
pub(super) fn to_first(
    backlog: &Backlog,
    record: &Record,
    category: Category,
) -> Result<Edit, Error> {
    let States::Workflow = record.kind.states else {
        let id = record.id();
        let error = Error::usage(format!(
            "{id} is {}; its states are not those of the workflow",
            crate::text::with_article(record.kind.id)
        ));
        let Some(command) = own_command(record, category) else {
            let states = backlog.states(record.kind);
            let state = states.iter().find(|(_, c)| *c == category);
            return Err(match state {
                Some((name, _)) => error.help(format!("po set {id} status={name}")),
                None => error,
            });
        };
        return Err(error.help(command));
    };
    let Some(state) = backlog.config.workflow.first(category) else {
        let word = category.word();
        return Err(
            Error::usage(format!("the workflow has no state of category {word}")).help(format!(
                "add one to workflow: in po.yaml, as in {word}: {word}"
            )),
        );
    };
    Ok(Edit::Set {
        path: vec![Segment::Key("status".to_owned())],
        value: Value::String(state.name.clone()),
    })
}

/// The command that brings a record into a category and writes down more than its state; none where a state is only a state.
fn own_command(record: &Record, category: Category) -> Option<String> {
    let command = match (record.kind.id, category) {
        ("sprint", Category::Active) => "sprint start",
        ("sprint", Category::Done) => "sprint close",
        ("release", Category::Done) => "release publish",
        _ => return None,
    };
    Some(format!("po {command} {}", record.id()))
}

/// A state that is more than a word is not merely set: what was promised, what was kept and the day would be missing.
///
/// # Errors
/// An open record has a command of its own for where it goes.
pub(super) fn refuse_bare(backlog: &Backlog, old: &Record, new: &Record) -> Result<(), Error> {
    let (from, to) = (backlog.category(old), backlog.category(new));
    let moves = from.is_open() && from != to;
    let Some(command) = own_command(new, to).filter(|_| moves) else {
        return Ok(());
    };
    let (id, state) = (new.id(), new.status().unwrap_or_default());
    let lost = match to {
        Category::Active => format!("what {id} commits to"),
        _ if new.sprint().is_some() => format!("what {id} completed"),
        _ => format!("the day on which {id} reached its users"),
    };
    let error = Error::refused(format!("status={state} alone would not record {lost}"));
    let error = match (from, to) {
        (Category::Backlog, Category::Done) if new.sprint().is_some() => error.help(format!(
            "po set {id} status=cancelled, where it does not take place"
        )),
        _ => error.help(command),
    };
    Err(error.help("--force \"reason\" sets the state alone"))
}
