//! Whose a comment is. It belongs to the pair or list item that it stands right above, or behind on the
//! same line; indented deeper than what follows, to the foot of the list or map that ends there.
//!
//! Its own comments go with a pair or item. What stands further above, with a blank line between, does
//! not; nor does a comment that begins a paragraph of several pairs or items, which it heads.

mod units;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use crate::yaml::format::laid_out_comment;
use crate::yaml::layout::eol;
use crate::yaml::node::Document;
use crate::yaml::path::Path;
use crate::yaml::path::Segment;
use crate::yaml::span::BOM;
use crate::yaml::span::next_line;
use units::Unit;
use units::units;

/// The comments of a pair or item, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The lines above it without their indentation, blank ones among them.
    pub above: Vec<String>,
    /// How many of those, from the last, are its own.
    pub own: usize,
    /// Behind it on its line, with the blanks before the sign.
    pub behind: Option<String>,
    /// The lines at the foot of its list or map.
    pub foot: Vec<String>,
    /// Within brackets, or between the key and its value.
    pub inside: Vec<String>,
}

impl Notes {
    /// Whether they are the same comments, however these are laid out.
    pub fn say_the_same(&self, other: &Notes) -> bool {
        let said = |notes: &Notes| {
            let parts = [
                &notes.above,
                notes.behind.as_slice(),
                &notes.foot,
                &notes.inside,
            ];
            parts.map(comments_of)
        };
        said(self) == said(other)
    }

    pub fn is_empty(&self) -> bool {
        self.comments().is_empty()
    }

    /// All of them, laid out.
    pub fn comments(&self) -> Vec<String> {
        let parts = [
            &self.above,
            self.behind.as_slice(),
            &self.foot,
            &self.inside,
        ];
        comments_of(&parts.concat())
    }
}

/// The comments among some lines, laid out.
pub fn comments_of(lines: &[String]) -> Vec<String> {
    let words = lines.iter().map(|line| line.trim());
    let comments = words.filter(|words| !words.is_empty());
    comments.map(laid_out_comment).collect()
}

/// Each pair and item outside of brackets, in reading order, with its comments; the document itself
/// comes first.
pub fn notes(doc: &Document) -> Vec<(Path, Notes)> {
    let text = doc.text();
    let pair = |unit: Unit<'_>| {
        let above = lines(&text[unit.above.clone()]);
        let own = lines(&text[unit.own..unit.above.end.max(unit.own)]).len();
        let behind = &text[unit.behind];
        let foot = unit.foot.map_or("", |(foot, _)| &text[foot]);
        let notes = Notes {
            above,
            own,
            behind: (!behind.is_empty()).then(|| behind.to_owned()),
            foot: lines(foot),
            inside: unit
                .inside
                .into_iter()
                .map(|at| text[at].to_owned())
                .collect(),
        };
        (unit.path, notes)
    };
    units(doc).into_iter().map(pair).collect()
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines();
    lines
        .map(|line| line.trim_start_matches(BOM).trim().to_owned())
        .collect()
}

/// The whole lines of a pair or item with its own comments; nothing where it shares its first line.
pub fn extent(doc: &Document, path: &[Segment]) -> Option<Range<usize>> {
    let units = units(doc);
    let unit = units.iter().find(|unit| unit.path == path)?;
    let own = |other: &&Unit<'_>| other.path.starts_with(path);
    let last = next_line(doc.text(), unit.node.end().max(unit.mark));
    let feet = units
        .iter()
        .filter(own)
        .filter_map(|unit| unit.foot.as_ref());
    let end = feet.map(|(foot, _)| foot.end).fold(last, usize::max);
    (!unit.on_dash_line).then_some(unit.own..end)
}

/// The comment that heads the paragraph which this item or pair begins, and how many of its list or map are
/// in it; nothing where there is none.
pub fn heading(doc: &Document, path: &[Segment]) -> Option<(Range<usize>, usize)> {
    let text = doc.text();
    let units = units(doc);
    let at = units.iter().position(|unit| unit.path == path)?;
    let unit = &units[at];
    let above = &text[unit.above.start..unit.own];
    let blank = above.rmatch_indices('\n').find_map(|(end, _)| {
        let line = above[..end].rsplit('\n').next().unwrap_or_default();
        line.trim().is_empty().then_some(end + 1)
    });
    let start = unit.above.start + blank.unwrap_or(0);
    let begins_paragraph = |other: &&Unit<'_>| {
        let mut lines = text[other.above.clone()].lines();
        lines.any(|line| line.trim().is_empty())
    };
    let behind = units[at + 1..].iter();
    let behind = behind.filter(|other| other.parent == unit.parent);
    let others = behind.take_while(|other| !begins_paragraph(other)).count();
    (start < unit.own && unit.own == unit.above.end).then_some((start..unit.own, 1 + others))
}

/// The document with these comments and no others. Nothing where one of them has no place there: of a
/// pair in brackets, say.
pub fn with_notes(doc: &Document, wanted: &HashMap<Path, Notes>) -> Option<Document> {
    let text = doc.text();
    let none = Notes::default();
    // Of places on one spot the one indented deepest stands first, and what stands behind a value above all.
    let mut patches: Vec<(Range<usize>, Reverse<usize>, String)> = Vec::new();
    for (unit, (path, has)) in units(doc).into_iter().zip(notes(doc)) {
        let wants = wanted.get(&path).unwrap_or(&none);
        if has.say_the_same(wants) {
            continue;
        }
        let differ = |one: &[String], other: &[String]| comments_of(one) != comments_of(other);
        if differ(&has.above, &wants.above) {
            let new = written(&wants.above, unit.column);
            patches.push((unit.above, Reverse(unit.column), new));
        }
        if differ(has.behind.as_slice(), wants.behind.as_slice()) {
            let new = wants.behind.clone().unwrap_or_default();
            patches.push((unit.behind, Reverse(usize::MAX), new));
        }
        if differ(&has.foot, &wants.foot) {
            let (place, column) = unit.foot?;
            patches.push((place, Reverse(column), written(&wants.foot, column)));
        }
    }
    patches.sort_by_key(|(place, deep, _)| (place.start, place.end, *deep));
    let mut new = text.to_owned();
    for (place, _, lines) in patches.into_iter().rev() {
        replace(&mut new, place, &lines);
    }
    let new = Document::parse(new).ok()?;
    let has: HashMap<Path, Notes> = notes(&new).into_iter().collect();
    let holds = |path: &Path| {
        let of = |all: &HashMap<Path, Notes>| all.get(path).cloned().unwrap_or_default();
        of(&has).say_the_same(&of(wanted))
    };
    let is_as_wanted = has.keys().chain(wanted.keys()).all(holds);
    // As text, since maps compare without order.
    let said = |doc: &Document| doc.value().to_string();
    let says_the_same = said(&new) == said(doc);
    (is_as_wanted && says_the_same).then_some(new)
}

fn written(lines: &[String], column: usize) -> String {
    let line = |line: &String| match line.is_empty() {
        true => "\n".to_owned(),
        false => format!("{:column$}{line}\n", ""),
    };
    lines.iter().map(line).collect()
}

/// Whole lines, or the comment behind a value, in the place of what stands there.
fn replace(text: &mut String, place: Range<usize>, new: &str) {
    let end = eol(text, place.start);
    let mut new = new.replace('\n', end);
    let is_open = place.start > 0 && !text[..place.start].ends_with(['\n', '\r', BOM]);
    // Below a last line without an end, the new last line has none.
    if is_open && new.ends_with(end) {
        new.truncate(new.len() - end.len());
        new.insert_str(0, end);
    }
    text.replace_range(place, &new);
}
