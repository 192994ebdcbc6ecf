//! A record that stands where the team's definition does not let it stand.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::definition::Judge;
use super::definition::Judgement;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::kind;
use crate::model::workflow::Category;
use crate::model::workflow::Gate;
use crate::text::and_list;
use rayon::prelude::*;

pub static RULE: Rule = Rule {
    id: "unmet-gate",
    doc: DOC,
    passes: Passes::Says("it meets the definitions it must"),
    severity: Severity::Error,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a story stands in a state whose definition it does not meet

## What it finds
An open story in or behind a state with a `gate:`, for which an item of that definition fails; a done story for which
an item of the definition of done fails. One finding for each story and gate, with the items that fail.

## Why it matters
A definition that does not hold is decoration. A story that slipped through comes back in the middle of the sprint.

## Traps
Without `gate:` in the workflow nothing is looked at. Epics have no gates. An item may be waived with a reason, under
`checks:` in the story: neither this rule nor those of the item find anything then. A block that came later is no fault
of the gate.

## Fix
Mend the items: `po ready ID` names each with the command. Or move the story back.

```yaml fails
status: ready
workflow: {idea: backlog, ready: {category: backlog, gate: ready}, doing: active, done: done}
ready: [{id: estimated, rule: unestimated-story}]
```
```yaml fails
status: doing
workflow: {idea: backlog, ready: {category: backlog, gate: ready}, doing: active, done: done}
ready: [{id: design, check: Design agreed with UX}]
```
```yaml fails
status: done
acceptance: [The order is confirmed]
workflow: {idea: backlog, doing: active, done: {category: done, gate: done}}
```
```yaml passes
status: idea
workflow: {idea: backlog, ready: {category: backlog, gate: ready}, doing: active, done: done}
```
```yaml passes
status: doing
points: 3
checks: {design: {waived: no new screen, by: ana}}
workflow: {idea: backlog, ready: {category: backlog, gate: ready}, doing: active, done: done}
ready: [{id: estimated, rule: unestimated-story}, {id: design, check: Design agreed with UX}]
```
```yaml passes
status: doing
blocked: {since: 2026-11-20, reason: waiting for the bank}
workflow: {idea: backlog, ready: {category: backlog, gate: ready}, doing: active, done: done}
ready: [{id: unblocked, rule: blocked-story}]
```
```yaml passes
status: done
workflow: {idea: backlog, ready: {category: backlog, gate: ready}, doing: active, done: done}
```
```yaml passes
{status: ready}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let states = backlog.config.workflow.states();
    if states.iter().all(|state| state.gate.is_none()) {
        return Vec::new();
    }
    // What in a definition makes no sense is a finding of its own.
    let Ok(judge) = Judge::new(backlog, cx.today) else {
        return Vec::new();
    };
    let stories: Vec<&Record> = kind::by_name("story")
        .into_iter()
        .flat_map(|k| backlog.of_kind(k))
        .collect();
    let judged = stories.par_iter().with_min_len(64).flat_map_iter(|record| {
        let gates = gates(backlog, record).into_iter();
        let judged = gates.map(|gate| judge.judge(record, gate));
        judged
            .filter(|judgement| judgement.unmet().next().is_some())
            .map(|judgement| hit(record, &judgement))
    });
    judged.collect()
}

/// The gates a record has passed; of a done one only that of done still counts.
pub(super) fn gates(backlog: &Backlog, record: &Record) -> Vec<Gate> {
    let workflow = &backlog.config.workflow;
    let status = record.status().unwrap_or(&workflow.entry().name);
    let done = backlog.category(record) == Category::Done;
    let mut gates = Vec::new();
    for (_, gate) in workflow.gates(None, status) {
        if !gates.contains(&gate) && (!done || gate == Gate::Done) {
            gates.push(gate);
        }
    }
    gates
}

fn hit<'a>(record: &'a Record, judgement: &Judgement) -> Hit<'a> {
    let (_, all) = judgement.score();
    let failing: Vec<&str> = judgement.unmet().map(|item| item.id.as_str()).collect();
    let kept = all - failing.len();
    let word = judgement.gate.word();
    let message = format!(
        "the definition of {word} holds {kept} of {all}: {}",
        and_list(&failing)
    );
    let first = judgement.unmet().find_map(|item| item.help.clone());
    let id = record.id();
    let help = match (judgement.gate, first) {
        (_, Some(command)) if failing.len() == 1 => command,
        (Gate::Ready, _) => format!(
            "po ready {id} shows what is missing; or move the story back with po set {id} status=…"
        ),
        (Gate::Done, Some(command)) => {
            format!("{command}; or move the story back with po set {id} status=…")
        }
        (Gate::Done, None) => format!("move the story back with po set {id} status=…"),
    };
    Hit::at(record, vec!["status".into()], message).help(help)
}
