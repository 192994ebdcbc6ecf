//! A team that will run out of ready work.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::flow::capacity;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::kind::Story;
use crate::model::points::Points;
use crate::model::workflow::Category;
use crate::model::workflow::Milestone;
use std::collections::BTreeSet;

pub static RULE: Rule = Rule {
    id: "short-runway",
    doc: DOC,
    passes: Passes::Says("enough ready work in store"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a team has too little ready work

## What it finds
A team whose stories that meet the definition of ready come to fewer than two sprints: the points of those not begun, without the active
sprint, over the mean of what its last six closed sprints completed. `teams.NAME.runway.min` in `po.yaml` sets another
number of sprints. Where that is set and the team has not closed a sprint yet, nothing can be said: an info.

## Why it matters
With an empty store the team plans what nobody has thought through.

## Traps
Sprints with `exclude` are left out of the mean, as in every velocity. A story without a team counts for the team that
has sprints, where it is the only one. Ready means the state: unmet-gate says where it is not true.

## Fix
`po ready` shows what is close to it.

```yaml fails
- {id: SP-1, status: closed, start: 2026-05-01, end: 2026-05-14, closed: {at: 2026-05-14, completed: [{id: S-1, points: 28}]}}
- {id: SP-2, status: closed, start: 2026-05-15, end: 2026-05-28, closed: {at: 2026-05-28, completed: [{id: S-1, points: 32}]}}
- {id: SP-3, status: closed, start: 2026-05-29, end: 2026-06-11, closed: {at: 2026-06-11, completed: [{id: S-1, points: 30}]}}
- {id: S-2, status: ready, points: 45}
```
```yaml fails
- {id: SP-1, status: closed, start: 2026-05-01, end: 2026-05-14, closed: {at: 2026-05-14, completed: [{id: S-1, points: 22}]}}
```
```yaml fails
- {id: SP-1, status: closed, start: 2026-05-01, end: 2026-05-14, closed: {at: 2026-05-14, completed: [{id: S-1, points: 30}]}}
- {id: SP-2, status: active}
- {id: S-2, status: ready, points: 60, sprint: SP-2}
```
```yaml fails
- {id: SP-1, team: web, status: planned, teams: {web: {runway: {min: 2}}}}
- {id: S-2, status: ready, points: 50}
```
```yaml passes
- {id: SP-1, status: closed, start: 2026-05-01, end: 2026-05-14, closed: {at: 2026-05-14, completed: [{id: S-1, points: 28}]}}
- {id: SP-2, status: closed, start: 2026-05-15, end: 2026-05-28, closed: {at: 2026-05-28, completed: [{id: S-1, points: 32}]}}
- {id: SP-3, status: closed, start: 2026-05-29, end: 2026-06-11, closed: {at: 2026-06-11, completed: [{id: S-1, points: 30}]}}
- {id: S-2, status: ready, points: 60}
```
```yaml passes
- {id: S-2, status: ready, points: 50}
```
";

/// Sprints of ready work, where the team says nothing else.
const MIN: f64 = 2.0;

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let sprints = backlog.records().iter().filter_map(Record::sprint);
    let teams: BTreeSet<Option<&str>> = sprints.map(|sprint| sprint.team.as_deref()).collect();
    let ready = ready(backlog);
    let only = teams.len() == 1;
    let hits = teams.into_iter().filter_map(|team| {
        let own = ready.iter().filter(|story| {
            let of = story.team.as_deref();
            of == team || only && of.is_none()
        });
        judged(team, own.filter_map(|story| story.points).sum(), cx)
    });
    hits.collect()
}

/// Stories that are ready and not begun, without those of the active sprint.
fn ready(backlog: &Backlog) -> Vec<&Story> {
    let workflow = &backlog.config.workflow;
    let stories = backlog.records().iter().filter_map(|record| {
        let story = record.story()?;
        let status = record.status()?;
        let sprint = story.sprint.as_ref().and_then(|id| backlog.get(id));
        let runs = sprint.is_some_and(|sprint| backlog.category(sprint) == Category::Active);
        let ready = workflow.reached(status, Milestone::Ready)
            && backlog.category(record) == Category::Backlog;
        (ready && !runs).then_some(story)
    });
    stories.collect()
}

fn judged<'a>(team: Option<&str>, points: Points, cx: &Context<'a>) -> Option<Hit<'a>> {
    let backlog = cx.backlog;
    let settings = team.and_then(|team| backlog.config.file.teams.get(team));
    let min = settings.and_then(|team| team.runway.as_ref()?.min);
    let path = match team {
        Some(team) => vec!["teams".into(), team.into(), "runway".into(), "min".into()],
        None => vec!["product".into()],
    };
    let whose = team.map_or("the team".to_owned(), |team| format!("team {team}"));
    let hit = |message: String| Hit::in_file("po.yaml", backlog.file("po.yaml"), path, message);
    let velocity = capacity::velocity(backlog, team, cx.today).filter(|velocity| *velocity > 0.0);
    let Some(velocity) = velocity else {
        let message = format!("{whose} has closed no sprint yet: its runway is not known");
        let told = hit(message).help("po sprint close writes down what a sprint completed");
        return min.map(|_| told.at_most(Severity::Info));
    };
    let sprints = points.as_f64() / velocity;
    let least = min.unwrap_or(MIN);
    if sprints >= least {
        return None;
    }
    let message = format!(
        "{whose} has {sprints:.2} sprints of ready work, less than {least}: {} at {velocity:.1} a sprint",
        points.words()
    );
    Some(hit(message).help("po ready shows which stories are close to it"))
}
