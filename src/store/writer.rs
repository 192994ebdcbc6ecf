//! Who writes: for the lock, the journal, and what is said about both.

use super::find::Root;
use super::git;
use super::interrupted::Recovered;
use super::load::load_config;
use crate::model::config::Config;
use crate::model::date::Moment;
use crate::text;
use serde::Deserialize;
use serde::Serialize;
use std::sync::Arc;
use std::sync::OnceLock;

/// One run of a command that may write.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    command: Vec<String>,
    /// The name that the operating system knows.
    user: Option<String>,
    at: Option<Moment>,
    /// The person that was named for the changes.
    by: Option<String>,
    recovered: Arc<OnceLock<Recovered>>,
    /// Whom git means, once it was asked.
    person: Arc<OnceLock<Option<String>>>,
}

/// Who holds the lock, in `.po/writer`.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Holder {
    pub pid: u32,
    pub user: Option<String>,
    pub command: Vec<String>,
    pub since: Option<Moment>,
}

impl Writer {
    /// `command` is the words behind `po`.
    pub fn new(command: Vec<String>, user: Option<String>, at: Moment) -> Self {
        Self {
            command,
            user,
            at: Some(at),
            ..Self::default()
        }
    }

    /// With the person that was named: `--by` or `PO_USER`.
    pub fn signed(self, by: Option<String>) -> Self {
        Self { by, ..self }
    }

    pub fn by(&self) -> Option<String> {
        self.by.clone()
    }

    /// The interrupted write that was found, and what became of it.
    pub fn recovered(&self) -> Option<&Recovered> {
        self.recovered.get()
    }

    pub(super) fn found(&self, recovered: Recovered) {
        let _ = self.recovered.set(recovered);
    }

    pub(super) fn command(&self) -> &[String] {
        &self.command
    }

    pub(super) fn at(&self) -> Option<Moment> {
        self.at
    }

    pub(super) fn holder(&self) -> Holder {
        Holder {
            pid: std::process::id(),
            user: self.user.clone(),
            command: self.command.clone(),
            since: self.at,
        }
    }
}

impl Holder {
    /// `po set S-142 points=3 by ana, process 4711, since 2026-11-24T09:00:00Z`.
    pub fn words(&self) -> String {
        let mut words = command_line(&self.command);
        if let Some(user) = &self.user {
            words.push_str(&format!(" by {user}"));
        }
        words.push_str(&format!(", process {}", self.pid));
        if let Some(since) = &self.since {
            words.push_str(&format!(", since {since}"));
        }
        words
    }
}

/// Whom git means: the person of `po.yaml` with its e-mail address; where nobody
/// is declared, the name it has.
pub fn person(root: &Root, config: &Config) -> Option<String> {
    let asked = || {
        let (name, email) = git::identity(root);
        if config.file.people.is_empty() {
            return name;
        }
        let person = config.person_by_email(&email?)?;
        Some(person.name.clone())
    };
    root.writer().person.get_or_init(asked).clone()
}

/// Who makes the changes of this run: as in the records, else the name that git
/// has.
pub(super) fn who(root: &Root) -> Option<String> {
    let writer = root.writer();
    let person = || match writer.person.get() {
        Some(person) => person.clone(),
        None => person(root, &load_config(root).ok()?),
    };
    writer
        .by()
        .or_else(person)
        .or_else(|| git::identity(root).0)
}

/// The words of a command as a shell takes them.
pub fn command_line(words: &[String]) -> String {
    let words = words.iter().map(|word| text::shell_word(word));
    let line: Vec<String> = std::iter::once("po".to_owned()).chain(words).collect();
    line.join(" ")
}
