//! Drafts of another tool become records: what is new is written, what is here
//! already is compared and, where asked, brought up to date.

mod compare;
mod draft;
mod place;
mod records;
#[cfg(test)]
mod tests;
mod update;

pub use compare::Difference;
pub use draft::Dates;
pub use draft::Draft;
pub use draft::Source;
pub use draft::Stage;

use super::Change;
use super::Stamp;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::unknown;
use place::Placed;
use place::Places;
use records::Records;

/// Gives out the next ids of a kind.
pub type NextIds<'a> = dyn FnMut(&'static Kind, usize) -> Result<Vec<Id>, Error> + 'a;

/// What an import comes to.
#[derive(Debug, Default)]
pub struct Imported {
    /// New records in the order of the source, and known ones brought up to date.
    pub changes: Vec<Change>,
    /// Records that were here already and stay as they are.
    pub unchanged: usize,
    /// Fields that the source has otherwise than the backlog.
    pub differences: Vec<Difference>,
    /// Links whose target is neither in the source nor in the backlog.
    pub left_out: usize,
}

/// Turns drafts into changes. A draft whose key a record has under
/// `external:` (of sprints and releases: a record of the same kind) is that
/// record; the others become new ones. Gates do not stop an import: work that
/// was done elsewhere is done.
///
/// A known record keeps what it says, unless `update` is set: then each field
/// takes the value of the source, and flow fields go into its history. The
/// state is only another one where its category is; labels, links, dependencies
/// and comments are only added.
///
/// # Errors
/// A file of the backlog that gives no record (its key could be among the
/// drafts), a draft that makes no record, or a file that cannot be edited.
pub fn import(
    backlog: &Backlog,
    source: &Source<'_>,
    ids: &mut NextIds<'_>,
    stamp: &Stamp,
    update: bool,
) -> Result<Imported, Error> {
    // What the file stands for is not known: importing it again would double it.
    let lacking = "it is not known whether it was imported before";
    unknown::refuse_unreadable(backlog, lacking, "import")?;
    let places = Places::new(backlog, source, ids)?;
    let records = Records::new(backlog, &places)?;
    let mut imported = Imported::default();
    for (at, placed) in places.placed.iter().enumerate() {
        let (fields, left_out) = records.fields(placed);
        imported.left_out += left_out;
        let Some(known) = placed.record else {
            let change = records.create(at, placed, fields);
            imported.changes.push(change.map_err(|e| about(placed, e))?);
            continue;
        };
        let found = compare::differences(backlog, placed, known, &fields);
        let found = found.map_err(|e| about(placed, e))?;
        let change = match update {
            true => update::update(backlog, placed, known, &found, stamp)?,
            false => None,
        };
        imported.unchanged += usize::from(change.is_none());
        imported.changes.extend(change);
        let taken = |mut difference: Difference| {
            difference.taken = update && difference.can_be_taken();
            difference
        };
        let differences = found.into_iter().map(|found| taken(found.difference));
        imported.differences.extend(differences);
    }
    Ok(imported)
}

/// Says of which draft an error speaks.
fn about(placed: &Placed<'_>, mut error: Error) -> Error {
    let draft = placed.draft;
    error.message = format!(
        "{} (line {} of the source): {}",
        draft.key, draft.line, error.message
    );
    error
}
