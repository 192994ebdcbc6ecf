//! Two sprints of a team at the same time.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::flow::cadence;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::workflow::Category;

pub static RULE: Rule = Rule {
    id: "overlapping-sprints",
    doc: DOC,
    passes: Passes::Says("no other sprint of its team beside it"),
    severity: Severity::Error,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
two sprints of a team share days

## What it finds
Sprints of one team of which the later starts before the earlier is over, or on its last day. A cancelled sprint has no
days, and one that was closed early ends on that day.

## Why it matters
A day is counted twice: in capacity, in burndowns, and in velocity.

## Traps
Different teams have sprints of their own. Where all is closed nothing can be planned otherwise: at least one of the two
is still open.

## Fix
Move one of them: `po set SP-5 start=2026-05-15`.

```yaml fails
- {id: SP-4, start: 2026-05-01, end: 2026-05-14}
- {id: SP-5, start: 2026-05-14, end: 2026-05-27}
```
```yaml fails
- {id: SP-4, start: 2026-05-01, end: 2026-05-28}
- {id: SP-5, start: 2026-05-08, end: 2026-05-10}
```
```yaml passes
- {id: SP-4, start: 2026-05-01, end: 2026-05-14}
- {id: SP-5, start: 2026-05-15, end: 2026-05-28}
```
```yaml passes
- {id: SP-4, start: 2026-05-01, end: 2026-05-14, team: web}
- {id: SP-5, start: 2026-05-01, end: 2026-05-14, team: mobile}
```
```yaml passes
- {id: SP-4, start: 2026-05-01, end: 2026-05-14, status: closed, closed: {at: 2026-05-12}}
- {id: SP-5, start: 2026-05-13, end: 2026-05-27}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let mut sprints: Vec<Dated> = Vec::new();
    for record in backlog.records() {
        let Some(sprint) = record.sprint() else {
            continue;
        };
        let dates = sprint.start.zip(cadence::last_day(backlog, record));
        let kept = backlog.category(record) != Category::Dropped;
        if let Some((start, end)) = dates.filter(|(start, end)| start <= end && kept) {
            let team = sprint.team.as_deref();
            sprints.push(Dated {
                team,
                start,
                end,
                record,
            });
        }
    }
    sprints.sort_by_key(|sprint| (sprint.team, sprint.start, sprint.end, sprint.record.id()));
    let mut hits = Vec::new();
    // The sprint so far that lasts longest, of the same team.
    let mut before: Option<&Dated> = None;
    for sprint in &sprints {
        let same = before.filter(|before| before.team == sprint.team);
        if let Some(other) = same.filter(|other| sprint.start <= other.end)
            && (backlog.is_open(sprint.record) || backlog.is_open(other.record))
        {
            hits.push(hit(sprint, other));
        }
        before = match same {
            Some(other) if other.end >= sprint.end => Some(other),
            _ => Some(sprint),
        };
    }
    hits
}

/// A sprint with its days.
struct Dated<'a> {
    team: Option<&'a str>,
    start: Day,
    end: Day,
    record: &'a Record,
}

fn hit<'a>(sprint: &Dated<'a>, other: &Dated) -> Hit<'a> {
    let (id, before) = (sprint.record.id(), other.record.id());
    let (start, end) = (sprint.start, other.end);
    let message = format!("{id} starts on {start}, but {before} lasts until {end}");
    let next = end.plus(1).unwrap_or(end);
    let help = format!("po set {id} start={next}, or end {before} earlier");
    Hit::at(sprint.record, vec!["start".into()], message).help(help)
}
