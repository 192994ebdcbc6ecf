//! The backlog as a branch found it, and as it is staged: what lies here, with other texts in place of files that differ.

use super::earlier;
use super::files;
use super::find::Root;
use super::git;
use super::load;
use super::load::CONFIG;
use super::load::Keep;
use crate::diag::Error;
use crate::model::Backlog;

use crate::model::Record;
use crate::model::record::Read;
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

/// The backlog where this branch and a revision parted. Files that could not be read then are left out.
///
/// # Errors
/// No git, no such revision, none in common with this branch, or a shallow clone that does not reach back so far.
pub fn base(root: &Root, now: Backlog, revision: &str) -> Result<Base, Error> {
    earlier::refuse_no_history(root)?;
    let commit = earlier::merge_base(root, revision)?;
    let mut paths = earlier::changed_paths(root, Some(&commit))?;
    // What else lies in the folder is judged by nobody.
    paths.retain(|path| files::is_yaml(path));
    Ok(Base {
        backlog: with_texts(
            root,
            now,
            &paths,
            earlier::texts(root, &commit, &names(&paths))?,
        )?,
        commit: commit.chars().take(7).collect(),
        paths,
    })
}

/// The backlog as the next commit would hold it: what is changed but not staged is not seen.
///
/// # Errors
/// No git, or it cannot be asked.
pub fn staged(root: &Root, now: Backlog) -> Result<Backlog, Error> {
    let outside = || earlier::no_history(root);
    let mut paths = earlier::differing(root, &[]).ok_or_else(outside)?;
    paths.extend(earlier::unknown(root).ok_or_else(outside)?);
    let objects: Vec<String> = paths.iter().map(|path| format!(":./{path}")).collect();
    let found = git::objects(root, &objects).ok_or_else(outside)?;
    let texts = paths.iter().cloned().zip(found);
    let texts = texts
        .filter_map(|(path, bytes)| Some((path, bytes?)))
        .collect();
    with_texts(root, now, &paths, texts)
}

/// The backlog of the last commit, where it differs from what is staged; nothing before the first commit.
///
/// # Errors
/// No git, or it cannot be asked.
pub fn committed(root: &Root, staged: Backlog) -> Result<Base, Error> {
    let paths = earlier::differing(root, &["--cached"]).ok_or_else(|| earlier::no_history(root))?;
    let head = git::run(root, &["rev-parse", "--verify", "--quiet", "HEAD"]);
    let texts = match &head {
        Some(head) => earlier::texts(root, head.trim(), &names(&paths))?,
        None => Vec::new(),
    };
    Ok(Base {
        backlog: with_texts(root, staged, &paths, texts)?,
        commit: head.unwrap_or_default().chars().take(7).collect(),
        paths,
    })
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
