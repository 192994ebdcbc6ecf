//! Whether a merged text has the comments of both sides, where they belong.
//! Values are merged, comments are carried along by lines: where that fails,
//! the file is for people to merge.

use super::section;
use crate::model::conflict::Marked;
use crate::yaml;
use crate::yaml::Document;
use std::collections::HashSet;
use std::ops::Range;

/// Whether every comment that no side removed is in the merged text, and none
/// stands at a list item or key that no side wrote it at.
pub(super) fn are_kept(merged: &Document, base: &str, sides: [&Document; 2]) -> bool {
    let base = Document::parse(base.to_owned()).map(|base| yaml::comments(&base));
    let base = base.unwrap_or_default();
    let kept = yaml::comments(merged);
    let [ours, theirs] = sides.map(yaml::comments);
    let count = |all: &[String], one: &String| all.iter().filter(|c| *c == one).count();
    let mut wanted = ours.iter().chain(&theirs);
    let is_kept = |one: &String| {
        let [before, ours, theirs] = [&base, &ours, &theirs].map(|all| count(all, one));
        let least = match ours < before || theirs < before {
            // What one side took away may come back from the other by another place.
            true => ours.min(theirs).max((ours + theirs).saturating_sub(before)),
            false => ours.max(theirs),
        };
        count(&kept, one) >= least
    };
    wanted.all(is_kept)
        && stand_where_they_stood(merged, sides)
        && stand_above_their_own(merged, sides)
}

/// Whether a text, with markers or without, has every comment of two sides but
/// those of the keys that one of them was chosen for.
pub fn has_those_of(text: &str, sides: [&Document; 2], chosen: &[&str]) -> bool {
    let left: Vec<Document> = match Marked::read(text) {
        Some(marked) => vec![marked.ours, marked.theirs],
        None => Document::parse(text.to_owned()).into_iter().collect(),
    };
    let left: Vec<Vec<String>> = left.iter().map(yaml::comments).collect();
    sides.into_iter().all(|side| {
        let mut wanted = yaml::comments(side);
        for comment in chosen.iter().flat_map(|key| section::comments(side, key)) {
            if let Some(at) = wanted.iter().position(|one| *one == comment) {
                wanted.swap_remove(at);
            }
        }
        let missing = left.iter().fold(wanted, |wanted, left| less(&wanted, left));
        missing.is_empty()
    })
}

/// The merged text with the comments of a side that the other did not take away
/// and lines did not carry: behind the line, or above the line, that stands there
/// as it does on that side. Where that is no line, or several, it is left as it is.
pub(super) fn carried(merged: Document, base: &str, [side, other]: [&Document; 2]) -> Document {
    let base = Document::parse(base.to_owned()).map(|base| yaml::comments(&base));
    let out = less(&base.unwrap_or_default(), &yaml::comments(other));
    let wanted = less(&yaml::comments(side), &out);
    let mut missing = less(&wanted, &yaml::comments(&merged));
    if missing.is_empty() {
        return merged;
    }
    let mut lines: Vec<String> = merged.text().lines().map(str::to_owned).collect();
    // From the back, so that of several comments the one below is there to
    // stand above.
    for place in yaml::comment_places(side).into_iter().rev() {
        let text = side.text();
        let words = yaml::laid_out_comment(&text[place.clone()]);
        let Some(at) = missing.iter().position(|comment| *comment == words) else {
            continue;
        };
        if carry(&mut lines, text, place.start) {
            missing.swap_remove(at);
        }
    }
    let end = if merged.text().ends_with('\n') {
        "\n"
    } else {
        ""
    };
    match Document::parse(lines.join("\n") + end) {
        Ok(new) if new.value() == merged.value() => new,
        _ => merged,
    }
}

/// Puts the comment that begins there in a text into the lines.
fn carry(lines: &mut Vec<String>, text: &str, comment: usize) -> bool {
    let start = text[..comment].rfind('\n').map_or(0, |end| end + 1);
    let mut whole = text[start..].lines();
    let line = whole.next().unwrap_or_default();
    let before = text[start..comment].trim_end();
    let only = |wanted: &str| {
        let mut places = (0..lines.len()).filter(|at| lines[*at].trim_end() == wanted);
        places.next().filter(|_| places.next().is_none())
    };
    if !before.trim().is_empty() {
        let place = only(before);
        return place.map(|at| lines[at] = line.to_owned()).is_some();
    }
    let above = |line: &str| only(line.trim_end());
    let below = || only(text[..start].lines().next_back()?.trim_end()).map(|at| at + 1);
    let place = match whole.next() {
        Some(next) => above(next),
        None => below(),
    };
    place.map(|at| lines.insert(at, line.to_owned())).is_some()
}

/// The texts of one list that another does not have, each as often as it is
/// missing there.
fn less(all: &[String], known: &[String]) -> Vec<String> {
    let mut known = known.to_vec();
    let is_new = |text: &&String| match known.iter().position(|k| k == *text) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    };
    all.iter().filter(is_new).cloned().collect()
}

/// A list item with a comment behind it is a line of one of the sides.
fn stand_where_they_stood(merged: &Document, sides: [&Document; 2]) -> bool {
    let lines = |document: &Document| -> Vec<String> {
        let lines = document.text().lines();
        lines.map(|line| line.trim().to_owned()).collect()
    };
    let known: HashSet<String> = sides.into_iter().flat_map(lines).collect();
    let commented = |line: &String| line.starts_with("- ") && line.contains(" #");
    lines(merged)
        .iter()
        .filter(|line| commented(line))
        .all(|line| known.contains(line))
}

/// A comment on a line of its own stands above what it stood above on a side,
/// unless that is gone or says something else now.
fn stand_above_their_own(merged: &Document, sides: [&Document; 2]) -> bool {
    let known = sides.map(above).concat();
    let there: HashSet<String> = merged.text().lines().map(named).collect();
    above(merged).iter().all(|(comment, below)| {
        let places: Vec<&String> = known
            .iter()
            .filter(|(known, _)| known == comment)
            .map(|(_, below)| below)
            .collect();
        places.contains(&below) || !places.into_iter().any(|place| there.contains(place))
    })
}

/// Each comment on a line of its own, and what stands below it.
fn above(document: &Document) -> Vec<(String, String)> {
    let text = document.text();
    let below = |end: usize| {
        let mut lines = text[end..].lines().map(str::trim);
        lines.find(|line| !line.is_empty() && !line.starts_with('#'))
    };
    let is_alone = |at: &Range<usize>| {
        let line = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
        text[line..at.start].trim().is_empty()
    };
    let places = yaml::comment_places(document).into_iter().filter(is_alone);
    let pair = |at: Range<usize>| {
        let below = named(below(at.end)?);
        Some((yaml::laid_out_comment(&text[at]), below))
    };
    places.filter_map(pair).collect()
}

/// What a line is told by: a list item by all it says, a pair by its key.
fn named(line: &str) -> String {
    let line = line.trim();
    let pair = line.split_once(':').filter(|_| !line.starts_with('-'));
    pair.map_or(line, |(key, _)| key).to_owned()
}
