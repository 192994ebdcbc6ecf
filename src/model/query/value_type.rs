//! What the values of a field are to a query, read from the shape of the field.

use crate::model::shape::Field;
use crate::model::shape::Shape;

/// How the values of a field are compared and sorted.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueType {
    /// A short text, compared as a whole.
    Text,
    /// Sentences, searched in.
    Prose,
    Number,
    /// A day, or a moment taken as its day.
    Day,
    Flag,
    Id,
    Rank,
    /// One of these words, which sort as they stand.
    Choice(Vec<String>),
    /// A map that has only its parts to compare.
    Parts(Vec<String>),
    /// Only the value itself tells.
    Any,
}

/// The fields that hold sentences.
const PROSE: &[&str] = &[
    "title",
    "description",
    "text",
    "as_a",
    "i_want",
    "so_that",
    "acceptance",
    "given",
    "when",
    "then",
    "questions",
    "question",
    "answer",
    "comments",
    "steps",
    "expected",
    "actual",
    "note",
    "note_internal",
    "note_ops",
    "note_why",
    "breaking",
    "outcome",
    "hypothesis",
    "benefits",
    "reason",
    "why",
    "waived",
    "goal",
    "scope",
    "exclude",
    "review",
    "retro",
    "actions",
    "launch",
];

/// The texts with a form of their own.
pub struct Forms {
    id: Option<Shape>,
    moment: Option<Shape>,
}

impl Forms {
    /// Told by fields that every kind has.
    pub fn of(fields: &[Field]) -> Self {
        let shape = |name: &str| fields.iter().find(|f| f.name == name).map(|f| &f.shape);
        Self {
            id: shape("id").cloned(),
            moment: shape("comments").and_then(|comments| within(comments, &["at"])),
        }
    }

    /// The type of values of this shape in a field of this name.
    pub fn value_type(&self, name: &str, shape: &Shape) -> ValueType {
        match self.plain(shape) {
            ValueType::Text if PROSE.contains(&name) => ValueType::Prose,
            plain => plain,
        }
    }

    fn plain(&self, shape: &Shape) -> ValueType {
        match shape {
            Shape::Number => ValueType::Number,
            Shape::Flag => ValueType::Flag,
            Shape::Choice(words) => ValueType::Choice(words.clone()),
            Shape::List(item) => self.plain(item),
            Shape::Any => ValueType::Any,
            Shape::Formed(form) if form == "date" => ValueType::Day,
            Shape::Formed(_) if self.id.as_ref() == Some(shape) => ValueType::Id,
            Shape::Formed(_) if self.moment.as_ref() == Some(shape) => ValueType::Day,
            // A map of any keys is compared by its keys.
            Shape::Text | Shape::Formed(_) | Shape::Open(_) => ValueType::Text,
            Shape::Fields(fields) | Shape::Whole(fields) => {
                let names: Vec<String> = fields.iter().map(|f| f.name.clone()).collect();
                if names.iter().any(|n| n == "id" || n == "text") {
                    ValueType::Text
                } else {
                    ValueType::Parts(names)
                }
            }
            Shape::Either(shapes) => self.either(shapes),
        }
    }

    /// A value that may be written short or as a map is compared by the short form.
    fn either(&self, shapes: &[Shape]) -> ValueType {
        let mut types: Vec<ValueType> = shapes.iter().map(|shape| self.plain(shape)).collect();
        // Numbers of which only some are allowed.
        if types.contains(&ValueType::Number) {
            types.retain(|t| !matches!(t, ValueType::Choice(_)));
        }
        if types.iter().any(|t| !matches!(t, ValueType::Parts(_))) {
            types.retain(|t| !matches!(t, ValueType::Parts(_)));
        }
        types.dedup();
        match types.as_slice() {
            [only] => only.clone(),
            _ => ValueType::Any,
        }
    }
}

/// What a field holds, by its name or key path; none where there is no such field.
pub fn value_type(fields: &[Field], name: &str) -> Option<ValueType> {
    let path: Vec<&str> = name.split('.').collect();
    let (key, path) = path.split_first()?;
    let leaf = name
        .rsplit('.')
        .find(|step| step.parse::<usize>().is_err())?;
    let field = fields.iter().find(|field| field.name == *key)?;
    let shape = within(&field.shape, path)?;
    Some(Forms::of(fields).value_type(leaf, &shape))
}

/// The shape at a key path. In a list a step goes to all items, or to one by its place or id.
pub fn within(shape: &Shape, path: &[impl AsRef<str>]) -> Option<Shape> {
    let mut at = shape.clone();
    for step in path {
        let step = step.as_ref();
        at = match at {
            Shape::List(item) => match item.step(step) {
                Ok(inner) => inner,
                Err(_) if step.bytes().any(|b| b.is_ascii_digit()) => *item,
                Err(_) => return None,
            },
            other => other.step(step).ok()?,
        };
    }
    Some(at)
}
