//! Comments, merged by what they belong to: what one side added, changed or took away is added, changed
//! or gone at that field or item, wherever it stands now.

use super::About;
use super::standing;
use super::standing::at;
use super::standing::parts;
use super::trace::Origin;
use super::trace::origins;
use crate::model::conflict::Conflict;
use crate::model::date::Zone;
use crate::model::shape::Shape;
use crate::text;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Notes;
use crate::yaml::Path;
use crate::yaml::Segment;
use serde_json::Map;
use serde_json::Value;
use std::collections::HashMap;
use std::mem;

/// The comments of base, ours and theirs.
pub(super) struct Comments {
    shape: Shape,
    zone: Zone,
    sides: [Value; 3],
    notes: [Vec<(Path, Notes)>; 3],
}

impl Comments {
    pub(super) fn of(about: About<'_>, base: Option<&Document>, sides: [&Document; 2]) -> Self {
        let [ours, theirs] = sides;
        Self {
            shape: super::shape(about),
            zone: about.config.zone,
            sides: [
                base.map_or(Value::Null, Document::value),
                ours.value(),
                theirs.value(),
            ],
            notes: [
                base.map(yaml::notes).unwrap_or_default(),
                yaml::notes(ours),
                yaml::notes(theirs),
            ],
        }
    }

    fn are_none(&self) -> bool {
        let mut all = self.notes.iter().flatten();
        all.all(|(_, notes)| notes.is_empty())
    }

    fn origins(&self, merged: &Value) -> Vec<Origin> {
        origins(&self.shape, &self.zone, self.sides.each_ref(), merged)
    }

    /// Gives a side back what the other took out, where that side has written a comment at it since:
    /// people decide whether it goes.
    pub(super) fn put_back(&self, sides: [&mut Map<String, Value>; 2]) {
        if self.are_none() {
            return;
        }
        for (side, map) in sides.into_iter().enumerate() {
            let mut merged = Value::Object(mem::take(map));
            for path in self.commented_since(side + 1, &merged) {
                self.put(side + 1, &path, &mut merged);
            }
            if let Value::Object(merged) = merged {
                *map = merged;
            }
        }
    }

    /// The outermost fields and items of a side that are gone, and at which it has comments that the
    /// base does not have.
    fn commented_since(&self, side: usize, merged: &Value) -> Vec<Path> {
        let mut gone: Vec<Path> = Vec::new();
        let mut found: Vec<Path> = Vec::new();
        let origins = self.origins(merged);
        for origin in origins.iter().filter(|origin| origin.merged.is_none()) {
            let [base, ..] = &origin.sides;
            let Some(path) = &origin.sides[side] else {
                continue;
            };
            if !gone.iter().any(|outer| path.starts_with(outer)) {
                gone.push(path.clone());
            }
            let known = base.as_ref().map(|path| own(&self.notes[0], path));
            let known = known.unwrap_or_default();
            let is_new = |words: &String| !known.contains(words);
            if own(&self.notes[side], path).iter().any(is_new) {
                let outer = gone.iter().find(|outer| path.starts_with(outer));
                found.extend(outer.filter(|outer| !found.contains(outer)).cloned());
            }
        }
        found
    }

    /// Puts what a side has there into a merged record: behind what it stands behind on that side.
    fn put(&self, side: usize, path: &[Segment], merged: &mut Value) {
        let origins = self.origins(merged);
        let now = |path: &[Segment]| {
            let mut origins = origins.iter();
            origins
                .find(|o| o.sides[side].as_deref() == Some(path))?
                .merged
                .clone()
        };
        let Some((last, parents)) = path.split_last() else {
            return;
        };
        let value = inside(&mut self.sides[side].clone(), path).map(mem::take);
        let parent = now(parents);
        let parent = parent.and_then(|parent| inside(merged, &parent));
        match (parent, value, last) {
            (Some(Value::Object(map)), Some(value), Segment::Key(key)) => {
                map.insert(key.clone(), value);
            }
            (Some(Value::Array(items)), Some(value), Segment::Index(at)) => {
                let before = (0..*at).rev().find_map(|at| {
                    match now(&[parents, &[at.into()]].concat())?.pop() {
                        Some(Segment::Index(at)) => Some(at + 1),
                        _ => None,
                    }
                });
                items.insert(before.unwrap_or(0).min(items.len()), value);
            }
            _ => {}
        }
    }

