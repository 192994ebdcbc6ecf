//! A list that does not end: nobody knows what else belongs to it.

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
use std::ops::Range;

pub static RULE: Rule = Rule {
    id: WORDS.id,
    doc: DOC,
    passes: Passes::Says("every list is complete"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(|record, cx| WORDS.find(record, cx)),
};

static WORDS: WordRule = WordRule {
    id: "open-ended-term",
    texts: Texts::GoalAndCriteria,
    more: trailing,
    excuse: |_| false,
    says: "leaves the list open",
    asks: "what else?",
    advice: "name all that is meant",
};

const DOC: &str = "\
a criterion or goal leaves a list open

## What it finds
Phrases such as \"etc.\", \"and so on\" or \"including but not limited to\" in the goal and in the acceptance criteria,
and a text that trails off with \"…\".

## Why it matters
What is not named is not built, or is built without being wanted (ISO/IEC/IEEE 29148: open-ended terms; INCOSE R9).

## Traps
\"such as\" gives an example and is left alone.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
Name everything that is meant; what is left comes with another story.

```yaml fails
acceptance: [{then: 'the file is PDF, CSV, etc.'}]
```
```yaml fails
acceptance: ['PDF, CSV, etc.']
```
```yaml fails
{as_a: seller, i_want: to export PDF and so on, so_that: I can file taxes}
```
```yaml fails
acceptance: ['the file is PDF, CSV …']
```
```yaml fails
{lang: de, acceptance: ['PDF, CSV usw.']}
```
```yaml passes
acceptance: [{then: the file is PDF or CSV}]
```
```yaml passes
acceptance: [PDF and CSV, formats such as PDF]
```
```yaml passes
acceptance: ['tests run in ./commands/...']
```
```yaml passes
acceptance: ['the label \"Search…\" is shown']
```
```yaml fails
acceptance: [PDF and others]
```
```yaml passes
acceptance: [the name is read from /etc/passwd]
```
";

/// "…" or "..." at the end of a text; behind a slash it stands for a path.
fn trailing(_: &Language, text: &str) -> Vec<Range<usize>> {
    let text = text.trim_end();
    let list = text.strip_suffix("...").or(text.strip_suffix('…'));
    let list = list.filter(|list| !list.ends_with(['/', '.', '…']));
    list.map(|list| list.len()..text.len())
        .into_iter()
        .collect()
}
