//! Reads a whole backlog, in parallel, and goes on past what it cannot read.

use super::excerpt;
use super::files;
use super::files::RecordFile;
use super::find::Root;
use super::voices::voices;
use crate::diag::Error;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::PARALLEL_FROM;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::config::ConfigFile;
use crate::model::kind::Kind;
use crate::model::reading;
use crate::model::record::Read;
use crate::model::vision::Vision;
use crate::model::voices::Source;
use crate::yaml::Document;
use rayon::prelude::*;
use std::collections::HashSet;

/// How much of the records is kept in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// What the order hangs on alone: id, status and rank. A file that gives no
    /// record has the place that a line of it says.
    Order,
    /// All values, for commands that only read.
    Values,
    /// The texts as well, for commands that show places or write.
    Texts,
}

/// The keys of `Keep::Order`.
const ORDER: [&str; 3] = ["id", "status", "rank"];

/// The file with the settings; the folder that holds it is a backlog.
pub const CONFIG: &str = "po.yaml";
const VISION: &str = "vision.yaml";

/// Loads all records.
///
/// # Errors
/// `po.yaml` cannot be read or says something that cannot be used; everything
/// else is a finding of the backlog.
pub fn load(root: &Root, keep: Keep) -> Result<Backlog, Error> {
    load_with(root, read_config(root)?, keep)
}

/// Loads everything with other settings than those that lie here.
pub(super) fn load_with(
    root: &Root,
    config: (Config, Document),
    keep: Keep,
) -> Result<Backlog, Error> {
    let (files, mut findings) = files::list(root);
    findings.extend(files::strangers(root));
    load_files(root, config, &files, findings, keep)
}

/// Loads the records of these kinds, and no others.
///
/// # Errors
/// As `load`.
pub fn load_kinds(root: &Root, kinds: &[&'static Kind], keep: Keep) -> Result<Backlog, Error> {
    let config = read_config(root)?;
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    for kind in kinds {
        files::list_kind(root, kind, &mut files, &mut findings);
    }
    load_files(root, config, &files, findings, keep)
}

/// Loads these files as a backlog of their own.
pub(super) fn load_files(
    root: &Root,
    (config, config_file): (Config, Document),
    files: &[RecordFile],
    mut findings: Vec<Finding>,
    keep: Keep,
) -> Result<Backlog, Error> {
    let vision = load_vision(root, &mut findings);
    let read = |file: &RecordFile| read_file(root, &config, file, keep);
    let results: Vec<_> = if files.len() < PARALLEL_FROM {
        files.iter().map(read).collect()
    } else {
        files.par_iter().with_min_len(64).map(read).collect()
    };
    let mut records = Vec::with_capacity(results.len());
    let mut unreadable = HashSet::new();
    for (file, result) in files.iter().zip(results) {
        match result {
            Ok(read) => {
                records.push(read.record);
                findings.extend(read.findings);
            }
            Err(finding) => {
                unreadable.extend(file.id());
                findings.push(*finding);
                if keep == Keep::Order {
                    records.extend(stand_ins(root, &config, file));
                }
            }
        }
    }
    let (vision, vision_file) = vision.unzip();
    let mut backlog = Backlog::new(config, vision, records).with_file(CONFIG, config_file);
    if let Some(document) = vision_file {
        backlog = backlog.with_file(VISION, document);
    }
    // Not the lock: it is the command's.
    let at = Root::at(root.folder());
    let source = Source(Box::new(move || voices(&at)));
    Ok(backlog
        .with_findings(findings, unreadable)
        .with_voices(source))
}

/// The records that hold the place of a file which gives none.
fn stand_ins(root: &Root, config: &Config, file: &RecordFile) -> Vec<Record> {
    let said = excerpt::remains(root, file, "rank").into_iter();
    let read = said.filter_map(|d| Record::read(file.kind, &file.path, d, config).ok());
    read.map(|read| read.record).collect()
}

fn read_file(
    root: &Root,
    config: &Config,
    file: &RecordFile,
    keep: Keep,
) -> Result<Box<Read>, Box<Finding>> {
    let document = match keep {
        Keep::Order => excerpt::document(root, &file.path, &ORDER)?,
        Keep::Values | Keep::Texts => files::document(root, &file.path)?,
    };
    let mut read = Record::read(file.kind, &file.path, document, config)?;
    if keep != Keep::Texts {
        read.record.forget_document();
    }
    Ok(Box::new(read))
}

/// Reads `po.yaml`.
///
/// # Errors
/// What in it cannot be used, with its place; nothing works without it.
pub fn load_config(root: &Root) -> Result<Config, Error> {
    read_config(root).map(|(config, _)| config)
}

/// Reads `po.yaml` and keeps its text.
///
/// # Errors
/// As `load_config`.
pub(super) fn read_config(root: &Root) -> Result<(Config, Document), Error> {
    let document = files::document(root, CONFIG).map_err(no_settings)?;
    config_in(document).map_err(no_settings)
}

/// The error of settings that cannot be used.
pub(super) fn no_settings(finding: Box<Finding>) -> Error {
    let mut error = Error::of(*finding);
    error.message = format!("po.yaml cannot be used: {}", error.message);
    if error.help.is_empty() {
        error = error.help("po help files says what po.yaml holds");
    }
    error
}

/// The settings in the bytes of a `po.yaml`.
///
/// # Errors
/// What makes them no settings.
pub(super) fn config_of(bytes: Vec<u8>) -> Result<(Config, Document), Box<Finding>> {
    config_in(files::parsed(CONFIG, bytes)?)
}

fn config_in(document: Document) -> Result<(Config, Document), Box<Finding>> {
    let file: ConfigFile = crate::yaml::read(&document)
        .map_err(|misfit| Box::new(reading::config_misfit(&document, CONFIG, misfit)))?;
    let config = Config::new(file).map_err(|error| {
        let place = reading::place_of(Some(&document), CONFIG, &error.path);
        let mut finding = Finding::new("bad-type", Severity::Error, place, error.message);
        finding.help = error.help;
        Box::new(finding)
    })?;
    Ok((config, document))
}

fn load_vision(root: &Root, findings: &mut Vec<Finding>) -> Option<(Vision, Document)> {
    if !root.join(VISION).is_file() {
        return None;
    }
    let document = match files::document(root, VISION) {
        Ok(document) => document,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    match crate::yaml::read_lenient::<Vision>(&document) {
        Ok((vision, misfits)) => {
            let misfits = misfits.into_iter();
            findings.extend(misfits.map(|m| reading::config_misfit(&document, VISION, m)));
            Some((vision, document))
        }
        Err(misfit) => {
            findings.push(reading::config_misfit(&document, VISION, misfit));
            None
        }
    }
}
