//! A new item in a list.

use serde_json::Value;

use crate::yaml::edit::insert::flow_after;
use crate::yaml::edit::insert::is_bare;
use crate::yaml::edit::insert::lines_after;
use crate::yaml::edit::locate::Patch;
use crate::yaml::edit::locate::Target;
use crate::yaml::edit::locate::joined;
use crate::yaml::edit::set::replace;
use crate::yaml::emit::Form;
use crate::yaml::emit::flow;
use crate::yaml::emit::form;
use crate::yaml::emit::item_lines;
use crate::yaml::layout::column;
use crate::yaml::node::Kind;
use crate::yaml::node::Style;
use crate::yaml::span::line_start;

/// The ways to add an item at the end.
pub(super) fn append(target: Option<Target<'_>>, value: &Value) -> Vec<Patch> {
    let end = target.map_or(0, |target| target.node.items().count());
    insert(target, end, value)
}

/// The ways to add an item at a place from 0; a map is written in brackets when the item before is.
pub(super) fn insert(target: Option<Target<'_>>, at: usize, value: &Value) -> Vec<Patch> {
    let Some(target) = target else {
        return Vec::new();
    };
    let list = target.node;
    let Some(first) = list.items().next() else {
        return empty(&target, value);
    };
    let at = at.min(list.items().count());
    let before = at.checked_sub(1).and_then(|at| list.items().nth(at));
    if list.style() == Style::Flow {
        return vec![match before {
            Some(item) => flow_after(list, item.end(), &flow(value)),
            None => at_begin(first.start(), format!("{}, ", flow(value))),
        }];
    }
    let model = before.unwrap_or(first);
    let in_brackets =
        model.kind() == Kind::Map && model.style() == Style::Flow && value.is_object();
    let usual = if in_brackets {
        Form::Inline(flow(value))
    } else {
        form(value, true)
    };
    let column = column(target.text(), list.start());
    [usual, Form::Inline(flow(value))]
        .map(item_lines)
        .map(|lines| match before {
            Some(item) => lines_after(item, column, &lines),
            None => {
                let eol = target.eol();
                let lines = joined(&lines, column, eol);
                match comments_above(target.text(), list.start()) {
                    Some(line) => at_begin(line, format!("{:column$}{lines}{eol}", "")),
                    None => at_begin(list.start(), format!("{lines}{eol}{:column$}", "")),
                }
            }
        })
        .into()
}

/// The line where the comments begin that stand right above the first item: they are its own, and no
/// other item may come below them.
fn comments_above(text: &str, first: usize) -> Option<usize> {
    let mut line = line_start(text, first);
    if !text[line..first].trim().is_empty() {
        return None;
    }
    let mut found = None;
    while line > 0 {
        let above = line_start(text, line - 1);
        if !text[above..line].trim_start().starts_with('#') {
            break;
        }
        found = Some(above);
        line = above;
    }
    found
}

/// Text before the first item.
fn at_begin(at: usize, text: String) -> Patch {
    Patch {
        range: at..at,
        text,
    }
}

/// The first item of `[]`.
fn empty(target: &Target<'_>, value: &Value) -> Vec<Patch> {
    let inside = target.node.start() + 1;
    let in_brackets = Patch {
        range: inside..inside,
        text: flow(value),
    };
    if target.in_flow || !is_bare(target) {
        return vec![in_brackets];
    }
    let mut ways = replace(target, &Value::Array(vec![value.clone()]));
    ways.push(in_brackets);
    ways
}
