//! An epic whose stories are all finished.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::empty_epic::whole;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Severity;
use crate::model::id::Id;
use crate::model::workflow::Category;
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    id: "finished-epic-open",
    doc: DOC,
    passes: Passes::Says("closed when its stories are"),
    severity: Severity::Info,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
all stories of an epic are finished, and it is open

## What it finds
An open epic that has stories, or other epics, of which each is done or dropped, and at least one is done.

## Why it matters
The roadmap shows work where there is none, and nobody asks whether the epic brought what it was to bring.

## Traps
Where more stories are to come, `open_ended: true` says so.

## Fix
Safe: it is set to done. By hand: `po done E-1`.

```yaml fails
- {id: E-1, status: doing}
- {id: S-1, epic: E-1, status: done}
- {id: S-2, epic: E-1, status: dropped}
```
```yaml passes
- {id: E-1, status: done}
- {id: S-1, epic: E-1, status: done}
```
```yaml passes
- {id: E-1, status: doing}
- {id: S-1, epic: E-1, status: done}
- {id: E-2, parent: E-1, status: idea}
```
```yaml passes
- {id: E-1, status: doing, open_ended: true}
- {id: S-1, epic: E-1, status: done}
```
```yaml passes
- {id: E-1, status: doing}
- {id: S-1, epic: E-1, status: dropped}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let mut parts: HashMap<&Id, Parts> = HashMap::new();
    for record in backlog.records() {
        let Some(epic) = whole(record) else {
            continue;
        };
        let parts = parts.entry(epic).or_default();
        match backlog.category(record) {
            Category::Done => parts.done += 1,
            Category::Dropped => {}
            Category::Backlog | Category::Active => parts.open += 1,
        }
    }
    let epics = backlog.records().iter().filter(|record| {
        let ends = record
            .epic()
            .is_some_and(|epic| epic.open_ended != Some(true));
        ends && backlog.is_open(record)
    });
    let finished = epics.filter(|record| {
        let parts = parts.get(record.id());
        parts.is_some_and(|parts| parts.open == 0 && parts.done > 0)
    });
    let hits = finished.map(|record| {
        let id = record.id();
        let message = format!("all stories of {id} are finished, and it is open");
        let help = format!("po done {id}, or po set {id} open_ended=true where more is to come");
        let operation = Operation::Finish { id: id.to_string() };
        let fix = Fix {
            safe: true,
            operations: vec![operation],
        };
        Hit::at(record, vec!["status".into()], message)
            .help(help)
            .fix(fix)
    });
    hits.collect()
}

/// What belongs to an epic; what is dropped counts for nothing.
#[derive(Default)]
struct Parts {
    open: usize,
    done: usize,
}
