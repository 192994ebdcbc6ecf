//! Paths into a record, as people write them: `scores.wsjf.value`, `acceptance.2`.

use std::fmt;

/// One step into a map or a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// The value of this key.
    Key(String),
    /// The item at this place, from 0 (people see it from 1).
    Index(usize),
}

/// The steps from the root to a value.
pub type Path = Vec<Segment>;

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Segment::Key(key) => f.write_str(key),
            Segment::Index(index) => write!(f, "{}", index + 1),
        }
    }
}

impl From<&str> for Segment {
    fn from(key: &str) -> Self {
        Segment::Key(key.to_owned())
    }
}

impl From<usize> for Segment {
    fn from(index: usize) -> Self {
        Segment::Index(index)
    }
}

/// The path as people write it, list places counted from 1: `acceptance.2.then`.
pub fn dotted(path: &[Segment]) -> String {
    path.iter()
        .map(Segment::to_string)
        .collect::<Vec<_>>()
        .join(".")
}
