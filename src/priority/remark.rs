//! What a method says of all records together.
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::Ordering;
use super::Reading;
use crate::model::id::Id;
use crate::text::thousands;

/// How many records a remark names before it only counts.
const NAMED: usize = 10;

/// Something to be said of all records together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Remark {
    /// What it is about, such as `unanchored-column`: for scripts, as people read the message.
    pub name: &'static str,
    /// Lower case, without a full stop.
    pub message: String,
    /// The numbers behind it.
    pub data: Map<String, Value>,
}

impl Remark {
    /// What holds of these records; nothing where there are none.
    pub fn naming(name: &'static str, what: &str, ids: &[&Id]) -> Option<Self> {
        (!ids.is_empty()).then(|| Self {
            name,
            message: format!("{what}: {}", named(ids)),
            data: Map::from_iter([("ids".to_owned(), json!(ids))]),
        })
    }
}

/// The first of them by name, the others by number.
pub(super) fn named(ids: &[&Id]) -> String {
    let shown: Vec<&str> = ids.iter().take(NAMED).map(|id| id.as_str()).collect();
    let more = match ids.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {} more", thousands(more)),
    };
    shown.join(", ") + &more
}

impl Ordering<'_> {
    /// The scored records of which something holds, by place.
    pub fn scored_with(&self, holds: impl Fn(&Reading) -> bool) -> Vec<&Id> {
        let items = self.items.iter();
        let held = items.filter(|item| item.scored && holds(&item.reading));
        held.map(|item| item.record.id()).collect()
    }
}
