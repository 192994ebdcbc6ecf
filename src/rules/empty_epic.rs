//! An epic that nobody has cut into stories.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::workflow::Milestone;
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    id: "empty-epic",
    doc: DOC,
    passes: Passes::Says("has stories"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
an epic has no stories

## What it finds
An epic that is ready or begun, and that no story and no other epic belongs to.

## Why it matters
There is nothing to plan or to finish: it stands on the roadmap and moves no further.

## Traps
Dropped stories count: somebody looked. An epic may consist of other epics.

## Fix
`po new story \"…\" --set epic=E-1`.

```yaml fails
{id: E-1, status: ready}
```
```yaml passes
- {id: E-1, status: ready}
- {id: S-1, epic: E-1}
```
```yaml passes
- {id: E-1, status: ready}
- {id: E-2, status: idea, parent: E-1}
```
```yaml passes
{id: E-1, status: refined}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let records = cx.backlog.records().iter();
    let parts: HashSet<&Id> = records.clone().filter_map(whole).collect();
    let empty = records.filter(|r| r.epic().is_some() && !parts.contains(r.id()));
    let hits = empty.map(|record| {
        let id = record.id();
        let help = format!("po new story \"…\" --set epic={id}");
        Hit::at(record, vec!["id".into()], format!("{id} has no stories")).help(help)
    });
    hits.collect()
}

/// The epic that a record is a part of.
pub(super) fn whole(record: &Record) -> Option<&Id> {
    let of_story = record.story().and_then(|story| story.epic.as_ref());
    of_story.or_else(|| record.epic()?.parent.as_ref())
}
