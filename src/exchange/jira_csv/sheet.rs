//! The rows of a Jira export that are issues: one to a key, as wide as the header.

use std::collections::HashMap;

use crate::exchange::Unreadable;
use crate::exchange::jira_csv::headers;
use crate::exchange::jira_csv::names::Role;
use crate::exchange::reading::cells::Account;
use crate::exchange::reading::cells::Cells;
use crate::exchange::reading::cells::Notes;
use crate::exchange::reading::table::Table;

/// One issue.
pub type Row<'t> = Cells<'t, Role>;

/// The issues of a table, and the account of rows that are none.
pub struct Sheet<'t> {
    pub rows: Vec<Row<'t>>,
    pub account: Account,
}

impl<'t> Sheet<'t> {
    /// Sorts the rows. Without columns for key and summary it is no Jira export.
    pub fn new(table: &'t Table, notes: &mut Notes) -> Result<Self, Unreadable> {
        let roles = roles(table)?;
        let mut sheet = Self {
            rows: Vec::new(),
            account: Account::default(),
        };
        let mut lines = HashMap::<&str, u32>::new();
        let (mut shorter, mut longer) = (Vec::new(), Vec::new());
        for row in &table.rows {
            let surplus = row.cells.get(roles.len()..).unwrap_or_default();
            if surplus.iter().any(|cell| !cell.trim().is_empty()) {
                let (cells, headers) = (row.cells.len(), roles.len());
                let why = format!(
                    "{cells} cells under {headers} headers: not read, as which belongs where is not known"
                );
                sheet.account.add_unread(row.line, &row.cells, why);
                continue;
            }
            let cells = Cells::new(row.line, &row.cells, &roles);
            let Some(key) = cells.first(Role::Key) else {
                sheet
                    .account
                    .add_unread(row.line, &row.cells, "no issue key: not read".into());
                continue;
            };
            if let Some(line) = lines.get(key.text) {
                let why = format!("{} stands in line {line} already: not read", key.text);
                sheet.account.add_unread(row.line, &row.cells, why);
                continue;
            }
            lines.insert(key.text, row.line);
            match row.cells.len() {
                cells if cells < roles.len() => shorter.push(row.line),
                cells if cells > roles.len() => longer.push(row.line),
                _ => {}
            }
            sheet.rows.push(cells);
        }
        note_lines(
            notes,
            "rows shorter than the header, read as far as they go",
            &shorter,
        );
        note_lines(
            notes,
            "rows longer than the header, with nothing in the surplus cells",
            &longer,
        );
        Ok(sheet)
    }
}

fn note_lines(notes: &mut Notes, what: &str, lines: &[u32]) {
    let shown: Vec<String> = lines.iter().take(20).map(u32::to_string).collect();
    match lines.len() - shown.len() {
        _ if shown.is_empty() => {}
        0 => notes.once(format!("{what}: lines {}", shown.join(", "))),
        more => notes.once(format!(
            "{what}: lines {} and {more} more",
            shown.join(", ")
        )),
    }
}

fn roles(table: &Table) -> Result<Vec<Role>, Unreadable> {
    let values = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        cells
            .map(|cell| cell.trim().to_owned())
            .filter(|cell| !cell.is_empty())
            .collect()
    };
    let roles = headers::roles(&table.headers, &values);
    for (role, name) in [(Role::Key, "Issue key"), (Role::Summary, "Summary")] {
        if !roles.contains(&role) {
            let seen: Vec<&str> = table.headers.iter().map(|h| h.trim()).take(8).collect();
            return Err(Unreadable {
                message: format!("no column \"{name}\": this is no Jira export"),
                line: Some(1),
                hint: Some(format!(
                    "export from Jira as CSV (all fields); the headers here are: {}",
                    seen.join(", ")
                )),
            });
        }
    }
    Ok(roles)
}
