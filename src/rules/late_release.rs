//! A release whose day has passed.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;

pub static RULE: Rule = Rule {
    id: "late-release",
    doc: DOC,
    passes: Passes::Says("its day is still to come"),
    severity: Severity::Error,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
the day of a release has passed, and it is not released

## What it finds
A planned release whose `date` is before today.

## Why it matters
Everybody who reads the roadmap waits for something that should be there, or has it and does not know.

## Traps
The day itself passes. A release that was taken back (`yanked`) is left alone.

## Fix
`po release publish R-1` where it is out; else `po set R-1 date=…`.

```yaml fails
{id: R-1, date: 2026-05-01, status: planned, today: 2026-05-02}
```
```yaml passes
{id: R-1, date: 2026-05-01, status: released, today: 2026-05-02}
```
```yaml passes
{id: R-1, date: 2026-05-02, today: 2026-05-02}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let date = record.release().and_then(|release| release.date);
    let Some(date) = date.filter(|date| *date < cx.today && cx.backlog.is_open(record)) else {
        return Vec::new();
    };
    let id = record.id();
    let message = format!("{id} was planned for {date} and is not released");
    let help = format!("po release publish {id}, or po set {id} date=…");
    vec![Hit::at(record, vec!["date".into()], message).help(help)]
}
