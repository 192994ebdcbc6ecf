//! Ends that two files have one id: the later record gets another, and the
//! links that meant it follow.

use super::Change;
use super::FieldChange;
use super::link::located;
use super::patch;
use super::voices;
use super::voices::Voiced;
use super::voices::voiced;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::NodeRef;
use crate::yaml::Path;
use chrono::DateTime;
use chrono::Utc;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;
use std::collections::HashMap;

/// Records with one id; the first keeps it.
pub type Group<'a> = Vec<&'a Record>;

/// A record that gets another id.
#[derive(Debug)]
pub struct Renumbering<'a> {
    pub record: &'a Record,
    /// The record that keeps the id.
    pub kept: &'a Record,
    pub to: Id,
    /// The links that mean this record.
    pub links: Vec<NamedAt<'a>>,
    /// Links of which nobody knows whether they mean this record or the one
    /// that keeps the id; they stay.
    pub unsure: Vec<NamedAt<'a>>,
    /// Texts that name the id among other words and may mean this record; they
    /// stay.
    pub texts: Vec<NamedAt<'a>>,
}

/// What names an id.
#[derive(Clone, Debug)]
pub enum Names<'a> {
    Record(&'a Record),
    /// A poll, a ballot or a comparison.
    Voice(Voiced<'a>),
}

impl Names<'_> {
    /// The file.
    pub fn path(&self) -> &str {
        match self {
            Names::Record(record) => &record.path,
            Names::Voice(voice) => voice.path,
        }
    }

    /// The record, where it is one.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Names::Record(record) => Some(record.id()),
            Names::Voice(_) => None,
        }
    }
}

/// A place that names an id.
#[derive(Clone, Debug)]
pub struct NamedAt<'a> {
    pub by: Names<'a>,
    /// The key path, such as `depends_on.2`.
    pub field: String,
    /// From 1.
    pub line: u32,
}

/// The groups of records with one id, letters of either case taken as the
/// same. Within a group the earlier comes first: by the first moment of its
/// history, then the day it was written down, then the commit that added its
/// file, as `added` tells, then its path. What is not known counts as later.
pub fn duplicates<'a>(
    backlog: &'a Backlog,
    added: &dyn Fn(&Record) -> Option<DateTime<Utc>>,
) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for record in backlog.records() {
        let id = record.id().as_str().to_ascii_lowercase();
        groups.entry(id).or_default().push(record);
    }
    let mut groups: Vec<Group> = groups.into_values().filter(|g| g.len() > 1).collect();
    let zone = &backlog.config.zone;
    for group in &mut groups {
        group.sort_by_cached_key(|record| {
            let history = record.common.history.iter();
            let first = history.map(|entry| entry.at.start(zone)).min();
            let created = record.common.created.map(|day| zone.start_of(day));
            let late = |at: Option<DateTime<Utc>>| at.unwrap_or(DateTime::<Utc>::MAX_UTC);
            let path = record.path.clone();
            (late(first), late(created), late(added(record)), path)
        });
    }
    groups.sort_by(|a, b| a[0].id().cmp(b[0].id()));
    groups
}

/// The places that name this id: links of records, what their histories tell,
/// votes and comparisons.
pub fn named_at<'a>(backlog: &'a Backlog, id: &Id) -> Vec<NamedAt<'a>> {
    let links = backlog.backlinks(id).into_iter();
    let links = links.map(|(record, field)| (record, field.to_owned()));
    let told = backlog.records().iter().flat_map(|record| {
        let fields = told_at(record, id).into_iter();
        fields.map(move |field| (record, field))
    });
    let at = |(record, field): (&'a Record, String)| {
        let path = place(record, &field, id)?;
        Some(NamedAt {
            by: Names::Record(record),
            field,
            line: record.place(&path).line,
        })
    };
    let voices = voiced(backlog.voices(), id)
        .into_iter()
        .map(|voice| NamedAt {
            field: voice.field(),
            line: voice.line(),
            by: Names::Voice(voice),
        });
    let records = links.chain(told).filter_map(at);
    records.chain(voices).collect()
}

/// The key paths at which the history of a record names an id.
fn told_at(record: &Record, id: &Id) -> Vec<String> {
    let mut found = Vec::new();
    for (n, entry) in record.common.history.iter().enumerate() {
        let entry = json!(entry);
        for key in ["sprint", "release", "blocked.by"] {
            let named = entry.pointer(&format!("/{}", key.replace('.', "/")));
            if named.and_then(Value::as_str) == Some(id.as_str()) {
                found.push(format!("history.{}.{key}", n + 1));
            }
        }
    }
    found
}

