//! What is known about a whole Jira export while its rows are read one by one:
//! the order of day and month, the zone, the people, the remarks so far.

use std::collections::BTreeMap;

use crate::exchange::DateOrder;
use crate::exchange::Options;
use crate::exchange::Unreadable;
use crate::exchange::jira_csv::names::Role;
use crate::exchange::jira_csv::people::People;
use crate::exchange::jira_csv::sheet::Row;
use crate::exchange::reading::cells::Notes;
use crate::exchange::reading::dates;
use crate::exchange::reading::dates::Evidence;
use crate::exchange::reading::dates::When;
use crate::exchange::reading::dates::Written;

/// The reader's desk.
pub struct Desk<'o> {
    pub options: &'o Options,
    pub people: People,
    pub notes: Notes,
    orders: BTreeMap<Role, DateOrder>,
}

static DATES: [(Role, &str); 5] = [
    (Role::Created, "Created"),
    (Role::Updated, "Updated"),
    (Role::Resolved, "Resolved"),
    (Role::Due, "Due date"),
    (Role::Comment, "Comment"),
];

impl<'o> Desk<'o> {
    /// Looks through all rows. Fails where dates can be read in two ways.
    pub fn new(
        rows: &[Row<'_>],
        options: &'o Options,
        mut notes: Notes,
    ) -> Result<Self, Unreadable> {
        let orders = match options.date_order {
            Some(order) => DATES.iter().map(|(role, _)| (*role, order)).collect(),
            None => orders(rows, &mut notes)?,
        };
        Ok(Self {
            options,
            people: People::new(rows),
            notes,
            orders,
        })
    }

    /// Reads a date of a column.
    pub fn when(&mut self, role: Role, text: &str) -> Option<When> {
        let order = self
            .orders
            .get(&role)
            .copied()
            .unwrap_or(DateOrder::DayFirst);
        let when = Written::parse(text)?.when(order, self.options.zone)?;
        if when.assumed_zone {
            let zone = self.options.zone.name();
            self.notes
                .once(format!("times carry no zone: read as local time of {zone}"));
        }
        Some(when)
    }
}

/// The order of day and month by column. A column that cannot tell follows the
/// others, which one export writes in one way, and the notes say so.
fn orders(rows: &[Row<'_>], notes: &mut Notes) -> Result<BTreeMap<Role, DateOrder>, Unreadable> {
    let mut orders = BTreeMap::new();
    let mut open = Vec::new();
    for (role, name) in DATES {
        match dates::evidence(written(rows, role).into_iter().map(|(_, date)| date)) {
            Evidence::NotNeeded => {}
            Evidence::Settled(order) => {
                orders.insert(role, order);
            }
            Evidence::Undecided => open.push((role, name)),
            Evidence::Contradicting => {
                let message =
                    format!("column \"{name}\" has dates day first and dates month first");
                return Err(ask(message, None));
            }
        }
    }
    let settled: Vec<DateOrder> = orders.values().copied().collect();
    let agreed = settled
        .first()
        .copied()
        .filter(|first| settled.iter().all(|one| one == first));
    for (role, name) in open {
        let Some(order) = agreed else {
            let line = written(rows, role)
                .iter()
                .find(|(_, date)| date.is_ambiguous())
                .map(|(line, _)| *line);
            let message =
                format!("dates of column \"{name}\" can be read day first or month first");
            return Err(ask(message, line));
        };
        let how = if order == DateOrder::DayFirst {
            "day first"
        } else {
            "month first"
        };
        notes.once(format!(
            "dates of column \"{name}\" are read {how}, as the other columns are written"
        ));
        orders.insert(role, order);
    }
    Ok(orders)
}

fn ask(message: String, line: Option<u32>) -> Unreadable {
    Unreadable {
        message,
        line,
        hint: Some("say which: --date-format dmy or --date-format mdy".into()),
    }
}

fn written(rows: &[Row<'_>], role: Role) -> Vec<(u32, Written)> {
    let date = |text: &str| match role {
        Role::Comment => Written::parse(text.split(';').next().unwrap_or_default()),
        _ => Written::parse(text),
    };
    let of_row = |row: &Row<'_>| {
        let cells = row.all(role).into_iter();
        cells
            .filter_map(|cell| Some((row.line, date(cell.text)?)))
            .collect::<Vec<_>>()
    };
    rows.iter().flat_map(of_row).collect()
}
