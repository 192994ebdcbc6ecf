//! Which item of a list is which one of its base.

use crate::model::merge::WORDS;
use serde_json::Value;

/// What two items are known to be the same by, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    Equal,
    Id,
    Words,
    /// They stand between the same neighbours.
    Place,
}

type Same = fn(&Value, &Value) -> bool;

/// The item of the base for each item of a side, and how it was found; not less
/// surely than `least`.
pub(super) fn pairs(base: &[Value], side: &[Value], least: How) -> Vec<Option<(usize, How)>> {
    let mut found: Vec<Option<(usize, How)>> = vec![None; side.len()];
    let mut taken = vec![false; base.len()];
    let sure: [(How, Same); 3] = [
        (How::Equal, |a, b| a == b),
        (How::Id, same_id),
        (How::Words, same_words),
    ];
    for (how, same) in sure.into_iter().filter(|(how, _)| *how <= least) {
        for (at, item) in side.iter().enumerate() {
            if found[at].is_some() {
                continue;
            }
            let mut free = (0..base.len()).filter(|at| !taken[*at]);
            if let Some(twin) = free.find(|at| same(&base[*at], item)) {
                found[at] = Some((twin, how));
                taken[twin] = true;
            }
        }
    }
    if least == How::Place {
        by_place(base, side, &mut found);
    }
    found
}

/// Items left over between the same neighbours, where they are as many.
fn by_place(base: &[Value], side: &[Value], found: &mut [Option<(usize, How)>]) {
    let mut at = 0;
    while at < side.len() {
        if found[at].is_some() {
            at += 1;
            continue;
        }
        let end = (at..side.len())
            .find(|n| found[*n].is_some())
            .unwrap_or(side.len());
        let place = |n: usize| found[n].map(|(base, _)| base);
        let from = at.checked_sub(1).and_then(place).map_or(0, |n| n + 1);
        let to = (end < side.len())
            .then(|| place(end))
            .flatten()
            .unwrap_or(base.len());
        let taken = |n: usize| found.iter().flatten().any(|(base, _)| *base == n);
        let left: Vec<usize> = (from..to.max(from)).filter(|n| !taken(*n)).collect();
        if left.len() == end - at {
            for (twin, at) in left.into_iter().zip(at..end) {
                if id(&base[twin]).is_none() || id(&side[at]).is_none() {
                    found[at] = Some((twin, How::Place));
                }
            }
        }
        at = end;
    }
}

pub(super) fn same_id(one: &Value, other: &Value) -> bool {
    id(one).is_some() && id(one) == id(other)
}

pub(super) fn same_words(one: &Value, other: &Value) -> bool {
    let others = id(one).is_some() && id(other).is_some() && !same_id(one, other);
    let said = words(one);
    !others && said.iter().any(Option::is_some) && said == words(other)
}

fn id(item: &Value) -> Option<&str> {
    item.get("id").and_then(Value::as_str)
}

/// What an item says; a sentence alone is its text.
fn words(item: &Value) -> [Option<&Value>; WORDS.len()] {
    match item {
        Value::String(_) => [Some(item), None, None, None],
        _ => WORDS.map(|key| item.get(key)),
    }
}
