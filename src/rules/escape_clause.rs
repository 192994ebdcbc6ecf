//! A way out in a criterion: nobody can say when it is met.

use super::Find;
use super::From;
use super::Passes;
use super::Rule;
use super::words;
use super::words::Texts;
use super::words::WordRule;
use crate::diag::Severity;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: WORDS.id,
    doc: DOC,
    passes: Passes::Says("no way out"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(|record, cx| WORDS.find(record, cx)),
};

static WORDS: WordRule = WordRule {
    id: "escape-clause",
    texts: Texts::Criteria,
    more: words::nothing,
    excuse: |_| false,
    says: "leaves a way out",
    asks: "when does it hold, and who decides?",
    advice: "say when it holds and when not",
};

const DOC: &str = "\
a criterion leaves a way out

## What it finds
Phrases such as \"where possible\", \"if needed\" or \"as required\" in the acceptance criteria.

## Why it matters
Whoever builds it decides whether it was possible, and is always right (ISO/IEC/IEEE 29148: loopholes; INCOSE R8).

## Traps
\"as required by\" with the name of the law is exact.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
Say when it holds, and what happens when not.

```yaml fails
acceptance: [{then: the total is rounded where possible}]
```
```yaml fails
acceptance: [kept as required]
```
```yaml fails
{lang: de, acceptance: [{then: 'der Betrag wird, wenn möglich, gerundet'}]}
```
```yaml passes
acceptance: [{then: the total is rounded to 2 decimals}]
```
```yaml passes
acceptance: [kept 10 years as required by tax law]
```
```yaml passes
{i_want: to pay where possible, as_a: buyer}
```
```yaml passes
{lang: de, acceptance: [{then: der Betrag wird auf 2 Stellen gerundet}]}
```
";
