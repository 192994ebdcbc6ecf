//! Ids of records with their titles, in the order of `po list`.

use super::Candidate;
use super::begins;
use super::desk::Desk;
use po::model::id::Id;
use po::model::kind;
use po::model::kind::Kind;
use po::store::Glimpse;
use po::text;
use serde_json::Value;

/// Ids offered at once; more are no help to anybody.
const MOST: usize = 200;

/// The records of these kinds whose ids begin as typed: the open ones. Closed
/// ones only where a digit says which, or no other fits.
pub(super) fn ids(desk: &Desk, kinds: &[&'static Kind], typed: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    for kind in kinds {
        // Small letters are typed faster.
        let start = format!("{}-", kind.prefix);
        let tail = match typed.get(..start.len()) {
            Some(own) if own.eq_ignore_ascii_case(&start) => &typed[start.len()..],
            None if begins(&start, typed) => "",
            _ => continue,
        };
        let seen = desk.glimpse(
            kind,
            &format!("{start}{tail}"),
            &["title", "status", "rank"],
        );
        let (open, closed): (Vec<Glimpse>, Vec<Glimpse>) = seen
            .into_iter()
            .partition(|record| desk.is_open(kind, text_of(record, "status")));
        let with_closed = open.is_empty() || !tail.is_empty();
        for mut group in [open, if with_closed { closed } else { Vec::new() }] {
            group.sort_by(|a, b| place(a).cmp(&place(b)));
            found.extend(group);
        }
    }
    let mut ids: Vec<Candidate> = found.iter().take(MOST).map(candidate).collect();
    if found.len() > MOST {
        // What all of them begin with is what the shell may fill in, not what
        // only those shown begin with.
        let all = found.iter().map(|record| record.id.as_str());
        let more = text::thousands(found.len() - MOST);
        ids.push(Candidate::new(
            common_start(all),
            format!("… and {more} more"),
        ));
    }
    ids
}

/// Those of every kind.
pub(super) fn of_all_kinds(desk: &Desk, typed: &str) -> Vec<Candidate> {
    ids(desk, kind::ALL, typed)
}

fn candidate(record: &Glimpse) -> Candidate {
    Candidate::new(
        record.id.as_str(),
        text_of(record, "title").unwrap_or_default(),
    )
}

fn text_of<'g>(record: &'g Glimpse, key: &str) -> Option<&'g str> {
    record.values.get(key).and_then(Value::as_str)
}

/// By rank, those without one behind, then by id.
fn place(record: &Glimpse) -> (bool, Option<&str>, &Id) {
    let rank = text_of(record, "rank");
    (rank.is_none(), rank, &record.id)
}

fn common_start<'a>(mut words: impl Iterator<Item = &'a str>) -> String {
    let mut common = words.next().unwrap_or_default().to_owned();
    for word in words {
        while !word.starts_with(&common) {
            common.pop();
        }
    }
    common
}
