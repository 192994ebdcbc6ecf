//! One change of several records: all of them or none, and each refusal is
//! told.

use super::Change;
use crate::diag::Error;
use crate::diag::Exit;
use crate::model::id::Id;
use crate::text;

/// Changes each record in turn. What a gate refuses is told for all records
/// at once.
///
/// # Errors
/// As of `change`; nothing else is made then.
pub(super) fn each(
    ids: &[Id],
    mut change: impl FnMut(&Id) -> Result<Option<Change>, Error>,
) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    let mut refusals = Vec::new();
    for id in ids {
        match change(id) {
            Ok(changed) => changes.extend(changed),
            Err(refusal) if refusal.exit == Exit::Failed => refusals.push(refusal),
            Err(error) => return Err(error),
        }
    }
    match refusals.len() {
        0 => Ok(changes),
        1 => Err(refusals.remove(0)),
        _ => Err(together(&refusals, ids.len())),
    }
}

/// One refusal that says all of them; only the help that fits each is kept.
fn together(refusals: &[Error], all: usize) -> Error {
    let records = text::plural(all, "record", "records");
    let mut error = Error::refused(format!(
        "{} of {records} are refused, so none is changed",
        refusals.len()
    ));
    for refusal in refusals {
        error = error.detail(refusal.message.clone());
        for line in &refusal.details {
            error = error.detail(line.clone());
        }
    }
    let help = refusals[0].help.iter();
    let shared = help.filter(|line| refusals.iter().all(|refusal| refusal.help.contains(line)));
    error.help = shared.cloned().collect();
    error
}
