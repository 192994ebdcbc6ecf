//! Words in place of an id or a name: `sprint=@current`, `release=1.4.0`,
//! `assignee=@me`.

use crate::diag::Error;
use crate::edit::Assignment;
use crate::edit::Operator;
use crate::model::Backlog;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::meant;
use std::borrow::Cow;

/// Whether other records must be looked at: at what a story depends on before a
/// gate, or for the one that a word means.
pub fn looks_around(assignments: &[Assignment]) -> bool {
    let links = |field| kind::ALL.iter().any(|k| kind::wanted(k, field).is_some());
    let mut all = assignments.iter();
    all.any(|a| a.field() == "status" || (links(a.field()) && is_word(a)))
}

/// The field itself, and a text that is no id.
fn is_word(assignment: &Assignment) -> bool {
    let text = assignment.text.trim();
    let sets = assignment.operator == Operator::Set && assignment.path.len() == 1;
    sets && !text.is_empty() && !meant::is_id(text)
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
