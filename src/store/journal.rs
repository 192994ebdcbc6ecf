//! The journal in `.po/journal`: the set of changes that is being written, and
//! those that were. A set is one file; its name says how far it is:
//!
//! | name | means | the next writer |
//! |---|---|---|
//! | `preparing.json` | the new texts are being written beside their files | takes it back |
//! | `replacing.json` | all new texts are on disk; files are being replaced | finishes it |
//! | `reverting.json` | a file could not be replaced; the others get their old text again | goes on with that |
//! | `0042.json` | done: what `po undo` reverts | leaves it |
//! | `0042.left.json` | reverted, but for files that somebody had changed meanwhile | leaves it |
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use super::disk::Disk;
use super::find::Root;
use super::lock::own_folder;
use super::writer;
use crate::diag::Error;
use crate::model::date::Moment;
use crate::model::id::Id;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::IgnoredAny;
use std::fs;
use std::io;
use std::path::PathBuf;

/// Sets kept for `po undo`.
const KEPT: usize = 100;
/// Bytes that the kept sets may take; the last set is kept whatever it takes.
const BYTES: u64 = 64 << 20;
/// The version of the files' form.
const FORMAT: u32 = 1;

/// Changes that are written together.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Set<F = FileSet> {
    pub format: u32,
    /// The words behind `po`.
    pub command: Vec<String>,
    pub by: Option<String>,
    pub at: Option<Moment>,
    /// The number of the set that this one reverts.
    pub undoes: Option<u32>,
    /// Folders that are made for it, the upper ones first.
    pub folders: Vec<String>,
    pub files: Vec<F>,
}

/// One file of a set.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct FileSet {
    /// Relative to the backlog, with `/`, as all paths here.
    pub path: String,
    /// The record in it; none where it holds no record.
    pub id: Option<Id>,
    /// Where the text to come is written first.
    pub temporary: String,
    /// The file's permissions, where the system has them.
    pub mode: Option<u32>,
    /// `None` where there was no file.
    pub before: Option<String>,
    /// `None` where the file goes.
    pub after: Option<String>,
}

/// What a list of sets says of a file: its texts are passed over.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct FileName {
    pub path: String,
    pub id: Option<Id>,
    /// `None` where the file goes.
    pub after: Option<IgnoredAny>,
}

/// A set that was written and can no longer be read.
#[derive(Clone, Debug)]
pub struct Damaged {
    pub number: u32,
    /// Its file, relative to the backlog.
    pub path: String,
    pub why: String,
}

/// How far a set is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Preparing,
    Replacing,
    Reverting,
}

impl Phase {
    pub const ALL: [Phase; 3] = [Phase::Preparing, Phase::Replacing, Phase::Reverting];

    pub fn name(self) -> &'static str {
        match self {
            Phase::Preparing => "preparing.json",
            Phase::Replacing => "replacing.json",
            Phase::Reverting => "reverting.json",
        }
    }
}

impl<F> Set<F> {
    pub fn new(root: &Root, files: Vec<F>, undoes: Option<u32>) -> Self {
        let run = root.writer();
        Self {
            format: FORMAT,
            command: run.command().to_vec(),
            by: writer::who(root),
            at: run.at(),
            undoes,
            folders: Vec::new(),
            files,
        }
    }
}

/// The journal of a backlog.
pub(super) struct Journal<'a> {
    root: &'a Root,
    disk: &'a Disk,
}

impl<'a> Journal<'a> {
    pub fn new(root: &'a Root, disk: &'a Disk) -> Self {
        Self { root, disk }
    }

    /// The set that is under way, or was when a `po` was interrupted.
    pub fn open(&self) -> Option<Phase> {
        let there = |phase: &Phase| self.file(phase.name()).exists();
        Phase::ALL.into_iter().find(there)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.root.folder().join(".po/journal").join(name)
    }

