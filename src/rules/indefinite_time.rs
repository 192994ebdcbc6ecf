//! A time that is none: soon, eventually, immediately.

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
    passes: Passes::Says("every time is stated"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(|record, cx| WORDS.find(record, cx)),
};

static WORDS: WordRule = WordRule {
    id: "indefinite-time",
    texts: Texts::Outcomes,
    more: words::nothing,
    excuse: |spot| spot.is_measured(),
    says: "sets no time",
    asks: "within what time?",
    advice: "state a time, as in \"within 5 minutes\"",
};

const DOC: &str = "\
a criterion does not say when

## What it finds
Words such as \"eventually\", \"soon\" or \"immediately\" in what a criterion expects: `then`, or a plain sentence.

## Why it matters
One reads seconds where the other reads hours (INCOSE R35).

## Traps
A number with a unit in the same clause says what is meant: \"immediately, within 200 ms\". \"immediately below\" is a
place, \"immediately after\" an order.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
State a time.

```yaml fails
acceptance: [{then: the buyer is eventually informed}]
```
```yaml fails
acceptance: [shown immediately]
```
```yaml fails
acceptance: [the list is renewed periodically]
```
```yaml fails
{lang: de, acceptance: [die Liste wird regelmäßig erneuert]}
```
```yaml fails
{lang: de, acceptance: [{then: die Kundin wird umgehend informiert}]}
```
```yaml passes
acceptance: [{then: the buyer is informed within 5 minutes}]
```
```yaml passes
acceptance: ['shown immediately, within 200 ms']
```
```yaml passes
acceptance: [the total stands immediately below the items]
```
```yaml passes
{lang: de, acceptance: ['sofort, innert 5 Minuten']}
```
";
