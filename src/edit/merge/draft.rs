//! The merged text, tried in several ways: the first that has room for its
//! comments is taken.

use super::Texts;
use super::comments::Comments;
use super::section;
use super::write;
use crate::diag::Error;
use crate::model::conflict;
use crate::model::kind::Kind;
use crate::model::record;
use crate::text;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Refusal;
use serde_json::Map;
use serde_json::Value;

/// The three texts, read.
#[derive(Clone, Copy)]
pub(super) struct Documents<'d> {
    pub base: Option<&'d Document>,
    pub ours: &'d Document,
    pub theirs: &'d Document,
}

/// The text that says what each side should, with as much of both as lines,
/// else whole keys, can be merged; and their comments.
///
/// # Errors
/// A comment that both sides wrote anew, or that has no place.
pub(super) fn drafts(
    texts: Texts<'_>,
    documents: Documents<'_>,
    comments: &Comments,
    [our_map, their_map]: [&Map<String, Value>; 2],
    kind: &Kind,
) -> Result<(Document, Document), Error> {
    let order = record::key_order(kind);
    let [our_value, their_value] = [our_map, their_map].map(|map| Value::Object(map.clone()));
    let conflicts = conflict::between(kind, &our_value, &their_value);
    let wanted = |side: usize, value: &Value| {
        let wanted = comments.wanted(side, value, &conflicts);
        wanted.ok_or_else(|| Error::usage("comments of both sides meet"))
    };
    let (our_comments, their_comments) = (wanted(1, &our_value)?, wanted(2, &their_value)?);
    let homeless = || Error::usage("a comment has no place in the merged text");
    let mut ways = ways(texts, documents, our_map, order);
    let ours = ways.find_map(|draft| yaml::with_notes(&draft, &our_comments));
    let ours = ours.ok_or_else(homeless)?;
    if conflicts.is_empty() {
        return Ok((ours.clone(), ours));
    }
    let refused = |refusal: Refusal| Error::usage(refusal.message);
    let theirs = write::towards(&ours, their_map, order).map_err(refused)?;
    let as_written = their_map.keys().fold(theirs.clone(), |draft, key| {
        match our_map.get(key) == their_map.get(key) {
            true => draft,
            false => section::with_lines(&draft, documents.theirs, key).unwrap_or(draft),
        }
    });
    let mut ways = [as_written, theirs].into_iter();
    let theirs = ways.find_map(|draft| yaml::with_notes(&draft, &their_comments));
    Ok((ours, theirs.ok_or_else(homeless)?))
}

/// The texts that say this, the one with the most lines of both sides first.
fn ways<'t>(
    texts: Texts<'t>,
    documents: Documents<'t>,
    to: &'t Map<String, Value>,
    order: &'t [&str],
) -> impl Iterator<Item = Document> + 't {
    let Documents { base, ours, theirs } = documents;
    let by_lines = move || {
        let text = text::merge_lines_ours_first(texts.base, ours.text(), theirs.text())?;
        let document = super::read(text).ok()?;
        let value = document.value();
        // A key that lines lost would be written anew, without its quotes.
        let is_of_both = |key: &&String| {
            let has = |side: &Document| side.value().get(key.as_str()).is_some();
            has(ours) && has(theirs)
        };
        let mut kept = to.keys().filter(is_of_both);
        let has_all = kept.all(|key| value.get(key).is_some());
        let written = has_all.then(|| write::towards(&document, to, order));
        written?.ok()
    };
    let by_key = move |ground: &Document, other: &Document| {
        let sides = section::Sides {
            base,
            ground,
            other,
        };
        section::towards(sides, to, order).ok()
    };
    let ways: [Box<dyn Fn() -> Option<Document> + 't>; 3] = [
        Box::new(by_lines),
        Box::new(move || by_key(ours, theirs)),
        Box::new(move || by_key(theirs, ours)),
    ];
    ways.into_iter().filter_map(|way| way())
}
