//! An estimate that the team does not use.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::points::Points;
use crate::model::workflow::Milestone;
use crate::priority::estimate::Sizes;
use serde_json::json;

pub static RULE: Rule = Rule {
    id: "off-scale-points",
    doc: DOC,
    passes: Passes::Says("its points are on the scale"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Idea),
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
points are none of the team's scale

## What it finds
An open story whose `points` are none of `points.scale` in `po.yaml`; without one the scale is 0, 0.5, 1, 2, 3, 5, 8,
13, 20, 40, 100.

## Why it matters
The gaps of a scale say how rough an estimate is. 7 claims to know that it is not 8 (Cohn, Agile Estimating and
Planning, 2005).

## Traps
A backlog that comes from a tool with another scale: set `points: {scale: [1, 2, 3, 5, 8, 13, 21]}`. What is closed is
history.

## Fix
Take the next larger value: `po set S-1 points=8`.

```yaml fails
points: 7
```
```yaml fails
{points: 21}
```
```yaml passes
points: 8
```
```yaml passes
{points: 21, status: done}
```
```yaml passes
{title: Pay by card}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    // A scale that makes no sense is told by whoever reads it.
    let Ok(sizes) = Sizes::of(&cx.backlog.config) else {
        return Vec::new();
    };
    let hit = |record: &'a Record| {
        let points = record.story()?.points?;
        if sizes.step(points).is_some() {
            return None;
        }
        let message = format!("{points} is not on the scale {}", sizes.words());
        let above = sizes.above(points);
        let help = match above {
            Some(above) => format!("po set {} points={above}", record.id()),
            None => format!(
                "po split {}, or a larger scale in po.yaml: points: {{scale: […]}}",
                record.id()
            ),
        };
        let mut hit = Hit::at(record, vec!["points".into()], message).help(help);
        hit.fix = above.map(|above| nearest(record, above));
        Some(hit)
    };
    cx.backlog.records().iter().filter_map(hit).collect()
}

/// The next larger number, which the team may not have meant.
fn nearest(record: &Record, above: Points) -> Fix {
    let set = Operation::Set {
        id: record.id().to_string(),
        field: "points".to_owned(),
        value: json!(above),
    };
    Fix {
        safe: false,
        operations: vec![set],
    }
}
