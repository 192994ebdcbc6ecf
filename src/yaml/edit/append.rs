//! A new item at the end of a list.

use serde_json::Value;

use crate::yaml::edit::insert::flow_after;
use crate::yaml::edit::insert::is_bare;
use crate::yaml::edit::insert::lines_after;
use crate::yaml::edit::locate::Patch;
use crate::yaml::edit::locate::Target;
use crate::yaml::edit::set::replace;
use crate::yaml::emit::Form;
use crate::yaml::emit::flow;
use crate::yaml::emit::form;
use crate::yaml::emit::item_lines;
use crate::yaml::layout::column;
use crate::yaml::node::Kind;
use crate::yaml::node::Style;

/// The ways to add an item; a map is written in brackets when the last item is.
pub(super) fn append(target: Option<Target<'_>>, value: &Value) -> Vec<Patch> {
    let Some(target) = target else {
        return Vec::new();
    };
    let list = target.node;
    let Some(last) = list.items().last() else {
        return empty(&target, value);
    };
    if list.style() == Style::Flow {
        return vec![flow_after(list, last.end(), &flow(value))];
    }
    let in_brackets = last.kind() == Kind::Map && last.style() == Style::Flow && value.is_object();
    let usual = if in_brackets {
        Form::Inline(flow(value))
    } else {
        form(value, true)
    };
    let column = column(target.text(), list.start());
    [usual, Form::Inline(flow(value))]
        .map(|form| lines_after(last, column, &item_lines(form)))
        .into()
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
