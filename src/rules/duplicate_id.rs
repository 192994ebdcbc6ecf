//! Two files with one id: which of them a link means is chance.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;

pub static RULE: Rule = Rule {
    id: "duplicate-id",
    doc: DOC,
    passes: Passes::Says("no other record has its id"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
two files have the same id

## What it finds
Two or more files whose `id:` is the same, capitals and small letters taken as one: some disks do so too. Each of the
files is named.

## Why it matters
Links, commands and reports use one of the two, and nobody sees which. It happens when two people add records on two
branches at once.

## Fix
`po renumber` gives the younger one an id of its own and its file the name of it; links that meant it follow. Where both files
have the same title, state and history, or histories that begin at the same second, they are one record with two names,
as after a merge of two renames: keep one of them. `po renumber` asks git, and refuses to make a copy of such a record.

```yaml fails
- {id: S-7, title: Pay}
- {id: S-7, title: Refund, file: stories/S-7-refund.yaml}
```
```yaml fails
- {id: S-7kq, title: Pay}
- {id: S-7KQ, title: Refund}
```
```yaml passes
- {id: S-7, title: Pay}
- {id: S-8, title: Refund}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let mut files: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for record in cx.backlog.records() {
        let id = record.id().as_str().to_ascii_lowercase();
        files.entry(id).or_default().push(record);
    }
    let groups = files.into_values().filter(|group| group.len() > 1);
    groups
        .flat_map(|group| group.iter().map(|r| hit(r, &group)).collect::<Vec<_>>())
        .collect()
}

fn hit<'a>(record: &'a Record, group: &[&'a Record]) -> Hit<'a> {
    let others = group.iter().filter(|other| other.path != record.path);
    let others: Vec<&str> = others.map(|other| other.path.as_str()).collect();
    let message = format!("{} is also the id of {}", record.id(), others.join(", "));
    let is_copy = |other: &&Record| {
        other.path != record.path
            && (json!(other.common) == json!(record.common) || begin_at_once(other, record))
    };
    let help = match group.iter().any(is_copy) {
        true => "they look like one record with two names: keep one of the files".to_owned(),
        false => format!(
            "po renumber {} gives the younger of the two an id of its own",
            record.id()
        ),
    };
    Hit::at(record, vec!["id".into()], message).help(help)
}

/// Their histories begin at the same moment. A day alone tells nothing.
fn begin_at_once(one: &Record, other: &Record) -> bool {
    let first = |record: &Record| record.common.history.first().map(|entry| json!(entry));
    let has_time = |entry: &Value| entry["at"].as_str().is_some_and(|at| at.contains(':'));
    first(one).is_some_and(|entry| has_time(&entry) && first(other) == Some(entry))
}
