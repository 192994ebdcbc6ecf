//! The order that can really be done: what others wait for inherits their urgency.
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::VecDeque;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;
use petgraph::graph::NodeIndex;

/// An order in which everything outside a cycle stands after what it depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged {
    pub order: Vec<usize>,
    /// For each node the earliest place in the base, from 0, of itself and of all that transitively waits for it.
    pub effective: Vec<usize>,
    /// The nodes of each cycle, rising; a cycle moves as one block, in base order.
    pub cycles: Vec<Vec<usize>>,
}

/// Arranges the nodes 0, 1, … of `base`, an order of them all, so that each comes after those in its `needs`, and
/// otherwise as early as its effective place says. Nodes that nothing forces apart keep their order.
///
/// O((V + E) log V), without recursion.
pub fn arrange(base: &[usize], needs: &[Vec<usize>]) -> Arranged {
    if needs.iter().all(Vec::is_empty) {
        return untouched(base);
    }
    let mut position = vec![0; base.len()];
    for (at, node) in base.iter().enumerate() {
        position[*node] = at;
    }
    let mut blocks = blocks(needs);
    let mut cycles = Vec::new();
    let mut block_of = vec![0; base.len()];
    for (at, block) in blocks.iter_mut().enumerate() {
        if block.len() > 1 || needs[block[0]].contains(&block[0]) {
            block.sort_unstable();
            cycles.push(block.clone());
        }
        block.sort_unstable_by_key(|node| position[*node]);
        for node in block {
            block_of[*node] = at;
        }
    }
    cycles.sort_unstable();
    let needed: Vec<Vec<usize>> = blocks
        .iter()
        .enumerate()
        .map(|(at, block)| outer(at, block, needs, &block_of))
        .collect();
    let own: Vec<usize> = blocks.iter().map(|block| position[block[0]]).collect();
    let urgency = urgency(&own, &needed);
    Arranged {
        order: free_first(&own, &urgency, &needed)
            .into_iter()
            .flat_map(|at| blocks[at].iter().copied())
            .collect(),
        effective: block_of.iter().map(|block| urgency[*block]).collect(),
        cycles,
    }
}

fn untouched(base: &[usize]) -> Arranged {
    let mut effective = vec![0; base.len()];
    for (at, node) in base.iter().enumerate() {
        effective[*node] = at;
    }
    Arranged {
        order: base.to_vec(),
        effective,
        cycles: Vec::new(),
    }
}

/// The strongly connected components, each after those that it needs.
fn blocks(needs: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let edges = needs.iter().map(Vec::len).sum();
    let mut graph: DiGraph<(), (), usize> = DiGraph::with_capacity(needs.len(), edges);
    for _ in needs {
        graph.add_node(());
    }
    for (node, needed) in needs.iter().enumerate() {
        for other in needed {
            graph.add_edge(NodeIndex::new(node), NodeIndex::new(*other), ());
        }
    }
    let components = kosaraju_scc(&graph).into_iter();
    components
        .map(|block| block.into_iter().map(NodeIndex::index).collect())
        .collect()
}

/// The other blocks that a block needs, once each.
fn outer(at: usize, block: &[usize], needs: &[Vec<usize>], block_of: &[usize]) -> Vec<usize> {
    let needed = block.iter().flat_map(|node| &needs[*node]);
    let mut needed: Vec<usize> = needed.map(|node| block_of[*node]).collect();
    needed.retain(|other| *other != at);
    needed.sort_unstable();
    needed.dedup();
    needed
}

/// The effective place of each block: those that wait come later in the list, so one pass from its end will do.
fn urgency(own: &[usize], needed: &[Vec<usize>]) -> Vec<usize> {
    let mut urgency = own.to_vec();
    for at in (0..own.len()).rev() {
        for other in &needed[at] {
            urgency[*other] = urgency[*other].min(urgency[at]);
        }
    }
    urgency
}

