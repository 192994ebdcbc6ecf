//! A backlog as it would be with other scores or options of methods: nothing of it is written.

use super::Assignment;
use super::Operator;
use super::Stamp;
use super::reread;
use super::score;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::id::Id;
use crate::model::kind;
use crate::priority;
use crate::priority::Method;
use crate::priority::pipeline::has_part;
use crate::text::nearest;
use crate::text::shell_word;
use serde_json::Map;
use serde_json::Value;

/// Supposes that values are others: `S-1.value=13` an input of the method asked for, `S-1.rice.reach=500` one of another,
/// `methods.wsjf.size_from=points` an option, `weight.revenue=80` the weight of a criterion.
///
/// # Errors
/// What is supposed names nothing, or does not fit.
pub fn suppose(
    backlog: &mut Backlog,
    method: &dyn Method,
    supposed: &[Assignment],
    stamp: &Stamp,
) -> Result<(), Error> {
    let mut inputs = Vec::new();
    for (at, value) in supposed.iter().enumerate() {
        if supposed[..at].iter().any(|other| other.path == value.path) {
            return Err(
                Error::usage(format!("{} is supposed twice", value.path.join(".")))
                    .help("leave one of the two out"),
            );
        }
        let rest = &value.path[1..];
        match (value.field(), rest) {
            ("methods", [name, keys @ ..]) if !keys.is_empty() => {
                let other = priority::by_id(name)?.id();
                if !has_part(&backlog.config, method.id(), (other, "")) {
                    return Err(no_part(method.id(), other, value));
                }
                option(backlog, name, keys, value)?;
            }
            ("weight", [criterion]) => {
                known_criterion(backlog, method, criterion)?;
                let keys = ["criteria", criterion, "weight"].map(str::to_owned);
                option(backlog, WEIGHTED, &keys, value)?;
            }
            (_, [_, ..]) => inputs.push(value),
            _ => return Err(names_nothing(value)),
        }
    }
    // Only with all of its options is the method the one meant.
    let mut inputs = inputs.into_iter();
    inputs.try_for_each(|value| input(backlog, method, value, stamp))
}

/// Another value of a record.
fn input(
    backlog: &mut Backlog,
    method: &dyn Method,
    value: &Assignment,
    stamp: &Stamp,
) -> Result<(), Error> {
    let id = Id::new(value.field().to_uppercase()).ok();
    let id = id.filter(|id| kind::by_prefix(id.prefix()).is_some());
    let id = id.ok_or_else(|| names_nothing(value))?;
    if let Some(record) = backlog.get(&id).filter(|record| !backlog.is_open(record)) {
        let state = backlog.category(record).word();
        return Err(Error::usage(format!("{id} is {state}; it has no place"))
            .help("only what is open is ordered"));
    }
    let order = method.id();
    let (method, keys) = meant(backlog, method, &value.path[1..])?;
    let key = keys.first().map_or("", String::as_str);
    if !has_part(&backlog.config, order, (method.id(), key)) {
        return Err(no_part(order, method.id(), value));
    }
    let value = Assignment {
        path: keys,
        ..value.clone()
    };
    if let Some(change) = score(backlog, &id, method.as_ref(), &[value], stamp)? {
        let record = reread(backlog, &change)?;
        backlog.put(record);
    }
    Ok(())
}

/// The method that a value belongs to, with the team's options, and its key there.
fn meant(
    backlog: &Backlog,
    method: &dyn Method,
    keys: &[String],
) -> Result<(Box<dyn Method>, Vec<String>), Error> {
    let settings = &backlog.config.file.methods;
    let own = method.configured(settings)?;
    let known = own.inputs().iter().any(|input| input.key == keys[0]);
    let other = priority::by_id(&keys[0]).ok().filter(|_| !known);
    match (other, &keys[1..]) {
        (Some(other), []) => Ok((other.configured(settings)?, vec![other.id().to_owned()])),
        (Some(other), keys) => Ok((other.configured(settings)?, keys.to_vec())),
        (None, _) => Ok((own, keys.to_vec())),
    }
}

/// The method whose criteria have weights.
const WEIGHTED: &str = "weighted";

/// Only a criterion of the team has a weight, and only where it is ordered by.
fn known_criterion(backlog: &Backlog, method: &dyn Method, name: &str) -> Result<(), Error> {
    if method.id() != WEIGHTED {
        return Err(Error::usage(format!("{} has no weights", method.id()))
            .help("--method weighted orders by criteria with weights"));
    }
    // As they are written: other weights may be what makes the method usable.
    let options = backlog.config.file.methods.get(WEIGHTED);
    let criteria = options.and_then(|options| options.get("criteria")?.as_object());
    let names: Vec<&str> = criteria
        .into_iter()
        .flatten()
        .map(|(n, _)| n.as_str())
        .collect();
    if names.contains(&name) {
        return Ok(());
    }
    let error = Error::usage(format!("no criterion is called \"{name}\""));
    Err(match nearest(name, names.iter().copied()) {
        Some(near) => error.help(format!("did you mean \"{near}\"?")),
        None => error.help("methods.weighted.criteria in po.yaml names them"),
    })
}

/// Another option of a method.
fn option(
    backlog: &mut Backlog,
    method: &str,
    keys: &[String],
    value: &Assignment,
) -> Result<(), Error> {
    let method = priority::by_id(method)?;
    let own = priority::file_key(method.id()).into_owned();
    let settings = &mut backlog.config.file.methods;
    let mut at = settings.entry(own).or_insert(Value::Null);
    for key in keys {
        if at.is_null() {
            *at = Value::Object(Map::new());
        }
        let Value::Object(map) = at else {
            return Err(names_nothing(value));
        };
        at = map.entry(key.clone()).or_insert(Value::Null);
    }
    *at = plain(value);
    Ok(())
}

/// A number or a word as it is typed; nothing stands for none.
fn plain(value: &Assignment) -> Value {
    let text = value.text.trim();
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => priority::inputs::number(number),
        _ if text.is_empty() && value.operator == Operator::Set => Value::Null,
        _ => Value::from(text),
    }
}

/// That a value decides nothing in this order: it is another method's.
fn no_part(method: &str, other: &str, value: &Assignment) -> Error {
    let typed = shell_word(&format!("{}={}", value.path.join("."), value.text));
    Error::usage(format!(
        "{} belongs to {other}, which has no part in an order by {method}",
        value.key()
    ))
    .help(format!(
        "did you mean po prioritize --method {other} --what-if {typed}?"
    ))
}

fn names_nothing(value: &Assignment) -> Error {
    Error::usage(format!(
        "\"{}\" names nothing that can be supposed",
        value.key()
    ))
    .help(
        "write an id and an input, as in S-1.value=13 or S-1.rice.reach=500, or an option, as in \
         methods.wsjf.size_from=points or weight.revenue=80",
    )
}
