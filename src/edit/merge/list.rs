//! Two changes of one list: what was added is added, what was taken out is
//! out, and what both still have is merged item by item.

use super::alike;
use super::alike::How;
use super::value;
use super::value::Change;
use super::value::Pair;
use super::weave;
use crate::model::date::Zone;
use crate::model::merge::Item;
use crate::model::merge::is_split;
use crate::model::merge::statement;
use crate::model::shape::Shape;
use serde_json::Map;
use serde_json::Value;

/// An item, and where it stands in each of the three lists.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    pub base: Option<usize>,
    pub ours: Option<usize>,
    pub theirs: Option<usize>,
    /// One side has it only by its place: neither its id nor its words.
    by_place: bool,
}

/// The three lists.
pub(super) struct Lists<'v> {
    pub base: &'v [Value],
    pub ours: &'v [Value],
    pub theirs: &'v [Value],
    pub zone: &'v Zone,
}

impl<'v> Lists<'v> {
    fn of(change: Change<'v>) -> Self {
        Self {
            base: items_of(change.base),
            ours: items_of(change.ours),
            theirs: items_of(change.theirs),
            zone: change.zone,
        }
    }
}

/// The items of a list; none of anything else.
pub(super) fn items_of(value: Option<&Value>) -> &[Value] {
    let items = value.and_then(Value::as_array);
    items.map(Vec::as_slice).unwrap_or_default()
}

/// Merges two changes of a list.
pub(super) fn items(item: &Item<'_>, change: Change<'_>) -> Pair {
    let how = match item.unordered {
        true => How::Equal,
        false => How::Place,
    };
    let lists = Lists::of(change);
    let nodes = nodes(&lists, how, item.shape);
    let kept = nodes
        .into_iter()
        .filter_map(|node| Some((node, merged(&lists, node, item.shape)?)))
        .collect();
    put_together(kept, item.unordered, change)
}

/// Merges two changes of a record's history: all entries of both.
pub(super) fn history(change: Change<'_>) -> Pair {
    let lists = Lists::of(change);
    let nodes = nodes(&lists, How::Equal, &Shape::Any);
    let kept = nodes
        .into_iter()
        .filter_map(|node| Some((node, merged(&lists, node, &Shape::Any)?)))
        .collect();
    put_together(kept, true, change)
}

fn put_together(kept: Vec<(Node, Pair)>, unordered: bool, change: Change<'_>) -> Pair {
    let (ours, theirs) = weave::orders(&kept, unordered, change.zone);
    let gone = change.ours.is_none_or(Value::is_null) || change.theirs.is_none_or(Value::is_null);
    let list = |order: Vec<usize>, side: fn(&Pair) -> &Option<Value>| {
        let items = order.into_iter().filter_map(|at| side(&kept[at].1).clone());
        let items: Vec<Value> = items.collect();
        (!(gone && items.is_empty())).then_some(Value::Array(items))
    };
    Pair {
        ours: list(ours, |pair| &pair.ours),
        theirs: list(theirs, |pair| &pair.theirs),
    }
}

/// Every item of the three lists once.
pub(super) fn nodes(lists: &Lists<'_>, how: How, shape: &Shape) -> Vec<Node> {
    let from_base = |at| Node {
        base: Some(at),
        ..Node::default()
    };
    let mut nodes: Vec<Node> = (0..lists.base.len()).map(from_base).collect();
    for (at, found) in alike::pairs(lists.base, lists.ours, how)
        .into_iter()
        .enumerate()
    {
        match found {
            Some((base, by)) => {
                nodes[base].ours = Some(at);
                nodes[base].by_place |= by == How::Place;
            }
            None => nodes.push(Node {
                ours: Some(at),
                ..Node::default()
            }),
        }
    }
    for (at, found) in alike::pairs(lists.base, lists.theirs, how)
        .into_iter()
        .enumerate()
    {
        if let Some((base, by)) = found {
            nodes[base].theirs = Some(at);
            nodes[base].by_place |= by == How::Place;
            continue;
        }
        match twin(lists, &nodes, at, shape) {
            Some(twin) => nodes[twin].theirs = Some(at),
            None => nodes.push(Node {
                theirs: Some(at),
                ..Node::default()
            }),
        }
    }
    nodes
}

