//! Takes records out of the backlog, file and all.

use super::Change;
use super::Stamp;
use super::amend::amend;
use super::amend::find;
use super::link::links_to;
use super::link::without;
use super::voices;
use super::voices::Voiced;
use super::voices::voiced;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::id::Link;
use crate::model::kind::States;
use crate::text;

/// Removes records; with `unlink` also the links of others to them, and what
/// votes and comparisons say of them. Links
/// come first, so that none is left in the air if the writing stops midway.
///
/// # Errors
/// Other records, votes or comparisons name one of them and `unlink` is not asked for.
pub fn remove(
    backlog: &Backlog,
    ids: &[Id],
    unlink: bool,
    stamp: &Stamp,
) -> Result<Vec<Change>, Error> {
    let records: Vec<&Record> = ids
        .iter()
        .map(|id| find(backlog, id))
        .collect::<Result<_, _>>()?;
    if let Some(sprint) = records.iter().find(|record| is_closed(record)) {
        return Err(closed(sprint.id()));
    }
    let mut linking: Vec<&Record> = Vec::new();
    let mut voices: Vec<Voiced> = Vec::new();
    for id in ids {
        let links = backlog.backlinks(id);
        let others: Vec<(&Record, &str)> = links
            .into_iter()
            .filter(|(from, _)| !ids.contains(from.id()))
            .collect();
        if let Some((sprint, _)) = others.iter().find(|(_, path)| is_recorded(path)) {
            return Err(recorded(id, sprint));
        }
        let own = voiced(backlog.voices(), id);
        let is_named = !others.is_empty() || !own.is_empty();
        if is_named && !unlink {
            return Err(still_linked(backlog, id, &others, &own));
        }
        voices.extend(own);
        for (from, _) in others {
            if !linking.iter().any(|other| std::ptr::eq(*other, from)) {
                linking.push(from);
            }
        }
    }
    let mut changes = Vec::new();
    for record in linking {
        let mut links: Vec<(String, Link)> = Vec::new();
        for id in ids {
            let target = Link::from(id.clone());
            let paths = links_to(record, &target).into_iter();
            links.extend(paths.map(|path| (path, target.clone())));
        }
        let edits = without(record, &links)?;
        changes.extend(amend(backlog, record, edits, stamp, None)?);
    }
    // Those of several records stand in one order again.
    voices.sort_by(|a, b| (a.path, a.line()).cmp(&(b.path, b.line())));
    changes.extend(voices::without(&voices)?);
    changes.extend(records.into_iter().map(removal));
    Ok(changes)
}

/// A sprint that ended holds what was promised and kept.
fn is_closed(record: &Record) -> bool {
    record
        .sprint()
        .is_some_and(|sprint| sprint.closed.is_some())
}

fn closed(id: &Id) -> Error {
    Error::usage(format!(
        "{id} is not removed: it recorded what was promised and kept"
    ))
    .help(format!(
        "po set {id} exclude=\"…\" keeps it and leaves it out of the average"
    ))
}

/// What a sprint promised and kept is frozen.
fn is_recorded(path: &str) -> bool {
    path.starts_with("committed.") || path.starts_with("closed.")
}

fn recorded(id: &Id, sprint: &Record) -> Error {
    let sprint = sprint.id();
    Error::usage(format!(
        "{id} is not removed: it is part of what {sprint} recorded"
    ))
    .help(format!(
        "po drop {id} --reason \"…\" takes it out of scope and keeps it"
    ))
}

fn removal(record: &Record) -> Change {
    Change {
        path: record.path.clone(),
        id: Some(record.id().clone()),
        before: record.document().map(|d| d.text().to_owned()),
        after: None,
        fields: Vec::new(),
        place: None,
    }
}

fn still_linked(backlog: &Backlog, id: &Id, links: &[(&Record, &str)], voices: &[Voiced]) -> Error {
    let count = text::plural(links.len(), "link leads", "links lead");
    let count = match voices.len() {
        0 => format!("{count} to it"),
        said => {
            let voices = text::plural(
                said,
                "vote or comparison names",
                "votes and comparisons name",
            );
            match links.is_empty() {
                true => format!("{voices} it"),
                false => format!("{count} to it, and {voices} it"),
            }
        }
    };
    let mut error = Error::usage(format!("{id} is not removed: {count}"));
    for (from, path) in links {
        error = error.detail(format!("  {}  {path}", from.path));
    }
    for voice in voices {
        error = error.detail(format!("  {}  {}", voice.path, voice.field()));
    }
    let drops = |record: &Record| matches!(record.kind.states, States::Workflow);
    if backlog.get(id).is_some_and(drops) {
        let drop = format!("po drop {id} --reason \"…\" takes it out of scope and keeps it");
        error = error.help(drop);
    }
    error.help(format!(
        "po rm {id} --unlink --dry-run shows what would go with it"
    ))
}
