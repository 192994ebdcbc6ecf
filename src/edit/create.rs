//! New records.

use super::Assignment;
use super::Change;
use super::Stamp;
use super::Template;
use super::amend::refuse_invalid_scores;
use super::amend::refuse_lines;
use super::change;
use super::gate;
use super::history;
use super::patch;
use super::set;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::kind::States;
use crate::model::record;
use crate::yaml;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::Reading;
use serde_json::Map;
use serde_json::Value;

/// What a new record begins with.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    pub kind: &'static Kind,
    pub id: Id,
    pub title: &'a str,
    pub assignments: &'a [Assignment],
    pub template: Option<&'a Template>,
}

/// A new record in the first state, with the assignments made and history
/// begun.
///
/// # Errors
/// As for `set`; a title that is empty.
pub fn create(
    backlog: &Backlog,
    draft: &Draft<'_>,
    stamp: &Stamp,
) -> Result<(Change, Record), Error> {
    if draft.title.trim().is_empty() {
        return Err(
            Error::usage("a record needs a title").help(format!("po new {} \"…\"", draft.kind.id))
        );
    }
    let path = path(draft.kind, &draft.id, draft.title);
    let blank = blank(backlog, draft, &path, stamp)?;
    let edits = set::edits(backlog, &blank, draft.assignments, stamp)?;
    let filled = match patch(&blank, &edits, &backlog.config).map_err(misfit)? {
        Some((_, record)) => record,
        None => blank,
    };
    let begun = match patch(
        &filled,
        &[history::first_entry(&filled, stamp)],
        &backlog.config,
    )? {
        Some((_, record)) => record,
        None => filled,
    };
    refuse_invalid_scores(&begun, None, &backlog.config)?;
    refuse_lines(&begun, &format!("po new {} \"…\"", draft.kind.id))?;
    gate::check(backlog, None, &begun, stamp.today)
        .map_err(|refusal| unwritten(refusal, &draft.id))?;
    let mut id = Map::new();
    id.insert("id".to_owned(), Value::String(draft.id.to_string()));
    let nothing = write(backlog, draft.kind, &path, &id)?;
    let change = Change {
        path,
        id: Some(draft.id.clone()),
        before: None,
        after: begun.document().map(|d| d.text().to_owned()),
        fields: change::differences(&nothing, &begun),
        place: None,
    };
    Ok((change, begun))
}

/// A refusal in the words of a record that is not there yet: what mends it is
/// given with the title.
fn unwritten(mut refusal: Error, id: &Id) -> Error {
    refusal.message = refusal.message.replacen(id.as_str(), "the story", 1);
    let (set, add) = (format!("po set {id} "), format!("po criterion add {id} "));
    for line in &mut refusal.details {
        *line = line
            .replace(&set, "--set ")
            .replace(&add, "--set acceptance+=");
    }
    refusal.help = vec![
        "give these too, or leave the status out: it is written down in the first state".to_owned(),
    ];
    refusal
}

/// The same of a text that an editor gave: what mends it is written there.
pub(super) fn unwritten_text(refusal: Error, id: &Id) -> Error {
    let mut refusal = unwritten(refusal, id);
    for line in &mut refusal.details {
        *line = line.replace("--set acceptance+=", "--set acceptance=");
        if let Some((before, assigned)) = line.split_once("--set ") {
            *line = format!("{before}{}", assigned.replacen('=', ": ", 1));
        }
    }
    refusal.help = vec!["write these too, or another status".to_owned()];
    refusal
}

/// A misfit in the words of a record that is not there yet.
fn misfit(mut error: Error) -> Error {
    error
        .help
        .retain(|help| !help.starts_with("nothing was changed"));
    error.help("nothing was written")
}

/// The first lines of a record, and its template below them.
fn blank(backlog: &Backlog, draft: &Draft<'_>, path: &str, stamp: &Stamp) -> Result<Record, Error> {
    let mut fields = first_fields(backlog, draft, stamp);
    let Some(template) = draft.template else {
        return write(backlog, draft.kind, path, &fields);
    };
    if template.has("type") {
        fields.shift_remove("type");
    }
    // Comments of the template belong to the key below them, so what stands
    // behind its keys is put there afterwards.
    let created = fields.shift_remove("created").unwrap_or_default();
    let created = Edit::Set {
        path: vec!["created".into()],
        value: created,
    };
    let order = record::key_order(draft.kind);
    let order: Vec<&str> = order.iter().map(String::as_str).collect();
    let refuse = |message: String| {
        Error::usage(format!("the template does not fit: {message}")).help("nothing was written")
    };
    let head = yaml::emit(&Value::Object(fields));
    let document =
        Document::parse(head + template.text()).map_err(|(fault, _)| refuse(fault.message))?;
    let document =
        yaml::apply(&document, &[created], &order).map_err(|refusal| refuse(refusal.message))?;
    let read = Record::read(draft.kind, path, document, &backlog.config)
        .map_err(|finding| refuse(finding.message))?;
    match read.findings.into_iter().next() {
        None => Ok(read.record),
        Some(finding) => Err(refuse(finding.message)),
    }
}

