//! Whether a merged text has the comments of both sides, where they belong.
//! Values are merged, comments are carried along by lines: where that fails,
//! the file is for people to merge.

use crate::yaml;
use crate::yaml::Document;
use std::collections::HashSet;

/// Whether every comment that a side added to the base is in the merged text,
/// and none stands behind a list item that no side wrote it behind.
pub(super) fn are_kept(merged: &Document, base: &str, sides: [&Document; 2]) -> bool {
    let base = Document::parse(base.to_owned()).map(|base| yaml::comments(&base));
    let base = base.unwrap_or_default();
    let kept = yaml::comments(merged);
    let has_added = |side: &Document| {
        let added = less(&yaml::comments(side), &base);
        less(&added, &kept).is_empty()
    };
    sides.into_iter().all(has_added) && stand_where_they_stood(merged, sides)
}

/// The merged text with the comments that their side added and lines did not
/// carry: behind the line, or above the line, that stands there as it does in
/// theirs. Where that is no line, or several, it is left as it is.
pub(super) fn carried(merged: Document, base: &str, theirs: &Document) -> Document {
    let base = Document::parse(base.to_owned()).map(|base| yaml::comments(&base));
    let added = less(&yaml::comments(theirs), &base.unwrap_or_default());
    let mut missing = less(&added, &yaml::comments(&merged));
    if missing.is_empty() {
        return merged;
    }
    let mut lines: Vec<String> = merged.text().lines().map(str::to_owned).collect();
    // From the back, so that of several comments the one below is there to
    // stand above.
    for place in yaml::comment_places(theirs).into_iter().rev() {
        let text = theirs.text();
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

/// Puts the comment that begins there in their text into the lines.
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
