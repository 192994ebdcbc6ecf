//! A new value in place of an old one.

use std::ops::Range;

use serde_json::Value;

use crate::yaml::edit::locate::Patch;
use crate::yaml::edit::locate::Target;
use crate::yaml::edit::locate::below;
use crate::yaml::edit::locate::joined;
use crate::yaml::emit::Form;
use crate::yaml::emit::STEP;
use crate::yaml::emit::flow;
use crate::yaml::emit::form;
use crate::yaml::emit::literal;
use crate::yaml::emit::root_form;
use crate::yaml::layout::column;
use crate::yaml::layout::past_blank_lines;
use crate::yaml::layout::skip_blanks;
use crate::yaml::layout::without_eol;
use crate::yaml::node::Style;
use crate::yaml::scalar::double;
use crate::yaml::scalar::single;
use crate::yaml::span::line_end;
use crate::yaml::span::line_start;
use crate::yaml::span::next_line;

/// The ways to write `value` where the target stands, the best first.
pub(super) fn replace(target: &Target<'_>, value: &Value) -> Vec<Patch> {
    if target.in_flow || target.node.style() == Style::Flow && target.parent.is_none() {
        return vec![in_flow(
            target,
            quoted_as(target, value).unwrap_or_else(|| flow(value)),
        )];
    }
    forms(target, value)
        .into_iter()
        .map(|form| in_block(target, form))
        .collect()
}

/// The forms to try: the style of the old value, the usual form, and one line.
fn forms(target: &Target<'_>, value: &Value) -> Vec<Form> {
    if let Some(quoted) = quoted_as(target, value) {
        return vec![Form::Inline(quoted)];
    }
    let mut forms = Vec::new();
    let style = target.node.style();
    match value {
        Value::String(text) if matches!(style, Style::Literal | Style::Folded) => {
            let mark = if style == Style::Folded && !text.trim_end_matches('\n').contains('\n') {
                '>'
            } else {
                '|'
            };
            forms.extend(literal(text, mark, content_column(target) - target.column));
        }
        _ if target.parent.is_none() => forms.push(root_form(value)),
        _ => forms.push(form(value, target.key.is_none())),
    }
    let comment_follows = !target.is_absent() && !rest_of_line(target).trim().is_empty();
    if comment_follows && !target.is_block() && !matches!(style, Style::Literal | Style::Folded) {
        forms.retain(|form| !matches!(form, Form::Literal { .. }));
    }
    forms.push(Form::Inline(flow(value)));
    forms
}

/// The text in the quotes of the old one, where there are any.
fn quoted_as(target: &Target<'_>, value: &Value) -> Option<String> {
    match (value, target.node.style()) {
        (Value::String(text), Style::Single) => Some(single(text).unwrap_or_else(|| double(text))),
        (Value::String(text), Style::Double) => Some(double(text)),
        _ => None,
    }
}

/// Inside brackets: only the value itself changes; a missing one needs its colon.
fn in_flow(target: &Target<'_>, new: String) -> Patch {
    let range = target.node.start()..target.node.end();
    if !target.is_absent() {
        return Patch { range, text: new };
    }
    let colon = if target.text()[..target.mark].ends_with(':') {
        " "
    } else {
        ": "
    };
    Patch {
        range: target.mark..target.mark,
        text: format!("{colon}{new}"),
    }
}

fn in_block(target: &Target<'_>, form: Form) -> Patch {
    match form {
        Form::Inline(new) => inline(target, &new),
        Form::Literal { head, lines } => text_below(target, &head, &lines),
        Form::Block(lines) => lines_below(target, &lines),
    }
}

/// One line in place of whatever stood there.
fn inline(target: &Target<'_>, new: &str) -> Patch {
    let text = target.text();
    if target.is_absent() {
        let blanks = skip_blanks(text, target.mark);
        let end = if line_end(text, blanks) == blanks {
            blanks
        } else {
            target.mark
        };
        return Patch {
            range: target.mark..end,
            text: gap(target).to_owned() + new,
        };
    }
    if target.is_block() && !target.on_mark_line() {
        // Comments between the key and the first line of the old value stay.
        let first = line_start(text, target.node.start());
        let kept = without_eol(&text[target.mark..first]);
        let range = target.mark..line_end(text, target.node.end());
        return Patch {
            range,
            text: format!(" {new}{kept}"),
        };
    }
    if matches!(target.node.style(), Style::Literal | Style::Folded) {
        let range = target.node.start()..target.node.end();
        return Patch {
            range,
            text: format!("{new}{}", header_comment(target)),
        };
    }
    let end = if target.is_block() {
        line_end(text, target.node.end())
    } else {
        target.node.end()
    };
    Patch {
        range: target.node.start()..end,
        text: new.to_owned(),
    }
}

