//! The order of a merged list: what both sides have is its thread, and what
//! one side added stays behind the item it was added behind.

use super::list::Node;
use super::value::Pair;
use crate::model::date::Moment;
use crate::model::date::Zone;
use serde_json::Value;
use std::collections::HashMap;

/// The order of the items for each side, as places in `kept`: two only where
/// both gave the items they share another order.
pub(super) fn orders(
    kept: &[(Node, Pair)],
    unordered: bool,
    zone: &Zone,
) -> (Vec<usize>, Vec<usize>) {
    let ours = sequence(kept, |node| node.ours);
    let theirs = sequence(kept, |node| node.theirs);
    let shared = |order: &[usize]| -> Vec<usize> {
        let both = |at: &usize| kept[*at].0.ours.is_some() && kept[*at].0.theirs.is_some();
        order.iter().copied().filter(both).collect()
    };
    let moved = |order: &[usize]| {
        let places = order.iter().filter_map(|at| kept[*at].0.base);
        !places.is_sorted()
    };
    let (one, other) = (shared(&ours), shared(&theirs));
    let woven = |thread: &[usize]| weave((kept, zone), thread, &ours, &theirs);
    match (moved(&one), moved(&other)) {
        (true, true) if one != other && !unordered => (woven(&one), woven(&other)),
        (true, false) => both(woven(&one)),
        (false, true) => both(woven(&other)),
        // Which side is called ours must not matter.
        _ if said(kept, &one) <= said(kept, &other) => both(woven(&one)),
        _ => both(woven(&other)),
    }
}

fn both(order: Vec<usize>) -> (Vec<usize>, Vec<usize>) {
    (order.clone(), order)
}

/// The items of a side in its order.
fn sequence(kept: &[(Node, Pair)], place: fn(&Node) -> Option<usize>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..kept.len())
        .filter(|at| place(&kept[*at].0).is_some())
        .collect();
    order.sort_by_key(|at| place(&kept[*at].0));
    order
}

fn weave(
    (kept, zone): (&[(Node, Pair)], &Zone),
    thread: &[usize],
    ours: &[usize],
    theirs: &[usize],
) -> Vec<usize> {
    let ours = behind(thread, ours);
    let theirs = behind(thread, theirs);
    let mut order = Vec::with_capacity(kept.len());
    for anchor in std::iter::once(None).chain(thread.iter().copied().map(Some)) {
        order.extend(anchor);
        let run = |side: &HashMap<Option<usize>, Vec<usize>>| {
            side.get(&anchor).cloned().unwrap_or_default()
        };
        order.extend(joined((kept, zone), run(&ours), run(&theirs)));
    }
    order
}

/// What a side has of its own, by the shared item before.
fn behind(thread: &[usize], side: &[usize]) -> HashMap<Option<usize>, Vec<usize>> {
    let mut runs: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    let mut anchor = None;
    for at in side {
        match thread.contains(at) {
            true => anchor = Some(*at),
            false => runs.entry(anchor).or_default().push(*at),
        }
    }
    runs
}

/// Two runs at one place: by time where their items are dated, else one behind
/// the other.
fn joined(
    (kept, zone): (&[(Node, Pair)], &Zone),
    one: Vec<usize>,
    other: Vec<usize>,
) -> Vec<usize> {
    let time = |at: usize| time(value(kept, at), zone);
    let dated = |run: &[usize]| run.iter().all(|at| time(*at).is_some());
    let (first, second) = match said(kept, &one) <= said(kept, &other) {
        true => (one, other),
        false => (other, one),
    };
    if first.is_empty() || second.is_empty() || !dated(&first) || !dated(&second) {
        return [first, second].concat();
    }
    let mut order = Vec::with_capacity(first.len() + second.len());
    let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
    while let (Some(a), Some(b)) = (first.peek(), second.peek()) {
        let earlier = time(*a) <= time(*b);
        order.extend(if earlier { first.next() } else { second.next() });
    }
    order.extend(first);
    order.extend(second);
    order
}

fn value(kept: &[(Node, Pair)], at: usize) -> &Value {
    let pair = &kept[at].1;
    pair.ours
        .as_ref()
        .or(pair.theirs.as_ref())
        .unwrap_or(&Value::Null)
}

/// When an item was written, in seconds since 1970; a day begins at midnight.
fn time(item: &Value, zone: &Zone) -> Option<i64> {
    let at: Moment = item.get("at")?.as_str()?.parse().ok()?;
    Some(at.start(zone).timestamp())
}

fn said(kept: &[(Node, Pair)], order: &[usize]) -> Vec<String> {
    let text = |at: &usize| value(kept, *at).to_string();
    order.iter().map(text).collect()
}
