//! Foreign formats: how another tool's file becomes records of po, and back.
//!
//! One file a format beside this one, listed in [`ALL`]; what several readers
//! share stands in `reading`. A reader is pure: bytes in, [`Import`] out. It
//! knows no backlog; ids, links and re-import are decided by `edit::import`.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::Serialize;

use crate::edit::import::Source;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::kind::Kind;

mod csv;
mod github_json;
mod jira_csv;
mod json;
mod markdown;
mod ndjson;
mod reading;
mod writing;

pub use crate::edit::import::Dates;
pub use crate::edit::import::Draft;
pub use crate::edit::import::Stage;

/// Reads one file of a foreign format.
pub type Read = fn(&[u8], &Options) -> Result<Import, Unreadable>;

/// Writes records of a backlog.
pub type Write = fn(&Backlog, &Selection<'_>) -> String;

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Selection<'a> {
    /// The kinds asked for, whether or not there are records of them.
    pub kinds: &'a [&'static Kind],
    /// In their order.
    pub records: &'a [&'a Record],
    pub today: Day,
}

impl<'a> Selection<'a> {
    /// The records of a kind.
    pub fn of_kind(&self, kind: &'static Kind) -> impl Iterator<Item = &'a Record> {
        let records = self.records.iter().copied();
        records.filter(move |record| std::ptr::eq(record.kind, kind))
    }
}

/// One foreign format. Each direction is optional: a format that only reads
/// leaves the others out.
pub trait Exchange: Sync {
    /// The name on the command line: the file name with `-` for `_`.
    fn id(&self) -> &'static str;

    /// Markdown for people; its first line is a summary of the format.
    fn doc(&self) -> &'static str;

    /// Whether a file may be of this format, by a look at its beginning.
    fn may_be(&self, _bytes: &[u8]) -> bool {
        true
    }

    /// The reader, where the format can be imported.
    fn read(&self) -> Option<Read> {
        None
    }

    /// The writer, where records can be exported to the format.
    fn write(&self) -> Option<Write> {
        None
    }
}

/// All foreign formats.
pub static ALL: &[&dyn Exchange] = &[
    &jira_csv::JiraCsv,
    &github_json::GithubJson,
    &json::Json,
    &ndjson::Ndjson,
    &csv::Csv,
    &markdown::Markdown,
];

/// The format of this name.
pub fn by_id(id: &str) -> Option<&'static dyn Exchange> {
    ALL.iter().find(|format| format.id() == id).copied()
}

/// What the user decides about an import.
#[derive(Debug, Clone)]
pub struct Options {
    /// How to read `03/04/24`; without it the whole column must tell.
    pub date_order: Option<DateOrder>,
    /// The zone in which moments without one are meant.
    pub zone: Tz,
    /// The stage of a status word, where the user gave one; compared without
    /// regard to case. It wins over the status category of the source.
    pub statuses: BTreeMap<String, Stage>,
    /// The repository (`owner/name`) of a file that does not name it.
    pub repo: Option<String>,
    /// What a milestone becomes.
    pub milestone: Milestone,
}

impl Options {
    /// Nothing decided but the zone.
    pub fn new(zone: Tz) -> Self {
        Self {
            date_order: None,
            zone,
            statuses: BTreeMap::new(),
            repo: None,
            milestone: Milestone::Release,
        }
    }
}

/// What a milestone of another tool is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    Release,
    Sprint,
}

/// Which number of a date such as `03/04/24` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `03/04/24` is the third of April (`--date-format dmy`).
    DayFirst,
    /// `03/04/24` is the fourth of March (`--date-format mdy`).
    MonthFirst,
}

/// What one foreign file holds, in the words of po.
#[derive(Debug, Clone)]
pub struct Import {
    /// Sprints, releases and epics first, then stories in the order of the file.
    pub records: Vec<Draft>,
    /// What has no place in a record.
    pub loss: Loss,
    /// The key under `external:` that names the source.
    pub tool: &'static str,
}

impl Import {
    /// The records, as `edit::import` takes them.
    pub fn source(&self) -> Source<'_> {
        Source {
            tool: self.tool,
            drafts: &self.records,
        }
    }
}

/// The account of an import: `cells == kept + Σ lost.cells`, always.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loss {
    /// Cells (or values) of the source that are not empty.
    pub cells: usize,
    /// Of these, the ones whose content stands in a record.
    pub kept: usize,
    /// The others, by column and reason.
    pub lost: Vec<LostColumn>,
    /// Remarks on what was read: guesses made, markup left as it is.
    pub notes: Vec<String>,
}

/// Cells of one column that have no place in a record, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LostColumn {
    /// The header of the source; `line 7` for a row that was not read at all.
    pub column: String,
    pub cells: usize,
    pub why: String,
}

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    pub message: String,
    pub line: Option<u32>,
    /// What to do about it.
    pub hint: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn ids_are_unique_and_documented_and_each_format_goes_some_way() {
        for (at, format) in ALL.iter().enumerate() {
            assert!(
                ALL.iter()
                    .skip(at + 1)
                    .all(|other| other.id() != format.id())
            );
            let summary = format.doc().lines().next().unwrap_or_default();
            assert!(
                !summary.is_empty() && !summary.starts_with('#'),
                "{}",
                format.id()
            );
            assert!(
                format.read().is_some() || format.write().is_some(),
                "{} neither reads nor writes",
                format.id()
            );
        }
    }
}