/// The item that our side added as well: the same, of the same id, or of the
/// same words where nothing else speaks against it.
fn twin(lists: &Lists<'_>, nodes: &[Node], at: usize, shape: &Shape) -> Option<usize> {
    let theirs = &lists.theirs[at];
    let free = |node: &Node| node.base.is_none() && node.theirs.is_none();
    let ours = |node: &Node| node.ours.map(|at| &lists.ours[at]);
    let find = |is: &dyn Fn(&Value) -> bool| {
        nodes
            .iter()
            .position(|node| free(node) && ours(node).is_some_and(is))
    };
    find(&|ours| ours == theirs)
        .or_else(|| find(&|ours| alike::same_id(ours, theirs)))
        .or_else(|| {
            find(&|ours| {
                alike::same_words(ours, theirs)
                    && !item(shape, None, [ours, theirs], lists.zone).is_conflict()
            })
        })
}

/// What becomes of an item; nothing where it is out.
fn merged(lists: &Lists<'_>, node: Node, shape: &Shape) -> Option<Pair> {
    let base = node.base.map(|at| &lists.base[at]);
    let ours = node.ours.map(|at| &lists.ours[at]);
    let theirs = node.theirs.map(|at| &lists.theirs[at]);
    match (ours, theirs) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => match base {
            None => Some(Pair::both(Some(one.clone()))),
            Some(base) if base == one => None,
            // Out on one side, changed on the other.
            Some(_) => Some(Pair::conflict(ours, theirs)),
        },
        (Some(ours), Some(theirs)) => {
            let changed = base.is_some_and(|base| base != ours && base != theirs);
            Some(match node.by_place && changed && ours != theirs {
                // Other words on one side, say, and on the other a tick of the old ones.
                true => Pair::conflict(Some(ours), Some(theirs)),
                false => item(shape, base, [ours, theirs], lists.zone),
            })
        }
    }
}

/// Merges an item that both sides have. A plain sentence is a map with nothing
/// but its text.
fn item(shape: &Shape, base: Option<&Value>, [ours, theirs]: [&Value; 2], zone: &Zone) -> Pair {
    let plain = ours.is_string() && theirs.is_string() && base.is_none_or(Value::is_string);
    let has_short = ours.is_string() || theirs.is_string();
    let full = |value: &Value| match value {
        Value::String(_) if !plain => {
            Value::Object(Map::from_iter([("text".to_owned(), value.clone())]))
        }
        other => other.clone(),
    };
    let (base, ours, theirs) = (base.map(full), full(ours), full(theirs));
    let change = Change {
        base: base.as_ref(),
        ours: Some(&ours),
        theirs: Some(&theirs),
        zone,
    };
    let short = |value: Value| match value {
        Value::Object(mut map) if has_short && map.len() == 1 && map.contains_key("text") => {
            map.shift_remove("text").unwrap_or_default()
        }
        other => other,
    };
    let mut pair = value::merge("", shape, change);
    if is_restated(change) {
        state(&mut pair.ours, &ours);
        state(&mut pair.theirs, &theirs);
    }
    Pair {
        ours: pair.ours.map(short),
        theirs: pair.theirs.map(short),
    }
}

/// Whether both sides changed what an item states, and a mixture would have words
/// with the proof of others.
fn is_restated(change: Change<'_>) -> bool {
    let (Some(ours), Some(theirs)) = (change.ours, change.theirs) else {
        return false;
    };
    let base = change.base.unwrap_or(&Value::Null);
    let is_new = |side: &Value| statement().any(|key| side.get(key) != base.get(key));
    is_new(ours) && is_new(theirs) && is_split(ours, theirs)
}

/// Gives a merged item what a side states.
fn state(merged: &mut Option<Value>, side: &Value) {
    let Some(Value::Object(map)) = merged else {
        return;
    };
    for key in statement() {
        match side.get(key) {
            Some(own) => drop(map.insert(key.to_owned(), own.clone())),
            None => drop(map.shift_remove(key)),
        }
    }
}
