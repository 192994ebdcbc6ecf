//! Lays a record out in the canonical way: the one change that may touch every line of a file, and none
//! of its values.

use super::Change;
use super::patch::second_reader;
use crate::diag::Error;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::record;
use crate::yaml;

/// The change that lays a record out; `None` where it is laid out already.
///
/// # Errors
/// The layout would change what the file says, to us or to other readers.
pub fn format(old: &Record, config: &Config) -> Result<Option<Change>, Error> {
    let Some(document) = old.document() else {
        return Err(Error::usage(format!(
            "{} was read without its text",
            old.path
        )));
    };
    let order = record::key_order(old.kind);
    let refused = || {
        Error::usage(format!(
            "{} cannot be laid out without changing what it says",
            old.path
        ))
        .help("nothing was changed; leave it out, or write it anew by hand")
    };
    let new = yaml::format(document, order).ok_or_else(refused)?;
    if new.text() == document.text() {
        return Ok(None);
    }
    second_reader(&old.path, document, &new)?;
    let after = new.text().to_owned();
    let read = Record::read(old.kind, &old.path, new, config).map_err(|_| refused())?;
    if read.record.fields() != old.fields() {
        return Err(refused());
    }
    Ok(Some(Change {
        path: old.path.clone(),
        id: Some(old.id().clone()),
        before: Some(document.text().to_owned()),
        after: Some(after),
        fields: Vec::new(),
        place: None,
    }))
}
