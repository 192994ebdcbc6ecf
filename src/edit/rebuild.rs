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
/// an earlier text that are gone, and one for each change of a flow field that
/// no entry of its own version tells of. Oldest first. A version whose author
/// dated it before the one it follows, as after a rebase, counts as of that
/// one's moment: history ends with what the last commit says.
pub fn missing_history(backlog: &Backlog, record: &Record, versions: &[Version]) -> Vec<Found> {
    let zone = &backlog.config.zone;
    let mut known = Known {
        entries: record.common.history.clone(),
        told: vec![false; record.common.history.len()],
    };
    let mut found: Vec<Found> = Vec::new();
    let mut at = DateTime::<Utc>::MIN_UTC;
    for version in versions {
        at = at.max(version.at);
        let own = sorted(&version.record.common.history, zone);
        for entry in &own {
            if known.add(entry) {
                found.push(Found {
                    entry: entry.clone(),
                    commit: version.commit.clone(),
                    skipped_from: None,
                });
            }
        }
        let untold = untold(version, &known.before(&own, at, zone));
        let untold = known.tell_at(untold, at, zone);
        let Some(entry) = entry(version, at, untold) else {
            continue;
        };
        let skipped_from = skipped(backlog, &known.before(&own, at, zone), &entry);
        known.add(&entry);
        found.push(Found {
            entry,
            commit: version.commit.clone(),
            skipped_from,
        });
    }
    found.sort_by_key(|found| found.entry.at.start(zone));
    found
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

    /// The entries of a version and, since the record's own memory counts as
    /// well, all from before its moment, oldest first.
    fn before<'e>(&'e self, own: &'e [Entry], at: DateTime<Utc>, zone: &Zone) -> Vec<&'e Entry> {
        let is_before = |(entry, told): &(&Entry, &bool)| {
            let start = entry.at.start(zone);
            start < at || (start == at && **told)
        };
        let known = self.entries.iter().zip(&self.told).filter(is_before);
        let mut told: Vec<&Entry> = own.iter().chain(known.map(|(entry, _)| entry)).collect();
        told.sort_by_key(|entry| entry.at.start(zone));
        told
    }

    /// What of these values no entry of the very moment tells of; each entry
    /// tells of one version.
    fn tell_at(
        &mut self,
        mut untold: Map<String, Value>,
        at: DateTime<Utc>,
        zone: &Zone,
    ) -> Map<String, Value> {
        for (entry, told) in self.entries.iter().zip(&mut self.told) {
            let fits = |(field, now): (&String, &Value)| {
                is_named_by(entry, field) && value(entry, field) == *now
            };
            if !*told && entry.at.start(zone) == at && untold.iter().any(fits) {
                untold.retain(|field, now| !fits((field, &*now)));
                *told = true;
            }
        }
        untold
    }
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
