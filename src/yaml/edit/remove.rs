//! A pair or item less.

use std::ops::Range;

use serde_json::Map;
use serde_json::Value;

use crate::yaml::edit::locate::Patch;
use crate::yaml::edit::locate::Target;
use crate::yaml::edit::set::replace;
use crate::yaml::layout::column;
use crate::yaml::layout::past_blank_lines;
use crate::yaml::layout::skip_blanks;
use crate::yaml::layout::skip_space;
use crate::yaml::layout::without_eol;
use crate::yaml::node::Kind;
use crate::yaml::node::NodeRef;
use crate::yaml::node::Style;
use crate::yaml::notes;
use crate::yaml::path::Segment;
use crate::yaml::span::line_end;
use crate::yaml::span::line_start;
use crate::yaml::span::next_line;

/// The ways to remove what stands at the path, the best first.
pub(super) fn remove(root: NodeRef<'_>, path: &[Segment]) -> Vec<Patch> {
    let Some((_, parents)) = path.split_last() else {
        return Vec::new();
    };
    let (Some(target), Some(parent)) = (Target::find(root, path), Target::find(root, parents))
    else {
        return Vec::new();
    };
    let flow = parent.node.style() == Style::Flow;
    let in_brackets = flow && target.text()[parent.node.start()..].starts_with(['[', '{']);
    match children(parent.node) {
        1 if in_brackets => vec![only_in_brackets(&target)],
        1 => emptied(&parent, path),
        _ if flow => vec![in_flow(&target)],
        _ => in_block(&target, path),
    }
}

fn children(node: NodeRef<'_>) -> usize {
    node.items().count() + node.entries().count()
}

fn empty(node: NodeRef<'_>) -> Value {
    if node.kind() == Kind::Map {
        Value::Object(Map::new())
    } else {
        Value::Array(Vec::new())
    }
}

/// The only pair or item with its own comments, and empty brackets behind the key.
fn emptied(parent: &Target<'_>, path: &[Segment]) -> Vec<Patch> {
    let text = parent.text();
    let value = empty(parent.node);
    let lines = notes::extent(parent.node.document(), path);
    let lines = lines.filter(|_| parent.parent.is_some() && !parent.on_mark_line());
    let with_comments = lines.map(|lines| {
        let kept = without_eol(&text[parent.mark..lines.start]);
        Patch {
            range: parent.mark..without_eol(&text[..lines.end]).len(),
            text: format!(" {value}{kept}"),
        }
    });
    let mut ways: Vec<Patch> = with_comments.into_iter().collect();
    ways.extend(replace(parent, &value));
    ways
}

/// Where the pair or item begins and its content ends.
fn extent(target: &Target<'_>) -> Range<usize> {
    target.begin..target.node.end().max(target.mark)
}

/// `[a]`: the item, and a comma behind it.
fn only_in_brackets(target: &Target<'_>) -> Patch {
    let text = target.text();
    let Range { start, end } = extent(target);
    let end = after_comma(text, end).unwrap_or(end);
    Patch {
        range: start..end,
        text: String::new(),
    }
}

/// Just after the comma behind an item, and the blanks behind that.
fn after_comma(text: &str, end: usize) -> Option<usize> {
    let comma = skip_space(text, end);
    text[comma..]
        .starts_with(',')
        .then(|| skip_blanks(text, comma + 1))
}

/// In brackets: the item with one comma; whole lines where it has them for itself.
fn in_flow(target: &Target<'_>) -> Patch {
    let text = target.text();
    let Range { start, end } = extent(target);
    let begins_line = skip_blanks(text, line_start(text, start)) == start;
    let comma = after_comma(text, end);
    let behind = comma.unwrap_or(end);
    let ends_line = text[behind..line_end(text, behind)]
        .trim_start()
        .starts_with('#')
        || text[behind..line_end(text, behind)].trim().is_empty();
    let range = if begins_line && ends_line && next_line(text, behind) > behind {
        line_start(text, start)..next_line(text, behind)
    } else if comma.is_some() {
        start..behind
    } else {
        comma_before(text, start)..end
    };
    Patch {
        range,
        text: String::new(),
    }
}

/// Where the comma before the last item stands, on the same line; else the item's own start, and the
/// comma stays as a trailing one.
fn comma_before(text: &str, start: usize) -> usize {
    let before = text[..start].trim_end_matches([' ', '\t']);
    before.strip_suffix(',').map_or(start, str::len)
}

/// Whole lines, with the comments that are its own.
fn in_block(target: &Target<'_>, path: &[Segment]) -> Vec<Patch> {
    let text = target.text();
    let Range { start, end } = extent(target);
    let own = notes::extent(target.node.document(), path);
    let begin = line_start(text, start);
    let after = own.as_ref().map_or(next_line(text, end), |own| own.end);
    if skip_blanks(text, begin + bom(text, begin)) != start {
        // The first pair of `- id: x`: the next one moves up behind the dash.
        return vec![Patch {
            range: start..skip_space_only(text, after),
            text: String::new(),
        }];
    }
    let begin = own.map_or(begin + bom(text, begin), |own| own.start);
    let whole = |range| Patch {
        range,
        text: String::new(),
    };
    let mut ways = Vec::new();
    if after == text.len() && line_end(text, after) == after && !text.ends_with(['\n', '\r']) {
        // Without a final newline the one before goes, so that there is none again.
        ways.push(whole(without_eol(&text[..begin]).len()..after));
    }
    ways.push(whole(begin..after));
    // A text above must not take in comments below, nor blank lines when it keeps its own (`|+`).
    ways.push(comments_moved(target, begin, after));
    ways.push(comments_moved(target, begin, past_blank_lines(text, after)));
    ways
}

/// The comment lines from `after` on moved out to the column of the key, where a text above would take
/// them in.
fn comments_moved(target: &Target<'_>, begin: usize, after: usize) -> Patch {
    let text = target.text();
    let pad = " ".repeat(column(text, extent(target).start));
    let (mut at, mut new) = (after, String::new());
    loop {
        let mark = skip_blanks(text, at);
        let (end, next) = (line_end(text, mark), next_line(text, mark));
        if next == at || !(text[mark..].starts_with('#') || mark == end) {
            break;
        }
        if mark < end {
            new += &pad;
        }
        new += &text[mark..next];
        at = next;
    }
    Patch {
        range: begin..at,
        text: new,
    }
}

fn skip_space_only(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

fn bom(text: &str, at: usize) -> usize {
    if text[at..].starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    }
}
