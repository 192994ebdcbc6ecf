//! Scores that their method does not take: off its scale, or under a key it does not read.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::date::Day;
use crate::priority;
use crate::priority::Method;
use crate::priority::Outcome;
use crate::priority::SCORE;
use crate::priority::Scores;
use crate::priority::file_key;
use crate::priority::inputs::BY;
use crate::priority::inputs::SCORED;
use crate::text::nearest;
use crate::yaml::Path;
use indexmap::IndexMap;
use rayon::prelude::*;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "score-out-of-range",
    doc: DOC,
    passes: Passes::Says("its scores are in range"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a score is none that its method takes

## What it finds
A value under `scores:` that is off the scale of its method, which is the usual one or the team's under `methods:`, or
values that come to a score too large to count with. A key that the method does not read, and the name of a method one or two slips away from a known one, are warnings.

## Why it matters
`po prioritize` counts the record as not scored: it stands at the end of the list, below what matters less.

## Traps
The scores of methods that `po` does not have are yours and not looked at. A value that is missing is no finding:
`po prioritize` names it. `scored` and `by` may say when and by whom a record was scored.

## Fix
`po explain wsjf` shows the scale of a method; `po set S-142 scores.wsjf.value=8` sets a score.

```yaml fails
scores: {wsjf: {value: 7, time: 5, risk: 3, size: 5}}
```
```yaml fails
scores: {wsjf: {vlaue: 8, time: 5, risk: 3, size: 5}}
```
```yaml fails
scores: {wsjf: 12}
```
```yaml fails
{id: E-1, scores: {rice: {reach: 1200, impact: 2, confidence: 80, effort: 3}}}
```
```yaml fails
scores: {rice: {reach: 1200, impact: 2, confidence: 0.8, effort: 1e-308}}
```
```yaml fails
scores: {moscow: most}
```
```yaml fails
scores: {kano: {answers: [{f: like, d: dislikes}]}}
```
```yaml fails
{methods: {weighted: {criteria: {reach: {weight: 1, min: 1, max: 5}}}}, scores: {weighted: {reach: 6}}}
```
```yaml fails
scores: {wsfj: {value: 8}}
```
```yaml passes
scores: {wsjf: {value: 8, time: 5, risk: 3, scored: 2026-11-09, by: ana}, moscow: won't, rice: {confidence: 80%}, ours: {pain: 7}}
```
```yaml passes
{methods: {weighted: {criteria: {reach: {weight: 1, min: 1, max: 5}}}}, scores: {weighted: {reach: 5}}}
```
```yaml passes
{methods: {wsjf: {scale: [1, 4, 7]}}, scores: {wsjf: {value: 7, time: 4, risk: 1, size: 1}}}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let settings = &cx.backlog.config.file.methods;
    // Options that cannot be used are told of po.yaml, not of each record.
    let configured = priority::ALL
        .iter()
        .filter_map(|m| m.configured(settings).ok());
    let methods: Vec<Box<dyn Method>> = configured.collect();
    let records = cx.backlog.records().par_iter().with_min_len(64);
    records
        .flat_map_iter(|record| in_record(record, &methods))
        .collect()
}

/// What the methods call invalid among the scores of a record, each as a
/// message and its help: what writers refuse.
pub fn invalid_scores(
    record: &Record,
    settings: &IndexMap<String, Value>,
) -> Vec<(String, Option<String>)> {
    let mut hits = Vec::new();
    let scores = priority::inputs::all(record);
    let is_there = |method: &&&dyn Method| {
        scores.is_some_and(|scores| scores.contains_key(file_key(method.id()).as_ref()))
    };
    for method in priority::ALL
        .iter()
        .filter(is_there)
        .filter_map(|m| m.configured(settings).ok())
    {
        off_scale(record, method.as_ref(), &mut hits);
    }
    hits.into_iter()
        .map(|hit| (hit.message, hit.help))
        .collect()
}

fn in_record<'a>(record: &'a Record, methods: &[Box<dyn Method>]) -> Vec<Hit<'a>> {
    let Some(scores) = priority::inputs::all(record) else {
        return Vec::new();
    };
    let mut hits = Vec::new();
    for (name, value) in scores {
        let known = methods.iter().find(|method| file_key(method.id()) == *name);
        match known {
            Some(method) => {
                off_scale(record, method.as_ref(), &mut hits);
                unread(record, method.as_ref(), value, &mut hits);
            }
            None => hits.extend(misspelt(record, name)),
        }
    }
    hits
}

/// What `po prioritize` would call invalid, where it stands in the record.
fn off_scale<'a>(record: &'a Record, method: &dyn Method, hits: &mut Vec<Hit<'a>>) {
    let id = method.id();
    let scores = Scores::of(record);
    let (Outcome::Unscored(reading) | Outcome::Scored { reading, .. }) = method.score(scores)
    else {
        return;
    };
    for invalid in reading.invalid {
        let is_score = invalid.key == SCORE;
        let whole = is_score || invalid.key == id;
        if is_score && scores.get(id).is_none()
            || !whole && scores.value(id, &invalid.key).is_none()
        {
            continue;
        }
        let mut path: Path = vec!["scores".into(), file_key(id).as_ref().into()];
        if !is_score && (!whole || scores.get(id).is_some_and(Value::is_object)) {
            path.push(invalid.key.as_str().into());
        }
        let what = if is_score { "the score is " } else { "" };
        let message = format!("{}: {what}{}", crate::yaml::dotted(&path), invalid.why);
        let help = format!("po explain {id} shows its scale");
        hits.push(Hit::at(record, path, message).help(help));
    }
}

/// Keys that the method does not read.
fn unread<'a>(record: &'a Record, method: &dyn Method, value: &Value, hits: &mut Vec<Hit<'a>>) {
    let inputs = method.inputs().iter();
    let keys: Vec<&str> = inputs.map(|input| input.key.as_ref()).collect();
    let given = value.as_object().into_iter().flatten();
    for (key, value) in given.filter(|(key, _)| !keys.contains(&key.as_str())) {
        let id = method.id();
        let path: Path = vec![
            "scores".into(),
            file_key(id).as_ref().into(),
            key.as_str().into(),
        ];
        if key == SCORED || key == BY {
            let day = value.as_str().map(str::parse::<Day>);
            if let (SCORED, Some(Err(why))) = (key.as_str(), day) {
                let message = format!("{}: {why}", crate::yaml::dotted(&path));
                hits.push(Hit::at(record, path, message).help("write a day such as 2026-11-24"));
            }
            continue;
        }
        let help = match nearest(key, keys.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if keys.is_empty() => format!("po explain {id} says how to name what it reads"),
            None => format!("it reads {}", crate::text::and_list(&keys)),
        };
        let hit = Hit::at_key(record, path, format!("{id} reads no \"{key}\"")).help(help);
        hits.push(hit.at_most(Severity::Warning));
    }
}

/// A name that is none of a method, but nearly. A method whose options cannot be used is told of po.yaml.
fn misspelt<'a>(record: &'a Record, name: &str) -> Option<Hit<'a>> {
    let ids: Vec<_> = priority::ALL
        .iter()
        .map(|method| file_key(method.id()))
        .collect();
    if ids.iter().any(|id| id == name) {
        return None;
    }
    let near = nearest(name, ids.iter().map(AsRef::as_ref))?;
    let message = format!("no method is called \"{name}\"");
    let hit = Hit::at_key(record, vec!["scores".into(), name.into()], message);
    let hit = hit.help(format!("did you mean \"{near}\"?"));
    Some(hit.at_most(Severity::Warning))
}
