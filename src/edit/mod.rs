//! Changes as data: the backlog in, a list of changes out; no disks here.

use crate::model::id::Id;

/// The new text of one file.
#[derive(Clone, Debug)]
pub struct FileChange {
    /// Relative to the backlog, with `/`.
    pub path: String,
    /// The record in the file.
    pub id: Id,
    /// The text it was made from; `None` for a new file.
    pub before: Option<String>,
    pub after: String,
}
