//! Polls, ballots and comparisons: read whole, once a command asks for them.

use super::files;
use super::find::Root;
use crate::diag::Finding;
use crate::diag::Place;
use crate::model::reading;
use crate::model::voices;
use crate::model::voices::COMPARISONS;
use crate::model::voices::VOTES;
use crate::model::voices::Voices;

/// All of them; what cannot be read is a finding.
pub(super) fn voices(root: &Root) -> Voices {
    let mut findings = Vec::new();
    // `votes/POLL.yaml` and `votes/POLL/VOTER.yaml`; `comparisons/SESSION.yaml`.
    let mut paths = Vec::new();
    for (folder, depth) in [(VOTES, 2), (COMPARISONS, 1)] {
        // A step further down lies what nobody would count.
        let listed = files::list_folder(root, folder, depth + 1, &mut findings);
        let (here, deep): (Vec<String>, Vec<String>) = listed
            .into_iter()
            .partition(|path| path.split('/').count() <= depth + 1);
        findings.extend(deep.iter().map(|path| too_deep(path)));
        paths.extend(here);
    }
    let given = paths.into_iter().map(|path| {
        let document = files::document(root, &path);
        (path, document)
    });
    let mut voices = voices::read(given.collect());
    voices.findings.extend(findings);
    voices
}

/// That a file lies in a folder in which none is read.
fn too_deep(path: &str) -> Finding {
    let place = Place {
        path: path.to_owned(),
        ..Place::default()
    };
    let message = "it lies too deep and is not counted".to_owned();
    let help = "a ballot is votes/POLL/VOTER.yaml, a session comparisons/SESSION.yaml".to_owned();
    reading::unreadable(place, message, Some(help))
}

/// The names of the polls; nothing is read.
pub fn polls(root: &Root) -> Vec<String> {
    let paths = files::list_folder(root, VOTES, 1, &mut Vec::new()).into_iter();
    paths
        .map(|path| voices::name_of(&path).to_owned())
        .collect()
}
