//! `po list`: records in their order, with the columns asked for.

mod group;

pub use group::Group;

use super::Report;
use super::is_empty;
use super::words;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
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
    /// The groups, where they were asked for; each item then has its `group`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<Group>>,
    #[serde(skip)]
    footer: Footer,
}

/// What is to be listed.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub records: &'a [&'a Record],
    /// The columns that were named; none for those of the kind.
    pub named: Option<&'a [String]>,
    /// The field whose values are headings.
    pub group: Option<&'a str>,
    /// Closed records were left out unasked.
    pub open_only: bool,
    pub today: Day,
}

#[derive(Debug)]
struct Footer {
    kind: &'static Kind,
    /// The columns of the page.
    columns: Vec<String>,
    /// The types of the rows, unless columns were named.
    types: Vec<String>,
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
    overdue: bool,
}

/// Behind the status of a record that is blocked, or late.
pub(super) const BLOCKED: &str = "⊘";
const OVERDUE: &str = "!";
/// The column that is shown where it differs from row to row.
const TYPE: &str = "type";

impl List {
    /// Lists records of a kind; `value` looks a column up.
    pub fn new(
        backlog: &Backlog,
        kind: &'static Kind,
        asked: &Asked<'_>,
        value: &dyn Fn(&Record, &str) -> Value,
    ) -> Self {
        let Asked {
            records,
            named,
            group,
            open_only,
            today,
        } = *asked;
        let own = || kind.columns.iter().map(|c| (*c).to_owned()).collect();
        let columns: Vec<String> = named.map_or_else(own, <[String]>::to_vec);
        let item = |record: &&Record| {
            let mut item = Map::new();
            item.insert("kind".to_owned(), kind.id.into());
            item.insert("path".to_owned(), record.path.clone().into());
            for column in &columns {
                item.insert(column.clone(), value(record, column));
            }
            if let Some(field) = group {
                item.insert("group".to_owned(), grouped(&value(record, field)));
            }
            item
        };
        let row = |record: &&Record| Row {
            category: backlog.category(record),
            blocked: record
                .field("blocked")
                .is_some_and(|b| !is_empty(&b) && b != Value::Bool(false)),
            overdue: backlog.is_open(record) && record.common.due.is_some_and(|due| due < today),
        };
        let points = columns.iter().any(|c| c == "points").then(|| {
            let each = || records.iter().filter_map(|r| r.story()).map(|s| s.points);
            (
                each().flatten().sum(),
                each().filter(Option::is_none).count(),
            )
        });
        let mut types: Vec<String> = match named.is_none() && columns.iter().any(|c| c == TYPE) {
            true => records.iter().map(|r| words(&value(r, TYPE))).collect(),
            false => Vec::new(),
        };
        types.sort();
        types.dedup();
        let needless = named.is_none() && (types.len() < 2 || group == Some(TYPE));
        Self {
            kind: kind.id,
            total: backlog.of_kind(kind).count(),
            items: records.iter().map(item).collect(),
            groups: group.map(|field| {
                let value = |record: &Record| value(record, field);
                group::groups(backlog, kind, field, records, &value)
            }),
            footer: Footer {
                kind,
                columns: match needless {
                    true => columns.into_iter().filter(|c| c != TYPE).collect(),
                    false => columns,
                },
                types,
                rows: records.iter().map(row).collect(),
                points,
                closed_left_out: open_only && backlog.of_kind(kind).any(|r| !backlog.is_open(r)),
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
        let row = |at: usize| {
            let (item, row) = (&self.items[at], &self.footer.rows[at]);
            let cells = self.footer.columns.iter();
            cells.map(|name| cell(name, &item[name], row)).collect()
        };
        let page = match &self.groups {
            None => {
                table.rows.extend((0..self.items.len()).map(row));
                Page::new().table(table)
            }
            Some(groups) => {
                let mut heads = Vec::with_capacity(groups.len());
                for group in groups {
                    heads.push((table.rows.len(), group.head.clone()));
                    table.rows.extend(group.rows.iter().map(|at| row(*at)));
                }
                Page::new().grouped(table, heads)
            }
        };
        page.paragraph(Text::of(Meaning::Faint, self.footer_words()))
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
            words.push_str(&format!(" · {}", points.words()));
            if without > 0 {
                words.push_str(&format!(", {} without", text::thousands(without)));
            }
        }
        words.push_str(&self.marks());
        // The first that is no story: of them there are fewer.
        let other = self.footer.types.iter().find(|sort| *sort != self.kind);
        if let (Some(other), true) = (other, self.footer.types.len() > 1) {
            words.push_str(&format!(" · type:{other} lists one type alone"));
        }
        if self.footer.closed_left_out && shown < self.total {
            words.push_str(" · --all shows closed ones too");
        }
        words
    }

    /// What the marks of the rows mean, where there are any.
    fn marks(&self) -> String {
        let count = |is: fn(&Row) -> bool| self.footer.rows.iter().filter(|row| is(row)).count();
        let has = |column: &str| self.footer.columns.iter().any(|c| c == column);
        let marks = [
            (BLOCKED, count(|row| row.blocked), "blocked", has("status")),
            (
                OVERDUE,
                count(|row| row.overdue),
                "overdue",
                has("status") || has("due"),
            ),
        ];
        let seen = marks
            .iter()
            .filter(|(_, count, _, shown)| *shown && *count > 0);
        seen.map(|(mark, count, word, _)| format!(" · {mark} {count} {word}"))
            .collect()
    }
}

/// The value that an item is grouped by: one, several, or null.
fn grouped(value: &Value) -> Value {
    let mut values = group::values(value);
    match (value, values.as_mut_slice()) {
        (Value::Array(_), [Some(_), ..]) | (_, [_, _, ..]) => serde_json::json!(values),
        (_, [one]) => serde_json::json!(one.take()),
        _ => Value::Null,
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
        "title" => Column::left(title).cut(),
        "goal" => Column::left(title).cut_to(16),
        "status" | "start" | "end" => Column::left(title).spare(1),
        TYPE => Column::left(title).spare(4),
        _ => Column::left(title).cut().spare(3),
    }
}

fn cell(name: &str, value: &Value, row: &Row) -> Text {
    let shown = words(value);
    match name {
        "id" => Text::of(Meaning::Id, shown),
        "status" => {
            let mut text = super::status(&shown, row.category);
            for (mark, is) in [(BLOCKED, row.blocked), (OVERDUE, row.overdue)] {
                if is {
                    text = text.and(Meaning::Bad, format!(" {mark}"));
                }
            }
            text
        }
        "due" if row.overdue => Text::of(Meaning::Bad, format!("{shown} {OVERDUE}")),
        _ if is_empty(value) => Text::of(Meaning::Faint, shown),
        _ => shown.into(),
    }
}
