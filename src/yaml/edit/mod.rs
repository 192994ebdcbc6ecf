//! Edits of a text that touch only their own lines.
//!
//! Each edit is one replaced range of bytes. It is made only if the new text, read again, holds exactly
//! the old value with the edit applied to it, order included; else the next way to write it is tried.
//!
//! An edit is refused, and the text left as it is, when
//! - the path is empty, or leads through a single value or past the end of a list;
//! - what is to be removed is not there, or what is to be appended to is no list;
//! - it lies in a pair without a colon (`? key` alone);
//! - no way of writing it gives the value meant, for example with a key of more than 1,000 characters,
//!   or beyond the limits of a document.

mod append;
mod expect;
mod insert;
mod locate;
mod remove;
mod set;

use serde_json::Map;
use serde_json::Value;

use crate::yaml::edit::locate::Patch;
use crate::yaml::edit::locate::Target;
use crate::yaml::emit::emit;
use crate::yaml::layout::eol;
use crate::yaml::node::Document;
use crate::yaml::node::Kind;
use crate::yaml::node::NodeRef;
use crate::yaml::path::Path;
use crate::yaml::path::Segment;
use crate::yaml::path::dotted;
use crate::yaml::span::Span;

/// One change of a value in a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Gives the path this value; a key that is not there is added, with the maps on the way to it.
    /// Comments inside a list or map that is replaced go with it; a value that is there already stays
    /// as it is written.
    Set {
        /// The way to the value.
        path: Path,
        /// The new value.
        value: Value,
    },
    /// Adds an item at the end of the list; a list that is not there, or empty, is made.
    Append {
        /// The way to the list.
        path: Path,
        /// The new item.
        value: Value,
    },
    /// Adds an item at a place from 0 of a list that is there; past its end is its end.
    Insert {
        /// The way to the list.
        path: Path,
        /// The place the item has afterwards.
        at: usize,
        /// The new item.
        value: Value,
    },
    /// Removes the pair or list item.
    Remove {
        /// The way to its value.
        path: Path,
    },
}

/// Why an edit is not made; the reasons are listed at the head of this module's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The reason: lower case, no full stop.
    pub message: String,
    /// The innermost value on the way that is there.
    pub span: Span,
}

impl Edit {
    /// The way to what the edit changes.
    pub fn path(&self) -> &[Segment] {
        match self {
            Edit::Set { path, .. }
            | Edit::Append { path, .. }
            | Edit::Insert { path, .. }
            | Edit::Remove { path } => path,
        }
    }
}

/// The document with the edits made one after another. `order` is the canonical order of the top-level
/// keys: a new one goes after the nearest key before it in `order` that is there, else to the end.
///
/// # Errors
/// The first edit that cannot be made.
pub fn apply(doc: &Document, edits: &[Edit], order: &[&str]) -> Result<Document, Refusal> {
    edits.iter().try_fold(doc.clone(), |before, edit| {
        apply_one(&before, edit, order).map_err(|refusal| Refusal {
            // The lines that the caller knows, without the edits before.
            span: nearest(doc, edit.path()),
            ..refusal
        })
    })
}

fn apply_one(doc: &Document, edit: &Edit, order: &[&str]) -> Result<Document, Refusal> {
    let refuse = |message: String| Refusal {
        message,
        span: nearest(doc, edit.path()),
    };
    // Values are compared as text, since maps compare without order.
    let old = doc.value();
    let old_text = old.to_string();
    let expected = expect::edited(old, edit, order)
        .map_err(refuse)?
        .to_string();
    if expected == old_text {
        return Ok(doc.clone());
    }
    let made = ways(doc, edit, order).into_iter().find_map(|patch| {
        let new = Document::parse(patch.apply(doc.text())).ok()?;
        let value = new.value().to_string();
        (value == expected).then_some(new)
    });
    made.ok_or_else(|| {
        let what = dotted(edit.path());
        refuse(format!(
            "`{what}` cannot be changed here without touching other lines; change it by hand"
        ))
    })
}

/// The ways to write an edit, the best first.
fn ways(doc: &Document, edit: &Edit, order: &[&str]) -> Vec<Patch> {
    let Some(root) = doc.root() else {
        return vec![first_content(doc.text(), edit)];
    };
    match edit {
        Edit::Set { path, value } => set_or_insert(root, path, value, order),
        Edit::Append { path, value } => match root.at(path) {
            Some(list) if list.kind() == Kind::List => {
                append::append(Target::find(root, path), value)
            }
            _ => set_or_insert(root, path, &Value::Array(vec![value.clone()]), order),
        },
        Edit::Insert { path, at, value } => append::insert(Target::find(root, path), *at, value),
        Edit::Remove { path } => remove::remove(root, path),
    }
}

fn set_or_insert(root: NodeRef<'_>, path: &[Segment], value: &Value, order: &[&str]) -> Vec<Patch> {
    let there = (0..=path.len())
        .rev()
        .find(|&n| root.at(&path[..n]).is_some())
        .unwrap_or_default();
    let Some(target) = Target::find(root, &path[..there]) else {
        return Vec::new();
    };
    let Some((Segment::Key(key), rest)) = path[there..].split_first() else {
        return set::replace(&target, value);
    };
    let value = nested(rest, value);
    if target.node.is_null() {
        return set::replace(&target, &pair(key, value));
    }
    let after = if there == 0 {
        expect::predecessor(root.entries().filter_map(|(k, _)| k.text()), key, order)
    } else {
        None
    };
    insert::insert(&target, after, key, value)
}

/// A document without content gets its first lines.
fn first_content(text: &str, edit: &Edit) -> Patch {
    let value = match edit {
        Edit::Set { path, value } => nested(path, value),
        Edit::Append { path, value } | Edit::Insert { path, value, .. } => {
            nested(path, &Value::Array(vec![value.clone()]))
        }
        Edit::Remove { .. } => Value::Null,
    };
    let end = eol(text, text.len());
    let gap = if text.is_empty() || text.ends_with(['\n', '\r', '\u{feff}']) {
        ""
    } else {
        end
    };
    Patch {
        range: text.len()..text.len(),
        text: format!("{gap}{}", emit(&value).replace('\n', end)),
    }
}

/// The value inside new maps, one for each key of the path.
fn nested(path: &[Segment], value: &Value) -> Value {
    path.iter().rev().fold(value.clone(), |value, segment| {
        pair(&segment_key(segment), value)
    })
}

fn segment_key(segment: &Segment) -> String {
    match segment {
        Segment::Key(key) => key.clone(),
        Segment::Index(_) => segment.to_string(),
    }
}

fn pair(key: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}

fn nearest(doc: &Document, path: &[Segment]) -> Span {
    let found = doc
        .root()
        .and_then(|root| (0..=path.len()).rev().find_map(|n| root.at(&path[..n])));
    found.map_or(
        Span {
            line: 1,
            column: 1,
            ..Span::default()
        },
        NodeRef::span,
    )
}
