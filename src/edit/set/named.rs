//! Words in place of an id or a name: `sprint=@current`, `release=1.4.0`,
//! `assignee=@me`.

use crate::diag::Error;
use crate::edit::Assignment;
use crate::edit::Operator;
use crate::edit::outlook;
use crate::edit::refuse_over;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::meant;
use crate::model::unknown;
use crate::rules;
use crate::text::shell_word;
use std::borrow::Cow;

/// Whether other records must be looked at: at what a story depends on before a
/// gate, at what a sprint holds, or for the one that a word means.
pub fn looks_around(assignments: &[Assignment]) -> bool {
    let links = |field| kind::ALL.iter().any(|k| kind::wanted(k, field).is_some());
    let mut all = assignments.iter();
    all.any(|a| outlook::is_planned(a.field()) || (links(a.field()) && is_word(a)))
}

/// The field itself, and a text that is no id.
fn is_word(assignment: &Assignment) -> bool {
    let text = assignment.text.trim();
    let sets = assignment.operator == Operator::Set && assignment.path.len() == 1;
    sets && !text.is_empty() && !meant::is_id(text)
}

/// The assignment with a state, a person or a team spelt as it is declared, where the text differs from one in small and
/// large letters only.
pub(super) fn spelt<'a>(
    backlog: &Backlog,
    kind: &'static Kind,
    assignment: &'a Assignment,
) -> Cow<'a, Assignment> {
    let file = &backlog.config.file;
    let names: Vec<&str> = match assignment.field() {
        "status" => backlog
            .states(kind)
            .into_iter()
            .map(|(name, _)| name)
            .collect(),
        "team" => file.teams.keys().map(String::as_str).collect(),
        field if meant::PEOPLE.contains(&field) => file
            .people
            .iter()
            .map(|person| person.name.as_str())
            .collect(),
        _ => return Cow::Borrowed(assignment),
    };
    match only(&names, &assignment.text) {
        Some(name) if assignment.operator == Operator::Set && name != assignment.text => {
            let mut assignment = assignment.clone();
            assignment.text = name.to_owned();
            Cow::Owned(assignment)
        }
        _ => Cow::Borrowed(assignment),
    }
}

/// The name that a text is, in small or large letters; none where several are.
pub(super) fn only<'n>(names: &[&'n str], text: &str) -> Option<&'n str> {
    let small = text.trim().to_lowercase();
    let exact = names.iter().find(|name| **name == text);
    let mut alike = names.iter().filter(|name| name.to_lowercase() == small);
    match (exact, alike.next(), alike.next()) {
        (Some(name), ..) | (None, Some(name), None) => Some(name),
        _ => None,
    }
}

/// A person or a team that `po.yaml` does not know is refused, as with `--by`; what stands there already may stay.
///
/// # Errors
/// The name is not declared, and the rule about it is not switched off.
pub(super) fn refuse_undeclared(
    backlog: &Backlog,
    record: &Record,
    assignment: &Assignment,
) -> Result<(), Error> {
    let (field, name) = (assignment.field(), assignment.text.as_str());
    let sets = assignment.operator == Operator::Set && assignment.path.len() == 1;
    let is_there = record.field(field).is_some_and(|there| there == name);
    if !sets || name.is_empty() || is_there {
        return Ok(());
    }
    let (what, known) = rules::declared_names(backlog, record, field);
    if known.is_empty() || known.contains(&name) {
        return Ok(());
    }
    let again = |near: &str| format!("{field}={}", shell_word(near));
    let mut error = unknown::undeclared(name, what, &known, &again);
    error.message = format!("{field}: {}", error.message);
    Err(error.help(format!("a new one is added below {what}: in po.yaml")))
}

/// An open story goes into no sprint that is over; one that stands there already may stay.
///
/// # Errors
/// The sprint is closed or cancelled.
pub(super) fn refuse_closed(
    backlog: &Backlog,
    record: &Record,
    assignment: &Assignment,
) -> Result<(), Error> {
    let text = assignment.text.trim();
    let sets = assignment.operator == Operator::Set && assignment.path == ["sprint"];
    let is_there = record.field("sprint").is_some_and(|there| there == text);
    if !sets || is_there || record.story().is_none() || !backlog.is_open(record) {
        return Ok(());
    }
    let sprint = Id::read(text).and_then(|id| backlog.get(&id));
    match sprint.filter(|sprint| sprint.sprint().is_some()) {
        Some(sprint) => refuse_over(backlog, sprint).map_err(|mut error| {
            error.message = format!("sprint: {}", error.message);
            let next = meant::sprints(backlog, meant::NEXT).unwrap_or_default();
            if let Some(next) = next.first() {
                error.help = vec![format!("sprint={} is the next one planned", next.id())];
            }
            error
        }),
        None => Ok(()),
    }
}

/// The assignment with the id or the name that its word means.
///
/// # Errors
/// Nothing is called so, or several records are; nobody is known for `@me`.
pub(super) fn named<'a>(
    backlog: &Backlog,
    kind: &'static Kind,
    assignment: Cow<'a, Assignment>,
    me: Option<&str>,
) -> Result<Cow<'a, Assignment>, Error> {
    let (field, text) = (assignment.field(), assignment.text.trim());
    if !is_word(&assignment) {
        return Ok(assignment);
    }
    let meant = if meant::PEOPLE.contains(&field) && text == meant::ME {
        me.ok_or_else(meant::nobody)?.to_owned()
    } else if let Some(wanted) = kind::wanted(kind, field) {
        let one = meant::one(backlog, wanted, text).map_err(|mut error| {
            error.message = format!("{field}: {}", error.message);
            if meant::is_nothing(text) {
                error.help = vec![format!("{field}= takes it away")];
            }
            error
        })?;
        one.id().to_string()
    } else {
        return Ok(assignment);
    };
    let mut assignment = assignment.into_owned();
    assignment.text = meant;
    Ok(Cow::Owned(assignment))
}
