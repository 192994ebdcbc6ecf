//! A word that leaves open how much: nobody can test it.

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
    passes: Passes::Says("no vague words"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(|record, cx| WORDS.find(record, cx)),
};

static WORDS: WordRule = WordRule {
    id: "vague-term",
    texts: Texts::GoalAndCriteria,
    more: words::nothing,
    excuse: |spot| spot.is_measured(),
    says: "cannot be tested",
    asks: "how much, for whom, measured where",
    advice: "state a number, as in \"within 2 s for 95 % of guests\"",
};

const DOC: &str = "\
a criterion or goal uses a word that cannot be tested

## What it finds
Words such as \"quickly\", \"easy to use\" or \"several\" in the goal and in the acceptance criteria.

## Why it matters
Everybody agrees with \"fast\" and everybody means another number (ISO/IEC/IEEE 29148: subjective language, ambiguous
adverbs and adjectives; INCOSE R7; the T of INVEST).

## Traps
A number with a unit in the same clause says what is meant: \"fast, within 2 s\". Code, quotations and addresses are
left alone, as are the words of the `glossary:` in `po.yaml`. Words are looked for in the language of `lang:`, in the
story or in `po.yaml`.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
State a number, and where it is measured.

```yaml fails
acceptance: [{then: the page loads quickly}]
```
```yaml fails
acceptance: [several offers are listed]
```
```yaml fails
{as_a: buyer, i_want: an easy way to pay, so_that: I need no cash}
```
```yaml fails
{acceptance: [a state of the art page], rules: {vague-term: {add: [state of the art]}}}
```
```yaml fails
{lang: de, acceptance: [die Seite lädt schnell]}
```
```yaml passes
acceptance: [{then: the page loads within 2 s at p95}]
```
```yaml passes
acceptance: ['the page opens fast, within 2 s', the simple_id is unique, 'the label \"Easy pay\" is shown']
```
```yaml passes
{acceptance: [Fast Lane is offered, a clean room], glossary: [Fast Lane], rules: {vague-term: {ignore: [clean]}}}
```
```yaml passes
{title: A quick win, lang: en-GB}
```
```yaml fails
acceptance: [a performant page]
```
```yaml passes
acceptance: ['the start fails fast with error E12', the key is simply ignored, the effective date is shown, 'tsc --noEmit is clean, and the tests pass']
```
```yaml passes
acceptance: [a simple majority decides, the quick response code is printed, 'several guests, up to 8, are listed']
```
```yaml passes
{lang: de, acceptance: [die einfache Mehrheit entscheidet, 'mehrere Gäste, bis zu 8, sind genannt']}
```
```yaml fails
acceptance: [the export takes approximately 5 minutes]
```
```yaml fails
acceptance: [the shop handles the loss gracefully]
```
```yaml fails
{lang: de, acceptance: [der Export dauert etwa 5 Minuten]}
```
```yaml fails
{lang: de, acceptance: [gängige Browser zeigen die Seite]}
```
";

#[cfg(test)]
mod tests;
