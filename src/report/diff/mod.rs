//! `po diff`: what changed since a day or a commit, in a product owner's words.

mod page;
mod places;

use super::Report;
use crate::edit;
use crate::edit::FieldChange;
use crate::model::Backlog;
use crate::model::Earlier;
use crate::model::Record;
use crate::model::earlier::Origin;
use crate::model::id::Id;
use crate::model::points::Points;
use crate::model::workflow::Category;
use crate::page::Answer;
use places::Places;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

pub static REPORT: Report = Report {
    id: "diff",
    summary: "what changed since a day or a commit",
};

/// What changed. A record stands wherever something of it changed: a new story
/// in the sprint is under `new` and in the scope of the sprint.
#[derive(Debug, Serialize)]
pub struct Diff {
    /// The commit looked back to; null where nothing was committed by then.
    pub origin: Option<Origin>,
    /// Commits since.
    pub commits: usize,
    pub new: Vec<Item>,
    /// Records whose file is gone.
    pub removed: Vec<Item>,
    /// Entered another state of the same or another category.
    pub status: Vec<Step>,
    pub estimated: Vec<Step>,
    pub blocked: Vec<Item>,
    pub unblocked: Vec<Item>,
    /// Put elsewhere in the order of their kind: places among the open records.
    pub ranked: Vec<Step>,
    pub sprints: Vec<Scope>,
    pub releases: Vec<Scope>,
    /// What else changed of records that were there before.
    pub other: Vec<Other>,
    /// Files without records that changed: settings and vision.
    pub files: Vec<String>,
}

/// A record and how it stands now; a removed one as it stood.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    pub id: Id,
    pub kind: &'static str,
    pub title: String,
    pub status: Option<String>,
    pub points: Option<Points>,
}

/// A record and one value of it before and after.
#[derive(Debug, Serialize)]
pub struct Step {
    #[serde(flatten)]
    pub item: Item,
    pub from: Value,
    pub to: Value,
    /// Of a state, what it means now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<&'static str>,
}

/// What went into a sprint or a release, and what went out of it.
#[derive(Debug, Serialize)]
pub struct Scope {
    pub id: Id,
    pub title: String,
    pub added: Vec<Item>,
    pub removed: Vec<Item>,
    /// Points now of what was added.
    pub points_added: Points,
    /// Points then of what was removed.
    pub points_removed: Points,
}

/// A record and the fields of it that changed besides.
#[derive(Debug, Serialize)]
pub struct Other {
    #[serde(flatten)]
    pub item: Item,
    pub changes: Vec<FieldChange>,
}

/// Fields that have a part of their own above.
const TOLD: [&str; 6] = ["status", "points", "rank", "sprint", "release", "blocked"];

impl Diff {
    /// Compares the backlog with what it was.
    pub fn new(now: &Backlog, earlier: &Earlier) -> Self {
        let pairs = pairs(now, earlier);
        let files = now.files().iter().map(|(name, _)| (*name).to_owned());
        let mut diff = Self {
            origin: earlier.origin.clone(),
            commits: earlier.commits,
            new: Vec::new(),
            removed: Vec::new(),
            status: Vec::new(),
            estimated: Vec::new(),
            blocked: Vec::new(),
            unblocked: Vec::new(),
            ranked: Vec::new(),
            sprints: scope(now, &pairs, "sprint"),
            releases: scope(now, &pairs, "release"),
            other: Vec::new(),
            files: files.filter(|name| earlier.paths.contains(name)).collect(),
        };
        let places = Places::new(now, earlier, &pairs);
        for pair in &pairs {
            match *pair {
                (None, Some(record)) => diff.new.push(item(record)),
                (Some(record), None) => diff.removed.push(item(record)),
                (Some(old), Some(new)) => diff.compare(now, &places, old, new),
                (None, None) => {}
            }
        }
        diff
    }

