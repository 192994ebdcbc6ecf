//! A fix as data: what to change, without knowing how files are written.

use serde_json::Value;

/// Changes that take a finding away.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// True when it cannot change what was meant: `check --fix` may apply it.
    pub safe: bool,
    pub operations: Vec<Operation>,
}

/// One step of a fix; ids and key paths are text as in the files.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    Set {
        id: String,
        field: String,
        value: Value,
    },
    Remove {
        id: String,
        field: String,
    },
    /// The file takes the name its id asks for.
    RenameFile {
        id: String,
    },
    /// The record is done: it enters the first state of that category.
    Finish {
        id: String,
    },
    /// The record takes a rank of its own, right behind where it stands.
    Rerank {
        id: String,
    },
}
