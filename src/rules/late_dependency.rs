//! A story planned before the story it waits for.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::flow::late;
use crate::model::Record;
use crate::model::workflow::Milestone;
use crate::text::and_list;

pub static RULE: Rule = Rule {
    id: "late-dependency",
    doc: DOC,
    passes: Passes::Tells("nothing it depends on comes later", told),
    severity: Severity::Error,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a story is planned into an earlier sprint than what it depends on

## What it finds
A story in a sprint that depends on an open story in a later sprint, or in none. Sprints are compared by `start`, else
by the number of their id.

## Why it matters
It cannot be finished in its sprint, however well the team works.

## Traps
The same sprint is fine: the team orders its work inside. What is done is waited for no more. A story without a sprint
is not planned yet.

## Fix
Plan the other story into the same sprint or an earlier one, or this one later.

```yaml fails
- {id: S-1, sprint: SP-4, depends_on: [S-2]}
- {id: S-2, sprint: SP-5}
```
```yaml fails
- {id: S-1, sprint: SP-4, depends_on: [S-2]}
- {id: S-2}
```
```yaml fails
- {id: S-1, sprint: SP-9, depends_on: [S-2]}
- {id: S-2, sprint: SP-8}
- {id: SP-9, start: 2026-05-01}
- {id: SP-8, start: 2026-06-01}
```
```yaml passes
- {id: S-1, sprint: SP-4, depends_on: [S-2]}
- {id: S-2, sprint: SP-3}
```
```yaml passes
- {id: S-1, sprint: SP-4, depends_on: [S-2, S-3]}
- {id: S-2, sprint: SP-4}
- {id: S-3, status: done}
```
```yaml passes
- {id: S-1, depends_on: [S-2]}
- {id: S-2, sprint: SP-5}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some((story, sprint)) = record.story().and_then(|s| Some((s, s.sprint.as_ref()?))) else {
        return Vec::new();
    };
    let backlog = cx.backlog;
    let mut hits = Vec::new();
    for (at, id) in story.depends_on.iter().enumerate() {
        let target = backlog.get(id).filter(|target| backlog.is_open(target));
        let Some(when) = target.and_then(|target| late::by_sprint(backlog, sprint, target)) else {
            continue;
        };
        let message = format!(
            "{} is in {sprint}, but {id}, on which it depends, {when}",
            record.id()
        );
        let help = format!("po set {id} sprint={sprint}, or plan {} later", record.id());
        hits.push(Hit::at(record, vec!["depends_on".into(), at.into()], message).help(help));
    }
    hits
}

/// What is true of a story that waits for others at the right time, or is not planned yet.
fn told(record: &Record, cx: &Context) -> Option<String> {
    let story = record.story()?;
    let open = cx.backlog.open_dependencies(record);
    let ids: Vec<&str> = open.iter().map(|other| other.id().as_str()).collect();
    Some(match (ids.is_empty(), &story.sprint) {
        (true, _) => "it waits for no other story".to_owned(),
        (false, None) => format!("{} can still come first", and_list(&ids)),
        (false, Some(_)) => format!("{} comes first as planned", and_list(&ids)),
    })
}
