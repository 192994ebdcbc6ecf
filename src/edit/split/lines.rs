//! The lines of criteria as they are written: the comments right above one, and
//! those below it that are indented deeper, go with it.

use crate::edit::patch::second_reader;
use crate::model::Record;
use crate::model::config::Config;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::NodeRef;
use crate::yaml::Style;
use std::ops::Range;

/// What the lists of criteria are in.
const FIELD: &str = "acceptance";

/// The lines of one criterion.
struct Lines {
    /// From its first comment on to the next criterion.
    whole: Range<usize>,
    /// The criterion itself, without comments below it.
    own: Range<usize>,
    /// The column of its dash.
    column: usize,
}

/// The lines of each criterion; nothing where one has none for itself, as in
/// brackets.
fn lines(document: &Document) -> Option<Vec<Lines>> {
    let list = document.root()?.get(FIELD)?;
    let key = document.root()?.key_at(&[FIELD.into()])?;
    let text = document.text();
    if list.style() == Style::Flow {
        return None;
    }
    let mut found: Vec<Lines> = Vec::new();
    let mut content_before = key.span().end;
    for item in list.items() {
        let begin = line_start(text, item.span().start);
        let column = text[begin..].len() - text[begin..].trim_start_matches(' ').len();
        if !text[begin + column..].starts_with('-') {
            return None;
        }
        let mut start = begin;
        while start > content_before {
            let above = line_start(text, start - 1);
            let line = text[above..start].trim_start_matches(' ');
            let is_deeper = text[above..start].len() - line.len() > column;
            if !line.starts_with('#') || is_deeper {
                break;
            }
            start = above;
        }
        if let Some(last) = found.last_mut() {
            last.whole.end = start;
        }
        content_before = item.span().end;
        let end = next_line(text, content_before.saturating_sub(1));
        found.push(Lines {
            whole: start..end,
            own: begin..end,
            column,
        });
    }
    Some(found)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn next_line(text: &str, at: usize) -> usize {
    // In bytes, since the one before an end may lie within a character.
    let rest = &text.as_bytes()[at.min(text.len())..];
    let end = rest.iter().position(|byte| *byte == b'\n');
    end.map_or(text.len(), |end| at + end + 1)
}

/// The text of a new story with the criteria it took written as they were, where
/// that brings comments along.
pub(super) fn with_comments(new: String, record: &Record, places: &[usize]) -> String {
    match written(&new, record, places) {
        Some(text) => text,
        None => new,
    }
}

fn written(new: &str, record: &Record, places: &[usize]) -> Option<String> {
    let document = record.document()?;
    let all = lines(document)?;
    let taken: Vec<&Lines> = places.iter().filter_map(|at| all.get(*at)).collect();
    let comments = yaml::comment_places(document);
    let has_any = |lines: &&Lines| comments.iter().any(|c| lines.whole.contains(&c.start));
    if !taken.iter().any(has_any) {
        return None;
    }
    let mut block = format!("{FIELD}:\n");
    for lines in taken {
        for line in document.text()[lines.whole.clone()].lines() {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            let line = &line[blanks.min(lines.column)..];
            let indent = if line.is_empty() { "" } else { "  " };
            block.push_str(&format!("{indent}{line}\n"));
        }
    }
    let generated = Document::parse(new.to_owned()).ok()?;
    let list: NodeRef = generated.root()?.get(FIELD)?;
    let key = generated.root()?.key_at(&[FIELD.into()])?.span().start;
    let end = next_line(new, list.span().end.saturating_sub(1));
    let text = format!("{}{block}{}", &new[..key], &new[end..]);
    let read = Document::parse(text.clone()).ok()?;
    let is_same = read.value() == generated.value();
    let is_sure = second_reader(&record.path, &generated, &read).is_ok();
    (is_same && is_sure).then_some(text)
}

/// The story without the comments above and below the criteria at these places;
/// nothing where that cannot be.
pub(super) fn bare(record: &Record, places: &[usize], config: &Config) -> Option<Record> {
    let document = record.document()?;
    let mut text = document.text().to_owned();
    let all = lines(document)?;
    let mut places = places.to_vec();
    places.sort_unstable_by(|a, b| b.cmp(a));
    for lines in places.into_iter().filter_map(|at| all.get(at)) {
        let below = document.text()[lines.own.end..lines.whole.end].split_inclusive('\n');
        let blank: String = below.filter(|line| line.trim().is_empty()).collect();
        text.replace_range(lines.own.end..lines.whole.end, &blank);
        text.replace_range(lines.whole.start..lines.own.start, "");
    }
    let bare = Document::parse(text).ok()?;
    let is_same = bare.value() == document.value();
    let read = Record::read(record.kind, &record.path, bare, config).ok()?;
    is_same.then_some(read.record)
}
