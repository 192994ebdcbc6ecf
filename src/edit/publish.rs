//! A release reaches its users.

use super::Change;
use super::Stamp;
use super::amend::amend;
use super::amend::find;
use super::gate::waiver_reason;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::unknown;
use crate::model::workflow::Category;
use crate::text;
use crate::yaml::Edit;
use serde_json::Value;
use serde_json::json;

/// The stories named before the rest is only counted.
const NAMED: usize = 10;

/// Says that a release reached its users on a day. The reason for which it did with stories that are not done becomes a
/// comment: a release has no items that could be waived.
///
/// # Errors
/// No release, or one that is out already; a day to come; open stories that are not forced; nobody who forces them.
pub fn publish(
    backlog: &Backlog,
    id: &Id,
    on: Day,
    stamp: &Stamp,
    force: Option<&str>,
) -> Result<Option<Change>, Error> {
    let record = planned(backlog, id)?;
    if on > stamp.today {
        return Err(Error::usage(format!(
            "{id} cannot be released on {on}: today is {}",
            stamp.today
        ))
        .help(format!("po set {id} date={on} plans it for that day")));
    }
    let open = open_stories(backlog, id);
    let mut edits = vec![set("status", json!("released")), set("date", json!(on))];
    match force.map(waiver_reason).transpose()? {
        None if !open.is_empty() => return Err(refusal(record, &open)),
        None if !holds_any(backlog, id) => return Err(empty(id)),
        Some(reason) if !open.is_empty() || !holds_any(backlog, id) => {
            let ids: Vec<&str> = open.iter().map(|story| story.id().as_str()).collect();
            let without = match ids.as_slice() {
                [] => "stories".to_owned(),
                ids => text::and_list(ids),
            };
            let text = format!("released without {without}: {reason}");
            edits.push(Edit::Append {
                path: vec!["comments".into()],
                value: json!({"at": stamp.at, "by": stamp.name()?, "text": text}),
            });
        }
        _ => {}
    }
    amend(backlog, record, edits, stamp, None)
}

/// The release of this id, which has not reached anybody yet.
fn planned<'a>(backlog: &'a Backlog, id: &Id) -> Result<&'a Record, Error> {
    let record = find(backlog, id)?;
    let Some(release) = record.release() else {
        return Err(unknown::other_kind(id, record.kind, "release"));
    };
    match (backlog.category(record), release.date) {
        (Category::Backlog | Category::Active, _) => Ok(record),
        (Category::Done, date) => {
            let on = date.map(|day| format!(", on {day}")).unwrap_or_default();
            Err(Error::usage(format!("{id} is released already{on}"))
                .help(format!("po release notes {id} says what it brought")))
        }
        (Category::Dropped, _) => Err(Error::usage(format!("{id} is yanked"))
            .help(format!("po set {id} status=planned plans it again"))),
    }
}

fn open_stories<'a>(backlog: &'a Backlog, id: &Id) -> Vec<&'a Record> {
    let records = backlog.records().iter();
    let mut open: Vec<&Record> = records
        .filter(|r| r.story().is_some_and(|s| s.release.as_ref() == Some(id)))
        .filter(|r| backlog.is_open(r))
        .collect();
    open.sort_by_key(|record| record.manual_place());
    open
}

/// Whether a story of the release is done; what was dropped reaches nobody.
fn holds_any(backlog: &Backlog, id: &Id) -> bool {
    backlog.records().iter().any(|record| {
        let story = record.story();
        story.is_some_and(|story| story.release.as_ref() == Some(id))
            && backlog.category(record) == Category::Done
    })
}

fn empty(id: &Id) -> Error {
    Error::refused(format!(
        "{id} holds no story, so nothing would reach anybody"
    ))
    .help(format!("po set ID release={id} puts a story in"))
    .help("--force \"reason\" releases it all the same; the reason becomes a comment")
}

fn refusal(release: &Record, open: &[&Record]) -> Error {
    let id = release.id();
    let count = text::plural(open.len(), "story", "stories");
    let mut error = Error::refused(format!("{id} holds {count} not done"));
    for story in open.iter().take(NAMED) {
        let (id, status) = (story.id(), story.status().unwrap_or("–"));
        error = error.detail(format!("  ✗ {id}  {status}  {}", story.title()));
    }
    if open.len() > NAMED {
        error = error.detail(format!("  … and {} more", open.len() - NAMED));
    }
    error
        .help("po set ID release= takes a story out, release=R-… puts it into another")
        .help("--force \"reason\" releases it without them; the reason becomes a comment")
}

fn set(field: &str, value: Value) -> Edit {
    Edit::Set {
        path: vec![field.into()],
        value,
    }
}
