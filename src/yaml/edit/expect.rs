//! The value an edit must give: the same edit on the value in memory.

use serde_json::Value;

use crate::yaml::edit::Edit;
use crate::yaml::path::Segment;
use crate::yaml::path::dotted;

/// The value with the edit applied, or why that makes no sense.
pub(super) fn edited(mut root: Value, edit: &Edit, order: &[&str]) -> Result<Value, String> {
    let path = edit.path();
    let Some((last, parents)) = path.split_last() else {
        return Err("the whole record cannot be replaced or removed".to_owned());
    };
    match edit {
        Edit::Set { value, .. } => *reach(&mut root, path, order)? = value.clone(),
        Edit::Append { value, .. } => {
            let place = reach(&mut root, path, order)?;
            match place {
                Value::Null => *place = Value::Array(vec![value.clone()]),
                Value::Array(items) => items.push(value.clone()),
                other => return Err(format!("`{}` is {}, not a list", dotted(path), name(other))),
            }
        }
        Edit::Insert { at, value, .. } => match reach(&mut root, path, order)? {
            Value::Array(items) => items.insert((*at).min(items.len()), value.clone()),
            other => return Err(format!("`{}` is {}, not a list", dotted(path), name(other))),
        },
        Edit::Remove { .. } => {
            let parent = parents
                .iter()
                .try_fold(&mut root, |at, segment| child(at, segment));
            let removed = parent.and_then(|parent| match (parent, last) {
                (Value::Object(pairs), Segment::Key(key)) => pairs.shift_remove(key),
                (Value::Array(items), Segment::Index(n)) if *n < items.len() => {
                    Some(items.remove(*n))
                }
                _ => None,
            });
            removed.ok_or_else(|| format!("there is no `{}`", dotted(path)))?;
        }
    }
    Ok(root)
}

/// The key after which a new top-level key goes: the nearest before it in `order` that is there.
pub(super) fn predecessor<'k>(
    keys: impl Iterator<Item = &'k str>,
    key: &str,
    order: &[&str],
) -> Option<usize> {
    let place = |key: &str| order.iter().position(|known| *known == key);
    let own = place(key)?;
    let before = keys
        .enumerate()
        .filter_map(|(n, key)| Some((place(key)?, n)));
    before
        .filter(|(place, _)| *place < own)
        .max()
        .map(|(_, n)| n)
}

/// The value at the path, made with the maps on the way to it where it is not there.
fn reach<'v>(
    root: &'v mut Value,
    path: &[Segment],
    order: &[&str],
) -> Result<&'v mut Value, String> {
    let mut at = root;
    for (depth, segment) in path.iter().enumerate() {
        if let (Value::Null, Segment::Key(_)) = (&*at, segment) {
            *at = Value::Object(serde_json::Map::new());
        }
        if let (Value::Object(pairs), Segment::Key(key)) = (&mut *at, segment)
            && !pairs.contains_key(key)
        {
            let keys = pairs.keys().map(String::as_str);
            let after = if depth == 0 {
                predecessor(keys, key, order)
            } else {
                None
            };
            let index = after.map_or(pairs.len(), |n| n + 1);
            pairs.shift_insert(index, key.clone(), Value::Null);
        }
        let what = name(at);
        at = child(at, segment).ok_or_else(|| match (segment, depth) {
            (Segment::Index(_), _) => format!("there is no `{}`", dotted(&path[..=depth])),
            (Segment::Key(_), 0) => format!("the record is {what}, not a map of keys"),
            (Segment::Key(_), _) => {
                format!("`{}` is {what}, not a map of keys", dotted(&path[..depth]))
            }
        })?;
    }
    Ok(at)
}

fn child<'v>(value: &'v mut Value, segment: &Segment) -> Option<&'v mut Value> {
    match segment {
        Segment::Key(key) => value.as_object_mut()?.get_mut(key),
        Segment::Index(n) => value.as_array_mut()?.get_mut(*n),
    }
}

fn name(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a map of keys",
    }
}
