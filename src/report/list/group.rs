//! Records under the values of a field, in the order that the field has.

use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::points::Points;
use crate::page::Meaning;
use crate::page::Text;
use crate::report::is_empty;
use crate::report::words;
use crate::text;
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;
use std::cmp::Ordering;

/// The records that share a value.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The value; null for those without one.
    pub group: Option<String>,
    pub count: usize,
    /// The sum of their points; null for records that have none.
    pub points: Option<Points>,
    /// Places of the records in the list.
    #[serde(skip)]
    pub(super) rows: Vec<usize>,
    #[serde(skip)]
    pub(super) head: Text,
}

/// The values that a record stands under: one, or each of a list.
pub(super) fn values(value: &Value) -> Vec<Option<String>> {
    match value {
        Value::Array(items) if !items.is_empty() => {
            let mut values: Vec<_> = items.iter().map(|item| Some(words(item))).collect();
            values.dedup();
            values
        }
        value if is_empty(value) => vec![None],
        value => vec![Some(words(value))],
    }
}

/// The groups of records by what `value` says of each.
pub(super) fn groups(
    backlog: &Backlog,
    kind: &'static Kind,
    field: &str,
    records: &[&Record],
    value: &dyn Fn(&Record) -> Value,
) -> Vec<Group> {
    let mut found: IndexMap<Option<String>, Vec<usize>> = IndexMap::new();
    for (row, record) in records.iter().enumerate() {
        for name in values(&value(record)) {
            found.entry(name).or_default().push(row);
        }
    }
    let states = match field {
        "status" => backlog.states(kind).iter().map(|(s, _)| *s).collect(),
        _ => Vec::new(),
    };
    found.sort_by(|a, _, b, _| order(backlog, &states, a.as_deref(), b.as_deref()));
    let group = |(name, rows): (Option<String>, Vec<usize>)| {
        let each = || rows.iter().filter_map(|row| records[*row].story());
        let points: Option<Points> = each().next().map(|_| each().filter_map(|s| s.points).sum());
        let without = each().filter(|story| story.points.is_none()).count();
        let mut said = format!(" · {}", text::plural(rows.len(), kind.id, kind.plural));
        if let Some(points) = points {
            said += &format!(" · {}", points.words());
        }
        if without > 0 {
            said += &format!(", {} without", text::thousands(without));
        }
        Group {
            head: head(backlog, field, name.as_deref()).and(Meaning::Faint, said),
            count: rows.len(),
            group: name,
            points,
            rows,
        }
    };
    found.into_iter().map(group).collect()
}

fn record<'b>(backlog: &'b Backlog, name: &str) -> Option<&'b Record> {
    backlog.get(&Id::new(name).ok()?)
}

/// The value; a record's id has its title behind it.
fn head(backlog: &Backlog, field: &str, name: Option<&str>) -> Text {
    let Some(name) = name else {
        let field = field.replace('_', " ");
        return Text::of(Meaning::Strong, format!("no {field}"));
    };
    match record(backlog, name) {
        Some(record) => {
            let title = format!(" {}", record.title());
            Text::of(Meaning::Id, name).and(Meaning::Strong, title.trim_end())
        }
        None => Text::of(Meaning::Strong, name),
    }
}

/// States as the workflow has them, sprints by their days, other records by
/// rank, numbers by size, all else by name; those without a value last.
fn order(backlog: &Backlog, states: &[&str], a: Option<&str>, b: Option<&str>) -> Ordering {
    let (Some(a), Some(b)) = (a, b) else {
        return a.is_none().cmp(&b.is_none());
    };
    let state = |name: &str| states.iter().position(|state| *state == name);
    let place = |name: &str| state(name).unwrap_or(states.len());
    let by_state = place(a).cmp(&place(b));
    let by_value = || match (record(backlog, a), record(backlog, b)) {
        (Some(a), Some(b)) => {
            let start = |record: &Record| -> Option<Day> { record.sprint()?.start };
            // A sprint without days comes after those that have some.
            let unset = start(a).is_none().cmp(&start(b).is_none());
            let days = unset.then(start(a).cmp(&start(b)));
            days.then_with(|| a.manual_place().cmp(&b.manual_place()))
        }
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => by_name(a, b),
    };
    by_state.then_with(by_value)
}

fn by_name(a: &str, b: &str) -> Ordering {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a.total_cmp(&b),
        _ => a.to_lowercase().cmp(&b.to_lowercase()).then(a.cmp(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::by_name;
    use super::values;
    use serde_json::json;

    #[test]
    fn a_list_has_each_of_its_values() {
        assert_eq!(values(&json!("ana")), [Some("ana".to_owned())]);
        assert_eq!(values(&json!(null)), [None]);
        assert_eq!(values(&json!([])), [None]);
        let each = [Some("app".to_owned()), Some("ux".to_owned())];
        assert_eq!(values(&json!(["app", "ux"])), each);
    }

    #[test]
    fn numbers_go_by_size_and_names_without_their_case() {
        let mut names = ["10", "9.5", "1"];
        names.sort_by(|a, b| by_name(a, b));
        assert_eq!(names, ["1", "9.5", "10"]);
        let mut names = ["emre", "Björn", "ana"];
        names.sort_by(|a, b| by_name(a, b));
        assert_eq!(names, ["ana", "Björn", "emre"]);
    }
}
