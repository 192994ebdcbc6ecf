//! Items that a record need not meet, since they do not apply to it or somebody answers for it.

use crate::model::Backlog;
use crate::model::Record;
use crate::model::common::Tick;
use crate::model::config::Check;
use crate::model::config::Item;
use crate::model::kind::Sort;
use crate::model::workflow::Gate;
use indexmap::IndexMap;
use serde_json::Value;

/// Who waived an item and why; a waiver without a reason is none.
pub(super) fn of(record: &Record, item: &Item) -> Option<String> {
    let tick = tick(record, item)?;
    let why = tick
        .waived
        .as_deref()
        .filter(|why| !why.trim().is_empty())?;
    let by = tick.by.as_ref().map(|by| format!(" by {by}"));
    Some(format!("waived{}: {why}", by.unwrap_or_default()))
}

/// Whether a record need not heed a rule, since an item of a definition that asks it is waived.
pub(in crate::rules) fn is_waived(backlog: &Backlog, record: &Record, rule: &str) -> bool {
    let gates = [Gate::Ready, Gate::Done].into_iter();
    let mut items = gates.flat_map(|gate| backlog.config.definition(gate));
    items.any(|item| {
        let asks = match &item.check {
            Check::Rules(names) => names.iter().any(|name| name == rule),
            Check::Manual(_) => false,
        };
        asks && applies(record, item) && of(record, item).is_some()
    })
}

/// What the record says of an item.
pub(super) fn tick<'a>(record: &'a Record, item: &Item) -> Option<&'a Tick> {
    ticks(record).and_then(|ticks| ticks.get(&item.id))
}

/// Whether the item is asked of the record: every key of `when` matches, a list means any of.
pub(super) fn applies(record: &Record, item: &Item) -> bool {
    item.when.iter().all(|(key, wanted)| {
        let is = |text: &str| wanted.iter().any(|word| word == text);
        match record.field(key) {
            Some(Value::String(text)) => is(&text),
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).any(is),
            Some(Value::Null) | None => {
                let sort = record.story().map(|story| story.sort());
                key == "type" && sort == Some(Sort::Story) && is("story")
            }
            Some(other) => is(&other.to_string()),
        }
    })
}

/// The ticks of manual items, of the kinds that have them.
pub(in crate::rules) fn ticks(record: &Record) -> Option<&IndexMap<String, Tick>> {
    let story = record.story().map(|story| &story.checks);
    let epic = || record.epic().map(|epic| &epic.checks);
    let release = || record.release().map(|release| &release.checks);
    story.or_else(epic).or_else(release)
}
