//! A story that does not say what it is good for.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::statement::Statement;
use super::words;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::kind::Sort;
use crate::model::kind::Story;
use crate::model::workflow::Milestone;
use crate::text::cut;

pub static RULE: Rule = Rule {
    id: "missing-benefit",
    doc: DOC,
    passes: Passes::Tells("it says what it is good for", told),
    severity: Severity::Error,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const NO_BENEFIT: &str = "no benefit: it does not say what it is good for";

/// The most characters of a benefit that are told.
const SHOWN: usize = 50;

const DOC: &str = "\
a ready story does not say why

## What it finds
A story of type story without a benefit, or with one of a single word. The benefit is `so_that`, or what follows \"so
that\", \"in order to\" or \", so\" in the first sentence of the description. A story without the story form at all is
found as well. Who wants what is not asked for: `so_that` alone is enough.

## Why it matters
The benefit is what lets a team find a simpler way, and a product owner say no: the V of INVEST.

## Traps
Bugs, tasks and spikes need none. Stories of the form \"When …, I want …, so I can …\" are read with
`story_form: job` in `po.yaml`. A sentence in another language than English is not judged, its keys are.

## Fix
Say what the role gets from it.

```yaml fails
description: As a seller I can export orders.
```
```yaml fails
{as_a: buyer, i_want: to pay by card, so_that: cash}
```
```yaml fails
description: Pay by card
```
```yaml fails
description: As a seller I want to filter so many orders
```
```yaml passes
description: As a seller I can export orders so that my tax adviser gets them.
```
```yaml passes
{title: Pay by card, so_that: I need no cash}
```
```yaml passes
{title: \"As a buyer I want a receipt, so I can claim it\", description: Printed by the shop}
```
```yaml passes
{description: \"When I travel, I want to pay by phone, so I can leave my wallet\", story_form: job}
```
```yaml fails
{lang: de, as_a: Käuferin, i_want: mit Karte zahlen}
```
```yaml passes
{lang: de, description: \"Als Buchhalterin möchte ich Belege filtern, damit ich Zeit spare.\"}
```
```yaml passes
{type: task, title: Renew the certificate}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(story) = record.story().filter(|story| story.sort() == Sort::Story) else {
        return Vec::new();
    };
    let statement = Statement::of(record, story, &cx.backlog.config);
    if statement.is_none() && !is_judged(story, cx) {
        return Vec::new();
    }
    let benefit = statement
        .as_ref()
        .and_then(|statement| statement.benefit.as_ref());
    if benefit.is_some_and(|benefit| benefit.words() > 1) {
        return Vec::new();
    }
    let goal = statement
        .as_ref()
        .and_then(|statement| statement.goal.as_ref());
    let (key, message) = match (benefit, goal) {
        (Some(benefit), _) => (benefit.key, format!("\"{}\" is no benefit", benefit.text())),
        (None, Some(goal)) => (goal.key, NO_BENEFIT.to_owned()),
        (None, None) if story.description.is_some() => ("description", NO_BENEFIT.to_owned()),
        (None, None) => ("title", NO_BENEFIT.to_owned()),
    };
    let help = format!("po set {} so_that=\"…\"", record.id());
    let mut hit = Hit::at(record, vec![key.into()], message).help(help);
    hit.path = vec!["so_that".into()];
    vec![hit]
}

/// What is said in a sentence of another language cannot be judged.
fn is_judged(story: &Story, cx: &Context) -> bool {
    words::spoken(story, cx).is_some_and(|language| language.sentences)
}

fn told(record: &Record, cx: &Context) -> Option<String> {
    let story = record.story()?;
    if story.sort() != Sort::Story {
        return Some("bugs, tasks and spikes need no benefit".to_owned());
    }
    let Some(statement) = Statement::of(record, story, &cx.backlog.config) else {
        let words = "a sentence in another language is not judged";
        return (!is_judged(story, cx)).then(|| words.to_owned());
    };
    let benefit = statement.benefit?;
    let words: Vec<&str> = benefit.text().split_whitespace().collect();
    let words = words.join(" ");
    Some(format!(
        "so that {}",
        cut(words.trim_end_matches('.'), SHOWN)
    ))
}
