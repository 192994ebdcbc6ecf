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
    let zone = &cx.backlog.config.zone;
    let mut entries: Vec<&Entry> = record.common.history.iter().collect();
    // Stable: entries of one moment keep the order of the file.
    entries.sort_by_key(|entry| entry.at.start(zone));
    let states = cx.backlog.states(record.kind);
    let first = states.first().map_or("", |(state, _)| *state);
    let mut hits = Vec::new();
    for (name, now) in present(record, first) {
        let last = entries
            .iter()
            .rev()
            .find_map(|e| Some((e.at, recorded(e, name)?)));
        if let Some((at, last)) = last.filter(|(_, last)| *last != now) {
            // A value that does not fit its field is a finding of its own.
            let stray = name == "status" && !states.iter().any(|(state, _)| *state == now);
            let misfit = now == NONE && name != "blocked" && is_written(record, name);
            hits.extend((!misfit && !stray).then(|| hit(record, name, &now, (at, &last))));
        }
    }
    hits
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
