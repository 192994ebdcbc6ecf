//! The best of something, without the measure by which it is.

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
    passes: Passes::Says("no superlatives"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(|record, cx| WORDS.find(record, cx)),
};

static WORDS: WordRule = WordRule {
    id: "superlative-term",
    texts: Texts::Criteria,
    more: words::nothing,
    excuse: |spot| spot.has_unit(),
    says: "does not say by which measure",
    asks: "by what is it measured?",
    advice: "name the order, as in \"sorted by price ascending\"",
};

const DOC: &str = "\
a criterion uses a superlative

## What it finds
Words such as \"best\", \"fastest\" or \"optimal\" in the acceptance criteria.

## Why it matters
The best by price is not the best by distance (ISO/IEC/IEEE 29148: superlatives).

## Traps
\"at most\", \"at best\", \"most recent\" and an order such as \"highest first\" are exact.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
Name the measure and the order.

```yaml fails
acceptance: [{then: the best offer is shown first}]
```
```yaml fails
acceptance: [the lowest price wins]
```
```yaml fails
{lang: de, acceptance: [das beste Angebot steht oben]}
```
```yaml passes
acceptance: [{then: offers are sorted by price ascending}]
```
```yaml passes
acceptance: ['at most 5 offers, most recent first']
```
```yaml passes
acceptance: ['prices from lowest to highest, or highest first']
```
```yaml passes
{lang: de, acceptance: ['höchste zuerst']}
```
```yaml passes
acceptance: [the lowest price in EUR is shown, the lowest of the three bids wins]
```
```yaml fails
acceptance: [the cheapest offer is shown]
```
";
