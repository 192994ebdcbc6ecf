//! A field that its history does not know: the record was changed by hand.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::common::Entry;
use crate::model::config::Config;
use crate::model::date::Moment;
use crate::model::union::FlagOr;

pub static RULE: Rule = Rule {
    id: "history-gap",
    doc: DOC,
    passes: Passes::Says("its history is complete"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a field differs from the last entry of its history

## What it finds
A status, sprint, release, estimate or block that is not what the newest entry naming it says. Of `blocked` only whether
there is one is compared.

## Why it matters
Reports over time replay the history. They take the field as right, but cannot know since when: such a record has no
date of finishing.

## Traps
Changing a file by hand is allowed; only the entry is missing. What no entry names is no gap.

## Fix
Add the entry with the day on which it really changed. An entry of today would invent a date.

```yaml fails
{status: doing, history: [{at: 2026-05-01T09:00:00Z, status: ready}]}
```
```yaml fails
{points: 5, history: [{at: 2026-05-01, points: 3}, {at: 2026-05-03, points: 8}]}
```
```yaml fails
{history: [{at: 2026-05-01, sprint: SP-4}]}
```
```yaml fails
{blocked: {reason: legal}, history: [{at: 2026-05-01, blocked: {reason: legal}}, {at: 2026-05-02, blocked: null}]}
```
```yaml passes
{status: doing, history: [{at: 2026-05-01T09:00:00Z, status: doing}]}
```
```yaml passes
{status: doing, points: 5, history: [{at: 2026-05-02, status: doing}, {at: 2026-05-01, status: ready}]}
```
```yaml passes
{history: [{at: 2026-05-01, sprint: SP-4}, {at: 2026-05-02, sprint: null}]}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let gaps = gaps(record, &cx.backlog.config).into_iter();
    gaps.map(|gap| hit(record, gap.field, &gap.now, (gap.at, &gap.last)))
        .collect()
}

/// A field that is not what the newest entry naming it says.
#[derive(Clone, Debug)]
pub struct Gap {
    pub field: &'static str,
    now: String,
    at: Moment,
    last: String,
}

/// The gaps of a record.
pub fn gaps(record: &Record, config: &Config) -> Vec<Gap> {
    let mut entries: Vec<&Entry> = record.common.history.iter().collect();
    // Stable: entries of one moment keep the order of the file.
    entries.sort_by_key(|entry| entry.at.start(&config.zone));
    let states = config.states(record.kind);
    let first = states.first().map_or("", |(state, _)| *state);
    let gap = |(field, now): (&'static str, String)| {
        let mut said = entries.iter().rev();
        let (at, last) = said.find_map(|e| Some((e.at, recorded(e, field)?)))?;
        // A value that does not fit its field is a finding of its own.
        let stray = field == "status" && !states.iter().any(|(state, _)| *state == now);
        let misfit = now == NONE && field != "blocked" && is_written(record, field);
        (last != now && !misfit && !stray).then_some(Gap {
            field,
            now,
            at,
            last,
        })
    };
    present(record, first).into_iter().filter_map(gap).collect()
}

/// The word for a field without a value.
const NONE: &str = "none";

/// The recorded fields that the kind has, with their present values in words.
fn present(record: &Record, first: &str) -> Vec<(&'static str, String)> {
    let text =
        |value: Option<&dyn std::fmt::Display>| value.map_or(NONE.to_owned(), |v| v.to_string());
    let mut fields = vec![("status", record.status().unwrap_or(first).to_owned())];
    if let Some(story) = record.story() {
        fields.push(("sprint", text(story.sprint.as_ref().map(|v| v as _))));
        fields.push(("release", text(story.release.as_ref().map(|v| v as _))));
        fields.push(("points", text(story.points.as_ref().map(|v| v as _))));
        fields.push(("blocked", blocked(story.blocked.as_deref())));
    }
    if let Some(epic) = record.epic() {
        fields.push(("release", text(epic.release.as_ref().map(|v| v as _))));
        fields.push(("blocked", blocked(epic.blocked.as_ref())));
    }
    fields
}

/// What an entry says about a field, in words.
fn recorded(entry: &Entry, name: &str) -> Option<String> {
    let none = || NONE.to_owned();
    match name {
        "status" => entry.status.as_deref().map(str::to_owned),
        "sprint" => entry
            .sprint
            .as_ref()
            .map(|v| v.as_ref().map_or_else(none, ToString::to_string)),
        "release" => entry
            .release
            .as_ref()
            .map(|v| v.as_ref().map_or_else(none, ToString::to_string)),
        "points" => entry
            .points
            .as_ref()
            .map(|v| v.as_ref().map_or_else(none, ToString::to_string)),
        _ => entry.blocked.as_ref().map(|v| blocked(v.as_deref())),
    }
}

fn blocked<T>(value: Option<&FlagOr<T>>) -> String {
    match value {
        None | Some(FlagOr::Flag(false)) => NONE.to_owned(),
        Some(_) => "blocked".to_owned(),
    }
}

fn is_written(record: &Record, name: &str) -> bool {
    let root = record.document().and_then(|document| document.root());
    root.and_then(|root| root.get(name))
        .is_some_and(|node| !node.is_null())
}

fn hit<'a>(record: &'a Record, name: &'static str, now: &str, last: (Moment, &str)) -> Hit<'a> {
    let (at, then) = last;
    let message = format!(
        "{name} is {now}, but its history ends with {then} on {}",
        day(at)
    );
    let entry = match (name, now) {
        (_, NONE) => format!("{name}: null"),
        ("blocked", _) => "blocked: {reason: …}".to_owned(),
        _ => format!("{name}: {now}"),
    };
    let help = format!("add to history: - {{at: DAY, {entry}}}, with the day on which it changed");
    let key = if is_written(record, name) {
        name
    } else {
        "history"
    };
    let mut hit = Hit::at(record, vec![key.into()], message).help(help);
    hit.path = vec![name.into()];
    hit
}

fn day(at: Moment) -> String {
    at.to_string().chars().take("2026-11-24".len()).collect()
}
