//! A sprint that is over and was never closed.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::flow::cadence;
use crate::model::workflow::Category;
use crate::text::and_list;

pub static RULE: Rule = Rule {
    id: "stale-sprint",
    doc: DOC,
    passes: Passes::Says("it is closed when it is over"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a sprint is over and still active

## What it finds
An active sprint whose `end` has passed, with the stories in it that are open.

## Why it matters
What is finished tomorrow still counts for it, so its numbers are not true, and the next sprint cannot start.

## Traps
The last day itself passes: the review is on it.

## Fix
`po sprint close SP-4`, with `--unfinished next` for what is not done.

```yaml fails
{id: SP-4, end: 2026-05-14, status: active, today: 2026-05-20}
```
```yaml passes
{id: SP-4, end: 2026-05-14, status: closed, today: 2026-05-20}
```
```yaml passes
{id: SP-4, end: 2026-05-14, status: active, today: 2026-05-14}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let over = backlog.records().iter().filter_map(|record| {
        let end = record.sprint()?.end?;
        let active = backlog.category(record) == Category::Active;
        (active && end < cx.today).then_some((record, end))
    });
    let over: Vec<_> = over.collect();
    if over.is_empty() {
        return Vec::new();
    }
    let contents = cadence::contents(backlog);
    let hits = over.into_iter().map(|(record, end)| {
        let id = record.id();
        let inside = contents.get(id).into_iter().flatten();
        let open = inside.filter(|story| backlog.is_open(story));
        let open: Vec<&str> = open.map(|story| story.id().as_str()).collect();
        let left = match open.len() {
            0 => String::new(),
            1 => format!("; {} is open", open[0]),
            _ => format!("; {} are open", and_list(&open)),
        };
        let message = format!("{id} ended on {end} and is still active{left}");
        let help = match open.is_empty() {
            true => format!("po sprint close {id}"),
            false => format!("po sprint close {id} --unfinished next"),
        };
        Hit::at(record, vec!["end".into()], message).help(help)
    });
    hits.collect()
}
