//! An epic of which nobody said what it is for.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "missing-outcome",
    doc: DOC,
    passes: Passes::Says("says what it is to bring, measured"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
an epic does not say what it is to bring

## What it finds
An epic without `hypothesis` or `objective`, or without an entry in `benefits` that has `metric`, `baseline` and
`target`.

## Why it matters
Without a number before and a number wanted nobody can say afterwards whether it was worth it (Gothelf and Seiden,
Outcomes Over Output, 2019).

## Traps
An idea may be vague. An `objective` may be an id or words.

## Fix
`po set E-1 hypothesis=\"…\"`, and the measure: `po set E-1 benefits+=\"{metric: cart loss, baseline: 40, target: 30}\"`.

```yaml fails
{id: E-1, title: Payments}
```
```yaml fails
{id: E-1, hypothesis: fewer lost carts, benefits: [{metric: cart loss, target: 30}]}
```
```yaml fails
{id: E-1, benefits: [{metric: cart loss, baseline: 40, target: 30}]}
```
```yaml passes
{id: E-1, hypothesis: fewer lost carts, benefits: [{metric: cart loss, baseline: 40, target: 30, by: 2026-09-30}]}
```
```yaml passes
{id: E-1, objective: O-1, benefits: [{metric: cart loss, baseline: 40, target: 30}]}
```
```yaml passes
{id: E-1, title: Payments, status: idea}
```
";

fn find<'a>(record: &'a Record, _: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(epic) = record.epic() else {
        return Vec::new();
    };
    let id = record.id();
    let words = |text: &Option<String>| text.as_deref().is_some_and(|t| !t.trim().is_empty());
    let believed = words(&epic.hypothesis) || epic.objective.is_some();
    let mut benefits = epic.benefits.iter();
    let measured = benefits.any(|benefit| {
        let named = !benefit.metric.trim().is_empty();
        named && benefit.baseline.is_some() && benefit.target.is_some()
    });
    let measure = "no benefit with metric, baseline and target";
    let (key, message, help) = match (believed, measured) {
        (true, true) => return Vec::new(),
        (false, false) => (
            "hypothesis",
            format!("no hypothesis or objective, and {measure}"),
            format!("po set {id} hypothesis=\"…\" says what we believe will happen"),
        ),
        (false, true) => (
            "hypothesis",
            "no hypothesis or objective".to_owned(),
            format!("po set {id} hypothesis=\"…\" says what we believe will happen"),
        ),
        (true, false) => (
            "benefits",
            measure.to_owned(),
            format!("po set {id} benefits+=\"{{metric: …, baseline: 40, target: 30}}\""),
        ),
    };
    vec![Hit::at(record, vec![key.into()], message).help(help)]
}
