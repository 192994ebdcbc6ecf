//! A done story for which nobody has said that its criteria hold.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Rule;
use super::Setting;
use super::SettingForm;
use super::definition::open_manual;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::kind;
use crate::model::union::TextOr;
use crate::model::workflow::Category;
use crate::model::workflow::Gate;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "unverified-done",
    doc: DOC,
    severity: Severity::Error,
    from: From::Milestone(Milestone::Done),
    integrity: false,
    options: &[Setting {
        name: "since",
        form: SettingForm::Date,
        doc: "stories finished before this day are not looked at, such as 2026-01-01",
    }],
    find: Find::Both(in_record, in_backlog),
};

const DOC: &str = "\
a done story has criteria that nobody verified

## What it finds
An acceptance criterion of a done story that is neither `verified` nor `waived` with a reason; and, where the workflow
has no gate for done, a manual item of the definition of done that is neither ticked nor waived.

## Why it matters
Done means that it was seen to work. Otherwise the review finds out, or the customer.

## Traps
A definition of done behind a `gate:` is judged by unmet-gate. Old imports have no ticks: see `since`.

## Options
`since`: stories finished before this day are not looked at.

## Fix
Look, and say so; or waive the criterion with a reason.

```yaml fails
{status: done, acceptance: [{id: AC-1, verified: false}]}
```
```yaml fails
{status: done, acceptance: [{text: It works, verified: true}, The order is confirmed]}
```
```yaml fails
{status: done, acceptance: [{text: It works, waived: ''}]}
```
```yaml fails
{status: done, done: [{id: reviewed, check: Reviewed by a second person}]}
```
```yaml passes
{status: done, acceptance: [{id: AC-1, verified: true}]}
```
```yaml passes
status: done
acceptance: [{text: It works, verified: {by: ana, on: 2026-05-01}}, {text: It scales, waived: no load yet, by: ana}]
```
```yaml passes
status: done
acceptance: [It works]
history: [{at: 2019-05-01, status: done}]
rules: {unverified-done: {since: 2026-01-01}}
```
```yaml passes
{status: review, acceptance: [It works]}
```
";

fn in_record<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(story) = record.story().filter(|_| !is_old(record, cx)) else {
        return Vec::new();
    };
    let mut hits = Vec::new();
    for (at, criterion) in story.acceptance.iter().enumerate() {
        if criterion.is_verified() || criterion.is_waived() {
            continue;
        }
        let name = match criterion {
            TextOr::Map(map) => map.id.as_deref().map(str::to_owned),
            TextOr::Text(_) => None,
        };
        let step = name.clone().unwrap_or((at + 1).to_string());
        let name = name.unwrap_or(format!("criterion {}", at + 1));
        let help = format!("po tick {} {step}", record.id());
        let path = vec!["acceptance".into(), at.into()];
        hits.push(Hit::at(record, path, format!("{name} is not verified")).help(help));
    }
    hits
}

fn in_backlog<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let stories = kind::by_name("story")
        .into_iter()
        .flat_map(|k| cx.backlog.of_kind(k));
    let ungated = stories.filter(|record| {
        let done = cx.backlog.category(record) == Category::Done;
        done && !is_gated(cx.backlog, record) && !is_old(record, cx)
    });
    let hits = ungated.flat_map(|record| {
        let open = open_manual(cx.backlog, record, Gate::Done).into_iter();
        open.map(|item| {
            let (id, name) = (record.id(), &item.id);
            let message = format!("{name} of the definition of done is not ticked");
            let help = format!("po tick {id} {name}");
            Hit::at(record, vec!["status".into()], message).help(help)
        })
    });
    hits.collect()
}

fn is_gated(backlog: &Backlog, record: &Record) -> bool {
    let status = record.status().unwrap_or_default();
    let gates = backlog.config.workflow.gates(None, status);
    gates.iter().any(|(_, gate)| *gate == Gate::Done)
}

/// Finished, or without such a day created, before the day of the option.
fn is_old(record: &Record, cx: &Context) -> bool {
    let Some(since) = cx.date("since") else {
        return false;
    };
    let workflow = &cx.backlog.config.workflow;
    let is_done = |name: &str| {
        workflow
            .state(name)
            .is_some_and(|s| s.category == Category::Done)
    };
    let entries = record.common.history.iter();
    let finished = entries.filter(|entry| entry.status.as_deref().is_some_and(is_done));
    let finished: Option<Day> = finished
        .map(|e| e.at.local_day(&cx.backlog.config.zone))
        .max();
    finished
        .or(record.common.created)
        .is_some_and(|day| day < since)
}
