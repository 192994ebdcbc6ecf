//! A map holds each key once: a second one would silently win or lose, by the reader.

use std::collections::HashSet;

use crate::yaml::fault::Fault;
use crate::yaml::node::Document;
use crate::yaml::node::Kind;
use crate::yaml::node::NodeRef;

/// The first key that stands twice in its map.
pub(super) fn twice(doc: &Document) -> Option<Fault> {
    let (first, again) = doc
        .all()
        .filter(|node| node.kind() == Kind::Map)
        .find_map(twice_in)?;
    let message = format!(
        "the key `{}` stands twice",
        again.text().unwrap_or_default()
    );
    let hint = format!(
        "the first is on line {}; keep one of them",
        first.span().line
    );
    Some(Fault::new(message, again.span()).hint(hint))
}

fn twice_in(map: NodeRef<'_>) -> Option<(NodeRef<'_>, NodeRef<'_>)> {
    const FEW: usize = 24;
    let keys = || map.entries().map(|(key, _)| key);
    let again = if keys().nth(FEW).is_none() {
        keys()
            .enumerate()
            .find(|(n, key)| keys().take(*n).any(|k| k.text() == key.text()))
            .map(|(_, key)| key)
    } else {
        let mut seen = HashSet::new();
        keys().find(|key| !seen.insert(key.text()))
    }?;
    let first = keys().find(|key| key.text() == again.text())?;
    Some((first, again))
}
