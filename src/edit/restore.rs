//! What giving files their earlier texts means for the fields of the records.

use super::Change;
use super::change;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::kind;
use crate::yaml::Document;

/// Says which fields a change of a whole text changes. Nothing is judged: the
/// text was there before.
pub fn compare_texts(change: &mut Change, config: &Config) {
    let folder = change.path.split('/').next().unwrap_or_default();
    let Some(kind) = kind::by_folder(folder) else {
        return;
    };
    let read = |text: &Option<String>| {
        let document = Document::parse(text.clone()?).ok()?;
        let read = Record::read(kind, &change.path, document, config).ok()?;
        Some(read.record)
    };
    change.fields = match (read(&change.before), read(&change.after)) {
        (Some(old), Some(new)) => change::differences(&old, &new),
        (None, Some(new)) => change::additions(&new.fields()),
        _ => Vec::new(),
    };
}
