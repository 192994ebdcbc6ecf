//! A new pair in a map.

use serde_json::Map;
use serde_json::Value;

use crate::yaml::edit::locate::Patch;
use crate::yaml::edit::locate::Target;
use crate::yaml::edit::locate::below;
use crate::yaml::edit::set::replace;
use crate::yaml::emit::Form;
use crate::yaml::emit::flow;
use crate::yaml::emit::flow_pair;
use crate::yaml::emit::form;
use crate::yaml::emit::pair_lines;
use crate::yaml::layout::column;
use crate::yaml::layout::eol;
use crate::yaml::layout::skip_blanks;
use crate::yaml::node::NodeRef;
use crate::yaml::node::Style;
use crate::yaml::span::line_end;
use crate::yaml::span::next_line;

/// The ways to add `key: value` to a map after its pair `after`, else at its end.
pub(super) fn insert(
    target: &Target<'_>,
    after: Option<usize>,
    key: &str,
    value: Value,
) -> Vec<Patch> {
    let map = target.node;
    let pairs = map.entries().count();
    let previous = map.entries().nth(after.unwrap_or(pairs.saturating_sub(1)));
    match previous {
        None => empty(target, key, value),
        Some((_, previous)) if map.style() == Style::Flow => {
            vec![flow_after(map, previous.end(), &flow_pair(key, &value))]
        }
        Some((_, previous)) => {
            let forms = [form(&value, false), Form::Inline(flow(&value))];
            let lines = forms.map(|form| pair_lines(key, form));
            lines
                .map(|lines| lines_after(previous, column(target.text(), map.start()), &lines))
                .into()
        }
    }
}

/// The first pair of `{}`.
fn empty(target: &Target<'_>, key: &str, value: Value) -> Vec<Patch> {
    let inside = target.node.start() + 1;
    let in_brackets = Patch {
        range: inside..inside,
        text: flow_pair(key, &value),
    };
    if target.in_flow || !is_bare(target) {
        return vec![in_brackets];
    }
    let mut ways = replace(
        target,
        &Value::Object(Map::from_iter([(key.to_owned(), value)])),
    );
    ways.push(in_brackets);
    ways
}

/// Whether nothing, no comment either, stands in the brackets of an empty list or map.
pub(super) fn is_bare(target: &Target<'_>) -> bool {
    target.text()[target.node.start() + 1..target.node.end() - 1]
        .trim()
        .is_empty()
}

/// Another item or pair in brackets; a pair that stands in a list without its own gets some.
pub(super) fn flow_after(collection: NodeRef<'_>, at: usize, new: &str) -> Patch {
    let text = collection.document().text();
    // `a:,` would be read as one word.
    let gap = if text[..at].ends_with(':') { " " } else { "" };
    if text[collection.start()..].starts_with(['[', '{']) {
        return Patch {
            range: at..at,
            text: format!("{gap}, {new}"),
        };
    }
    let range = collection.start()..collection.end();
    let old = &text[range.clone()];
    Patch {
        range,
        text: format!("{{{old}{gap}, {new}}}"),
    }
}

/// New lines below those of the value before, past comments that are indented deeper and blank lines above these.
pub(super) fn lines_after(previous: NodeRef<'_>, column: usize, lines: &[String]) -> Patch {
    let text = previous.document().text();
    let mut end = line_end(text, previous.end());
    let mut at = end;
    loop {
        let next = next_line(text, at);
        let mark = skip_blanks(text, next);
        let is_deeper = text[mark..].starts_with('#') && mark - next > column;
        let is_blank = line_end(text, mark) == mark;
        if next == at || !(is_deeper || is_blank) {
            break;
        }
        at = line_end(text, mark);
        if is_deeper {
            end = at;
        }
    }
    Patch {
        range: end..end,
        text: below(lines, column, eol(text, previous.end())),
    }
}
