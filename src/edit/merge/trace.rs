//! Where each field and item of a merged record comes from.

use super::alike;
use super::alike::How;
use super::list;
use super::list::Lists;
use super::list::Node;
use crate::model::date::Zone;
use crate::model::merge::Policy;
use crate::model::shape::Shape;
use crate::yaml::Path;
use crate::yaml::Segment;
use serde_json::Value;

/// A field or item, and the way to it in each text that has it.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// In base, ours and theirs.
    pub sides: [Option<Path>; 3],
    pub merged: Option<Path>,
}

/// A value in base, ours, theirs and the merged record, and the ways to it.
struct Place<'v> {
    key: &'v str,
    zone: &'v Zone,
    shape: Shape,
    values: [Option<&'v Value>; 4],
    paths: [Option<Path>; 4],
}

/// Everything that stands in one of the records, from the outside inwards.
pub(super) fn origins(
    shape: &Shape,
    zone: &Zone,
    sides: [&Value; 3],
    merged: &Value,
) -> Vec<Origin> {
    let [base, ours, theirs] = sides;
    let root = Place {
        key: "",
        zone,
        shape: shape.clone(),
        values: [base, ours, theirs, merged].map(Some),
        paths: [(); 4].map(|()| Some(Path::new())),
    };
    let mut found = Vec::new();
    walk(root, &mut found);
    found
}

fn walk(place: Place<'_>, found: &mut Vec<Origin>) {
    let [base, ours, theirs, merged] = place.paths.clone();
    found.push(Origin {
        sides: [base, ours, theirs],
        merged,
    });
    let mut names: Vec<&String> = Vec::new();
    for map in place.values.iter().flatten().filter_map(|v| v.as_object()) {
        for name in map.keys() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    for name in names {
        let values = place.values.map(|value| value.and_then(|v| v.get(name)));
        let shape = place.shape.step(name).unwrap_or(Shape::Any);
        walk(
            place.inside(name, shape, values, |_| name.as_str().into()),
            found,
        );
    }
    if place.values.iter().flatten().any(|value| value.is_array()) {
        items(&place, found);
    }
}

impl<'v> Place<'v> {
    fn inside(
        &self,
        key: &'v str,
        shape: Shape,
        values: [Option<&'v Value>; 4],
        segment: impl Fn(usize) -> Segment,
    ) -> Place<'v> {
        let path = |side: usize| {
            let outer = self.paths[side].as_ref().filter(|_| values[side].is_some());
            outer.map(|outer| [outer.clone(), vec![segment(side)]].concat())
        };
        Place {
            key,
            zone: self.zone,
            shape,
            values,
            paths: [path(0), path(1), path(2), path(3)],
        }
    }
}

/// The next field or item that stays, beside what a side has at a path: its place in `origins`.
pub(super) fn next_kept((side, path): (usize, &Path), origins: &[Origin]) -> Option<usize> {
    let (last, parent) = path.split_last()?;
    let Segment::Index(own) = last else {
        return None;
    };
    let places = origins.iter().enumerate().filter_map(|(n, origin)| {
        let (last, above) = origin.sides[side].as_ref()?.split_last()?;
        match last {
            Segment::Index(at) if at > own && above == parent => {
                origin.merged.as_ref().map(|_| (at, n))
            }
            _ => None,
        }
    });
    places.min_by_key(|(at, _)| **at).map(|(_, n)| n)
}

fn items(place: &Place<'_>, found: &mut Vec<Origin>) {
    let [base, ours, theirs, merged] = place.values.map(list::items_of);
    let lists: Vec<&Value> = place
        .values
        .into_iter()
        .flatten()
        .filter(|v| v.is_array())
        .collect();
    let (how, shape) = match Policy::of(place.key, &place.shape, &lists) {
        Policy::Items(item) if !item.unordered => (How::Place, item.shape.clone()),
        Policy::Items(item) => (How::Equal, item.shape.clone()),
        _ => (How::Equal, Shape::Any),
    };
    let lists = Lists {
        base,
        ours,
        theirs,
        zone: place.zone,
    };
    let nodes = list::nodes(&lists, how, &shape);
    let places = placed(&lists, &nodes, merged, how);
    let mut nodes: Vec<(&Node, Option<usize>)> = nodes.iter().zip(places).collect();
    nodes.sort_by_key(|(_, at)| at.unwrap_or(usize::MAX));
    for (node, at) in nodes {
        let at = [node.base, node.ours, node.theirs, at];
        let value = |side: usize| {
            let list = [base, ours, theirs, merged][side];
            at[side].and_then(|at| list.get(at))
        };
        let values = [value(0), value(1), value(2), value(3)];
        let segment = |side: usize| at[side].unwrap_or_default().into();
        walk(place.inside("", shape.clone(), values, segment), found);
    }
}

/// The place of each node in the merged list.
fn placed(lists: &Lists<'_>, nodes: &[Node], merged: &[Value], how: How) -> Vec<Option<usize>> {
    let mut places = vec![None; nodes.len()];
    let sides = [
        alike::pairs(lists.ours, merged, how),
        alike::pairs(lists.theirs, merged, how),
    ];
    let node_of = |side: usize, at: usize| {
        let own = |node: &Node| if side == 0 { node.ours } else { node.theirs };
        nodes.iter().position(|node| own(node) == Some(at))
    };
    // What is known surely comes before what stands at the same place.
    for least in [How::Equal, How::Id, How::Words, How::Place] {
        for (side, pairs) in sides.iter().enumerate() {
            for (at, pair) in pairs.iter().enumerate() {
                let known = pair.filter(|(_, by)| *by == least);
                let node = known.and_then(|(own, _)| node_of(side, own));
                let is_free = !places.contains(&Some(at));
                if let Some(node) = node.filter(|node| places[*node].is_none() && is_free) {
                    places[node] = Some(at);
                }
            }
        }
    }
    places
}
