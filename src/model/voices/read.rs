//! From the files of votes and comparisons to what they say.
use std::collections::HashMap;

use serde::de::DeserializeOwned;
use unicode_normalization::UnicodeNormalization;

use super::Ballot;
use super::COMPARISONS;
use super::Comparison;
use super::FORMS;
use super::File;
use super::Poll;
use super::PollFile;
use super::VOTES;
use super::Voices;
use crate::diag::Finding;
use crate::model::reading;
use crate::text;
use crate::yaml::Document;
use crate::yaml::Path;

/// A file by its path, or why it is no document.
pub type Given = (String, Result<Document, Box<Finding>>);

/// What the files say, in the order of their paths; what cannot be read is a finding.
pub fn read(files: Vec<Given>) -> Voices {
    let mut voices = Voices::default();
    let (mut polls, mut ballots) = (Vec::new(), Vec::new());
    for (path, document) in files {
        let findings = &mut voices.findings;
        let steps: Vec<&str> = path.split('/').collect();
        match steps.as_slice() {
            [COMPARISONS, ..] => {
                let file = one::<Vec<Comparison>>(&path, document, findings);
                voices
                    .sessions
                    .extend(file.and_then(|file| said(file, findings)));
            }
            [VOTES, _] => polls.extend(one::<Poll>(&path, document, findings)),
            _ => ballots.extend(one::<Ballot>(&path, document, findings)),
        }
    }
    let polls = once(polls, &mut voices.findings);
    let mut ballots = once(ballots, &mut voices.findings);
    for file in polls {
        let folder = format!("{VOTES}/{}/", file.name());
        let of_poll = |ballot: &File<Ballot>| ballot.path.starts_with(&folder);
        let (own, others) = ballots.into_iter().partition(of_poll);
        ballots = others;
        voices.polls.push(PollFile { file, ballots: own });
    }
    voices.findings.extend(ballots.iter().map(lost));
    voices
}

/// The files without those whose name says the same as that of one before: `Ana.yaml`, `ana.yaml` and `ana.yml` are
/// one voter.
fn once<T>(files: Vec<File<T>>, findings: &mut Vec<Finding>) -> Vec<File<T>> {
    let mut known: HashMap<String, String> = HashMap::new();
    let mut kept = Vec::with_capacity(files.len());
    for file in files {
        let stem = file
            .path
            .rsplit_once('.')
            .map_or(&*file.path, |(stem, _)| stem);
        let name: String = stem.trim().nfc().collect::<String>().to_lowercase();
        let Some(first) = known.get(&name) else {
            known.insert(name, file.path.clone());
            kept.push(file);
            continue;
        };
        let message = format!("{first} is the same by its name; this one is not counted");
        let help = "keep one of the two files".to_owned();
        findings.push(reading::unreadable(
            file.place(&Path::new()),
            message,
            Some(help),
        ));
    }
    kept
}

fn one<T: DeserializeOwned>(
    path: &str,
    document: Result<Document, Box<Finding>>,
    findings: &mut Vec<Finding>,
) -> Option<File<T>> {
    let read = document.and_then(|document| File::read(path, document));
    read.map_err(|finding| findings.push(*finding)).ok()
}

/// A session whose answers all say something, and one thing each.
fn said(file: File<Vec<Comparison>>, findings: &mut Vec<Finding>) -> Option<File<Vec<Comparison>>> {
    let Some(at) = file.value.iter().position(|entry| entry.said().is_none()) else {
        return Some(file);
    };
    let place = file.place(&vec![at.into()]);
    let message = "this is no comparison".to_owned();
    findings.push(reading::unreadable(place, message, Some(FORMS.to_owned())));
    None
}

/// A ballot whose poll is not there, or cannot be read.
fn lost(ballot: &File<Ballot>) -> Finding {
    let place = ballot.place(&Path::new());
    let folder = ballot
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let poll = folder.rsplit('/').next().unwrap_or(folder);
    let message = format!("a ballot without a poll: there is no {folder}.yaml that can be read");
    let help = format!("po vote new {} makes a poll", text::shell_word(poll));
    reading::unreadable(place, message, Some(help))
}
