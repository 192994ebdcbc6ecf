//! One JSON object a line and record, for engines that read streams (DuckDB, jq, BigQuery).

use serde_json::Map;
use serde_json::Value;

use crate::exchange::Exchange;
use crate::exchange::Selection;
use crate::exchange::Write;
use crate::model::Backlog;
use crate::model::record;
use crate::text;

/// The records as lines of JSON.
pub struct Ndjson;

impl Exchange for Ndjson {
    fn id(&self) -> &'static str {
        "ndjson"
    }

    fn doc(&self) -> &'static str {
        DOC
    }

    fn write(&self) -> Option<Write> {
        Some(write)
    }
}

static DOC: &str = "\
One JSON object a line, one line a record, with every key

Each object begins with `kind`, holds all keys of its kind (null or empty where
the record says nothing) and ends with `path`, its file. Fields stay, new ones
may come.
";

fn write(_: &Backlog, selection: &Selection<'_>) -> String {
    let mut lines = String::new();
    for kind in selection.kinds {
        let order = record::key_order(kind);
        for record in selection.of_kind(kind) {
            let mut object = Map::from_iter([("kind".to_owned(), Value::from(kind.id))]);
            object.extend(record.fields_in(order));
            object.insert("path".to_owned(), record.path.as_str().into());
            lines.push_str(&text::escape_hidden(&Value::Object(object).to_string()));
            lines.push('\n');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::exchange::Selection;
    use crate::model::Record;
    use crate::model::kind;
    use crate::priority::tests::backlog;
    use crate::priority::tests::today;

    /// What is written of some records; all kinds where none is named.
    fn written(kinds: &[&str], records: &[&str]) -> String {
        let backlog = backlog("", records);
        let records: Vec<&Record> = backlog.records().iter().collect();
        let named: Vec<_> = kinds
            .iter()
            .filter_map(|name| kind::by_name(name))
            .collect();
        let selection = Selection {
            kinds: if kinds.is_empty() { kind::ALL } else { &named },
            records: &records,
            today: today(),
        };
        write(&backlog, &selection)
    }

    #[test]
    fn each_line_is_a_record_with_every_key_of_its_kind() {
        let text = written(
            &[],
            &[
                "id: S-1\ntitle: \"a\\u001b\\nb\\u2028c\"\npoints: 0.5\n",
                "id: E-1\n",
            ],
        );
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(text.is_ascii() && text.ends_with('\n'));
        for (line, kind) in lines.iter().zip([kind::ALL[0], kind::ALL[1]]) {
            let read: serde_json::Value = serde_json::from_str(line).expect("an object");
            let keys: Vec<&str> = read
                .as_object()
                .expect("an object")
                .keys()
                .map(String::as_str)
                .collect();
            let order = crate::model::record::key_order(kind);
            let order = order.iter().copied();
            let expected: Vec<&str> = ["kind"].into_iter().chain(order).chain(["path"]).collect();
            let expected: Vec<&str> = expected
                .into_iter()
                .filter(|key| keys.contains(key))
                .collect();
            assert_eq!(keys, expected);
            assert_eq!(read["kind"], kind.id);
            assert!(keys.len() > 15, "{keys:?}");
        }
        let first: serde_json::Value = serde_json::from_str(lines[0]).expect("an object");
        assert_eq!(first["title"], "a\u{1b}\nb\u{2028}c");
        assert_eq!(first["points"], 0.5);
        assert_eq!(first["sprint"], serde_json::Value::Null);
    }

    #[test]
    fn nothing_chosen_is_nothing() {
        assert_eq!(written(&["story"], &[]), "");
    }
}
