//! Something is done, and nobody does it.

use super::Find;
use super::From;
use super::Passes;
use super::Rule;
use super::words;
use super::words::Language;
use super::words::Texts;
use super::words::WordRule;
use crate::diag::Severity;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: WORDS.id,
    doc: DOC,
    passes: Passes::Says("every criterion says who does it"),
    severity: Severity::Ignore,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(|record, cx| WORDS.find(record, cx)),
};

static WORDS: WordRule = WordRule {
    id: "passive-criterion",
    texts: Texts::Outcomes,
    more: Language::passives,
    excuse: |spot| spot.has_agent(),
    says: "does not say who does it",
    asks: "by whom?",
    advice: "name who does it, as in \"the shop sends an email\"",
};

const DOC: &str = "\
a criterion does not say who acts

## What it finds
A passive such as \"is sent\" without \"by\" in what a criterion expects: `then`, or a plain sentence. Many good criteria
are passive, so the rule is off until `po.yaml` gives it a severity. For languages other than English nothing is found.

## Why it matters
Who acts decides where it is built (INCOSE R2).

## Traps
\"is signed by the buyer\" says who.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
Name who does it.

```yaml fails
acceptance: [{then: an email is sent}]
```
```yaml fails
acceptance: [the order is quickly rejected]
```
```yaml passes
acceptance: [{then: the shop sends an email to the buyer}]
```
```yaml passes
acceptance: [the order is signed by the buyer]
```
";
