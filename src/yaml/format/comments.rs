//! The comments of a document.

use crate::yaml::node::Document;
use crate::yaml::node::Kind;
use crate::yaml::node::NodeRef;
use crate::yaml::node::Style;
use crate::yaml::span::line_end;
use std::ops::Range;

/// Every comment as it is laid out, sorted.
pub fn of(doc: &Document) -> Vec<String> {
    let places = places(doc).into_iter();
    let mut found: Vec<String> = places.map(|place| laid_out(&doc.text()[place])).collect();
    found.sort();
    found
}

/// The bytes of every comment, its `#` included, in reading order.
pub fn places(doc: &Document) -> Vec<Range<usize>> {
    let text = doc.text();
    let (mut found, mut at) = (Vec::new(), 0);
    for node in doc.all().filter(|node| node.kind() == Kind::Scalar) {
        if node.start() < at {
            continue;
        }
        collect(text, at..node.start(), &mut found);
        at = match is_block_text(node) {
            true => {
                let end = line_end(text, node.start());
                collect(text, node.start()..end, &mut found);
                node.end().max(end)
            }
            false => node.end(),
        };
    }
    collect(text, at..text.len(), &mut found);
    found
}

/// Whether a text stands below a `|` or `>`.
pub(super) fn is_block_text(node: NodeRef<'_>) -> bool {
    matches!(node.style(), Style::Literal | Style::Folded)
}

/// The comments of a part of the text that holds no value.
fn collect(text: &str, part: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut at = part.start;
    while let Some(start) = text[at..part.end].find('#').map(|sign| at + sign) {
        at = line_end(&text[..part.end], start);
        found.push(start..at);
    }
}

/// A comment with a blank behind its `#`; lines drawn with signs (`#----`, `##`) stay.
pub fn laid_out(comment: &str) -> String {
    let comment = comment.trim_end_matches([' ', '\t']);
    let words = comment.strip_prefix('#').unwrap_or(comment);
    let is_bare = words.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '!');
    match is_bare && words.contains(char::is_alphanumeric) {
        true => format!("# {words}"),
        false => comment.to_owned(),
    }
}
