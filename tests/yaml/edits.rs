//! Random edits of a value, and the same edits made on it in memory.

use po::yaml::Edit;
use po::yaml::Path;
use po::yaml::Segment;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::choices::Choices;
use super::counts::count;
use super::values;

/// The canonical order the edits are made with.
pub const ORDER: [&str; 5] = ["id0", "first", "k1", "second", "grün2"];

/// An edit that makes sense for this value.
pub fn edit(c: &mut Choices<'_>, root: &Value) -> Edit {
    let all = paths(root);
    let pick = |c: &mut Choices<'_>, fits: &dyn Fn(&Value) -> bool| {
        let below_root = all
            .iter()
            .filter(|(path, value)| !path.is_empty() && fits(value));
        let fitting: Vec<&Path> = below_root.map(|(path, _)| path).collect();
        (!fitting.is_empty()).then(|| (*c.of(&fitting)).clone())
    };
    let edit = match c.below(6) {
        1 => {
            return Edit::Set {
                path: new_path(c, root),
                value: values::value(c, 2),
            };
        }
        2 => pick(c, &|value| value.is_array() || value.is_null()).map(|path| Edit::Append {
            path,
            value: values::value(c, 2),
        }),
        3 | 4 => pick(c, &|_| true).map(|path| Edit::Remove { path }),
        5 => pick(c, &Value::is_array).map(|path| Edit::Insert {
            path,
            at: c.below(4),
            value: values::value(c, 2),
        }),
        _ => pick(c, &|_| true).map(|path| Edit::Set {
            path,
            value: values::value(c, 2),
        }),
    };
    let missing = || vec!["missing".into(), "list".into()];
    edit.unwrap_or_else(|| match root.get("missing") {
        None => Edit::Append {
            path: missing(),
            value: json!("item"),
        },
        Some(_) => Edit::Set {
            path: vec!["missing".into()],
            value: Value::Null,
        },
    })
}

/// The path of a new key, of two new keys inside each other, or of one that is there by chance.
fn new_path(c: &mut Choices<'_>, root: &Value) -> Path {
    let maps: Vec<(Path, Value)> = paths(root)
        .into_iter()
        .filter(|(_, value)| value.is_object())
        .collect();
    if maps.is_empty() {
        return vec!["missing".into()];
    }
    let (mut path, map) = c.of(&maps).clone();
    let key = if path.is_empty() {
        (*c.of(&ORDER)).to_owned()
    } else {
        values::key(c)
    };
    let inner = c.once_in(4)
        && map
            .get(&key)
            .is_none_or(|value| value.is_object() || value.is_null());
    path.push(Segment::Key(key));
    if inner {
        path.push(Segment::Key("inner".to_owned()));
    }
    path
}

/// Every value with its path, the root first.
pub fn paths(root: &Value) -> Vec<(Path, Value)> {
    let mut found = vec![(Path::new(), root.clone())];
    let children: Vec<(Segment, &Value)> = match root {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(n, item)| (n.into(), item))
            .collect(),
        Value::Object(pairs) => pairs
            .iter()
            .map(|(key, value)| (key.as_str().into(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (segment, child) in children {
        let below = paths(child).into_iter();
        found.extend(below.map(|(path, value)| ([vec![segment.clone()], path].concat(), value)));
    }
    found
}

/// The value as the edit must leave it. Written apart from the product's own model on purpose.
pub fn edited(root: &Value, edit: &Edit) -> Value {
    let (path, change): (&[Segment], &dyn Fn(Option<Value>) -> Option<Value>) = match edit {
        Edit::Set { path, value } => (path, &|_| Some(value.clone())),
        Edit::Append { path, value } => (path, &|old| {
            let mut items = old
                .and_then(|old| old.as_array().cloned())
                .unwrap_or_default();
            items.push(value.clone());
            Some(Value::Array(items))
        }),
        Edit::Insert { path, at, value } => (path, &|old| {
            let mut items = old?.as_array().cloned().unwrap_or_default();
            items.insert((*at).min(items.len()), value.clone());
            Some(Value::Array(items))
        }),
        Edit::Remove { path } => (path, &|_| None),
    };
    changed(Some(root.clone()), path, change, true).unwrap_or_default()
}

fn changed(
    old: Option<Value>,
    path: &[Segment],
    change: &dyn Fn(Option<Value>) -> Option<Value>,
    top: bool,
) -> Option<Value> {
    let Some((segment, rest)) = path.split_first() else {
        return change(old);
    };
    match (segment, old) {
        (Segment::Index(n), Some(Value::Array(mut items))) => {
            let item = changed(Some(items.remove(*n)), rest, change, false);
            items.splice(n..n, item);
            Some(Value::Array(items))
        }
        (Segment::Key(key), old) => {
            let mut pairs: Vec<(String, Value)> = old
                .and_then(|old| old.as_object().cloned())
                .unwrap_or_default()
                .into_iter()
                .collect();
            let there = pairs.iter().position(|(k, _)| k == key);
            let value = there.map(|n| pairs.remove(n).1);
            let at = there.unwrap_or_else(|| if top { place(&pairs, key) } else { pairs.len() });
            pairs.splice(
                at..at,
                changed(value, rest, change, false).map(|value| (key.clone(), value)),
            );
            Some(Value::Object(pairs.into_iter().collect::<Map<_, _>>()))
        }
        (Segment::Index(_), old) => old,
    }
}

/// Where a new top-level key goes.
fn place(pairs: &[(String, Value)], key: &str) -> usize {
    let Some(own) = ORDER.iter().position(|known| *known == key) else {
        return pairs.len();
    };
    let before = ORDER[..own]
        .iter()
        .rev()
        .find_map(|known| pairs.iter().position(|(k, _)| k == known));
    before.map_or(pairs.len(), |n| n + 1)
}

/// Counts what kind of edit this is, by what it meets.
pub fn count_edit(edit: &Edit, root: &Value) {
    let there = paths(root)
        .into_iter()
        .find(|(path, _)| path == edit.path())
        .map(|(_, value)| value);
    let of = |value: &Value| match value {
        Value::Array(_) => "list",
        Value::Object(_) => "map",
        Value::String(text) if text.contains('\n') => "text of several lines",
        _ => "scalar",
    };
    count(&match (edit, there) {
        (Edit::Set { value, .. }, Some(old)) => format!("edit set {} over {}", of(value), of(&old)),
        (Edit::Set { value, .. }, None) => format!("edit insert {}", of(value)),
        (Edit::Append { value, .. }, Some(Value::Array(items))) if !items.is_empty() => {
            format!("edit append {}", of(value))
        }
        (Edit::Append { value, .. }, _) => format!("edit append {} to nothing", of(value)),
        (Edit::Insert { value, .. }, _) => format!("edit insert item {}", of(value)),
        (Edit::Remove { .. }, Some(old)) => format!("edit remove {}", of(&old)),
        (Edit::Remove { .. }, None) => "edit remove nothing".to_owned(),
    });
}
