//! A release or sprint of which too much is must.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::priority::moscow::Verdict;
use crate::priority::moscow::open_timeboxes_with;

pub static RULE: Rule = Rule {
    id: "must-overload",
    doc: DOC,
    passes: Passes::Says("not too much of it is must"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
too much of a release or sprint is must

## What it finds
An open release or sprint of whose effort more than 60 % is `must` (`scores.moscow`), by points.
Finished stories count, dropped ones and `wont` do not. A story counts in its release; in its sprint where it has none.

## Why it matters
DSDM: must is what a release is worth nothing without. With more than 60 % of it there is nothing to give up when
an estimate is wrong, and the date is not safe.

## Traps
Exactly 60 % passes. `methods.moscow` in `po.yaml` sets another limit (`must_max`) or another field for the effort
(`effort`). With an estimate missing nothing can be said, nor where most of its stories have no class.

## Fix
Look for what is not must after all: `po score ID moscow=should --method moscow`; or move it to a later one.
```yaml fails
- {id: R-1}
- {id: S-1, release: R-1, points: 31, scores: {moscow: must}}
- {id: S-2, release: R-1, points: 10, scores: {moscow: should}}
- {id: S-3, release: R-1, points: 9, scores: {moscow: could}}
```
```yaml fails
- {id: SP-1}
- {id: S-1, sprint: SP-1, points: 31, scores: {moscow: must}}
- {id: S-2, sprint: SP-1, points: 10, scores: {moscow: should}}
- {id: S-3, sprint: SP-1, points: 9, scores: {moscow: could}}
```
```yaml passes
- {id: R-1}
- {id: SP-1}
- {id: S-1, sprint: SP-1, release: R-1, points: 30, scores: {moscow: must}}
- {id: S-2, release: R-1, points: 10, scores: {moscow: should}}
- {id: S-3, release: R-1, points: 10, scores: {moscow: could}}
```
```yaml passes
- {id: R-1}
- {id: S-1, release: R-1, points: 30, scores: {moscow: must}}
- {id: S-2, release: R-1, points: 10, scores: {moscow: should}}
- {id: S-3, release: R-1, points: 10, scores: {moscow: could}}
```
```yaml passes
- {id: R-1}
- {id: S-1, release: R-1, points: 31, scores: {moscow: must}}
- {id: S-2, release: R-1, scores: {moscow: could}}
```
```yaml passes
- {id: R-1, status: released}
- {id: S-1, release: R-1, points: 31, scores: {moscow: must}}
```
```yaml passes
- {id: R-1}
- {id: S-1, release: R-1, points: 5, scores: {moscow: must}}
- {id: S-2, release: R-1, points: 8}
- {id: S-3, release: R-1, points: 8}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some((limits, found)) = open_timeboxes_with(cx.backlog, Verdict::MustOverload) else {
        return Vec::new();
    };
    let hits = found.into_iter().map(|(timebox, effort)| {
        let total = effort.must + effort.should + effort.could;
        let percent = effort.must_percent.unwrap_or_default();
        let message = format!(
            "{} of {total} in {} are must, more than {} %: {percent:.1} %",
            effort.must,
            timebox.id(),
            limits.must_max
        );
        let help = format!(
            "po list {}:{} shows its stories; po score ID moscow=should --method moscow for what is not must",
            timebox.kind.id,
            timebox.id()
        );
        Hit::at(timebox, vec!["id".into()], message).help(help)
    });
    hits.collect()
}
