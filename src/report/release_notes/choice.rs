//! Which release or which days are meant, and which stories belong to them.
use super::Of;
use super::of;
use super::released;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::kind::Story;
use crate::model::unknown;
use crate::model::workflow::Category;

/// The stories whose notes are wanted.
pub(super) struct Members<'a> {
    pub release: Option<&'a Record>,
    /// The days in which a story that names no release was finished, to be one of them.
    pub from: Option<Day>,
    pub to: Day,
}

/// How a story belongs to the notes.
pub(super) enum Belongs<'a> {
    /// It names the release.
    Named,
    /// It names none, or that does not matter, and was finished in the days.
    InDays,
    /// It was finished in the days and names another release.
    Elsewhere(&'a Id),
    Not,
}

impl<'a> Members<'a> {
    /// Stories that name the release, and those that name none and were finished after the release before it, up to
    /// its date.
    ///
    /// # Errors
    /// An id that is no release; no release where none is named.
    pub fn new(backlog: &'a Backlog, of: &Of, today: Day) -> Result<Self, Error> {
        let release = match of {
            Of::Days { from, to } => {
                return Ok(Members {
                    release: None,
                    from: *from,
                    to: *to,
                });
            }
            Of::Release(Some(id)) => named(backlog, id)?,
            Of::Release(None) => usual(backlog)?,
        };
        let date = release.release().and_then(|release| release.date);
        let dates = released(backlog).into_iter();
        let mut dates = dates.filter(|(other, _)| other.id() != release.id());
        let previous = dates.find(|(_, other)| *other < date || date.is_none());
        Ok(Members {
            release: Some(release),
            from: previous.and_then(|(_, date)| date?.plus(1)),
            to: date.unwrap_or(today),
        })
    }

    /// Whether a story is one of them, and why.
    pub fn belongs<'s>(
        &self,
        story: &'s Story,
        category: Category,
        finished: Option<Day>,
    ) -> Belongs<'s> {
        let in_time = |day: Day| self.from.is_none_or(|from| from <= day) && day <= self.to;
        // Without a day it may belong here: the report says that it was left out.
        let in_days = category == Category::Done && finished.is_none_or(in_time);
        match (self.release, &story.release) {
            (Some(release), Some(named)) if named == release.id() => Belongs::Named,
            (Some(_), Some(other)) if in_days && finished.is_some() => Belongs::Elsewhere(other),
            (Some(_), Some(_)) => Belongs::Not,
            _ if in_days => Belongs::InDays,
            _ => Belongs::Not,
        }
    }
}

/// The release of this id.
fn named<'a>(backlog: &'a Backlog, id: &Id) -> Result<&'a Record, Error> {
    match backlog.get(id) {
        Some(record) if record.release().is_some() => Ok(record),
        Some(record) => Err(unknown::other_kind(id, record.kind, "release")),
        None if backlog.unreadable_file(id).is_some() => Err(unknown::missing(backlog, id)),
        None => Err(unknown::missing(backlog, id).help("po release new VERSION plans one")),
    }
}

/// The one that reached users last, else the next that is planned.
fn usual(backlog: &Backlog) -> Result<&Record, Error> {
    if let Some((record, _)) = released(backlog).first() {
        return Ok(record);
    }
    let planned = of(backlog, Category::Backlog).into_iter();
    let next = planned.min_by_key(|(record, date)| (date.is_none(), *date, record.id()));
    next.map(|(record, _)| record).ok_or_else(|| {
        Error::usage("there is no release to write notes for")
            .help("po release notes --since -30d writes those of the last 30 days")
            .help("po release new 1.0.0 plans a release")
    })
}
