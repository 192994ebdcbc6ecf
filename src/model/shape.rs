//! What a value at a key path may be, read from the JSON Schema of the record
//! types, so that the types stay the only definition of the format.

use super::config::Config;
use super::config::CustomType;
use super::kind::COMMON;
use super::kind::Kind;
use serde_json::Value;

/// The attribute of a type whose keys are one statement, such as who saw it and
/// when: half of one and half of another would be said by nobody.
pub const WHOLE: &str = "x-whole";

/// What a value may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Text,
    Number,
    Flag,
    /// A text with a form of its own: a date, a moment, an id, a rank.
    Formed(String),
    /// One of some words.
    Choice(Vec<String>),
    List(Box<Shape>),
    /// A map with these keys.
    Fields(Vec<Field>),
    /// As `Fields`, of a type that says so by `WHOLE`: its keys are true only together.
    Whole(Vec<Field>),
    /// A map with any keys.
    Open(Box<Shape>),
    /// Any of several shapes.
    Either(Vec<Shape>),
    Any,
}

/// A key of a map, what it means and what it may hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: String,
    pub doc: String,
    pub shape: Shape,
}

/// A key that a map does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownKey {
    pub key: String,
    pub known: Vec<String>,
}

/// The fields of a kind without those that a backlog adds.
pub fn known_fields(kind: &Kind) -> Vec<Field> {
    let mut fields = root_fields(&COMMON);
    fields.extend(root_fields(kind.schema));
    fields
}

/// The fields of a kind, the team's own among them, in the order new files
/// have them.
pub fn fields(kind: &Kind, config: &Config) -> Vec<Field> {
    let mut fields = known_fields(kind);
    let own = config.file.fields.iter();
    for (name, field) in own.filter(|(_, field)| field.applies_to(kind.id)) {
        let shape = match field.sort() {
            CustomType::Text if !field.values.is_empty() => Shape::Choice(field.values.clone()),
            CustomType::Text => Shape::Text,
            CustomType::Number => Shape::Number,
            CustomType::Date => Shape::Formed("date".to_owned()),
            CustomType::Flag => Shape::Flag,
            CustomType::List => Shape::List(Box::new(Shape::Text)),
        };
        fields.push(Field {
            name: name.clone(),
            doc: field.description.clone().unwrap_or_default(),
            shape,
        });
    }
    let order = super::record::key_order(kind);
    let place = |name: &str| order.iter().position(|k| *k == name).unwrap_or(order.len());
    fields.sort_by_key(|field| place(&field.name));
    fields
}

/// The fields of any schema with properties at its root.
pub fn root_fields(schema: &Value) -> Vec<Field> {
    match shape(schema, schema) {
        Shape::Fields(fields) | Shape::Whole(fields) => fields,
        _ => Vec::new(),
    }
}

fn shape(schema: &Value, root: &Value) -> Shape {
    let schema = resolve(schema, root);
    if let Some(words) = schema["enum"].as_array() {
        return choice(words);
    }
    if let Some(word) = schema["const"].as_str() {
        return Shape::Choice(vec![word.to_owned()]);
    }
    let several = schema["anyOf"].as_array().or(schema["oneOf"].as_array());
    // Beside named keys it only says which of them go together.
    if let Some(several) = several.filter(|_| !schema["properties"].is_object()) {
        return either(several.iter().map(|s| shape(s, root)));
    }
    if let Some([one]) = schema["allOf"].as_array().map(Vec::as_slice) {
        return shape(one, root);
    }
    match &schema["type"] {
        Value::String(name) => typed(name, schema, root),
        // A text that may look like a number.
        Value::Array(names) if names.contains(&"string".into()) => typed("string", schema, root),
        Value::Array(names) => either(
            names
                .iter()
                .filter_map(Value::as_str)
                .filter(|name| *name != "null")
                .map(|name| typed(name, schema, root)),
        ),
        _ => Shape::Any,
    }
}

fn typed(name: &str, schema: &Value, root: &Value) -> Shape {
    match name {
        "string" => match schema["pattern"].as_str().or(schema["format"].as_str()) {
            Some(form) => Shape::Formed(form.to_owned()),
            None => Shape::Text,
        },
        "integer" | "number" => Shape::Number,
        "boolean" => Shape::Flag,
        "array" => Shape::List(Box::new(shape(&schema["items"], root))),
        "object" => object(schema, root),
        "null" => Shape::Either(Vec::new()),
        _ => Shape::Any,
    }
}

