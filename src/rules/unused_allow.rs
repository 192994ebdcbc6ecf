//! A finding that is accepted and is not there.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::engine::Scope;
use super::engine::Settings;
use super::engine::allowed;
use super::nearest;
use super::rule;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::Record;
use crate::text::shell_word;
use std::collections::HashMap;
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    id: "unused-allow",
    doc: DOC,
    passes: Passes::Says("all it allows is there"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a record allows a finding that is not there

## What it finds
An entry of `allow:` whose rule finds nothing in the record, or that names no rule.

## Why it matters
It will hide the next finding of this rule, which nobody has decided on.

## Traps
A rule that is switched off in `po.yaml`, or does not look at the record yet or any more, may find something another day:
its entry stays. An entry without words is unexplained-allow.

## Fix
Take the entry out: `po set S-1 allow.vague-term=`.

```yaml fails
{status: ready, acceptance: [The page opens within 2 s], allow: {vague-term: agreed with the team}}
```
```yaml fails
{allow: {vague-trem: agreed with the team}}
```
```yaml fails
- {id: S-1, rank: r9, allow: {rank-collision: both may be first}}
- {id: S-2, rank: ri}
```
```yaml passes
{status: ready, acceptance: [The page opens quickly], allow: {vague-term: agreed with the team}}
```
```yaml passes
{status: idea, acceptance: [The page opens within 2 s], allow: {vague-term: agreed with the team}}
```
```yaml passes
{status: ready, allow: {vague-term: agreed with the team}, rules: {vague-term: ignore}}
```
```yaml passes
{points: many, allow: {bad-type: it is imported so}}
```
```yaml passes
- {id: S-1, rank: r9}
- {id: S-2, rank: r9, allow: {rank-collision: both may be first}}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let allowing = cx.backlog.records().iter();
    let allowing = allowing.filter(|record| !record.common.allow.is_empty());
    let mut again = Again {
        settings: Settings::read(cx.backlog),
        backlog: cx.backlog,
        cx,
        asked: HashMap::new(),
    };
    let mut hits = Vec::new();
    for record in allowing {
        for name in record.common.allow.keys() {
            if allowed(record, name).is_some() && name != RULE.id {
                hits.extend(again.judge(record, name));
            }
        }
    }
    hits
}

/// The rules that somebody allows, asked once more: what they find is not reported.
struct Again<'a, 'c> {
    settings: Settings<'a>,
    backlog: &'a Backlog,
    cx: &'c Context<'a>,
    asked: HashMap<(&'static str, Scope), (Context<'a>, HashSet<&'a str>)>,
}

impl<'a> Again<'a, '_> {
    fn judge(&mut self, record: &'a Record, name: &str) -> Option<Hit<'a>> {
        let (id, key) = (record.id(), shell_word(name));
        let hit = |message: String| {
            let path = vec!["allow".into(), name.into()];
            let help = format!("po set {id} allow.{key}= takes it out");
            Hit::at_key(record, path, message).help(help)
        };
        let Some(rule) = rule(name) else {
            let message = format!("there is no rule \"{name}\" to allow");
            return Some(match nearest(name) {
                Some(near) => hit(message).help(format!("did you mean \"{near}\"?")),
                None => hit(message),
            });
        };
        let scope = self.settings.scope(record);
        let severity = self.settings.severity(rule, &scope);
        let severity = severity.unwrap_or(rule.severity);
        let start = self.settings.start(rule, &scope);
        let due = self.settings.is_due(rule, start, record);
        if severity == Severity::Ignore || !due || self.finds(rule, record, scope) {
            return None;
        }
        Some(hit(format!("{name} finds nothing in {id}")))
    }

    fn finds(&mut self, rule: &'static Rule, record: &'a Record, scope: Scope) -> bool {
        let loaded = self.backlog.findings.iter();
        let mut loaded = loaded.filter(|finding| finding.rule == rule.id);
        if loaded.any(|finding| finding.place.path == record.path) {
            return true;
        }
        let options = self.settings.options(rule.id, &scope);
        let asked = self.asked.entry((rule.id, scope));
        let (context, whole) = asked.or_insert_with(|| {
            let context = Context::new(self.backlog, self.cx.today, options);
            let hits = rule.in_backlog(&context).into_iter();
            let whole = hits.filter_map(|hit| Some(hit.record?.path.as_str()));
            let whole = whole.collect();
            (context, whole)
        });
        whole.contains(record.path.as_str()) || !rule.in_record(record, context).is_empty()
    }
}
