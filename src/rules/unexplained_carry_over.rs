//! A story that went from one sprint into the next, and nobody said why.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::flow::cadence;
use crate::flow::late::is_later;
use crate::model::Record;
use crate::model::common::Entry;
use crate::model::id::Id;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "unexplained-carry-over",
    doc: DOC,
    passes: Passes::Says("each carry-over has its reason"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Idea),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a story was carried over without a reason

## What it finds
An entry in `history` that moves an open story from a sprint to a later one, on the last day of the first or after it,
without a `reason`.

## Why it matters
The same reason three times is something to change; without words it is only bad luck three times.

## Traps
A move before the sprint is over is replanning. So is a story that goes back to the backlog, and is planned again later.
What is done or dropped needs no explanation any more. Sprints without an end are not compared.

## Fix
`po sprint close --unfinished next --reason \"…\"` asks for it when it happens; later, write `reason:` into the entry.

```yaml fails
- {id: SP-4, start: 2026-05-01, end: 2026-05-14}
- {id: SP-5, start: 2026-05-15, end: 2026-05-28}
- {id: S-1, history: [{at: 2026-05-01T09:00:00Z, sprint: SP-4}, {at: 2026-05-16T09:00:00Z, sprint: SP-5}]}
```
```yaml passes
- {id: SP-4, start: 2026-05-01, end: 2026-05-14}
- {id: SP-5, start: 2026-05-15, end: 2026-05-28}
- {id: S-1, history: [{at: 2026-05-01T09:00:00Z, sprint: SP-4}, {at: 2026-05-16T09:00:00Z, sprint: SP-5, reason: supplier API late}]}
```
```yaml passes
- {id: SP-4, start: 2026-05-01, end: 2026-05-14}
- {id: SP-5, start: 2026-05-15, end: 2026-05-28}
- {id: S-1, history: [{at: 2026-05-01T09:00:00Z, sprint: SP-4}, {at: 2026-05-10T09:00:00Z, sprint: SP-5}]}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let zone = &backlog.config.zone;
    let mut entries: Vec<(usize, &Entry)> = record.common.history.iter().enumerate().collect();
    if record.story().is_none() || entries.iter().all(|(_, entry)| entry.sprint.is_none()) {
        return Vec::new();
    }
    entries.sort_by_key(|(_, entry)| entry.at.start(zone));
    let mut hits = Vec::new();
    let mut from: Option<&Id> = None;
    for (at, entry) in entries {
        let Some(to) = &entry.sprint else {
            continue;
        };
        let moved = from.zip(to.as_ref());
        from = to.as_ref();
        let Some((before, to)) = moved.filter(|(before, to)| is_later(backlog, to, before)) else {
            continue;
        };
        let end = backlog
            .get(before)
            .and_then(|r| cadence::last_day(backlog, r));
        let explained = entry
            .reason
            .as_deref()
            .is_some_and(|why| !why.trim().is_empty());
        if end.is_none_or(|end| entry.at.local_day(zone) < end) || explained {
            continue;
        }
        let message = format!(
            "{} was carried from {before} to {to}, and nobody said why",
            record.id()
        );
        let path = vec!["history".into(), at.into(), "sprint".into()];
        let help = "write reason: into this entry; po sprint close --reason does so";
        hits.push(Hit::at(record, path, message).help(help));
    }
    hits
}
