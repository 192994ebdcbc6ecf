//! Explanations of the fields of records and of the keys of `po.yaml`, read
//! from the record types.

use super::Explanation;
use super::entry::facts;
use super::entry::line;
use super::entry::scale;
use super::setter;
use crate::model::config::Config;
use crate::model::date::Moment;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::rank::Rank;
use crate::model::shape;
use crate::model::shape::Field;
use crate::model::shape::Shape;
use crate::priority;
use crate::priority::Scale;
use crate::schema;
use serde_json::json;

/// The fields of every kind, as `story.points`.
pub(super) fn all(config: &Config) -> Vec<Explanation> {
    let kinds = kind::ALL.iter();
    let fields = kinds.flat_map(|kind| {
        let fields = shape::fields(kind, config);
        fields
            .into_iter()
            .map(|field| explained(&field, &field.name, &field.name, kind))
    });
    fields.collect()
}

/// The keys of `po.yaml`.
pub(super) fn settings() -> Vec<Explanation> {
    let fields = shape::root_fields(&schema::of_settings()).into_iter();
    let explained = fields.map(|field| Explanation {
        sort: "setting",
        summary: line(&field.doc),
        facts: facts([
            ("in", json!("po.yaml")),
            ("holds", json!(holds(&field.shape))),
        ]),
        text: keys(&field.shape),
        name: field.name,
    });
    explained.collect()
}

/// The fields that a name means: `points`, `story.points`,
/// `acceptance.2.given`, `scores.wsjf.value`.
pub(super) fn named(name: &str, config: &Config) -> Vec<Explanation> {
    let (only, path) = match name.split_once('.') {
        Some((first, rest)) if kind::by_name(first).is_some() => (kind::by_name(first), rest),
        _ => (None, name),
    };
    // The place in a list says nothing about what stands there.
    let steps: Vec<&str> = path
        .split('.')
        .filter(|step| step.parse::<u32>().is_err())
        .collect();
    let mut found: Vec<Explanation> = Vec::new();
    for kind in kind::ALL {
        if only.is_some_and(|only| only.id != kind.id) {
            continue;
        }
        let fields = shape::fields(kind, config);
        let plain = || {
            let (field, path) = find(&fields, &steps)?;
            let name = steps.join(".");
            Some(explained(&field, &name, &path, kind))
        };
        let Some(item) = input(&steps, &fields, kind, config).or_else(plain) else {
            continue;
        };
        // The same field of several kinds is told once.
        let alike = found.iter_mut().find(|other| same(other, &item));
        match alike {
            Some(other) => add_kind(other, kind),
            None => found.push(item),
        }
    }
    found
}

fn same(one: &Explanation, other: &Explanation) -> bool {
    let holds = |item: &Explanation| item.facts.get("holds").cloned();
    one.summary == other.summary && holds(one) == holds(other) && one.text == other.text
}

fn add_kind(item: &mut Explanation, kind: &Kind) {
    if let Some(kinds) = item.facts.get_mut("of").and_then(|of| of.as_array_mut()) {
        kinds.push(json!(kind.plural));
    }
}

/// The field at the end of a path, and the path as `po set` takes it: with the
/// place in each list on the way.
fn find(fields: &[Field], steps: &[&str]) -> Option<(Field, String)> {
    let (first, rest) = steps.split_first()?;
    let field = fields.iter().find(|field| field.name == *first)?;
    if rest.is_empty() {
        return Some((field.clone(), field.name.clone()));
    }
    let (found, path) = find(&field.shape.inner(), rest)?;
    let place = if is_list(&field.shape) { ".1" } else { "" };
    Some((found, format!("{first}{place}.{path}")))
}

fn is_list(shape: &Shape) -> bool {
    match shape {
        Shape::List(_) => true,
        Shape::Either(shapes) => shapes.iter().any(is_list),
        _ => false,
    }
}

