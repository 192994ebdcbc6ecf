//! A sprint without a goal: its stories are a list.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::flow::cadence;
use crate::model::Record;
use crate::model::meant::is_id;

pub static RULE: Rule = Rule {
    id: "empty-sprint-goal",
    doc: DOC,
    passes: Passes::Says("the sprint has a goal"),
    severity: Severity::Error,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a sprint has no goal

## What it finds
A planned or active sprint whose `goal` is missing, shorter than three words, or holds nothing but ids. For a sprint
behind the next one it is an info.

## Why it matters
The Scrum Guide (2020): the goal is what the team commits to. With a list of ids for a goal nobody can say what to leave
out when time runs short.

## Traps
Sprints that are closed or cancelled are left alone. Of each team the planned sprint that starts first counts as next.

## Fix
Say in a sentence what will be true at the end: `po set SP-4 goal=\"Buyers can pay by card\"`.

```yaml fails
{id: SP-4, status: active, goal: ''}
```
```yaml fails
{id: SP-4, status: active, goal: Card payment}
```
```yaml fails
{id: SP-4, status: planned, start: 2026-11-30, goal: 'S-1, S-2 and S-3'}
```
```yaml passes
{id: SP-4, status: active, goal: Buyers can pay by card}
```
```yaml passes
{id: SP-4, status: closed}
```
";

/// The words a goal needs.
const WORDS: usize = 3;

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let near = cadence::at_hand(backlog, cx.today);
    let is_near = |record: &Record| near.iter().any(|near| near.path == record.path);
    let records = backlog.records().iter();
    let open = records.filter(|record| record.sprint().is_some() && backlog.is_open(record));
    let hits = open.filter_map(|record| {
        let message = lack(record.sprint()?.goal.as_deref().unwrap_or_default())?;
        let id = record.id();
        let hit = Hit::at(record, vec!["goal".into()], message);
        let hit = hit.help(format!(
            "po set {id} goal=\"…\" says what will be true at its end"
        ));
        Some(match is_near(record) {
            true => hit,
            false => hit.at_most(Severity::Info),
        })
    });
    hits.collect()
}

/// What a text lacks to be a goal.
fn lack(goal: &str) -> Option<String> {
    let words: Vec<&str> = goal
        .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
        .filter(|word| !word.is_empty())
        .collect();
    let is_id = |word: &&str| is_id(word) || ["and", "&", "+"].contains(word);
    if words.is_empty() {
        Some("the sprint has no goal".to_owned())
    } else if words.iter().all(is_id) {
        Some(format!("the goal \"{goal}\" is ids only"))
    } else if words.len() < WORDS {
        Some(format!("the goal \"{goal}\" is no sentence"))
    } else {
        None
    }
}
