//! From the text of an assignment to a value of the right type at the right
//! place.

use super::item;
use super::named;
use super::unknown;
use crate::diag::Error;
use crate::edit::Assignment;
use crate::edit::Operator;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::date::parse_when;
use crate::model::date::rewritten;
use crate::model::id::Id;
use crate::model::shape::Shape;
use crate::model::unknown as unknown_names;
use crate::priority;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::Kind;
use crate::yaml::NodeRef;
use crate::yaml::Path;
use crate::yaml::Segment;
use serde_json::Map;
use serde_json::Value;
use std::borrow::Cow;

/// What the value at an assignment's key path may be.
///
/// # Errors
/// A key that does not exist, with the one it resembles; an item of a list that has none.
pub(super) fn shape_at(
    fields: &Shape,
    record: &Record,
    assignment: &Assignment,
) -> Result<Shape, Error> {
    let mut shape = fields.clone();
    for (depth, step) in assignment.path.iter().enumerate() {
        let is_list = depth == 1 && shape.item().is_some();
        if is_list && item::is_empty(record, assignment.field()) {
            return Err(item::missing(record, assignment, depth, 0));
        }
        shape = shape.step(step).map_err(|step_error| {
            let known = step_error.known;
            if depth == 0 {
                return unknown::field(record, assignment, &known);
            }
            let holder = assignment.path[..depth].join(".");
            let error = Error::usage(format!("{holder} has no key \"{step}\""));
            match crate::text::nearest(step, known.iter().map(String::as_str)) {
                Some(near) => error.help(format!("did you mean \"{near}\"?")),
                None if known.is_empty() => error.help(format!("{holder} holds a single value")),
                None => error.help(format!("it has {}", known.join(", "))),
            }
        })?;
    }
    Ok(shape)
}

/// The assignment with its date written out: `friday` and `+2w` are days too.
///
/// # Errors
/// A date field, and a text that is no date.
pub(super) fn dated<'a>(
    assignment: &'a Assignment,
    shape: &Shape,
    today: Day,
) -> Result<Cow<'a, Assignment>, Error> {
    let is_date = matches!(shape, Shape::Formed(form) if form == "date");
    if !is_date || assignment.operator != Operator::Set || assignment.text.is_empty() {
        return Ok(Cow::Borrowed(assignment));
    }
    let day = parse_when(assignment.text.trim(), today).map_err(|why| {
        let error = Error::usage(format!("{} cannot be set: {why}", assignment.key()));
        let error = match rewritten(assignment.text.trim()) {
            Some(day) => error.help(format!("{}={day}", assignment.key())),
            None => error,
        };
        error.help("a date is such as 2026-11-24, friday or +2w; nothing was changed")
    })?;
    Ok(Cow::Owned(Assignment {
        text: day.to_string(),
        ..assignment.clone()
    }))
}

/// The edits of one assignment.
///
/// # Errors
/// A list item that does not exist, a text that is no YAML, or an operator
/// that the field does not take.
pub(super) fn edits(
    record: &Record,
    assignment: &Assignment,
    shape: &Shape,
) -> Result<Vec<Edit>, Error> {
    let root = record.document().and_then(Document::root);
    let (path, mut edits) = locate(record, root, assignment)?;
    let text = assignment.text.as_str();
    match assignment.operator {
        Operator::Set if text.is_empty() => {
            if root.is_some_and(|r| r.at(&path).is_some()) {
                edits.push(Edit::Remove { path });
            }
        }
        Operator::Set => {
            let value = typed(text, shape, assignment)?;
            if !value.is_object() {
                refuse_flattening(record, assignment, &path)?;
            }
            edits.push(Edit::Set { path, value });
        }
        Operator::File => edits.push(Edit::Set {
            path,
            value: Value::String(text.to_owned()),
        }),
        Operator::Yaml => edits.push(Edit::Set {
            path,
            value: scalar_or_more(text, assignment)?,
        }),
        Operator::Add => edits.extend(additions(root, &path, assignment, shape)?),
        Operator::Take => edits.extend(removals(root, &path, assignment, shape)?),
    }
    Ok(edits)
}

