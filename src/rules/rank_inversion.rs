//! A record ranked before one that must be done first.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::record::ManualPlace;
use crate::model::workflow::Milestone;
use petgraph::algo::kosaraju_scc;
use petgraph::graphmap::DiGraphMap;
use std::collections::HashMap;

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
with the last rank is named.

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
```yaml passes
- {id: S-1, rank: ri, depends_on: [S-2]}
- {id: S-2, rank: r9}
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
    let mut hits = Vec::new();
    for kind in kind::ALL {
        let of_kind = cx.backlog.of_kind(kind);
        let net = Net::new(of_kind.filter(|r| cx.backlog.is_open(r)).collect());
        hits.extend((0..net.open.len()).filter_map(|at| net.hit(at)));
    }
    hits
}

/// Open records of a kind, and what each waits for.
struct Net<'a> {
    open: Vec<&'a Record>,
    index: HashMap<&'a Id, usize>,
    /// Of all that a record waits for, outside a circle with it, the one with the last rank.
    last: Vec<Option<usize>>,
}

impl<'a> Net<'a> {
    fn new(open: Vec<&'a Record>) -> Self {
        let mut index = HashMap::with_capacity(open.len());
        for (at, record) in open.iter().enumerate() {
            index.entry(record.id()).or_insert(at);
        }
        let last = vec![None; open.len()];
        let mut net = Self { open, index, last };
        net.look();
        net
    }

    /// What a record waits for itself, with where it says so.
    fn needs(&self, at: usize) -> impl Iterator<Item = (usize, usize)> {
        let needs = self.open[at].depends_on().iter().enumerate();
        needs.filter_map(|(said, id)| Some((said, *self.index.get(id)?)))
    }

    /// Finds the last of all, one circle at a time, each after those that it waits for.
    fn look(&mut self) {
        let mut graph: DiGraphMap<usize, ()> = DiGraphMap::new();
        for at in 0..self.open.len() {
            for (_, needed) in self.needs(at) {
                graph.add_edge(at, needed, ());
            }
        }
        for mut circle in kosaraju_scc(&graph) {
            circle.sort_unstable();
            let needs = circle.iter().flat_map(|at| self.needs(*at));
            let outer = needs.map(|(_, needed)| needed);
            let outer = outer.filter(|needed| circle.binary_search(needed).is_err());
            let all = outer.flat_map(|needed| [Some(needed), self.last[needed]]);
            let last = all.flatten().filter_map(|at| Some((self.rank(at)?, at)));
            let last = last.max().map(|(_, at)| at);
            for at in circle {
                self.last[at] = last;
            }
        }
    }

    /// The place by rank; none without a rank.
    fn rank(&self, at: usize) -> Option<ManualPlace<'a>> {
        let place = self.open[at].manual_place();
        (!place.0).then_some(place)
    }

    fn hit(&self, at: usize) -> Option<Hit<'a>> {
        let last = self.last[at]?;
        if self.rank(at)? > self.rank(last)? {
            return None;
        }
        let leads = |needed: usize| needed == last || self.last[needed] == Some(last);
        let (said, through) = self.needs(at).find(|(_, needed)| leads(*needed))?;
        let (id, other) = (self.open[at].id(), self.open[last].id());
        let way = match through == last {
            true => String::new(),
            false => format!(" through {}", self.open[through].id()),
        };
        let message = format!("{id} is ranked before {other}, on which it depends{way}");
        let path = vec!["depends_on".into(), said.into()];
        let hit = Hit::at(self.open[at], path, message);
        Some(hit.help(format!("po move {other} --before {id}")))
    }
}
