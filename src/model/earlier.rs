//! The backlog as it was: the records of the files that changed since.

use super::Record;
use super::id::Id;
use crate::diag::Finding;
use chrono::DateTime;
use chrono::Utc;
use serde::Serialize;
use std::collections::BTreeSet;

/// What a revision held in the files that differ now.
#[derive(Debug)]
pub struct Earlier {
    /// The commit looked back to; none where nothing was committed by then.
    pub origin: Option<Origin>,
    /// Commits on this branch since; what is not committed comes on top.
    pub commits: usize,
    /// The files that differ now, came or went, relative to the backlog.
    pub paths: BTreeSet<String>,
    /// The records of those files as they were.
    pub records: Vec<Record>,
    /// What could not be read as it was.
    pub findings: Vec<Finding>,
}

/// A record as a commit left it.
#[derive(Debug)]
pub struct Version {
    /// The abbreviated hash of the commit.
    pub commit: String,
    /// When its author made it, whenever it was rebased since.
    pub at: DateTime<Utc>,
    /// Who made it: the person of `po.yaml` with the author's address, else the
    /// author's name.
    pub by: String,
    /// The versions it was made from, as places in the list of all: none for
    /// the first, several for a merge.
    pub parents: Vec<usize>,
    pub record: Record,
}

/// A commit.
#[derive(Clone, Debug, Serialize)]
pub struct Origin {
    /// Its abbreviated hash.
    pub commit: String,
    pub at: DateTime<Utc>,
    /// The first line of its message.
    pub subject: String,
}

impl Earlier {
    /// The record of this id as it was, where its file changed.
    pub fn record(&self, id: &Id) -> Option<&Record> {
        self.records.iter().find(|record| record.id() == id)
    }
}
