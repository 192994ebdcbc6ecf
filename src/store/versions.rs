//! The versions of a record in git, each with those it was made from, followed
//! through renames.

use super::earlier;
use super::files;
use super::find::Root;
use super::git;
use crate::diag::Error;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::earlier::Version;
use chrono::DateTime;
use std::collections::HashMap;

/// What git knows of a record.
#[derive(Debug)]
pub struct Versions {
    /// Each behind those it was made from.
    pub versions: Vec<Version>,
    /// The clone is shallow, and the first version is as old as it reaches.
    pub shallow: bool,
    /// Commits whose text of the file gave no record.
    pub unreadable: Vec<String>,
}

/// A commit that touched the file, or joined branches that did.
struct Touch {
    hash: String,
    /// The nearest such commits below it.
    parents: Vec<String>,
    seconds: i64,
    name: String,
    address: String,
}

/// Every version of the record in this file that a commit of this branch, or of
/// one merged into it, holds.
///
/// # Errors
/// No git, or nothing committed yet.
pub fn versions(root: &Root, config: &Config, record: &Record) -> Result<Versions, Error> {
    let paths = paths(root, &record.path).ok_or_else(|| earlier::no_history(root))?;
    let touches = touches(root, &paths).ok_or_else(|| earlier::no_history(root))?;
    let at = |touch: &Touch| {
        let hash = touch.hash.clone();
        paths.iter().map(move |path| format!("{hash}:{path}"))
    };
    let names: Vec<String> = touches.iter().flat_map(at).collect();
    let texts = git::objects(root, &names).ok_or_else(|| {
        Error::usage("git cannot show the earlier files")
            .help("git fsck says whether the repository is whole")
    })?;
    let mut found = Versions {
        versions: Vec::new(),
        shallow: is_cut(root, &touches),
        unreadable: Vec::new(),
    };
    // The versions that stand for a commit: its own, or where it has none those below it.
    let mut standing: HashMap<String, Vec<usize>> = HashMap::new();
    for (touch, texts) in touches.into_iter().zip(texts.chunks(paths.len().max(1))) {
        let below = touch.parents.iter().filter_map(|hash| standing.get(hash));
        let mut parents: Vec<usize> = below.flatten().copied().collect();
        parents.sort_unstable();
        parents.dedup();
        let hash = touch.hash.clone();
        // A commit that removed the file has no text of it.
        let text = texts.iter().find_map(Option::as_ref);
        let stand = match text.map(|text| version(config, record, touch, text.clone())) {
            Some(Ok(version)) => {
                found.versions.push(Version { parents, ..version });
                vec![found.versions.len() - 1]
            }
            Some(Err(commit)) => {
                found.unreadable.push(commit);
                parents
            }
            None => parents,
        };
        standing.insert(hash, stand);
    }
    Ok(found)
}

/// Whether a commit without parents, as the oldest of a shallow clone are, is
/// among these: who made what it holds is not known.
fn is_cut(root: &Root, touches: &[Touch]) -> bool {
    earlier::is_shallow(root) && {
        let oldest = git::run(root, &["rev-list", "--max-parents=0", "HEAD"]);
        let oldest = oldest.unwrap_or_default();
        let mut oldest = oldest.lines();
        oldest.any(|oldest| touches.iter().any(|touch| touch.hash == oldest))
    }
}

/// The record as a commit left it, else the short name of the commit.
fn version(
    config: &Config,
    record: &Record,
    touch: Touch,
    text: Vec<u8>,
) -> Result<Version, String> {
    let commit: String = touch.hash.chars().take(7).collect();
    let document = files::parsed(&record.path, text);
    let read = document.and_then(|d| Record::read(record.kind, &record.path, d, config));
    match (read, DateTime::from_timestamp(touch.seconds, 0)) {
        (Ok(read), Some(at)) => Ok(Version {
            commit,
            at,
            by: match config.person_by_email(&touch.address) {
                Some(person) => person.name.clone(),
                None => touch.name,
            },
            parents: Vec::new(),
            record: read.record,
        }),
        _ => Err(commit),
    }
}

/// Where the file lies and lay, newest first, from the top of the repository.
/// What it was copied from is another file.
fn paths(root: &Root, path: &str) -> Option<Vec<String>> {
    let now = format!("{}{path}", git::prefix(root)?);
    let log = git::run(
        root,
        &[
            "log",
            "--follow",
            "--name-status",
            "-z",
            "--format=",
            "--",
            path,
        ],
    )?;
    let mut paths = vec![now];
    let mut words = log.split('\0').map(str::trim);
    while let Some(word) = words.next() {
        let renamed = word.starts_with('R');
        if word.starts_with('C') {
            break;
        }
        // `M`, `A` and `D` have one path, `R` the one before and the one after.
        let Some(before) = words.next() else { break };
        if renamed {
            words.next();
            if !paths.iter().any(|path| path == before) {
                paths.push(before.to_owned());
            }
        }
    }
    Some(paths)
}

/// The commits that touched one of these paths and the merges that joined them,
/// each behind its parents.
fn touches(root: &Root, paths: &[String]) -> Option<Vec<Touch>> {
    let format = "--format=%x01%H%x00%P%x00%at%x00%an%x00%ae";
    let mut arguments = vec!["-c", "log.follow=false", "log", "--full-history"];
    arguments.extend([
        "--simplify-merges",
        "--parents",
        "--topo-order",
        "--reverse",
    ]);
    arguments.extend([format, "--"]);
    let paths = paths.iter().map(|path| format!(":(top,literal){path}"));
    let paths: Vec<String> = paths.collect();
    arguments.extend(paths.iter().map(String::as_str));
    let log = git::run(root, &arguments)?;
    Some(log.split('\u{1}').filter_map(touch).collect())
}

fn touch(text: &str) -> Option<Touch> {
    let mut parts = text.trim_end().split('\0');
    Some(Touch {
        hash: parts.next()?.to_owned(),
        parents: parts.next()?.split(' ').map(str::to_owned).collect(),
        seconds: parts.next()?.parse().ok()?,
        name: parts.next()?.to_owned(),
        address: parts.next()?.to_owned(),
    })
}
