//! A story told of the system or of those who build it.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::statement::Statement;
use super::words;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "system-role",
    doc: DOC,
    passes: Passes::Says("it is told of a user of the product"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(find),
};

const DOC: &str = "\
a story is told of the system or of its makers

## What it finds
A story of type story whose role is system, developer, team, product owner, API or database.

## Why it matters
The system wants nothing. What its makers need is a task: it has no benefit that a user could weigh (Lucassen et al.
2016, conceptually sound).

## Traps
Where developers are the users, as of an API, `ignore: [developer]` says so.

## Options
`add`: more roles that use nothing. `ignore`: roles that are users here.

## Fix
Make it a task, `po set S-1 type=task`, or say who gains by it.

```yaml fails
{type: story, description: As a developer I want to refactor so that builds are fast.}
```
```yaml fails
{as_a: the system, i_want: to store orders}
```
```yaml fails
{as_a: developers, i_want: to store orders}
```
```yaml fails
{as_a: scrum team, i_want: to pay by card}
```
```yaml passes
{type: task, description: Refactor the build.}
```
```yaml passes
{as_a: developer, i_want: to read the log, rules: {system-role: {ignore: [developer]}}}
```
```yaml passes
{as_a: system administrator, i_want: to read the log}
```
```yaml fails
{as_a: the backend, i_want: to store orders}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some((story, statement)) = Statement::of_story(record, cx) else {
        return Vec::new();
    };
    let spoken = statement.who().zip(words::spoken(story, cx));
    let Some((role, language)) = spoken else {
        return Vec::new();
    };
    let (lexicon, text) = (cx.lexicon(language, RULE.id), role.text());
    let one = text.strip_suffix('s').unwrap_or(text);
    if !lexicon.is_whole(text) && !lexicon.is_whole(one) {
        return Vec::new();
    }
    let message = format!("\"{text}\" uses no product");
    let help = format!("po set {} type=task, or say who gains by it", record.id());
    let hit = role.hit(record, 0..text.len(), message);
    let fix = Fix {
        safe: false,
        operations: vec![Operation::Set {
            id: record.id().to_string(),
            field: "type".to_owned(),
            value: "task".into(),
        }],
    };
    vec![hit.label("a task?").help(help).fix(fix)]
}
