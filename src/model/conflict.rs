//! A record in conflict: two values of a field, one of each side of a merge.

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
    match value {
        None | Some(Value::Null) => "nothing".to_owned(),
        Some(Value::String(text)) => match text.lines().collect::<Vec<_>>().as_slice() {
            [line] => (*line).to_owned(),
            lines => format!("{} lines", lines.len()),
        },
        Some(Value::Array(items)) => text::plural(items.len(), "item", "items"),
        Some(other) => other.to_string(),
    }
}

/// The fields in which two records differ, as deep as maps and lists of the
/// same length go, in the order of ours.
pub fn between(ours: &Value, theirs: &Value) -> Vec<Conflict> {
    let mut found = Vec::new();
    compare(
        (Path::new(), Vec::new()),
        Some(ours),
        Some(theirs),
        &mut found,
    );
    found
}

fn compare(
    (path, names): (Path, Vec<String>),
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
    match (ours, theirs) {
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let added = other.keys().filter(|key| !one.contains_key(*key));
            for key in one.keys().chain(added) {
                let at = step(key.as_str().into(), key.clone());
                compare(at, one.get(key), other.get(key), found);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(other)))
            if one.len() == other.len() && !is_other_order(one, other) =>
        {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                let id = one.get("id").filter(|id| Some(*id) == other.get("id"));
                let id = id.and_then(Value::as_str).map(str::to_owned);
                let name = id.unwrap_or_else(|| (at + 1).to_string());
                compare(step(at.into(), name), Some(one), Some(other), found);
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

    pub fn conflicts(&self) -> Vec<Conflict> {
        between(&self.ours.value(), &self.theirs.value())
    }
}

#[cfg(test)]
mod tests {
    use super::between;
    use serde_json::json;

    #[test]
    fn fields_are_named_as_people_write_them() {
        let ours = json!({"status": "doing", "a": {"b": 1}, "acceptance":
            [{"id": "AC-1", "then": "x"}, "old"], "labels": ["x"]});
        let theirs = json!({"status": "review", "a": {"b": 1, "c": 2}, "acceptance":
            [{"id": "AC-1", "then": "y"}, "new"], "labels": []});
        let found = between(&ours, &theirs);
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
        assert!(found[2].is_in("acceptance") && !found[2].is_in("accept"));
    }
}
