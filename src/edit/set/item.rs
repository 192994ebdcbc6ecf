//! The items of a list, as an assignment names them: `acceptance.2`, `questions.Q-1`.

use crate::diag::Error;
use crate::edit::Assignment;
use crate::model::Record;
use crate::text::plural;
use crate::text::shell_word;
use crate::yaml::Kind;
use crate::yaml::NodeRef;

/// A list item by its place, from 1, or by its id.
pub(super) fn place(list: NodeRef<'_>, step: &str) -> Option<usize> {
    if let Ok(place) = step.parse::<usize>() {
        let index = place.checked_sub(1)?;
        return (index < list.items().count()).then_some(index);
    }
    list.items().position(|item| is_named(item, step))
}

/// An item with this id; of a plain list, the item itself.
pub(super) fn is_named(item: NodeRef<'_>, name: &str) -> bool {
    match item.kind() {
        Kind::Map => item.get("id").and_then(|id| id.text()) == Some(name),
        Kind::Scalar => item.text() == Some(name),
        Kind::List => false,
    }
}

/// Whether a field that holds a list has nothing in it.
pub(super) fn is_empty(record: &Record, field: &str) -> bool {
    let there = record.field(field);
    there.is_none_or(|value| value.is_null() || value.as_array().is_some_and(Vec::is_empty))
}

/// There is no such item: how many there are, and what adds one.
pub(super) fn missing(
    record: &Record,
    assignment: &Assignment,
    depth: usize,
    count: usize,
) -> Error {
    let (id, field) = (record.id(), assignment.path[..depth].join("."));
    let is_whole = depth + 1 == assignment.path.len() && !assignment.text.is_empty();
    let text = match is_whole {
        true => shell_word(&assignment.text),
        false => "…".to_owned(),
    };
    let (holder, item, items, adds) = match field.as_str() {
        "acceptance" => (
            id.to_string(),
            "criterion",
            "criteria",
            format!("po criterion add {id} {text}"),
        ),
        _ => (
            field.clone(),
            "item",
            "items",
            format!("po set {id} {field}+={text}"),
        ),
    };
    if count == 0 {
        return Error::usage(format!("{holder} has no {items} yet")).help(adds);
    }
    let (count, step) = (plural(count, item, items), &assignment.path[depth]);
    Error::usage(format!("{holder} has {count}; none is \"{step}\""))
        .help(format!("{items} are counted from 1 or named by their id"))
        .help(format!("{adds} adds one"))
}
