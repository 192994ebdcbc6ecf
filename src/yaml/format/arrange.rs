//! The pairs of the root, each with the comments above it, in their order.

use crate::yaml::format::comments;
use crate::yaml::format::comments::is_block_text;
use crate::yaml::format::lay;
use crate::yaml::layout::column;
use crate::yaml::layout::eol;
use crate::yaml::node::Document;
use crate::yaml::node::Kind;
use crate::yaml::node::NodeRef;
use crate::yaml::node::Style;
use crate::yaml::span::BOM;
use crate::yaml::span::line_end;
use crate::yaml::span::line_start;
use crate::yaml::span::next_line;

/// A pair of the root, and what stands above it.
struct Section<'t> {
    /// Place in the order of the keys; of a key that is not in it, the place of the one before.
    place: Option<usize>,
    above: Vec<&'t str>,
    body: String,
    /// Blank lines that follow would be a part of its text.
    keeps_blanks: bool,
}

/// The whole text in its layout. The root is a map over several lines.
pub(super) fn arranged(root: NodeRef<'_>, order: &[&str]) -> String {
    let text = root.document().text();
    let pairs: Vec<(NodeRef<'_>, NodeRef<'_>)> = root.entries().collect();
    let first = pairs.first().map_or(0, |(key, _)| key.start());
    let (head, mut above) = prologue(text[..line_start(text, first)].trim_start_matches(BOM));
    let mut sections: Vec<Section<'_>> = Vec::new();
    for (n, (key, value)) in pairs.iter().enumerate() {
        let next = pairs.get(n + 1);
        let next = next.map_or(text.len(), |(key, _)| line_start(text, key.start()));
        let begin = line_start(text, key.start());
        let end = end_of(*key, *value, next);
        let own = key
            .text()
            .and_then(|key| order.iter().position(|k| *k == key));
        sections.push(Section {
            place: own.or(sections.last().and_then(|before| before.place)),
            above,
            body: body(*key, *value, begin, end),
            keeps_blanks: keeps_blanks(*value),
        });
        above = lines_of(&text[end..next]);
    }
    // Stable, so that keys without a place stay behind their neighbour.
    sections.sort_by_key(|section| section.place);
    let bom = if text.starts_with(BOM) {
        "\u{feff}"
    } else {
        ""
    };
    let new = bom.to_owned() + &joined(&head, &sections, &above);
    match eol(text, 0) {
        "\n" => new,
        eol => new.replace('\n', eol),
    }
}

fn joined(head: &[&str], sections: &[Section<'_>], foot: &[&str]) -> String {
    let mut new = String::new();
    let mut no_blank = true;
    add(&mut new, head, &mut no_blank);
    for section in sections {
        add(&mut new, &section.above, &mut no_blank);
        new.push_str(&section.body);
        no_blank = section.keeps_blanks;
    }
    let blank = |line: &&&str| line.trim().is_empty();
    let end = foot.len() - foot.iter().rev().take_while(blank).count();
    add(&mut new, &foot[..end], &mut no_blank);
    new
}

/// Adds lines of comments; `no_blank` holds until one is not blank.
fn add(new: &mut String, lines: &[&str], no_blank: &mut bool) {
    for line in lines {
        let line = line.trim_matches([' ', '\t']);
        if line.is_empty() && *no_blank {
            continue;
        }
        *no_blank = false;
        let comment = line.starts_with('#').then(|| comments::laid_out(line));
        new.push_str(comment.as_deref().unwrap_or(line));
        new.push('\n');
    }
}

/// What stands above the first key: the comment that heads the file, the `---` where there is one,
/// and below a blank line the comment of the key.
fn prologue(text: &str) -> (Vec<&str>, Vec<&str>) {
    let mut head = lines_of(text);
    let is_blank = |line: &&str| line.trim().is_empty();
    let mark = head.iter().rposition(|line| line.starts_with("---"));
    let first = head.iter().position(|line| !is_blank(line));
    let from = mark.or(first).unwrap_or(0);
    match head.iter().rposition(is_blank).filter(|at| *at > from) {
        Some(at) => {
            let above = head.split_off(at);
            (head, above)
        }
        None => (head, Vec::new()),
    }
}

/// Where a pair ends: with its last line, or with comments that belong to a list or map in it.
fn end_of(key: NodeRef<'_>, value: NodeRef<'_>, next: usize) -> usize {
    let text = key.document().text();
    let root = column(text, key.start());
    let inner: Vec<usize> = inner_columns(value).collect();
    let mut end = next_line(text, value.end().max(key.end()));
    let mut at = end;
    while at < next {
        let line = &text[at..line_end(text, at)];
        let words = line.trim_start_matches([' ', '\t']);
        let column = line.len() - words.len();
        at = next_line(text, at);
        let is_inside = column > root && inner.iter().any(|inner| *inner <= column);
        if words.starts_with('#') && is_inside {
            end = at;
        }
    }
    end.min(next)
}

/// The columns of the lists and maps that end where the value ends, from the outermost.
fn inner_columns(value: NodeRef<'_>) -> impl Iterator<Item = usize> {
    let mut at = Some(value);
    std::iter::from_fn(move || {
        let node = at.filter(|node| node.style() == Style::Block)?;
        at = last(node);
        Some(column(node.document().text(), node.start()))
    })
}

fn last(node: NodeRef<'_>) -> Option<NodeRef<'_>> {
    match node.kind() {
        Kind::Map => node.entries().last().map(|(_, value)| value),
        Kind::List => node.items().last(),
        Kind::Scalar => None,
    }
}

/// Whether the value ends with a text that counts the blank lines below it.
fn keeps_blanks(value: NodeRef<'_>) -> bool {
    let mut node = value;
    while let Some(inner) = last(node) {
        node = inner;
    }
    let head = node.source().lines().next().unwrap_or_default();
    is_block_text(node) && head.split('#').next().unwrap_or_default().contains('+')
}

/// The lines of a pair, laid out where that says the same.
fn body(key: NodeRef<'_>, value: NodeRef<'_>, begin: usize, end: usize) -> String {
    let text = key.document().text();
    let mut written = lay::lines(text[begin..end].trim_start_matches(BOM)).join("\n");
    if !written.ends_with('\n') {
        written.push('\n');
    }
    let new = lay::pair(key, value, end).and_then(|new| {
        let old = Document::parse(written.clone()).ok()?;
        let read = Document::parse(new.clone()).ok()?;
        // As text, since maps compare without order.
        let again = read.root()?.get(key.text()?)?.value().to_string();
        let meant = value.value().to_string();
        let is_same = again == meant && comments::of(&old) == comments::of(&read);
        is_same.then_some(new)
    });
    new.unwrap_or(written)
}

/// Whole lines, without the empty one behind the last line end.
fn lines_of(text: &str) -> Vec<&str> {
    let mut lines = lay::lines(text);
    if lines.last().is_some_and(|last| last.is_empty()) {
        lines.pop();
    }
    lines
}
