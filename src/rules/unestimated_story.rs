//! A story without an estimate: it cannot be planned.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::points::Points;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "unestimated-story",
    doc: DOC,
    passes: Passes::Tells("it has an estimate", told),
    severity: Severity::Error,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a ready story has no estimate

## What it finds
A story without `points`, or with none written behind the key.

## Why it matters
What has no size fits into no sprint and counts as nothing in every forecast: the E of INVEST, \"estimatable\" in QUS.

## Traps
`points: 0` is an estimate. A spike is limited by its timebox: where you do not want points for it, say so under
`allow:`.

## Fix
Estimate it with the team.

```yaml fails
points: null
```
```yaml fails
{status: doing}
```
```yaml passes
points: 3
```
```yaml passes
points: 0
```
";

fn find<'a>(record: &'a Record, _: &Context<'a>) -> Vec<Hit<'a>> {
    if record.story().is_none_or(|story| story.points.is_some()) {
        return Vec::new();
    }
    let written = record.document().and_then(|d| d.root()?.get("points"));
    let key = if written.is_some() {
        "points"
    } else {
        "status"
    };
    let help = format!("po set {} points=…", record.id());
    let mut hit = Hit::at(record, vec![key.into()], "no points").help(help);
    hit.path = vec!["points".into()];
    vec![hit]
}

fn told(record: &Record, _: &Context) -> Option<String> {
    record.story()?.points.map(Points::words)
}
