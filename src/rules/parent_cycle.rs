//! Records that are parts of each other in a circle: none of them is the whole.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::id::Id;
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    id: "parent-cycle",
    doc: DOC,
    passes: Passes::Says("it is not its own parent"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
records are parts of each other in a circle

## What it finds
Stories or epics whose `parent` leads back to themselves; one finding a circle, at its smallest id.

## Why it matters
A part cannot hold its whole. Sums over the parts of such a record count it in itself, or leave all of it out.

## Traps
Closed records count: the sums of a closed epic are looked at as well.

## Fix
Take out one of the parents.

```yaml fails
- {id: S-1, parent: S-2}
- {id: S-2, parent: S-1}
```
```yaml fails
{id: E-1, parent: E-1}
```
```yaml passes
- {id: S-1, parent: S-2}
- {id: S-2, parent: S-3}
- {id: S-3}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let records = cx.backlog.records().iter();
    let parts = records.filter_map(|record| Some((record.id(), (record, parent(record)?))));
    let parents: HashMap<&Id, (&Record, &Id)> = parts.collect();
    let mut starts: Vec<&Id> = parents.keys().copied().collect();
    starts.sort_unstable();
    // Every record is walked over once: each belongs to one way up.
    let mut seen: HashMap<&Id, usize> = HashMap::new();
    let mut hits = Vec::new();
    for (walk, start) in starts.into_iter().enumerate() {
        let mut way = Vec::new();
        let mut at = start;
        while let Some((_, parent)) = parents.get(at).filter(|_| !seen.contains_key(at)) {
            seen.insert(at, walk);
            way.push(at);
            at = parent;
        }
        if seen.get(at) == Some(&walk)
            && let Some(begin) = way.iter().position(|id| *id == at)
        {
            hits.extend(hit(&way[begin..], &parents));
        }
    }
    hits
}

fn parent(record: &Record) -> Option<&Id> {
    let story = record.story().and_then(|story| story.parent.as_ref());
    story.or_else(|| record.epic().and_then(|epic| epic.parent.as_ref()))
}

/// The finding of a circle, told from its smallest id.
fn hit<'a>(circle: &[&Id], parents: &HashMap<&'a Id, (&'a Record, &'a Id)>) -> Option<Hit<'a>> {
    let smallest = circle.iter().min()?;
    let from = circle.iter().position(|id| id == smallest)?;
    let ids = circle.iter().cycle().skip(from).take(circle.len() + 1);
    let ids: Vec<&str> = ids.map(|id| id.as_str()).collect();
    let (record, _) = parents.get(*smallest)?;
    let message = format!("{} is a circle of parents", ids.join(" → "));
    let help = format!("po set {smallest} parent= takes out this one");
    Some(Hit::at(record, vec!["parent".into()], message).help(help))
}
