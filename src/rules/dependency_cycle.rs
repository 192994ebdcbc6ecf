//! Records that wait for each other in a circle: none of them can ever be first.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::id::Id;
use petgraph::algo::kosaraju_scc;
use petgraph::graphmap::DiGraphMap;
use std::collections::HashMap;
use std::collections::VecDeque;
use std::collections::hash_map::Entry;

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

type Graph<'a> = DiGraphMap<usize, ()>;

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let open = cx
        .backlog
        .records()
        .iter()
        .filter(|r| cx.backlog.is_open(r));
    let mut open: Vec<&Record> = open.filter(|r| !r.depends_on().is_empty()).collect();
    open.sort_by(|a, b| a.id().cmp(b.id()));
    let graph = graph(&open);
    let mut hits = Vec::new();
    for mut component in kosaraju_scc(&graph) {
        component.sort_unstable();
        let first = component[0];
        if component.len() > 1 || graph.contains_edge(first, first) {
            hits.extend(hit(&open, &shortest(&graph, first), component.len()));
        }
    }
    hits
}

/// Edges between places in the sorted list, put in by rising place so that the answer is the same at every run.
fn graph(open: &[&Record]) -> Graph<'static> {
    let places: HashMap<&Id, usize> = open.iter().enumerate().map(|(n, r)| (r.id(), n)).collect();
    let mut graph = Graph::new();
    for (place, record) in open.iter().enumerate() {
        graph.add_node(place);
        let mut targets: Vec<usize> = record
            .depends_on()
            .iter()
            .filter_map(|id| places.get(id).copied())
            .collect();
        targets.sort_unstable();
        for target in targets {
            graph.add_edge(place, target, ());
        }
    }
    graph
}

/// The shortest way from a place back to itself.
fn shortest(graph: &Graph, from: usize) -> Vec<usize> {
    let mut before: HashMap<usize, usize> = HashMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(at) = queue.pop_front() {
        for next in graph.neighbors(at) {
            if next == from {
                let back = std::iter::successors(Some(at), |at| before.get(at).copied());
                let mut way: Vec<usize> = back.collect();
                way.reverse();
                way.push(from);
                return way;
            }
            if let Entry::Vacant(way) = before.entry(next) {
                way.insert(at);
                queue.push_back(next);
            }
        }
    }
    vec![from]
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
