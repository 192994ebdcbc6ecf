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
use chrono::DateTime;
use chrono::Utc;
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
/// an earlier text that are gone, and one for each commit that changed a flow
/// field and of which no entry tells. A commit is compared with those it was
/// made from, never with what went on beside it; a merge tells of what none of
/// its parents had, or of the decision where the later of two changes lost.
/// Oldest first. A version whose author dated it before the one it follows, as
/// after a rebase, counts as of that one's moment: history ends with what the
/// last commit says.
pub fn missing_history(backlog: &Backlog, record: &Record, versions: &[Version]) -> Vec<Found> {
    let zone = &backlog.config.zone;
    let mut known = Known {
        entries: record.common.history.clone(),
        told: vec![false; record.common.history.len()],
    };
    let mut found: Vec<Found> = Vec::new();
    let mut pasts: Vec<Past> = Vec::with_capacity(versions.len());
    for version in versions {
        let mut past = Past::before(version, &pasts, zone);
        let mut find = |known: &mut Known, entry: &Entry, skipped_from| {
            if known.add(entry) {
                found.push(Found {
                    entry: entry.clone(),
                    commit: version.commit.clone(),
                    skipped_from,
                });
            }
        };
        let new = beyond(&version.record.common.history, &past.entries);
        new.iter().for_each(|entry| find(&mut known, entry, None));
        past.add(new.iter().copied().cloned(), zone);
        let mut changed = changed(version, versions);
        changed.retain(|field, now| last(&new, field).as_ref() != Some(now));
        let told = known.tell(&mut changed, &past, version.parents.len() > 1, zone);
        past.add(told, zone);
        if let Some(entry) = entry(version, past.at, changed) {
            let skipped_from = skipped(backlog, &past.entries, &entry);
            past.add([entry.clone()], zone);
            find(&mut known, &entry, skipped_from);
        }
        pasts.push(past);
    }
    found.sort_by_key(|found| found.entry.at.start(zone));
    found
}

/// What happened on all ways that lead to a commit.
struct Past {
    /// The moment of the commit.
    at: DateTime<Utc>,
    /// Oldest first; those of one moment as the file has them.
    entries: Vec<Entry>,
}

impl Past {
    /// What the commits below a version tell of, each entry once.
    fn before(version: &Version, pasts: &[Past], zone: &Zone) -> Self {
        let mut past = Self {
            at: version.at,
            entries: Vec::new(),
        };
        for below in version.parents.iter().filter_map(|at| pasts.get(*at)) {
            past.at = past.at.max(below.at);
            let new = beyond(&below.entries, &past.entries);
            let new: Vec<Entry> = new.into_iter().cloned().collect();
            past.add(new, zone);
        }
        past
    }

    fn add(&mut self, entries: impl IntoIterator<Item = Entry>, zone: &Zone) {
        self.entries.extend(entries);
        self.entries.sort_by_key(|entry| entry.at.start(zone));
    }
}

/// The entries that others do not hold; of equal ones as many as are more.
fn beyond<'e>(entries: &'e [Entry], others: &[Entry]) -> Vec<&'e Entry> {
    let mut others: Vec<&Entry> = others.iter().collect();
    let is_new = |entry: &&Entry| match others.iter().position(|other| other == entry) {
        Some(at) => {
            others.swap_remove(at);
            false
        }
        None => true,
    };
    entries.iter().filter(is_new).collect()
}

/// What the record remembers, and what was found.
struct Known {
    entries: Vec<Entry>,
    /// Those that tell of a version looked at already: of several commits of
    /// one moment each has its own.
    told: Vec<bool>,
}

impl Known {
    /// Adds an entry that a version tells of; whether it was new.
    fn add(&mut self, entry: &Entry) -> bool {
        if let Some(place) = self.entries.iter().position(|known| known == entry) {
            self.told[place] = true;
            return false;
        }
        self.entries.push(entry.clone());
        self.told.push(true);
        true
    }

    /// Leaves of these changes only those that neither the past of the commit
    /// nor the record's own memory tells of; the entries of that memory which
    /// tell of the others.
    fn tell(
        &mut self,
        changed: &mut Map<String, Value>,
        past: &Past,
        is_merge: bool,
        zone: &Zone,
    ) -> Vec<Entry> {
        let is_before = |(entry, told): &(&Entry, &bool)| {
            let start = entry.at.start(zone);
            start < past.at || (start == past.at && **told)
        };
        let known = self.entries.iter().zip(&self.told).filter(is_before);
        let mut before: Vec<&Entry> = past.entries.iter().collect();
        // A merge only weighs what it joins: what went on beside it is not its own.
        before.extend(known.map(|(entry, _)| entry).filter(|_| !is_merge));
        before.sort_by_key(|entry| entry.at.start(zone));
        changed.retain(|field, now| last(&before, field).unwrap_or_default() != *now);
        let mut told = Vec::new();
        for (entry, is_told) in self.entries.iter().zip(&mut self.told) {
            let fits = |(field, now): (&String, &Value)| {
                is_named_by(entry, field) && value(entry, field) == *now
            };
            if !*is_told && entry.at.start(zone) == past.at && changed.iter().any(fits) {
                changed.retain(|field, now| !fits((field, &*now)));
                *is_told = true;
                told.push(entry.clone());
            }
        }
        told
    }
}

/// The flow fields of a version, as history keeps them, whose value one of the
/// versions it was made from did not have.
fn changed(version: &Version, versions: &[Version]) -> Map<String, Value> {
    let now = |version: &Version, field: &str| {
        let value = version.record.field(field);
        value.map(|value| recorded(field, value))
    };
    let mut changed = Map::new();
    for field in FLOW {
        let Some(value) = now(version, field) else {
            continue;
        };
        let mut below = version.parents.iter().filter_map(|at| versions.get(*at));
        let is_first = version.parents.is_empty();
        if is_first || below.any(|below| now(below, field).as_ref() != Some(&value)) {
            changed.insert(field.to_owned(), value);
        }
    }
    changed
}

/// What the last of these entries that names a field says of it.
fn last(entries: &[&Entry], field: &str) -> Option<Value> {
    let last = entries.iter().rev().find(|entry| is_named_by(entry, field));
    last.map(|entry| value(entry, field))
}

/// What an entry says of a field it names.
fn value(entry: &Entry, field: &str) -> Value {
    let map = json!(entry);
    map.get(field).cloned().unwrap_or_default()
}

fn entry(version: &Version, at: DateTime<Utc>, untold: Map<String, Value>) -> Option<Entry> {
    if untold.is_empty() {
        return None;
    }
    let mut map = Map::new();
    map.insert("at".to_owned(), json!(Moment::from(at)));
    map.extend(untold);
    map.insert("by".to_owned(), json!(version.by));
    // It is made of values that records of this kind had.
    serde_json::from_value(Value::Object(map)).ok()
}

/// The state before, where this entry enters one that lies more than one behind
/// it in the workflow.
fn skipped(backlog: &Backlog, told: &[Entry], entry: &Entry) -> Option<String> {
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
