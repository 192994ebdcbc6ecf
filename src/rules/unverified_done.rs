//! A done story for which nobody has said that its criteria hold.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::Setting;
use super::SettingForm;
use super::definition::open_manual;
use crate::diag::Severity;
use crate::flow::acceptance::finished_on;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::criterion::Criterion;
use crate::model::kind;
use crate::model::union::TextOr;
use crate::model::workflow::Category;
use crate::model::workflow::Gate;
use crate::model::workflow::Milestone;
use crate::text::and_list;
use crate::text::shell_word;

pub static RULE: Rule = Rule {
    id: "unverified-done",
    doc: DOC,
    passes: Passes::Says("no criterion is left unverified"),
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

/// The criteria named before the rest is only counted.
const NAMED: usize = 5;

const DOC: &str = "\
a done story has criteria that nobody verified

## What it finds
The acceptance criteria of a done story that are neither `verified` nor `waived` with a reason; and, where the workflow
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
    let open: Vec<(usize, String)> = story
        .acceptance
        .iter()
        .enumerate()
        .filter(|(_, criterion)| !criterion.is_verified() && !criterion.is_waived())
        .map(|(at, criterion)| (at, step(criterion, at)))
        .collect();
    let Some((first, _)) = open.first() else {
        return Vec::new();
    };
    let steps: Vec<&str> = open.iter().map(|(_, step)| step.as_str()).collect();
    let words: Vec<String> = steps.iter().map(|step| shell_word(step)).collect();
    let help = format!("po tick {} {}", record.id(), words.join(" "));
    let at_first = vec!["acceptance".into(), (*first).into()];
    let mut hit = Hit::at(record, at_first, unverified(&steps)).help(help);
    if open.len() > 1 {
        hit.path = vec!["acceptance".into()];
    }
    vec![hit]
}

/// What `po tick` calls a criterion: its id, else its place.
fn step(criterion: &TextOr<Criterion>, at: usize) -> String {
    let id = match criterion {
        TextOr::Map(map) => map.id.as_deref(),
        TextOr::Text(_) => None,
    };
    id.map_or_else(|| (at + 1).to_string(), str::to_owned)
}

/// `AC-1 is not verified`, `criteria AC-1, 2 and 3 are not verified`; of many the first few are named.
fn unverified(steps: &[&str]) -> String {
    if let [step] = steps {
        let name = match step.parse::<usize>() {
            Ok(_) => format!("criterion {step}"),
            Err(_) => (*step).to_owned(),
        };
        return format!("{name} is not verified");
    }
    let mut named: Vec<String> = steps.iter().take(NAMED).map(|&s| s.to_owned()).collect();
    if steps.len() > NAMED {
        named.push(format!("{} more", steps.len() - NAMED));
    }
    format!("criteria {} are not verified", and_list(&named))
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
            let help = format!("po tick {id} {}", shell_word(name));
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
    finished_on(cx.backlog, record)
        .or(record.common.created)
        .is_some_and(|day| day < since)
}

#[cfg(test)]
mod tests {
    use super::unverified;

    #[test]
    fn all_criteria_are_named_or_counted() {
        for (steps, said) in [
            (&["2"][..], "criterion 2 is not verified"),
            (&["AC-2"], "AC-2 is not verified"),
            (
                &["AC-1", "2", "3"],
                "criteria AC-1, 2 and 3 are not verified",
            ),
            (
                &["1", "2", "3", "4", "5", "6", "7"],
                "criteria 1, 2, 3, 4, 5 and 2 more are not verified",
            ),
        ] {
            assert_eq!(unverified(steps), said);
        }
    }
}
