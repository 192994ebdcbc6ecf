//! Where the comments of base, ours and theirs stand in the merged record. Those that headed what is gone
//! stand at one place for all three: what one side made of them would else come beside what they were.

use super::trace::Origin;
use super::trace::next_kept;
use crate::yaml;
use crate::yaml::Notes;
use crate::yaml::Path;
use crate::yaml::Segment;
use std::collections::HashMap;

/// The comments of a side by the places in `origins` where they stand.
type Standing = HashMap<usize, Notes>;

/// Where comments stand that headed a gone field or item: a place in `origins`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    Above(usize),
    Foot(usize),
}

/// The comments of base, ours and theirs.
pub(super) fn all(notes: &[Vec<(Path, Notes)>; 3], origins: &[Origin]) -> [Standing; 3] {
    let alone = [0, 1, 2].map(|side| of((side, &notes[side]), origins, &HashMap::new()));
    let spots = spots(notes, &alone, origins);
    if spots.is_empty() {
        return alone;
    }
    [0, 1, 2].map(|side| of((side, &notes[side]), origins, &spots))
}

/// The comments of one side. What stood above a gone field and was not its own stands at its spot, else above the
/// next one, else at the foot.
fn of(
    (side, list): (usize, &[(Path, Notes)]),
    origins: &[Origin],
    spots: &HashMap<usize, Spot>,
) -> Standing {
    let places = origins.iter().enumerate();
    let places: HashMap<&Path, usize> = places
        .filter_map(|(n, origin)| Some((origin.sides[side].as_ref()?, n)))
        .collect();
    let kept = |path: &Path| {
        let place = places.get(path).copied();
        place.filter(|place| origins[*place].merged.is_some())
    };
    let mut found = Standing::new();
    for (n, (path, notes)) in list.iter().enumerate() {
        if let Some(place) = kept(path) {
            let here = found.entry(place).or_default();
            here.above.extend_from_slice(&notes.above);
            here.own = notes.own;
            here.foot.extend_from_slice(&notes.foot);
            here.inside.clone_from(&notes.inside);
            here.behind.clone_from(&notes.behind);
            continue;
        }
        let (apart, _) = parts(notes);
        let Some(parent) = path.split_last().map(|(_, parent)| parent.to_vec()) else {
            continue;
        };
        let is_sibling =
            |(other, _): &&(Path, Notes)| other.len() == path.len() && other.starts_with(&parent);
        let mut next = list[n + 1..].iter().filter(is_sibling);
        let spot = places.get(path).and_then(|place| spots.get(place)).copied();
        let spot = spot
            .or_else(|| next.find_map(|(path, _)| kept(path)).map(Spot::Above))
            .or_else(|| kept(&parent).map(Spot::Foot));
        match spot {
            Some(Spot::Above(place)) => {
                let below = found.entry(place).or_default();
                below.above.extend_from_slice(apart);
            }
            Some(Spot::Foot(place)) => {
                let foot = &mut found.entry(place).or_default().foot;
                let own = origins[place].sides[side].as_ref();
                let own = own.and_then(|path| at(list, path));
                let at = foot
                    .len()
                    .saturating_sub(own.map_or(0, |notes| notes.foot.len()));
                foot.splice(at..at, apart.iter().cloned());
            }
            None => {}
        }
    }
    found
}

/// The spots of what is out: where a side that took it out still has the comments of it, above something new, say;
/// else above what the other side, which may have put something new below, has next.
fn spots(
    notes: &[Vec<(Path, Notes)>; 3],
    alone: &[Standing; 3],
    origins: &[Origin],
) -> HashMap<usize, Spot> {
    let mut found = HashMap::new();
    for (n, origin) in origins.iter().enumerate() {
        let (Some(base), None) = (&origin.sides[0], &origin.merged) else {
            continue;
        };
        let (holder, without) = match &origin.sides {
            [_, Some(path), None] => (Some((1, path)), &[2][..]),
            [_, None, Some(path)] => (Some((2, path)), &[1][..]),
            [_, None, None] => (None, &[1, 2][..]),
            _ => continue,
        };
        let apart = at(&notes[0], base).map(|notes| parts(notes).0);
        let words = yaml::comments_of(apart.unwrap_or_default());
        let known = |place: usize| at(&notes[0], origins[place].sides[0].as_ref()?);
        let left = without.iter();
        let left = left.filter_map(|side| spot_of(&words, &alone[*side], &known));
        let next = || next_kept(holder?, origins).map(Spot::Above);
        if let Some(spot) = left.min().or_else(next) {
            found.insert(n, spot);
        }
    }
    found
}

/// Where a side has one of these comments and the base, whose notes `known` gives, has not.
fn spot_of<'n>(
    words: &[String],
    standing: &Standing,
    known: &dyn Fn(usize) -> Option<&'n Notes>,
) -> Option<Spot> {
    let has = |lines: &[String]| {
        let comments = yaml::comments_of(lines);
        comments.iter().any(|comment| words.contains(comment))
    };
    let mut places: Vec<(&usize, &Notes)> = standing.iter().collect();
    places.sort_by_key(|(place, _)| **place);
    places.into_iter().find_map(|(place, notes)| {
        let known = |pick: fn(&Notes) -> &Vec<String>| known(*place).is_some_and(|n| has(pick(n)));
        if has(&notes.above) && !known(|notes| &notes.above) {
            return Some(Spot::Above(*place));
        }
        (has(&notes.foot) && !known(|notes| &notes.foot)).then_some(Spot::Foot(*place))
    })
}

pub(super) fn at<'n>(notes: &'n [(Path, Notes)], path: &[Segment]) -> Option<&'n Notes> {
    let found = notes.iter().find(|(own, _)| own == path);
    found.map(|(_, notes)| notes)
}

/// What stands above a field or item: apart from it, and its own.
pub(super) fn parts(notes: &Notes) -> (&[String], &[String]) {
    notes.above.split_at(notes.above.len() - notes.own)
}
