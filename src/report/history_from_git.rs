//! `po history --from-git`: what git knows of a record and its history does
//! not.

use super::Report;
use super::history::changes;
use crate::edit::Found;
use crate::model::Record;
use crate::model::date::Zone;
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
    id: "history-from-git",
    summary: "what git knows of a record and its history does not",
};

/// The records asked for.
#[derive(Debug)]
pub struct HistoryFromGit<'a> {
    pub zone: Zone,
    pub records: Vec<FromGit<'a>>,
}

/// A record and the entries that its history lacks.
#[derive(Debug)]
pub struct FromGit<'a> {
    pub record: &'a Record,
    pub found: Vec<Found>,
    /// The clone is shallow and does not know how it began.
    pub shallow: bool,
    /// Commits that hold a text of it.
    pub commits: usize,
    /// Commits whose text of it cannot be read.
    pub unreadable: Vec<String>,
}

impl HistoryFromGit<'_> {
    pub fn answer(&self) -> Answer {
        let mut data = Map::new();
        let shallow = self.records.iter().any(|record| record.shallow);
        data.insert("shallow".to_owned(), shallow.into());
        data.insert(
            "items".to_owned(),
            self.records.iter().map(data_of).collect(),
        );
        let mut page = Page::new();
        for record in &self.records {
            page = self.add(page, record);
        }
        if shallow {
            page = page.paragraph(Text::of(
                Meaning::Warn,
                "this clone is shallow: older commits are not at hand; git fetch --unshallow brings them",
            ));
        }
        let lacking: Vec<&str> = self
            .records
            .iter()
            .filter(|record| !record.found.is_empty())
            .map(|record| record.record.id().as_str())
            .collect();
        if !lacking.is_empty() {
            let command = format!("po history {} --from-git --apply", lacking.join(" "));
            page = page.paragraph(
                Text::of(Meaning::Command, command)
                    .and(Meaning::Plain, " writes them into the files"),
            );
        }
        Answer::new(REPORT.id, page, data)
    }

    fn add(&self, page: Page, from_git: &FromGit) -> Page {
        let record = from_git.record;
        let title = Text::of(Meaning::Id, record.id().as_str())
            .and(Meaning::Strong, format!(" {}", record.title()));
        let commits = text::plural(from_git.commits, "commit", "commits");
        let mut page = page.heading(title);
        if from_git.found.is_empty() {
            page = page.paragraph(format!("its history tells all that {commits} know of it"));
        } else {
            page = page.table(self.table(&from_git.found)).paragraph(Text::of(
                Meaning::Faint,
                format!(
                    "{} missing, from {commits}",
                    text::plural(from_git.found.len(), "entry", "entries")
                ),
            ));
        }
        for found in &from_git.found {
            if let (Some(from), Some(to)) = (&found.skipped_from, &found.entry.status) {
                page = page.paragraph(format!(
                    "{} took it from {from} to {to} at once: what lay between was squashed, or not committed",
                    found.commit
                ));
            }
        }
        if !from_git.unreadable.is_empty() {
            let commits = from_git.unreadable.join(", ");
            page = page.paragraph(format!("its text in {commits} cannot be read"));
        }
        page
    }

    fn table(&self, found: &[Found]) -> Table {
        let row = |found: &Found| {
            let entry = &found.entry;
            vec![
                entry.at.local_day(&self.zone).to_string().into(),
                changes(entry).into(),
                entry.by.as_deref().unwrap_or("–").into(),
                found.commit.as_str().into(),
            ]
        };
        Table {
            columns: vec![
                Column::left("DATE"),
                Column::left("CHANGE").cut(),
                Column::left("BY").spare(1),
                Column::left("COMMIT"),
            ],
            rows: found.iter().map(row).collect(),
        }
    }
}

fn data_of(from_git: &FromGit) -> Value {
    let missing = from_git.found.iter().map(|found| {
        json!({
            "commit": found.commit,
            "skipped_from": found.skipped_from,
            "entry": found.entry,
        })
    });
    json!({
        "id": from_git.record.id(),
        "title": from_git.record.title(),
        "path": from_git.record.path,
        "commits": from_git.commits,
        "unreadable": from_git.unreadable,
        "missing": missing.collect::<Vec<_>>(),
    })
}
