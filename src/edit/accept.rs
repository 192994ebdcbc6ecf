//! Accepts finished stories, and rejects them: the product owner's word on
//! what the team shows.

use super::Change;
use super::Stamp;
use super::advance::to_first;
use super::amend::amend;
use super::amend::find;
use super::block;
use super::criterion::story;
use super::gate;
use super::parts::parts;
use super::several::each;
use super::tick;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::workflow::Category;
use crate::text::plural;
use crate::yaml::Edit;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// Accepts stories: all their criteria are verified or waived, and those not
/// done yet are moved there, and blocked no longer.
///
/// # Errors
/// A criterion that nobody verified, a gate that does not open, unless both
/// are forced; a dropped story; nobody who accepts.
pub fn accept(
    backlog: &Backlog,
    ids: &[Id],
    stamp: &Stamp,
    force: Option<&str>,
) -> Result<Vec<Change>, Error> {
    each(ids, |id| {
        let record = find(backlog, id)?;
        let story = story(record)?;
        let category = backlog.category(record);
        if category == Category::Dropped {
            return Err(
                Error::usage(format!("{id} is dropped; there is nothing to accept"))
                    .help(format!("po reopen {id} takes it up again")),
            );
        }
        let mut edits = open_criteria(record, force, stamp)?;
        if story.accepted.is_none() {
            edits.push(set("accepted", Value::Object(stamp.tick()?)));
        }
        if story.rejected.is_some() {
            edits.push(remove("rejected"));
        }
        if category != Category::Done {
            edits.push(to_first(backlog, record, Category::Done)?);
            edits.extend(block::lift(record));
        }
        amend(backlog, record, edits, stamp, force)
    })
}

/// Rejects stories that were begun or finished: back to work, with the reason.
///
/// # Errors
/// A story not begun or dropped; nobody who rejects.
pub fn reject(
    backlog: &Backlog,
    ids: &[Id],
    stamp: &Stamp,
    force: Option<&str>,
) -> Result<Vec<Change>, Error> {
    each(ids, |id| {
        let record = find(backlog, id)?;
        let story = story(record)?;
        let category = backlog.category(record);
        if !matches!(category, Category::Active | Category::Done) {
            let status = record.status().unwrap_or("not begun");
            return Err(
                Error::usage(format!("{id} is {status}; there is no work to reject"))
                    .help(format!("po drop {id} --reason \"…\" takes it out of scope")),
            );
        }
        let mut rejection: Map<String, Value> = stamp.tick()?;
        rejection.insert("reason".to_owned(), json!(stamp.reason));
        let mut edits = parts(record, "rejected", Value::Object(rejection));
        edits.push(to_first(backlog, record, Category::Active)?);
        if story.accepted.is_some() {
            edits.push(remove("accepted"));
        }
        amend(backlog, record, edits, stamp, force)
    })
}

/// Takes closed records up again: what was done in the first active state, what
/// was dropped where it stood before; open ones stay where they are. What was
/// accepted is so no longer.
///
/// # Errors
/// A gate on the way that does not open and is not forced.
pub fn reopen(
    backlog: &Backlog,
    ids: &[Id],
    stamp: &Stamp,
    force: Option<&str>,
) -> Result<Vec<Change>, Error> {
    each(ids, |id| {
        let record = find(backlog, id)?;
        let active = to_first(backlog, record, Category::Active)?;
        if backlog.is_open(record) {
            return Ok(None);
        }
        let mut edits = vec![match backlog.category(record) {
            Category::Dropped => set("status", json!(before_drop(backlog, record))),
            _ => active,
        }];
        if record.story().is_some_and(|story| story.accepted.is_some()) {
            edits.push(remove("accepted"));
        }
        amend(backlog, record, edits, stamp, force)
    })
}

/// The open state in which a record was when it was dropped, else the first one.
fn before_drop<'a>(backlog: &'a Backlog, record: &'a Record) -> &'a str {
    let workflow = &backlog.config.workflow;
    let is_open = |state: &&str| workflow.state(state).is_some_and(|s| s.category.is_open());
    let entries = record.common.history.iter().rev();
    let mut moves = entries.filter(|entry| entry.status.is_some());
    let last = moves
        .next()
        .filter(|e| e.status.as_deref() == record.status());
    let from = last.and_then(|entry| entry.from.as_deref());
    let earlier = moves.next().and_then(|entry| entry.status.as_deref());
    let known = from.or(earlier).filter(is_open);
    known.unwrap_or(&workflow.entry().name)
}

/// Criteria neither verified nor waived: refused one by one, or waived.
fn open_criteria(record: &Record, force: Option<&str>, stamp: &Stamp) -> Result<Vec<Edit>, Error> {
    let criteria = &story(record)?.acceptance;
    let open = || {
        let all = criteria.iter().enumerate();
        all.filter(|(_, c)| !c.is_verified() && !c.is_waived())
    };
    if let Some(reason) = force {
        let reason = gate::waiver_reason(reason)?;
        let by = json!(stamp.name()?);
        let waived = open().flat_map(|(at, criterion)| {
            let mut keys = Map::new();
            keys.insert("waived".to_owned(), json!(reason));
            keys.insert("by".to_owned(), by.clone());
            tick::with_keys(criterion, at, keys)
        });
        return Ok(waived.collect());
    }
    let id = record.id();
    let count = open().count();
    if count == 0 {
        return Ok(Vec::new());
    }
    let all = criteria.len();
    let mut error = Error::refused(format!(
        "{id} cannot be accepted: {} of {all} {} not verified",
        plural(count, "criterion", "criteria"),
        if count == 1 { "is" } else { "are" }
    ));
    let mut names = Vec::new();
    for (at, criterion) in open() {
        let name = tick::name(criterion, at);
        let words = criterion.words();
        let words = crate::text::cut(&words, 60);
        error = error.detail(format!("  ✗ {name}  {words}"));
        names.push(name);
    }
    Err(error
        .help(format!(
            "po tick {id} {} says that they hold",
            names.join(" ")
        ))
        .help("--force \"reason\" waives them"))
}

fn set(field: &str, value: Value) -> Edit {
    Edit::Set {
        path: vec![field.into()],
        value,
    }
}

fn remove(field: &str) -> Edit {
    Edit::Remove {
        path: vec![field.into()],
    }
}
