//! History found again in git: what its commits know and the record does not
//! remember.

use super::Change;
use super::history::FLOW;
use super::history::is_named_by;
use super::history::recorded;
use super::patch;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::common::Entry;
use crate::model::date::Moment;
use crate::model::date::Zone;
use crate::model::earlier::Version;
use crate::model::workflow::Category;
use crate::yaml::Edit;
use crate::yaml::Segment;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// An entry that the record lacks, and the commit that knows it.
#[derive(Clone, Debug)]
pub struct Found {
    pub entry: Entry,
    pub commit: String,
    /// The state it left, where the commit took it past others in between: a
    /// squash, or a change outside git.
    pub skipped_from: Option<String>,
}

/// The entries that the versions know and the record does not have: those of
/// an earlier text that are gone, and one for each change of a flow field that
/// no entry of its own version tells of. Oldest first.
pub fn missing_history(backlog: &Backlog, record: &Record, versions: &[Version]) -> Vec<Found> {
    let zone = &backlog.config.zone;
    let mut known: Vec<Entry> = record.common.history.clone();
    let mut found: Vec<Found> = Vec::new();
    for version in versions {
        let own = sorted(&version.record.common.history, zone);
        for entry in &own {
            if !known.contains(entry) {
                known.push(entry.clone());
                found.push(Found {
                    entry: entry.clone(),
                    commit: version.commit.clone(),
                    skipped_from: None,
                });
            }
        }
        // What the record remembers of the time before the commit counts as well.
        let before = |entry: &&Entry| entry.at.start(zone) <= version.at;
        let mut told: Vec<&Entry> = own.iter().chain(known.iter().filter(before)).collect();
        told.sort_by_key(|entry| entry.at.start(zone));
        let Some(entry) = entry(version, untold(version, &told)) else {
            continue;
        };
        let skipped_from = skipped(backlog, &told, &entry);
        known.push(entry.clone());
        found.push(Found {
            entry,
            commit: version.commit.clone(),
            skipped_from,
        });
    }
    found.sort_by_key(|found| found.entry.at.start(zone));
    found
}

fn sorted(entries: &[Entry], zone: &Zone) -> Vec<Entry> {
    let mut entries = entries.to_vec();
    // Stable: entries of one moment keep the order of the file.
    entries.sort_by_key(|entry| entry.at.start(zone));
    entries
}

/// The flow fields of a version whose values neither its own history nor what
/// was found so far tells of.
fn untold(version: &Version, told: &[&Entry]) -> Map<String, Value> {
    let mut untold = Map::new();
    for field in FLOW {
        let Some(now) = version.record.field(field).map(|v| recorded(field, v)) else {
            continue;
        };
        let last = told.iter().rev().find(|entry| is_named_by(entry, field));
        if last.map(|entry| value(entry, field)).unwrap_or_default() != now {
            untold.insert(field.to_owned(), now);
        }
    }
    untold
}

/// What an entry says of a field it names.
fn value(entry: &Entry, field: &str) -> Value {
    let map = json!(entry);
    map.get(field).cloned().unwrap_or_default()
}

fn entry(version: &Version, untold: Map<String, Value>) -> Option<Entry> {
    if untold.is_empty() {
        return None;
    }
    let mut map = Map::new();
    map.insert("at".to_owned(), json!(Moment::from(version.at)));
    map.extend(untold);
    map.insert("by".to_owned(), json!(version.by));
    // It is made of values that records of this kind had.
    serde_json::from_value(Value::Object(map)).ok()
}

/// The state before, where this entry enters one that lies more than one behind
/// it in the workflow.
fn skipped(backlog: &Backlog, told: &[&Entry], entry: &Entry) -> Option<String> {
    let from = told
        .iter()
        .rev()
        .find_map(|entry| entry.status.as_deref())?;
    let workflow = &backlog.config.workflow;
    let to = workflow.position(entry.status.as_deref()?)?;
    let between = to.checked_sub(workflow.position(from)?)?;
    let dropped = workflow.states().get(to)?.category == Category::Dropped;
    (between > 1 && !dropped).then(|| from.to_owned())
}

/// Puts the entries into the record's history, in the order of time; the lines
/// of earlier entries stay as they are.
///
/// # Errors
/// The file cannot be edited there.
pub fn rebuild_history(
    backlog: &Backlog,
    record: &Record,
    found: &[Found],
) -> Result<Option<Change>, Error> {
    let zone = &backlog.config.zone;
    let start = |entry: &Entry| entry.at.start(zone);
    let Some(first) = found.iter().map(|found| start(&found.entry)).min() else {
        return Ok(None);
    };
    let old = &record.common.history;
    let keep = old.iter().take_while(|entry| start(entry) <= first).count();
    let mut tail: Vec<Entry> = old[keep..].to_vec();
    tail.extend(found.iter().map(|found| found.entry.clone()));
    tail.sort_by_key(start);
    let list = || vec![Segment::Key("history".to_owned())];
    let item = |at: usize| {
        let mut path = list();
        path.push(Segment::Index(at));
        path
    };
    let removed = (keep..old.len())
        .rev()
        .map(|at| Edit::Remove { path: item(at) });
    let added = tail.iter().map(|entry| Edit::Append {
        path: list(),
        value: json!(entry),
    });
    let edits: Vec<Edit> = removed.chain(added).collect();
    Ok(patch(record, &edits, &backlog.config)?.map(|(change, _)| change))
}
