//! Adds a remark to records.

use super::Change;
use super::Stamp;
use super::amend::amend;
use super::amend::find;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::id::Id;
use crate::yaml::Edit;
use serde_json::json;

/// Appends a remark, dated and signed.
///
/// # Errors
/// No words, or nobody who says them.
pub fn comment(
    backlog: &Backlog,
    ids: &[Id],
    text: &str,
    stamp: &Stamp,
) -> Result<Vec<Change>, Error> {
    let text = text.trim();
    if text.is_empty() {
        let id = ids.first().map_or("ID", Id::as_str);
        return Err(Error::usage("a comment needs words").help(format!("po comment {id} \"…\"")));
    }
    let remark = Edit::Append {
        path: vec!["comments".into()],
        value: json!({"at": stamp.at, "by": stamp.name()?, "text": text}),
    };
    let mut changes = Vec::new();
    for id in ids {
        let record = find(backlog, id)?;
        changes.extend(amend(backlog, record, vec![remark.clone()], stamp, None)?);
    }
    Ok(changes)
}
