//! What the backlog's method makes of a record: its score and its place.

use crate::model::Backlog;
use crate::model::Record;
use crate::page::Text;
use crate::priority::Method;
use crate::priority::Ordering;
use crate::priority::Scores;
use crate::priority::inputs;
use crate::report::ScoreSheet;
use serde_json::Map;
use serde_json::Value;

/// Where a record stands; none where it was not ordered.
pub(super) struct Standing<'a>(Option<ScoreSheet<'a>>);

impl<'a> Standing<'a> {
    pub fn of(orderings: &'a [Ordering<'_>], record: &'a Record) -> Self {
        let id = record.id();
        let holds = |ordering: &&Ordering<'_>| {
            let has = ordering.item(id).is_some() || ordering.why_excluded(id).is_some();
            has && is_asked(ordering.backlog, ordering.method.as_ref(), record)
        };
        let ordering = orderings.iter().find(holds);
        Self(ordering.map(|ordering| ScoreSheet::new(ordering, record)))
    }

    /// "wsjf 3.20 · place 2 of 41 in po prioritize", or what a score lacks.
    pub fn fact(&self) -> Option<(String, Text)> {
        let sheet = self.0.as_ref()?;
        Some(("score".to_owned(), sheet.result()))
    }

    /// The same for scripts.
    pub fn json(&self) -> Option<Map<String, Value>> {
        self.0.as_ref().map(ScoreSheet::standing_data)
    }
}

/// Whether the records of this kind can have a score at all.
pub(super) fn is_scored_kind(record: &Record) -> bool {
    inputs::all(record).is_some()
}

/// Whether it is worth an order to say where an open record stands: it holds inputs of the method, or others have voted
/// on it or compared it. What nobody has scored yet is not to be told on every record.
pub fn is_asked(backlog: &Backlog, method: &dyn Method, record: &Record) -> bool {
    let can = is_scored_kind(record) && backlog.is_open(record);
    can && (!method.reads_records() || Scores::of(record).get(method.id()).is_some())
}
