//! Records that wait for each other in a circle: none of them can ever be first.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::priority::waiting::Waiting;

pub static RULE: Rule = Rule {
    id: "dependency-cycle",
    doc: DOC,
    passes: Passes::Says("it does not wait for itself"),
    severity: Severity::Error,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
records depend on each other in a circle

## What it finds
Open records whose `depends_on` leads back to themselves; one finding for all that hang together, with the shortest
circle through the smallest id.

## Why it matters
None of them can be done first. Orders that follow dependencies have to ignore them.

## Traps
What is done breaks a circle: it is waited for no more.

## Fix
Take out one of the dependencies.

```yaml fails
- {id: S-1, depends_on: [S-2]}
- {id: S-2, depends_on: [S-1]}
```
```yaml fails
{id: S-1, depends_on: [S-1]}
```
```yaml passes
- {id: S-1, depends_on: [S-2]}
- {id: S-2}
```
```yaml passes
- {id: S-1, depends_on: [S-2]}
- {id: S-2, depends_on: [S-1], status: done}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let waiting = Waiting::new(cx.backlog);
    let circles = waiting.circles().into_iter().zip(waiting.in_circles());
    let hits = circles.filter_map(|(mut way, all)| {
        way.push(*way.first()?);
        hit(&waiting.records, &way, all.len())
    });
    hits.collect()
}

fn hit<'a>(open: &[&'a Record], way: &[usize], all: usize) -> Option<Hit<'a>> {
    let record = open[*way.first()?];
    let next = open[*way.get(1)?].id();
    let ids: Vec<&str> = way.iter().map(|place| open[*place].id().as_str()).collect();
    let more = match all.saturating_sub(way.len() - 1) {
        0 => String::new(),
        more => format!(" ({more} more hang on it)"),
    };
    let message = format!("{} is a circle{more}", ids.join(" → "));
    let at = record.depends_on().iter().position(|id| id == next)?;
    let help = format!(
        "po set {} depends_on-={next} takes out this dependency",
        record.id()
    );
    Some(Hit::at(record, vec!["depends_on".into(), at.into()], message).help(help))
}
