//! A record in the folder of another kind: its fields are read as those of the wrong one.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::kind;

pub static RULE: Rule = Rule {
    id: "misplaced-file",
    doc: DOC,
    passes: Passes::Says("its file lies in the right folder"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a file lies in the folder of another kind of record

## What it finds
A file whose id belongs to another kind than the folder it lies in: `E-1` in `stories/`.

## Why it matters
The folder says what a record is. An epic among the stories is read as a story: its own fields count as unknown, and
reports count it as work.

## Traps
Folders below the folder of a kind are yours: `stories/2026/S-1.yaml` is in its place.

## Fix
Move the file.

```yaml fails
{file: stories/E-1.yaml, id: E-1}
```
```yaml passes
{file: epics/E-1.yaml, id: E-1}
```
```yaml passes
{file: stories/2026/S-1.yaml, id: S-1}
```
";

fn find<'a>(record: &'a Record, _: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(kind) = kind::by_prefix(record.id().prefix()) else {
        return Vec::new();
    };
    if std::ptr::eq(kind, record.kind) {
        return Vec::new();
    }
    let message = format!(
        "{} lies in {}/ among the {}",
        record.id(),
        record.kind.folder,
        record.kind.plural
    );
    let help = format!("move the file to {}/", kind.folder);
    vec![Hit::at(record, vec!["id".into()], message).help(help)]
}
