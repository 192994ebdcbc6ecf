//! Jira's CSV export (Cloud and Server, in the language of its user) as records.
//!
//! Issues become stories and epics, the sprints and fix versions they name
//! become records too. Every filled cell is kept or counted as lost.

use crate::exchange::Exchange;
use crate::exchange::Import;
use crate::exchange::Options;
use crate::exchange::Read;
use crate::exchange::Unreadable;
use crate::exchange::reading::cells::Notes;
use crate::exchange::reading::table;

mod desk;
mod headers;
mod issue;
mod names;
mod people;
mod prose;
mod relations;
mod sheet;
#[cfg(test)]
mod tests;

/// Jira's CSV export.
pub struct JiraCsv;

impl Exchange for JiraCsv {
    fn id(&self) -> &'static str {
        "jira-csv"
    }

    fn doc(&self) -> &'static str {
        DOC
    }

    fn may_be(&self, bytes: &[u8]) -> bool {
        !table::begins_as_json(bytes)
    }

    fn read(&self) -> Option<Read> {
        Some(read)
    }
}

static DOC: &str = "\
Jira's CSV export (all fields), Cloud or Server, in any of nine languages

Columns are found by name, in any order; a header that occurs several times is
a list. Epics become epics, every other issue a story: bug, task and spike keep
their type, other types become a label. A sub-task points to its `parent`.

- **Status**: by its status category, else by the word itself; an unknown word
  counts as still to do and is named in the report. A status finer than its
  category stands in `external.jira_status`.
- **Sprint**: the last one; earlier ones are counted as carried over. Sprints
  and fix versions become planned records without dates.
- **Links**: `Blocks` becomes `depends_on`, other types go to `links`. What
  points to an issue that is not in the file stands in `external` too.
- **Text**: wiki markup becomes Markdown where there is an equal. Acceptance
  criteria are taken from their own field, else from the list under a heading
  of that name.
- **Dates** without a zone are local time of the product. A column of dates
  such as `03/04/24` must show which number is the day, or `--date-format` must
  say so.
";

fn read(bytes: &[u8], options: &Options) -> Result<Import, Unreadable> {
    let table = table::read(bytes)?;
    let mut notes = Notes::default();
    let mut sheet = sheet::Sheet::new(&table, &mut notes)?;
    let mut desk = desk::Desk::new(&sheet.rows, options, notes)?;
    let issues = sheet
        .rows
        .iter_mut()
        .map(|row| issue::draft(row, &mut desk))
        .collect();
    let records = relations::connect(&mut sheet.rows, issues, &mut desk.notes);
    let mut account = sheet.account;
    for row in sheet.rows {
        account.add(row, headers::why_lost);
    }
    Ok(Import {
        records,
        loss: account.close(&table.headers, desk.notes),
        tool: "jira",
    })
}
