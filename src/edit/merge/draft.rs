//! The merged text, tried in several ways: the first that loses no comment is
//! taken.

use super::Texts;
use super::comments;
use super::read;
use super::section;
use super::write;
use crate::text;
use crate::yaml::Document;
use serde_json::Map;
use serde_json::Value;

/// The text that says this, with as much of both sides as lines, else whole
/// keys, can be merged. Nothing where comments of both sides meet.
pub(super) fn drafts(
    texts: Texts<'_>,
    [ours, theirs]: [&Document; 2],
    to: &Map<String, Value>,
    order: &[&str],
) -> Option<Document> {
    let base = read(texts.base.to_owned()).ok();
    let by_lines = |[one, other]: [&Document; 2]| {
        // Comments and quotes of both sides.
        let text = text::merge_lines_ours_first(texts.base, one.text(), other.text())?;
        let document = read(text).ok()?;
        let value = document.value();
        // A key that lines lost would be written anew, without its comments.
        let is_of_both = |key: &&String| {
            let has = |side: &Document| side.value().get(key.as_str()).is_some();
            has(one) && has(other)
        };
        let mut kept = to.keys().filter(is_of_both);
        let has_all = kept.all(|key| value.get(key).is_some());
        let written = has_all.then(|| write::towards(&document, to, order));
        written?.ok()
    };
    let by_key = |[ground, other]: [&Document; 2]| {
        let sides = section::Sides {
            base: base.as_ref(),
            ground,
            other,
        };
        section::towards(sides, to, order).ok()
    };
    let whole = |draft: Option<Document>| {
        let draft = comments::carried(draft?, texts.base, [theirs, ours]);
        let draft = comments::carried(draft, texts.base, [ours, theirs]);
        comments::are_kept(&draft, texts.base, [ours, theirs]).then_some(draft)
    };
    whole(by_lines([ours, theirs]))
        .or_else(|| whole(by_key([ours, theirs])))
        .or_else(|| whole(by_key([theirs, ours])))
        .or_else(|| whole(by_lines([theirs, ours])))
}
