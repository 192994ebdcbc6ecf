//! A word that is none of those a field may have. The loader finds them as it reads; states are the team's own and
//! found here.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::reading::set;
use crate::text::nearest;
use crate::yaml::dotted;

pub static RULE: Rule = Rule {
    id: "bad-enum",
    doc: DOC,
    passes: Passes::Says("its values are allowed ones"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a value is none of the words its field may have

## What it finds
A `status` that is no state of the workflow (of a sprint or release: none of its fixed states), and any other word
outside the list of its field, in `po.yaml` too. A state in `history` that the workflow no longer has is a warning.

## Why it matters
A record in no state stands on no board and in no report.

## Traps
A state you want is declared under `workflow:` in `po.yaml`.

## Fix
Safe where only capitals differ; else choose one of the words.

```yaml fails
status: Doing
```
```yaml fails
type: feature
```
```yaml fails
{id: SP-1, status: open}
```
```yaml fails
{status: doing, workflow: {open: backlog, busy: active, closed: done}}
```
```yaml fails
history: [{at: 2026-05-01, status: waiting}]
```
```yaml passes
status: doing
```
```yaml passes
{status: busy, workflow: {open: backlog, busy: active, closed: done}, history: [{at: 2026-05-01, status: open}]}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let states = cx.backlog.states(record.kind);
    let known = |status: &str| states.iter().any(|(name, _)| *name == status);
    let mut hits = Vec::new();
    if let Some(status) = record.status().filter(|status| !known(status)) {
        hits.push(stray(
            record,
            status,
            &states.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        ));
    }
    for (at, entry) in record.common.history.iter().enumerate() {
        if let Some(status) = entry.status.as_deref().filter(|status| !known(status)) {
            let path = vec!["history".into(), at.into(), "status".into()];
            let message = format!("\"{status}\" in the history is no state of the workflow");
            let help =
                "reports skip this entry; add the state to workflow: in po.yaml, or rename it here";
            let hit = Hit::at(record, path, message).help(help);
            let mut hit = hit.at_most(Severity::Warning);
            let same = states
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(status));
            let field = dotted(&hit.path);
            hit.fix = same.map(|(name, _)| set(record.id(), &field, (*name).into()));
            hits.push(hit);
        }
    }
    hits
}

fn stray<'a>(record: &'a Record, status: &str, states: &[&str]) -> Hit<'a> {
    let message = format!("status cannot be \"{status}\"");
    let all = states.join(", ");
    let hit = Hit::at(record, vec!["status".into()], message);
    if let Some(same) = states
        .iter()
        .find(|state| state.eq_ignore_ascii_case(status))
    {
        let fix = set(record.id(), "status", (*same).into());
        return hit
            .help(format!("po set {} status={same}", record.id()))
            .fix(fix);
    }
    match nearest(status, states.iter().copied()) {
        Some(near) => hit.help(format!("did you mean \"{near}\"? It is one of {all}")),
        None => hit.help(format!("it is one of {all}")),
    }
}
