//! The backlog of an earlier revision: only the files that changed since are
//! read again.

use super::files;
use super::find::Root;
use super::git;
use crate::diag::Error;
use crate::diag::Finding;
use crate::model::Earlier;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::earlier::Origin;
use chrono::DateTime;
use chrono::Utc;
use std::collections::BTreeSet;
use std::collections::HashMap;

/// How far to look back.
#[derive(Clone, Copy, Debug)]
pub enum Since<'a> {
    /// A commit, branch or tag: to where this branch left it.
    Revision(&'a str),
    /// What this branch held at an instant.
    Instant(DateTime<Utc>),
}

/// The backlog as it was, in the files that differ from it now: those git
/// tracks, and those it does not know yet.
///
/// # Errors
/// No git, no such revision, none in common with this branch, or a shallow
/// clone that does not reach back so far.
pub fn earlier(root: &Root, config: &Config, since: Since) -> Result<Earlier, Error> {
    refuse_no_history(root)?;
    let base = commit_of(root, since)?;
    let origin = base.as_deref().and_then(|base| origin(root, base));
    let paths = changed_paths(root, base.as_deref())?;
    let mut earlier = Earlier {
        origin,
        commits: count(root, base.as_deref()),
        paths,
        records: Vec::new(),
        findings: Vec::new(),
    };
    let Some(base) = base else {
        return Ok(earlier);
    };
    let files: Vec<_> = earlier.paths.iter().map(String::as_str).collect();
    for (path, bytes) in texts(root, &base, &files)? {
        let Some(file) = files::record_file(&path) else {
            continue;
        };
        let document = files::parsed(&path, bytes);
        match document.and_then(|document| Record::read(file.kind, &path, document, config)) {
            Ok(read) => earlier.records.push(read.record),
            Err(finding) => earlier.findings.push(was(*finding)),
        }
    }
    Ok(earlier)
}

/// The finding is about the old text.
fn was(mut finding: Finding) -> Finding {
    finding.message = format!("the earlier text of the file: {}", finding.message);
    finding.help = None;
    finding.unreadable = false;
    finding
}

/// # Errors
/// Nothing is committed, or there is no git.
pub(super) fn refuse_no_history(root: &Root) -> Result<(), Error> {
    match git::run(root, &["rev-parse", "--verify", "--quiet", "HEAD"]) {
        Some(_) => Ok(()),
        None => Err(no_history(root)),
    }
}

pub(super) fn no_history(root: &Root) -> Error {
    if let Some(refusal) = git::refusal(root) {
        return refusal;
    }
    let inside = git::run(root, &["rev-parse", "--is-inside-work-tree"]);
    match inside.is_some_and(|answer| answer.trim() == "true") {
        true => Error::usage("nothing is committed yet, so there is nothing to compare with")
            .help("git add and git commit keep what the backlog holds now"),
        false => Error::usage("the backlog is in no git repository, so nothing earlier is known")
            .help("po history ID shows what a record itself remembers"),
    }
}

pub(super) fn is_shallow(root: &Root) -> bool {
    let answer = git::run(root, &["rev-parse", "--is-shallow-repository"]);
    answer.is_some_and(|answer| answer.trim() == "true")
}

/// The commit to look back to; none where this branch began later.
///
/// # Errors
/// No such revision, none in common with this branch, or a shallow clone that does not reach back so far.
pub(super) fn commit_of(root: &Root, since: Since) -> Result<Option<String>, Error> {
    match since {
        Since::Revision(name) => merge_base(root, name).map(Some),
        Since::Instant(at) => commit_before(root, at),
    }
}

/// Where this branch and the revision parted; the revision itself where it is
/// a part of this branch.
pub(super) fn merge_base(root: &Root, name: &str) -> Result<String, Error> {
    let commit = format!("{name}^{{commit}}");
    let shallow = is_shallow(root);
    let found = git::run(
        root,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ],
    );
    let Some(commit) = found else {
        let error = Error::usage(format!("git knows no commit \"{name}\""));
        return Err(match shallow {
            true => shallow_help(error),
            false => error.help("git log --oneline lists them; a date such as 2026-11-24, monday or -7d will do as well"),
        });
    };
    let base = git::run(root, &["merge-base", commit.trim(), "HEAD"]);
    base.map(|base| base.trim().to_owned()).ok_or_else(|| {
        let error = Error::usage(format!(
            "this branch and \"{name}\" have no commit in common"
        ));
        match shallow {
            true => shallow_help(error),
            false => error.help("name a commit of this branch, or a date"),
        }
    })
}

/// What to do where a clone does not reach back far enough.
pub fn shallow_help(error: Error) -> Error {
    error
        .detail("this clone is shallow: it holds only the newest commits")
        .help("git fetch --unshallow brings the others; in CI, check out with fetch-depth: 0")
}

