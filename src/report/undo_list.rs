//! `po undo --list`: what was written here, newest first.

use super::Report;
use super::Written;
use crate::model::date::Moment;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::text;
use serde_json::Map;
use serde_json::json;

pub static REPORT: Report = Report {
    id: "undo-list",
    summary: "the sets of changes that can be taken back",
};

/// Records named in a row before the rest is only counted.
const NAMED: usize = 3;

/// The sets that the journal keeps, newest first.
#[derive(Debug)]
pub struct UndoList {
    pub sets: Vec<Written>,
    /// The numbers of those that cannot be read.
    pub damaged: Vec<u32>,
}

impl UndoList {
    pub fn answer(&self) -> Answer {
        let mut data = Map::new();
        data.insert("items".to_owned(), json!(self.sets));
        data.insert("damaged".to_owned(), json!(self.damaged));
        let page = match self.sets.is_empty() {
            true => Page::new().paragraph("nothing was written here that po undo could take back"),
            false => self.table(),
        };
        Answer::new(REPORT.id, page, data)
    }

    fn table(&self) -> Page {
        let mut table = Table {
            columns: vec![
                Column::right("SET"),
                Column::left("WHEN"),
                Column::left("WHO").spare(1),
                Column::left("COMMAND").cut(),
                Column::left("RECORDS").spare(2),
                Column::left("STATE"),
            ],
            rows: Vec::with_capacity(self.sets.len()),
        };
        for set in &self.sets {
            let state = match (set.undone_by, set.undoes) {
                (Some(by), _) => Text::of(Meaning::Faint, format!("undone by {by}")),
                (None, Some(other)) => Text::of(Meaning::Faint, format!("undid {other}")),
                (None, None) => Text::default(),
            };
            table.rows.push(vec![
                set.number.to_string().into(),
                set.at.map(moment).unwrap_or_default().into(),
                set.by.clone().unwrap_or_else(|| "–".to_owned()).into(),
                Text::of(Meaning::Command, set.command.clone()),
                Text::of(Meaning::Id, records(&set.records)),
                state,
            ]);
        }
        let count = text::plural(self.sets.len(), "set", "sets");
        let next = self.sets.iter().find(|set| set.is_next());
        let is_in_the_way = |number: u32| self.damaged.iter().any(|damaged| *damaged > number);
        let note = match next.map(|next| next.number) {
            Some(next) if is_in_the_way(next) => {
                format!("{count}; po undo {next} takes back set {next}")
            }
            Some(next) => format!("{count}; po undo takes back set {next}"),
            None => format!("{count}; all are undone"),
        };
        page(table, note)
    }
}

fn page(table: Table, note: String) -> Page {
    let note = Text::of(Meaning::Faint, note);
    Page::new().table(table).paragraph(note)
}

impl Written {
    /// Neither undone nor the undoing of another: what `po undo` takes back,
    /// where it is the newest.
    pub fn is_next(&self) -> bool {
        self.undone_by.is_none() && self.undoes.is_none()
    }
}

/// To the minute, in UTC.
fn moment(at: Moment) -> String {
    match at {
        Moment::Day(day) => day.to_string(),
        Moment::Instant(at) => at.format("%Y-%m-%d %H:%MZ").to_string(),
    }
}

fn records(ids: &[String]) -> String {
    if ids.is_empty() {
        return "–".to_owned();
    }
    let named = ids[..ids.len().min(NAMED)].join(", ");
    match ids.len().checked_sub(NAMED) {
        None | Some(0) => named,
        Some(more) => format!("{named} and {more} more"),
    }
}
