//! A reason to stop a command: what is wrong, where, and what to do next.

use super::Finding;
use super::Place;

/// How a command that stops ends the program (`docs/reference/exit-codes.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything asked for was done.
    Done = 0,
    /// `check`, `ready` or a gate found something at or above the threshold.
    Failed = 1,
    /// Used wrongly, or a file that had to be read gave no record.
    Misused = 2,
}

/// A message for the person who ran the command.
///
/// `message` is lower case without a full stop; `details` are lines shown as
/// they stand; `help` says what to do next and never advises what destroys.
#[derive(Clone, Debug)]
pub struct Error {
    pub exit: Exit,
    pub message: String,
    pub place: Option<Box<Place>>,
    pub details: Vec<String>,
    pub help: Vec<String>,
}

impl Error {
    /// The command was used wrongly, or cannot go on: exit 2.
    pub fn usage(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Misused,
            message: message.into(),
            place: None,
            details: Vec::new(),
            help: Vec::new(),
        }
    }

    /// A finding that keeps the command from going on: exit 2.
    pub fn of(finding: Finding) -> Self {
        Self {
            place: Some(Box::new(finding.place)),
            help: finding.help.into_iter().collect(),
            ..Self::usage(finding.message)
        }
    }

    /// A gate says no: exit 1.
    pub fn refused(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Failed,
            ..Self::usage(message)
        }
    }

    /// Adds where it is wrong.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(Box::new(place));
        self
    }

    /// Adds a line shown below the message as it stands.
    pub fn detail(mut self, line: impl Into<String>) -> Self {
        self.details.push(line.into());
        self
    }

    /// Adds a way out.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
