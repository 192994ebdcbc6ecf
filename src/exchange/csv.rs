//! A table for spreadsheets: a row a record, a column a field.
//!
//! No cell is a formula, whatever the record says.

use std::collections::HashMap;

use indexmap::IndexMap;
use serde_json::Value;

use crate::exchange::Exchange;
use crate::exchange::Selection;
use crate::exchange::Write;
use crate::exchange::writing::cell;
use crate::model::Backlog;
use crate::model::record;
use crate::text;

/// The records as one table.
pub struct Csv;

impl Exchange for Csv {
    fn id(&self) -> &'static str {
        "csv"
    }

    fn doc(&self) -> &'static str {
        DOC
    }

    fn write(&self) -> Option<Write> {
        Some(write)
    }
}

static DOC: &str = "\
A table for spreadsheets, a row a record and a column a field

UTF-8, commas, a header. The columns are `kind`, the fields of the kinds asked
for, and `path`. A map has a column for each of its keys (`scores.wsjf.value`),
a list of words is one cell with commas, a list of maps one cell with a line
each. Text that a spreadsheet would take for a formula (it begins with `=`, `+`,
`-`, `@`, a tab or a carriage return) has an apostrophe before it.
";

fn write(_: &Backlog, selection: &Selection<'_>) -> String {
    let mut columns: IndexMap<String, Vec<String>> = IndexMap::new();
    let mut rows = Vec::with_capacity(selection.records.len());
    columns.insert("kind".to_owned(), Vec::new());
    for kind in selection.kinds {
        let order = record::key_order(kind);
        for key in order {
            columns.entry((*key).to_owned()).or_default();
        }
        for record in selection.of_kind(kind) {
            let mut row = HashMap::from([
                ("kind".to_owned(), kind.id.to_owned()),
                ("path".to_owned(), shown(&record.path)),
            ]);
            for (key, value) in record.fields_in(order) {
                let places = columns.entry((*key).to_owned()).or_default();
                flatten(key, &value, &mut |place, cell| {
                    if !places.contains(&place) {
                        places.push(place.clone());
                    }
                    row.insert(place, cell);
                });
            }
            rows.push(row);
        }
    }
    columns.insert("path".to_owned(), Vec::new());
    let names: Vec<String> = columns
        .into_iter()
        .flat_map(|(key, places)| if places.is_empty() { vec![key] } else { places })
        .collect();
    table(&names, &rows)
}

/// Hands out the cells of a field; one that says nothing has none.
fn flatten(place: String, value: &Value, add: &mut impl FnMut(String, String)) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                flatten(format!("{place}.{key}"), value, add);
            }
        }
        Value::Null => {}
        Value::Array(items) if items.is_empty() => {}
        Value::Bool(_) | Value::Number(_) => add(place, value.to_string()),
        Value::String(_) | Value::Array(_) => add(place, shown(&cell(value))),
    }
}

/// Text as a spreadsheet and a terminal may see it: no formula, no hidden characters.
fn shown(text: &str) -> String {
    let safe = text::safe_block(text);
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{safe}"),
        false => safe.into_owned(),
    }
}

fn table(names: &[String], rows: &[HashMap<String, String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // A buffer in memory takes every row, and all rows are as wide as the header.
    let _ = writer.write_record(names.iter().map(|name| shown(name)));
    for row in rows {
        let cells = names
            .iter()
            .map(|name| row.get(name).map_or("", String::as_str));
        let _ = writer.write_record(cells);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
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

    /// The cells of the written table, read by another reader than ours.
    fn rows(kinds: &[&str], records: &[&str]) -> Vec<Vec<String>> {
        let text = written(kinds, records);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let rows = reader.records().map(|row| {
            let row = row.unwrap_or_else(|error| panic!("{error}"));
            row.iter().map(str::to_owned).collect()
        });
        rows.collect()
    }

    fn cell<'a>(rows: &'a [Vec<String>], row: usize, column: &str) -> &'a str {
        let at = rows[0].iter().position(|name| name == column);
        &rows[row][at.unwrap_or_else(|| panic!("no column {column} in {:?}", rows[0]))]
    }

    #[test]
    fn a_field_is_a_column_and_a_map_one_for_each_key() {
        let rows = rows(
            &["story"],
            &[
                "id: S-1\ntitle: \"Pay, \\\"fast\\\"\"\npoints: 0.5\nlabels: [a, b]\nscores: {moscow: must, wsjf: {value: 8}}\n",
                "id: S-2\nscores: {wsjf: {size: 3}}\nacceptance:\n  - {given: x, when: y, then: z}\n  - plain\nblocked: true\n",
            ],
        );
        assert_eq!(rows.len(), 3);
        assert_eq!(&rows[0][..4], ["kind", "id", "type", "title"]);
        assert_eq!(rows[0].last().map(String::as_str), Some("path"));
        assert_eq!(cell(&rows, 1, "title"), "Pay, \"fast\"");
        assert_eq!(cell(&rows, 1, "points"), "0.5");
        assert_eq!(cell(&rows, 1, "labels"), "a, b");
        assert_eq!(cell(&rows, 1, "scores.moscow"), "must");
        assert_eq!(cell(&rows, 1, "scores.wsjf.value"), "8");
        assert_eq!(cell(&rows, 1, "scores.wsjf.size"), "");
        assert_eq!(
            cell(&rows, 2, "acceptance"),
            "given x, when y, then z\nplain"
        );
        assert_eq!(cell(&rows, 2, "blocked"), "true");
        assert!(!rows[0].iter().any(|name| name == "scores"));
        assert_eq!(cell(&rows, 2, "path"), "stories/S-2.yaml");
    }

    #[test]
    fn kinds_share_the_columns_that_they_share() {
        let rows = rows(
            &[],
            &[
                "id: S-1\ntitle: a\n",
                "id: R-1\ntitle: b\nversion: \"1.10\"\n",
            ],
        );
        let titles = rows[0].iter().filter(|name| *name == "title").count();
        assert_eq!(titles, 1);
        assert_eq!(
            (cell(&rows, 1, "kind"), cell(&rows, 2, "kind")),
            ("story", "release")
        );
        assert_eq!(
            (cell(&rows, 2, "title"), cell(&rows, 2, "version")),
            ("b", "1.10")
        );
        assert_eq!(cell(&rows, 1, "version"), "");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (written, shown) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@sum(a1)", "'@sum(a1)"),
            ("\\t=1", "' =1"),
            ("\\r=1", "' =1"),
            ("a=1", "a=1"),
            ("'=1", "'=1"),
        ] {
            let record = format!("id: S-1\ntitle: \"{written}\"\nlabels: [\"{written}\"]\n");
            let rows = rows(&["story"], &[&record]);
            assert_eq!(cell(&rows, 1, "title"), shown, "{written}");
            assert_eq!(cell(&rows, 1, "labels"), shown, "{written}");
        }
    }

    #[test]
    fn hidden_characters_are_seen_and_line_ends_kept() {
        let rows = rows(
            &["story"],
            &["id: S-1\ntitle: \"a\\u001b[31m\\u202eb\"\ndescription: \"one\\r\\ntwo\"\n"],
        );
        assert_eq!(cell(&rows, 1, "title"), "a␛[31mb");
        assert_eq!(cell(&rows, 1, "description"), "one\ntwo");
    }

    #[test]
    fn nothing_chosen_is_a_header_alone() {
        let text = written(&["sprint"], &[]);
        assert_eq!(text.lines().count(), 1);
        assert!(text.starts_with("kind,id,title,"), "{text}");
        assert!(text.contains(",start,end,"), "{text}");
    }
}
