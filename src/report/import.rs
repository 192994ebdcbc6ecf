//! `po import`: what came in, what differs, and what found no place.

use super::Report;
use super::changed;
use super::words;
use crate::edit::Change;
use crate::edit::import::Difference;
use crate::edit::import::Imported;
use crate::exchange::Loss;
use crate::exchange::LostColumn;
use crate::model::kind;
use crate::page::Answer;
use crate::page::Column;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Table;
use crate::page::Text;
use crate::text;
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

pub static REPORT: Report = Report {
    id: "import",
    summary: "what an import brought, and what it had no place for",
};

/// The account of one import: `cells == kept + Σ lost.cells`.
#[derive(Debug, Serialize)]
pub struct Import {
    pub format: &'static str,
    /// The file as the user named it; `-` for standard input.
    pub file: String,
    pub dry_run: bool,
    /// New records by kind.
    pub created: IndexMap<&'static str, usize>,
    /// Known records that were changed, and those that were not.
    pub updated: usize,
    pub unchanged: usize,
    pub differences: Vec<Difference>,
    /// The filled cells of the source, and those whose content is in a record.
    pub cells: usize,
    pub kept: usize,
    pub lost: Vec<LostColumn>,
    pub notes: Vec<String>,
    /// Each change: path, id and fields.
    pub items: Value,
    /// With `--dry-run`, the lines of the patch that would be applied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diff: Option<Value>,
    #[serde(skip)]
    changes: Vec<Change>,
}

impl Import {
    /// The report on what was read (`loss`) and what became of it.
    pub fn new(
        format: &'static str,
        file: &str,
        loss: Loss,
        imported: Imported,
        dry_run: bool,
    ) -> Self {
        let mut created = IndexMap::new();
        for change in imported.changes.iter().filter(|c| c.before.is_none()) {
            if let Some(kind) = change
                .id
                .as_ref()
                .and_then(|id| kind::by_prefix(id.prefix()))
            {
                *created.entry(kind.id).or_default() += 1;
            }
        }
        let new: usize = created.values().sum();
        let mut notes = loss.notes;
        if imported.left_out > 0 {
            notes.push(format!(
                "links to what is neither in the file nor in the backlog, kept as text under external: {}",
                imported.left_out
            ));
        }
        Self {
            format,
            file: file.to_owned(),
            dry_run,
            created,
            updated: imported.changes.len() - new,
            unchanged: imported.unchanged,
            differences: imported.differences,
            cells: loss.cells,
            kept: loss.kept,
            lost: loss.lost,
            notes,
            items: changed::items(&imported.changes),
            diff: dry_run.then(|| changed::diff_lines(&imported.changes)),
            changes: imported.changes,
        }
    }

    pub fn answer(&self) -> Answer {
        let name = match self.file.as_str() {
            "-" => "standard input",
            file => file,
        };
        let mut page = Page::new()
            .heading(format!("{name}, read as {}", self.format))
            .facts(self.facts());
        if !self.differences.is_empty() {
            page = self.differing(page);
        }
        if !self.lost.is_empty() {
            page = page.heading("No place in a record").table(self.losses());
        }
        if !self.notes.is_empty() {
            let notes = self
                .notes
                .iter()
                .map(|note| Text::from(format!("  {note}")));
            page = page.heading("Notes").verbatim(notes.collect());
        }
        page = match (self.changes.is_empty(), self.dry_run) {
            (true, _) => page.paragraph("nothing to change"),
            (false, true) => changed::add_diff(page, &self.changes),
            (false, false) => {
                let count = text::plural(self.changes.len(), "file", "files");
                page.paragraph(Text::of(Meaning::Faint, format!("{count} written")))
            }
        };
        Answer::new(REPORT.id, page, super::data(self))
    }

    fn facts(&self) -> Vec<(String, Text)> {
        let mut facts: Vec<(String, Text)> = Vec::new();
        for (at, (kind, count)) in self.created.iter().enumerate() {
            let label = if at == 0 { "created" } else { "" };
            facts.push((label.to_owned(), self.new_of(kind, *count).into()));
        }
        for (label, count) in [("updated", self.updated), ("unchanged", self.unchanged)] {
            if count > 0 {
                facts.push((
                    label.to_owned(),
                    text::plural(count, "record", "records").into(),
                ));
            }
        }
        let lost: usize = self.lost.iter().map(|column| column.cells).sum();
        let number = text::thousands;
        let account = format!(
            "{} = {} kept + {} lost",
            number(self.cells),
            number(self.kept),
            number(lost)
        );
        facts.push(("cells".to_owned(), account.into()));
        facts
    }

    /// `11 stories, S-1 to S-11`: the new ids of a kind stand in a row.
    fn new_of(&self, kind: &str, count: usize) -> String {
        let plural = kind::by_name(kind).map_or(kind, |kind| kind.plural);
        let prefix = kind::by_name(kind).map_or("", |kind| kind.prefix);
        let new = || {
            let created = self.changes.iter().filter(|c| c.before.is_none());
            let ids = created.filter_map(|c| c.id.as_ref());
            ids.filter(|id| id.prefix() == prefix)
        };
        let words = text::plural(count, kind, plural);
        match (new().next(), new().next_back()) {
            (Some(first), Some(last)) if count > 1 => format!("{words}, {first} to {last}"),
            (Some(first), _) => format!("{words}, {first}"),
            _ => words,
        }
    }

    fn differing(&self, page: Page) -> Page {
        let mut table = Table {
            columns: vec![
                Column::left("ID"),
                Column::left("FIELD"),
                Column::left("HERE").cut(),
                Column::left("THERE").cut(),
            ],
            rows: Vec::with_capacity(self.differences.len()),
        };
        for difference in &self.differences {
            let (here, there) = apart(&words(&difference.here), &words(&difference.there));
            table.rows.push(vec![
                Text::of(Meaning::Id, difference.id.as_str()),
                difference.field.as_str().into(),
                here.into(),
                there.into(),
            ]);
        }
        let open = self.differences.iter().any(|d| !d.taken);
        let page = page.heading("Different here and there").table(table);
        match open {
            true => page
                .paragraph("what differs stays as it is here; --update takes what the file says"),
            false => page,
        }
    }

    fn losses(&self) -> Table {
        let row = |lost: &LostColumn| {
            vec![
                text::thousands(lost.cells).into(),
                Text::from(lost.column.as_str()),
                lost.why.as_str().into(),
            ]
        };
        Table {
            columns: vec![
                Column::right("CELLS"),
                Column::left("COLUMN").cut(),
                Column::left("WHY").cut(),
            ],
            rows: self.lost.iter().map(row).collect(),
        }
    }
}

/// The most characters of a value that are shown.
const SHOWN: usize = 40;

/// Two values as they are shown: where they begin alike, from a little before
/// the place at which they part.
fn apart(here: &str, there: &str) -> (String, String) {
    let (here, there) = (text::safe(here), text::safe(there));
    let same = here
        .chars()
        .zip(there.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let longest = here.chars().count().max(there.chars().count());
    let from = if longest > SHOWN {
        same.saturating_sub(SHOWN / 4)
    } else {
        0
    };
    let shown = |value: &str| {
        let rest: String = value.chars().skip(from).collect();
        let start = if from > 0 { "…" } else { "" };
        text::cut(&format!("{start}{rest}"), SHOWN).into_owned()
    };
    (shown(&here), shown(&there))
}
