//! Takes findings away that mending cannot make worse: a fix is data of the
//! finding, here it becomes changes of files.

use super::Change;
use super::Stamp;
use super::advance::to_first;
use super::amend::amend;
use super::block;
use super::change::differences;
use super::patch;
use super::patch::reread;
use super::place::in_rank_order;
use super::ranks::apart_from_closed;
use super::ranks::rerank;
use crate::diag::Error;
use crate::diag::Finding;
use crate::diag::Operation;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::kind;
use crate::model::rank;
use crate::model::rank::Rank;
use crate::model::workflow::Category;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::NodeRef;
use crate::yaml::Path;
use crate::yaml::Segment;
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashSet;

/// What mending may take away can uncover more, such as an epic whose last epic was just finished. After so many rounds
/// the rest is left to the next call.
const ROUNDS: usize = 20;

/// The changes that take away what `find` finds and has a safe fix. The backlog is as it will be then, but for the names
/// of its files. Who makes the changes is asked only where history keeps it.
///
/// # Errors
/// As of `find` and `stamp`; keys have become too long. A file that cannot be edited there is left as it is, and its
/// finding stays.
pub fn fix(
    backlog: &mut Backlog,
    find: &dyn Fn(&Backlog) -> Result<Vec<Finding>, Error>,
    stamp: &dyn Fn() -> Result<Stamp, Error>,
) -> Result<Vec<Change>, Error> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut misnamed: BTreeSet<String> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let findings = find(backlog)?;
        let meant = Meant::of(&findings);
        misnamed.extend(meant.misnamed.iter().map(|path| (*path).to_owned()));
        let changed = meant.mended(backlog, stamp)?;
        if changed.is_empty() {
            break;
        }
        for record in changed {
            let old = backlog.records().iter().find(|old| old.path == record.path);
            if let Some(text) = old.and_then(Record::document).map(Document::text) {
                texts
                    .entry(record.path.clone())
                    .or_insert_with(|| text.to_owned());
            }
            backlog.put(record);
        }
    }
    let names = names(backlog, &misnamed);
    let touched = texts.keys().chain(names.keys());
    let touched: BTreeSet<&String> = touched.collect();
    let records = backlog.records().iter();
    let records = records.filter(|record| touched.contains(&record.path));
    let mut changes = Vec::new();
    for record in records {
        let Some(text) = record.document().map(Document::text) else {
            continue;
        };
        let before = texts.get(&record.path).map_or(text, String::as_str);
        let change = change(backlog, record, before)?;
        match names.get(&record.path) {
            None => changes.push(change),
            Some(path) => changes.extend(renamed(change, path)),
        }
    }
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

/// What safe fixes ask for, by the paths of the files in which the findings are.
#[derive(Default)]
struct Meant<'f> {
    edits: BTreeMap<&'f str, Vec<(&'f str, Option<&'f Value>)>>,
    finished: BTreeSet<&'f str>,
    reranked: HashSet<&'f str>,
    misnamed: BTreeSet<&'f str>,
}

impl<'f> Meant<'f> {
    fn of(findings: &'f [Finding]) -> Self {
        let mut meant = Self::default();
        for finding in findings {
            let path = finding.place.path.as_str();
            let safe = finding.fix.iter().filter(|fix| fix.safe);
            for operation in safe.flat_map(|fix| &fix.operations) {
                match operation {
                    Operation::Set { field, value, .. } => {
                        let edits = meant.edits.entry(path).or_default();
                        edits.push((field, Some(value)));
                    }
                    Operation::Remove { field, .. } => {
                        meant.edits.entry(path).or_default().push((field, None));
                    }
                    Operation::Finish { .. } => {
                        meant.finished.insert(path);
                    }
                    Operation::Rerank { .. } => {
                        meant.reranked.insert(path);
                    }
                    Operation::RenameFile { .. } => {
                        meant.misnamed.insert(path);
                    }
                    // Which name was meant is a guess.
                    Operation::Rename { .. } => {}
                }
            }
        }
        meant
    }

    /// The records as they will be, of those that change.
    fn mended(
        &self,
        backlog: &Backlog,
        stamp: &dyn Fn() -> Result<Stamp, Error>,
    ) -> Result<Vec<Record>, Error> {
        let ranks = self.ranks(backlog)?;
        let mut changed = Vec::new();
        for record in backlog.records() {
            let path = record.path.as_str();
            let mut new: Option<Record> = None;
            // From behind: what goes out of a list moves what stands below it.
            for (field, value) in self.edits.get(path).into_iter().flatten().rev() {
                let record = new.as_ref().unwrap_or(record);
                let edit = path_of(record, field).map(|path| edit(path, *value));
                new = edit.and_then(|edit| patched(backlog, record, edit)).or(new);
            }
            if let Some(rank) = ranks.get(path) {
                let value = Value::from(rank.as_str());
                let record = new.as_ref().unwrap_or(record);
                let edit = edit(vec!["rank".into()], Some(&value));
                new = patched(backlog, record, edit).or(new);
            }
            if self.finished.contains(path) {
                let record = new.as_ref().unwrap_or(record);
                new = finished(backlog, record, &stamp()?).or(new);
            }
            changed.extend(new);
        }
        Ok(changed)
    }

