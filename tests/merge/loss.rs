//! What a merge must keep, found without the product's own code: every leaf
//! that one side changed, every item that one side added or took out.

use serde_json::Value;
use std::collections::BTreeMap;

/// Records by path.
pub type Records = BTreeMap<String, Value>;

/// The records before, and as they were on each side after every command: what a side changed and
/// changed back it wrote as well.
pub struct Versions {
    pub base: Records,
    pub ours: Vec<Records>,
    pub theirs: Vec<Records>,
}

/// A value before, at the end of a side, in every state of the other side, and merged.
struct At<'v> {
    base: &'v Value,
    one: &'v Value,
    others: Vec<&'v Value>,
    merged: &'v Value,
}

/// What of either side's changes the merged records do not have. A field that
/// both wrote is nobody's loss.
pub fn lost(versions: &Versions, merged: &Records) -> Vec<String> {
    let mut lost = Vec::new();
    let Versions { base, ours, theirs } = versions;
    for (side, other) in [(ours, theirs), (theirs, ours)] {
        let one = side.last().unwrap_or(base);
        for path in base.keys().chain(one.keys()) {
            let at = |records: &'_ Records| records.get(path).cloned().unwrap_or_default();
            let (base, one, merged) = (at(base), at(one), at(merged));
            let others: Vec<Value> = other.iter().map(at).collect();
            let at = At {
                base: &base,
                one: &one,
                others: others.iter().collect(),
                merged: &merged,
            };
            compare(path, &at, &mut lost);
        }
    }
    lost.sort();
    lost.dedup();
    lost
}

/// What `one` made of `base` that is not in `merged`, unless the other side
/// wrote it as well.
fn compare(path: &str, at: &At<'_>, lost: &mut Vec<String>) {
    let At { base, one, .. } = at;
    if one == base {
        return;
    }
    let all = |is: fn(&Value) -> bool| {
        let mut values = [*base, *one].into_iter().chain(at.others.iter().copied());
        values.all(|value| value.is_null() || is(value))
    };
    if all(Value::is_object) {
        let keys = |value: &Value| -> Vec<String> {
            let keys = value.as_object().into_iter().flat_map(|map| map.keys());
            keys.cloned().collect()
        };
        for key in [keys(base), keys(one)].concat() {
            let inside = |value: &'_ Value| value.get(&key).cloned().unwrap_or_default();
            let [base, one, merged] = [at.base, at.one, at.merged].map(inside);
            let others: Vec<Value> = at.others.iter().map(|other| inside(other)).collect();
            let at = At {
                base: &base,
                one: &one,
                others: others.iter().collect(),
                merged: &merged,
            };
            compare(&format!("{path}.{key}"), &at, lost);
        }
    } else if all(Value::is_array) {
        compare_lists(path, at, lost);
    } else if at.others.iter().all(|other| other == base) && at.merged != *one {
        let merged = at.merged;
        lost.push(format!("{path}: {base} became {one}, merged {merged}"));
    }
}

fn compare_lists(path: &str, at: &At<'_>, lost: &mut Vec<String>) {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let [base, one, merged] = [at.base, at.one, at.merged].map(list);
    let others: Vec<Vec<Value>> = at.others.iter().map(|other| list(other)).collect();
    let is_out = |item: &Value| others.iter().any(|other| !other.contains(item));
    for (at, added) in one
        .iter()
        .enumerate()
        .filter(|(_, item)| !base.contains(item))
    {
        // Nothing is put in the middle here: an item stands where it stood.
        let both_wrote =
            base.get(at).is_some_and(is_out) || others.iter().any(|other| other.contains(added));
        if !both_wrote && !merged.contains(added) {
            lost.push(format!("{path}: {added} was added"));
        }
    }
    for gone in base.iter().filter(|item| !one.contains(item)) {
        if merged.contains(gone) && !is_out(gone) {
            lost.push(format!("{path}: {gone} was taken out or changed"));
        }
    }
}
