//! Which record each draft is or becomes, and what its links point to.

use super::Draft;
use super::NextIds;
use super::Source;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::kind::Kind;
use std::collections::HashMap;

/// A draft with the record that it is, or the id that it gets.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub draft: &'a Draft,
    pub kind: &'static Kind,
    pub id: Id,
    pub record: Option<&'a Record>,
}

/// All drafts, and the ids behind the keys of the tool.
#[derive(Debug)]
pub(super) struct Places<'a> {
    pub placed: Vec<Placed<'a>>,
    ids: HashMap<(Family, &'a str), Id>,
}

/// Kinds whose keys are of one series: an issue may turn from a story into an
/// epic, a sprint may be called as a release is.
type Family = &'static str;

fn family(kind: &Kind) -> Family {
    match kind.id {
        "story" | "epic" => "issue",
        own => own,
    }
}

/// The family of what a field points to.
fn target_family(field: &str) -> Family {
    match field {
        "sprint" => "sprint",
        "release" => "release",
        _ => "issue",
    }
}

/// Whether a field takes several links.
pub(super) fn is_list(field: &str) -> bool {
    matches!(field, "depends_on" | "links")
}

impl<'a> Places<'a> {
    /// # Errors
    /// A draft of a kind that does not exist; ids are used up.
    pub fn new(
        backlog: &'a Backlog,
        source: &Source<'a>,
        next: &mut NextIds<'_>,
    ) -> Result<Self, Error> {
        let known = known(backlog, source.tool);
        let mut found = Vec::with_capacity(source.drafts.len());
        for draft in source.drafts {
            let kind = kind::by_name(draft.kind).ok_or_else(|| {
                Error::usage(format!(
                    "{} is a {}, which is no kind of record",
                    draft.key, draft.kind
                ))
            })?;
            let family = family(kind);
            let record = known.get(&(family, draft.key.as_str())).copied();
            found.push((draft, kind, family, record));
        }
        let new = |kind: &'static Kind| {
            let of_kind = |(_, k, _, record): &&(_, &'static Kind, _, Option<&Record>)| {
                std::ptr::eq(*k, kind) && record.is_none()
            };
            found.iter().filter(of_kind).count()
        };
        let mut free = HashMap::new();
        for kind in kind::ALL {
            let count = new(kind);
            let ids = if count > 0 {
                next(kind, count)?
            } else {
                Vec::new()
            };
            free.insert(kind.id, ids.into_iter());
        }
        let mut ids: HashMap<_, _> = known
            .iter()
            .map(|(key, record)| (*key, record.id().clone()))
            .collect();
        let mut placed = Vec::with_capacity(found.len());
        for (draft, kind, family, record) in found {
            let id = match record {
                Some(record) => Some(record.id().clone()),
                None => free.get_mut(kind.id).and_then(Iterator::next),
            };
            let id = id.ok_or_else(|| Error::usage(format!("no id is left for {}", draft.key)))?;
            ids.insert((family, draft.key.as_str()), id.clone());
            placed.push(Placed {
                draft,
                kind,
                id,
                record,
            });
        }
        Ok(Self { placed, ids })
    }

    /// Field and target of a draft's links, and how many have no target. A
    /// target that turns out to be of another kind than the source thought is
    /// linked in the field for its kind.
    pub fn links(&self, placed: &Placed<'_>) -> (Vec<(&'static str, Id)>, usize) {
        let mut links = Vec::new();
        let mut left_out = 0;
        for (field, key) in &placed.draft.links {
            let target = self.ids.get(&(target_family(field), key.as_str()));
            let target = target.filter(|id| **id != placed.id);
            let link = target.and_then(|id| Some((fitting(field, placed.kind, id)?, id.clone())));
            match link {
                Some(link) if links.contains(&link) => {}
                Some((field, _)) if !is_list(field) && links.iter().any(|(f, _)| *f == field) => {
                    left_out += 1;
                }
                Some(link) => links.push(link),
                None => left_out += 1,
            }
        }
        (links, left_out)
    }
}

/// The records that were imported from a tool, by family and key; of two with
/// one key the first.
fn known<'a>(backlog: &'a Backlog, tool: &str) -> HashMap<(Family, &'a str), &'a Record> {
    let mut known = HashMap::new();
    for record in backlog.records() {
        if let Some(key) = record.common.external.get(tool) {
            known
                .entry((family(record.kind), key.as_str()))
                .or_insert(record);
        }
    }
    known
}

/// The field in which a record of `kind` links to `target`, where there is one.
fn fitting(field: &str, kind: &Kind, target: &Id) -> Option<&'static str> {
    let target = kind::by_prefix(target.prefix())?.id;
    match (field, kind.id, target) {
        ("epic" | "parent", "story", "epic") => Some("epic"),
        ("epic" | "parent", "story", "story") => Some("parent"),
        ("epic" | "parent", "epic", "epic") => Some("parent"),
        ("sprint", "story", "sprint") => Some("sprint"),
        ("release", "story" | "epic", "release") => Some("release"),
        ("depends_on", "story" | "epic", "story" | "epic") => Some("depends_on"),
        ("links", _, _) => Some("links"),
        _ => None,
    }
}
