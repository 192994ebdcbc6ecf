//! Tables for wikis, pull requests and mails: one for each kind.

use serde_json::Value;

use crate::exchange::Exchange;
use crate::exchange::Selection;
use crate::exchange::Write;
use crate::exchange::writing::cell;
use crate::model::Backlog;
use crate::model::kind::Kind;
use crate::text;

/// The records as tables of Markdown.
pub struct Markdown;

impl Exchange for Markdown {
    fn id(&self) -> &'static str {
        "markdown"
    }

    fn doc(&self) -> &'static str {
        DOC
    }

    fn write(&self) -> Option<Write> {
        Some(write)
    }
}

static DOC: &str = "\
Tables in Markdown, one a kind, with the columns of po list

For wikis, pull requests and mails. Text stands as it is: what looks like markup
or HTML in a record is escaped.
";

fn write(backlog: &Backlog, selection: &Selection<'_>) -> String {
    let mut out = format!("# {}\n", text::markdown(&backlog.config.file.product));
    for kind in selection.kinds {
        let rows: Vec<Vec<Value>> = selection
            .of_kind(kind)
            .map(|record| {
                let value = |column: &&str| record.field(column).unwrap_or_default();
                kind.columns.iter().map(value).collect()
            })
            .collect();
        if !rows.is_empty() {
            out.push_str(&table(kind, &rows));
        } else if selection.kinds.len() == 1 {
            out.push_str(&format!("\nNo {}.\n", kind.plural));
        }
    }
    out
}

fn table(kind: &Kind, rows: &[Vec<Value>]) -> String {
    let mut out = format!("\n## {}\n\n", capital(kind.plural));
    let titles = kind
        .columns
        .iter()
        .map(|name| capital(&name.replace('_', " ")));
    line(&mut out, titles);
    // Numbers stand at the right, as on the screen.
    let rule = (0..kind.columns.len()).map(|at| {
        let filled = || {
            rows.iter()
                .map(|row| &row[at])
                .filter(|value| !value.is_null())
        };
        match filled().next().is_some() && filled().all(Value::is_number) {
            true => "---:".to_owned(),
            false => "---".to_owned(),
        }
    });
    line(&mut out, rule);
    for row in rows {
        line(
            &mut out,
            row.iter().map(|value| text::markdown(&cell(value))),
        );
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        out.push_str(&format!("| {cell} "));
    }
    out.push_str("|\n");
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
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
    fn each_kind_with_records_is_a_table_of_its_columns() {
        let text = written(
            &[],
            &[
                "id: S-1\ntitle: a|b <i>c</i>\nstatus: ready\npoints: 3\n",
                "id: S-2\ntitle: \"[x](javascript:y)\\nz\"\n",
                "id: R-1\nversion: \"1.10\"\n",
            ],
        );
        let expected = "\
# Shop

## Stories

| Id | Type | Status | Points | Title | Sprint | Assignee |
| --- | --- | --- | ---: | --- | --- | --- |
| S-1 |  | ready | 3 | a\\|b &lt;i&gt;c&lt;/i&gt; |  |  |
| S-2 |  |  |  | \\[x\\](javascript:y) z |  |  |

## Releases

| Id | Status | Version | Date | Title |
| --- | --- | --- | --- | --- |
| R-1 |  | 1.10 |  |  |
";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_kind_without_records_says_so_where_it_was_asked_for() {
        assert_eq!(written(&["sprint"], &[]), "# Shop\n\nNo sprints.\n");
        assert_eq!(written(&[], &[]), "# Shop\n");
    }
}
