//! Two open records with the same rank: their order is chance.

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
use crate::model::kind;
use crate::model::workflow::Milestone;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub static RULE: Rule = Rule {
    id: "rank-collision",
    doc: DOC,
    passes: Passes::Says("it shares its rank with no other"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Idea),
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
two open records of a kind have the same rank

## What it finds
Open records of one kind whose ranks are equal, zeros at the end left out: `r9` and `r90` are one place.

## Why it matters
Which of them comes first is decided by the id and not by you. It happens when two people move records on two branches. An idea has its
place in the order as well: it is looked at whatever its status.

## Traps
What is closed has no place in the order any more.

## Fix
Safe: the record with the later id takes a place of its own right behind the other.

```yaml fails
- {id: S-1, rank: r9}
- {id: S-2, rank: r90}
```
```yaml fails
- {id: S-1, rank: r9, status: idea}
- {id: S-2, rank: r9, status: idea}
```
```yaml passes
- {id: S-1, rank: r9}
- {id: S-2, rank: ri}
```
```yaml passes
- {id: S-1, rank: r9}
- {id: S-2, rank: r9, status: done}
- {id: E-1, rank: r9}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let mut hits = Vec::new();
    for kind in kind::ALL {
        // By id, so that the first of a place is the one that keeps it.
        let mut holders: HashMap<&str, &Record> = HashMap::new();
        for record in cx.backlog.of_kind(kind).filter(|r| cx.backlog.is_open(r)) {
            let Some(rank) = record.common.rank.as_ref().filter(|rank| rank.is_valid()) else {
                continue;
            };
            match holders.entry(rank.key()) {
                Entry::Vacant(place) => {
                    place.insert(record);
                }
                Entry::Occupied(place) => hits.push(hit(record, place.get())),
            }
        }
    }
    hits
}

fn hit<'a>(record: &'a Record, holder: &Record) -> Hit<'a> {
    let (id, first) = (record.id(), holder.id());
    let message = format!("{id} has the same rank as {first}");
    let fix = Fix {
        safe: true,
        operations: vec![Operation::Rerank { id: id.to_string() }],
    };
    Hit::at(record, vec!["rank".into()], message)
        .help(format!("po move {id} --after {first}"))
        .fix(fix)
}
