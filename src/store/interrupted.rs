//! What is said of a write that was interrupted: by the run that finished it or
//! took it back, and by those that only read.

use super::disk::Disk;
use super::find::Root;
use super::journal::Journal;
use super::journal::Phase;
use super::journal::Set;
use super::lock;
use super::writer::command_line;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Severity;
use crate::text;

/// What became of an interrupted write.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// `a write of 3 files by "po set …"`.
    pub(super) what: String,
    pub(super) finished: bool,
    /// Files that somebody changed after they were replaced, left as they are.
    pub(super) left: Vec<String>,
    /// Where the texts of those are kept.
    pub(super) kept: Option<String>,
}

pub(super) fn what(set: &Set) -> String {
    let count = text::plural(set.files.len(), "file", "files");
    let command = text::cut(&command_line(&set.command), 60).into_owned();
    format!("a write of {count} by \"{command}\"")
}

impl Recovered {
    /// What has to be said of it.
    pub fn finding(&self) -> Finding {
        let done = match self.finished {
            true => "was interrupted; it is finished now",
            false => "was interrupted; it is taken back now",
        };
        let mut message = format!("{} {done}", self.what);
        if !self.left.is_empty() {
            message.push_str(&format!(
                ", but for {}, which somebody changed meanwhile",
                self.left.join(", ")
            ));
        }
        let finding = said(message);
        match &self.kept {
            Some(kept) => finding.help(format!("{kept} holds the texts before and after it")),
            None if self.finished => finding.help("po undo reverts it"),
            None => finding.help("run the command again where it is still wanted"),
        }
    }
}

/// What a command that only reads has to say of a write that was interrupted
/// here; nothing where a `po` is writing at this moment.
pub fn interrupted(root: &Root) -> Option<Finding> {
    let disk = Disk::default();
    let journal = Journal::new(root, &disk);
    let phase = journal.open()?;
    if lock::is_held(root) {
        return None;
    }
    let what = match journal.read(phase) {
        Ok(set) => what(&set),
        Err(error) => return Some(said(error.message)),
    };
    let does = match phase {
        Phase::Replacing => "finishes it",
        Phase::Preparing | Phase::Reverting => "takes it back",
    };
    let finding = said(format!("{what} was interrupted"));
    Some(finding.help(format!("the next po that writes {does}")))
}

fn said(message: String) -> Finding {
    let place = Place {
        path: ".po/journal".to_owned(),
        ..Place::default()
    };
    Finding::new("interrupted-write", Severity::Warning, place, message)
}