/// The blocks by Kahn's algorithm: of those that wait for nothing more, always the most urgent one.
fn free_first(own: &[usize], urgency: &[usize], needed: &[Vec<usize>]) -> Vec<usize> {
    let mut waiting: Vec<usize> = needed.iter().map(Vec::len).collect();
    let mut waiters = vec![Vec::new(); own.len()];
    for (at, others) in needed.iter().enumerate() {
        for other in others {
            waiters[*other].push(at);
        }
    }
    let key = |at: usize| Reverse((urgency[at], own[at], at));
    let free = (0..own.len()).filter(|at| waiting[*at] == 0);
    let mut free: BinaryHeap<_> = free.map(key).collect();
    let mut order = Vec::with_capacity(own.len());
    while let Some(Reverse((_, _, at))) = free.pop() {
        order.push(at);
        for waiter in &waiters[at] {
            waiting[*waiter] -= 1;
            if waiting[*waiter] == 0 {
                free.push(key(*waiter));
            }
        }
    }
    order
}

/// A shortest way through the `cycle` from its least node back to it: the nodes on it, the least once, at the start.
pub fn shortest_cycle(cycle: &[usize], needs: &[Vec<usize>]) -> Vec<usize> {
    let Some(start) = cycle.iter().copied().min() else {
        return Vec::new();
    };
    let place = |node: usize| cycle.binary_search(&node).ok();
    let mut from: Vec<Option<usize>> = vec![None; cycle.len()];
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let mut next: Vec<usize> = needs[node].clone();
        next.sort_unstable();
        for other in next {
            if other == start {
                // The start was come to from nowhere.
                let back = std::iter::successors(Some(node), |at| from[place(*at)?]);
                let mut way: Vec<usize> = back.collect();
                way.reverse();
                return way;
            }
            let Some(at) = place(other) else { continue };
            if from[at].is_none() {
                from[at] = Some(node);
                queue.push_back(other);
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Arranges single letters; `A: DE` says that A depends on D and E. Gives effective places from 1 in base order.
    fn letters(base: &str, needs: &[(char, &str)]) -> (Vec<usize>, String, Vec<String>) {
        let node = |letter: char| letter as usize - 'A' as usize;
        let letter = |node: &usize| char::from(b'A' + u8::try_from(*node).expect("a letter"));
        let base: Vec<usize> = base.chars().map(node).collect();
        let mut edges = vec![Vec::new(); base.len()];
        for (from, to) in needs {
            let known = to.chars().map(node).filter(|to| *to < base.len());
            edges[node(*from)].extend(known);
        }
        let arranged = arrange(&base, &edges);
        (
            base.iter()
                .map(|node| arranged.effective[*node] + 1)
                .collect(),
            arranged.order.iter().map(letter).collect(),
            arranged
                .cycles
                .iter()
                .map(|cycle| cycle.iter().map(letter).collect())
                .collect(),
        )
    }

    #[test]
    fn a_blocker_inherits_the_urgency_of_what_it_blocks() {
        let none = Vec::<String>::new();
        let chain = letters("ABCD", &[('A', "D")]);
        assert_eq!(chain, (vec![1, 2, 3, 1], "DABC".into(), none.clone()));
        let shared = letters("ABCDE", &[('A', "E"), ('B', "ED")]);
        assert_eq!(shared, (vec![1, 2, 3, 2, 1], "EADBC".into(), none.clone()));
        let deep = letters("ABCDE", &[('A', "C"), ('C', "E"), ('B', "D")]);
        assert_eq!(deep, (vec![1, 2, 1, 2, 1], "ECADB".into(), none.clone()));
        let free = letters("CAB", &[]);
        assert_eq!(free, (vec![1, 2, 3], "CAB".into(), none));
    }

    #[test]
    fn a_cycle_is_reported_and_moves_as_one_block() {
        let cycle = letters("ABCDE", &[('A', "B"), ('B', "AE"), ('D', "C")]);
        assert_eq!(
            cycle,
            (vec![1, 1, 3, 4, 1], "EABCD".into(), vec!["AB".into()])
        );
        let own = letters("AB", &[('A', "A"), ('B', "X")]);
        assert_eq!(own, (vec![1, 2], "AB".into(), vec!["A".into()]));
    }

    #[test]
    fn a_cycle_is_shown_by_its_shortest_way() {
        let needs = [vec![1], vec![2, 3], vec![0], vec![0, 2], vec![4]];
        assert_eq!(shortest_cycle(&[0, 1, 2, 3], &needs), [0, 1, 2]);
        assert_eq!(shortest_cycle(&[4], &needs), [4]);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_needs_no_stack() {
        let count = 100_000;
        let base: Vec<usize> = (0..count).collect();
        let mut needs: Vec<Vec<usize>> = (1..count).map(|next| vec![next]).collect();
        needs.push(Vec::new());
        let arranged = arrange(&base, &needs);
        assert!(arranged.order.iter().copied().eq((0..count).rev()));
        assert!(arranged.effective.iter().all(|place| *place == 0));
        needs[count - 1].push(0);
        let cycles = arrange(&base, &needs).cycles;
        assert_eq!(cycles[0].len(), count);
        assert_eq!(shortest_cycle(&cycles[0], &needs).len(), count);
    }

    fn graph() -> impl Strategy<Value = (Vec<usize>, Vec<Vec<usize>>)> {
        (1_usize..14).prop_flat_map(|count| {
            let base = Just((0..count).collect::<Vec<usize>>()).prop_shuffle();
            let needs = prop::collection::vec(prop::collection::vec(0..count, 0..3), count);
            (base, needs)
        })
    }

    /// Which nodes each one reaches over at least one edge, by squaring the relation.
    fn reach(needs: &[Vec<usize>]) -> Vec<Vec<bool>> {
        let count = needs.len();
        let mut reach: Vec<Vec<bool>> = needs
            .iter()
            .map(|needed| (0..count).map(|node| needed.contains(&node)).collect())
            .collect();
        for via in 0..count {
            for from in 0..count {
                for to in 0..count {
                    reach[from][to] |= reach[from][via] && reach[via][to];
                }
            }
        }
        reach
    }

    proptest! {
        #[test]
        fn each_stands_after_what_it_needs_unless_in_a_cycle((base, needs) in graph()) {
            let arranged = arrange(&base, &needs);
            let mut sorted = arranged.order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..base.len()).collect::<Vec<_>>());
            let reach = reach(&needs);
            let place = |order: &[usize], node| order.iter().position(|at| *at == node);
            for node in 0..base.len() {
                for needed in &needs[node] {
                    let cycle = reach[*needed][node];
                    let after = place(&arranged.order, *needed) < place(&arranged.order, node);
                    prop_assert!(cycle || after, "{node} needs {needed}: {:?}", arranged.order);
                }
                let waiters = (0..base.len()).filter(|other| *other == node || reach[*other][node]);
                let least = waiters.filter_map(|other| place(&base, other)).min();
                prop_assert_eq!(Some(arranged.effective[node]), least);
                let in_cycle = arranged.cycles.iter().any(|cycle| cycle.contains(&node));
                prop_assert_eq!(in_cycle, reach[node][node]);
            }
        }

        #[test]
        fn without_needs_the_order_is_the_base((base, needs) in graph()) {
            let none = vec![Vec::new(); needs.len()];
            prop_assert_eq!(arrange(&base, &none).order, base);
        }

        #[test]
        fn a_shortest_cycle_is_one((base, needs) in graph()) {
            for cycle in arrange(&base, &needs).cycles {
                let way = shortest_cycle(&cycle, &needs);
                prop_assert_eq!(way.first(), cycle.first());
                for (at, node) in way.iter().enumerate() {
                    prop_assert!(needs[*node].contains(&way[(at + 1) % way.len()]));
                }
            }
        }
    }
}
