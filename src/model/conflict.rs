//! A record in conflict: two values of a field, one of each side of a merge.

use super::kind::Kind;
use super::merge;
use super::shape;
use super::shape::Shape;
use crate::text;
use crate::text::Sides;
use crate::yaml::Document;
use crate::yaml::Path;
use crate::yaml::Segment;
use serde_json::Value;

/// A field with two values. Nothing means that the side does not have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub path: Path,
    /// The path as people write it: items of lists by their id, else by place.
    pub field: String,
    pub ours: Option<Value>,
    pub theirs: Option<Value>,
}

impl Conflict {
    /// Whether this is the field, or lies inside it.
    pub fn is_in(&self, field: &str) -> bool {
        let rest = self.field.strip_prefix(field);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Whether this is a part of it.
    pub fn holds(&self, field: &str) -> bool {
        let rest = field.strip_prefix(self.field.as_str());
        rest.is_some_and(|rest| rest.starts_with('.'))
    }

    /// Whether a value of neither side can be given on a command line: one of a
    /// list or a map cannot.
    pub fn takes_another(&self) -> bool {
        let mut values = [&self.ours, &self.theirs].into_iter().flatten();
        !values.any(|value| value.is_array() || value.is_object())
    }

    /// Both values in words, long ones cut as a message needs it: `doing or review`.
    pub fn words(&self) -> String {
        let [ours, theirs] = self
            .values()
            .map(|value| text::cut(&value, 40).into_owned());
        format!("{ours} or {theirs}")
    }

    /// Our value and theirs in words.
    pub fn values(&self) -> [String; 2] {
        [word(&self.ours), word(&self.theirs)]
    }
}

/// A value on one line; the lines of long ones are not shown.
fn word(value: &Option<Value>) -> String {
    value.as_ref().map_or_else(nothing, said)
}

fn nothing() -> String {
    "nothing".to_owned()
}

fn said(value: &Value) -> String {
    match value {
        Value::Null => nothing(),
        Value::String(text) => match text.lines().collect::<Vec<_>>().as_slice() {
            [line] => (*line).to_owned(),
            lines => format!("{} lines", lines.len()),
        },
        Value::Array(items) => match items.iter().map(id).collect::<Option<Vec<_>>>() {
            Some(ids) if !ids.is_empty() => ids.join(", "),
            _ => text::plural(items.len(), "item", "items"),
        },
        Value::Object(map) => {
            let parts = map
                .iter()
                .map(|(key, value)| format!("{key} {}", said(value)));
            parts.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

fn id(item: &Value) -> Option<&str> {
    item.get("id").and_then(Value::as_str)
}

/// The fields in which two records differ, as deep as maps and lists of the
/// same items go, in the order of ours. What is true only together is one field.
pub fn between(kind: &Kind, ours: &Value, theirs: &Value) -> Vec<Conflict> {
    let mut found = Vec::new();
    compare(
        (Path::new(), Vec::new()),
        &Shape::Fields(shape::known_fields(kind)),
        Some(ours),
        Some(theirs),
        &mut found,
    );
    found
}

fn compare(
    (path, names): (Path, Vec<String>),
    shape: &Shape,
    ours: Option<&Value>,
    theirs: Option<&Value>,
    found: &mut Vec<Conflict>,
) {
    if ours == theirs {
        return;
    }
    let step = |segment: Segment, name: String| {
        let path = [path.clone(), vec![segment]].concat();
        (path, [names.clone(), vec![name]].concat())
    };
    let inside = |key: &str| shape.step(key).unwrap_or(Shape::Any);
    match (ours, theirs) {
        (Some(ours @ Value::Object(one)), Some(theirs @ Value::Object(other)))
            if !shape.is_whole() && !merge::is_split(ours, theirs) =>
        {
            let added = other.keys().filter(|key| !one.contains_key(*key));
            for key in one.keys().chain(added) {
                let at = step(key.as_str().into(), key.clone());
                compare(at, &inside(key), one.get(key), other.get(key), found);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(other)))
            if are_paired(one, other) && !is_other_order(one, other) =>
        {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                let shared = id(one).filter(|own| Some(*own) == id(other));
                let name = shared.map_or_else(|| (at + 1).to_string(), str::to_owned);
                let step = step(at.into(), name);
                compare(
                    step,
                    &inside(&at.to_string()),
                    Some(one),
                    Some(other),
                    found,
                );
            }
        }
        _ => found.push(Conflict {
            path,
            field: names.join("."),
            ours: ours.cloned(),
            theirs: theirs.cloned(),
        }),
    }
}

/// As many items, and none at the place of another one.
fn are_paired(one: &[Value], other: &[Value]) -> bool {
    let is_another = |(one, other): (&Value, &Value)| match (id(one), id(other)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    };
    one.len() == other.len() && !one.iter().zip(other).any(is_another)
}

/// The same items, only not one behind the other as there.
fn is_other_order(one: &[Value], other: &[Value]) -> bool {
    let sorted = |items: &[Value]| {
        let mut words: Vec<String> = items.iter().map(Value::to_string).collect();
        words.sort_unstable();
        words
    };
    one.len() > 1 && sorted(one) == sorted(other)
}

/// A file with the markers of a conflict, as the two records it stands for.
#[derive(Clone, Debug)]
pub struct Marked {
    pub ours: Document,
    pub theirs: Document,
    /// The line of the first marker, from 1.
    pub line: usize,
    /// Each pair of markers stands around one field.
    pub by_field: bool,
}

impl Marked {
    /// Reads a text with markers; `None` where it has none, or where a side of
    /// it is no record.
    pub fn read(text: &str) -> Option<Self> {
        let Sides {
            ours,
            theirs,
            line,
            by_field,
        } = text::sides(text)?;
        let parse = |text: String| {
            let document = Document::parse(text).ok()?;
            document.value().is_object().then_some(document)
        };
        Some(Self {
            ours: parse(ours)?,
            theirs: parse(theirs)?,
            line,
            by_field,
        })
    }

    pub fn conflicts(&self, kind: &Kind) -> Vec<Conflict> {
        between(kind, &self.ours.value(), &self.theirs.value())
    }
}

#[cfg(test)]
mod tests {
    use super::between;
    use crate::model::kind;
    use serde_json::Value;
    use serde_json::json;

    fn fields(ours: &Value, theirs: &Value) -> Vec<String> {
        let kind = kind::by_name("story").expect("a kind");
        let found = between(kind, ours, theirs).into_iter();
        found
            .map(|c| format!("{}: {}", c.field, c.words()))
            .collect()
    }

    #[test]
    fn what_is_true_only_together_is_one_field_in_words() {
        let ours = json!({"estimate": {"o": 1, "m": 2, "p": 3}});
        let theirs = json!({"estimate": {"o": 2, "m": 2, "p": 8}});
        let expected = "estimate: o 1, m 2, p 3 or o 2, m 2, p 8";
        assert_eq!(fields(&ours, &theirs), [expected]);
        let proof = json!({"by": "ana"});
        let item = |text: &str, verified: &Value| json!({"acceptance": [{"id": "AC-1", "text": text, "verified": verified}]});
        let found = fields(&item("a", &Value::Null), &item("b", &proof));
        assert!(
            found.len() == 1 && found[0].starts_with("acceptance.AC-1: "),
            "{found:?}"
        );
        let found = fields(&item("a", &proof), &item("b", &proof));
        assert_eq!(found, ["acceptance.AC-1.text: a or b"]);
    }

    #[test]
    fn items_of_two_ids_are_not_two_values_of_one() {
        let list = |id: &str| json!({"acceptance": [{"id": id, "text": "x"}]});
        let expected = "acceptance: AC-2 or AC-1";
        assert_eq!(fields(&list("AC-2"), &list("AC-1")), [expected]);
    }

    #[test]
    fn fields_are_named_as_people_write_them() {
        let ours = json!({"status": "doing", "a": {"b": 1}, "acceptance":
            [{"id": "AC-1", "then": "x"}, "old"], "labels": ["x"]});
        let theirs = json!({"status": "review", "a": {"b": 1, "c": 2}, "acceptance":
            [{"id": "AC-1", "then": "y"}, "new"], "labels": []});
        let story = kind::by_name("story").expect("a kind");
        let found = between(story, &ours, &theirs);
        let fields: Vec<&str> = found.iter().map(|c| c.field.as_str()).collect();
        let expected = [
            "status",
            "a.c",
            "acceptance.AC-1.then",
            "acceptance.2",
            "labels",
        ];
        assert_eq!(fields, expected);
        assert_eq!(found[0].words(), "doing or review");
        assert_eq!(found[1].words(), "nothing or 2");
        assert!(found[1].takes_another() && !found[4].takes_another());
        assert!(found[2].is_in("acceptance") && !found[2].is_in("accept"));
    }
}