/// `scores.wsjf` and `scores.wsjf.value`: methods say what stands there.
fn input(
    steps: &[&str],
    fields: &[Field],
    kind: &'static Kind,
    config: &Config,
) -> Option<Explanation> {
    let ["scores", key, rest @ ..] = steps else {
        return None;
    };
    find(fields, &["scores"])?;
    let method = priority::ALL
        .iter()
        .find(|method| priority::file_key(method.id()) == *key)?;
    let configured = method.configured(&config.file.methods).ok();
    let inputs = configured.as_deref().unwrap_or(*method).inputs();
    // As `po set` takes it: with the place in a list on the way.
    let mut path = Vec::new();
    let (summary, holds) = match rest {
        [] => {
            path.extend(["scores", key]);
            let keys: Vec<&str> = inputs.iter().map(|input| input.key.as_ref()).collect();
            let holds = match keys.as_slice() {
                [] => "a map with the team's criteria".to_owned(),
                [only] if only == key => scale(&inputs[0].scale),
                keys => format!("a map with {}", keys.join(", ")),
            };
            (format!("what {} scores the record by", method.id()), holds)
        }
        [name, further @ ..] => {
            let mut input = inputs.iter().find(|input| input.key == *name)?;
            path.extend(["scores", key, name]);
            for step in further {
                let (inner, place) = match &input.scale {
                    Scale::Map(inner) => (*inner, None),
                    Scale::List(Scale::Map(inner)) => (*inner, Some("1")),
                    _ => return None,
                };
                input = inner.iter().find(|input| input.key == *step)?;
                path.extend(place.into_iter().chain([*step]));
            }
            (input.meaning.clone().into_owned(), scale(&input.scale))
        }
    };
    Some(Explanation {
        sort: "field",
        name: steps.join("."),
        summary,
        facts: facts([
            ("of", json!([kind.plural])),
            ("holds", json!(holds)),
            ("method", json!(method.id())),
            ("set by", json!(setter::command(&path.join("."), kind))),
        ]),
        text: String::new(),
    })
}

fn explained(field: &Field, name: &str, path: &str, kind: &Kind) -> Explanation {
    Explanation {
        sort: "field",
        name: name.to_owned(),
        summary: line(&field.doc),
        facts: facts([
            ("of", json!([kind.plural])),
            ("holds", json!(holds(&field.shape))),
            ("set by", json!(setter::command(path, kind))),
        ]),
        text: keys(&field.shape),
    }
}

/// What a value may be, in words.
fn holds(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Flag => "true or false".to_owned(),
        Shape::Formed(form) => formed(form),
        Shape::Choice(words) => words.join(", "),
        Shape::List(item) => match item.as_ref() {
            Shape::Fields(_) | Shape::Whole(_) => "a list of maps".to_owned(),
            Shape::Text => "a list of texts".to_owned(),
            Shape::Formed(form) if form == Id::FORM => "a list of ids".to_owned(),
            item => format!("a list: {}", holds(item)),
        },
        Shape::Fields(_) | Shape::Whole(_) => "a map".to_owned(),
        Shape::Open(_) => "a map with any keys".to_owned(),
        Shape::Either(shapes) => either(shapes),
        Shape::Any => "anything".to_owned(),
    }
}

/// Numbers to choose from say already that it is a number.
fn either(shapes: &[Shape]) -> String {
    let chosen = shapes.iter().any(|s| matches!(s, Shape::Choice(_)));
    let shapes = shapes.iter();
    let kept = shapes.filter(|shape| !(chosen && **shape == Shape::Number));
    let each: Vec<String> = kept.map(holds).collect();
    each.join(", or ")
}

fn formed(form: &str) -> String {
    match form {
        "date" => "a date such as 2026-11-24".to_owned(),
        Id::FORM => "an id".to_owned(),
        Rank::FORM => "a key that sorts, such as ra5k".to_owned(),
        Moment::FORM => "a day, or a moment such as 2026-11-24T09:00:00Z".to_owned(),
        other => format!("text of the form {other}"),
    }
}

/// The keys of a map as a table; nothing for other values.
fn keys(shape: &Shape) -> String {
    let fields = shape.inner();
    if fields.is_empty() {
        return String::new();
    }
    let rows = fields.iter().map(|field| row(&field.name, field));
    format!(
        "| key | holds | means |\n|---|---|---|\n{}",
        rows.collect::<String>()
    )
}

/// The fields of a kind as a table.
pub(super) fn table(kind: &'static Kind, config: &Config) -> String {
    let fields = shape::fields(kind, config);
    let rows = fields.iter().map(|field| {
        let own = row(&field.name, field);
        let keys = field.shape.inner();
        let keys = keys
            .iter()
            .map(|key| row(&format!("{}.{}", field.name, key.name), key));
        own + &keys.collect::<String>()
    });
    format!(
        "| field | holds | means |\n|---|---|---|\n{}",
        rows.collect::<String>()
    )
}

fn row(name: &str, field: &Field) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let holds = holds(&field.shape);
    let (holds, means) = (cell(&holds), cell(&line(&field.doc)));
    format!("| `{name}` | {holds} | {means} |\n")
}