/// One value in place of a map would take all its keys away.
fn refuse_flattening(record: &Record, assignment: &Assignment, path: &Path) -> Result<(), Error> {
    let root = record.document().and_then(Document::root);
    let there = root.and_then(|root| root.at(path));
    let entries = there.into_iter().flat_map(|map| map.entries());
    let mut keys: Vec<String> = entries
        .filter_map(|(key, _)| key.text().map(str::to_owned))
        .collect();
    if let ([scores, method], true) = (assignment.path.as_slice(), keys.is_empty())
        && scores == "scores"
        && let Ok(method) = priority::by_id(method)
    {
        let inputs = method.inputs().iter();
        keys = inputs.map(|input| input.key.clone().into_owned()).collect();
        // A method of one input that bears its own name holds it bare.
        keys.retain(|key| *key != priority::file_key(method.id()));
    }
    let (key, text, id) = (assignment.key(), &assignment.text, record.id());
    if let (true, Some(field), Ok(_)) = (
        keys.is_empty() && assignment.path.len() == 1,
        unknown_names::called(&key),
        text.parse::<f64>(),
    ) {
        return Err(
            Error::usage(format!("{key} holds several keys; one number is {field}"))
                .help(format!("po set {id} {field}={text}"))
                .help(format!("po explain {key} says what it holds")),
        );
    }
    let Some(first) = keys.first() else {
        return Ok(());
    };
    Err(Error::usage(format!(
        "{key} holds {}; one value does not stand for all of it",
        crate::text::and_list(&keys)
    ))
    .help(format!("po set {id} {key}.{first}={text} sets one of them"))
    .help(format!("{key}:=… replaces the whole")))
}

/// The path in the file. A plain sentence that gets a key of its own becomes a
/// map first.
fn locate(
    record: &Record,
    root: Option<NodeRef<'_>>,
    assignment: &Assignment,
) -> Result<(Path, Vec<Edit>), Error> {
    let mut path = Path::new();
    let mut edits = Vec::new();
    let mut node = root;
    for (depth, step) in assignment.path.iter().enumerate() {
        match node.map(|n| (n, n.kind())) {
            Some((list, Kind::List)) => {
                let count = list.items().count();
                let place = item::place(list, step)
                    .ok_or_else(|| item::missing(record, assignment, depth, count))?;
                path.push(Segment::Index(place));
                node = list.items().nth(place);
            }
            Some((_, Kind::Scalar)) if !is_item(&path) && node.is_some_and(|n| !n.is_null()) => {
                let holder = assignment.path[..depth].join(".");
                return Err(Error::usage(format!("{holder} holds a single value"))
                    .help(format!("po set {} {holder}=… sets it", record.id())));
            }
            Some((text, Kind::Scalar)) if !text.is_null() => {
                let mut map = Map::new();
                map.insert("text".to_owned(), text.value());
                edits.push(Edit::Set {
                    path: path.clone(),
                    value: Value::Object(map),
                });
                path.push(Segment::Key(step.clone()));
                node = None;
            }
            Some((map, Kind::Map)) => {
                path.push(Segment::Key(step.clone()));
                node = map.get(step);
            }
            _ => {
                path.push(Segment::Key(step.clone()));
                node = None;
            }
        }
    }
    Ok((path, edits))
}

/// A path that ends at an item of a list.
fn is_item(path: &Path) -> bool {
    matches!(path.last(), Some(Segment::Index(_)))
}

/// The value that a text stands for in a field of this shape.
fn typed(text: &str, shape: &Shape, assignment: &Assignment) -> Result<Value, Error> {
    if let Shape::List(item) = shape {
        return items(text, item, assignment).map(Value::Array);
    }
    one(text, shape, assignment)
}

/// The parts of a text between its commas. A comma inside the address of a web
/// page is part of it: only where another address or an id follows, it ends.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split(',') {
        let begins =
            part.contains("://") || Id::read(id(part.trim())).is_some_and(|id| id.is_well_formed());
        match parts.last_mut() {
            Some(address) if address.contains("://") && !begins => {
                address.push(',');
                address.push_str(part);
            }
            _ => parts.push(part.to_owned()),
        }
    }
    let parts = parts.iter().map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// The items a text stands for: split at commas, but not sentences.
fn items(text: &str, item: &Shape, assignment: &Assignment) -> Result<Vec<Value>, Error> {
    if matches!(item, Shape::Either(_) | Shape::Fields(_) | Shape::Whole(_))
        || text.trim_start().starts_with('[') && *item == Shape::Number
    {
        return Ok(match one(text, item, assignment)? {
            // All of it, as YAML has it.
            Value::Array(items) => items,
            item => vec![item],
        });
    }
    let parts = parts(text);
    parts
        .iter()
        .map(|part| one(part, item, assignment))
        .collect()
}

