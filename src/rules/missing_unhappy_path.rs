//! A story in which nothing goes wrong.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::words;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::kind::Sort;
use crate::model::kind::Story;
use crate::model::union::Lines;
use crate::model::union::TextOr;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "missing-unhappy-path",
    doc: DOC,
    passes: Passes::Says("it says what may go wrong"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(find),
};

const DOC: &str = "\
a ready story does not say what happens when something goes wrong

## What it finds
A story of type story with two criteria or more, none of which has `kind: unhappy` or a word such as \"invalid\",
\"declined\", \"missing\" or \"not\".

## Why it matters
What goes wrong is found in production otherwise, and is then a bug (Adzic, Specification by Example, 2011).

## Traps
A story that only shows something may have no such path: allow it there.

## Options
`add`: more words of what goes wrong. `ignore`: words that are none here.

## Fix
`po criterion add S-1 \"given a full cart when the card is declined then the cart is kept\"`.

```yaml fails
acceptance: [{then: the order is confirmed}, {then: the buyer gets a receipt}]
```
```yaml fails
{acceptance: [the order is confirmed, 'the shop tells of no payment'], rules: {missing-unhappy-path: {ignore: ['no payment']}}}
```
```yaml passes
acceptance: [{then: the order is confirmed}, {when: the card is declined, then: the cart is kept}]
```
```yaml passes
acceptance: [{then: the order is confirmed}, {kind: unhappy, then: the cart is kept}]
```
```yaml passes
acceptance: [the order is confirmed]
```
```yaml passes
acceptance: [a, the note is saved, the amount exceeds 500 EUR]
```
```yaml passes
acceptance: [a, 'the message \"Card declined\" is shown', \"it can't be undone\"]
```
```yaml passes
acceptance: [a, 'given a product that was removed, when I open it, then I see others like it']
```
```yaml passes
acceptance: [a, the eleventh call is answered with 429]
```
```yaml passes
acceptance: [a, 'after the deadline, the vote is closed']
```
```yaml passes
{lang: de, acceptance: [a, Die Karte wird abgelehnt]}
```
```yaml passes
acceptance: [a, 'given a bank that is offline, when I pay, then I am offered a transfer']
```
```yaml passes
acceptance: [a, A blocked card lights the red lamp]
```
```yaml passes
acceptance: [a, 'a fine issued 15 days ago, of which the term of 14 days has passed']
```
```yaml passes
acceptance: [a, 'a slot that somebody else took a second before']
```
```yaml passes
{lang: de, acceptance: [a, 'Fällt der Bus aus, steht der nächste da']}
```
```yaml passes
{lang: de, acceptance: [a, Ein doppelt erfasster Zähler wird gemeldet]}
```
```yaml passes
{type: task, acceptance: [a, b]}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let judged = |story: &&Story| story.sort() == Sort::Story && story.acceptance.len() > 1;
    let spoken = record.story().filter(judged).and_then(|story| {
        let language = words::spoken(story, cx)?;
        language.lists(RULE.id).then_some((story, language))
    });
    let Some((story, language)) = spoken else {
        return Vec::new();
    };
    let lexicon = cx.lexicon(language, RULE.id);
    let unhappy = story.acceptance.iter().any(|criterion| match criterion {
        TextOr::Text(text) => lexicon.is_in(text),
        TextOr::Map(c) => {
            let steps = [&c.given, &c.when, &c.then].into_iter().flatten();
            let texts = c
                .text
                .as_deref()
                .into_iter()
                .chain(steps.flat_map(Lines::iter));
            c.kind.as_deref() == Some("unhappy")
                || texts.into_iter().any(|text| lexicon.is_in(text))
        }
    });
    if unhappy {
        return Vec::new();
    }
    let count = story.acceptance.len();
    let message = format!("none of {count} criteria says what happens when something goes wrong");
    let help = format!(
        "po criterion add {} \"given … when … fails then …\"",
        record.id()
    );
    vec![Hit::at_key(record, vec!["acceptance".into()], message).help(help)]
}
