//! Gives two records that a merge left in one file a file each.

use super::Change;
use super::create;
use crate::model::Backlog;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::yaml::Document;

/// A file with the texts of two records in it.
#[derive(Clone, Copy, Debug)]
pub struct TwoRecords<'t> {
    pub kind: &'static Kind,
    pub path: &'t str,
    /// What stands there now.
    pub now: &'t str,
    /// The record whose file it is.
    pub own: &'t str,
    /// The other, where no file has it.
    pub other: Option<&'t str>,
}

/// The file keeps its own record; the other gets a file that is named as a new
/// one would be.
pub fn apart(backlog: &Backlog, two: TwoRecords<'_>) -> Vec<Change> {
    let change = |path: String, before: Option<&str>, after: &str| Change {
        path,
        id: id(after),
        before: before.map(str::to_owned),
        after: Some(after.to_owned()),
        fields: Vec::new(),
        place: None,
    };
    let mut changes = vec![change(two.path.to_owned(), Some(two.now), two.own)];
    if let Some(other) = two.other {
        let path = free(backlog, two, other);
        changes.push(change(path, None, other));
    }
    changes
}

/// The id of the record that a text is.
pub fn id(text: &str) -> Option<Id> {
    let value = Document::parse(text.to_owned()).ok()?.value();
    Id::read(value["id"].as_str()?)
}

/// A path for the record that no file has.
fn free(backlog: &Backlog, two: TwoRecords<'_>, text: &str) -> String {
    let value = Document::parse(text.to_owned()).map(|document| document.value());
    let title = value.map_or(String::new(), |value| {
        value["title"].as_str().unwrap_or_default().to_owned()
    });
    let named = id(text).map(|id| {
        let kind = kind::by_prefix(id.prefix()).unwrap_or(two.kind);
        create::path(kind, &id, &title)
    });
    let first = named.unwrap_or_else(|| two.path.to_owned());
    let unreadable = backlog.findings.iter().map(|finding| &finding.place.path);
    let records = backlog.records().iter().map(|record| &record.path);
    let taken: Vec<&String> = records.chain(unreadable).collect();
    let is_free = |path: &String| path != two.path && !taken.contains(&path);
    let stem = first.strip_suffix(".yaml").unwrap_or(&first).to_owned();
    let numbered = (2_usize..).map(|number| format!("{stem}-{number}.yaml"));
    let mut paths = [first].into_iter().chain(numbered);
    paths.find(is_free).unwrap_or_default()
}
