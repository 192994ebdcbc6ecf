//! The lines of a top-level key, taken from another text as they stand there:
//! with their comments, quotes and brackets.

use crate::model::conflict::Conflict;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::Notes;
use crate::yaml::Path;
use crate::yaml::Refusal;
use crate::yaml::Segment;
use serde_json::Map;
use serde_json::Value;
use std::collections::HashMap;
use std::ops::Range;

/// The base, the side whose text is the ground, and the other one.
#[derive(Clone, Copy)]
pub(super) struct Sides<'d> {
    pub base: Option<&'d Document>,
    pub ground: &'d Document,
    pub other: &'d Document,
}

/// The ground with this value. A key that the ground has as the base has it,
/// and the other side as it is to be, comes with the lines of that side.
///
/// # Errors
/// A place that cannot be edited at all.
pub(super) fn towards(
    sides: Sides<'_>,
    to: &Map<String, Value>,
    order: &[&str],
) -> Result<Document, Refusal> {
    let mut new = super::write::towards(sides.ground, to, order)?;
    for (key, value) in to {
        let of_base = sides.base.and_then(|base| lines(base, key));
        let is_untouched = lines(sides.ground, key) == of_base;
        if is_untouched && sides.other.value().get(key) == Some(value) {
            new = with_lines(&new, sides.other, key).unwrap_or(new);
        }
    }
    Ok(new)
}

/// A side brought to the values of the other at these conflicts, as `edits`
/// say, with the comments that the other has there.
///
/// # Errors
/// A value that cannot be written where it stands.
pub(super) fn brought(
    side: &Document,
    from: &Document,
    conflicts: &[Conflict],
    edits: &[Edit],
    order: &[&str],
) -> Result<Document, Refusal> {
    let edited = yaml::apply(side, edits, order)?;
    let is_there = |path: &Path| conflicts.iter().any(|c| path.starts_with(&c.path));
    let mut wanted: HashMap<Path, Notes> = yaml::notes(&edited).into_iter().collect();
    wanted.retain(|path, _| !is_there(path));
    let theirs = yaml::notes(from).into_iter();
    wanted.extend(theirs.filter(|(path, _)| is_there(path)));
    let keys = conflicts
        .iter()
        .filter_map(|conflict| match conflict.path.first() {
            Some(Segment::Key(key)) => Some(key.as_str()),
            _ => None,
        });
    let as_written = keys.fold(edited.clone(), |draft, key| {
        with_lines(&draft, from, key).unwrap_or(draft)
    });
    let mut ways = [&edited, &as_written].into_iter();
    let with_comments = ways.find_map(|draft| yaml::with_notes(draft, &wanted));
    Ok(with_comments.unwrap_or_else(|| edited.clone()))
}

/// Nothing where the text would then say something else.
pub(super) fn with_lines(document: &Document, from: &Document, key: &str) -> Option<Document> {
    let (at, new) = (place(document, key)?, lines(from, key)?);
    let text = document.text();
    let end = if new.ends_with('\n') { "" } else { "\n" };
    let text = [&text[..at.start], new, end, &text[at.end..]].concat();
    let new = Document::parse(text).ok()?;
    // As text, since maps compare without order.
    let said = |document: &Document| document.value().to_string();
    (said(&new) == said(document)).then_some(new)
}

/// The comments of a key.
pub(super) fn comments(document: &Document, key: &str) -> Vec<String> {
    let at = place(document, key).unwrap_or_default();
    let places = yaml::comment_places(document).into_iter();
    let inside = places.filter(|place| at.contains(&place.start));
    inside
        .map(|place| yaml::laid_out_comment(&document.text()[place]))
        .collect()
}

fn lines<'d>(document: &'d Document, key: &str) -> Option<&'d str> {
    place(document, key).map(|at| &document.text()[at])
}

fn place(document: &Document, key: &str) -> Option<Range<usize>> {
    let mut sections = yaml::sections(document).into_iter();
    sections.find(|(name, _)| name == key).map(|(_, at)| at)
}