fn one(text: &str, shape: &Shape, assignment: &Assignment) -> Result<Value, Error> {
    match shape {
        Shape::Formed(form) if form.starts_with("^[A-Z]") => Ok(Value::String(id(text))),
        Shape::Choice(words) => {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            Ok(Value::from(named::only(&words, text).unwrap_or(text)))
        }
        shape if shape.takes_text() => Ok(Value::String(text.to_owned())),
        // A map that begins with `text:` or so can be given by its first words.
        Shape::Fields(fields) | Shape::Whole(fields) if fields.iter().any(|f| f.name == "text") => {
            match scalar_or_more(text, assignment)? {
                map @ Value::Object(_) => Ok(map),
                _ => {
                    let mut map = Map::new();
                    map.insert("text".to_owned(), Value::String(text.to_owned()));
                    Ok(Value::Object(map))
                }
            }
        }
        _ => scalar_or_more(text, assignment),
    }
}

/// An id as it is written: the letters of its prefix may be typed small.
fn id(text: &str) -> String {
    match text.split_once('-') {
        Some((prefix, tail)) => format!("{}-{tail}", prefix.to_uppercase()),
        None => text.to_owned(),
    }
}

fn scalar_or_more(text: &str, assignment: &Assignment) -> Result<Value, Error> {
    // To YAML it is a list of nothing.
    if text.trim() == "-" {
        return Ok(Value::from("-"));
    }
    let document = Document::parse(text.to_owned()).map_err(|(fault, _)| {
        Error::usage(format!(
            "{}: \"{text}\" is no YAML value: {}",
            assignment.key(),
            fault.message
        ))
        .help("put it in quotes of its own, or use field=text for a text as it is")
    })?;
    Ok(document.root().map_or(Value::Null, |root| root.value()))
}

fn additions(
    root: Option<NodeRef<'_>>,
    path: &Path,
    assignment: &Assignment,
    shape: &Shape,
) -> Result<Vec<Edit>, Error> {
    let item = list_item(shape, assignment)?;
    let present: Vec<Value> = present(root, path);
    let mut edits = Vec::new();
    // Numbers and answers say how many there are; names stand once.
    let repeats = *item == Shape::Number || assignment.field() == "scores";
    for value in items(&assignment.text, item, assignment)? {
        if repeats || !present.contains(&value) {
            edits.push(Edit::Append {
                path: path.clone(),
                value,
            });
        }
    }
    Ok(edits)
}

fn removals(
    root: Option<NodeRef<'_>>,
    path: &Path,
    assignment: &Assignment,
    shape: &Shape,
) -> Result<Vec<Edit>, Error> {
    let item = list_item(shape, assignment)?;
    let list = root.and_then(|r| r.at(path));
    let mut places = Vec::new();
    let wanted: Vec<String> = match item {
        Shape::Either(_) | Shape::Fields(_) | Shape::Whole(_) => vec![assignment.text.clone()],
        _ => parts(&assignment.text),
    };
    for name in wanted.iter().filter(|name| !name.is_empty()) {
        let place = list.and_then(|list| {
            list.items()
                .position(|item| item::is_named(item, name) || is_text_of(item, name))
        });
        let Some(place) = place else {
            return Err(
                Error::usage(format!("{} holds no \"{name}\"", assignment.key()))
                    .help("an item is taken out by its value or its id"),
            );
        };
        places.push(place);
    }
    // From the last to the first, so that the places stay right.
    places.sort_unstable();
    places.dedup();
    let step = |place| {
        let mut path = path.clone();
        path.push(Segment::Index(place));
        Edit::Remove { path }
    };
    Ok(places.into_iter().rev().map(step).collect())
}

fn is_text_of(item: NodeRef<'_>, text: &str) -> bool {
    item.kind() == Kind::Map && item.get("text").and_then(|t| t.text()) == Some(text)
}

fn list_item<'a>(shape: &'a Shape, assignment: &Assignment) -> Result<&'a Shape, Error> {
    shape.item().ok_or_else(|| {
        let key = assignment.key();
        Error::usage(format!("{key} is no list")).help(format!("{key}=… sets its value"))
    })
}

fn present(root: Option<NodeRef<'_>>, path: &[yaml::Segment]) -> Vec<Value> {
    let list = root.and_then(|r| r.at(path));
    let values = list.into_iter().flat_map(|l| l.items());
    values.map(|item| item.value()).collect()
}
