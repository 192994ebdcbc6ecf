//! Criteria that move as they are written, each with the comments that are its own: `src/yaml/notes` says which.

use crate::diag::Error;
use crate::edit::patch::second_reader;
use crate::model::Record;
use crate::model::config::Config;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::Path;
use serde_json::Value;
use std::ops::Range;

/// What the lists of criteria are in.
const FIELD: &str = "acceptance";

fn path(at: usize) -> Path {
    vec![FIELD.into(), at.into()]
}

/// A value as text, since maps compare without order.
fn said(value: &Value) -> String {
    value.to_string()
}

/// The lines of the criteria at these places, of all that are taken; nothing where one has none for itself, as in
/// brackets. What heads a paragraph that is taken as a whole goes with its first criterion.
fn lines(document: &Document, places: &[usize], taken: &[usize]) -> Option<Vec<Range<usize>>> {
    let lines = |at: &usize| {
        let own = yaml::extent(document, &path(*at))?;
        let heading = yaml::heading(document, &path(*at));
        let goes = heading.filter(|(_, count)| (*at..*at + count).all(|at| taken.contains(&at)));
        Some(match goes {
            Some((heading, _)) => heading.start..own.end,
            None => own,
        })
    };
    places.iter().map(lines).collect()
}

/// The text of a new story with the criteria it took: as they were written, with all their keys; its lines end as those
/// of the story it comes from.
///
/// # Errors
/// A criterion that cannot be written in the new story.
pub(super) fn moved(
    new: String,
    record: &Record,
    (places, taken): (&[usize], &[usize]),
) -> Result<String, Error> {
    let Some(document) = record.document().filter(|_| !places.is_empty()) else {
        return Ok(new);
    };
    let refuse = |what: String| {
        let message = format!("the criteria of {} cannot be moved: {what}", record.id());
        Error::usage(message).help("nothing was changed; move them by hand")
    };
    let typed = Document::parse(new).map_err(|(fault, _)| refuse(fault.message))?;
    let items = document.value()[FIELD].clone();
    let edit = Edit::Set {
        path: vec![FIELD.into()],
        value: places.iter().map(|at| items[*at].clone()).collect(),
    };
    let whole = yaml::apply(&typed, &[edit], &[]).map_err(|refusal| refuse(refusal.message))?;
    let text =
        as_written(&whole, record, (places, taken)).unwrap_or_else(|| whole.text().to_owned());
    Ok(text.replace('\n', document.eol()))
}

fn as_written(
    new: &Document,
    record: &Record,
    (places, taken): (&[usize], &[usize]),
) -> Option<String> {
    let document = record.document()?;
    let mut block = format!("{FIELD}:\n");
    for (at, lines) in places.iter().zip(lines(document, places, taken)?) {
        let dash = document.root()?.at(&path(*at))?.span().start;
        let before = document.text()[..dash].rsplit(['\n', '\r']).next()?;
        let column = before.len() - before.trim_start_matches(' ').len();
        let written = document.text()[lines].replace("\r\n", "\n");
        for line in written.replace('\r', "\n").lines() {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            let line = &line[blanks.min(column)..];
            let indent = if line.is_empty() { "" } else { "  " };
            block.push_str(&format!("{indent}{line}\n"));
        }
    }
    let text = new.text();
    let whole = yaml::extent(new, &[FIELD.into()])?;
    let text = format!("{}{block}{}", &text[..whole.start], &text[whole.end..]);
    let read = Document::parse(text).ok()?;
    let is_same = said(&read.value()) == said(&new.value());
    let is_sure = second_reader(&record.path, new, &read).is_ok();
    (is_same && is_sure).then(|| read.text().to_owned())
}

/// The story without the criteria at these places; nothing where they have no lines for themselves. All at once, since
/// what heads several would be the last one's own after the others went.
pub(super) fn without(record: &Record, places: &[usize], config: &Config) -> Option<Record> {
    let document = record.document()?;
    let mut places = places.to_vec();
    // From the back, so that no place shifts under another.
    places.sort_unstable_by(|a, b| b.cmp(a));
    let mut text = document.text().to_owned();
    for lines in lines(document, &places, &places)? {
        let first = text[lines.clone()].trim_start();
        // Where a whole paragraph goes, so does one of the blank lines around it.
        let above = text[..lines.start].lines().next_back();
        let is_alone = first.starts_with('#') && above.is_some_and(|line| line.trim().is_empty());
        text.replace_range(lines.clone(), "");
        let rest = &text[lines.start..];
        if is_alone
            && rest
                .lines()
                .next()
                .is_some_and(|line| line.trim().is_empty())
        {
            let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
            text.replace_range(lines.start..lines.start + end, "");
        }
    }
    let mut meant: Value = document.value();
    let items = meant.get_mut(FIELD)?.as_array_mut()?;
    for at in places {
        items.remove(at);
    }
    let rest = Document::parse(text).ok()?;
    let is_same = said(&rest.value()) == said(&meant);
    let is_sure = second_reader(&record.path, document, &rest).is_ok();
    let read = Record::read(record.kind, &record.path, rest, config).ok()?;
    (is_same && is_sure).then_some(read.record)
}
