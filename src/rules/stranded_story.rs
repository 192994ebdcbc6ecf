//! An open story in a sprint that is over: no plan has it any more.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::flow::cadence;
use crate::model::Record;

pub static RULE: Rule = Rule {
    id: "stranded-story",
    doc: DOC,
    passes: Passes::Says("no sprint that is over holds it"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
an open story is in a sprint that was closed or cancelled

## What it finds
An open story whose `sprint` is a sprint that was closed or cancelled.

## Why it matters
It looks planned, and nobody works on it: no sprint that is still to come holds it.

## Traps
`po sprint close` takes the unfinished stories out, or into the next sprint; what it leaves passes. A finished story
stays in the sprint that it was finished in.

## Fix
Put it into a sprint that takes stories, `po sprint plan SP-5 S-1`, or back into the backlog: `po set S-1 sprint=`.

```yaml fails
- {id: SP-4, status: closed}
- {id: S-1, sprint: SP-4}
```
```yaml fails
- {id: SP-4, status: cancelled}
- {id: SP-5, status: planned, start: 2026-11-30, end: 2026-12-11}
- {id: S-1, sprint: SP-4}
```
```yaml passes
- {id: SP-4, status: closed}
- {id: S-1, sprint: SP-4, status: done}
```
```yaml passes
- {id: SP-4, status: active}
- {id: SP-5, status: planned}
- {id: S-1, sprint: SP-4}
- {id: S-2, sprint: SP-5}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let inside = record.story().and_then(|story| story.sprint.as_ref());
    let sprint = inside.and_then(|id| backlog.get(id));
    let over = sprint.filter(|sprint| sprint.sprint().is_some() && !backlog.is_open(sprint));
    let Some(sprint) = over.filter(|_| backlog.is_open(record)) else {
        return Vec::new();
    };
    let (id, over) = (record.id(), sprint.id());
    let status = sprint.status().unwrap_or("closed");
    let message = format!("{id} is open, but its sprint {over} is {status}");
    let out = format!("po set {id} sprint= puts it back into the backlog");
    let near = cadence::at_hand(backlog, cx.today).into_iter().next_back();
    let help = match near {
        Some(next) => format!("po sprint plan {} {id}; or {out}", next.id()),
        None => out,
    };
    vec![Hit::at(record, vec!["sprint".into()], message).help(help)]
}
