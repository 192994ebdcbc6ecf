//! Which sprint is meant: an id, `@next` or `@current`.

use super::super::targets;
use po::diag::Error;
use po::model::Backlog;
use po::model::Record;
use po::model::workflow::Category;
use po::text;

/// The planned sprint that starts first.
pub(super) const NEXT: &str = "@next";
/// The sprint that runs.
pub(super) const CURRENT: &str = "@current";

/// The sprint of this word.
///
/// # Errors
/// There is none, or there are several.
pub(super) fn sprint<'a>(backlog: &'a Backlog, word: &str) -> Result<&'a Record, Error> {
    let found = match word {
        NEXT => next(backlog),
        CURRENT => of(backlog, Category::Active).collect(),
        word => return named(backlog, word),
    };
    match found.as_slice() {
        [one] => Ok(one),
        [] if word == NEXT => {
            Err(Error::usage("no sprint is planned").help("po sprint new makes the next one"))
        }
        [] => Err(Error::usage("no sprint is active")
            .help("po sprint start begins the next one; an id means another")),
        several => {
            let ids: Vec<&str> = several.iter().map(|r| r.id().as_str()).collect();
            let message = format!("{word} may be {}", text::and_list(&ids));
            Err(Error::usage(message).help("name the sprint that is meant by its id"))
        }
    }
}

/// Whether a word names a sprint.
pub(super) fn is_sprint(word: &str) -> bool {
    word.starts_with('@') || word.to_uppercase().starts_with("SP-")
}

fn of(backlog: &Backlog, category: Category) -> impl Iterator<Item = &Record> {
    let records = backlog.records().iter();
    records.filter(move |r| r.sprint().is_some() && backlog.category(r) == category)
}

/// Planned sprints with the first start; without any dates all of them.
fn next(backlog: &Backlog) -> Vec<&Record> {
    let planned: Vec<&Record> = of(backlog, Category::Backlog).collect();
    let start = |record: &&Record| record.sprint().and_then(|sprint| sprint.start);
    let first = planned.iter().filter_map(start).min();
    let mut next = planned;
    next.retain(|record| start(record) == first);
    next
}

fn named<'a>(backlog: &'a Backlog, word: &str) -> Result<&'a Record, Error> {
    if word.starts_with('@') {
        return Err(Error::usage(format!("\"{word}\" is no sprint"))
            .help("@next is the next planned one, @current the active one"));
    }
    let id = targets::id(word)?;
    match backlog.get(&id) {
        Some(record) if record.sprint().is_some() => Ok(record),
        Some(record) => Err(Error::usage(format!(
            "{id} is {}, not a sprint",
            text::with_article(record.kind.id)
        ))
        .help("po list sprints --all shows the sprints")),
        None => {
            let sprints = backlog.records().iter().filter(|r| r.sprint().is_some());
            let error = Error::usage(format!("no sprint has the id {id}"));
            let near = text::nearest(id.as_str(), sprints.map(|r| r.id().as_str()));
            Err(match near {
                Some(near) => error.help(format!("did you mean {near}?")),
                None => error.help("po list sprints --all shows the sprints"),
            })
        }
    }
}