    /// The comments that one side (1 for ours, 2 for theirs) of a merged record has. Nothing where both
    /// sides wrote one anew and there is room for one. At a field with two values each side keeps what it
    /// says of its own.
    pub(super) fn wanted(
        &self,
        side: usize,
        merged: &Value,
        conflicts: &[Conflict],
    ) -> Option<HashMap<Path, Notes>> {
        let mut wanted = HashMap::new();
        if self.are_none() {
            return Some(wanted);
        }
        let origins = self.origins(merged);
        let mut standing = standing::all(&self.notes, &origins);
        for (n, origin) in origins.iter().enumerate() {
            let Some(path) = &origin.merged else {
                continue;
            };
            let mut here = |side: usize| standing[side].remove(&n).unwrap_or_default();
            let base = here(0);
            // A side that took the field out has not touched its comments; one that never had it may have taken out
            // what came to stand there.
            let three = [1, 2].map(|side| match (&origin.sides[side], &origin.sides[0]) {
                (None, Some(_)) => base.clone(),
                _ => here(side),
            });
            let [ours, theirs] = three;
            let three = [base, ours, theirs];
            let [base, ours, theirs] = &three;
            let is_open = conflicts.iter().any(|c| path.starts_with(&c.path));
            let own = is_open.then(|| &three[side]);
            let notes = Notes {
                above: above([base, ours, theirs]).or_else(|| Some(own?.above.clone()))?,
                own: 0,
                behind: match own {
                    Some(own) => own.behind.clone(),
                    None => whole([base, ours, theirs].map(|n| n.behind.as_slice()))?.pop(),
                },
                foot: lines([&base.foot, &ours.foot, &theirs.foot].map(Vec::as_slice))
                    .or_else(|| Some(own?.foot.clone()))?,
                inside: match own {
                    Some(own) => own.inside.clone(),
                    None => {
                        whole([&base.inside, &ours.inside, &theirs.inside].map(|n| n.as_slice()))?
                    }
                },
            };
            if !notes.is_empty() {
                wanted.insert(path.clone(), notes);
            }
        }
        self.leave_once(&origins, &mut wanted);
        Some(wanted)
    }

    /// A comment of the base that both sides moved stays at the first place.
    fn leave_once(&self, origins: &[Origin], wanted: &mut HashMap<Path, Notes>) {
        let [base, ours, theirs] = self.notes.each_ref().map(|notes| {
            let mut count: HashMap<String, usize> = HashMap::new();
            for words in notes.iter().flat_map(|(_, notes)| notes.comments()) {
                *count.entry(words).or_default() += 1;
            }
            count
        });
        let count = |of: &HashMap<String, usize>, words: &str| of.get(words).copied().unwrap_or(0);
        let mut seen: HashMap<String, usize> = HashMap::new();
        for path in origins.iter().filter_map(|origin| origin.merged.as_ref()) {
            let Some(notes) = wanted.get_mut(path) else {
                continue;
            };
            let mut is_left = |line: &String| {
                let Some(words) = yaml::comments_of(std::slice::from_ref(line)).pop() else {
                    return true;
                };
                let before = count(&base, &words);
                let most = (count(&ours, &words) + count(&theirs, &words)).saturating_sub(before);
                let seen = seen.entry(words).or_default();
                *seen += 1;
                before == 0 || *seen <= most.max(1)
            };
            notes.above.retain(&mut is_left);
            if let Some(line) = &notes.behind {
                is_left(line);
            }
            notes.foot.retain(&mut is_left);
        }
    }
}

