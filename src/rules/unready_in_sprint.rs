//! A story of the sprint at hand that is not ready.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Judge;
use super::Passes;
use super::Rule;
use super::unmet_gate;
use crate::diag::Severity;
use crate::flow::cadence;
use crate::model::workflow::Gate;
use crate::text::and_list;

pub static RULE: Rule = Rule {
    id: "unready-in-sprint",
    doc: DOC,
    passes: Passes::Says("definition of ready met in time"),
    severity: Severity::Error,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a story in the active or the next sprint does not meet the definition of ready

## What it finds
An open story in an active sprint, or in the planned sprint of its team that starts first, for which an item of the
definition of ready does not hold. Where `po.yaml` has no `ready:`, it is judged by the usual one and is a warning.

## Why it matters
What is not understood when the sprint starts is found out inside it, and carried over.

## Traps
Sprints further ahead are left alone: there is time. A story that stands behind a gate of ready is judged by
unmet-gate, and not twice. A block comes and goes, and is no lack here.

## Fix
`po ready ID` shows what is missing; or take it out with `po set ID sprint=`.

```yaml fails
- {id: SP-4, status: active}
- {id: S-1, sprint: SP-4, acceptance: [], status: refined}
```
```yaml fails
- {id: SP-4, status: planned, start: 2026-11-30, end: 2026-12-11}
- {id: S-1, sprint: SP-4, status: refined, ready: [{id: estimated, rule: unestimated-story}]}
```
```yaml passes
- {id: SP-4, status: active}
- {id: S-1, sprint: SP-4, points: 3, as_a: buyer, i_want: to pay by card, so_that: I need no cash, acceptance: [The order is confirmed]}
```
```yaml passes
- {id: SP-4, status: active}
- {id: SP-5, status: planned, start: 2026-11-30, end: 2026-12-11}
- {id: SP-6, status: planned, start: 2026-12-14, end: 2026-12-23}
- {id: S-1, sprint: SP-6}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let near = cadence::at_hand(backlog, cx.today);
    if near.is_empty() {
        return Vec::new();
    }
    // What in a definition makes no sense is a finding of its own.
    let Ok(judge) = Judge::new(backlog, cx.today) else {
        return Vec::new();
    };
    let own = backlog.config.file.ready.is_some();
    let contents = cadence::contents(backlog);
    let inside = near
        .into_iter()
        .filter_map(|sprint| contents.get(sprint.id()));
    let stories = inside.flatten().copied().filter(|record| {
        let passed = unmet_gate::gates(backlog, record).contains(&Gate::Ready);
        backlog.is_open(record) && !passed
    });
    let hits = stories.filter_map(|record| {
        let judgement = judge.judge(record, Gate::Ready);
        let failing: Vec<&str> = judgement.unmet().map(|item| item.id.as_str()).collect();
        if failing.is_empty() {
            return None;
        }
        let id = record.id();
        let sprint = record.story()?.sprint.as_ref()?;
        let message = format!(
            "{id} is in {sprint} and does not meet the definition of ready: {}",
            and_list(&failing)
        );
        let help = format!("po ready {id} shows what is missing; po set {id} sprint= takes it out");
        let hit = Hit::at(record, vec!["sprint".into()], message).help(help);
        Some(match own {
            true => hit,
            false => hit.at_most(Severity::Warning),
        })
    });
    hits.collect()
}
