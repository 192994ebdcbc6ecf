//! What another tool's file says of one record, in the words of po.

use serde_json::Map;
use serde_json::Value;

/// The records of another tool's file.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The key under `external:` that names the tool.
    pub tool: &'a str,
    /// What is linked to first: sprints, releases, epics, then stories.
    pub drafts: &'a [Draft],
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

/// How far a record has come; the import maps it to a state of the workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    ToDo,
    InProgress,
    Done,
    /// Will not be done.
    Dropped,
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