    /// Ranks of their own for the records that are to have one, right behind where they stand.
    fn ranks<'a>(&self, backlog: &'a Backlog) -> Result<BTreeMap<&'a str, Rank>, Error> {
        let is_meant = |record: &Record| self.reranked.contains(record.path.as_str());
        let mut ranks = BTreeMap::new();
        for kind in kind::ALL {
            let Some(one) = backlog.of_kind(kind).find(|record| is_meant(record)) else {
                continue;
            };
            let order = in_rank_order(backlog, one);
            let made = apart_from_closed(backlog, apart(&order, is_meant)?).into_iter();
            ranks.extend(made.map(|(record, rank)| (record.path.as_str(), rank)));
        }
        Ok(ranks)
    }
}

/// Keys for some records of an order, between their neighbours.
fn apart<'a>(
    order: &[&'a Record],
    is_meant: impl Fn(&Record) -> bool,
) -> Result<Vec<(&'a Record, Rank)>, Error> {
    let rank = |record: &&Record| -> Option<Rank> { record.common.rank.clone() };
    let mut ranks: Vec<(&Record, Rank)> = Vec::new();
    let mut at = 0;
    while at < order.len() {
        if !is_meant(order[at]) {
            at += 1;
            continue;
        }
        let run = order[at..].iter().take_while(|record| is_meant(record));
        let end = at + run.count();
        let before = at.checked_sub(1).and_then(|n| rank(&order[n]));
        let after = order.get(end).and_then(rank).filter(Rank::is_valid);
        let Ok(made) = rank::many(before.as_ref(), after.as_ref(), end - at) else {
            // No room between the neighbours: they move as well.
            return rerank(order);
        };
        ranks.extend(order[at..end].iter().copied().zip(made));
        at = end;
    }
    Ok(ranks)
}

pub(super) fn edit(path: Path, value: Option<&Value>) -> Edit {
    match value {
        Some(value) => Edit::Set {
            path,
            value: value.clone(),
        },
        None => Edit::Remove { path },
    }
}

/// The path of a field by dots, in a record in which it stands.
pub(super) fn path_of(record: &Record, field: &str) -> Option<Path> {
    let mut node: NodeRef = record.document()?.root()?;
    let mut path = Path::new();
    for step in field.split('.') {
        let place = step.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let segment = match node.items().next().and(place) {
            Some(place) => Segment::Index(place),
            None => Segment::Key(step.to_owned()),
        };
        node = node.at(std::slice::from_ref(&segment))?;
        path.push(segment);
    }
    Some(path)
}

/// The record with an edit, which history does not keep: what was meant stays the same. Where the file cannot be edited
/// there, nothing.
pub(super) fn patched(backlog: &Backlog, record: &Record, edit: Edit) -> Option<Record> {
    let patched = patch(record, &[edit], &backlog.config).ok().flatten();
    patched.map(|(_, record)| record)
}

/// The record in the first state of what is done.
fn finished(backlog: &Backlog, record: &Record, stamp: &Stamp) -> Option<Record> {
    let mut edits = vec![to_first(backlog, record, Category::Done).ok()?];
    edits.extend(block::lift(record));
    let change = amend(backlog, record, edits, stamp, None).ok().flatten()?;
    reread(backlog, &change).ok()
}

/// The change of a record from the text it had.
fn change(backlog: &Backlog, record: &Record, before: &str) -> Result<Change, Error> {
    let mut change = Change {
        path: record.path.clone(),
        id: Some(record.id().clone()),
        before: Some(before.to_owned()),
        after: Some(before.to_owned()),
        fields: Vec::new(),
        place: None,
    };
    let old = reread(backlog, &change)?;
    change.fields = differences(&old, record);
    change.after = record.document().map(|document| document.text().to_owned());
    Ok(change)
}

/// The names that files are to have, by those they have. Where one is taken, or is the same but for its capitals, which
/// many disks do not tell apart, the file keeps its own.
fn names(backlog: &Backlog, misnamed: &BTreeSet<String>) -> BTreeMap<String, String> {
    let records = backlog.records().iter();
    let paths = records.clone().map(|record| record.path.as_str());
    let lost = backlog.findings.iter().map(|f| f.place.path.as_str());
    let mut taken: HashSet<String> = paths.chain(lost).map(str::to_lowercase).collect();
    let mut names = BTreeMap::new();
    for record in records.filter(|record| misnamed.contains(&record.path)) {
        let shared = !backlog.files_sharing(record.id()).is_empty();
        let name = record.id().file_name(record.title());
        let path = match record.path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name,
        };
        if !shared && taken.insert(path.to_lowercase()) {
            names.insert(record.path.clone(), path);
        }
    }
    names
}

/// A file under another name, with what else changes in it.
fn renamed(change: Change, path: &str) -> [Change; 2] {
    let gone = Change {
        path: change.path.clone(),
        id: change.id.clone(),
        before: change.before.clone(),
        after: None,
        fields: Vec::new(),
        place: None,
    };
    let there = Change {
        path: path.to_owned(),
        before: None,
        ..change
    };
    [there, gone]
}
