//! Everything or nothing: more than anybody can test.

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
    passes: Passes::Says("no \"all\" or \"never\""),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(|record, cx| WORDS.find(record, cx)),
};

static WORDS: WordRule = WordRule {
    id: "absolute-term",
    texts: Texts::Outcomes,
    more: words::nothing,
    excuse: |spot| spot.is_counted() || spot.is_condition(),
    says: "can never be tested in full",
    asks: "which ones?",
    advice: "name the set, as in \"each order of the chosen month\"",
};

const DOC: &str = "\
a criterion says all, always or never

## What it finds
Words such as \"all\", \"any\", \"always\", \"never\" or \"100 %\" in what a criterion expects: `then`, or a plain sentence.

## Why it matters
No test covers all; the set that is meant can be named (ISO/IEC/IEEE 29148: totality; INCOSE R26 and R32).

## Traps
\"all of the following\" and \"any of\" point at a list and are left alone, as is what a number bounds: \"all 14 questions\".
`given`, `when` and what stands behind an \"if\" are not looked at.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
Name the set: \"each order of the chosen month\".

```yaml fails
acceptance: [{then: all orders are exported}]
```
```yaml fails
acceptance: [any user can log in]
```
```yaml fails
acceptance: [uptime is 100%]
```
```yaml fails
{lang: de, acceptance: [alle Bestellungen werden exportiert]}
```
```yaml passes
acceptance: [{then: each order of the chosen month is exported}]
```
```yaml passes
acceptance: [all of the following hold]
```
```yaml passes
acceptance: [{given: all orders are paid, when: any order is opened, then: the receipt is shown}]
```
```yaml passes
acceptance: [{then: the page is not shown at all}, {then: a control named Expand all opens the groups}]
```
```yaml passes
acceptance: [All 27 member states are listed, A year without any booking shows 0 EUR, 'If every room is sold, the page says so']
```
```yaml passes
{lang: de, acceptance: [die Anzeige wird alle 15 Sekunden erneuert]}
```
```yaml fails
acceptance: ['If the card is declined, all orders are kept', an unlimited number of guests is listed]
```
";
