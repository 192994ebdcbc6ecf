//! The next ids: behind the highest ever seen, so that none is handed out
//! twice, not even a deleted one.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use super::files;
use super::files::RecordFile;
use super::find::Root;
use super::lock::own_folder;
use super::seen;
use crate::diag::Error;
use crate::model::config::Config;
use crate::model::config::IdScheme;
use crate::model::id::Id;
use crate::model::kind::Kind;
use std::collections::HashSet;
use std::fs;

/// Where the highest numbers handed out here are kept.
const MARKS: &str = ".po/ids";

/// New ids, and what has to be said about them.
#[derive(Debug)]
pub struct Allocation {
    pub ids: Vec<Id>,
    /// A remark for the user, said once.
    pub note: Option<&'static str>,
}

/// The next `count` ids of a kind. `dice` gives the numbers that random ids
/// are made of.
///
/// # Errors
/// All numbers are used up.
pub fn allocate(
    root: &Root,
    config: &Config,
    kind: &'static Kind,
    count: usize,
    dice: &mut dyn FnMut() -> u64,
) -> Result<Allocation, Error> {
    let mut listed = Vec::new();
    files::list_kind(root, kind, &mut listed, &mut Vec::new());
    let on_disk = listed.iter().filter_map(RecordFile::id);
    let in_git = seen::ids(root);
    let note = in_git.is_none().then_some(
        "the git history is not at hand, so only files and .po/ids were looked at for used ids",
    );
    let ids: HashSet<Id> = on_disk
        .chain(in_git.into_iter().flatten())
        .filter(|id| id.prefix() == kind.prefix)
        .collect();
    let ids = match config.file.ids {
        Some(IdScheme::Random) => random(kind, count, &ids, dice),
        _ => numbered(root, kind, count, &ids)?,
    };
    // Said once: marks on disk say that it was.
    let note = note.filter(|_| !root.folder().join(MARKS).exists());
    Ok(Allocation { ids, note })
}

fn numbered(root: &Root, kind: &Kind, count: usize, used: &HashSet<Id>) -> Result<Vec<Id>, Error> {
    let on_disk = used.iter().filter_map(Id::number).max().unwrap_or(0);
    let mut highest = on_disk.max(read_mark(root, kind).unwrap_or(0));
    let mut ids = Vec::with_capacity(count);
    while ids.len() < count {
        let id = Id::next(kind.prefix, highest).map_err(|_| {
            let last = format!("{}-{highest}", kind.prefix);
            Error::usage(format!(
                "no number is left behind {last} for another {}",
                kind.id
            ))
            .help("ids: random in po.yaml gives new records ids that are not counted")
        })?;
        highest += 1;
        ids.push(id);
    }
    Ok(ids)
}

/// Letters and digits that are not mistaken for each other.
const LETTERS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
const RANDOM_LENGTH: usize = 5;

fn random(kind: &Kind, count: usize, used: &HashSet<Id>, dice: &mut dyn FnMut() -> u64) -> Vec<Id> {
    let mut ids: Vec<Id> = Vec::with_capacity(count);
    while ids.len() < count {
        let mut number = dice();
        let mut tail = String::new();
        for _ in 0..RANDOM_LENGTH {
            let at = (number % LETTERS.len() as u64) as usize;
            number /= LETTERS.len() as u64;
            tail.push(LETTERS[at] as char);
        }
        // Only digits would be taken for a number.
        let digits = tail.bytes().all(|b| b.is_ascii_digit());
        if let Ok(id) = Id::new(format!("{}-{tail}", kind.prefix))
            && !digits
            && !used.contains(&id)
            && !ids.contains(&id)
        {
            ids.push(id);
        }
    }
    ids
}

/// The highest number handed out here, from `.po/ids`.
fn read_mark(root: &Root, kind: &Kind) -> Option<u64> {
    let text = fs::read_to_string(root.folder().join(MARKS)).ok()?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(kind.prefix)?.strip_prefix(' '))?;
    line.trim().parse().ok()
}

/// Remembers the highest numbers before a write. A mark that cannot be written
/// is no reason to fail: files and git know the ids as well.
pub fn remember(root: &Root, ids: &[Id]) {
    let Ok(folder) = own_folder(root) else { return };
    let path = folder.join("ids");
    let old = fs::read_to_string(&path).unwrap_or_default();
    let mut marks: std::collections::BTreeMap<String, u64> = old
        .lines()
        .filter_map(|line| {
            let (prefix, number) = line.split_once(' ')?;
            Some((prefix.to_owned(), number.trim().parse().ok()?))
        })
        .collect();
    for id in ids {
        if let Some(number) = id.number() {
            let mark = marks.entry(id.prefix().to_owned()).or_default();
            *mark = number.max(*mark);
        }
    }
    let text: String = marks.iter().map(|(p, n)| format!("{p} {n}\n")).collect();
    // Never half written: a mark that is lost hands an id out again.
    let draft = folder.join("ids.new");
    let _ = fs::write(&draft, text).and_then(|()| fs::rename(draft, path));
}