/// `stories/S-142-guest-checkout.yaml`.
pub(super) fn path(kind: &Kind, id: &Id, title: &str) -> String {
    format!("{}/{}", kind.folder, id.file_name(title))
}

fn first_fields(backlog: &Backlog, draft: &Draft<'_>, stamp: &Stamp) -> Map<String, Value> {
    let status = match draft.kind.states {
        States::Workflow => backlog.config.workflow.entry().name.clone(),
        States::Fixed(states) => states[0].0.to_owned(),
    };
    let mut fields = Map::new();
    fields.insert("id".to_owned(), Value::String(draft.id.to_string()));
    if draft.kind.id == "story" {
        fields.insert("type".to_owned(), Value::String("story".to_owned()));
    }
    fields.insert("title".to_owned(), Value::String(draft.title.to_owned()));
    fields.insert("status".to_owned(), Value::String(status));
    let today = serde_json::to_value(stamp.today).unwrap_or(Value::Null);
    fields.insert("created".to_owned(), today);
    fields
}

/// Writes a new record's text and reads it back: it must give the record that
/// was meant, to us and to a second reader.
///
/// # Errors
/// A value that does not fit its field, or a text that is read otherwise.
pub(super) fn write(
    backlog: &Backlog,
    kind: &'static Kind,
    path: &str,
    fields: &Map<String, Value>,
) -> Result<Record, Error> {
    let meant = Value::Object(fields.clone());
    let document = Document::parse(yaml::emit(&meant)).map_err(|(fault, _)| {
        Error::usage(format!("{path} would be no YAML: {}", fault.message))
            .help("nothing was written; leave out what the message names")
    })?;
    let otherwise = |what: &str| {
        Error::usage(format!("{path} would not be read as it is meant: {what}"))
            .help("nothing was written; leave out what the message names")
    };
    if document.root().map(|root| root.value()).as_ref() != Some(&meant) {
        return Err(otherwise("its text says something else"));
    }
    match yaml::second_reading(document.text(), &meant) {
        Reading::Same => {}
        Reading::Differs(what) | Reading::Unreadable(what) => return Err(otherwise(&what)),
    }
    let read = Record::read(kind, path, document, &backlog.config)
        .map_err(|finding| Error::usage(finding.message))?;
    match read.findings.into_iter().next() {
        None => Ok(read.record),
        Some(finding) => Err(Error::usage(finding.message).help("nothing was written")),
    }
}

#[cfg(test)]
mod tests {
    use super::path;
    use crate::model::id::Id;
    use crate::model::kind;
    use proptest::prelude::*;

    /// What Windows takes for a device, whatever follows behind a dot.
    fn is_device(stem: &str) -> bool {
        let stem = stem.to_ascii_lowercase();
        let numbered = |name: &str| stem.strip_prefix(name).is_some_and(|n| n.len() == 1);
        ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt")
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_new_file_has_a_name_that_every_system_takes(
            title in prop_oneof![
                any::<String>(),
                "(?i)(con|nul|aux|prn|com1|lpt9)[. :]{0,3}",
                "[A-Za-z .:\\\\/*?<>|\"]{0,300}",
            ],
            tail in "[0-9a-z]{1,12}",
            at in 0..kind::ALL.len(),
        ) {
            let kind = kind::ALL[at];
            let id = Id::new(format!("{}-{tail}", kind.prefix)).expect("an id");
            let path = path(kind, &id, &title);
            let name = path.strip_prefix(&format!("{}/", kind.folder)).expect("its folder");
            prop_assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)), "{}", name);
            prop_assert!(name.len() <= 64 && !is_device(name.split('.').next().unwrap_or_default()));
            // No two ids differ in case alone, and the id leads: nor do two names.
            let rest = name.to_lowercase();
            let rest = rest.strip_prefix(&id.as_str().to_lowercase()).expect("its id");
            prop_assert!(rest.starts_with(['-', '.']) && rest.ends_with(".yaml"), "{}", name);
            let of_another_case = path.replace(id.as_str(), "");
            prop_assert_eq!(of_another_case.to_lowercase(), of_another_case);
            prop_assert_eq!(Id::of_file(&path), Some(id));
        }
    }
}
