//! A finding that is accepted without a reason.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::text::shell_word;

pub static RULE: Rule = Rule {
    id: "unexplained-allow",
    doc: DOC,
    passes: Passes::Says("what it allows has its reason"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a finding is allowed without a reason

## What it finds
An entry of `allow:` without words. It suppresses nothing: the finding is reported all the same.

## Why it matters
Whoever comes later cannot tell a decision from a way around.

## Traps
Closed records are looked at as well: their entry is as empty.

## Fix
Say why: `po set S-1 allow.vague-term=\"the term is defined in the glossary\"`; or take the entry out.

```yaml fails
allow: {vague-term: ''}
```
```yaml fails
allow: {vague-term: ' '}
```
```yaml passes
allow: {vague-term: the term is defined in the glossary}
```
";

fn find<'a>(record: &'a Record, _: &Context<'a>) -> Vec<Hit<'a>> {
    let allowed = record.common.allow.iter();
    let empty = allowed.filter(|(_, reason)| reason.trim().is_empty());
    let hits = empty.map(|(rule, _)| {
        let path = vec!["allow".into(), rule.as_str().into()];
        let message = format!("{rule} is allowed without a reason, so it is not");
        let (id, key) = (record.id(), shell_word(rule));
        let help = format!("po set {id} allow.{key}=\"…\" says why; allow.{key}= takes it out");
        Hit::at_key(record, path, message).help(help)
    });
    hits.collect()
}
