//! What git has begun in a work tree and not finished. It is only read.
#![expect(clippy::disallowed_methods, reason = "this is the door to git")]

use super::run;
use crate::store::find::Root;
use std::fs;

/// Something begun and not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnderWay {
    /// A merge: the commits that come in.
    Merge(Vec<String>),
    /// The git command that goes on with `--continue`.
    Other(&'static str),
}

/// In this order: a rebase may have a merge or a picked commit in hand.
const SIGNS: [(&str, &str); 5] = [
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("MERGE_HEAD", "merge"),
];

/// What is begun and not finished where the backlog lies; none without git.
pub fn under_way(root: &Root) -> Option<UnderWay> {
    let found = SIGNS.iter().find_map(|(sign, command)| {
        let path = run(root, &["rev-parse", "--git-path", sign])?;
        let path = root.folder().join(path.trim_end_matches(['\r', '\n']));
        path.exists().then_some((path, *command))
    });
    match found? {
        (path, "merge") => {
            let heads = fs::read_to_string(path).unwrap_or_default();
            Some(UnderWay::Merge(heads.lines().map(str::to_owned).collect()))
        }
        (_, command) => Some(UnderWay::Other(command)),
    }
}
