//! Polls, ballots and comparisons: read whole, once a command asks for them.

use super::files;
use super::find::Root;
use crate::model::voices;
use crate::model::voices::COMPARISONS;
use crate::model::voices::VOTES;
use crate::model::voices::Voices;

/// All of them; what cannot be read is a finding.
pub(super) fn voices(root: &Root) -> Voices {
    let mut findings = Vec::new();
    // `votes/POLL.yaml` and `votes/POLL/VOTER.yaml`; `comparisons/SESSION.yaml`.
    let mut paths = files::list_folder(root, VOTES, 2, &mut findings);
    paths.extend(files::list_folder(root, COMPARISONS, 1, &mut findings));
    let given = paths.into_iter().map(|path| {
        let document = files::document(root, &path);
        (path, document)
    });
    let mut voices = voices::read(given.collect());
    voices.findings.extend(findings);
    voices
}

/// The names of the polls; nothing is read.
pub fn polls(root: &Root) -> Vec<String> {
    let paths = files::list_folder(root, VOTES, 1, &mut Vec::new()).into_iter();
    paths
        .map(|path| voices::name_of(&path).to_owned())
        .collect()
}
