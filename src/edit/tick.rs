//! Ticks what a person has looked at: acceptance criteria, and manual items of
//! the definitions of ready and done.

use super::Change;
use super::Stamp;
use super::amend::amend;
use super::amend::find;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Check;
use crate::model::criterion::Criterion;
use crate::model::id::Id;
use crate::model::union::TextOr;
use crate::model::workflow::Gate;
use crate::yaml::Edit;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// Ticks items of records: `2` or `AC-2` is an acceptance criterion, anything
/// else a manual item. What is ticked already stays as it is.
///
/// # Errors
/// An item that a record does not have, or nobody who looked.
pub fn tick(
    backlog: &Backlog,
    ids: &[Id],
    items: &[String],
    stamp: &Stamp,
) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    for id in ids {
        let record = find(backlog, id)?;
        let mut edits = Vec::new();
        for item in items {
            edits.extend(edits_of(backlog, record, item, stamp)?);
        }
        changes.extend(amend(backlog, record, edits, stamp, None)?);
    }
    Ok(changes)
}

fn edits_of(
    backlog: &Backlog,
    record: &Record,
    item: &str,
    stamp: &Stamp,
) -> Result<Vec<Edit>, Error> {
    let tick = Value::Object(stamp.tick()?);
    let criteria = criteria(record);
    if let Some(at) = place(criteria, item) {
        if criteria[at].is_verified() {
            return Ok(Vec::new());
        }
        let verified = Map::from_iter([("verified".to_owned(), tick)]);
        return Ok(with_keys(&criteria[at], at, verified));
    }
    let known = manual_items(backlog, record);
    if !known.iter().any(|name| name == item) {
        return Err(unknown(backlog, record, item));
    }
    let old = record.field(&format!("checks.{item}")).unwrap_or_default();
    let path = vec!["checks".into(), item.into()];
    match is_ticked(&old) {
        true => Ok(Vec::new()),
        false => Ok(vec![Edit::Set { path, value: tick }]),
    }
}

/// Something that may be ticked.
#[derive(Clone, Debug, PartialEq)]
pub struct Tickable {
    /// What `po tick` calls it.
    pub name: String,
    pub words: String,
    /// It is ticked already.
    pub holds: bool,
}

/// The criteria of a record and its items that a person has to look at.
pub fn tickable(backlog: &Backlog, record: &Record) -> Vec<Tickable> {
    let criteria = (0..).zip(criteria(record));
    let mut all: Vec<Tickable> = criteria
        .map(|(at, criterion)| Tickable {
            name: name(criterion, at),
            words: criterion.words().to_string(),
            holds: criterion.is_verified(),
        })
        .collect();
    for name in manual_items(backlog, record) {
        if !all.iter().any(|known| known.name == name) {
            let item = format!("checks.{name}");
            let holds = record.field(&item).is_some_and(|tick| is_ticked(&tick));
            let words = String::new();
            all.push(Tickable { name, words, holds });
        }
    }
    all
}

fn is_ticked(tick: &Value) -> bool {
    tick["waived"].is_null() && (tick["by"].is_string() || tick["on"].is_string())
}

/// The criteria of a story; other kinds have none.
pub(super) fn criteria(record: &Record) -> &[TextOr<Criterion>] {
    record.story().map_or(&[], |story| &story.acceptance)
}

/// How people call a criterion: by its id, else by its place from 1.
pub(super) fn name(criterion: &TextOr<Criterion>, at: usize) -> String {
    match criterion {
        TextOr::Map(Criterion { id: Some(id), .. }) => id.to_string(),
        _ => (at + 1).to_string(),
    }
}

/// The criterion of this id or at this place; `AC-2` is the second one where
/// that has no id of its own.
pub(super) fn place(criteria: &[TextOr<Criterion>], item: &str) -> Option<usize> {
    let names: Vec<String> = (0..).zip(criteria).map(|(at, c)| name(c, at)).collect();
    if let Some(at) = names.iter().position(|name| name == item) {
        return Some(at);
    }
    let number = item.strip_prefix("AC-").unwrap_or(item);
    let at = number.parse::<usize>().ok()?.checked_sub(1)?;
    let named = names.get(at)? != &(at + 1).to_string();
    (number == item || !named).then_some(at)
}

/// Gives a criterion more keys; a plain sentence becomes a map first.
pub(super) fn with_keys(
    criterion: &TextOr<Criterion>,
    at: usize,
    keys: Map<String, Value>,
) -> Vec<Edit> {
    let path = vec!["acceptance".into(), at.into()];
    match criterion {
        TextOr::Map(_) => {
            let set = |(key, value): (String, Value)| Edit::Set {
                path: [path.clone(), vec![key.as_str().into()]].concat(),
                value,
            };
            keys.into_iter().map(set).collect()
        }
        TextOr::Text(text) => {
            let mut map = Map::new();
            map.insert("text".to_owned(), json!(text));
            map.extend(keys);
            let value = Value::Object(map);
            vec![Edit::Set { path, value }]
        }
    }
}

/// The manual items of both definitions, and those the record names already.
fn manual_items(backlog: &Backlog, record: &Record) -> Vec<String> {
    let both = [Gate::Ready, Gate::Done].map(|gate| backlog.config.definition(gate));
    let items = both.into_iter().flatten();
    let manual = items.filter(|item| matches!(item.check, Check::Manual(_)));
    let mut names: Vec<String> = manual.map(|item| item.id.clone()).collect();
    if let Some(Value::Object(checks)) = record.field("checks") {
        let own = checks
            .into_iter()
            .filter(|(_, tick)| tick["waived"].is_null());
        names.extend(own.map(|(name, _)| name));
    }
    names
}

fn unknown(backlog: &Backlog, record: &Record, item: &str) -> Error {
    let id = record.id();
    let both = [Gate::Ready, Gate::Done].map(|gate| (gate, backlog.config.definition(gate)));
    let ruled = both
        .iter()
        .find(|(_, items)| items.iter().any(|i| i.id == item));
    if let Some((gate, _)) = ruled {
        return Error::usage(format!("\"{item}\" is judged by rules; nobody ticks it")).help(
            format!(
                "po ready {id} says what fails; the definition of {} in po.yaml names the rules",
                gate.word()
            ),
        );
    }
    let named = (0..).zip(criteria(record)).map(|(at, c)| name(c, at));
    let mut known: Vec<String> = named.collect();
    // Somebody looked at each of them: none is ticked unnamed.
    if item.eq_ignore_ascii_case("all") && !known.is_empty() {
        return Error::usage("each criterion that was looked at is named")
            .help(format!("po tick {id} {}", known.join(" ")));
    }
    for name in manual_items(backlog, record) {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    let error = Error::usage(format!("{id} has no \"{item}\" to tick"));
    let is_number = item.parse::<usize>().is_ok();
    let all = match known.is_empty() || is_number && criteria(record).is_empty() {
        true => format!("it has no criteria yet; po criterion add {id} \"…\" adds one"),
        false => format!("it has {}", known.join(", ")),
    };
    let known = known.iter().map(String::as_str);
    match crate::text::nearest(item, known).filter(|_| !is_number) {
        Some(near) => error.help(format!("did you mean \"{near}\"? {all}")),
        None => error.help(all),
    }
}