    fn compare(&mut self, now: &Backlog, places: &Places, old: &Record, new: &Record) {
        let step = |field: &str| Step {
            item: item(new),
            from: old.field(field).unwrap_or_default(),
            to: new.field(field).unwrap_or_default(),
            category: None,
        };
        if old.status() != new.status() {
            let category = Some(now.category(new).word());
            self.status.push(Step {
                category,
                ..step("status")
            });
        }
        if old.field("points") != new.field("points") {
            self.estimated.push(step("points"));
        }
        match (old.is_blocked(), new.is_blocked()) {
            (false, true) => self.blocked.push(item(new)),
            (true, false) => self.unblocked.push(item(new)),
            _ => {}
        }
        if let Some((from, to)) = places.moved(old, new) {
            self.ranked.push(Step {
                from: from.into(),
                to: to.into(),
                ..step("rank")
            });
        }
        let mut changes = edit::differences(old, new);
        changes.retain(|change| {
            let top = change.field.split('.').next().unwrap_or_default();
            !TOLD.contains(&top)
        });
        if !changes.is_empty() {
            self.other.push(Other {
                item: item(new),
                changes,
            });
        }
    }

    /// Records that entered a category, new ones among them.
    fn entered(&self, category: Category) -> impl Iterator<Item = &Step> {
        self.status
            .iter()
            .filter(move |step| step.category == Some(category.word()))
    }

    pub fn answer(&self) -> Answer {
        Answer::new(REPORT.id, self.page(), super::data(self))
    }
}

/// A record then and now.
type Pair<'a> = (Option<&'a Record>, Option<&'a Record>);

/// The records of the changed files, by id, in the order of the backlog; those
/// that are gone come last.
fn pairs<'a>(now: &'a Backlog, earlier: &'a Earlier) -> Vec<Pair<'a>> {
    let old: BTreeMap<&Id, &Record> = earlier.records.iter().map(|r| (r.id(), r)).collect();
    let changed = |record: &&Record| earlier.paths.contains(&record.path);
    let mut pairs: Vec<Pair> = Vec::new();
    let mut seen = BTreeSet::new();
    for record in now.records().iter().filter(changed) {
        seen.insert(record.id());
        pairs.push((old.get(record.id()).copied(), Some(record)));
    }
    let gone = earlier
        .records
        .iter()
        .filter(|record| !seen.contains(record.id()));
    // A file that cannot be read now is not gone.
    let gone = gone.filter(|record| !now.is_unreadable(record.id()));
    pairs.extend(gone.map(|record| (Some(record), None)));
    pairs
}

fn item(record: &Record) -> Item {
    Item {
        id: record.id().clone(),
        kind: record.kind.id,
        title: record.title().to_owned(),
        status: record.status().map(str::to_owned),
        points: points(record),
    }
}

fn points(record: &Record) -> Option<Points> {
    record.story().and_then(|story| story.points)
}

/// What went into each sprint (or release) and out of it.
fn scope(now: &Backlog, pairs: &[Pair], field: &str) -> Vec<Scope> {
    let named = |record: Option<&Record>| -> Option<String> {
        let value = record?.field(field)?;
        value.as_str().map(str::to_owned)
    };
    let mut scopes: BTreeMap<String, (Vec<Item>, Vec<Item>)> = BTreeMap::new();
    for (old, new) in pairs {
        let (from, to) = (named(*old), named(*new));
        if from == to {
            continue;
        }
        if let (Some(to), Some(new)) = (to, new) {
            scopes.entry(to).or_default().0.push(item(new));
        }
        if let (Some(from), Some(record)) = (from, old) {
            scopes.entry(from).or_default().1.push(item(record));
        }
    }
    let scopes = scopes.into_iter().filter_map(|(id, (added, removed))| {
        let id = Id::new(id).ok()?;
        let record = now.get(&id);
        Some(Scope {
            title: record.map_or_else(String::new, |r| r.title().to_owned()),
            points_added: sum(&added),
            points_removed: sum(&removed),
            id,
            added,
            removed,
        })
    });
    let mut scopes: Vec<Scope> = scopes.collect();
    scopes.sort_by(|a, b| a.id.cmp(&b.id));
    scopes
}

fn sum(items: &[Item]) -> Points {
    items.iter().filter_map(|item| item.points).sum()
}
