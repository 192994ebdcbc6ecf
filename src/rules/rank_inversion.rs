//! A record ranked before one that must be done first.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::record::ManualPlace;
use crate::model::workflow::Milestone;
use crate::priority::waiting::Waiting;

pub static RULE: Rule = Rule {
    id: "rank-inversion",
    doc: DOC,
    passes: Passes::Says("nothing it depends on is ranked later"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a record is ranked before an open one that it depends on

## What it finds
Open records with a rank before that of an open record they depend on, directly or through others; of several the one
with the last rank is named. Only records of one kind are compared: each kind has an order of its own. What lies between
them may be of another.

## Why it matters
The order cannot be done as it stands: whoever takes the first record has to wait for a later one.

## Traps
A record without a rank has no place in the order yet. What waits for itself in a circle is left to dependency-cycle.
po prioritize puts what others wait for before them by itself; ranks set by hand do not.

## Fix
po move puts the one that must be done first before the other.

```yaml fails
- {id: S-1, rank: r9, depends_on: [S-2]}
- {id: S-2, rank: ri}
```
```yaml fails
- {id: S-1, rank: ra, depends_on: [S-2]}
- {id: S-2, depends_on: [S-3]}
- {id: S-3, rank: rb}
```
```yaml fails
- {id: S-1, rank: ra, depends_on: [E-1]}
- {id: E-1, depends_on: [S-3]}
- {id: S-3, rank: rb}
```
```yaml passes
- {id: S-1, rank: ri, depends_on: [S-2]}
- {id: S-2, rank: r9}
```
```yaml passes
- {id: S-1, rank: r9, depends_on: [E-1]}
- {id: E-1, rank: ri}
```
```yaml passes
- {id: S-1, rank: r9, depends_on: [S-2]}
- {id: S-2, rank: ri, status: done}
```
```yaml passes
- {id: S-1, rank: r9, depends_on: [S-2]}
- {id: S-2}
```
```yaml passes
- {id: S-1, rank: r9, depends_on: [S-2]}
- {id: S-2, rank: ri, depends_on: [S-1]}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let waiting = Waiting::new(cx.backlog);
    let of_kind = |kind: &&'static Kind| Net::new(&waiting, kind).hits();
    kind::ALL.iter().flat_map(of_kind).collect()
}

/// What waits for what, seen from the records of one kind: each kind has an order of its own.
struct Net<'w, 'a> {
    waiting: &'w Waiting<'a>,
    kind: &'static Kind,
    /// Of all of the kind that a record waits for, outside a circle with it, the one with the last rank.
    last: Vec<Option<usize>>,
}

impl<'w, 'a> Net<'w, 'a> {
    fn new(waiting: &'w Waiting<'a>, kind: &'static Kind) -> Self {
        let last = vec![None; waiting.records.len()];
        let mut net = Self {
            waiting,
            kind,
            last,
        };
        for circle in waiting.steps() {
            let outer = circle.iter().flat_map(|at| {
                let needs = waiting.needs[*at].iter();
                needs.filter(|needed| !waiting.in_one_circle(*at, **needed))
            });
            let all = outer.flat_map(|needed| [Some(*needed), net.last[*needed]]);
            let last = all.flatten().filter_map(|at| Some((net.rank(at)?, at)));
            let last = last.max().map(|(_, at)| at);
            for at in circle {
                net.last[*at] = last;
            }
        }
        net
    }

    fn hits(self) -> Vec<Hit<'a>> {
        let all = 0..self.waiting.records.len();
        all.filter_map(|at| self.hit(at)).collect()
    }

    /// The place by rank among the kind; none without a rank.
    fn rank(&self, at: usize) -> Option<ManualPlace<'a>> {
        let record = self.waiting.records[at];
        let place = record.manual_place();
        (std::ptr::eq(record.kind, self.kind) && !place.0).then_some(place)
    }

    fn hit(&self, at: usize) -> Option<Hit<'a>> {
        let last = self.last[at]?;
        if self.rank(at)? > self.rank(last)? {
            return None;
        }
        let leads = |needed: &&usize| **needed == last || self.last[**needed] == Some(last);
        let through = *self.waiting.needs[at].iter().find(leads)?;
        let record = self.waiting.records[at];
        let [next, other] = [through, last].map(|at| self.waiting.records[at].id());
        let id = record.id();
        let way = match through == last {
            true => String::new(),
            false => format!(" through {next}"),
        };
        let message = format!("{id} is ranked before {other}, on which it depends{way}");
        let said = record.depends_on().iter().position(|id| id == next)?;
        let path = vec!["depends_on".into(), said.into()];
        let hit = Hit::at(record, path, message);
        Some(hit.help(format!("po move {other} --before {id}")))
    }
}
