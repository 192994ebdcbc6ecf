//! What does not happen: nobody can wait long enough to see it.

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
    passes: Passes::Says("it says what happens"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(|record, cx| WORDS.find(record, cx)),
};

static WORDS: WordRule = WordRule {
    id: "negative-criterion",
    texts: Texts::Outcomes,
    more: words::nothing,
    excuse: |spot| {
        spot.has_alternative() || spot.is_condition() || spot.is_reported() || spot.is_compared()
    },
    says: "tells what does not happen",
    asks: "what happens instead?",
    advice: "say what is seen instead",
};

const DOC: &str = "\
a criterion says what does not happen

## What it finds
\"must not\", \"is not\", \"cannot\" and the like in what a criterion expects: `then`, or a plain sentence.

## Why it matters
What does not happen cannot be observed (INCOSE R16). What happens in its place can.

## Traps
A refusal is fine when a second clause (behind a full stop, a semicolon or \", and\"), another entry of the list or the
word \"instead\" tells what happens. So is a condition (\"if the card is not valid, …\"), what somebody is told, and a
bound: \"does not take longer than 10 minutes\".

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
Say what happens instead.

```yaml fails
acceptance: [{then: the order must not be sent twice}]
```
```yaml fails
acceptance: [the mail is not sent]
```
```yaml fails
acceptance: [the mail isn’t sent.]
```
```yaml fails
{lang: de, acceptance: [die Mail wird nicht gesendet]}
```
```yaml passes
acceptance: [{then: the second attempt returns the id of the first order}]
```
```yaml passes
acceptance: [the mail is not sent; error E12 is shown]
```
```yaml passes
acceptance: [{then: [the mail is not sent, error E12 is shown]}]
```
```yaml passes
acceptance: ['the mail is not sent, error E12 is shown instead']
```
```yaml passes
acceptance: ['If the card is not valid, E12 is shown', the guest is told that the mail will not come back, The run does not take longer than 10 minutes]
```
```yaml passes
{lang: de, acceptance: ['Ist der Bescheid noch nicht erlassen, nennt die Seite den Tag']}
```
```yaml fails
acceptance: ['If the card is declined, the mail is not sent']
```
```yaml fails
acceptance: ['when I pay, then the mail is not sent', No data loss]
```
";
