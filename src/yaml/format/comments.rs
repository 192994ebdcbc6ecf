//! The comments of a document.

use crate::yaml::node::Document;
use crate::yaml::node::Kind;
use crate::yaml::node::NodeRef;
use crate::yaml::node::Style;
use crate::yaml::span::line_end;

/// Every comment as it is laid out, sorted.
pub(super) fn of(doc: &Document) -> Vec<String> {
    let text = doc.text();
    let (mut found, mut at) = (Vec::new(), 0);
    for node in doc.all().filter(|node| node.kind() == Kind::Scalar) {
        if node.start() < at {
            continue;
        }
        collect(&text[at..node.start()], &mut found);
        at = match is_block_text(node) {
            true => {
                let end = line_end(text, node.start());
                collect(&text[node.start()..end], &mut found);
                node.end().max(end)
            }
            false => node.end(),
        };
    }
    collect(&text[at..], &mut found);
    found.sort();
    found
}

/// Whether a text stands below a `|` or `>`.
pub(super) fn is_block_text(node: NodeRef<'_>) -> bool {
    matches!(node.style(), Style::Literal | Style::Folded)
}

/// The comments between values.
fn collect(text: &str, found: &mut Vec<String>) {
    let mut rest = text;
    while let Some(at) = rest.find('#') {
        let end = line_end(rest, at);
        found.push(laid_out(&rest[at..end]));
        rest = &rest[end..];
    }
}

/// A comment with a blank behind its `#`; lines drawn with signs (`#----`, `##`) stay.
pub(super) fn laid_out(comment: &str) -> String {
    let comment = comment.trim_end_matches([' ', '\t']);
    let words = comment.strip_prefix('#').unwrap_or(comment);
    let is_bare = words.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '!');
    match is_bare && words.contains(char::is_alphanumeric) {
        true => format!("# {words}"),
        false => comment.to_owned(),
    }
}
