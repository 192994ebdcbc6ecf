//! Splits a story: chosen acceptance criteria become stories of their own.

mod lines;

use super::Assignment;
use super::Change;
use super::Draft;
use super::Operator;
use super::Stamp;
use super::advance::to_first;
use super::amend::amend;
use super::amend::find;
use super::change::differences;
use super::create::create;
use super::criterion::story;
use super::history;
use super::patch::reread;
use super::place::room_behind;
use super::ranks::write_ranks;
use super::tick;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::rank::Rank;
use crate::model::workflow::Category;
use crate::text;
use crate::yaml::Edit;
use serde_json::Value;
use serde_json::json;

/// A new story, and the criteria it takes over, by id or by place.
#[derive(Clone, Debug)]
pub struct Part {
    pub id: Id,
    pub title: String,
    pub criteria: Vec<String>,
}

/// What a new story has in common with the one it comes from. Points are not among it: who splits a story estimates
/// the parts; nor is the sprint, into which they are planned anew.
const KEPT: [&str; 16] = [
    "type",
    "epic",
    "parent",
    "team",
    "release",
    "as_a",
    "so_that",
    "persona",
    "severity",
    "reach",
    "requested_by",
    "feedback",
    "depends_on",
    "design",
    "labels",
    "lang",
];

/// The new stories, right behind the story in the order, and the story without the criteria they took; or, with `drop`,
/// dropped. Each names the other under links and in its history.
///
/// # Errors
/// No open story; criteria that it does not have, that two parts want, that would be left over or of which none is left.
pub fn split(
    backlog: &Backlog,
    id: &Id,
    parts: &[Part],
    drop: bool,
    stamp: &Stamp,
) -> Result<Vec<Change>, Error> {
    let record = find(backlog, id)?;
    story(record)?;
    if !backlog.is_open(record) {
        let status = record.status().unwrap_or_default();
        return Err(
            Error::usage(format!("{id} is {status}; only open stories are split"))
                .help(format!("po reopen {id} takes it up again")),
        );
    }
    let taken = taken(record, parts)?;
    let all: Vec<usize> = taken.iter().flatten().copied().collect();
    refuse_rest(record, &all, drop)?;
    let room = room_behind(backlog, record, parts.len())?;
    let (ranks, others) = room.unwrap_or_default();
    let from = Stamp {
        reason: Some(format!("split from {id}")),
        ..stamp.clone()
    };
    let mut changes = Vec::new();
    for (at, (part, places)) in parts.iter().zip(&taken).enumerate() {
        let assignments = assignments(record, places, ranks.get(at));
        let draft = Draft {
            kind: record.kind,
            id: part.id.clone(),
            title: &part.title,
            assignments: &assignments,
            template: None,
        };
        let (mut change, _) = create(backlog, &draft, &from)?;
        if let Some(text) = change.after.take() {
            change.after = Some(lines::moved(text, record, (places, &all))?);
        }
        changes.push(change);
    }
    let (own, others): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|(other, _)| other.id() == record.id());
    let own = own.into_iter().next().map(|(_, rank)| rank);
    changes.extend(original(backlog, record, (parts, &all, drop), own, stamp)?);
    changes.extend(write_ranks(backlog, others)?);
    Ok(changes)
}

/// The places of the criteria that each part takes.
fn taken(record: &Record, parts: &[Part]) -> Result<Vec<Vec<usize>>, Error> {
    let criteria = tick::criteria(record);
    let mut seen: Vec<usize> = Vec::new();
    let mut taken = Vec::new();
    for part in parts {
        let mut places = Vec::new();
        for name in &part.criteria {
            let place = tick::place(criteria, name).ok_or_else(|| unknown(record, name))?;
            if seen.contains(&place) {
                return Err(Error::usage(format!("criterion {name} is taken twice"))
                    .help("each criterion goes into one story"));
            }
            seen.push(place);
            places.push(place);
        }
        places.sort_unstable();
        taken.push(places);
    }
    Ok(taken)
}

