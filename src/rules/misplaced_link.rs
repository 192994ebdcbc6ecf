//! A link that cannot be meant: to a record of another kind than the field is for, or to the record itself.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::dangling_link::path;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::kind;

pub static RULE: Rule = Rule {
    id: "misplaced-link",
    doc: DOC,
    passes: Passes::Says("its links lead to the right kind"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a link names a record that its field is not for

## What it finds
An id of another kind in a field for one kind: `epic`, `sprint`, `release`, and `parent`, which takes the kind of the
record itself. And an id that is the record's own, in any field that links.

## Why it matters
The story is in no epic and in no sprint, whatever its file seems to say, and no report counts it there.

## Traps
Fields that take any record, such as `links` and `blocked`, are not looked at. A record that waits for itself is found
by dependency-cycle, one that is its own parent by parent-cycle.

## Fix
Name a record of the right kind, or move the id to the field that is for it.

```yaml fails
- {id: S-1, epic: S-3}
- {id: S-3}
```
```yaml fails
{id: S-1, sprint: R-1}
```
```yaml fails
- {id: S-1, parent: E-1}
- {id: E-1}
```
```yaml fails
{id: S-1, links: [S-1]}
```
```yaml passes
- {id: S-1, epic: E-9, parent: S-2, links: [R-1]}
- {id: S-2}
- {id: E-9}
```
";

/// Fields in which a record that names itself is a circle of one, which is told as a circle.
const CIRCLES: [&str; 2] = ["depends_on", "parent"];

fn find<'a>(record: &'a Record, _: &Context<'a>) -> Vec<Hit<'a>> {
    let links = record.links().into_iter();
    let stray = links.filter_map(|(field, id)| {
        let why = record.misplaced(&field, &id)?;
        let top = field.split('.').next().unwrap_or_default();
        if id == *record.id() && CIRCLES.contains(&top) {
            return None;
        }
        let help = match kind::wanted(record.kind, &field) {
            Some(wanted) => format!(
                "an id of {} is such as {}-12: po list {} --all shows them",
                wanted.plural, wanted.prefix, wanted.id
            ),
            None => format!("po unlink {} {id} takes it away", record.id()),
        };
        Some(Hit::at(record, path(&field), format!("{field}: {why}")).help(help))
    });
    stray.collect()
}
