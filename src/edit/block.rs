//! Says that records cannot go on, and that they can again.

use super::Change;
use super::Stamp;
use super::amend::amend;
use super::amend::find;
use super::parts::parts;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::id::Link;
use crate::yaml::Edit;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// Blocks records since today, for the stamp's reason; one that stands still
/// already keeps its date.
///
/// # Errors
/// A kind that is never blocked.
pub fn block(
    backlog: &Backlog,
    ids: &[Id],
    on: Option<&Link>,
    stamp: &Stamp,
) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    for id in ids {
        let record = find(backlog, id)?;
        let old = blocked(record)?;
        let mut obstacle = Map::new();
        let since = Some(old["since"].clone()).filter(|since| !since.is_null());
        obstacle.insert("since".to_owned(), since.unwrap_or(json!(stamp.today)));
        if let Some(on) = on {
            obstacle.insert("by".to_owned(), json!(on));
        }
        obstacle.insert("reason".to_owned(), json!(stamp.reason));
        let edits = parts(record, "blocked", Value::Object(obstacle));
        // The reason is that of the block; the entry has it there.
        let stamp = Stamp {
            reason: None,
            ..stamp.clone()
        };
        changes.extend(amend(backlog, record, edits, &stamp, None)?);
    }
    Ok(changes)
}

/// Lets blocked records go on; others stay as they are.
///
/// # Errors
/// A kind that is never blocked.
pub fn unblock(backlog: &Backlog, ids: &[Id], stamp: &Stamp) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    for id in ids {
        let record = find(backlog, id)?;
        if blocked(record)?.is_null() {
            continue;
        }
        let edit = Edit::Remove {
            path: vec!["blocked".into()],
        };
        changes.extend(amend(backlog, record, vec![edit], stamp, None)?);
    }
    Ok(changes)
}

/// What is blocked is not begun.
pub(super) fn refusal(record: &Record) -> Error {
    let id = record.id();
    let block = record.block().unwrap_or_default();
    Error::refused(format!("{id} is {block}"))
        .help(format!("po unblock {id} says that it can go on"))
        .help("--force \"reason\" begins it all the same; history keeps the reason")
}

/// The edit that takes a block off, where there is one.
pub(super) fn lift(record: &Record) -> Option<Edit> {
    record.is_blocked().then(|| Edit::Remove {
        path: vec!["blocked".into()],
    })
}

fn blocked(record: &Record) -> Result<Value, Error> {
    record.field("blocked").ok_or_else(|| {
        let (id, kind) = (record.id(), crate::text::with_article(record.kind.id));
        Error::usage(format!(
            "{id} is {kind}; only stories and epics are blocked"
        ))
        .help("po list shows the stories, po list epics the epics")
    })
}
