//! What the rules about planning find once changes are made: a command says at once what `po check` would say later.

use super::Change;
use super::patch::reread;
use crate::diag::Error;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::date::Day;
use crate::rules;

/// The fields whose changes are looked at: what says which sprint holds what, and when.
const PLANNED: [&str; 5] = ["sprint", "status", "start", "end", "capacity"];

/// Whether a change of this field may give the rules about planning something to find.
pub fn is_planned(field: &str) -> bool {
    PLANNED.contains(&field)
}

/// Makes the changes in the backlog, which must be loaded whole, and tells what is found that was not before.
///
/// # Errors
/// None for changes that were made of this backlog.
pub fn outlook(
    backlog: &mut Backlog,
    changes: &[Change],
    today: Day,
) -> Result<Vec<Finding>, Error> {
    let fields = changes.iter().flat_map(|change| &change.fields);
    if !fields.into_iter().any(|change| is_planned(&change.field)) {
        return Ok(Vec::new());
    }
    let before = rules::of_planning(backlog, today);
    put(backlog, changes)?;
    let mut found = rules::of_planning(backlog, today);
    let same = |one: &Finding, other: &Finding| {
        (one.rule, &one.id, &one.message) == (other.rule, &other.id, &other.message)
    };
    found.retain(|finding| !before.iter().any(|known| same(known, finding)));
    Ok(found.into_iter().map(as_warning).collect())
}

/// Makes the changes in the backlog, and tells all that is found of these records.
///
/// # Errors
/// As `outlook`.
pub fn outlook_of(
    backlog: &mut Backlog,
    changes: &[Change],
    (about, today): (&[&str], Day),
) -> Result<Vec<Finding>, Error> {
    put(backlog, changes)?;
    let found = rules::of_planning(backlog, today).into_iter();
    let named = |finding: &Finding| finding.id.as_deref().is_some_and(|id| about.contains(&id));
    Ok(found.filter(named).map(as_warning).collect())
}

fn put(backlog: &mut Backlog, changes: &[Change]) -> Result<(), Error> {
    for change in changes {
        let record = reread(backlog, change)?;
        backlog.put(record);
    }
    Ok(())
}

/// What a command has done is no error of it.
fn as_warning(mut finding: Finding) -> Finding {
    finding.severity = finding.severity.min(Severity::Warning);
    finding
}
