//! The account of an import: every filled cell gets exactly one verdict, so
//! that what was read is what was kept plus what was lost.

use std::borrow::Cow;
use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::exchange::Loss;
use crate::exchange::LostColumn;

/// What became of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    Open,
    Kept,
    Lost(Cow<'static, str>),
}

#[derive(Debug)]
struct Filled<'t, R> {
    column: usize,
    role: R,
    text: &'t str,
    verdict: Verdict,
}

/// The filled cells of one row.
#[derive(Debug)]
pub struct Cells<'t, R> {
    pub line: u32,
    cells: Vec<Filled<'t, R>>,
}

/// One filled cell: a handle for its verdict, and its trimmed text.
#[derive(Debug, Clone, Copy)]
pub struct At<'t> {
    index: usize,
    pub text: &'t str,
}

impl<'t, R: Copy + Eq> Cells<'t, R> {
    /// The cells of a row that are not blank; `roles` stand in column order.
    pub fn new(line: u32, row: &'t [String], roles: &[R]) -> Self {
        let filled = |(column, (text, role)): (usize, (&'t String, &R))| {
            let text = text.trim();
            let verdict = Verdict::Open;
            (!text.is_empty()).then_some(Filled {
                column,
                role: *role,
                text,
                verdict,
            })
        };
        let cells = row
            .iter()
            .zip(roles)
            .enumerate()
            .filter_map(filled)
            .collect();
        Self { line, cells }
    }

    /// All filled cells of a role, in column order.
    pub fn all(&self, role: R) -> Vec<At<'t>> {
        let ours = |(_, cell): &(usize, &Filled<'t, R>)| cell.role == role;
        let cells = self.cells.iter().enumerate().filter(ours);
        cells
            .map(|(index, cell)| At {
                index,
                text: cell.text,
            })
            .collect()
    }

    /// The first filled cell of a role, without a verdict.
    pub fn first(&self, role: R) -> Option<At<'t>> {
        self.all(role).into_iter().next()
    }

    /// The first filled cell of a role as kept; others that differ are lost.
    pub fn take(&mut self, role: R) -> Option<&'t str> {
        let cells = self.all(role);
        let first = cells.first()?.text;
        for cell in cells {
            if cell.text == first {
                self.keep(cell);
            } else {
                self.lose(cell, "only the first of several is taken");
            }
        }
        Some(first)
    }

    pub fn keep(&mut self, cell: At<'t>) {
        self.judge(cell, Verdict::Kept);
    }

    pub fn lose(&mut self, cell: At<'t>, why: impl Into<Cow<'static, str>>) {
        self.judge(cell, Verdict::Lost(why.into()));
    }

    /// All cells of a role as lost.
    pub fn lose_all(&mut self, role: R, why: &'static str) {
        for cell in self.all(role) {
            self.lose(cell, why);
        }
    }

    fn judge(&mut self, cell: At<'t>, verdict: Verdict) {
        if let Some(filled) = self.cells.get_mut(cell.index) {
            filled.verdict = verdict;
        }
    }
}

/// Adds up the verdicts of all rows.
#[derive(Debug, Default)]
pub struct Account {
    cells: usize,
    kept: usize,
    lost: BTreeMap<(usize, Cow<'static, str>), usize>,
    rows: Vec<LostColumn>,
}

impl Account {
    /// Adds a row. A cell without a verdict is lost for the reason `why(role)`.
    pub fn add<R: Copy>(&mut self, row: Cells<'_, R>, why: fn(R) -> &'static str) {
        for cell in row.cells {
            self.cells += 1;
            let reason = match cell.verdict {
                Verdict::Kept => {
                    self.kept += 1;
                    continue;
                }
                Verdict::Lost(reason) => reason,
                Verdict::Open => Cow::Borrowed(why(cell.role)),
            };
            *self.lost.entry((cell.column, reason)).or_default() += 1;
        }
    }

    /// Adds a row of which nothing was read.
    pub fn add_unread(&mut self, line: u32, row: &[String], why: String) {
        let cells = row.iter().filter(|cell| !cell.trim().is_empty()).count();
        self.cells += cells;
        if cells > 0 {
            self.rows.push(LostColumn {
                column: format!("line {line}"),
                cells,
                why,
            });
        }
    }

    /// The account, with one entry for all columns of one name and one reason.
    pub fn close(self, headers: &[String], notes: Notes) -> Loss {
        let mut merged = IndexMap::<(&str, Cow<'static, str>), usize>::new();
        for ((column, why), cells) in self.lost {
            let name = headers.get(column).map_or("", |header| header.trim());
            *merged.entry((name, why)).or_default() += cells;
        }
        let column = |((name, why), cells): ((&str, Cow<'static, str>), usize)| {
            let column = if name.is_empty() { "(no name)" } else { name };
            LostColumn {
                column: column.to_owned(),
                cells,
                why: why.into_owned(),
            }
        };
        let lost = merged.into_iter().map(column).chain(self.rows).collect();
        Loss {
            cells: self.cells,
            kept: self.kept,
            lost,
            notes: notes.into_lines(),
        }
    }
}

/// Remarks, each once with the number of places it holds for.
#[derive(Debug, Default)]
pub struct Notes {
    counts: IndexMap<String, usize>,
}

impl Notes {
    /// A remark that holds in `places` more places.
    pub fn count(&mut self, remark: impl Into<String>, places: usize) {
        if places > 0 {
            *self.counts.entry(remark.into()).or_default() += places;
        }
    }

    /// A remark that is made once, without a number.
    pub fn once(&mut self, remark: impl Into<String>) {
        self.counts.insert(remark.into(), 0);
    }

    /// As lines, each with its number.
    pub fn into_lines(self) -> Vec<String> {
        let line = |(remark, places): (String, usize)| match places {
            0 => remark,
            _ => format!("{remark}: {places}"),
        };
        self.counts.into_iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Account;
    use super::Cells;
    use super::Notes;

    #[test]
    fn every_filled_cell_is_kept_or_lost_once() {
        let headers = ["a", "b", "b", "c"].map(String::from);
        let row = ["1", " ", "2", "3"].map(String::from);
        let mut cells = Cells::new(2, &row, &['a', 'b', 'b', 'c']);
        let first = cells.first('a').unwrap();
        cells.lose(first, "no");
        cells.keep(first);
        let mut account = Account::default();
        account.add(cells, |_| "no field");
        account.add_unread(3, &row, "too long".into());
        let mut notes = Notes::default();
        notes.count("left", 2);
        notes.count("left", 1);
        notes.once("said once");
        let loss = account.close(&headers, notes);
        assert_eq!((loss.cells, loss.kept), (6, 1));
        let lost: Vec<_> = loss
            .lost
            .iter()
            .map(|l| (l.column.as_str(), l.cells))
            .collect();
        assert_eq!(lost, [("b", 1), ("c", 1), ("line 3", 3)]);
        assert_eq!(loss.notes, ["left: 3", "said once"]);
    }

    #[test]
    fn first_of_several_cells_is_taken_and_the_others_are_lost() {
        let row = ["x", "y", "x"].map(String::from);
        let mut cells = Cells::new(2, &row, &['a', 'a', 'a']);
        assert_eq!(cells.take('a'), Some("x"));
        let mut account = Account::default();
        account.add(cells, |_| "no field");
        let loss = account.close(&["h".to_owned()], Notes::default());
        assert_eq!((loss.cells, loss.kept), (3, 2));
    }
}
