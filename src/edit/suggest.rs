//! What fixes would make of the lines of a file: shown for people to judge, and never written.

use super::fix::edit;
use super::fix::patched;
use super::fix::path_of;
use crate::diag::Finding;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Suggestion;
use crate::model::Backlog;
use crate::model::Record;
use crate::yaml::Document;
use std::collections::HashMap;

/// Gives each finding that has a fix inside its file the lines that the fix alone would change.
pub fn suggest(backlog: &Backlog, findings: &mut [Finding]) {
    let records = backlog.records().iter();
    let records: HashMap<&str, &Record> = records.map(|r| (r.path.as_str(), r)).collect();
    for finding in findings {
        let record = records.get(finding.place.path.as_str());
        let fix = record.zip(finding.fix.as_ref());
        finding.suggestion = fix.and_then(|(record, fix)| suggested(backlog, record, fix));
    }
}

fn suggested(backlog: &Backlog, record: &Record, fix: &Fix) -> Option<Suggestion> {
    let mut new: Option<Record> = None;
    for operation in &fix.operations {
        let record = new.as_ref().unwrap_or(record);
        let changed = match operation {
            Operation::Set { field, value, .. } => {
                // A key of the record may be missing yet.
                let path = path_of(record, field)
                    .or_else(|| (!field.contains('.')).then(|| vec![field.as_str().into()]));
                patched(backlog, record, edit(path?, Some(value)))
            }
            Operation::Remove { field, .. } => {
                patched(backlog, record, edit(path_of(record, field)?, None))
            }
            Operation::Rename { field, to, .. } => renamed(backlog, record, field, to),
            // These change more than lines of this file.
            Operation::RenameFile { .. } | Operation::Finish { .. } | Operation::Rerank { .. } => {
                None
            }
        };
        new = Some(changed?);
    }
    let text = |record: &Record| record.document().map(|d| d.text().to_owned());
    Suggestion::between(&text(record)?, &text(&new?)?)
}

/// The record with another name for a key.
fn renamed(backlog: &Backlog, record: &Record, field: &str, to: &str) -> Option<Record> {
    let document = record.document()?;
    let key = document.root()?.key_at(&path_of(record, field)?)?.span();
    let mut text = document.text().to_owned();
    text.replace_range(key.start..key.end, to);
    let document = Document::parse(text).ok()?;
    let read = Record::read(record.kind, &record.path, document, &backlog.config);
    read.ok().map(|read| read.record)
}
