//! A story of no epic.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "orphan-story",
    doc: DOC,
    passes: Passes::Says("it belongs to an epic"),
    severity: Severity::Ignore,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a ready story belongs to no epic

## What it finds
A story, bug, task or spike without `epic`, and without a `parent`, which has its own.

## Why it matters
Where the way goes from a goal over epics to stories, a story beside it serves no goal.

## Traps
Small products need no epics: it is off until `rules: {orphan-story: warning}` switches it on.

## Fix
`po set S-1 epic=E-2`.

```yaml fails
{id: S-1, title: Pay}
```
```yaml passes
{id: S-1, title: Pay, epic: E-2}
```
```yaml passes
{id: S-1, title: Pay, parent: S-2}
```
```yaml passes
{id: S-1, title: Pay, status: idea}
```
";

fn find<'a>(record: &'a Record, _: &Context<'a>) -> Vec<Hit<'a>> {
    let belongs =
        |story: &crate::model::kind::Story| story.epic.is_some() || story.parent.is_some();
    if record.story().is_none_or(belongs) {
        return Vec::new();
    }
    let help = format!("po set {} epic=…; po list epics shows them", record.id());
    let mut hit = Hit::at(record, vec!["title".into()], "belongs to no epic").help(help);
    hit.path = vec!["epic".into()];
    vec![hit]
}
