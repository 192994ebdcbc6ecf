//! A release or sprint with too little to give up.

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
    id: "thin-contingency",
    doc: DOC,
    passes: Passes::Says("enough of it is could"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
too little of a release or sprint is could

## What it finds
An open release or sprint of whose effort less than 20 % is `could` (`scores.moscow`), by points.
Finished stories count, dropped ones and `wont` do not. A story counts in its release; in its sprint where it has none.

## Why it matters
DSDM: could is what is left out when time runs short. Without it the must items, or the date, are.

## Traps
Exactly 20 % passes. `methods.moscow` in `po.yaml` sets another limit (`could_min`) or another field for the effort
(`effort`). With an estimate missing nothing can be said, nor where most of its stories have no class.

## Fix
Find what may be left out: `po score ID moscow=could --method moscow`; or plan less for this date.
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
    let Some((limits, found)) = open_timeboxes_with(cx.backlog, Verdict::ThinContingency) else {
        return Vec::new();
    };
    let hits = found.into_iter().map(|(timebox, effort)| {
        let total = effort.must + effort.should + effort.could;
        let percent = effort.could_percent.unwrap_or_default();
        let message = format!(
            "{} of {total} in {} are could, less than {} %: {percent:.1} %",
            effort.could,
            timebox.id(),
            limits.could_min
        );
        let help = format!(
            "po list {}:{} shows its stories; po score ID moscow=could --method moscow for what may be left out",
            timebox.kind.id,
            timebox.id()
        );
        Hit::at(timebox, vec!["id".into()], message).help(help)
    });
    hits.collect()
}