fn unknown(record: &Record, name: &str) -> Error {
    let id = record.id();
    let names = (0..).zip(tick::criteria(record));
    let names: Vec<String> = names
        .map(|(at, criterion)| tick::name(criterion, at))
        .collect();
    let error = Error::usage(format!("{id} has no criterion \"{name}\""));
    match names.is_empty() {
        true => error.help(format!(
            "it has none yet; po criterion add {id} \"…\" adds one"
        )),
        false => error.help(format!("it has {}", names.join(", "))),
    }
}

/// Something is left of a story that stays, and nothing of one that is dropped.
fn refuse_rest(record: &Record, taken: &[usize], drop: bool) -> Result<(), Error> {
    let id = record.id();
    let criteria = (0..).zip(tick::criteria(record));
    let left = criteria.filter(|(at, _)| !taken.contains(at));
    let left: Vec<String> = left
        .map(|(at, criterion)| tick::name(criterion, at))
        .collect();
    match (left.is_empty(), drop) {
        (true, false) => Err(Error::usage(format!("no criterion is left of {id}"))
            .help("--drop drops it in favour of the new stories; or leave it one")),
        (false, true) => Err(Error::usage(format!(
            "{id} is dropped with what no new story takes: {}",
            text::and_list(&left)
        ))
        .help("give these to a new story as well, or leave --drop out")),
        _ => Ok(()),
    }
}

fn assignments(record: &Record, places: &[usize], rank: Option<&Rank>) -> Vec<Assignment> {
    let assign = |field: &str, value: &Value| Assignment {
        path: vec![field.to_owned()],
        // JSON is YAML.
        operator: Operator::Yaml,
        text: value.to_string(),
    };
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    let kept = KEPT
        .iter()
        .filter_map(|field| Some((*field, record.field(field)?)));
    let kept = kept.filter(|(_, value)| !empty(value));
    let mut assignments: Vec<Assignment> =
        kept.map(|(field, value)| assign(field, &value)).collect();
    let acceptance = record.field("acceptance").unwrap_or_default();
    let moved = places.iter().map(|at| acceptance[*at].clone());
    assignments.push(assign("acceptance", &moved.collect()));
    let mut links = record.field("links").unwrap_or_default();
    match links.as_array_mut() {
        Some(links) => links.push(json!(record.id())),
        None => links = json!([record.id()]),
    }
    assignments.push(assign("links", &links));
    assignments.extend(rank.map(|rank| assign("rank", &json!(rank))));
    assignments
}

/// The story that was split: narrowed or dropped.
fn original(
    backlog: &Backlog,
    record: &Record,
    (parts, taken, drop): (&[Part], &[usize], bool),
    rank: Option<Rank>,
    stamp: &Stamp,
) -> Result<Option<Change>, Error> {
    let ids: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
    let stamp = Stamp {
        reason: Some(format!("split into {}", ids.join(", "))),
        ..stamp.clone()
    };
    let links = parts.iter().map(|part| Edit::Append {
        path: vec!["links".into()],
        value: json!(part.id),
    });
    let mut edits: Vec<Edit> = links.collect();
    edits.extend(rank.map(|rank| Edit::Set {
        path: vec!["rank".into()],
        value: json!(rank),
    }));
    if drop {
        edits.push(to_first(backlog, record, Category::Dropped)?);
        return amend(backlog, record, edits, &stamp, None);
    }
    edits.push(history::remark(&stamp));
    let narrowed = lines::without(record, taken, &backlog.config);
    if narrowed.is_none() {
        let mut places = taken.to_vec();
        // From the back, so that no place shifts under another.
        places.sort_unstable_by(|a, b| b.cmp(a));
        edits.extend(places.into_iter().map(|at| Edit::Remove {
            path: vec!["acceptance".into(), at.into()],
        }));
    }
    let narrowed = narrowed.as_ref().unwrap_or(record);
    let Some(change) = amend(backlog, narrowed, edits, &stamp, None)? else {
        return Ok(None);
    };
    Ok(Some(Change {
        before: record.document().map(|document| document.text().to_owned()),
        fields: differences(record, &reread(backlog, &change)?),
        ..change
    }))
}