fn object(schema: &Value, root: &Value) -> Shape {
    let Some(properties) = schema["properties"].as_object() else {
        let rest = &schema["additionalProperties"];
        let rest = if rest.is_object() {
            shape(rest, root)
        } else {
            Shape::Any
        };
        return Shape::Open(Box::new(rest));
    };
    if schema["additionalProperties"] == Value::Bool(true) {
        return Shape::Any;
    }
    let fields = properties.iter().map(|(name, property)| Field {
        name: name.clone(),
        doc: doc(property, root),
        shape: shape(property, root),
    });
    match schema[WHOLE] == Value::Bool(true) {
        true => Shape::Whole(fields.collect()),
        false => Shape::Fields(fields.collect()),
    }
}

fn doc(property: &Value, root: &Value) -> String {
    let own = property["description"].as_str();
    let doc = own.or_else(|| resolve(property, root)["description"].as_str());
    doc.unwrap_or_default().to_owned()
}

fn choice(words: &[Value]) -> Shape {
    let text = |word: &Value| match word {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let numbers = words.iter().any(Value::is_number);
    let words = words.iter().filter(|w| !w.is_null()).map(text).collect();
    if numbers {
        return Shape::Either(vec![Shape::Number, Shape::Choice(words)]);
    }
    Shape::Choice(words)
}

/// Null says only that a key may stand without a value.
fn either(shapes: impl Iterator<Item = Shape>) -> Shape {
    let mut kept: Vec<Shape> = shapes.filter(|s| *s != Shape::Either(Vec::new())).collect();
    if kept.len() > 1 && kept.iter().all(|s| matches!(s, Shape::Choice(_))) {
        let words = kept.into_iter().flat_map(|s| match s {
            Shape::Choice(words) => words,
            _ => Vec::new(),
        });
        return Shape::Choice(words.collect());
    }
    match kept.len() {
        1 => kept.remove(0),
        _ => Shape::Either(kept),
    }
}

fn resolve<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    let Some(reference) = schema["$ref"].as_str() else {
        return schema;
    };
    let pointer = reference.trim_start_matches('#');
    root.pointer(pointer).unwrap_or(schema)
}

impl Shape {
    /// The shape one step further in: a key of a map, or an item of a list.
    ///
    /// # Errors
    /// The map has no such key.
    pub fn step(&self, key: &str) -> Result<Shape, UnknownKey> {
        match self {
            Shape::Fields(fields) | Shape::Whole(fields) => {
                match fields.iter().find(|f| f.name == key) {
                    Some(field) => Ok(field.shape.clone()),
                    None => Err(UnknownKey {
                        key: key.to_owned(),
                        known: fields.iter().map(|f| f.name.clone()).collect(),
                    }),
                }
            }
            Shape::Open(rest) => Ok((**rest).clone()),
            Shape::List(item) => Ok((**item).clone()),
            Shape::Any => Ok(Shape::Any),
            Shape::Either(shapes) => {
                let mut first = None;
                for shape in shapes {
                    match shape.step(key) {
                        Ok(found) => return Ok(found),
                        Err(unknown)
                            if first
                                .as_ref()
                                .is_none_or(|f: &UnknownKey| f.known.is_empty()) =>
                        {
                            first = Some(unknown);
                        }
                        Err(_) => {}
                    }
                }
                Err(first.unwrap_or_else(|| UnknownKey {
                    key: key.to_owned(),
                    known: Vec::new(),
                }))
            }
            _ => Err(UnknownKey {
                key: key.to_owned(),
                known: Vec::new(),
            }),
        }
    }

    /// The fields of the maps that a value may be or hold.
    pub fn inner(&self) -> Vec<Field> {
        match self {
            Shape::Fields(fields) | Shape::Whole(fields) => fields.clone(),
            Shape::List(item) => item.inner(),
            Shape::Open(rest) => rest.inner(),
            Shape::Either(shapes) => shapes.iter().flat_map(Shape::inner).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether its keys are true only together.
    pub fn is_whole(&self) -> bool {
        match self {
            Shape::Whole(_) => true,
            Shape::Either(shapes) => shapes.iter().any(Shape::is_whole),
            _ => false,
        }
    }

    /// Whether a value may be a list.
    pub fn item(&self) -> Option<&Shape> {
        match self {
            Shape::List(item) => Some(item),
            _ => None,
        }
    }

    /// Whether a text stands for itself, as opposed to being read as a number,
    /// a flag or a map.
    pub fn takes_text(&self) -> bool {
        match self {
            Shape::Text | Shape::Formed(_) => true,
            Shape::Choice(_) => true,
            Shape::Either(shapes) => {
                shapes.iter().any(Shape::takes_text)
                    && !shapes
                        .iter()
                        .any(|s| matches!(s, Shape::Number | Shape::Flag))
            }
            _ => false,
        }
    }
}