/// The last commit of this branch before an instant; none where it began
/// later.
fn commit_before(root: &Root, at: DateTime<Utc>) -> Result<Option<String>, Error> {
    // git takes a bare number for seconds only behind an @.
    let before = format!("--before=@{}", at.timestamp() - 1);
    let found = git::run(root, &["rev-list", "-1", "--first-parent", &before, "HEAD"]);
    let found = found.unwrap_or_default().trim().to_owned();
    if !found.is_empty() {
        return Ok(Some(found));
    }
    match is_shallow(root) {
        true => Err(shallow_help(Error::usage(format!(
            "what the backlog held on {} is not known",
            at.format("%Y-%m-%d")
        )))),
        false => Ok(None),
    }
}

fn origin(root: &Root, commit: &str) -> Option<Origin> {
    let said = git::run(root, &["show", "-s", "--format=%h%x00%ct%x00%s", commit])?;
    let mut parts = said.trim_end().splitn(3, '\0');
    Some(Origin {
        commit: parts.next()?.to_owned(),
        at: DateTime::from_timestamp(parts.next()?.parse().ok()?, 0)?,
        subject: parts.next().unwrap_or_default().to_owned(),
    })
}

fn count(root: &Root, base: Option<&str>) -> usize {
    let range = base.map_or_else(|| "HEAD".to_owned(), |base| format!("{base}..HEAD"));
    let count = git::run(root, &["rev-list", "--count", &range]);
    count
        .and_then(|count| count.trim().parse().ok())
        .unwrap_or(0)
}

/// The files below the backlog that differ from the commit, or that git does
/// not know yet.
pub(super) fn changed_paths(root: &Root, base: Option<&str>) -> Result<BTreeSet<String>, Error> {
    let failed = || {
        Error::usage("git cannot say what changed")
            .help("git status in the folder of the backlog says why")
    };
    let empty = match base {
        Some(_) => None,
        None => git::run(root, &["hash-object", "-t", "tree", "--stdin"]),
    };
    let tree = base
        .or(empty.as_deref())
        .map(str::trim)
        .ok_or_else(failed)?;
    let mut paths = differing(root, &[tree]).ok_or_else(failed)?;
    paths.extend(unknown(root).ok_or_else(failed)?);
    Ok(paths)
}

/// The files below the backlog in which git finds a difference: between what `git diff` compares with these words.
pub(super) fn differing(root: &Root, what: &[&str]) -> Option<BTreeSet<String>> {
    let diff = [
        "diff",
        "--name-only",
        "-z",
        "--no-renames",
        "--no-ext-diff",
        "--relative",
    ];
    listed(root, &[&diff[..], what, &["--", "."]].concat())
}

/// The files below the backlog that git does not know yet.
pub(super) fn unknown(root: &Root) -> Option<BTreeSet<String>> {
    let files = [
        "ls-files",
        "--others",
        "--exclude-standard",
        "-z",
        "--",
        ".",
    ];
    listed(root, &files)
}

/// The files below the backlog that the next commit holds.
pub(super) fn indexed(root: &Root) -> Option<BTreeSet<String>> {
    listed(root, &["ls-files", "--cached", "-z", "--", "."])
}

/// The names that a git command lists.
fn listed(root: &Root, arguments: &[&str]) -> Option<BTreeSet<String>> {
    let names = git::run(root, arguments)?;
    let names = names.split('\0').filter(|name| !name.is_empty());
    Some(names.map(str::to_owned).collect())
}

/// The bytes of these files in a commit, in the order of their paths; files
/// that it does not have are left out.
pub(super) fn texts(
    root: &Root,
    commit: &str,
    paths: &[&str],
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let failed = || {
        Error::usage("git cannot show the earlier files")
            .help("git fsck says whether the repository is whole")
    };
    let tree = git::run(root, &["ls-tree", "-r", "-z", commit, "--", "."]).ok_or_else(failed)?;
    let blobs: HashMap<&str, &str> = tree.split('\0').filter_map(blob).collect();
    let wanted: Vec<&str> = paths
        .iter()
        .copied()
        .filter(|p| blobs.contains_key(p))
        .collect();
    let names: Vec<String> = wanted.iter().map(|path| blobs[path].to_owned()).collect();
    let found = git::objects(root, &names).ok_or_else(failed)?;
    let texts = wanted.iter().zip(found);
    Ok(texts
        .filter_map(|(path, bytes)| Some(((*path).to_owned(), bytes?)))
        .collect())
}

/// Path and blob of a line of `ls-tree` that stands for a file.
fn blob(line: &str) -> Option<(&str, &str)> {
    let (about, path) = line.split_once('\t')?;
    let mut words = about.split(' ');
    let mode = words.next()?;
    // Links and submodules are no files of ours.
    mode.starts_with("100").then_some(())?;
    Some((path, words.nth(1)?))
}
