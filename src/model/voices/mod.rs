//! What people say about the order: polls with their ballots, and comparisons. Their files hold no records.
mod comparison;
mod poll;
mod ratio;
mod read;

pub use comparison::Comparison;
pub use comparison::Said;
pub use poll::Ballot;
pub use poll::Fault;
pub use poll::Poll;
pub use poll::PollFile;
pub use poll::PollKind;
pub use ratio::Ratio;
pub use read::Given;
pub use read::read;

use std::fmt;

use serde::de::DeserializeOwned;

use super::reading;
use crate::diag::Finding;
use crate::diag::Place;
use crate::text;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Path;

/// The folder of the polls, each `NAME.yaml`, its ballots in a folder of this name.
pub const VOTES: &str = "votes";
/// The folder of the comparisons, a file a session.
pub const COMPARISONS: &str = "comparisons";

/// What a comparison may be.
pub const FORMS: &str =
    "write {winner: S-1, loser: S-2}, {tie: [S-1, S-2]} or {a: S-1, b: S-2, ratio: 3}";

/// Where to read what such a file holds.
const SCHEMAS: &str = "po schema poll, po schema ballot and po schema comparisons say what fits";

/// A file that holds no record, as it was read.
#[derive(Clone, Debug)]
pub struct File<T> {
    /// Relative to the backlog, with `/`.
    pub path: String,
    /// For places in it.
    pub document: Document,
    pub value: T,
}

impl<T: DeserializeOwned> File<T> {
    /// Reads the whole file, or nothing of it.
    ///
    /// # Errors
    /// The first value that does not fit its key.
    pub fn read(path: &str, document: Document) -> Result<Self, Box<Finding>> {
        match yaml::read(&document) {
            Ok(value) => Ok(Self {
                path: path.to_owned(),
                document,
                value,
            }),
            Err(misfit) => {
                let misfit = reading::config_misfit(&document, path, misfit);
                let help = misfit.help.unwrap_or_else(|| SCHEMAS.to_owned());
                let finding = reading::unreadable(misfit.place, misfit.message, Some(help));
                Err(Box::new(finding))
            }
        }
    }
}

impl<T> File<T> {
    /// The file's name without folder and ending: the poll, the voter, the session.
    pub fn name(&self) -> &str {
        name_of(&self.path)
    }

    /// The place of a key path.
    pub fn place(&self, keys: &Path) -> Place {
        reading::place_of(Some(&self.document), &self.path, keys)
    }

    /// The line of an item of a list.
    pub fn line(&self, at: usize) -> u32 {
        self.place(&vec![at.into()]).line
    }
}

/// The name of a file without folder and ending.
pub fn name_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The path of a poll.
///
/// # Errors
/// A name that no file can have.
pub fn poll_path(name: &str) -> Result<String, String> {
    Ok(format!("{VOTES}/{}.yaml", text::file_name(name)?))
}

/// The path of a voter's ballot.
///
/// # Errors
/// A name that no file can have.
pub fn ballot_path(poll: &str, voter: &str) -> Result<String, String> {
    let (poll, voter) = (text::file_name(poll)?, text::file_name(voter)?);
    Ok(format!("{VOTES}/{poll}/{voter}.yaml"))
}

/// The path of a session of comparisons.
///
/// # Errors
/// A name that no file can have.
pub fn session_path(name: &str) -> Result<String, String> {
    Ok(format!("{COMPARISONS}/{}.yaml", text::file_name(name)?))
}

/// The polls and comparisons of a backlog.
#[derive(Debug, Default)]
pub struct Voices {
    /// By name.
    pub polls: Vec<PollFile>,
    /// By path.
    pub sessions: Vec<File<Vec<Comparison>>>,
    /// What could not be read.
    pub findings: Vec<Finding>,
}

impl Voices {
    /// The poll of this name.
    pub fn poll(&self, name: &str) -> Option<&PollFile> {
        self.polls.iter().find(|poll| poll.file.name() == name)
    }

    /// The poll that is meant where none is named: the one with the newest ballot, then the last by name.
    pub fn newest(&self, of: impl Fn(&Poll) -> bool) -> Option<&PollFile> {
        let polls = self.polls.iter().filter(|poll| of(&poll.file.value));
        polls.max_by_key(|poll| {
            poll.ballots
                .iter()
                .filter_map(|ballot| ballot.value.on)
                .max()
        })
    }

    /// All comparisons, each with its file and its place in it.
    pub fn comparisons(
        &self,
    ) -> impl Iterator<Item = (&File<Vec<Comparison>>, usize, &Comparison)> {
        let all = self.sessions.iter().map(|session| {
            let entries = session.value.iter().enumerate();
            entries.map(move |(at, entry)| (session, at, entry))
        });
        all.flatten()
    }
}

/// How the voices are read, once somebody asks for them.
pub struct Source(pub Box<dyn Fn() -> Voices + Send + Sync>);

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Source")
    }
}
