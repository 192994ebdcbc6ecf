//! The values of a field, one by one: the fields of typed records and of JSON alike.

use super::field::BUILT_IN;
use super::field::Field;
use super::field::Source;
use super::vocabulary::Vocabulary;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use serde_json::Map;
use serde_json::Value;

/// One value of a field; of a list each item is one.
#[derive(Clone, Copy)]
pub enum Item<'a> {
    Text(&'a str),
    Number(f64),
    Day(Day),
    Flag(bool),
    Map(&'a Map<String, Value>),
}

/// Shows the values of a field until `visit` is content, and says whether it ever was.
pub fn any(
    field: &Field,
    record: &Record,
    vocabulary: &Vocabulary,
    visit: &mut dyn FnMut(Item) -> bool,
) -> bool {
    let common = &record.common;
    let mut text = |text: &str| !text.trim().is_empty() && visit(Item::Text(text));
    match &field.source {
        Source::Id => text(common.id.as_str()),
        Source::Title => common.title.as_deref().is_some_and(text),
        Source::Status => record.status().is_some_and(text),
        Source::Rank => common.rank.as_ref().is_some_and(|rank| text(rank.as_str())),
        Source::Labels => common.labels.iter().any(|label| text(label)),
        Source::Kind => text(record.kind.id),
        Source::Category => text(vocabulary.backlog.category(record).word()),
        Source::Path => text(&record.path),
        Source::Created => common.created.is_some_and(|day| visit(Item::Day(day))),
        Source::Due => common.due.is_some_and(|day| visit(Item::Day(day))),
        Source::Updated => {
            updated(record, vocabulary.backlog).is_some_and(|day| visit(Item::Day(day)))
        }
        Source::File { key, path } => match typed(record, key) {
            Some(value) if path.is_empty() => value.is_some_and(visit),
            _ => record
                .field(key)
                .is_some_and(|value| any_within(&value, path, visit)),
        },
        Source::Computed(at) => vocabulary
            .computed
            .get(*at)
            .is_some_and(|column| any_within(&(column.value)(record), &[], visit)),
    }
}

/// The fields of a story that are asked for most, without the detour over JSON; `None` for the others.
fn typed<'r>(record: &'r Record, key: &str) -> Option<Option<Item<'r>>> {
    let story = record.story()?;
    let id = |id: &'r Option<Id>| id.as_ref().map(|id| Item::Text(id.as_str()));
    let text = |text: &'r Option<Box<str>>| {
        let text = text.as_deref().filter(|text| !text.trim().is_empty());
        text.map(Item::Text)
    };
    Some(match key {
        "epic" => id(&story.epic),
        "sprint" => id(&story.sprint),
        "release" => id(&story.release),
        "assignee" => text(&story.assignee),
        "team" => text(&story.team),
        "points" => story.points.map(|points| Item::Number(points.as_f64())),
        _ => return None,
    })
}

/// Walks into maps by key, and into lists by place, by id, or else through all items.
fn any_within(value: &Value, path: &[String], visit: &mut dyn FnMut(Item) -> bool) -> bool {
    match (value, path) {
        (Value::Array(items), [step, rest @ ..]) => match one_of(items, step) {
            Some(item) => any_within(item, rest, visit),
            None => items.iter().any(|item| any_within(item, path, visit)),
        },
        (Value::Array(items), []) => items.iter().any(|item| any_within(item, path, visit)),
        (Value::Object(map), [step, rest @ ..]) => map
            .get(step)
            .is_some_and(|inner| any_within(inner, rest, visit)),
        (Value::Object(map), []) => !map.is_empty() && visit(Item::Map(map)),
        (Value::String(text), []) => !text.trim().is_empty() && visit(Item::Text(text)),
        (Value::Number(number), []) => number.as_f64().is_some_and(|n| visit(Item::Number(n))),
        (Value::Bool(flag), []) => visit(Item::Flag(*flag)),
        _ => false,
    }
}

fn one_of<'v>(items: &'v [Value], step: &str) -> Option<&'v Value> {
    match step.parse::<usize>() {
        Ok(place) => items.get(place.checked_sub(1)?),
        Err(_) => items
            .iter()
            .find(|item| item.get("id").and_then(Value::as_str) == Some(step)),
    }
}

/// The newest day in history, comments and `created`, in the product's time zone.
pub fn updated(record: &Record, backlog: &Backlog) -> Option<Day> {
    let common = &record.common;
    let entries = common.history.iter().map(|entry| entry.at);
    let comments = common.comments.iter().filter_map(|comment| comment.at);
    let days = entries
        .chain(comments)
        .map(|moment| moment.local_day(&backlog.config.zone));
    days.chain(common.created).max()
}

/// The value of a column: a field by name or key path, or a computed one. `None` where neither is known for the record,
/// null where it has no value.
pub fn column(record: &Record, name: &str, vocabulary: &Vocabulary) -> Option<Value> {
    let built_in = BUILT_IN.iter().find(|(word, _)| *word == name);
    match built_in.map(|(_, source)| source) {
        Some(Source::Kind) => return Some(record.kind.id.into()),
        Some(Source::Category) => return Some(vocabulary.backlog.category(record).word().into()),
        Some(Source::Path) => return Some(record.path.as_str().into()),
        Some(_) => {
            let day = updated(record, vocabulary.backlog);
            return Some(day.map_or(Value::Null, |day| day.to_string().into()));
        }
        None => {}
    }
    let name = if name == "label" { "labels" } else { name };
    record.field(name).or_else(|| {
        let columns = vocabulary.computed.iter();
        let found = columns.clone().find(|column| column.name == name)?;
        Some((found.value)(record))
    })
}
