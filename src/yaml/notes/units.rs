//! The pairs and items of a document that stand on lines of their own, and the places of the comments
//! that belong to each.

use std::ops::Range;

use crate::yaml::format::comment_places;
use crate::yaml::layout::around;
use crate::yaml::layout::column;
use crate::yaml::layout::skip_space;
use crate::yaml::node::Document;
use crate::yaml::node::Kind;
use crate::yaml::node::NodeRef;
use crate::yaml::node::Style;
use crate::yaml::path::Path;
use crate::yaml::path::Segment;
use crate::yaml::span::BOM;
use crate::yaml::span::line_end;
use crate::yaml::span::line_start;
use crate::yaml::span::next_line;

/// A pair or item outside of brackets; the first one is the document itself.
pub(super) struct Unit<'d> {
    pub(super) path: Path,
    /// The unit it stands in.
    pub(super) parent: usize,
    pub(super) node: NodeRef<'d>,
    /// The key or dash, and the end of the mark before the value.
    pub(super) begin: usize,
    pub(super) mark: usize,
    pub(super) column: usize,
    /// The first pair of an item, on the line of its dash: the comments of that line are the item's.
    pub(super) on_dash_line: bool,
    /// Whole lines of comments and blank lines above it.
    pub(super) above: Range<usize>,
    /// Where those begin that are its own.
    pub(super) own: usize,
    /// The comment behind it with the blanks before, or the place for one.
    pub(super) behind: Range<usize>,
    /// The lines of comments at the foot of its list or map, and the column of those; nothing where a comment there
    /// would be read as one of something else.
    pub(super) foot: Option<(Range<usize>, usize)>,
    /// All other comments.
    pub(super) inside: Vec<Range<usize>>,
}

/// All units in reading order.
pub(super) fn units(doc: &Document) -> Vec<Unit<'_>> {
    let Some(root) = doc.root() else {
        return Vec::new();
    };
    let mut units = vec![Unit {
        path: Path::new(),
        parent: 0,
        node: root,
        begin: 0,
        mark: 0,
        column: 0,
        on_dash_line: false,
        above: 0..0,
        own: 0,
        behind: 0..0,
        foot: None,
        inside: Vec::new(),
    }];
    walk(0, &mut units);
    let comments = comment_places(doc);
    for at in 0..units.len() {
        gap(doc.text(), &mut units, at);
    }
    for unit in &mut units[1..] {
        unit.behind = behind(unit, &comments);
    }
    dash_lines(&mut units);
    for at in 1..units.len() {
        units[at].own = own(doc.text(), &units, at);
    }
    others(&mut units, comments);
    units
}

fn walk<'d>(parent: usize, units: &mut Vec<Unit<'d>>) {
    let collection = units[parent].node;
    let text = collection.document().text();
    if collection.style() != Style::Block {
        return;
    }
    let mut add = |segment: Segment, node: NodeRef<'d>, (begin, mark): (usize, usize)| {
        let before = text[line_start(text, begin)..begin].trim_start_matches(BOM);
        let at = units.len();
        units.push(Unit {
            path: [units[parent].path.clone(), vec![segment]].concat(),
            parent,
            node,
            begin,
            mark,
            column: column(text, begin),
            on_dash_line: !before.trim().is_empty(),
            above: begin..begin,
            own: begin,
            behind: begin..begin,
            foot: None,
            inside: Vec::new(),
        });
        walk(at, units);
    };
    for (key, value) in collection.entries() {
        let place = around(text, key.start()..key.end(), false);
        if let (Some(name), Some(place)) = (key.text(), place) {
            add(name.into(), value, place);
        }
    }
    let mut dash = collection.start();
    for (n, item) in collection.items().enumerate() {
        if text[dash..].starts_with('-') {
            add(n.into(), item, (dash, dash + 1));
        }
        dash = skip_space(text, item.end());
    }
}

