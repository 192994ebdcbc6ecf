//! `po history`: what happened to a record, oldest first.

use super::Report;
use super::words;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::common::Entry;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::text;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

pub static REPORT: Report = Report {
    id: "history",
    summary: "what happened to a record, and why",
};

/// Records whose histories are asked for.
#[derive(Debug)]
pub struct History<'a> {
    pub backlog: &'a Backlog,
    pub records: &'a [&'a Record],
}

impl History<'_> {
    pub fn answer(&self) -> Answer {
        let mut data = Map::new();
        let items = self.records.iter().map(|record| {
            json!({
                "id": record.id(),
                "title": record.title(),
                "path": record.path,
                "history": record.common.history,
            })
        });
        data.insert("items".to_owned(), items.collect());
        let page = self.records.iter().fold(Page::new(), |page, record| {
            let heading = Text::of(Meaning::Id, record.id().as_str())
                .and(Meaning::Strong, format!(" {}", record.title()));
            self.entries(page.heading(heading), record)
        });
        Answer::new(REPORT.id, page, data)
    }

    fn entries(&self, page: Page, record: &Record) -> Page {
        let entries = &record.common.history;
        if entries.is_empty() {
            return page.paragraph("no history; commands write it from the next change on");
        }
        let mut table = Table {
            columns: vec![
                Column::left("DATE"),
                Column::left("CHANGE").cut(),
                Column::left("BY").spare(1),
                Column::left("REASON").cut(),
            ],
            rows: Vec::with_capacity(entries.len()),
        };
        for entry in entries {
            let day = entry.at.local_day(&self.backlog.config.zone);
            let optional = |text: &Option<Box<str>>| text.as_deref().unwrap_or("–").to_owned();
            table.rows.push(vec![
                day.to_string().into(),
                changes(entry).into(),
                optional(&entry.by).into(),
                optional(&entry.reason).into(),
            ]);
        }
        let count = text::plural(entries.len(), "change", "changes");
        page.table(table).paragraph(Text::of(Meaning::Faint, count))
    }
}

/// What changed in an entry: `status ready, points 5`; `note` where it only says something.
pub(super) fn changes(entry: &Entry) -> String {
    let Ok(Value::Object(map)) = serde_json::to_value(entry) else {
        return String::new();
    };
    let apart = ["at", "by", "reason"];
    let fields = map.iter().filter(|(f, _)| !apart.contains(&f.as_str()));
    let said = fields.map(|(field, value)| match value {
        Value::Null => format!("{field} removed"),
        value => format!("{field} {}", words(value)),
    });
    let said: Vec<String> = said.collect();
    match said.is_empty() {
        true => "note".to_owned(),
        false => said.join(", "),
    }
}
