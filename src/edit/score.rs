//! Scores a record by one method: the values, the day and the person, in one write.

use super::Assignment;
use super::Change;
use super::Operator;
use super::Stamp;
use super::set;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::id::Id;
use crate::priority;
use crate::priority::Input;
use crate::priority::Method;
use crate::priority::inputs::BY;
use crate::priority::inputs::SCORED;
use crate::text::and_list;
use crate::text::nearest;

/// Sets inputs of a method, and who scored and when. An input without a value is taken away.
///
/// # Errors
/// An input that the method does not have, a value off its scale, or one that cannot be written.
pub fn score(
    backlog: &Backlog,
    id: &Id,
    method: &dyn Method,
    values: &[Assignment],
    stamp: &Stamp,
) -> Result<Option<Change>, Error> {
    let mut assignments = Vec::with_capacity(values.len() + 2);
    for value in values {
        let input = input(method, value)?;
        check(input, value)?;
        assignments.push(Assignment {
            path: path(method, &value.path),
            ..value.clone()
        });
    }
    // A method that is one bare value has no room for more.
    let bare = method.inputs().iter().any(|input| input.key == method.id());
    let taken_away = |value: &Assignment| value.operator == Operator::Set && value.text.is_empty();
    if !bare && !values.iter().all(taken_away) {
        let day = Some((SCORED, stamp.today.to_string()));
        let by = stamp.by.clone().map(|by| (BY, by));
        assignments.extend(day.into_iter().chain(by).map(|(key, text)| Assignment {
            path: path(method, &[key.to_owned()]),
            operator: Operator::Set,
            text,
        }));
    }
    let changes = set(backlog, std::slice::from_ref(id), &assignments, stamp, None)?;
    Ok(changes.into_iter().next())
}

/// The input that a value is for.
fn input<'a>(method: &'a dyn Method, value: &Assignment) -> Result<&'a Input, Error> {
    let key = value.field();
    let inputs = method.inputs();
    if let Some(input) = inputs.iter().find(|input| input.key == key) {
        return Ok(input);
    }
    let keys: Vec<&str> = inputs.iter().map(|input| input.key.as_ref()).collect();
    let error = Error::usage(format!("{} has no input \"{key}\"", method.id()));
    let others = priority::ALL.iter().filter(|other| {
        let mut inputs = other.inputs().iter();
        other.id() != method.id() && inputs.any(|input| input.key == key)
    });
    let others: Vec<&str> = others.map(|other| other.id()).collect();
    Err(match (nearest(key, keys.iter().copied()), others.first()) {
        (Some(near), _) => error.help(format!("did you mean \"{near}\"?")),
        (None, Some(other)) => error.help(format!("--method {other} scores by it")),
        (None, None) if keys.is_empty() => error.help(format!(
            "po explain {} says where its inputs come from",
            method.id()
        )),
        (None, None) => error.help(format!("it scores by {}", and_list(&keys))),
    })
}

/// A single value must be of the scale; lists and maps are looked at where they are written.
fn check(input: &Input, value: &Assignment) -> Result<(), Error> {
    let is_single = value.path.len() == 1 && input.scale.is_single();
    if !is_single || value.operator != Operator::Set || value.text.is_empty() {
        return Ok(());
    }
    match input.scale.typed(&value.text) {
        Ok(_) => Ok(()),
        Err(why) => Err(Error::usage(format!("{}: {why}", input.key))
            .help("po score without values shows the scales")),
    }
}

/// Where a value of the method stands in a record.
fn path(method: &dyn Method, keys: &[String]) -> Vec<String> {
    let own = priority::file_key(method.id()).into_owned();
    let mut path = vec!["scores".to_owned()];
    if keys[0] != method.id() {
        path.push(own);
    }
    path.extend_from_slice(keys);
    path
}
