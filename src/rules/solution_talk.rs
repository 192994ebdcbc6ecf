//! A goal that names the means: nobody wants a cache.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::words;
use super::words::Texts;
use super::words::WordRule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::kind::Sort;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: WORDS.id,
    doc: DOC,
    passes: Passes::Says("the goal names a need"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(find),
};

static WORDS: WordRule = WordRule {
    id: "solution-talk",
    texts: Texts::Goal,
    more: words::nothing,
    excuse: |_| false,
    says: "is a solution, not a need",
    asks: "what is it good for?",
    advice: "say what the role wants to reach with it",
};

const DOC: &str = "\
a goal names a solution

## What it finds
Words such as \"database\", \"API\" or \"cache\" in the goal of a story; REST in capitals only.

## Why it matters
The need leaves the team room for a simpler way (Lucassen et al.: problem-oriented; the N of INVEST).

## Traps
Products whose users are developers: set the rule to `ignore`, or the words under `ignore`. Tasks and spikes are left
alone.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
Say what the role wants to reach with it.

```yaml fails
{as_a: buyer, i_want: to have a Redis cache, so_that: I wait less}
```
```yaml fails
description: As a seller I want a REST API so that I see my orders
```
```yaml fails
{lang: de, as_a: Käuferin, i_want: eine Datenbank, so_that: ich alles finde}
```
```yaml fails
{as_a: buyer, i_want: a React page, so_that: I wait less}
```
```yaml passes
{as_a: seller, i_want: to react to a review, so_that: guests are heard}
```
```yaml passes
{as_a: buyer, i_want: to see my orders within 1 s, so_that: I wait less}
```
```yaml passes
{as_a: guest, i_want: to rest my eyes, so_that: I can read on}
```
```yaml passes
{type: task, as_a: developer, i_want: a cache, so_that: builds are fast}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let sort = record.story().map(|story| story.sort());
    if matches!(sort, Some(Sort::Task | Sort::Spike)) {
        return Vec::new();
    }
    WORDS.find(record, cx)
}
