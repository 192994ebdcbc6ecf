//! Names that mean nothing here: the same words wherever one is typed.

use super::backlog::Backlog;
use super::id::Id;
use super::kind;
use super::kind::Kind;
use crate::diag::Error;
use crate::text::and_list;
use crate::text::nearest;
use crate::text::with_article;

/// A record that is not there: its file gives none, or no file has the id.
pub fn missing(backlog: &Backlog, id: &Id) -> Error {
    match backlog.unreadable_file(id) {
        Some(finding) => {
            let mut error = Error::of(finding.clone());
            error.message = format!("{id} cannot be read: {}", error.message);
            error
        }
        None => record(id, backlog.ids()),
    }
}

/// Stops a command that must know all records where a file gives none: what is
/// not known of it, and what to do again once it is mended.
///
/// # Errors
/// A file that cannot be read.
pub fn refuse_unreadable(backlog: &Backlog, lacking: &str, again: &str) -> Result<(), Error> {
    let Some(finding) = backlog.findings.iter().find(|finding| finding.unreadable) else {
        return Ok(());
    };
    let (path, message) = (&finding.place.path, &finding.message);
    let message = format!("{path} gives no record, so {lacking}: {message}");
    let mut error = Error::usage(message).at(finding.place.clone());
    error.help = finding.help.iter().cloned().collect();
    Err(error.help(format!(
        "nothing was written; mend the file, then {again} again"
    )))
}

/// No record has this id; `known` are those that records have.
pub fn record<'a>(id: &Id, known: impl IntoIterator<Item = &'a Id>) -> Error {
    if !id.is_well_formed() {
        return no_id(id.as_str());
    }
    let Some(kind) = kind::by_prefix(id.prefix()) else {
        let prefixes = kind::ALL
            .iter()
            .map(|k| format!("{}-… ({})", k.prefix, k.id));
        let prefixes: Vec<String> = prefixes.collect();
        return Error::usage(format!("no record has the id {id}"))
            .help(format!("ids begin with {}", prefixes.join(", ")));
    };
    let all = format!("po list {} --all shows them", kind.plural);
    let alike = known.into_iter().filter(|k| k.prefix() == id.prefix());
    let error = Error::usage(format!("no {} has the id {id}", kind.id));
    match nearest(id.as_str(), alike.map(Id::as_str)) {
        Some(near) => error.help(format!("did you mean {near}? {all}")),
        None => error.help(all),
    }
}

/// Several files hold this id, so that nobody knows which is meant.
pub fn shared(id: &Id, paths: &[&str]) -> Error {
    let error = Error::usage(format!("{id} is the id of {} files", paths.len()));
    let named = paths
        .iter()
        .fold(error, |error, path| error.detail(format!("  {path}")));
    named.help("po check --select duplicate-id shows them; give one of them another id")
}

/// A word that does not look like an id.
pub fn no_id(word: &str) -> Error {
    let examples = kind::ALL.iter().map(|kind| format!("{}-12", kind.prefix));
    let examples: Vec<String> = examples.collect();
    let error = Error::usage(format!("\"{word}\" is no id"));
    match meant_id(word) {
        Some(id) => error.help(format!("did you mean {id}?")),
        None => error.help(format!("an id looks like {}", examples.join(", "))),
    }
}

/// `S-4` for `4`, `s4`, `#4` and `S 4`.
pub(super) fn meant_id(word: &str) -> Option<String> {
    let at = word.find(|c: char| c.is_ascii_digit())?;
    let (prefix, number) = word.split_at(at);
    let prefix = prefix
        .trim_matches(|c: char| !c.is_ascii_alphabetic())
        .to_uppercase();
    let kind = match prefix.as_str() {
        "" => kind::ALL[0],
        prefix => kind::by_prefix(prefix)?,
    };
    let is_number = number.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| format!("{}-{number}", kind.prefix))
}

/// The id of a record of another kind than is meant.
pub fn other_kind(id: &Id, is: &Kind, wanted: &str) -> Error {
    let plural = kind::by_name(wanted).map_or(wanted, |kind| kind.plural);
    let (is, wanted) = (with_article(is.id), with_article(wanted));
    Error::usage(format!("{id} is {is}, not {wanted}"))
        .help(format!("po list {plural} --all shows what there is"))
}

/// Records of this kind have no such field.
pub fn field(kind: &Kind, name: &str, known: &[impl AsRef<str>]) -> Error {
    let error = Error::usage(format!("{} has no field \"{name}\"", with_article(kind.id)));
    let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
    let small = name.to_lowercase().replace('-', "_");
    let called = called(&small).unwrap_or(&small);
    let is_known = known.iter().find(|field| **field == called);
    match is_known
        .copied()
        .or_else(|| nearest(name, known.iter().copied()))
    {
        Some(near) => error.help(format!("did you mean \"{near}\"?")),
        None => {
            let mut alike: Vec<&str> = known.into_iter().filter(|k| is_alike(k, &small)).collect();
            alike.truncate(FEW);
            let all = format!("po explain {} names all", kind.id);
            match alike.is_empty() {
                true => error.help(all),
                false => error.help(format!("like it: {}; {all}", and_list(&alike))),
            }
        }
    }
}

/// Names shown where none is the one.
const FEW: usize = 5;

/// One name begins like the other.
fn is_alike(known: &str, typed: &str) -> bool {
    let begins = |text: &str| text.chars().take(3).collect::<String>();
    let typed = begins(typed);
    known.split('_').any(|word| begins(word) == typed)
}

/// What other tools call our fields.
const NAMES: &[(&str, &str)] = &[
    ("assigned_to", "assignee"),
    ("benefit", "so_that"),
    ("criteria", "acceptance"),
    ("acceptance_criteria", "acceptance"),
    ("deadline", "due"),
    ("due_date", "due"),
    ("desc", "description"),
    ("body", "description"),
    ("estimate", "points"),
    ("fix_version", "release"),
    ("iteration", "sprint"),
    ("kind", "type"),
    ("milestone", "release"),
    ("name", "title"),
    ("prio", "rank"),
    ("priority", "rank"),
    ("pts", "points"),
    ("role", "as_a"),
    ("size", "points"),
    ("sp", "points"),
    ("state", "status"),
    ("story_points", "points"),
    ("summary", "title"),
    ("tag", "labels"),
    ("tags", "labels"),
    ("want", "i_want"),
    ("who", "assignee"),
    ("why", "so_that"),
];

/// The field that other tools call so.
pub fn called(name: &str) -> Option<&'static str> {
    let found = NAMES.iter().find(|(other, _)| *other == name);
    found.map(|(_, field)| *field)
}

/// A name that po.yaml does not declare under this key; `again` writes what was typed with another name.
pub fn undeclared(name: &str, what: &str, known: &[&str], again: &dyn Fn(&str) -> String) -> Error {
    let error = Error::usage(format!("\"{name}\" is none of {what}: in po.yaml"));
    match nearest(name, known.iter().copied()) {
        Some(near) => error.help(format!("did you mean {}?", again(near))),
        None => error.help(format!("it has {}", and_list(known))),
    }
}

/// There is no such kind of record.
pub fn kind(word: &str, known: &[&str]) -> Error {
    let error = Error::usage(format!("there is no kind of record called \"{word}\""));
    match nearest(word, known.iter().copied()) {
        Some(near) => error.help(format!("did you mean \"{near}\"?")),
        None => error.help(format!("the kinds are {}", known.join(", "))),
    }
}
