//! Files that hold no record: made, or changed in the lines that must be.

use super::Change;
use super::FieldChange;
use super::patch;
use crate::diag::Error;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::Reading;
use serde_json::Value;

/// A new file with this value.
///
/// # Errors
/// Its text would be read otherwise.
pub(super) fn made(path: &str, value: &Value) -> Result<Change, Error> {
    let text = yaml::emit(value);
    let is_read = Document::parse(text.clone()).is_ok_and(|document| document.value() == *value);
    if !is_read || yaml::second_reading(&text, value) != Reading::Same {
        return Err(
            Error::usage(format!("{path} would not be read as it is meant")).help(
                "nothing was written; leave out names with signs that other YAML readers take for \
                 something else",
            ),
        );
    }
    Ok(change(path, None, text, Vec::new()))
}

/// A file with these edits made.
///
/// # Errors
/// A place that cannot be edited.
pub(super) fn edited(
    (path, document): (&str, &Document),
    edits: &[Edit],
    fields: Vec<FieldChange>,
) -> Result<Change, Error> {
    let new = yaml::apply(document, edits, &[]);
    let new = new.map_err(|refusal| refused(path, &refusal.message))?;
    patch::second_reader(path, document, &new)?;
    let text = new.text().to_owned();
    Ok(change(path, Some(document), text, fields))
}

/// A file that is a list with one more item at its end.
///
/// # Errors
/// The list does not stand in lines of its own.
pub(super) fn appended(
    (path, document): (&str, &Document),
    item: Value,
    fields: Vec<FieldChange>,
) -> Result<Change, Error> {
    let before = document.text();
    let end = match before.contains("\r\n") {
        true => "\r\n",
        false => "\n",
    };
    let gap = if before.is_empty() || before.ends_with('\n') {
        ""
    } else {
        end
    };
    let lines = yaml::emit(&Value::Array(vec![item.clone()])).replace('\n', end);
    let text = format!("{before}{gap}{lines}");
    let mut wanted = match document.value() {
        Value::Array(items) => items,
        _ => Vec::new(),
    };
    wanted.push(item);
    let new = Document::parse(text.clone()).ok();
    match new.filter(|new| new.value() == Value::Array(wanted)) {
        Some(new) => {
            patch::second_reader(path, document, &new)?;
            Ok(change(path, Some(document), text, fields))
        }
        None => Err(refused(
            path,
            "its answers do not stand in lines of their own",
        )),
    }
}

fn refused(path: &str, why: &str) -> Error {
    Error::usage(format!("{path} cannot be changed here: {why}"))
        .help("nothing was changed; edit the file by hand")
}

fn change(
    path: &str,
    before: Option<&Document>,
    after: String,
    fields: Vec<FieldChange>,
) -> Change {
    Change {
        path: path.to_owned(),
        id: None,
        before: before.map(|document| document.text().to_owned()),
        after: Some(after),
        fields,
        place: None,
    }
}
