//! How a key, a single value, or a list or map in brackets is written on its line.

use crate::yaml::layout::skip_space;
use crate::yaml::node::Kind;
use crate::yaml::node::NodeRef;
use crate::yaml::node::Style;
use crate::yaml::scalar;

/// Whether a node stands on one line.
pub(super) fn is_on_one_line(node: NodeRef<'_>) -> bool {
    !node.source().contains(['\n', '\r'])
}

/// A key on one line; quotes stay only where it needs them.
pub(super) fn key(node: NodeRef<'_>, flow: bool) -> Option<String> {
    if !is_on_one_line(node) {
        return None;
    }
    let text = node.text()?;
    Some(match has_free_quotes(node) {
        true => scalar::text_on_one_line(text, flow),
        false => node.source().to_owned(),
    })
}

/// A single value on one line; quotes stay only where it needs them, and none are added.
fn single(node: NodeRef<'_>, flow: bool) -> Option<String> {
    let text = node.text()?;
    Some(match has_free_quotes(node) {
        true => scalar::text_on_one_line(text, flow),
        false => node.source().to_owned(),
    })
}

/// What stands on one line: a single value, or a list or map in brackets.
pub(super) fn flow_or_single(node: NodeRef<'_>) -> Option<String> {
    match node.kind() {
        Kind::Scalar => single(node, false),
        Kind::List | Kind::Map => flow(node),
    }
}

/// A value inside brackets, or the brackets themselves.
fn flow(node: NodeRef<'_>) -> Option<String> {
    match node.kind() {
        Kind::Scalar => single(node, true),
        Kind::List => {
            let items: Option<Vec<String>> = node.items().map(flow).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Kind::Map => {
            let pairs: Option<Vec<String>> = node.entries().map(pair).collect();
            Some(format!("{{{}}}", pairs?.join(", ")))
        }
    }
}

fn pair((name, value): (NodeRef<'_>, NodeRef<'_>)) -> Option<String> {
    let name_text = key(name, true)?;
    if value.start() < value.end() {
        return Some(format!("{name_text}: {}", flow(value)?));
    }
    let text = name.document().text();
    match text[skip_space(text, name.end())..].starts_with(':') {
        // `a:,` would be read as one word.
        true => Some(format!("{name_text}: null")),
        false => Some(name_text),
    }
}

/// Whether the quotes say no more than that this is a text: escapes such as `\u00a0` stay as somebody
/// wrote them. Around a date they say it to readers of YAML 1.1, who else see no text.
fn has_free_quotes(node: NodeRef<'_>) -> bool {
    if node.text().is_some_and(scalar::is_date) {
        return false;
    }
    match node.style() {
        Style::Single => true,
        Style::Double => {
            let mut rest = node.source();
            while let Some((_, behind)) = rest.split_once('\\') {
                if !behind.starts_with(['"', '\\', '/']) {
                    return false;
                }
                rest = &behind[1..];
            }
            true
        }
        _ => false,
    }
}
