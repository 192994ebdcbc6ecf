//! The backlog as a branch found it, and as it is staged: what lies here, with other texts in place of files that differ.

use super::earlier;
use super::earlier::Since;
use super::files;
use super::find::Root;
use super::git;
use super::load;
use super::load::CONFIG;
use super::load::Keep;
use crate::diag::Error;
use crate::diag::Finding;
use crate::diag::Place;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::reading;
use crate::model::record::Read;
use crate::text;
use crate::yaml::Document;
use std::collections::BTreeSet;

/// What is to be judged, and what it is judged against.
#[derive(Debug)]
pub struct Base {
    /// The commit, abbreviated.
    pub commit: String,
    /// The files that differ, came or went, relative to the backlog; those git does not know yet are among them.
    pub paths: BTreeSet<String>,
    pub backlog: Backlog,
}

impl Base {
    /// Whether a file differs, or one in a folder.
    pub fn has_changed(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let inside = || self.paths.range(below.clone()..).next();
        self.paths.contains(path) || inside().is_some_and(|first| first.starts_with(&below))
    }
}

/// The backlog where this branch and a revision parted, or as a day found it. Files that could not be read then are left out.
///
/// # Errors
/// No git, no such revision, none in common with this branch, or a shallow clone that does not reach back so far.
pub fn base(root: &Root, now: Backlog, since: Since) -> Result<Base, Error> {
    earlier::refuse_no_history(root)?;
    let commit = earlier::commit_of(root, since)?;
    let mut paths = earlier::changed_paths(root, commit.as_deref())?;
    // What else lies in the folder is judged by nobody.
    paths.retain(|path| files::is_yaml(path));
    against(root, now, commit, paths)
}

/// The backlog with the texts that these files have in a commit; without one there was nothing yet.
fn against(
    root: &Root,
    now: Backlog,
    commit: Option<String>,
    paths: BTreeSet<String>,
) -> Result<Base, Error> {
    let texts = match &commit {
        Some(commit) => earlier::texts(root, commit.trim(), &names(&paths))?,
        None => Vec::new(),
    };
    Ok(Base {
        backlog: with_texts(root, now, &paths, texts)?,
        commit: commit.unwrap_or_default().chars().take(7).collect(),
        paths,
    })
}

/// The backlog as the next commit would hold it: what is changed but not staged is not seen.
///
/// # Errors
/// No git, or it cannot be asked; what is staged of `po.yaml` cannot be used.
pub fn staged(root: &Root) -> Result<Backlog, Error> {
    let outside = || earlier::no_history(root);
    let changed = earlier::differing(root, &[]).ok_or_else(outside)?;
    let mut paths = changed.clone();
    paths.extend(earlier::unknown(root).ok_or_else(outside)?);
    let objects: Vec<String> = paths.iter().map(|path| format!(":./{path}")).collect();
    let found = git::objects(root, &objects).ok_or_else(outside)?;
    let mut texts = Vec::new();
    let mut torn = Vec::new();
    for (path, bytes) in paths.iter().zip(found) {
        match bytes {
            Some(bytes) => texts.push((path.clone(), bytes)),
            // git holds the sides of a merge for it, and none as what is to be committed.
            None if changed.contains(path) => torn.push(unmerged(path)),
            None => {}
        }
    }
    refuse_no_settings(root)?;
    let now = load::load_with(root, settings(root, &mut texts)?, Keep::Texts)?;
    let mut staged = with_texts(root, now, &paths, texts)?;
    staged.findings.extend(torn);
    Ok(staged)
}

/// # Errors
/// The next commit would hold records and not the settings, without which it has no backlog.
fn refuse_no_settings(root: &Root) -> Result<(), Error> {
    let held = earlier::indexed(root).ok_or_else(|| earlier::no_history(root))?;
    let records = held
        .iter()
        .filter(|path| files::record_file(path).is_some());
    let records = records.count();
    match records > 0 && !held.contains(CONFIG) {
        true => Err(Error::usage(format!(
            "{} staged, and not the {CONFIG} that makes them a backlog",
            text::plural(records, "record is", "records are")
        ))
        .help(format!("git add {CONFIG} stages it"))),
        false => Ok(()),
    }
}

/// The settings that are staged, which alone count: what lies here may be half written.
fn settings(root: &Root, texts: &mut Vec<(String, Vec<u8>)>) -> Result<(Config, Document), Error> {
    match texts.iter().position(|(path, _)| path == CONFIG) {
        Some(at) => load::config_of(texts.swap_remove(at).1).map_err(load::no_settings),
        None => load::read_config(root),
    }
}

fn unmerged(path: &str) -> Finding {
    let place = Place {
        path: path.to_owned(),
        ..Place::default()
    };
    let message = "a merge left both sides of it, so nothing of it is staged".to_owned();
    let help = "po resolve shows what is left to decide; git add stages it".to_owned();
    reading::unreadable(place, message, Some(help))
}

/// The backlog of the last commit, where it differs from what is staged; nothing before the first commit.
///
/// # Errors
/// No git, or it cannot be asked.
pub fn committed(root: &Root, staged: Backlog) -> Result<Base, Error> {
    let paths = earlier::differing(root, &["--cached"]).ok_or_else(|| earlier::no_history(root))?;
    let head = git::run(root, &["rev-parse", "--verify", "--quiet", "HEAD"]);
    against(root, staged, head, paths)
}

fn names(paths: &BTreeSet<String>) -> Vec<&str> {
    paths.iter().map(String::as_str).collect()
}

/// The backlog with these texts in place of these files; a file without a text is not there.
fn with_texts(
    root: &Root,
    now: Backlog,
    paths: &BTreeSet<String>,
    mut texts: Vec<(String, Vec<u8>)>,
) -> Result<Backlog, Error> {
    let settings = texts.iter().position(|(path, _)| path == CONFIG);
    let now = match settings.map(|at| texts.swap_remove(at).1) {
        // Other settings judge every record anew; those that could not be used judged nothing.
        Some(bytes) => match load::config_of(bytes) {
            Ok((mut config, document)) => {
                config.floor = now.config.floor;
                load::load_with(root, (config, document), Keep::Texts)?
            }
            Err(_) => now,
        },
        None => now,
    };
    let (mut records, mut findings) = (Vec::new(), Vec::new());
    for (path, bytes) in texts {
        let Some(file) = files::record_file(&path) else {
            continue;
        };
        let document = files::parsed(&path, bytes);
        let read =
            document.and_then(|document| Record::read(file.kind, &path, document, &now.config));
        match read {
            Ok(read) => {
                let Read {
                    record,
                    findings: found,
                } = read;
                records.push(record);
                findings.extend(found);
            }
            Err(finding) => findings.push(*finding),
        }
    }
    Ok(now.with_records_of(paths, records, findings))
}
