//! The ids that git ever saw: of every file ever added on any ref.
//!
//! Walking a whole history costs seconds, so what was seen is kept in
//! `.po/git-ids`, with the commits it was seen from; only refs that moved since
//! are walked again. The file may be deleted at any time.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the file system"
)]

use super::find::Root;
use super::git;
use super::lock::own_folder;
use crate::model::id::Id;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::io::Write;

const FILE: &str = "git-ids";

/// What git saw, and from where.
#[derive(Debug, Default)]
struct Seen {
    /// Commits whose history was walked.
    tips: BTreeSet<String>,
    ids: BTreeSet<String>,
}

/// The ids of all files ever added below the backlog, on any ref; `None`
/// without git, or where the clone is shallow and does not know.
pub(super) fn ids(root: &Root) -> Option<impl Iterator<Item = Id>> {
    let tips = tips(root)?;
    let mut seen = read(root);
    let moved: Vec<&String> = tips.difference(&seen.tips).collect();
    if !moved.is_empty() {
        let names = names_added(root, &moved, &seen.tips)?;
        let ids = names.split(['\0', '\n']).filter_map(Id::of_file);
        seen.ids.extend(ids.map(|id| id.to_string()));
        seen.tips = tips;
        // A command that only asks, or a dry run, writes nothing.
        if root.is_held() {
            // Nothing is lost without it but time.
            let _ = write(root, &seen);
        }
    }
    Some(seen.ids.into_iter().filter_map(|id| Id::new(id).ok()))
}

/// The commits (or tags) that refs and HEAD point to; `None` without git, or
/// in a shallow clone.
fn tips(root: &Root) -> Option<BTreeSet<String>> {
    let refs = git::run(root, &["rev-parse", "--is-shallow-repository", "--all"])?;
    let refs = refs.strip_prefix("false")?;
    // HEAD points to nothing before the first commit.
    let head = git::run(root, &["rev-parse", "--verify", "--quiet", "HEAD"]);
    let head = head.unwrap_or_default();
    Some(
        refs.split_whitespace()
            .chain(head.split_whitespace())
            .map(str::to_owned)
            .collect(),
    )
}

/// The names of the files that the history of these commits added, without the
/// history of those that were walked before.
fn names_added(root: &Root, tips: &[&String], walked: &BTreeSet<String>) -> Option<String> {
    let mut asked = String::new();
    for tip in tips {
        asked.push_str(&format!("{tip}\n"));
    }
    for tip in walked {
        asked.push_str(&format!("^{tip}\n"));
    }
    let arguments = [
        "log",
        "--stdin",
        // A commit walked before may be gone with its branch.
        "--ignore-missing",
        "--diff-filter=A",
        "--name-only",
        "--no-renames",
        "--format=",
        "--relative",
        "-z",
    ];
    let output = git::output(root, &arguments, Some(asked.as_bytes()))?;
    Some(String::from_utf8_lossy(&output).into_owned())
}

fn read(root: &Root) -> Seen {
    let file = root.folder().join(".po").join(FILE);
    let text = fs::read_to_string(file).unwrap_or_default();
    let mut seen = Seen::default();
    for line in text.lines() {
        match line.split_once(' ') {
            Some(("tip", tip)) => seen.tips.insert(tip.to_owned()),
            Some(("id", id)) => seen.ids.insert(id.to_owned()),
            _ => continue,
        };
    }
    seen
}

/// In one step, so that nobody reads half of it: ids first, without which the
/// tips would promise too much.
fn write(root: &Root, seen: &Seen) -> io::Result<()> {
    let folder = own_folder(root)?;
    let mut text = String::new();
    for id in &seen.ids {
        text.push_str(&format!("id {id}\n"));
    }
    for tip in &seen.tips {
        text.push_str(&format!("tip {tip}\n"));
    }
    let mut file = tempfile::NamedTempFile::new_in(&folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(folder.join(FILE))
        .map_err(|error| error.error)?;
    Ok(())
}
