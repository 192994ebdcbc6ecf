//! Who writes: for the lock, the journal, and what is said about both.

use super::interrupted::Recovered;
use crate::model::date::Moment;
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
    /// The person that changes are signed with.
    by: Arc<OnceLock<String>>,
    recovered: Arc<OnceLock<Recovered>>,
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

    /// Says whose changes these are.
    pub fn sign(&self, by: Option<&str>) {
        if let Some(by) = by {
            // The first name stays: a command signs once.
            let _ = self.by.set(by.to_owned());
        }
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

    pub(super) fn by(&self) -> Option<String> {
        self.by.get().cloned()
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

/// The words of a command as a shell takes them.
pub fn command_line(words: &[String]) -> String {
    let plain = |word: &String| {
        let is_plain = |c: char| c.is_alphanumeric() || "-_./:=,+@%".contains(c);
        !word.is_empty() && word.chars().all(is_plain)
    };
    let mut line = "po".to_owned();
    for word in words {
        line.push(' ');
        match plain(word) {
            true => line.push_str(word),
            false => line.push_str(&format!("'{}'", word.replace('\'', "'\\''"))),
        }
    }
    line
}
