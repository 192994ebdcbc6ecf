//! Records whose file is named after a title.

use super::files;
use super::find::Root;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::text;

/// The records of a kind whose files have the name that this title gives: those
/// that may be called the same. Nothing is read; who wants to know looks at
/// their titles.
pub fn titled(root: &Root, kind: &'static Kind, title: &str) -> Vec<Id> {
    let slug = text::slug(title);
    let mut listed = Vec::new();
    files::list_kind(root, kind, &mut listed, &mut Vec::new());
    let ids = listed.into_iter().filter_map(|file| {
        let id = file.id()?;
        let rest = file.stem().strip_prefix(id.as_str())?;
        (!slug.is_empty() && rest.strip_prefix('-') == Some(&slug)).then_some(id)
    });
    ids.collect()
}
