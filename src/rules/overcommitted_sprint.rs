//! A sprint that holds more points than it can.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::flow::cadence;
use crate::flow::capacity::capacity;
use crate::flow::capacity::surplus;
use crate::model::Record;
use crate::model::points::Points;
use crate::text::and_list;

pub static RULE: Rule = Rule {
    id: "overcommitted-sprint",
    doc: DOC,
    passes: Passes::Says("it holds no more than it can"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a sprint holds more points than its capacity

## What it finds
An open sprint whose stories, without the dropped ones, have more points than its `capacity`; where it has none, than what
the last three closed sprints of its team completed on average, as in `po sprint plan`. Stories without points count as
0; they are named as an info.

## Why it matters
What does not fit is carried over, and the promise was none (Cohn, Agile Estimating and Planning, 2005).

## Traps
The capacity itself passes. Points of finished stories count: they took their share. A `capacity: 0` says nothing, so
nothing is compared: an info. A team that has not closed a sprint yet is not asked for one.

## Fix
Take the last by rank out with `po set ID sprint=`, or say what it can hold: `po set SP-4 capacity=31`.

```yaml fails
- {id: SP-4, status: active, capacity: 30}
- {id: S-1, sprint: SP-4, points: 23}
- {id: S-2, sprint: SP-4, points: 8}
```
```yaml fails
- {id: SP-4, status: active, capacity: 30}
- {id: S-1, sprint: SP-4, points: 34}
```
```yaml fails
- {id: SP-4, status: active, capacity: 0}
- {id: S-1, sprint: SP-4, points: 5}
```
```yaml fails
- {id: SP-4, status: active, capacity: 30}
- {id: S-1, sprint: SP-4}
```
```yaml passes
- {id: SP-4, status: active, capacity: 30}
- {id: S-1, sprint: SP-4, points: 22}
- {id: S-2, sprint: SP-4, points: 8}
- {id: S-3, sprint: SP-4, points: 8, status: dropped}
```
```yaml passes
- {id: SP-4, status: active}
- {id: S-1, sprint: SP-4, points: 34}
```
```yaml passes
- {id: SP-4, status: closed, capacity: 30}
- {id: S-1, sprint: SP-4, points: 34}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let contents = cadence::contents(backlog);
    let records = backlog.records().iter();
    let open = records.filter(|record| record.sprint().is_some() && backlog.is_open(record));
    let inside = open.filter_map(|sprint| Some((sprint, contents.get(sprint.id())?)));
    inside
        .flat_map(|(sprint, stories)| judged(sprint, stories, cx))
        .collect()
}

fn judged<'a>(sprint: &'a Record, stories: &[&Record], cx: &Context<'a>) -> Vec<Hit<'a>> {
    let id = sprint.id();
    let points: Points = stories.iter().filter_map(|s| s.story()?.points).sum();
    let hit = |message: String| Hit::at(sprint, vec!["capacity".into()], message);
    let room = capacity(cx.backlog, sprint, None, cx.today);
    let Some(room) = room.as_ref().filter(|room| room.points > Points::ZERO) else {
        // A team that has not closed a sprint yet may not know, and is not asked.
        let message = format!(
            "it holds {}, and a capacity of 0 says nothing",
            points.words()
        );
        let help = format!("po set {id} capacity=20, as many as the team can do");
        let told = hit(message).help(help).at_most(Severity::Info);
        return Vec::from_iter(room.map(|_| told).filter(|_| points > Points::ZERO));
    };
    let mut hits = Vec::new();
    if points > room.points {
        let most = room.words();
        let percent = 100.0 * points.as_f64() / room.points.as_f64();
        let message = format!("{id} holds {}, {percent:.1} %: {most}", points.words());
        let out = surplus(cx.backlog, stories, room.points);
        let out: Vec<&str> = out.into_iter().map(AsRef::as_ref).collect();
        hits.push(hit(message).help(match out.as_slice() {
            [] => format!("po set {id} capacity=… says what it can hold"),
            out => format!(
                "po set {} sprint= takes out the last by rank",
                out.join(" ")
            ),
        }));
    }
    let unknown = stories.iter().filter(|record| {
        let estimated = record.story().is_none_or(|story| story.points.is_some());
        !estimated && cx.backlog.is_open(record)
    });
    let unknown: Vec<&str> = unknown.map(|record| record.id().as_str()).collect();
    if let Some(first) = unknown.first() {
        let (have, count) = match unknown.len() {
            1 => ("has", "counts"),
            _ => ("have", "count"),
        };
        let unknown = and_list(&unknown);
        let message = format!("{unknown} {have} no points and {count} as 0");
        let help = format!("po set {first} points=…");
        hits.push(hit(message).help(help).at_most(Severity::Info));
    }
    hits
}
