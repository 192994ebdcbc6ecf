//! A finding that is accepted, or a demand that is waived, without a reason.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::definition::ticks;
use super::engine::is_reason;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::union::TextOr;
use crate::text::shell_word;
use crate::yaml::Path;
use crate::yaml::dotted;

pub static RULE: Rule = Rule {
    id: "unexplained-allow",
    doc: DOC,
    passes: Passes::Says("what it allows or waives has its reason"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a finding is allowed, or a demand waived, without a reason

## What it finds
An entry of `allow:` without words, or with one that gives no reason: TBD, true, x. It suppresses nothing: the finding is reported all the same. A `waived:` without words, of an item under `checks:` or of an acceptance criterion, likewise:
the item is not met.

## Why it matters
Whoever comes later cannot tell a decision from a way around.

## Traps
Closed records are looked at as well: their entry is as empty.

## Fix
Say why: `po set S-1 allow.vague-term=\"the term is defined in the glossary\"`; or take the entry out.
An item that was met is ticked: `po tick S-1 design`.

```yaml fails
allow: {vague-term: ''}
```
```yaml fails
allow: {vague-term: ' '}
```
```yaml fails
allow: {vague-term: TBD}
```
```yaml fails
allow: {vague-term: x}
```
```yaml fails
checks: {estimated: {waived: '', by: ana}}
```
```yaml fails
acceptance: [{text: it works, waived: ' '}]
```
```yaml passes
{checks: {design: {waived: no screen changes, by: ana}, told: {by: ana}}, acceptance: [it works]}
```
```yaml passes
allow: {vague-term: the term is defined in the glossary}
```
```yaml passes
allow: {vague-term: Glossary}
```
";

fn find<'a>(record: &'a Record, _: &Context<'a>) -> Vec<Hit<'a>> {
    let allowed = record.common.allow.iter();
    let empty = allowed.filter(|(_, reason)| !is_reason(reason));
    let hits = empty.map(|(rule, _)| {
        let path = vec!["allow".into(), rule.as_str().into()];
        let message = format!("{rule} is allowed without a reason, so it is not");
        let (id, key) = (record.id(), shell_word(rule));
        let help = format!("po set {id} allow.{key}=\"…\" says why; allow.{key}= takes it out");
        Hit::at_key(record, path, message).help(help)
    });
    hits.chain(waivers(record)).collect()
}

/// The waivers without words.
fn waivers(record: &Record) -> impl Iterator<Item = Hit<'_>> {
    let is_empty = |why: Option<&str>| why.is_some_and(|why| why.trim().is_empty());
    let items = ticks(record).into_iter().flatten();
    let items = items.filter(move |(_, tick)| is_empty(tick.waived.as_deref()));
    let items = items.map(|(item, _)| vec!["checks".into(), item.as_str().into()]);
    let criteria = record.story().into_iter().flat_map(|s| &s.acceptance);
    let criteria = criteria
        .enumerate()
        .filter(move |(_, criterion)| match criterion {
            TextOr::Text(_) => false,
            TextOr::Map(criterion) => is_empty(criterion.waived.as_deref()),
        });
    let criteria = criteria.map(|(at, _)| vec!["acceptance".into(), at.into()]);
    items.chain(criteria).map(|mut path: Path| {
        let what = dotted(&path);
        path.push("waived".into());
        let field = shell_word(&dotted(&path));
        // What else stands beside the waiver of an item would be a tick without it.
        let entry = match what.starts_with("checks") {
            true => shell_word(&what),
            false => field.clone(),
        };
        let message = format!("{what} is waived without a reason, so it is not");
        let help = format!(
            "po set {} {field}=\"…\" says why; {entry}= takes it out",
            record.id()
        );
        Hit::at_key(record, path, message).help(help)
    })
}
