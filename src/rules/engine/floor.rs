//! An organisation's rules: a file of its own that `check --config` puts below what each team says.

use super::key_place;
use super::said::Problem;
use super::said::Said;
use crate::diag::Error;
use crate::diag::Finding;
use crate::diag::Place;
use crate::model::reading;
use crate::model::workflow::Workflow;
use crate::text::nearest;
use crate::yaml;
use crate::yaml::Document;
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

/// The one key of such a file.
const RULES: &str = "rules";

#[derive(Deserialize)]
struct Written {
    #[serde(default, deserialize_with = "crate::model::union::map")]
    rules: IndexMap<String, Value>,
}

/// What the text of such a file says under `rules:`.
///
/// # Errors
/// What of it makes no sense; nothing of such a file is believed, as nobody would know what was checked.
pub fn floor(
    text: String,
    file: &str,
    workflow: &Workflow,
) -> Result<IndexMap<String, Value>, Error> {
    let unread = |finding: Finding| {
        let mut error = Error::of(finding);
        error.message = format!("{file} cannot be used: {}", error.message);
        match error.help.is_empty() {
            true => error.help("an organisation writes rules: into it, as a team does in po.yaml"),
            false => error,
        }
    };
    let document = Document::parse(text);
    let document =
        document.map_err(|(fault, text)| unread(reading::no_document(&text, file, fault)))?;
    let written: Result<Written, _> = yaml::read(&document);
    let written =
        written.map_err(|misfit| unread(reading::config_misfit(&document, file, misfit)))?;
    let said = Said::read(workflow, &vec![RULES.into()], &written.rules);
    let mut problems = strangers(&document);
    problems.extend(said.problems);
    refuse(&document, file, problems)?;
    match written.rules.is_empty() {
        // An empty file is one that was not filled in: nothing of it would be checked, and nobody would know.
        true => Err(Error::usage(format!("{file} holds no rules"))
            .help("an organisation writes rules: into it, as a team does in po.yaml")),
        false => Ok(written.rules),
    }
}

/// The first problem at its place, and the others with theirs.
fn refuse(document: &Document, file: &str, problems: Vec<Problem>) -> Result<(), Error> {
    let placed = |problem: Problem| {
        let key = key_place(document, file, &problem.path);
        let place = key.unwrap_or_else(|| reading::place_of(Some(document), file, &problem.path));
        (place, problem)
    };
    let mut problems: Vec<(Place, Problem)> = problems.into_iter().map(placed).collect();
    problems.sort_by_key(|(place, _)| (place.line, place.column));
    let mut problems = problems.into_iter();
    let error = match problems.next() {
        Some((place, first)) => Error::usage(format!("{file} cannot be used: {}", first.message))
            .at(place)
            .help(first.help),
        None => return Ok(()),
    };
    Err(problems.fold(error, |error, (place, problem)| {
        let at = format!("{file}:{}:{}", place.line, place.column);
        error.detail(format!("{at}: {}; {}", problem.message, problem.help))
    }))
}

fn strangers(document: &Document) -> Vec<Problem> {
    let root = document.root().into_iter();
    let keys = root.flat_map(|root| root.entries().filter_map(|(key, _)| key.text()));
    let strange = keys.filter(|key| *key != RULES);
    let problem = |key: &str| Problem {
        path: vec![key.into()],
        message: format!("\"{key}\" says nothing here"),
        help: match nearest(key, [RULES]) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "such a file has the key rules and no other".to_owned(),
        },
    };
    strange.map(problem).collect()
}
