//! The files that a merge left in conflict.

use super::files;
use super::find::Root;
use super::git;
use crate::model::Backlog;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::text;
use std::collections::BTreeMap;

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
    /// No UTF-8 text, so that nobody knows whether markers are in them.
    pub no_text: Vec<String>,
    /// One record that each side gave another name.
    pub renamed: Vec<Renamed>,
}

/// A record whose file got another name on each side: it lies there twice.
#[derive(Clone, Debug)]
pub struct Renamed {
    /// The name before, where git still has it.
    pub before: Option<String>,
    pub ours: String,
    pub theirs: String,
}

/// The files of which git has one side alone and no base, paired by the id in
/// them.
fn renamed(unmerged: &BTreeMap<String, git::Stages>) -> Vec<Renamed> {
    let id = |bytes: &Option<Vec<u8>>| {
        let text = String::from_utf8_lossy(bytes.as_ref()?).into_owned();
        let line = text.lines().find_map(|line| line.strip_prefix("id:"));
        line.map(|id| id.trim().to_owned())
    };
    let alone = |stages: &git::Stages, ours: bool| {
        let [own, other] = match ours {
            true => [&stages.ours, &stages.theirs],
            false => [&stages.theirs, &stages.ours],
        };
        (stages.base.is_none() && other.is_none()).then(|| id(own))?
    };
    let pair = |(ours, stages): (&String, &git::Stages)| {
        let id_here = alone(stages, true)?;
        let is_same =
            |(_, stages): &(&String, &git::Stages)| alone(stages, false).as_ref() == Some(&id_here);
        let (theirs, _) = unmerged.iter().find(is_same)?;
        let is_before = |(_, stages): &(&String, &git::Stages)| {
            stages.ours.is_none()
                && stages.theirs.is_none()
                && id(&stages.base).as_ref() == Some(&id_here)
        };
        Some(Renamed {
            before: unmerged
                .iter()
                .find(is_before)
                .map(|(path, _)| path.clone()),
            ours: ours.clone(),
            theirs: theirs.clone(),
        })
    };
    unmerged.iter().filter_map(pair).collect()
}

/// The files of the backlog that a merge left in conflict.
pub fn conflicted(root: &Root, backlog: &Backlog) -> Unmerged {
    let unmerged = git::unmerged(root);
    let unreadable = backlog.findings.iter().filter(|f| f.unreadable);
    let mut paths: Vec<String> = unreadable.map(|f| f.place.path.clone()).collect();
    paths.extend(unmerged.keys().cloned());
    paths.sort_unstable();
    paths.dedup();
    let mut left = Unmerged {
        renamed: renamed(&unmerged),
        ..Unmerged::default()
    };
    let is_renamed = |path: &String| {
        let mut renamed = left.renamed.iter();
        renamed.any(|one| one.ours == *path || one.theirs == *path)
    };
    let twice: Vec<String> = paths
        .iter()
        .filter(|path| is_renamed(path))
        .cloned()
        .collect();
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
        let stages = unmerged.get(&path);
        let Ok(text) = String::from_utf8(bytes) else {
            if stages.is_some() {
                left.no_text.push(path);
            }
            continue;
        };
        let Some(sides) = text::sides(&text) else {
            if stages.is_some() && !twice.contains(&path) {
                left.settled.push(path);
            }
            continue;
        };
        let as_git_left_it = |stages: &git::Stages| {
            let by_git = text::sides(&git::by_text(root, stages)?)?;
            let plain = |text: &str| text.replace("\r\n", "\n");
            let same = plain(&sides.ours) == plain(&by_git.ours)
                && plain(&sides.theirs) == plain(&by_git.theirs);
            let read = |bytes: Vec<u8>| String::from_utf8(bytes).ok();
            let base = read(stages.base.clone().unwrap_or_default())?;
            let (ours, theirs) = (read(stages.ours.clone()?)?, read(stages.theirs.clone()?)?);
            same.then_some([base, ours, theirs])
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
