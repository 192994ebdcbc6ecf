//! Two files with one id: which of them a link means is chance.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
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
have the same title, the same `created` and the same beginning of their histories, they are one record with two names,
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
    let is_copy = |other: &&Record| other.path != record.path && is_one(other, record);
    let help = match group.iter().any(is_copy) {
        true => "they look like one record with two names: keep one of the files".to_owned(),
        false => format!(
            "po renumber {} gives the younger of the two an id of its own",
            record.id()
        ),
    };
    Hit::at(record, vec!["id".into()], message).help(help)
}

/// They began as one: the help says to keep one of the files, so whoever only wrote at the same moment, or gave
/// the same title on another day, must not be taken for it. In doubt it is `po renumber`, which asks git.
fn is_one(one: &Record, other: &Record) -> bool {
    let beginning = |record: &Record| {
        let common = &record.common;
        json!([common.title, common.created, common.history.first()])
    };
    beginning(one) == beginning(other)
}

#[cfg(test)]
mod tests {
    use super::super::tests::Sample;

    #[test]
    fn only_what_began_as_one_record_is_told_to_be_one() {
        let first = "{id: S-7, title: Pay, created: 2026-11-02, history: [{at: 2026-11-02T09:00:00Z, status: idea}]}";
        for (from, to, is_one) in [
            ("id: S-7", "id: S-7, status: ready", true),
            ("idea}", "idea}, {at: 2026-11-03, points: 3}", true),
            ("title: Pay", "title: Refund", false),
            ("created: 2026-11-02", "created: 2026-11-03", false),
            ("T09:00:00Z", "T09:00:01Z", false),
        ] {
            let second = first.replace(from, to);
            let files = [
                ("stories/S-7-a.yaml", first),
                ("stories/S-7-b.yaml", &second),
            ];
            let found = Sample::new("{}", &files).check("duplicate-id");
            assert_eq!(found.len(), 2, "{second}");
            for finding in found {
                let help = finding.help.expect("a help");
                assert_eq!(help.contains("one record"), is_one, "{second}: {help}");
            }
        }
    }
}
