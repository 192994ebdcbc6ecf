//! Votes and comparisons that name a record which gets another id, or goes.

use super::Change;
use super::patch;
use super::plain;
use crate::diag::Error;
use crate::model::id::Id;
use crate::model::voices::Voices;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::NodeRef;
use crate::yaml::Path;
use crate::yaml::Segment;
use serde_json::Map;
use serde_json::Value;
use std::collections::BTreeMap;

/// A place in a poll, a ballot or a session of comparisons that names a record.
#[derive(Clone, Debug)]
pub struct Voiced<'a> {
    /// The file, relative to the backlog.
    pub path: &'a str,
    pub document: &'a Document,
    at: Path,
    /// The record is named by the key, not by the value.
    is_key: bool,
}

impl Voiced<'_> {
    /// The place as people write it, such as `items.2`.
    pub fn field(&self) -> String {
        let step = |segment: &Segment| match segment {
            Segment::Key(key) => key.clone(),
            Segment::Index(at) => (at + 1).to_string(),
        };
        self.at.iter().map(step).collect::<Vec<_>>().join(".")
    }

    /// From 1.
    pub fn line(&self) -> u32 {
        let node = self.document.root().and_then(|root| root.at(&self.at));
        node.map_or(1, |node| node.span().line)
    }
}

/// Whose answer it is: a name, which may look like an id.
const BY: &str = "by";

/// The places that name a record, file by file.
pub fn voiced<'a>(voices: &'a Voices, id: &Id) -> Vec<Voiced<'a>> {
    let polls = voices.polls.iter().flat_map(|poll| {
        let own = (poll.file.path.as_str(), &poll.file.document);
        let ballots = poll.ballots.iter();
        [own]
            .into_iter()
            .chain(ballots.map(|file| (file.path.as_str(), &file.document)))
    });
    let sessions = voices.sessions.iter();
    let sessions = sessions.map(|file| (file.path.as_str(), &file.document));
    let mut found = Vec::new();
    for (path, document) in polls.chain(sessions) {
        let mut places = Vec::new();
        look(&document.value(), Path::new(), id.as_str(), &mut places);
        found.extend(places.into_iter().map(|(at, is_key)| Voiced {
            path,
            document,
            at,
            is_key,
        }));
    }
    found
}

fn look(value: &Value, at: Path, id: &str, found: &mut Vec<(Path, bool)>) {
    let inside = |segment: Segment| [at.clone(), vec![segment]].concat();
    match value {
        Value::String(text) if text == id => found.push((at, false)),
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                look(item, inside(place.into()), id, found);
            }
        }
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| *key != BY) {
                match key == id {
                    true => found.push((inside(key.as_str().into()), true)),
                    false => look(value, inside(key.as_str().into()), id, found),
                }
            }
        }
        _ => {}
    }
}

/// The places by file.
fn by_file<'p, 'a>(places: &[&'p Voiced<'a>]) -> BTreeMap<&'a str, Vec<&'p Voiced<'a>>> {
    let mut files: BTreeMap<&str, Vec<&Voiced>> = BTreeMap::new();
    for place in places {
        files.entry(place.path).or_default().push(place);
    }
    files
}

/// The files in which these places name another record.
///
/// # Errors
/// A place that cannot be edited.
pub(super) fn renamed(places: &[(&Voiced<'_>, &Id)]) -> Result<Vec<Change>, Error> {
    let all: Vec<&Voiced> = places.iter().map(|(place, _)| *place).collect();
    let to = |place: &Voiced| {
        let mut places = places.iter();
        places.find(|(other, _)| std::ptr::eq(*other, place))
    };
    let mut changes = Vec::new();
    for (path, places) in by_file(&all) {
        let before = places[0].document;
        let mut edits = Vec::new();
        let mut new = before.clone();
        for place in places {
            let Some((_, to)) = to(place) else { continue };
            match place.is_key {
                true => new = with_key(path, &new, &place.at, to)?,
                false => edits.push(Edit::Set {
                    path: place.at.clone(),
                    value: Value::String(to.to_string()),
                }),
            }
        }
        let change = plain::edited((path, &new), &edits, Vec::new())?;
        changes.push(Change {
            before: Some(before.text().to_owned()),
            ..change
        });
    }
    Ok(changes)
}

/// The document with another key at this place, where it stood.
fn with_key(path: &str, document: &Document, at: &[Segment], to: &Id) -> Result<Document, Error> {
    let refuse = || {
        Error::usage(format!(
            "{path} cannot be changed here: a key cannot be renamed"
        ))
        .help("nothing was changed; edit the file by hand")
    };
    let (Some((Segment::Key(old), above)), Some(root)) = (at.split_last(), document.root()) else {
        return Err(refuse());
    };
    let map = root.at(above).ok_or_else(refuse)?;
    let is_old = |(key, _): &(NodeRef<'_>, NodeRef<'_>)| key.text() == Some(old);
    let (key, _) = map.entries().find(is_old).ok_or_else(refuse)?;
    let mut text = document.text().to_owned();
    text.replace_range(key.span().start..key.end(), to.as_str());
    let new = Document::parse(text).map_err(|_| refuse())?;
    let mut meant = document.value();
    let inside = above
        .iter()
        .try_fold(&mut meant, |value, segment| match segment {
            Segment::Key(key) => value.get_mut(key),
            Segment::Index(at) => value.get_mut(at),
        });
    if let Some(Value::Object(map)) = inside {
        let entries = std::mem::take(map).into_iter();
        let named = entries.map(|(key, value)| match key == *old {
            true => (to.to_string(), value),
            false => (key, value),
        });
        *map = named.collect::<Map<_, _>>();
    }
    // As text, since maps compare without order.
    let said = |value: &Value| value.to_string();
    let is_as_meant = said(&new.value()) == said(&meant);
    patch::second_reader(path, document, &new)?;
    is_as_meant.then_some(new).ok_or_else(refuse)
}

/// The files without what they say of these places: an item with its price or
/// its dots, a comparison as a whole.
///
/// # Errors
/// A place that cannot be edited.
pub(super) fn without(places: &[Voiced<'_>]) -> Result<Vec<Change>, Error> {
    let all: Vec<&Voiced> = places.iter().collect();
    let mut changes = Vec::new();
    for (path, places) in by_file(&all) {
        let document = places[0].document;
        let answers = document.value().as_array().map_or(0, Vec::len);
        let gone = |place: &&Voiced| match place.at.first() {
            Some(answer @ Segment::Index(_)) => vec![answer.clone()],
            _ => place.at.clone(),
        };
        let mut gone: Vec<Path> = places.iter().map(gone).collect();
        // From the back, so that no place shifts under another.
        gone.reverse();
        gone.dedup();
        let nothing_left = gone.len() == answers;
        let edits: Vec<Edit> = gone.into_iter().map(|path| Edit::Remove { path }).collect();
        changes.push(match nothing_left {
            true => Change {
                path: path.to_owned(),
                id: None,
                before: Some(document.text().to_owned()),
                after: None,
                fields: Vec::new(),
                place: None,
            },
            false => plain::edited((path, document), &edits, Vec::new())?,
        });
    }
    Ok(changes)
}
