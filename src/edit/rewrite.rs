//! Takes a record as somebody wrote it in an editor: read again before it
//! becomes a change.

use super::Change;
use super::Stamp;
use super::change;
use super::create;
use super::gate;
use super::history;
use super::patch;
use super::patch::refuse_new_misfits;
use super::patch::second_reader;
use crate::diag::Error;
use crate::diag::Finding;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::kind::Kind;
use crate::model::reading;
use crate::model::shape;
use crate::model::unknown;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Edit;
use std::ops::Range;

/// The change from a record to its edited text. Flow fields that changed go
/// into history, unless the text itself has another history now.
///
/// # Errors
/// The text is no record of this id, holds a value that does not fit, or a
/// state whose gate does not open.
pub fn rewrite(
    backlog: &Backlog,
    record: &Record,
    text: &str,
    stamp: &Stamp,
) -> Result<Option<Change>, Error> {
    let before = record.document().map(|document| document.text().to_owned());
    if before.as_deref() == Some(text) {
        return Ok(None);
    }
    let mut new = checked(backlog, record, text)?;
    if new.status() != record.status() {
        gate::check(backlog, record.status(), &new, stamp.today)?;
    }
    if new.common.history == record.common.history {
        let entries = history::entries(record, &new, stamp);
        if let Some((_, with_history)) = patch(&new, &entries, &backlog.config)? {
            new = with_history;
        }
    }
    Ok(Some(Change {
        path: record.path.clone(),
        id: Some(record.id().clone()),
        before,
        after: new.document().map(|document| document.text().to_owned()),
        fields: change::differences(record, &new),
        place: None,
    }))
}

/// A new record as it was written down in an editor, in place of what `po`
/// began.
///
/// # Errors
/// As `rewrite`.
pub fn rewrite_new(
    backlog: &Backlog,
    begun: &Change,
    text: &str,
    stamp: &Stamp,
) -> Result<Change, Error> {
    let begun_record = super::reread(backlog, begun)?;
    let mut new = checked(backlog, &begun_record, text)?;
    gate::check(backlog, None, &new, stamp.today)
        .map_err(|refusal| create::unwritten_text(refusal, new.id()))?;
    if new.common.history == begun_record.common.history {
        let path = vec!["history".into()];
        let edits = [Edit::Remove { path }, history::first_entry(&new, stamp)];
        if let Some((_, with_history)) = patch(&new, &edits, &backlog.config)? {
            new = with_history;
        }
    }
    let mut fields = change::additions(&new.fields());
    fields.retain(|field| !field.to.is_null());
    Ok(Change {
        after: new.document().map(|document| document.text().to_owned()),
        fields,
        ..begun.clone()
    })
}

/// The record that an edited text gives: the same one, with values that fit.
fn checked(backlog: &Backlog, record: &Record, text: &str) -> Result<Record, Error> {
    let edited = read(backlog, record.kind, &record.path, text)?;
    refuse_new_misfits(record, &edited.findings, &backlog.config)?;
    let new = edited.record;
    if new.id() != record.id() {
        let message = format!("the id became {}; an id never changes", new.id());
        return Err(Error::usage(message).at(new.place_of("id")));
    }
    if let (Some(old), Some(document)) = (record.document(), new.document()) {
        second_reader(&record.path, old, document)?;
    }
    Ok(new)
}

fn read(
    backlog: &Backlog,
    kind: &'static Kind,
    path: &str,
    text: &str,
) -> Result<crate::model::record::Read, Error> {
    if text.trim().is_empty() {
        return Err(Error::usage("the text is empty").help("po rm takes a record away"));
    }
    let document = Document::parse(text.to_owned())
        .map_err(|(fault, text)| refused(reading::no_document(&text, path, fault)))?;
    Record::read(kind, path, document, &backlog.config).map_err(|finding| refused(*finding))
}

fn refused(finding: Finding) -> Error {
    Error::of(finding)
}

/// The lines of one top-level key.
#[derive(Clone, Debug)]
pub struct Section {
    key: String,
    /// Where they stand in the text; none where the key is not there yet.
    range: Option<Range<usize>>,
    pub text: String,
}

/// The lines of a key of a record, for editing them alone.
///
/// # Errors
/// The kind has no such field.
pub fn section(backlog: &Backlog, record: &Record, key: &str) -> Result<Section, Error> {
    let fields = shape::fields(record.kind, &backlog.config);
    if !fields.iter().any(|field| field.name == key) {
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        return Err(unknown::field(record.kind, key, &names));
    }
    let root = record.document().and_then(Document::root);
    let pair = root.and_then(|root| root.entries().find(|(k, _)| k.text() == Some(key)));
    let text = record.document().map(Document::text).unwrap_or_default();
    let range = pair.map(|(name, value)| {
        let end = value.span().end.max(name.span().end);
        let start = text[..name.span().start].rfind('\n').map_or(0, |at| at + 1);
        let rest = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        start..if text[..end].ends_with('\n') {
            end
        } else {
            rest
        }
    });
    Ok(Section {
        key: key.to_owned(),
        text: match &range {
            Some(range) => text[range.clone()].to_owned(),
            None => format!("{key}:\n"),
        },
        range,
    })
}

impl Section {
    /// The whole text of the record with these lines in place of the old.
    ///
    /// # Errors
    /// The key was not there, and the lines are not what it could hold.
    pub fn within(&self, record: &Record, lines: &str) -> Result<String, Error> {
        let Some(document) = record.document() else {
            return Ok(lines.to_owned());
        };
        let text = document.text();
        if let Some(range) = &self.range {
            let end = if lines.is_empty() || lines.ends_with('\n') {
                ""
            } else {
                "\n"
            };
            return Ok([&text[..range.start], lines, end, &text[range.end..]].concat());
        }
        let written = Document::parse(lines.to_owned())
            .map_err(|(fault, text)| refused(reading::no_document(&text, &record.path, fault)))?;
        let value = written.root().and_then(|root| root.get(&self.key));
        let Some(value) = value.filter(|value| !value.is_null()) else {
            return Ok(text.to_owned());
        };
        let order = crate::model::record::key_order(record.kind);
        let edit = Edit::Set {
            path: vec![self.key.as_str().into()],
            value: value.value(),
        };
        let new = yaml::apply(document, &[edit], order)
            .map_err(|refusal| Error::usage(refusal.message))?;
        Ok(new.into_text())
    }
}
