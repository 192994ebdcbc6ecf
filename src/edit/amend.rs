//! The way a command changes a record: its own edits, then what history and
//! the gates of the workflow ask for on top.

use super::Change;
use super::Stamp;
use super::gate;
use super::history;
use super::patch;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::id::Id;
use crate::model::unknown;
use crate::rules;
use crate::yaml::Edit;

/// The change that these edits make, with a history entry where a flow field
/// changes; `None` where nothing does. `force` is the reason for which failing
/// items of a gate are waived.
///
/// # Errors
/// A value that does not fit, a file that cannot be edited there, or a gate
/// that does not open.
pub(super) fn amend(
    backlog: &Backlog,
    record: &Record,
    edits: Vec<Edit>,
    stamp: &Stamp,
    force: Option<&str>,
) -> Result<Option<Change>, Error> {
    let config = &backlog.config;
    let Some((change, changed)) = patch(record, &edits, config)? else {
        return Ok(None);
    };
    // Another way to write the same value is no change.
    if change.fields.is_empty() {
        return Ok(None);
    }
    if changed.title() != record.title() {
        refuse_lines(&changed, &format!("po set {} title=\"…\"", record.id()))?;
    }
    if let (None, Some(what)) = (rules::reversed(record), rules::reversed(&changed)) {
        let id = record.id();
        return Err(
            Error::usage(format!("{id} cannot have these dates: {what}"))
                .help("set start= and end= in one call to move both"),
        );
    }
    if change.fields.iter().any(|change| is_score(&change.field)) {
        refuse_invalid_scores(&changed, Some(record), config)?;
    }
    let mut more = Vec::new();
    if changed.status() != record.status() {
        match force {
            None => gate::check(backlog, record.status(), &changed, stamp.today)
                .map_err(|refusal| refusal.help("--force \"reason\" records a waiver for each"))?,
            Some(reason) => more = gate::waivers(backlog, record, &changed, reason, stamp)?,
        }
    }
    more.extend(history::entries(record, &changed, stamp));
    if more.is_empty() {
        return Ok(Some(change));
    }
    let edits = [edits, more].concat();
    Ok(patch(record, &edits, config)?.map(|(change, _)| change))
}

fn is_score(field: &str) -> bool {
    field == "scores" || field.starts_with("scores.")
}

/// Lists, boards and file names show a title in one line.
pub(super) fn refuse_lines(record: &Record, command: &str) -> Result<(), Error> {
    match crate::text::is_one_line(record.title()) {
        true => Ok(()),
        false => Err(Error::usage("a title is one line").help(format!(
            "{command}; what else there is to say goes into description"
        ))),
    }
}

/// What was wrong before is not the change's fault; what it makes wrong is.
pub(super) fn refuse_invalid_scores(
    new: &Record,
    old: Option<&Record>,
    config: &Config,
) -> Result<(), Error> {
    let known = old.map_or_else(Vec::new, |old| {
        rules::invalid_scores(old, &config.file.methods)
    });
    let found = rules::invalid_scores(new, &config.file.methods);
    match found.into_iter().find(|invalid| !known.contains(invalid)) {
        None => Ok(()),
        Some((message, help)) => {
            let error = Error::usage(message);
            Err(help.into_iter().fold(error, Error::help))
        }
    }
}

/// The record of this id, to be changed.
///
/// # Errors
/// There is none; the message names the id it resembles. Or there are several:
/// a query may have chosen the other one.
pub(super) fn find<'a>(backlog: &'a Backlog, id: &Id) -> Result<&'a Record, Error> {
    match backlog.files_sharing(id).as_slice() {
        [] => backlog.get(id).ok_or_else(|| unknown::missing(backlog, id)),
        files => Err(unknown::shared(id, files)),
    }
}