/// The lines between a unit and the next one: to the foot of each list and map that ends there, as
/// deep as the comment is indented, and above the next unit.
fn gap(text: &str, units: &mut [Unit<'_>], at: usize) {
    let next = at + 1;
    let (end, column) = match units.get(next) {
        Some(unit) if unit.on_dash_line => return,
        Some(unit) => (begin_of_line(text, unit.begin), Some(unit.column)),
        None => (end_of_document(text, after(&units[at])), None),
    };
    let lines = lines(text, after(&units[at]), end);
    let mut cursor = lines.first().map_or(end, |(line, _)| line.start);
    // From the innermost one that ends here to the outermost.
    let mut inner = match has_units(&units[at]) {
        true => None,
        false => Some(at).filter(|at| *at > 0),
    };
    while let Some(child) = inner {
        let (parent, own) = (units[child].parent, units[child].column);
        if column.is_some_and(|next| own <= next) {
            break;
        }
        let last = lines
            .iter()
            .rposition(|(_, deep)| deep.is_some_and(|deep| deep >= own));
        let mine = last.filter(|last| lines[*last].0.end > cursor);
        let stop = match (column, parent) {
            // Below all, nothing else follows.
            (None, 0) => end,
            _ => mine.map_or(cursor, |last| lines[last].0.end),
        };
        units[parent].foot = Some((cursor..stop, own));
        cursor = stop;
        inner = Some(parent).filter(|parent| *parent > 0);
    }
    if let Some(unit) = units.get_mut(next) {
        unit.above = cursor..end;
    }
}

/// Where the mark at the end of the document stands, or the text ends.
fn end_of_document(text: &str, from: usize) -> usize {
    let mut at = from;
    while at < text.len() && !text[at..].starts_with("...") && !text[at..].starts_with("---") {
        at = next_line(text, at);
    }
    at
}

/// Behind the byte-order mark, where the line has one.
fn begin_of_line(text: &str, at: usize) -> usize {
    let begin = line_start(text, at);
    at - text[begin..at].trim_start_matches(BOM).len()
}

/// The lines of comments with their columns, and blank lines without; from below the last line that is
/// neither.
fn lines(text: &str, from: usize, end: usize) -> Vec<(Range<usize>, Option<usize>)> {
    let mut found = Vec::new();
    let mut at = from;
    while at < end {
        let line = text[at..line_end(text, at)].trim_start_matches(BOM);
        let words = line.trim_start_matches([' ', '\t']);
        let range = line_end(text, at) - line.len()..next_line(text, at).min(end);
        match (words.is_empty(), words.starts_with('#')) {
            (true, _) => found.push((range, None)),
            (_, true) => found.push((range, Some(line.len() - words.len()))),
            // `---`, say.
            _ => found.clear(),
        }
        at = next_line(text, at);
    }
    found
}

/// Whether it is a list or map of units.
fn has_units(unit: &Unit<'_>) -> bool {
    unit.node.kind() != Kind::Scalar && unit.node.style() == Style::Block
}

/// The line below the unit, or below its first line where its value is a list or map of units.
fn after(unit: &Unit<'_>) -> usize {
    let text = unit.node.document().text();
    match (unit.path.is_empty(), has_units(unit)) {
        (true, _) => 0,
        (false, true) => next_line(text, unit.mark),
        (false, false) => next_line(text, unit.node.end().max(unit.mark)),
    }
}

fn behind(unit: &Unit<'_>, comments: &[Range<usize>]) -> Range<usize> {
    let text = unit.node.document().text();
    let is_text_below = matches!(unit.node.style(), Style::Literal | Style::Folded);
    let from = match has_units(unit) {
        true => unit.mark,
        false if is_text_below => unit.node.start(),
        false => unit.node.end().max(unit.mark),
    };
    let end = line_end(text, from);
    let comment = comments
        .iter()
        .find(|comment| (from..end).contains(&comment.start));
    let content = comment.map_or(end, |comment| comment.start);
    let trimmed = text[..content].trim_end_matches([' ', '\t']).len();
    trimmed..comment.map_or(trimmed, |comment| comment.end)
}

/// What stands behind the first pair of an item, on the line of the dash, is the item's.
fn dash_lines(units: &mut [Unit<'_>]) {
    for at in (1..units.len()).rev().filter(|at| *at > 1) {
        if units[at].on_dash_line && units[at].parent == at - 1 {
            units[at - 1].behind = units[at].behind.clone();
            let end = units[at].behind.end;
            units[at].behind = end..end;
        }
    }
}

/// Where the comments begin that belong to the unit itself: those right above it, unless they begin a
/// paragraph of several, which they head.
fn own(text: &str, units: &[Unit<'_>], at: usize) -> usize {
    let unit = &units[at];
    let lines = lines(text, unit.above.start, unit.above.end);
    let comments = lines.iter().rev().take_while(|(_, deep)| deep.is_some());
    let first = lines.len() - comments.count();
    let Some((line, _)) = lines.get(first) else {
        return unit.above.end;
    };
    let begins_paragraph = first > 0 || (unit.parent == 0 && at == 1);
    let sibling = units[at + 1..].iter().find(|u| u.parent == unit.parent);
    let heads_several = sibling.is_some_and(|sibling| sibling.above.is_empty());
    match begins_paragraph && heads_several {
        true => unit.above.end,
        false => line.start,
    }
}

/// Gives each comment that has no other place to the unit it stands in.
fn others(units: &mut [Unit<'_>], comments: Vec<Range<usize>>) {
    let is_placed = |at: usize| {
        let foot = |unit: &Unit<'_>| {
            unit.foot
                .as_ref()
                .is_some_and(|(foot, _)| foot.contains(&at))
        };
        units
            .iter()
            .any(|u| u.above.contains(&at) || u.behind.contains(&at) || foot(u))
    };
    let left: Vec<Range<usize>> = comments
        .into_iter()
        .filter(|comment| !is_placed(comment.start))
        .collect();
    for comment in left {
        let place = units.iter().rposition(|unit| unit.begin <= comment.start);
        units[place.unwrap_or(0)].inside.push(comment);
    }
}
