//! How two changes of one value come together: said by what the value may be,
//! so that a field of any kind, old or new, has its answer without more code.

use super::shape::Shape;
use serde_json::Value;

/// How a value is merged.
#[derive(Clone, Debug, PartialEq)]
pub enum Policy<'s> {
    /// As a whole: two new values are a conflict.
    Whole,
    /// A text: line by line.
    Lines,
    /// The place in the manual order: the earlier one.
    Earlier,
    /// A map: key by key. Of an `open` one a side without it has no keys; any
    /// other is there or not.
    Keys { open: bool },
    /// What a record is scored by, a map for each method: key by key; the day and the person are those of the later
    /// score, and of one day both persons.
    Scores,
    /// A list: what was added is added, what was taken out is out, and items
    /// that are still there, found again by their id, else by their words, are
    /// merged.
    Items(Item<'s>),
    /// The dated changes of a record: all of them, in their order.
    History,
}

/// What a list holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'s> {
    pub shape: &'s Shape,
    /// Ids, labels, links: their order means nothing.
    pub unordered: bool,
}

/// What an item of a list says, where it has no id to be found again by.
pub const WORDS: [&str; 4] = ["text", "given", "when", "then"];

/// Who saw that an item does what it says, or let it go.
const PROOF: [&str; 2] = ["verified", "waived"];

/// The keys of an item that are true only together: who verified other words has
/// not verified these.
pub fn statement() -> impl Iterator<Item = &'static str> {
    WORDS.into_iter().chain(PROOF)
}

/// Whether two items differ in their words and in the proof of these, so that
/// neither may be chosen without the other.
pub fn is_split(one: &Value, other: &Value) -> bool {
    let differ = |key: &&str| one.get(*key) != other.get(*key);
    WORDS.iter().any(differ) && PROOF.iter().any(differ)
}

impl Policy<'_> {
    /// The policy of a value at a key; `values` are the values to be merged,
    /// which decide where a field may hold several shapes or any.
    pub fn of<'s>(key: &str, shape: &'s Shape, values: &[&Value]) -> Policy<'s> {
        let all = |is: fn(&Value) -> bool| !values.is_empty() && values.iter().all(|v| is(v));
        match shape {
            Shape::List(_) if key == "history" => Policy::History,
            Shape::Formed(_) if key == "rank" => Policy::Earlier,
            Shape::Open(_) | Shape::Any if key == "scores" && all(Value::is_object) => {
                Policy::Scores
            }
            Shape::Text if all(Value::is_string) => Policy::Lines,
            Shape::Fields(_) if all(Value::is_object) => Policy::Keys { open: false },
            Shape::Open(_) if all(Value::is_object) => Policy::Keys { open: true },
            Shape::List(item) if all(Value::is_array) => Policy::Items(Item {
                shape: item,
                unordered: matches!(**item, Shape::Text | Shape::Formed(_) | Shape::Choice(_)),
            }),
            Shape::Either(shapes) => {
                let policies = shapes.iter().map(|shape| Policy::of(key, shape, values));
                let mut fitting = policies.filter(|policy| *policy != Policy::Whole);
                fitting.next().unwrap_or(Policy::Whole)
            }
            Shape::Any if all(Value::is_object) => Policy::Keys { open: true },
            Shape::Any if all(Value::is_string) => Policy::Lines,
            Shape::Any if all(Value::is_array) => Policy::Items(Item {
                shape,
                unordered: false,
            }),
            _ => Policy::Whole,
        }
    }
}
