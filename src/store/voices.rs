//! Polls, ballots and comparisons: read whole, once a command asks for them.

use super::files;
use super::find::Root;
use crate::diag::Finding;
use crate::model::reading;
use crate::model::voices::Ballot;
use crate::model::voices::COMPARISONS;
use crate::model::voices::Comparison;
use crate::model::voices::File;
use crate::model::voices::Poll;
use crate::model::voices::PollFile;
use crate::model::voices::VOTES;
use crate::model::voices::Voices;
use crate::text;
use crate::yaml::Path;
use serde::de::DeserializeOwned;

/// How deep a ballot lies: `votes/POLL/VOTER.yaml`.
const DEPTH: usize = 2;

/// All of them; what cannot be read is a finding.
pub(super) fn voices(root: &Root) -> Voices {
    let mut voices = Voices::default();
    let findings = &mut voices.findings;
    let (mut polls, mut ballots) = (Vec::new(), Vec::new());
    for path in files::list_folder(root, VOTES, DEPTH, findings) {
        match path.matches('/').count() {
            1 => polls.extend(read::<Poll>(root, &path, findings)),
            _ => ballots.extend(read::<Ballot>(root, &path, findings)),
        }
    }
    for file in polls {
        let folder = format!("{VOTES}/{}/", file.name());
        let of_poll = |ballot: &File<Ballot>| ballot.path.starts_with(&folder);
        let (own, others) = ballots.into_iter().partition(of_poll);
        ballots = others;
        voices.polls.push(PollFile { file, ballots: own });
    }
    for path in files::list_folder(root, COMPARISONS, 1, findings) {
        if let Some(file) = read::<Vec<Comparison>>(root, &path, findings) {
            match unsaid(&file) {
                None => voices.sessions.push(file),
                Some(finding) => findings.push(finding),
            }
        }
    }
    findings.extend(ballots.iter().map(lost));
    voices
}

fn read<T: DeserializeOwned>(
    root: &Root,
    path: &str,
    findings: &mut Vec<Finding>,
) -> Option<File<T>> {
    let document = files::document(root, path);
    match document.and_then(|document| File::read(path, document)) {
        Ok(file) => Some(file),
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}

/// An answer that says nothing, or two things.
fn unsaid(file: &File<Vec<Comparison>>) -> Option<Finding> {
    let at = file.value.iter().position(|entry| entry.said().is_none())?;
    let keys: Path = vec![at.into()];
    let place = reading::place_of(Some(&file.document), &file.path, &keys);
    let message = "this is no comparison".to_owned();
    let help = "write {winner: S-1, loser: S-2}, {tie: [S-1, S-2]} or {a: S-1, b: S-2, ratio: 3}";
    Some(reading::unreadable(place, message, Some(help.to_owned())))
}

/// A ballot whose poll is not there, or cannot be read.
fn lost(ballot: &File<Ballot>) -> Finding {
    let place = reading::place_of(Some(&ballot.document), &ballot.path, &Path::new());
    let folder = ballot
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let poll = folder.rsplit('/').next().unwrap_or(folder);
    let message = format!("a ballot without a poll: there is no readable {folder}.yaml");
    let help = format!("po vote new {} makes the poll", text::shell_word(poll));
    reading::unreadable(place, message, Some(help))
}
