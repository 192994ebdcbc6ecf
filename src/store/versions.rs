//! The versions of a record in git, oldest first, followed through renames.

use super::earlier;
use super::files;
use super::find::Root;
use super::git;
use crate::diag::Error;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::earlier::Version;
use chrono::DateTime;

/// What git knows of a record.
#[derive(Debug)]
pub struct Versions {
    /// Oldest first, as the branch has them.
    pub versions: Vec<Version>,
    /// The clone holds only the newest commits.
    pub shallow: bool,
    /// Commits whose text of the file gave no record.
    pub unreadable: Vec<String>,
}

/// A commit that touched the file, and where the file lay then, from the top of
/// the repository.
struct Touch {
    hash: String,
    seconds: i64,
    name: String,
    address: String,
    path: String,
}

/// Every version of the record in this file that a commit of this branch holds.
///
/// # Errors
/// No git, or nothing committed yet.
pub fn versions(root: &Root, config: &Config, record: &Record) -> Result<Versions, Error> {
    let log = git::run(
        root,
        &[
            "-c",
            "core.quotePath=false",
            "log",
            "--follow",
            "--name-only",
            "--format=%x01%H%x00%at%x00%an%x00%ae",
            "--",
            &record.path,
        ],
    );
    let log = log.ok_or_else(|| earlier::no_history(root))?;
    let touches: Vec<Touch> = log.split('\u{1}').filter_map(touch).collect();
    let names = touches.iter().map(|t| format!("{}:{}", t.hash, t.path));
    let texts = git::objects(root, &names.collect::<Vec<_>>()).ok_or_else(|| {
        Error::usage("git cannot show the earlier files")
            .help("git fsck says whether the repository is whole")
    })?;
    let mut found = Versions {
        versions: Vec::new(),
        shallow: earlier::is_shallow(root),
        unreadable: Vec::new(),
    };
    for (touch, text) in touches.into_iter().zip(texts).rev() {
        // A commit that removed the file has no text of it.
        let Some(text) = text else { continue };
        let commit: String = touch.hash.chars().take(7).collect();
        let document = files::parsed(&record.path, text);
        let read = document.and_then(|d| Record::read(record.kind, &record.path, d, config));
        match (read, DateTime::from_timestamp(touch.seconds, 0)) {
            (Ok(read), Some(at)) => found.versions.push(Version {
                commit,
                at,
                by: match config.person_by_email(&touch.address) {
                    Some(person) => person.name.clone(),
                    None => touch.name,
                },
                record: read.record,
            }),
            _ => found.unreadable.push(commit),
        }
    }
    Ok(found)
}

fn touch(text: &str) -> Option<Touch> {
    let (about, rest) = text.split_once('\n')?;
    let mut parts = about.split('\0');
    Some(Touch {
        hash: parts.next()?.to_owned(),
        seconds: parts.next()?.parse().ok()?,
        name: parts.next()?.to_owned(),
        address: parts.next()?.to_owned(),
        path: rest.lines().find(|line| !line.is_empty())?.to_owned(),
    })
}
