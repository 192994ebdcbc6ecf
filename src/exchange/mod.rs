//! Foreign formats: how another tool's file becomes records of po, and back.
//!
//! One file a format beside this one, listed in [`ALL`]; what several readers
//! share stands in `reading`. A reader is pure: bytes in, [`Import`] out. It
//! knows no backlog; ids, links and re-import are decided by who calls it.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde_json::Map;
use serde_json::Value;

mod jira_csv;
mod reading;

/// Reads one file of a foreign format.
pub type Read = fn(&[u8], &Options) -> Result<Import, Unreadable>;

/// One foreign format. Each direction is optional: a format that only reads
/// leaves the others out.
pub trait Exchange: Sync {
    /// The name on the command line: the file name with `-` for `_`.
    fn id(&self) -> &'static str;

    /// Markdown for people; its first line is a summary of the format.
    fn doc(&self) -> &'static str;

    /// The reader, where the format can be imported.
    fn read(&self) -> Option<Read> {
        None
    }
}

/// All foreign formats.
pub static ALL: &[&dyn Exchange] = &[&jira_csv::JiraCsv];

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
}

impl Options {
    /// Nothing decided but the zone.
    pub fn new(zone: Tz) -> Self {
        Self {
            date_order: None,
            zone,
            statuses: BTreeMap::new(),
        }
    }
}

/// Which number of a date such as `03/04/24` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `03/04/24` is the third of April (`--date-format dmy`).
    DayFirst,
    /// `03/04/24` is the fourth of March (`--date-format mdy`).
    MonthFirst,
}

/// How far a record has come; the importer maps it to a state of the workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    ToDo,
    InProgress,
    Done,
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

/// A record to be, without id and rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// `story`, `epic`, `sprint` or `release`.
    pub kind: &'static str,
    /// The key in the other tool; of sprints and releases the name.
    pub key: String,
    /// Where the record (or the first mention of it) begins in the source, 1-based.
    pub line: u32,
    /// Fields, named as in po's files, without `id`, `rank` and what `links` and
    /// `stage` say: only sprints and releases have their `status` here.
    pub fields: Map<String, Value>,
    /// Field (`epic`, `parent`, `sprint`, `release`, `depends_on`, `links`) and
    /// the [`Draft::key`] it points to. A target that is not among the records
    /// may stand in the backlog already; its text is kept under `external` too,
    /// so that such a link can be left out without loss.
    pub links: Vec<(String, String)>,
    pub stage: Stage,
    pub dates: Dates,
    /// Sorts as the source ranks its records (by bytes, over the whole import).
    pub order: String,
}

/// The moments of a draft: RFC 3339 in UTC, or a bare date where the source
/// has no time of day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dates {
    pub created: Option<String>,
    /// When the record came to its stage: resolved, else last updated. Nothing
    /// for a record still to do.
    pub resolved: Option<String>,
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
                format.read().is_some(),
                "{} neither reads nor writes",
                format.id()
            );
        }
    }
}
