//! Explanations of what methods score by and of the words that orders use.

use super::Explanation;
use super::entry::facts;
use super::entry::scale;
use crate::model::config::Config;
use crate::priority;
use crate::priority::Method;
use crate::priority::words::GENERAL;
use serde_json::json;

/// The inputs of every method, with the criteria of the team. One that is the whole method is told as the method.
pub(super) fn inputs(config: &Config) -> Vec<Explanation> {
    let of_method = |method: &&'static dyn Method| {
        let configured = method.configured(&config.file.methods).ok();
        let inputs = configured.as_deref().unwrap_or(*method).inputs();
        let (id, key) = (method.id(), priority::file_key(method.id()));
        let inputs = inputs.iter().filter(|input| input.key != key);
        let explained = inputs.map(|input| Explanation {
            sort: "input",
            name: input.key.clone().into_owned(),
            summary: input.meaning.clone().into_owned(),
            facts: facts([
                ("of", json!(id)),
                ("holds", json!(scale(&input.scale))),
                ("in a record", json!(format!("scores.{key}.{}", input.key))),
                ("more", json!(format!("po explain {id}"))),
            ]),
            text: String::new(),
        });
        explained.collect::<Vec<_>>()
    };
    priority::ALL.iter().flat_map(of_method).collect()
}

/// The words of every method, then the general ones.
pub(super) fn words() -> Vec<Explanation> {
    let term = |name: &str, summary: &str, method: Option<&str>| Explanation {
        sort: "term",
        name: name.to_owned(),
        summary: summary.to_owned(),
        facts: facts([
            ("method", json!(method)),
            ("more", json!(method.map(|id| format!("po explain {id}")))),
        ]),
        text: String::new(),
    };
    let methods = priority::ALL.iter();
    let own = methods.flat_map(|method| {
        let words = method.words().iter();
        words.map(move |(name, summary)| term(name, summary, Some(method.id())))
    });
    let general = GENERAL
        .iter()
        .map(|(name, summary)| term(name, summary, None));
    own.chain(general).collect()
}

/// The words of a method as a section of its page; nothing where it has none.
pub(super) fn section(method: &dyn Method) -> String {
    let rows = method.words().iter();
    let rows: String = rows
        .map(|(name, meaning)| format!("- `{name}`: {meaning}\n"))
        .collect();
    match rows.is_empty() {
        true => rows,
        false => format!("\n## Words\n\n{rows}"),
    }
}
