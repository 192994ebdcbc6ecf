//! A comparison without that with which it compares.

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
    passes: Passes::Says("every comparison has a number"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(|record, cx| WORDS.find(record, cx)),
};

static WORDS: WordRule = WordRule {
    id: "comparative-term",
    texts: Texts::Criteria,
    more: words::nothing,
    excuse: |spot| spot.is_compared(),
    says: "does not say than what",
    asks: "than what, and by how much?",
    advice: "state the number to reach, as in \"within 300 ms\"",
};

const DOC: &str = "\
a criterion compares with nothing

## What it finds
Words such as \"faster\", \"easier\" or \"more reliable\" in the acceptance criteria.

## Why it matters
Better by how much, and than when (ISO/IEC/IEEE 29148: comparatives)? Nobody can fail such a test.

## Traps
A comparison with \"than\" and a number is exact: \"20 % faster than 800 ms\".

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
State the number to reach.

```yaml fails
acceptance: [{then: search is faster}]
```
```yaml fails
acceptance: [faster than today]
```
```yaml fails
acceptance: [in 5 years it is faster than today]
```
```yaml fails
{lang: de, acceptance: [die Suche ist schneller als heute]}
```
```yaml passes
acceptance: [{then: search answers within 300 ms}]
```
```yaml passes
acceptance: [at least 20 % faster than 800 ms]
```
```yaml passes
{lang: de, acceptance: [die Suche ist schneller als 800 ms]}
```
```yaml fails
acceptance: [the form is shorter]
```
```yaml passes
acceptance: [the form asks for a shorter name]
```
";
