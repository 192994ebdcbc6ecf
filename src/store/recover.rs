//! What an interrupted `po` left: the next one that writes finishes it or takes
//! it back.

use super::apply::remember_ids;
use super::disk::Disk;
use super::files::plain;
use super::find::Root;
use super::interrupted::Recovered;
use super::interrupted::what;
use super::journal::Journal;
use super::journal::Phase;
use super::replace;
use super::replace::Rest;
use crate::diag::Error;

/// Finishes or reverts what an interrupted run left. The lock is held.
///
/// # Errors
/// The journal cannot be read, or the disk refuses.
pub(super) fn recover(root: &Root, disk: &Disk) -> Result<Option<Recovered>, Error> {
    let journal = Journal::new(root, disk);
    let Some(phase) = journal.open() else {
        return Ok(None);
    };
    let set = journal.read(phase)?;
    let go_on = || -> std::io::Result<Recovered> {
        let mut recovered = Recovered {
            what: what(&set),
            finished: false,
            left: Vec::new(),
            kept: None,
        };
        if phase == Phase::Preparing {
            replace::clear(root, disk, &set, phase)?;
            return Ok(recovered);
        }
        if phase == Phase::Replacing {
            // The run that died may have died before its marks.
            remember_ids(root, &set);
            if let Rest::Finished = replace::rest(root, disk, &set)? {
                journal.done()?;
                recovered.finished = true;
                return Ok(recovered);
            }
            journal.enter(phase, Phase::Reverting, &set)?;
        }
        let left = replace::revert(root, disk, &set)?;
        recovered.left = left.left;
        recovered.kept = left.kept;
        Ok(recovered)
    };
    go_on().map(Some).map_err(|error| {
        let message = format!(
            "{} was interrupted and cannot be finished: {}",
            what(&set),
            plain(&error)
        );
        Error::usage(message).help("nothing else was changed; the next po that writes tries again")
    })
}
