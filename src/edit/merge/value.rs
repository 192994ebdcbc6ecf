//! Two changes of one value, with what stood there before.

use super::list;
use crate::model::date::Zone;
use crate::model::merge::Policy;
use crate::model::rank::Rank;
use crate::model::shape::Shape;
use crate::priority::inputs::BY;
use crate::priority::inputs::SCORED;
use crate::text;
use serde_json::Map;
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What two changes come to: one value, or in a conflict that of each side.
/// Nothing means that the key is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub ours: Option<Value>,
    pub theirs: Option<Value>,
}

impl Pair {
    pub(super) fn both(value: Option<Value>) -> Self {
        Self {
            ours: value.clone(),
            theirs: value,
        }
    }

    pub(super) fn conflict(ours: Option<&Value>, theirs: Option<&Value>) -> Self {
        Self {
            ours: ours.cloned(),
            theirs: theirs.cloned(),
        }
    }

    pub fn is_conflict(&self) -> bool {
        self.ours != self.theirs
    }
}

/// A value before, and what each side made of it.
#[derive(Clone, Copy, Debug)]
pub struct Change<'v> {
    pub base: Option<&'v Value>,
    pub ours: Option<&'v Value>,
    pub theirs: Option<&'v Value>,
    /// Where the days of the backlog begin.
    pub zone: &'v Zone,
}

impl<'v> Change<'v> {
    fn inside(&self, key: &str) -> Change<'v> {
        let inside = |value: Option<&'v Value>| value.and_then(|value| value.get(key));
        Change {
            base: inside(self.base),
            ours: inside(self.ours),
            theirs: inside(self.theirs),
            zone: self.zone,
        }
    }
}

/// Merges what two sides made of the value at a key.
pub fn merge(key: &str, shape: &Shape, change: Change<'_>) -> Pair {
    // `key:` without a value says as little as no key.
    let said = |value: Option<&Value>| value.cloned().unwrap_or_default();
    let (base, ours, theirs) = (said(change.base), said(change.ours), said(change.theirs));
    if ours == theirs || theirs == base {
        return Pair::both(change.ours.cloned());
    }
    if ours == base {
        return Pair::both(change.theirs.cloned());
    }
    let values: Vec<&Value> = [&base, &ours, &theirs]
        .into_iter()
        .filter(|value| !value.is_null())
        .collect();
    let gone = ours.is_null() || theirs.is_null();
    match Policy::of(key, shape, &values) {
        Policy::History => list::history(change),
        Policy::Items(item) => list::items(&item, change),
        Policy::Keys { open } if open || !gone => keys(shape, change, gone, merge),
        Policy::Scores => keys(shape, change, gone, scored),
        // Out of the order on one side, moved on the other: which of the two, people decide.
        Policy::Earlier if !gone => Pair::both(earlier(ours, theirs)),
        Policy::Lines => match (base.as_str(), ours.as_str(), theirs.as_str()) {
            (Some(base), Some(ours), Some(theirs)) => lines(base, ours, theirs),
            _ => Pair::conflict(change.ours, change.theirs),
        },
        _ => Pair::conflict(change.ours, change.theirs),
    }
}

fn lines(base: &str, ours: &str, theirs: &str) -> Pair {
    match text::merge_lines(base, ours, theirs) {
        Some(merged) => Pair::both(Some(merged.into())),
        None => Pair::conflict(Some(&ours.into()), Some(&theirs.into())),
    }
}

/// The rank that comes first; where two files then share one, `po check` says
/// so.
fn earlier(ours: Value, theirs: Value) -> Option<Value> {
    let rank = |value: &Value| Rank::new(value.as_str()?).ok();
    match (rank(&ours), rank(&theirs)) {
        (Some(one), Some(other)) => {
            let place = |rank: &Rank| (rank.key().to_owned(), rank.as_str().to_owned());
            let first = if place(&one) <= place(&other) {
                ours
            } else {
                theirs
            };
            Some(first)
        }
        (Some(_), None) => Some(ours),
        (None, Some(_)) => Some(theirs),
        (None, None) => Some(ours),
    }
}

/// The values of one method. Whoever scored only some of them has scored the record none the less.
fn scored(key: &str, shape: &Shape, change: Change<'_>) -> Pair {
    let mut pair = merge(key, shape, change);
    let (Some(Value::Object(ours)), Some(Value::Object(theirs))) =
        (&mut pair.ours, &mut pair.theirs)
    else {
        return pair;
    };
    let days = [&*ours, &*theirs].map(|side| side.get(SCORED).and_then(Value::as_str));
    let [Some(our_day), Some(their_day)] = days else {
        return pair;
    };
    // Days are written so that the later one is the greater text.
    let later = our_day.cmp(their_day);
    let (our_day, their_day) = (Value::from(our_day), Value::from(their_day));
    let people = [&*ours, &*theirs].map(|side| side.get(BY).cloned());
    let [our_by, their_by] = people;
    let (day, by) = match later {
        Ordering::Greater => (our_day, our_by),
        Ordering::Less => (their_day, their_by),
        Ordering::Equal => (our_day, together(our_by, their_by)),
    };
    for side in [ours, theirs] {
        side.insert(SCORED.to_owned(), day.clone());
        match &by {
            Some(by) => side.insert(BY.to_owned(), by.clone()),
            None => side.shift_remove(BY),
        };
    }
    pair
}

/// The names of both, in one order whichever side is ours.
fn together(ours: Option<Value>, theirs: Option<Value>) -> Option<Value> {
    let sides = [ours, theirs];
    let names = sides.iter().flatten().filter_map(Value::as_str);
    let names = names.flat_map(|names| names.split(", "));
    let names: BTreeSet<&str> = names.collect();
    let names: Vec<&str> = names.into_iter().collect();
    (!names.is_empty()).then(|| names.join(", ").into())
}

/// How the value at a key is merged.
type Each = fn(&str, &Shape, Change<'_>) -> Pair;

/// Key by key, in the order of our side.
fn keys(shape: &Shape, change: Change<'_>, gone: bool, each: Each) -> Pair {
    let mut names: Vec<&String> = Vec::new();
    for side in [change.ours, change.theirs, change.base] {
        for name in side
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::keys)
        {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let mut pair = (Map::new(), Map::new());
    for name in names {
        let inner = shape.step(name).unwrap_or(Shape::Any);
        let merged = each(name, &inner, change.inside(name));
        pair.0
            .extend(merged.ours.map(|value| (name.clone(), value)));
        pair.1
            .extend(merged.theirs.map(|value| (name.clone(), value)));
    }
    // A map that one side took away stays away, unless the other put something in.
    let whole = |map: Map<String, Value>| (!(gone && map.is_empty())).then(|| Value::Object(map));
    Pair {
        ours: whole(pair.0),
        theirs: whole(pair.1),
    }
}
