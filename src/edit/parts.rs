//! A map given anew.

use crate::model::Record;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::Kind;
use crate::yaml::NodeRef;
use serde_json::Value;

/// The edits that give a field these keys: one by one where it is a map already, so that comments within and keys that
/// are not ours stay.
pub(super) fn parts(record: &Record, field: &str, new: Value) -> Vec<Edit> {
    let there: Option<NodeRef<'_>> = record
        .document()
        .and_then(Document::root)
        .and_then(|root| root.get(field));
    let there = there.filter(|map| map.kind() == Kind::Map);
    let (Some(there), Value::Object(new)) = (there, &new) else {
        return vec![Edit::Set {
            path: vec![field.into()],
            value: new,
        }];
    };
    let path = |key: &String| vec![field.into(), key.as_str().into()];
    let set = new.iter().map(|(key, value)| Edit::Set {
        path: path(key),
        value: value.clone(),
    });
    // Of the keys that we know; last, so that the map is never empty.
    let old = record.field(field).unwrap_or_default();
    let old = old.as_object().into_iter().flat_map(|old| old.keys());
    let gone = old.filter(|key| !new.contains_key(*key) && there.get(key).is_some());
    set.chain(gone.map(|key| Edit::Remove { path: path(key) }))
        .collect()
}
