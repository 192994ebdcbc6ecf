//! The sets that were written here, and how one of them is reverted.

use super::apply::file_set;
use super::apply::write;
use super::disk::Disk;
use super::find::Root;
use super::git;
use super::journal::Damaged;
use super::journal::FileName;
use super::journal::FileSet;
use super::journal::Journal;
use super::journal::Set;
use super::replace;
use super::writer::command_line;
use crate::diag::Error;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Severity;
use crate::edit::Change;
use crate::model::date::Moment;
use crate::model::id::Id;
use crate::text;
use std::collections::HashMap;

/// A set of changes that was written.
#[derive(Clone, Debug)]
pub struct Applied {
    pub number: u32,
    /// The command line that wrote it.
    pub command: String,
    pub by: Option<String>,
    pub at: Option<Moment>,
    /// The set that this one reverted.
    pub undoes: Option<u32>,
    /// The set that reverted this one, and was not reverted itself.
    pub undone_by: Option<u32>,
    pub files: Vec<AppliedFile>,
}

/// A file of it.
#[derive(Clone, Debug)]
pub struct AppliedFile {
    pub path: String,
    pub id: Option<Id>,
    /// Whether the set took it away.
    pub removed: bool,
}

impl Damaged {
    /// What has to be said of it.
    pub fn finding(&self) -> Finding {
        let place = Place {
            path: self.path.clone(),
            ..Place::default()
        };
        let message = format!("set {} cannot be read: {}", self.number, self.why);
        Finding::new("damaged-journal", Severity::Warning, place, message).help(
            "it cannot be undone, the other sets can; git has the texts that were committed before it",
        )
    }
}

/// The sets that the journal keeps, the newest first, and those of them that
/// cannot be read.
pub fn applied(root: &Root) -> (Vec<Applied>, Vec<Damaged>) {
    let disk = Disk::default();
    let journal = Journal::new(root, &disk);
    let mut undone: HashMap<u32, u32> = HashMap::new();
    let (mut applied, mut damaged) = (Vec::new(), Vec::new());
    for number in journal.numbers().into_iter().rev() {
        let set: Set<FileName> = match journal.applied(number) {
            Ok(set) => set,
            Err(unread) => {
                damaged.push(unread);
                continue;
            }
        };
        let undone_by = undone.get(&number).copied();
        if let (None, Some(other)) = (undone_by, set.undoes) {
            undone.insert(other, number);
        }
        let file = |file: FileName| AppliedFile {
            path: file.path,
            id: file.id,
            removed: file.after.is_none(),
        };
        applied.push(Applied {
            number,
            command: command_line(&set.command),
            by: set.by,
            at: set.at,
            undoes: set.undoes,
            undone_by,
            files: set.files.into_iter().map(file).collect(),
        });
    }
    (applied, damaged)
}

/// The changes that revert a set; what they mean for the fields is not said.
///
/// # Errors
/// The journal does not keep the set, or a file of it changed since.
pub fn undoing(root: &Root, number: u32) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    let mut changed = Vec::new();
    let set = read(root, number)?;
    let command = command_line(&set.command);
    for file in set.files {
        let back = FileSet {
            before: file.after,
            after: file.before,
            ..file
        };
        if replace::expect_before(root, &back).is_err() {
            changed.push(back.path.clone());
        }
        changes.push(Change {
            path: back.path,
            id: back.id,
            before: back.before,
            after: back.after,
            fields: Vec::new(),
            place: None,
        });
    }
    if changed.is_empty() {
        refuse_markers(root, &command, &changes)?;
        return Ok(changes);
    }
    let message = format!("\"{command}\" cannot be undone: what it wrote changed since");
    let error = changed
        .iter()
        .rev()
        .fold(Error::usage(message), |error, path| {
            error.detail(format!("  {path}"))
        });
    Err(error.help(
        "nothing was changed; po undo --list shows what was written after it, to be undone first; \
         changes by hand are taken back by hand",
    ))
}

/// The markers of a merge come back only while git has that merge in hand: later
/// they would be a record that nobody can read.
fn refuse_markers(root: &Root, command: &str, changes: &[Change]) -> Result<(), Error> {
    let has_markers = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        text::sides(text).is_some()
    };
    let mut marked = changes
        .iter()
        .filter(|change| has_markers(&change.after) && !has_markers(&change.before))
        .peekable();
    if marked.peek().is_none() || git::under_way(root).is_some() {
        return Ok(());
    }
    let unmerged = git::unmerged(root);
    let Some(over) = marked.find(|change| !unmerged.contains_key(&change.path)) else {
        return Ok(());
    };
    let message = format!(
        "\"{command}\" cannot be undone: the merge is over, and {} would hold its markers again",
        over.path
    );
    let id = over.id.as_ref().map_or("ID", Id::as_str);
    Err(Error::usage(message).help(format!(
        "nothing was changed; po set {id} FIELD=VALUE gives a field another value"
    )))
}

/// Writes the changes that revert a set, as a set of its own.
///
/// # Errors
/// As `apply`.
pub fn undo(root: &Root, number: u32, changes: &[Change]) -> Result<(), Error> {
    root.hold()?;
    let undone = read(root, number)?;
    let with_mode = |change: &Change| {
        let mut file = file_set(root, change);
        let then = undone.files.iter().find(|then| then.path == file.path);
        // A file that comes back has the permissions that it had.
        if let (None, Some(then)) = (&change.before, then) {
            file.mode = then.mode;
        }
        file
    };
    let files = changes.iter().map(with_mode).collect();
    write(root, &Disk::default(), Set::new(root, files, Some(number)))
}

fn read(root: &Root, number: u32) -> Result<Set, Error> {
    let disk = Disk::default();
    let journal = Journal::new(root, &disk);
    match journal.numbers().contains(&number) {
        true => journal
            .applied(number)
            .map_err(|damaged| Error::of(damaged.finding())),
        false => Err(Error::usage(format!("the journal keeps no set {number}"))
            .help("po undo --list shows those it keeps")),
    }
}
