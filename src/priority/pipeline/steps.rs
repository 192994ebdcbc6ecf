//! What it would take to move one record: single inputs, and the places they lead to.
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

use super::super::Method;
use super::super::Outcome;
use super::super::Scores;
use super::Item;
use super::Ordering;
use super::order::Entry;
use super::places::settle;

/// The least change of one input, in one direction, that moves a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    pub key: String,
    pub from: Value,
    pub to: Value,
    /// Where the record would stand.
    pub place: usize,
}

impl Ordering<'_> {
    /// For each input, and each direction on its scale, the least change that gives the item another place, all else
    /// staying as it is. The places are those after gates, ties and dependencies.
    pub fn steps(&self, item: &Item<'_>) -> Vec<Step> {
        let mut entries = self.entries.clone();
        let mut steps = Vec::new();
        for input in self.method.inputs() {
            let scores = Scores::of(item.record);
            let given = scores.value(self.method.id(), &input.key);
            let Some(Ok(from)) = given.map(|value| input.scale.check(value)) else {
                continue;
            };
            for side in input.scale.beyond(&from) {
                let places = side.into_iter().map_while(|to| {
                    Some((self.place_with(item, &input.key, &to, &mut entries)?, to))
                });
                let moved = places.into_iter().find(|(place, _)| *place != item.place);
                steps.extend(moved.map(|(place, to)| Step {
                    key: input.key.clone().into_owned(),
                    from: from.clone(),
                    to,
                    place,
                }));
            }
        }
        steps
    }

    /// The place with another value of an input; none where it would have no score. Changes the entry of
    /// the item only.
    fn place_with(
        &self,
        item: &Item<'_>,
        key: &str,
        to: &Value,
        entries: &mut [Entry<'_>],
    ) -> Option<usize> {
        let values = changed(self.method.as_ref(), item, key, to);
        let scores = Scores::of(item.record).with(self.method.id(), &values);
        let Outcome::Scored { parts, .. } =
            super::assume::score(self.method.as_ref(), scores, &self.assumed)
        else {
            return None;
        };
        let at = item.entry;
        entries[at].parts = Some(parts);
        entries[at].gates = self.gates.standing(scores).places;
        // The others keep their order: only this one is put where it belongs among them.
        let ties = self.method.ties();
        let mut base: Vec<usize> = self.base.iter().copied().filter(|e| *e != at).collect();
        let is_before = |other: &usize| {
            let compared = entries[*other].compare(&entries[at], &ties);
            compared.then(other.cmp(&at)).is_lt()
        };
        base.insert(base.partition_point(is_before), at);
        let order = settle(entries, &self.needs, &ties, base).order;
        let place = order.iter().position(|entry| *entry == at);
        place.map(|place| place + 1)
    }
}

/// The values of a method with one of them changed.
fn changed(method: &dyn Method, item: &Item<'_>, key: &str, to: &Value) -> Value {
    match Scores::of(item.record).get(method.id()) {
        Some(Value::Object(values)) => {
            let mut values = values.clone();
            values.insert(key.to_owned(), to.clone());
            Value::Object(values)
        }
        _ if key == method.id() => to.clone(),
        _ => Value::Object(Map::from_iter([(key.to_owned(), to.clone())])),
    }
}
