//! `po list`: records in their order, with the columns asked for.

use super::Report;
use super::is_empty;
use super::words;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::kind::Kind;
use crate::model::points::Points;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::text;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

pub static REPORT: Report = Report {
    id: "list",
    summary: "which records there are, in their order",
};

/// The records listed, and how many there are in all.
#[derive(Debug, Serialize)]
pub struct List {
    /// The kind listed.
    pub kind: &'static str,
    /// All records of the kind, listed or not.
    pub total: usize,
    /// `kind`, `path` and the columns of each record.
    pub items: Vec<Map<String, Value>>,
    #[serde(skip)]
    footer: Footer,
}

#[derive(Debug)]
struct Footer {
    kind: &'static Kind,
    columns: Vec<String>,
    /// Category of each item, for the colour of its status.
    rows: Vec<Row>,
    points: Option<(Points, usize)>,
    /// Closed records were left out unasked.
    closed_left_out: bool,
}

#[derive(Debug)]
struct Row {
    category: crate::model::workflow::Category,
    blocked: bool,
}

impl List {
    /// Lists records with columns; `value` looks a column up. `open_only` says
    /// that closed records were left out unasked.
    pub fn new(
        backlog: &Backlog,
        kind: &'static Kind,
        records: &[&Record],
        columns: &[String],
        value: &dyn Fn(&Record, &str) -> Value,
        open_only: bool,
    ) -> Self {
        let item = |record: &&Record| {
            let mut item = Map::new();
            item.insert("kind".to_owned(), kind.id.into());
            item.insert("path".to_owned(), record.path.clone().into());
            for column in columns {
                item.insert(column.clone(), value(record, column));
            }
            item
        };
        let row = |record: &&Record| Row {
            category: backlog.category(record),
            blocked: record
                .field("blocked")
                .is_some_and(|b| !is_empty(&b) && b != Value::Bool(false)),
        };
        let points = columns.iter().any(|c| c == "points").then(|| {
            let each = || records.iter().filter_map(|r| r.story()).map(|s| s.points);
            (
                each().flatten().sum(),
                each().filter(Option::is_none).count(),
            )
        });
        Self {
            kind: kind.id,
            total: backlog.of_kind(kind).count(),
            items: records.iter().map(item).collect(),
            footer: Footer {
                kind,
                columns: columns.to_vec(),
                rows: records.iter().map(row).collect(),
                points,
                closed_left_out: open_only,
            },
        }
    }

    pub fn answer(&self) -> Answer {
        Answer::new(REPORT.id, self.page(), super::data(self))
    }

    fn page(&self) -> Page {
        if self.items.is_empty() {
            return Page::new().paragraph(self.nothing());
        }
        let mut table = Table {
            columns: self.footer.columns.iter().map(|c| column(c)).collect(),
            rows: Vec::with_capacity(self.items.len()),
        };
        for (item, row) in self.items.iter().zip(&self.footer.rows) {
            let cells = self.footer.columns.iter();
            table
                .rows
                .push(cells.map(|name| cell(name, &item[name], row)).collect());
        }
        Page::new()
            .table(table)
            .paragraph(Text::of(Meaning::Faint, self.footer_words()))
    }

    fn nothing(&self) -> String {
        let kind = self.footer.kind;
        let plural = kind.plural;
        match (self.total, self.footer.closed_left_out) {
            (0, _) => format!("no {plural} yet; po new {} \"…\" writes the first", kind.id),
            (total, true) => {
                format!(
                    "no open {plural} of {} fit; --all looks at closed ones too",
                    text::thousands(total)
                )
            }
            (total, false) => format!("none of {} fit", text::plural(total, kind.id, plural)),
        }
    }

    fn footer_words(&self) -> String {
        let shown = self.items.len();
        let mut words = if shown == self.total {
            text::plural(shown, self.kind, self.footer.kind.plural)
        } else {
            let of = text::plural(self.total, self.kind, self.footer.kind.plural);
            format!("{} of {of}", text::thousands(shown))
        };
        if let Some((points, without)) = self.footer.points {
            words.push_str(&format!(" · {points} points"));
            if without > 0 {
                words.push_str(&format!(", {} without", text::thousands(without)));
            }
        }
        if self.footer.closed_left_out && shown < self.total {
            words.push_str(" · --all shows closed ones too");
        }
        words
    }
}

/// How a column is shown; the first columns to go on a narrow terminal are
/// those that say least about what a record is.
fn column(name: &str) -> Column {
    let title = match name {
        "points" => "PTS".to_owned(),
        "assignee" => "WHO".to_owned(),
        other => other.to_uppercase().replace('_', " "),
    };
    match name {
        "id" => Column::left(title),
        "points" => Column::right(title).spare(1),
        "score" | "age" => Column::right(title).spare(2),
        "title" | "goal" => Column::left(title).cut(),
        "status" => Column::left(title).spare(1),
        _ => Column::left(title).cut().spare(3),
    }
}

fn cell(name: &str, value: &Value, row: &Row) -> Text {
    let shown = words(value);
    match name {
        "id" => Text::of(Meaning::Id, shown),
        "status" if row.blocked => super::status(&shown, row.category).and(Meaning::Bad, " ⊘"),
        "status" => super::status(&shown, row.category),
        _ if is_empty(value) => Text::of(Meaning::Faint, shown),
        _ => shown.into(),
    }
}
