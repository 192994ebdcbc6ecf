//! The way every write goes: patch the text, read it back as a typed record,
//! let a second reader read it, and only then call it a change.

use super::Change;
use super::change;
use crate::diag::Error;
use crate::diag::Finding;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::kind;
use crate::model::reading;
use crate::model::record;
use crate::yaml;
use crate::yaml::Edit;
use crate::yaml::Reading;

/// Applies edits to a record's text. Answers with the change and the record as
/// it will be; `None` where the edits change nothing.
///
/// # Errors
/// A value that does not fit its field, a place in the file that cannot be
/// edited, or a text that another reader would understand differently.
pub fn patch(
    old: &Record,
    edits: &[Edit],
    config: &Config,
) -> Result<Option<(Change, Record)>, Error> {
    let Some(document) = old.document() else {
        return Err(Error::usage(format!(
            "{} was read without its text",
            old.path
        )));
    };
    let order = record::key_order(old.kind);
    let new = yaml::apply(document, edits, order).map_err(|refusal| {
        let place = reading::place(document, &old.path, refusal.span);
        Error::usage(format!(
            "{} cannot be changed here: {}",
            old.id(),
            refusal.message
        ))
        .at(place)
        .help("nothing was changed; edit the file by hand")
    })?;
    if new.text() == document.text() {
        return Ok(None);
    }
    second_reader(&old.path, document, &new)?;
    let after = new.text().to_owned();
    let read =
        Record::read(old.kind, &old.path, new, config).map_err(|finding| does_not_fit(&finding))?;
    refuse_new_misfits(old, &read.findings, config)?;
    let change = Change {
        path: old.path.clone(),
        id: Some(old.id().clone()),
        before: Some(document.text().to_owned()),
        after: Some(after),
        fields: change::differences(old, &read.record),
        place: None,
    };
    Ok(Some((change, read.record)))
}

/// The record that a change makes.
///
/// # Errors
/// The change takes the record away; never for another change that `edit` made.
pub fn reread(backlog: &Backlog, change: &Change) -> Result<Record, Error> {
    let folder = change.path.split('/').next().unwrap_or_default();
    let kind = kind::by_folder(folder)
        .ok_or_else(|| Error::usage(format!("{} lies in no kind's folder", change.path)))?;
    let Some(text) = change.after.clone() else {
        return Err(Error::usage(format!("{} is removed", change.path)));
    };
    let document = yaml::Document::parse(text).map_err(|(fault, _)| Error::usage(fault.message))?;
    let read = Record::read(kind, &change.path, document, &backlog.config);
    read.map(|read| read.record)
        .map_err(|finding| does_not_fit(&finding))
}

/// What PyYAML, Ruby or yq will read must be what was meant. Where the second
/// reader could not read the old text, it is no judge of the new one.
pub(super) fn second_reader(
    path: &str,
    document: &yaml::Document,
    new: &yaml::Document,
) -> Result<(), Error> {
    let value = |document: &yaml::Document| document.root().map(|root| root.value());
    let (Some(was), Some(is)) = (value(document), value(new)) else {
        return Ok(());
    };
    if yaml::second_reading(document.text(), &was) != Reading::Same {
        return Ok(());
    }
    match yaml::second_reading(new.text(), &is) {
        Reading::Same => Ok(()),
        Reading::Differs(what) | Reading::Unreadable(what) => Err(Error::usage(format!(
            "{} was not changed: other YAML readers would not read what was meant ({what})",
            path
        ))
        .help("edit the file by hand, with the value in double quotes")),
    }
}

/// What was wrong in the file before is not the edit's fault; anything else is.
pub(super) fn refuse_new_misfits(
    old: &Record,
    found: &[Finding],
    config: &Config,
) -> Result<(), Error> {
    if found.is_empty() {
        return Ok(());
    }
    let before = old.document().and_then(|document| {
        let again = yaml::Document::parse(document.text().to_owned()).ok()?;
        Record::read(old.kind, &old.path, again, config).ok()
    });
    let known = before.map(|read| read.findings).unwrap_or_default();
    let is_known = |finding: &Finding| {
        known
            .iter()
            .any(|k| k.field == finding.field && k.message == finding.message)
    };
    match found.iter().find(|finding| !is_known(finding)) {
        None => Ok(()),
        Some(finding) => Err(does_not_fit(finding)),
    }
}

fn does_not_fit(finding: &Finding) -> Error {
    let mut error = Error::usage(finding.message.clone());
    if finding.rule == "bad-enum"
        && let Some(help) = &finding.help
    {
        error = error.help(help.clone());
    }
    match &finding.id {
        Some(id) => error.help(format!(
            "nothing was changed; po show {id} --json shows the values as they are"
        )),
        None => error.help("nothing was changed"),
    }
}
