//! Words that mean a record or a person without their id or name: `@current`, `@next`, `@me`, and what a record is
//! called. Queries and assignments take the same.

use super::backlog::Backlog;
use super::id::Id;
use super::kind;
use super::kind::Kind;
use super::query;
use super::record::Record;
use super::unknown;
use super::workflow::Category;
use crate::diag::Error;
use crate::text;
use crate::text::nearest;

/// The sprint that runs.
pub const CURRENT: &str = "@current";
/// The planned sprint that starts first.
pub const NEXT: &str = "@next";
/// Who types.
pub const ME: &str = "@me";
/// Each of these words with what it means.
pub const WORDS: [(&str, &str); 3] = [
    (ME, "you"),
    (CURRENT, "the active sprint"),
    (NEXT, "the one after it"),
];
/// Fields that hold the names of `people:` in `po.yaml`.
pub const PEOPLE: [&str; 2] = ["assignee", "owner"];

/// What people type for the absence of a value.
const NOTHING: [&str; 8] = [
    "-", "none", "null", "nil", "nothing", "nobody", "empty", "unset",
];

/// Whether a word is meant as no value at all.
pub fn is_nothing(text: &str) -> bool {
    NOTHING.contains(&text.trim().to_lowercase().as_str())
}

/// The sprints that a word means, several where teams have one each; `None` where it is no such word.
pub fn sprints<'a>(backlog: &'a Backlog, word: &str) -> Option<Vec<&'a Record>> {
    match word {
        CURRENT => Some(in_category(backlog, Category::Active).collect()),
        NEXT => Some(next(backlog)),
        _ => None,
    }
}

fn in_category(backlog: &Backlog, category: Category) -> impl Iterator<Item = &Record> {
    let records = backlog.records().iter();
    records.filter(move |r| r.sprint().is_some() && backlog.category(r) == category)
}

/// Planned sprints with the first start; without any dates all of them.
fn next(backlog: &Backlog) -> Vec<&Record> {
    let start = |record: &&Record| record.sprint().and_then(|sprint| sprint.start);
    let mut next: Vec<&Record> = in_category(backlog, Category::Backlog).collect();
    let first = next.iter().filter_map(start).min();
    next.retain(|record| start(record) == first);
    next
}

/// Whether a text is meant as an id: it has the form of one, and its letters are those of a kind. They may be small.
pub fn is_id(text: &str) -> bool {
    let prefix = text.split('-').next().unwrap_or_default().to_uppercase();
    let id = Id::read(text.replacen(&prefix.to_lowercase(), &prefix, 1));
    kind::by_prefix(&prefix).is_some() && id.is_some_and(|id| id.is_well_formed())
}

/// The records of a kind that are called so: by title, releases by version as well.
pub fn called<'a>(backlog: &'a Backlog, kind: &Kind, name: &str) -> Vec<&'a Record> {
    let wanted = query::fold(name.trim());
    let records = backlog.records().iter().filter(|r| r.kind.id == kind.id);
    let is_meant = |record: &&Record| names(record).iter().any(|n| query::fold(n) == wanted);
    records.filter(is_meant).collect()
}

fn names(record: &Record) -> Vec<String> {
    let version = record
        .field("version")
        .filter(|_| record.kind.id == "release");
    let version = version.and_then(|version| version.as_str().map(str::to_owned));
    [record.title().to_owned()]
        .into_iter()
        .chain(version)
        .collect()
}

/// The one record of a kind that a word means.
///
/// # Errors
/// There is none, or there are several.
pub fn one<'a>(backlog: &'a Backlog, kind: &'static Kind, word: &str) -> Result<&'a Record, Error> {
    let moving = sprints(backlog, word).filter(|_| kind.id == "sprint");
    let found = match &moving {
        Some(sprints) => sprints.clone(),
        None => likeliest(backlog, called(backlog, kind, word), word),
    };
    match found.as_slice() {
        [one] => Ok(one),
        [] if moving.is_some() => Err(no_sprint(word)),
        [] => Err(nothing(backlog, kind, word)),
        several => {
            let ids: Vec<&str> = several.iter().map(|r| r.id().as_str()).collect();
            let message = format!("\"{word}\" may be {}", text::and_list(&ids));
            Err(Error::usage(message).help(format!("name the {} that is meant by its id", kind.id)))
        }
    }
}