    /// Notes a set before anything of it is done.
    pub fn begin(&self, set: &Set) -> io::Result<()> {
        let folder = own_folder(self.root)?.join("journal");
        if !folder.is_dir() {
            self.disk.make_folder(&folder)?;
            self.disk.sync_folder(&self.root.folder().join(".po"))?;
        }
        let draft = self.file("draft.json");
        let name = self.file(Phase::Preparing.name());
        // What a `po` left that died here says nothing yet.
        self.disk.remove(&draft)?;
        let bytes = serde_json::to_vec(set).map_err(io::Error::other)?;
        let note = || {
            self.disk.write_new(&draft, &bytes, None)?;
            self.disk.rename(&draft, &name)?;
            self.disk.sync_folder(&folder)
        };
        note().inspect_err(|_| {
            // What refuses once may refuse again; the next writer looks as well.
            let _ = self.disk.remove(&draft);
            let _ = self.disk.remove(&name);
        })
    }

    /// Goes from one phase to the next. Only a set of several files can be
    /// written in part, so only for one must the order of the names on disk be
    /// certain.
    pub fn enter(&self, from: Phase, to: Phase, set: &Set) -> io::Result<()> {
        self.disk
            .rename(&self.file(from.name()), &self.file(to.name()))?;
        match set.files.len() {
            1 => Ok(()),
            _ => self.disk.sync_folder(&self.file("")),
        }
    }

    /// The set is written: it becomes what `po undo` reverts.
    pub fn done(&self) -> io::Result<()> {
        let next = self.numbers().last().map_or(1, |last| last + 1);
        let name = self.file(&format!("{next:04}.json"));
        self.disk
            .rename(&self.file(Phase::Replacing.name()), &name)?;
        self.prune()
    }

    /// The set is reverted, and nothing has to be kept of it.
    pub fn forget(&self, phase: Phase) -> io::Result<()> {
        self.disk.remove(&self.file(phase.name()))
    }

    /// The set is reverted but for some files; what it knows of them stays.
    /// Answers with the path.
    pub fn leave(&self) -> io::Result<String> {
        let mut number = self.numbers().last().map_or(1, |last| last + 1);
        let name = |number: u32| format!("{number:04}.left.json");
        while self.file(&name(number)).exists() {
            number += 1;
        }
        let from = self.file(Phase::Reverting.name());
        self.disk.rename(&from, &self.file(&name(number)))?;
        Ok(format!(".po/journal/{}", name(number)))
    }

    /// The set of a phase.
    ///
    /// # Errors
    /// It cannot be read, or another version of `po` wrote it.
    pub fn read(&self, phase: Phase) -> Result<Set, Error> {
        let name = phase.name();
        self.parse(name).map_err(|why| {
            Error::usage(format!(".po/journal/{name} cannot be read: {why}")).help(
                "it tells how to finish an interrupted write; git status shows which files changed",
            )
        })
    }

    /// A set that was written; else why it cannot be read.
    pub fn applied<F: DeserializeOwned>(&self, number: u32) -> Result<Set<F>, Damaged> {
        let name = format!("{number:04}.json");
        self.parse(&name).map_err(|why| Damaged {
            number,
            path: format!(".po/journal/{name}"),
            why,
        })
    }

    fn parse<F: DeserializeOwned>(&self, name: &str) -> Result<Set<F>, String> {
        let bytes = fs::read(self.file(name)).map_err(|error| error.to_string())?;
        let set: Set<F> = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        match set.format {
            FORMAT => Ok(set),
            other => Err(format!("another version of po wrote it (form {other})")),
        }
    }

    /// The numbers of the sets that were written, in order.
    pub fn numbers(&self) -> Vec<u32> {
        let entries = fs::read_dir(self.file("")).into_iter().flatten();
        let number = |entry: fs::DirEntry| {
            let name = entry.file_name();
            name.to_str()?.strip_suffix(".json")?.parse().ok()
        };
        let mut numbers: Vec<u32> = entries.flatten().filter_map(number).collect();
        numbers.sort_unstable();
        numbers
    }

    /// Lets the oldest sets go.
    fn prune(&self) -> io::Result<()> {
        let mut bytes = 0;
        for (place, number) in self.numbers().into_iter().rev().enumerate() {
            let file = self.file(&format!("{number:04}.json"));
            bytes += fs::metadata(&file).map_or(0, |data| data.len());
            if place > 0 && (place >= KEPT || bytes > BYTES) {
                self.disk.remove(&file)?;
            }
        }
        Ok(())
    }
}
