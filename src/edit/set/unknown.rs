//! A field that a record does not have, and the one that may be meant: an input
//! of a scoring method, a field of another kind, a key of `po.yaml`.

use crate::diag::Error;
use crate::edit::Assignment;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::kind;
use crate::model::shape;
use crate::model::unknown;
use crate::priority;
use crate::priority::Method;
use crate::schema;
use crate::text::with_article;

/// The record has no such field; `known` are those it has.
pub(super) fn field(record: &Record, assignment: &Assignment, known: &[String]) -> Error {
    let name = assignment.field();
    let nothing = format!("{} has no field \"{name}\"", with_article(record.kind.id));
    let scored = match known.iter().any(|field| field == "scores") {
        true => scores(assignment),
        false => Vec::new(),
    };
    if !scored.is_empty() {
        let meant = scored.join(" or ");
        return Error::usage(nothing).help(format!("did you mean {meant}?"));
    }
    if let Some(other) = kind::ALL.iter().find(|kind| has(kind, name)) {
        return Error::usage(nothing).help(format!("{name} is a field of {}", other.plural));
    }
    let mut settings = shape::root_fields(&schema::of_settings()).into_iter();
    if settings.any(|setting| setting.name == name) {
        return Error::usage(nothing).help(format!(
            "{name} stands in po.yaml, for the whole backlog: po explain {name}"
        ));
    }
    unknown::field(record.kind, name, known)
}

fn has(kind: &kind::Kind, name: &str) -> bool {
    let fields = shape::fields(kind, &Config::default());
    fields.iter().any(|field| field.name == name)
}

/// The assignments below `scores:` that a method, or a key of some, stands for.
fn scores(assignment: &Assignment) -> Vec<String> {
    let (name, text) = (assignment.field(), assignment.text.as_str());
    let below = assignment.path.get(1);
    if let Ok(method) = priority::by_id(name) {
        let mut keys = keys(method);
        keys.retain(|key| below.is_none_or(|below| key.rsplit('.').next() == Some(below)));
        // One number does not stand for all that a method asks for.
        let value = if keys.len() == 1 { text } else { "…" };
        return keys.iter().map(|key| format!("{key}={value}")).collect();
    }
    let all = priority::ALL.iter().flat_map(|method| keys(*method));
    let same = all.filter(|path| path.rsplit('.').next() == Some(name));
    same.map(|path| format!("{path}={text}")).collect()
}

/// `scores.wsjf.value`; of a method whose one input bears its name, `scores.moscow`.
fn keys(method: &dyn Method) -> Vec<String> {
    let own = priority::file_key(method.id());
    let path = |key: &str| match key == own {
        true => format!("scores.{own}"),
        false => format!("scores.{own}.{key}"),
    };
    method
        .inputs()
        .iter()
        .map(|input| path(&input.key))
        .collect()
}
