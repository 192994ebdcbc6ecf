//! Which stories fit into a sprint: greedy in rank order, with skip and rescan
//! (domain: the rank is the order of value that the product owner signed, and
//! a plan must be explained line by line; so no knapsack).

use std::collections::HashMap;
use std::collections::HashSet;

use crate::model::id::Id;
use crate::model::points::Points;

/// A story that could be taken.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    pub id: &'a Id,
    pub points: Option<Points>,
    /// What must be done before it, and is not.
    pub waits_for: Vec<&'a Id>,
}

/// Why a story is left out: the first that is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    Unestimated,
    WaitsFor(&'a Id),
    TooLarge { points: Points, left: Points },
}

impl std::fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Reason::Unestimated => write!(f, "no estimate"),
            Reason::WaitsFor(id) => write!(f, "waits for {id}"),
            Reason::TooLarge { points, left } => write!(f, "does not fit: {points} > {left} left"),
        }
    }
}

/// What is taken, in the order of rank, and what is not.
#[derive(Debug, Default)]
pub struct Plan<'a> {
    pub taken: Vec<&'a Id>,
    /// Of those taken.
    pub points: Points,
    /// What still fits.
    pub left: Points,
    pub left_out: Vec<(&'a Id, Reason<'a>)>,
}

/// Takes candidates in their order until nothing more fits. `inside` are the
/// stories that are in the sprint already, `left` is what fits beside them.
pub fn plan<'a>(candidates: &[Candidate<'a>], inside: &[&'a Id], left: Points) -> Plan<'a> {
    let mut taken: HashSet<&Id> = inside.iter().copied().collect();
    let mut left = left;
    let mut points = Points::ZERO;
    // What was left when it was a candidate's turn: that is why it was passed over.
    let mut passed: HashMap<&Id, Reason<'a>> = HashMap::new();
    // After each one taken from the top again: what waited for it comes next.
    while let Some((id, size)) = candidates.iter().find_map(|candidate| {
        if taken.contains(candidate.id) {
            return None;
        }
        match reason(candidate, &taken, left) {
            None => return Some((candidate.id, candidate.points.unwrap_or_default())),
            Some(why @ Reason::TooLarge { .. }) => passed.entry(candidate.id).or_insert(why),
            Some(_) => return None,
        };
        None
    }) {
        taken.insert(id);
        points += size;
        left = left - size;
    }
    let new = |candidate: &&Candidate<'a>| !inside.contains(&candidate.id);
    let in_order = candidates.iter().filter(new);
    let left_out = in_order
        .clone()
        .filter(|candidate| !taken.contains(candidate.id));
    Plan {
        left_out: left_out
            .filter_map(|candidate| {
                let now = || reason(candidate, &taken, left);
                let why = passed.get(candidate.id).copied().or_else(now)?;
                Some((candidate.id, why))
            })
            .collect(),
        taken: in_order
            .filter(|candidate| taken.contains(candidate.id))
            .map(|candidate| candidate.id)
            .collect(),
        points,
        left,
    }
}

fn reason<'a>(candidate: &Candidate<'a>, taken: &HashSet<&Id>, left: Points) -> Option<Reason<'a>> {
    let Some(points) = candidate.points else {
        return Some(Reason::Unestimated);
    };
    let mut waits_for = candidate.waits_for.iter();
    if let Some(id) = waits_for.find(|id| !taken.contains(**id)) {
        return Some(Reason::WaitsFor(id));
    }
    let left = left.max(Points::ZERO);
    (points > left).then_some(Reason::TooLarge { points, left })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector of domain-flow.md A9: id, points, what it waits for.
    const VECTOR: [(&str, Option<u32>, &str); 8] = [
        ("S-1", Some(5), ""),
        ("S-2", Some(8), ""),
        ("S-3", Some(3), "S-6"),
        ("S-4", Some(8), ""),
        ("S-5", None, ""),
        ("S-6", Some(2), ""),
        ("S-7", Some(5), ""),
        ("S-8", Some(1), "S-99"),
    ];

    #[test]
    fn stories_are_taken_by_rank_and_what_waited_comes_next() {
        let id = |text: &str| Id::new(text).unwrap();
        let ids: Vec<(Id, Option<Points>, Option<Id>)> = VECTOR
            .iter()
            .map(|(name, points, waits)| {
                let waits = (!waits.is_empty()).then(|| id(waits));
                (id(name), points.map(Points::from), waits)
            })
            .collect();
        let candidates: Vec<Candidate> = ids
            .iter()
            .map(|(id, points, waits)| Candidate {
                id,
                points: *points,
                waits_for: waits.iter().collect(),
            })
            .collect();
        let plan = plan(&candidates, &[], Points::from(20));
        let taken: Vec<&str> = plan.taken.iter().map(|id| id.as_str()).collect();
        assert_eq!(taken, ["S-1", "S-2", "S-3", "S-6"]);
        assert_eq!(plan.points, Points::from(18));
        let left_out = plan.left_out.iter();
        let left_out: Vec<String> = left_out.map(|(id, why)| format!("{id} {why}")).collect();
        assert_eq!(
            left_out,
            [
                "S-4 does not fit: 8 > 7 left",
                "S-5 no estimate",
                "S-7 does not fit: 5 > 2 left",
                "S-8 waits for S-99"
            ]
        );
    }
}
