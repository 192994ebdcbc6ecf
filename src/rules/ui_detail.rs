//! Buttons and colours in a criterion: the screen is fixed before anybody drew it.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::words;
use super::words::Language;
use super::words::Texts;
use super::words::WordRule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;
use std::ops::Range;

pub static RULE: Rule = Rule {
    id: WORDS.id,
    doc: DOC,
    passes: Passes::Says("no details of the screen"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(find),
};

static WORDS: WordRule = WordRule {
    id: "ui-detail",
    texts: Texts::Criteria,
    more: colours,
    excuse: |_| false,
    says: "prescribes the screen",
    asks: "what does the person want to reach?",
    advice: "say what is done, not by which control",
};

/// The label of stories about the design itself.
const DESIGN: &str = "ui";

const DOC: &str = "\
a criterion prescribes the screen

## What it finds
Words such as \"button\", \"click\" or \"dropdown\", and colours such as #ff0000, in the acceptance criteria.

## Why it matters
Whoever draws the screen should be free to find a better one, and a test should not break when it changes (Lucassen et
al.: problem-oriented; the N of INVEST).

## Traps
Stories about the design itself: the label `ui` switches the rule off for a story.

## Options
`add`: more words to find. `ignore`: words to leave alone.

## Fix
Say what is done: \"the buyer confirms the order\".

```yaml fails
acceptance: [{when: the buyer clicks the blue button, then: the order is confirmed}]
```
```yaml fails
acceptance: ['the border is #ff0000']
```
```yaml passes
acceptance: [{when: the buyer confirms the order, then: the receipt is shown}]
```
```yaml passes
{labels: [ui], acceptance: [the buyer clicks the blue button]}
```
```yaml passes
acceptance: ['order #142 is shown, and #facade']
```
```yaml passes
acceptance: [the issue color is exported]
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let labels = &record.common.labels;
    if labels.iter().any(|label| label == DESIGN) {
        return Vec::new();
    }
    WORDS.find(record, cx)
}

/// Colours by their number: `#` and six hexadecimal digits, one of them 0 to 9: `#facade` is a name.
fn colours(_: &Language, text: &str) -> Vec<Range<usize>> {
    let found = text.match_indices('#').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let length = rest
            .find(|c: char| !c.is_ascii_hexdigit())
            .unwrap_or(rest.len());
        let bounded = !rest[length..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
        let digit = rest[..length].contains(|c: char| c.is_ascii_digit());
        (length == 6 && bounded && digit).then(|| at..at + 1 + length)
    });
    found.collect()
}
