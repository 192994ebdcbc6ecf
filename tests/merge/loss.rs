//! What a merge must keep, found without the product's own code: every leaf
//! that one side changed, every item that one side added or took out.

use serde_json::Value;
use std::collections::BTreeMap;

type Records = BTreeMap<String, Value>;

/// Three versions of the records.
pub struct Versions {
    pub base: Records,
    pub ours: Records,
    pub theirs: Records,
}

/// What of either side's changes the merged records do not have. A field that
/// both wrote is nobody's loss.
pub fn lost(versions: &Versions, merged: &Records) -> Vec<String> {
    let mut lost = Vec::new();
    let Versions { base, ours, theirs } = versions;
    for path in ours.keys().chain(theirs.keys()) {
        let at = |records: &Records| records.get(path).cloned().unwrap_or_default();
        let (base, one, other) = (at(base), at(ours), at(theirs));
        let merged = at(merged);
        compare(path, [&base, &one, &other, &merged], &mut lost);
        compare(path, [&base, &other, &one, &merged], &mut lost);
    }
    lost
}

/// What `one` made of `base` that is not in `merged`, unless `other` changed it
/// as well.
fn compare(path: &str, [base, one, other, merged]: [&Value; 4], lost: &mut Vec<String>) {
    if one == base {
        return;
    }
    let maps = [base, one, other]
        .iter()
        .all(|v| v.is_object() || v.is_null());
    if maps && (one.is_object() || other.is_object()) {
        let keys = |value: &Value| -> Vec<String> {
            let keys = value.as_object().into_iter().flat_map(|map| map.keys());
            keys.cloned().collect()
        };
        for key in [keys(base), keys(one)].concat() {
            let inside = |value: &'_ Value| value.get(&key).cloned().unwrap_or_default();
            let [b, o, t, m] = [base, one, other, merged].map(inside);
            compare(&format!("{path}.{key}"), [&b, &o, &t, &m], lost);
        }
        return;
    }
    let lists = [base, one, other]
        .iter()
        .all(|v| v.is_array() || v.is_null());
    if lists {
        return compare_lists(path, [base, one, other, merged], lost);
    }
    if other == base && merged != one {
        lost.push(format!("{path}: {base} became {one}, merged {merged}"));
    }
}

fn compare_lists(path: &str, lists: [&Value; 4], lost: &mut Vec<String>) {
    let [base, one, other, merged] = lists.map(|list| list.as_array().cloned().unwrap_or_default());
    for (at, added) in one
        .iter()
        .enumerate()
        .filter(|(_, item)| !base.contains(item))
    {
        // Nothing is put in the middle here: an item stands where it stood.
        let both_wrote = base.get(at).is_some_and(|item| !other.contains(item));
        if !both_wrote && !merged.contains(added) {
            lost.push(format!("{path}: {added} was added"));
        }
    }
    for gone in base.iter().filter(|item| !one.contains(item)) {
        if merged.contains(gone) && !one.contains(gone) {
            lost.push(format!("{path}: {gone} was taken out or changed"));
        }
    }
}
