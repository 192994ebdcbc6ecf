//! Values taken for granted where records have none.
use serde_json::Map;
use serde_json::Value;

use super::super::Method;
use super::super::Outcome;
use super::super::Reading;
use super::super::Scores;
use crate::diag::Error;
use crate::text::and_list;
use crate::text::nearest;

/// Values by input, each of its scale.
pub type Assumed = Map<String, Value>;

/// Reads values as they are typed, `size=5`, for a method with the team's options.
///
/// # Errors
/// An input that the method does not have, or a value off its scale.
pub fn assumed(method: &dyn Method, texts: &[String]) -> Result<Assumed, Error> {
    let mut assumed = Assumed::new();
    for text in texts {
        let Some((key, value)) = text.split_once('=') else {
            return Err(Error::usage(format!("\"{text}\" assumes nothing"))
                .help("write an input and a value, as in --assume size=5"));
        };
        let mut inputs = method.inputs().iter();
        let Some(input) = inputs.find(|input| input.key == key.trim()) else {
            return Err(no_input(method, key.trim()));
        };
        let value = input.scale.typed(value).map_err(|why| {
            Error::usage(format!("{key}: {why}")).help(format!(
                "po explain {} says which values it takes",
                method.id()
            ))
        })?;
        assumed.insert(input.key.clone().into_owned(), value);
    }
    Ok(assumed)
}

fn no_input(method: &dyn Method, key: &str) -> Error {
    let keys: Vec<&str> = method
        .inputs()
        .iter()
        .map(|input| input.key.as_ref())
        .collect();
    let error = Error::usage(format!("{} has no input \"{key}\"", method.id()));
    match nearest(key, keys.iter().copied()) {
        Some(near) => error.help(format!("did you mean \"{near}\"?")),
        None => error.help(format!("it scores by {}", and_list(&keys))),
    }
}

/// What a method makes of a record, with the assumed values where it finds none; never in place of one.
pub(super) fn score(method: &dyn Method, scores: Scores<'_>, assumed: &Assumed) -> Outcome {
    let outcome = method.score(scores);
    let Outcome::Unscored(reading) = &outcome else {
        return outcome;
    };
    let lacks = |key: &String| reading.missing.contains(key);
    let mut fills = assumed.clone();
    fills.retain(|key, _| lacks(key));
    if fills.is_empty() {
        return outcome;
    }
    let values = filled(method, scores, &fills);
    let mut outcome = method.score(scores.with(method.id(), &values));
    if let Outcome::Scored { reading, .. } | Outcome::Unscored(reading) = &mut outcome {
        mark(reading, fills);
    }
    outcome
}

/// The values of the record and those that fill its gaps.
fn filled(method: &dyn Method, scores: Scores<'_>, fills: &Assumed) -> Value {
    if let Some(bare) = fills.get(method.id()) {
        return bare.clone();
    }
    let mut values = match scores.get(method.id()) {
        Some(Value::Object(values)) => values.clone(),
        _ => Map::new(),
    };
    values.extend(fills.clone());
    Value::Object(values)
}

/// The record itself does not hold them.
fn mark(reading: &mut Reading, fills: Assumed) {
    reading.valid = reading.valid.saturating_sub(fills.len());
    reading.assumed.extend(fills);
}