/// The shortest part of a title that means a record, in letters.
const PART: usize = 4;

/// The one record of any kind that a word means: what it is called, the sprint that `@current` is, or the only title
/// in which the words stand. None where it is nothing of that.
///
/// # Errors
/// Several are meant.
pub fn any<'a>(backlog: &'a Backlog, word: &str) -> Result<Option<&'a Record>, Error> {
    if let Some(kind) = kind::ALL
        .iter()
        .find(|kind| !called(backlog, kind, word).is_empty())
    {
        return one(backlog, kind, word).map(Some);
    }
    if let (Some(_), Some(sprint)) = (sprints(backlog, word), kind::by_name("sprint")) {
        return one(backlog, sprint, word).map(Some);
    }
    let wanted = query::fold(word.trim());
    if wanted.chars().count() < PART {
        return Ok(None);
    }
    let begins = |title: &str| {
        let mut places = title.match_indices(&wanted);
        places.any(|(at, _)| !title[..at].ends_with(char::is_alphanumeric))
    };
    let records = backlog.records().iter();
    let holding = records.filter(|record| begins(&query::fold(record.title())));
    match likeliest(backlog, holding.collect(), word).as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        several => {
            let few = several.iter().take(FEW);
            let few: Vec<String> = few.map(|r| format!("{} {}", r.id(), r.title())).collect();
            let message = format!("\"{word}\" stands in {} titles", several.len());
            let error = Error::usage(message).help("name the one that is meant by its id");
            Err(few
                .iter()
                .fold(error, |error, line| error.detail(format!("  {line}"))))
        }
    }
}

/// How many of the records are shown that a word may mean.
const FEW: usize = 5;

/// Of several that are called the same, the releases of that version; else those that are open.
fn likeliest<'a>(backlog: &Backlog, found: Vec<&'a Record>, word: &str) -> Vec<&'a Record> {
    let wanted = query::fold(word.trim());
    let version = |record: &&Record| {
        let version = record.release().and_then(|r| r.version.as_deref());
        version.is_some_and(|version| query::fold(version) == wanted)
    };
    let narrowed = |found: Vec<&'a Record>, is: &dyn Fn(&&Record) -> bool| {
        let fitting: Vec<&Record> = found.iter().copied().filter(|r| is(r)).collect();
        match fitting.is_empty() {
            true => found,
            false => fitting,
        }
    };
    if found.len() < 2 {
        return found;
    }
    narrowed(narrowed(found, &version), &|record| backlog.is_open(record))
}

fn no_sprint(word: &str) -> Error {
    match word {
        NEXT => Error::usage("no sprint is planned").help("po sprint new makes the next one"),
        _ => Error::usage("no sprint is active")
            .help("po sprint start begins the next one; an id means another"),
    }
}

/// No record of the kind is called so.
pub fn nothing(backlog: &Backlog, kind: &'static Kind, word: &str) -> Error {
    if word.starts_with('@') {
        return Error::usage(format!("\"{word}\" is no {}", kind.id)).help(format!(
            "{NEXT} is the next planned sprint, {CURRENT} the active one"
        ));
    }
    let records = backlog.records().iter().filter(|r| r.kind.id == kind.id);
    let known: Vec<String> = records.flat_map(names).collect();
    let error = Error::usage(format!("no {} is called \"{word}\"", kind.id));
    let moving = WORDS.iter().map(|(moving, _)| *moving);
    if kind.id == "sprint"
        && let Some(moving) = moving.filter(|m| *m != ME).find(|m| m[1..] == *word)
    {
        return error.help(format!("did you mean {moving}?"));
    }
    let all = format!("po list {} --all shows them", kind.plural);
    // `sp1` is no title, but nearly an id.
    let id = unknown::meant_id(word).and_then(|id| Id::read(&id));
    if let Some(id) = id.filter(|id| id.prefix() == kind.prefix && backlog.get(id).is_some()) {
        return error.help(format!("did you mean {id}? {all}"));
    }
    match nearest(word, known.iter().map(String::as_str)) {
        Some(near) => error.help(format!("did you mean \"{near}\"? {all}")),
        None => error.help(all),
    }
}

/// Nobody is known for `@me`.
pub fn nobody() -> Error {
    Error::usage("it is not known who you are").help("say it with --by NAME or set PO_USER")
}
