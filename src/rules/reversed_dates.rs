//! Dates in an order that cannot be.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::date::Day;

pub static RULE: Rule = Rule {
    id: "reversed-dates",
    doc: DOC,
    passes: Passes::Says("its dates are in order"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
dates stand in an order that cannot be

## What it finds
A `start` after its `end`; `created` after a moment of the history; `created` or a moment of the history later than
tomorrow.

## Why it matters
Burndowns, cycle times and forecasts are computed from these days; one wrong year makes them all wrong.

## Traps
The same day is fine. One day ahead is fine too: elsewhere it is tomorrow already.

## Fix
Write the right day.

```yaml fails
{id: SP-1, start: 2026-05-10, end: 2026-05-03}
```
```yaml fails
{created: 2026-05-02, history: [{at: 2026-05-01T09:00:00Z, status: idea}]}
```
```yaml fails
{created: 2027-05-01, today: 2026-05-01}
```
```yaml fails
{history: [{at: 2026-05-03, status: idea}], today: 2026-05-01}
```
```yaml passes
{id: SP-1, start: 2026-05-03, end: 2026-05-10}
```
```yaml passes
{created: 2026-05-02, history: [{at: 2026-05-02, status: idea}], today: 2026-05-01}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let mut hits = Vec::new();
    if let Some(message) = reversed(record) {
        hits.push(Hit::at(record, vec!["end".into()], message));
    }
    let zone = &cx.backlog.config.zone;
    let history = record.common.history.iter().enumerate();
    let moments = history.map(|(n, entry)| (n, entry.at.local_day(zone)));
    let created = record.common.created;
    let latest = cx.today.plus(1).unwrap_or(cx.today);
    if let Some(created) = created.filter(|day| *day > latest) {
        let message = format!("it was created on {created}, which is yet to come");
        hits.push(Hit::at(record, vec!["created".into()], message));
    }
    let mut early = false;
    for (at, day) in moments {
        let path = vec!["history".into(), at.into(), "at".into()];
        if day > latest {
            let message = format!("{day} is yet to come");
            hits.push(Hit::at(record, path, message));
        } else if let Some(created) = created.filter(|created| *created > day && !early) {
            early = true;
            let message = format!("{day} is before the record was created, on {created}");
            hits.push(Hit::at(record, path, message));
        }
    }
    let help = "write the day on which it really was";
    hits.into_iter().map(|hit| hit.help(help)).collect()
}

/// That a record ends before it starts: what writers refuse.
pub fn reversed(record: &Record) -> Option<String> {
    let (start, end) = span(record).filter(|(start, end)| start > end)?;
    Some(format!("it ends on {end}, before it starts on {start}"))
}

/// The first and the last day of what has both.
fn span(record: &Record) -> Option<(Day, Day)> {
    let sprint = record.sprint().map(|sprint| (sprint.start, sprint.end));
    let epic = || record.epic().map(|epic| (epic.start, epic.end));
    let (start, end) = sprint.or_else(epic)?;
    start.zip(end)
}
