//! The files that a merge left in conflict.

use super::files;
use super::find::Root;
use super::git;
use crate::model::Backlog;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::voices::COMPARISONS;
use crate::model::voices::VOTES;
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
    /// Base, ours and theirs, where nobody has touched the file since git merged
    /// them by lines, or both were left whole in it: they can be merged again,
    /// field by field, or taken apart.
    pub sides: Option<[String; 3]>,
    /// Whose the file is where git paired it with another one of the other side.
    pub of: Option<Whose>,
}

/// A side of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Ours,
    Theirs,
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
    /// Votes and comparisons with markers in them.
    pub voices: Vec<Voiced>,
}

/// A file that is no record with the markers of a merge in it.
#[derive(Clone, Debug)]
pub struct Voiced {
    /// Relative to the backlog, with `/`.
    pub path: String,
    /// What it holds now.
    pub text: String,
    /// As those of a record.
    pub sides: Option<[String; 3]>,
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
    let alone = |stages: &git::Stages, whose: Whose| match whose {
        _ if of(stages) != Some(whose) => None,
        Whose::Ours => id(&stages.ours),
        Whose::Theirs => id(&stages.theirs),
    };
    let pair = |(ours, stages): (&String, &git::Stages)| {
        let id_here = alone(stages, Whose::Ours)?;
        let is_same = |(_, stages): &(&String, &git::Stages)| {
            alone(stages, Whose::Theirs).as_ref() == Some(&id_here)
        };
        let (theirs, _) = unmerged.iter().find(is_same)?;
        let was_it = |(_, stages): &(&String, &git::Stages)| {
            is_before(stages) && id(&stages.base).as_ref() == Some(&id_here)
        };
        Some(Renamed {
            before: unmerged.iter().find(was_it).map(|(path, _)| path.clone()),
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
        let kind = kind::by_folder(folder);
        if kind.is_none() && ![VOTES, COMPARISONS].contains(&folder) {
            continue;
        }
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
        let Some(kind) = kind else {
            left.voices.push(Voiced {
                sides: as_left(root, &unmerged, &path, &sides),
                text,
                path,
            });
            continue;
        };
        // The other name of a record is no file of its own.
        if left.renamed.iter().any(|one| one.theirs == path) {
            continue;
        }
        left.found.push(Conflicted {
            kind,
            text,
            sides: as_left(root, &unmerged, &path, &sides),
            of: stages.and_then(of),
            path,
        });
    }
    left
}

/// Whose the file is, where git has it of one side alone and knows none before.
fn of(stages: &git::Stages) -> Option<Whose> {
    match (&stages.base, &stages.ours, &stages.theirs) {
        (None, Some(_), None) => Some(Whose::Ours),
        (None, None, Some(_)) => Some(Whose::Theirs),
        _ => None,
    }
}

/// A name that neither side has any more.
fn is_before(stages: &git::Stages) -> bool {
    stages.base.is_some() && stages.ours.is_none() && stages.theirs.is_none()
}

/// The three versions that give what stands in the file, merged by lines or
/// both whole. A file that has another name on each side is one of each in git's
/// index: what they give tells which belong together.
fn as_left(
    root: &Root,
    unmerged: &BTreeMap<String, git::Stages>,
    path: &str,
    now: &text::Sides,
) -> Option<[String; 3]> {
    let own = unmerged.get(path)?;
    let none = git::Stages::default();
    let befores = unmerged.values().filter(|stages| is_before(stages));
    let befores: Vec<&git::Stages> = befores.chain([&none]).collect();
    let others = unmerged.values().filter(|stages| match of(own) {
        Some(whose) => of(stages).is_some_and(|other| other != whose),
        None => false,
    });
    let named_apart = others.flat_map(|other| {
        befores.iter().map(move |before| git::Stages {
            base: before.base.clone(),
            ours: own.ours.clone().or_else(|| other.ours.clone()),
            theirs: own.theirs.clone().or_else(|| other.theirs.clone()),
        })
    });
    let mut all = [own.clone()].into_iter().chain(named_apart);
    all.find_map(|stages| {
        let read = |bytes: &Option<Vec<u8>>| String::from_utf8(bytes.clone()?).ok();
        let (ours, theirs) = (read(&stages.ours)?, read(&stages.theirs)?);
        let is_left = |one: &str, other: &str| {
            let plain = |text: &str| text.replace("\r\n", "\n");
            plain(&now.ours) == plain(one) && plain(&now.theirs) == plain(other)
        };
        let by_lines = || {
            let by_git = text::sides(&git::by_text(root, &stages)?)?;
            Some(is_left(&by_git.ours, &by_git.theirs))
        };
        let is_left = is_left(&ours, &theirs) || by_lines() == Some(true);
        let base = read(&stages.base).unwrap_or_default();
        is_left.then_some([base, ours, theirs])
    })
}
