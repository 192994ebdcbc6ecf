//! The files that a merge left in conflict.

use super::files;
use super::find::Root;
use super::git;
use crate::model::Backlog;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::text;

/// A file of the backlog with the markers of a merge in it.
#[derive(Clone, Debug)]
pub struct Conflicted {
    pub kind: &'static Kind,
    /// Relative to the backlog, with `/`.
    pub path: String,
    /// What it holds now.
    pub text: String,
    /// Base, ours and theirs, where git merged them by lines and nobody has
    /// touched the file since: they can be merged again, field by field.
    pub sides: Option<[String; 3]>,
    /// Both sides added the file: git knows no version before them.
    pub is_added_twice: bool,
    /// The file is one of their side alone: git paired it with another of ours.
    pub is_theirs: bool,
}

/// What a merge left, each in path order.
#[derive(Debug, Default)]
pub struct Unmerged {
    /// With markers in them.
    pub found: Vec<Conflicted>,
    /// Without markers, though git still counts them as in conflict.
    pub settled: Vec<String>,
    /// Removed by one side and changed by the other.
    pub one_sided: Vec<String>,
}

/// The files of the backlog that a merge left in conflict.
pub fn conflicted(root: &Root, backlog: &Backlog) -> Unmerged {
    let unmerged = git::unmerged(root);
    let unreadable = backlog.findings.iter().filter(|f| f.unreadable);
    let mut paths: Vec<String> = unreadable.map(|f| f.place.path.clone()).collect();
    paths.extend(unmerged.keys().cloned());
    paths.sort_unstable();
    paths.dedup();
    let mut left = Unmerged::default();
    for path in paths {
        let folder = path.split('/').next().unwrap_or_default();
        let Some(kind) = kind::by_folder(folder) else {
            continue;
        };
        // Without a base it is no removal: git paired the file with one of another name.
        let one_sided = |stages: &git::Stages| {
            stages.base.is_some() && stages.ours.is_some() != stages.theirs.is_some()
        };
        if unmerged.get(&path).is_some_and(one_sided) {
            left.one_sided.push(path);
            continue;
        }
        let Ok(bytes) = files::bytes(root, &path) else {
            continue;
        };
        let text = String::from_utf8(bytes).unwrap_or_default();
        let stages = unmerged.get(&path);
        let Some(sides) = text::sides(&text) else {
            if stages.is_some() {
                left.settled.push(path);
            }
            continue;
        };
        let as_git_left_it = |stages: &git::Stages| {
            let by_git = text::sides(&git::by_text(root, stages)?)?;
            let plain = |text: &str| text.replace("\r\n", "\n");
            let same = plain(&sides.ours) == plain(&by_git.ours)
                && plain(&sides.theirs) == plain(&by_git.theirs);
            let base = stages.base.clone().unwrap_or_default();
            let texts = [base, stages.ours.clone()?, stages.theirs.clone()?];
            same.then_some(texts)
        };
        let again = stages.and_then(as_git_left_it);
        left.found.push(Conflicted {
            kind,
            path,
            text,
            sides: again,
            is_added_twice: stages.is_some_and(|stages| {
                stages.base.is_none() && stages.ours.is_some() && stages.theirs.is_some()
            }),
            is_theirs: stages.is_some_and(|stages| stages.ours.is_none()),
        });
    }
    left
}
