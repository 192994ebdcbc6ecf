//! A story that something keeps from going on.

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
    id: "blocked-story",
    doc: DOC,
    passes: Passes::Says("not marked as blocked"),
    severity: Severity::Ignore,
    from: From::Milestone(Milestone::Idea),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a story is blocked

## What it finds
An open story or epic with `blocked:`.

## Why it matters
What cannot go on is not begun, and not planned into a sprint.

## Traps
A block is news and no mistake, so `po check` does not look for it by itself: the rule is there for the definition of
ready. What is blocked behind a gate has passed it all the same: unmet-gate leaves it alone.

## Fix
Get the obstacle out of the way, then `po unblock ID`.

```yaml fails
blocked: {since: 2026-11-20, reason: waiting for the bank}
```
```yaml fails
blocked: true
```
```yaml passes
blocked: false
```
```yaml passes
{status: done, blocked: {reason: waiting for the bank}}
```
";

fn find<'a>(record: &'a Record, _: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(words) = record.block() else {
        return Vec::new();
    };
    let help = format!("po unblock {}", record.id());
    vec![Hit::at(record, vec!["blocked".into()], words).help(help)]
}