/// The lines above a field or item, those apart from it first. A comment may come closer where what it
/// headed is gone: then all are merged as one.
fn above(three: [&Notes; 3]) -> Option<Vec<String>> {
    let all = three.map(|notes| notes.above.as_slice());
    if let Some(lines) = one_sided(all) {
        return Some(lines);
    }
    let apart = three.map(|notes| parts(notes).0);
    let own = three.map(|notes| parts(notes).1);
    let is_comment = |line: &&String| !line.is_empty();
    let mut high = apart.iter().copied().flatten().filter(is_comment);
    if high.any(|line| own.iter().any(|own| own.contains(line))) {
        return lines(all);
    }
    let (mut above, own) = (lines(apart)?, lines(own)?);
    if above.last().is_some_and(|last| !last.is_empty()) && !own.is_empty() {
        above.push(String::new());
    }
    above.extend(own);
    Some(above)
}

/// The comments that belong to a field or item itself.
fn own(notes: &[(Path, Notes)], path: &[Segment]) -> Vec<String> {
    let Some(notes) = at(notes, path) else {
        return Vec::new();
    };
    let (_, above) = parts(notes);
    let all = [above, notes.behind.as_slice(), &notes.foot, &notes.inside];
    yaml::comments_of(&all.concat())
}

fn inside<'v>(value: &'v mut Value, path: &[Segment]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, segment| match segment {
        Segment::Key(key) => value.get_mut(key),
        Segment::Index(at) => value.get_mut(at),
    })
}

/// The comments where at most one side changed them, or both the same way.
fn one_sided([base, ours, theirs]: [&[String]; 3]) -> Option<Vec<String>> {
    let [base, one, other] = [base, ours, theirs].map(yaml::comments_of);
    match (one == other || other == base, one == base) {
        (true, _) => Some(ours.to_vec()),
        (_, true) => Some(theirs.to_vec()),
        _ => None,
    }
}

/// What the sides made of a comment; of two that both changed, the one that is left. Nothing where two are.
fn whole(three: [&[String]; 3]) -> Option<Vec<String>> {
    let [_, ours, theirs] = three;
    let left = match (ours.is_empty(), theirs.is_empty()) {
        (false, true) => Some(ours.to_vec()),
        (true, false) => Some(theirs.to_vec()),
        _ => None,
    };
    one_sided(three).or(left)
}

/// As `whole`, line by line: lines that both added both stay. Nothing where both changed one line.
fn lines(three: [&[String]; 3]) -> Option<Vec<String>> {
    if let Some(lines) = one_sided(three) {
        return Some(lines);
    }
    let [base, ours, theirs] = three.map(|lines| lines.join("\n"));
    if let Some(merged) = text::merge_lines(&base, &ours, &theirs) {
        return Some(merged.lines().map(str::to_owned).collect());
    }
    let [base, ours, theirs] = three;
    let new = |side: &[String]| -> Vec<String> {
        let is_new = |line: &&String| !line.is_empty() && !base.contains(line);
        side.iter().filter(is_new).cloned().collect()
    };
    let is_out = |line: &String| !ours.contains(line) || !theirs.contains(line);
    let is_out_twice = |line: &String| !ours.contains(line) && !theirs.contains(line);
    if base.iter().any(is_out_twice) && !new(ours).is_empty() && !new(theirs).is_empty() {
        return None;
    }
    // Which side is called ours must not matter.
    let (one, other) = if ours <= theirs {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    let is_kept = |line: &&String| !base.contains(line) || !is_out(line);
    let mut merged: Vec<String> = one.iter().filter(is_kept).cloned().collect();
    for line in new(other).into_iter().filter(|line| !one.contains(line)) {
        let before = other.iter().take_while(|other| **other != line);
        let before = before.filter_map(|other| merged.iter().position(|one| one == other));
        let at = before.max().map_or(merged.len(), |at| at + 1);
        merged.insert(at, line);
    }
    Some(merged)
}