/// A text as lines below its mark.
fn text_below(target: &Target<'_>, head: &str, lines: &[String]) -> Patch {
    let text = target.text();
    let eol = target.eol();
    let is_text = matches!(target.node.style(), Style::Literal | Style::Folded);
    let content = if is_text {
        content_column(target)
    } else {
        target.column + STEP
    };
    let comment = if is_text {
        header_comment(target)
    } else {
        comment_on_mark_line(target)
    };
    let mut new = format!("{head}{comment}{}", below(lines, content, eol));
    let mut end = line_end(text, target.node.end());
    if head.contains('+') {
        // Blank lines that follow would count as part of the text.
        end = past_blank_lines(text, next_line(text, end));
        new.push_str(eol);
    }
    let in_place = is_text || (target.on_mark_line() && !target.is_absent());
    if in_place {
        return Patch {
            range: target.node.start()..end,
            text: new,
        };
    }
    Patch {
        range: target.mark..end,
        text: gap(target).to_owned() + &new,
    }
}

/// A list or map as lines.
fn lines_below(target: &Target<'_>, lines: &[String]) -> Patch {
    let text = target.text();
    let eol = target.eol();
    let end = line_end(text, target.node.end());
    let item = target.key.is_none();
    if !target.on_mark_line() || target.parent.is_none() {
        let start = target.node.start();
        return Patch {
            range: start..end,
            text: joined(lines, column(text, start), eol),
        };
    }
    let comment = comment_on_mark_line(target);
    if item && comment.is_empty() {
        let start = target.node.start();
        let gap = if start == target.mark { " " } else { "" };
        let column = column(text, start) + gap.len();
        return Patch {
            range: start..end,
            text: gap.to_owned() + &joined(lines, column, eol),
        };
    }
    Patch {
        range: target.mark..end,
        text: format!("{comment}{}", below(lines, target.column + STEP, eol)),
    }
}

/// A blank after the colon or dash, where there is none yet.
fn gap(target: &Target<'_>) -> &'static str {
    if target.text()[..target.mark].ends_with([':', '-']) {
        " "
    } else {
        ""
    }
}

/// What stands behind the value on its last line.
fn rest_of_line<'a>(target: &Target<'a>) -> &'a str {
    let end = target.node.end();
    &target.text()[end..line_end(target.text(), end)]
}

/// The comment on the line of the key or dash, with the blanks before it: behind a value on that line,
/// or before one that begins further down.
fn comment_on_mark_line<'a>(target: &Target<'a>) -> &'a str {
    let text = target.text();
    let behind = if target.is_block() && target.on_mark_line() {
        return "";
    } else {
        target
    };
    let from = if behind.on_mark_line() {
        target.node.end()
    } else {
        target.mark
    };
    let rest = &text[from..line_end(text, from)];
    if rest.trim().is_empty() { "" } else { rest }
}

/// The comment behind the `|` or `>` of a text, with the blanks before it.
fn header_comment<'a>(target: &Target<'a>) -> &'a str {
    let text = target.text();
    let range: Range<usize> = target.node.start()..line_end(text, target.node.start());
    let header = &text[range];
    header
        .find([' ', '\t'])
        .map_or("", |at| &header[at..])
        .trim_end()
}

/// The column of a `|` text's lines: where they are, unless the mark says a number.
fn content_column(target: &Target<'_>) -> usize {
    let text = target.text();
    let start = target.node.start();
    let header = &text[start..line_end(text, start)];
    let said = header
        .split([' ', '\t'])
        .next()
        .is_some_and(|mark| mark.contains(|c: char| c.is_ascii_digit()));
    let body = &text[next_line(text, start).min(target.node.end())..target.node.end()];
    let first = body.lines().find(|line| !line.trim().is_empty());
    let column = first.map_or(0, |line| skip_blanks(line, 0));
    if said || column <= target.column {
        target.column + STEP
    } else {
        column
    }
}
