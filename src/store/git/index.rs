//! What git's index holds of files that it could not merge. It is only read.
#![expect(clippy::disallowed_methods, reason = "this is the door to git")]

use super::git;
use super::output;
use super::run;
use crate::store::find::Root;
use std::collections::BTreeMap;
use std::fs;

/// The versions of a file that git could not merge, as bytes: one that is no
/// text is there as well.
#[derive(Clone, Debug, Default)]
pub struct Stages {
    /// The common ancestor, where there is one.
    pub base: Option<Vec<u8>>,
    /// Missing where our side has no such file.
    pub ours: Option<Vec<u8>>,
    pub theirs: Option<Vec<u8>>,
}

/// The files of the backlog that git could not merge, by path; none without
/// git.
pub fn unmerged(root: &Root) -> BTreeMap<String, Stages> {
    let mut files: BTreeMap<String, Stages> = BTreeMap::new();
    let listed = run(root, &["ls-files", "--unmerged", "-z"]).unwrap_or_default();
    for entry in listed.split('\0') {
        // `mode object stage<TAB>path`
        let Some((about, path)) = entry.split_once('\t') else {
            continue;
        };
        let mut about = about.split(' ').skip(1);
        let (Some(object), Some(stage)) = (about.next(), about.next()) else {
            continue;
        };
        let text = Some(blob(root, object));
        let stages = files.entry(path.to_owned()).or_default();
        match stage {
            "1" => stages.base = text,
            "2" => stages.ours = text,
            _ => stages.theirs = text,
        }
    }
    for (path, stages) in &mut files {
        as_committed(root, path, stages);
    }
    files
}

/// Where the other side comes from, the last while a stash is taken up.
const THEIRS: [&str; 4] = [
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REBASE_HEAD",
    "refs/stash",
];

/// Of a file that each side gave another name git keeps what it merged, with its
/// markers, under both: what the sides had is in the commits.
fn as_committed(root: &Root, path: &str, stages: &mut Stages) {
    let text = |commit: &str| {
        output(
            root,
            &["cat-file", "blob", &format!("{commit}:./{path}")],
            None,
        )
    };
    match (&stages.base, &mut stages.ours, &mut stages.theirs) {
        (None, Some(ours), None) => *ours = text("HEAD").unwrap_or(std::mem::take(ours)),
        (None, None, Some(theirs)) => {
            let committed = THEIRS.into_iter().find_map(text);
            *theirs = committed.unwrap_or(std::mem::take(theirs));
        }
        _ => {}
    }
}

/// A text of git's, as it was stored: line ends are not those of the work tree.
fn blob(root: &Root, object: &str) -> Vec<u8> {
    output(root, &["cat-file", "blob", object], None).unwrap_or_default()
}

/// What git makes of the three versions without a driver.
pub fn by_text(root: &Root, stages: &Stages) -> Option<String> {
    let folder = tempfile::tempdir().ok()?;
    let write = |name: &str, text: Option<&Vec<u8>>| {
        let path = folder.path().join(name);
        fs::write(&path, text?).ok()?;
        path.to_str().map(str::to_owned)
    };
    let empty = Vec::new();
    let ours = write("ours", stages.ours.as_ref())?;
    let base = write("base", Some(stages.base.as_ref().unwrap_or(&empty)))?;
    let theirs = write("theirs", stages.theirs.as_ref())?;
    let arguments = ["merge-file", "-p", "-q", "--", &ours, &base, &theirs];
    let output = git(root.folder(), &arguments).output().ok()?;
    let merged = output.status.code().is_some_and(|code| code < 128);
    merged
        .then_some(output.stdout)
        .and_then(|text| String::from_utf8(text).ok())
}
