//! A criterion about "it": read alone, nobody knows what is meant.

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
    passes: Passes::Says("every criterion names what it is about"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(|record, cx| WORDS.find(record, cx)),
};

static WORDS: WordRule = WordRule {
    id: "vague-pronoun",
    texts: Texts::ActsAndOutcomes,
    more: words::nothing,
    excuse: |spot| !spot.opens() || spot.is_time(),
    says: "does not say what is meant",
    asks: "who or what?",
    advice: "name it",
};

const DOC: &str = "\
a criterion begins with a pronoun

## What it finds
\"it\" or \"they\", or \"this is\" and the like, at the beginning of a `when`, a `then` or a plain sentence.

## Why it matters
Criteria are read alone, in a test report for one. What \"it\" was is then forgotten.

## Traps
\"this order is kept\" names the thing.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
Name the thing.

```yaml fails
acceptance: [{then: it is saved}]
```
```yaml fails
acceptance: [This is kept]
```
```yaml fails
acceptance: [{when: they log in, then: the cart is shown}]
```
```yaml fails
{lang: de, acceptance: [Dies wird gespeichert]}
```
```yaml passes
acceptance: [{then: the draft is saved}]
```
```yaml passes
acceptance: [this order is kept]
```
```yaml passes
acceptance: [{given: it is Monday, then: the draft stays as it is}]
```
```yaml passes
acceptance: [{when: 'it is 18:00', then: the shop is closed}, {when: it rains, then: the roof is shut}]
```
";
