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
    /// The days that decide, where the stories do not name the release.
    pub from: Option<Day>,
    pub to: Option<Day>,
}

impl<'a> Members<'a> {
    /// Stories that name the release; where none does, those that name none and were finished after the release
    /// before it, up to its date.
    ///
    /// # Errors
    /// An id that is no release; no release where none is named.
    pub fn new(backlog: &'a Backlog, of: &Of, today: Day) -> Result<Self, Error> {
        let release = match of {
            Of::Days { from, to } => {
                return Ok(Members {
                    release: None,
                    from: *from,
                    to: Some(*to),
                });
            }
            Of::Release(Some(id)) => named(backlog, id)?,
            Of::Release(None) => usual(backlog)?,
        };
        let mut stories = backlog.records().iter().filter_map(Record::story);
        let is_named = stories.any(|story| story.release.as_ref() == Some(release.id()));
        let date = release.release().and_then(|release| release.date);
        let before = || {
            let dates = released(backlog).into_iter();
            let mut dates = dates.filter(|(other, _)| other.id() != release.id());
            let previous = dates.find(|(_, other)| *other < date || date.is_none());
            previous.and_then(|(_, date)| date?.plus(1))
        };
        Ok(Members {
            release: Some(release),
            from: if is_named { None } else { before() },
            to: (!is_named).then(|| date.unwrap_or(today)),
        })
    }

    /// Whether a story is one of them.
    pub fn holds(&self, story: &Story, category: Category, finished: Option<Day>) -> bool {
        let Some(to) = self.to else {
            return story.release.as_ref() == self.release.map(Record::id);
        };
        let is_free = self.release.is_none() || story.release.is_none();
        let in_time = |day: Day| self.from.is_none_or(|from| from <= day) && day <= to;
        // Without a day it may belong here: the report says that it was left out.
        is_free && category == Category::Done && finished.is_none_or(in_time)
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
