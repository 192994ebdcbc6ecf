//! A new poll, and what one voter gives.

use super::Change;
use super::FieldChange;
use super::Stamp;
use super::plain;
use crate::diag::Error;
use crate::model::id::Id;
use crate::model::voices;
use crate::model::voices::Ballot;
use crate::model::voices::Poll;
use crate::model::voices::PollFile;
use crate::model::voices::Voices;
use crate::priority::inputs::number as amount;
use crate::yaml::Edit;
use serde_json::json;

/// A poll that is not there yet.
///
/// # Errors
/// A name that no file can have, or that another poll has; a poll that could not be counted.
pub fn new_poll(voices: &Voices, name: &str, poll: &Poll) -> Result<Change, Error> {
    let path = voices::poll_path(name)
        .map_err(|why| Error::usage(why).help("name it in letters and digits, as in spring"))?;
    refuse_unread(voices, &path)?;
    if voices.poll(name).is_some() {
        return Err(
            Error::usage(format!("there is a poll \"{name}\" already")).help(format!(
                "po vote --poll {} shows it",
                crate::text::shell_word(name)
            )),
        );
    }
    if let Some(fault) = poll.fault() {
        return Err(Error::usage(fault.why).help("po vote new --help has examples"));
    }
    let priced = poll.prices.iter();
    let mut faults = priced.filter_map(|(id, price)| Some((id, Poll::price_fault(*price)?)));
    match faults.next() {
        None => plain::made(&path, &json!(poll)),
        Some((id, why)) => {
            Err(Error::usage(format!("the price of {id}: {why}")).help("as in --price S-142=100"))
        }
    }
}

/// The ballot of the person with these numbers on it; nothing where it says so already. 0 takes an item off.
///
/// # Errors
/// Nobody is known; a name that no file can have; a poll or a ballot that cannot be counted.
pub fn vote(
    voices: &Voices,
    poll: &PollFile,
    given: &[(Id, f64)],
    stamp: &Stamp,
) -> Result<Option<Change>, Error> {
    poll.check()?;
    let voter = stamp.name()?;
    let path = voices::ballot_path(poll.file.name(), voter).map_err(|why| {
        Error::usage(why).help("--as says who votes: a name in letters and digits")
    })?;
    refuse_unread(voices, &path)?;
    let old = poll.ballots.iter().find(|ballot| ballot.path == path);
    let mut ballot = old.map_or_else(Ballot::default, |old| old.value.clone());
    let (mut edits, mut fields) = (Vec::new(), Vec::new());
    for (at, (id, number)) in given.iter().enumerate() {
        if given[..at].iter().any(|(other, _)| other == id) {
            return Err(Error::usage(format!("{id} is voted for twice at once"))
                .help("name it once, with all that it gets"));
        }
        let number = Some(*number).filter(|number| *number != 0.0);
        let before = match number {
            Some(number) => ballot.ballot.insert(id.clone(), number),
            None => ballot.ballot.shift_remove(id),
        };
        if before == number {
            continue;
        }
        let path = vec!["ballot".into(), id.as_str().into()];
        edits.push(match number {
            Some(number) => Edit::Set {
                path,
                value: json!(amount(number)),
            },
            None => Edit::Remove { path },
        });
        fields.push(FieldChange {
            field: id.to_string(),
            from: json!(before.map(amount)),
            to: json!(number.map(amount)),
        });
    }
    if let Some(fault) = poll.file.value.refuses(&ballot) {
        let name = crate::text::shell_word(poll.file.name());
        return Err(
            Error::usage(format!("{voter} cannot vote so: {}", fault.why))
                .help(format!(
                    "po vote --poll {name} shows the poll, and what everybody has left"
                ))
                .help("a number replaces the one before; S-142=0 takes it back"),
        );
    }
    if edits.is_empty() {
        return Ok(None);
    }
    let Some(old) = old else {
        ballot.on = Some(stamp.today);
        return plain::made(&path, &json!(ballot)).map(Some);
    };
    edits.push(Edit::Set {
        path: vec!["on".into()],
        value: json!(stamp.today),
    });
    plain::edited((&path, &old.document), &edits, fields).map(Some)
}

/// A file that cannot be read is never written over.
pub(super) fn refuse_unread(voices: &Voices, path: &str) -> Result<(), Error> {
    let unread = voices
        .findings
        .iter()
        .find(|finding| finding.place.path == path);
    unread.map_or(Ok(()), |finding| Err(Error::of(finding.clone())))
}
