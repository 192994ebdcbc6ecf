//! Work that stands still, and nobody wrote why.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "unexplained-block",
    doc: DOC,
    passes: Passes::Says("a block has its day and its reason"),
    severity: Severity::Error,
    from: From::Milestone(Milestone::Doing),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
work is blocked without a day or a reason

## What it finds
A story or epic in progress with `blocked:` that has no `since`, or neither a `reason` nor `by`.

## Why it matters
Nobody can help who does not know what is wrong, and nobody can count the days.

## Traps
`by: IM-9` names the impediment, which has the words.

## Fix
`po block S-1 --reason \"…\"`; a day that is there stays.

```yaml fails
blocked: true
```
```yaml fails
blocked: {since: 2026-04-28}
```
```yaml fails
blocked: {reason: legal}
```
```yaml passes
blocked: {since: 2026-04-28, reason: legal}
```
```yaml passes
blocked: {since: 2026-04-28, by: IM-9}
```
```yaml passes
{status: ready, blocked: true}
```
";

fn find<'a>(record: &'a Record, _: &Context<'a>) -> Vec<Hit<'a>> {
    if !record.is_blocked() {
        return Vec::new();
    }
    let obstacle = record.obstacle();
    let since = obstacle.is_some_and(|obstacle| obstacle.since.is_some());
    let why = obstacle.is_some_and(|obstacle| {
        let reason = obstacle.reason.as_deref().unwrap_or_default();
        obstacle.by.is_some() || !reason.trim().is_empty()
    });
    let lacks = match (since, why) {
        (true, true) => return Vec::new(),
        (false, false) => "since when or why",
        (false, true) => "since when",
        (true, false) => "why",
    };
    let id = record.id();
    let message = format!("{id} is blocked, and nobody wrote {lacks}");
    let help = format!("po block {id} --reason \"…\"");
    vec![Hit::at(record, vec!["blocked".into()], message).help(help)]
}