/// The texts that name an id among other words.
pub fn named_in_texts<'a>(backlog: &'a Backlog, id: &Id) -> Vec<NamedAt<'a>> {
    let mut found = Vec::new();
    for record in backlog.records() {
        let nodes = record.document().into_iter().flat_map(Document::all);
        for node in nodes.filter(|node| names(node.text(), id)) {
            let line = node.span().line;
            let root = record.document().and_then(Document::root);
            let inside = root.into_iter().flat_map(NodeRef::entries);
            let field = inside
                .filter(|(key, _)| key.span().line <= line)
                .filter_map(|(key, _)| key.text())
                .last();
            found.push(NamedAt {
                by: Names::Record(record),
                field: field.unwrap_or_default().to_owned(),
                line,
            });
        }
    }
    found
}

/// Whether a text says more than the id, and the id as a word of its own.
fn names(text: Option<&str>, id: &Id) -> bool {
    let (text, id) = (text.unwrap_or_default(), id.as_str());
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_');
    text.trim() != id
        && text.match_indices(id).any(|(at, _)| {
            is_apart(text[..at].chars().next_back())
                && is_apart(text[at + id.len()..].chars().next())
        })
}

fn place(record: &Record, field: &str, id: &Id) -> Option<Path> {
    let root = record.document().and_then(Document::root)?;
    located(root, field, id.as_str())
}

/// The changes that carry the plan out: new ids, files named after them, links
/// that follow.
///
/// # Errors
/// A file that cannot be edited there.
pub fn renumber(backlog: &Backlog, plan: &[Renumbering]) -> Result<Vec<Change>, Error> {
    let mut edits: HashMap<&str, Vec<Edit>> = HashMap::new();
    let mut touched: Vec<&Record> = Vec::new();
    let mut set = |record, path: Path, id: &Id| {
        let value = Value::String(id.to_string());
        touched.push(record);
        edits
            .entry(&record.path)
            .or_default()
            .push(Edit::Set { path, value });
    };
    let mut voices: Vec<(&Voiced, &Id)> = Vec::new();
    for step in plan {
        set(step.record, vec!["id".into()], &step.to);
        for link in &step.links {
            match &link.by {
                Names::Voice(voice) => voices.push((voice, &step.to)),
                Names::Record(record) => {
                    if let Some(path) = place_of_link(record, &link.field, step.record.id()) {
                        set(record, path, &step.to);
                    }
                }
            }
        }
    }
    touched.sort_by(|a, b| a.path.cmp(&b.path));
    touched.dedup_by(|a, b| a.path == b.path);
    let mut changes = Vec::new();
    for record in touched {
        let edits = edits.remove(record.path.as_str()).unwrap_or_default();
        let Some((change, changed)) = patch(record, &edits, &backlog.config)? else {
            continue;
        };
        if changed.id() == record.id() {
            changes.push(change);
        } else {
            changes.extend(renamed(record, &changed, change));
        }
    }
    changes.extend(voices::renamed(&voices)?);
    Ok(changes)
}

/// As `place`, of the link itself where it lies in a map of a list.
fn place_of_link(record: &Record, field: &str, id: &Id) -> Option<Path> {
    let mut path = place(record, field, id)?;
    if field.ends_with(".id") {
        path.push("id".into());
    }
    Some(path)
}

/// The file gets the name of the new id where it had that of the old.
fn renamed(old: &Record, new: &Record, change: Change) -> Vec<Change> {
    let change = Change {
        id: Some(new.id().clone()),
        ..change
    };
    let path = path_after(old, new.id());
    if path == old.path {
        return vec![change];
    }
    let gone = Change {
        path: old.path.clone(),
        id: Some(old.id().clone()),
        before: change.before.clone(),
        after: None,
        fields: Vec::new(),
        place: None,
    };
    let fields = vec![FieldChange {
        field: "id".to_owned(),
        from: old.id().as_str().into(),
        to: new.id().as_str().into(),
    }];
    let there = Change {
        path,
        before: None,
        fields,
        ..change
    };
    vec![there, gone]
}

/// `stories/S-7-pay.yaml` becomes `stories/S-12-pay.yaml`; a file that is not
/// named after its id keeps its name.
pub fn path_after(record: &Record, to: &Id) -> String {
    let (folder, name) = record.path.rsplit_once('/').unwrap_or(("", &record.path));
    let id = record.id().as_str();
    match name.strip_prefix(id) {
        Some(rest) if rest.starts_with(['-', '.']) => format!("{folder}/{to}{rest}"),
        _ => record.path.clone(),
    }
}
