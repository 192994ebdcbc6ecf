//! The ways from one record: to what it waits for, and to what waits for it.

use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use serde::Serialize;
use std::collections::HashSet;

/// Both ways, each in the order in which it is read: a step, then all that lies behind it.
#[derive(Debug, Serialize)]
pub struct Tree {
    pub waits_for: Vec<Step>,
    pub waited_for_by: Vec<Step>,
}

/// A record on the way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    pub id: Id,
    /// The record one step nearer.
    pub via: Id,
    /// How many steps away, from 1.
    pub depth: usize,
    /// What lies behind it was told before.
    pub again: bool,
}

impl Tree {
    pub fn of(backlog: &Backlog, record: &Record) -> Self {
        let needs = |id: &Id| {
            let from = backlog
                .get(id)
                .filter(|found| is_followed(backlog, found, record));
            let ids = from.map(Record::depends_on).unwrap_or_default();
            ids.to_vec()
        };
        let waiters = |id: &Id| {
            let links = backlog.backlinks(id).into_iter();
            let depending = links.filter(|(_, field)| field.starts_with("depends_on."));
            let open = depending.filter(|(other, _)| backlog.is_open(other));
            open.map(|(other, _)| other.id().clone()).collect()
        };
        Self {
            waits_for: walk(record.id(), &needs),
            waited_for_by: walk(record.id(), &waiters),
        }
    }

    /// Every record on both ways, as often as it is met.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        let both = self.waits_for.iter().chain(&self.waited_for_by);
        both.map(|step| &step.id)
    }

    /// Each step as a record and the one that it needs.
    pub fn pairs(&self) -> Vec<(Id, Id)> {
        let up = self
            .waits_for
            .iter()
            .map(|step| (step.via.clone(), step.id.clone()));
        let down = self.waited_for_by.iter();
        up.chain(down.map(|step| (step.id.clone(), step.via.clone())))
            .collect()
    }
}

/// What is over waits for nothing; but who asks for it wants to see what it waited for.
fn is_followed(backlog: &Backlog, found: &Record, asked: &Record) -> bool {
    backlog.is_open(found) || found.id() == asked.id()
}

/// The way in depth, on a stack of our own: a chain may be as long as the backlog.
fn walk(from: &Id, next: &dyn Fn(&Id) -> Vec<Id>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut seen: HashSet<Id> = HashSet::from([from.clone()]);
    let step = |id: Id, via: &Id, depth| Step {
        id,
        via: via.clone(),
        depth,
        again: false,
    };
    let first = next(from).into_iter().rev();
    let mut open: Vec<Step> = first.map(|id| step(id, from, 1)).collect();
    while let Some(mut found) = open.pop() {
        let behind = next(&found.id);
        if seen.insert(found.id.clone()) {
            let behind = behind.into_iter().rev();
            open.extend(behind.map(|id| step(id, &found.id, found.depth + 1)));
        } else {
            found.again = !behind.is_empty();
        }
        steps.push(found);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::tests::backlog;

    fn told(steps: &[Step]) -> String {
        let words = steps.iter().map(|step| {
            let again = if step.again { "*" } else { "" };
            format!("{}{}{again}", ">".repeat(step.depth), step.id)
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn tree(records: &[impl AsRef<str>], id: &str) -> Tree {
        let backlog = backlog("", records);
        let id = Id::new(id).expect("an id");
        Tree::of(&backlog, backlog.get(&id).expect("there"))
    }

    #[test]
    fn both_ways_are_told_in_depth_and_what_was_told_is_not_told_again() {
        let records = [
            "{id: S-1, depends_on: [S-2, S-3, E-9]}",
            "{id: S-2, depends_on: [S-4]}",
            "{id: S-3, depends_on: [S-4]}",
            "{id: S-4, depends_on: [S-5], status: ready}",
            "{id: S-5, depends_on: [S-6], status: done}",
            "id: S-6",
            "{id: E-1, depends_on: [S-2]}",
            "{id: E-2, depends_on: [S-2], status: dropped}",
        ];
        let first = tree(&records, "S-1");
        let expected = ">S-2 >>S-4 >>>S-5 >S-3 >>S-4* >E-9";
        assert_eq!(told(&first.waits_for), expected);
        assert!(first.waited_for_by.is_empty());
        let second = tree(&records, "S-4");
        assert_eq!(told(&second.waited_for_by), ">S-2 >>S-1 >>E-1 >S-3 >>S-1");
        assert_eq!(told(&tree(&records, "S-5").waits_for), ">S-6");
    }

    #[test]
    fn a_circle_ends_where_it_began() {
        let records = [
            "{id: S-1, depends_on: [S-2]}",
            "{id: S-2, depends_on: [S-1]}",
        ];
        let tree = tree(&records, "S-1");
        assert_eq!(told(&tree.waits_for), ">S-2 >>S-1*");
    }

    #[test]
    fn ten_thousand_steps_need_no_stack() {
        let record = |at: usize| format!("{{id: S-{at}, depends_on: [S-{}]}}", at + 1);
        let records: Vec<String> = (1..=10_000).map(record).collect();
        let tree = tree(&records, "S-1");
        assert_eq!(tree.waits_for.last().map(|step| step.depth), Some(10_000));
    }
}
