//! A story for anybody: nobody to ask what they need.

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
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "missing-role",
    doc: DOC,
    passes: Passes::Says("it says for whom it is"),
    severity: Severity::Error,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: words::OPTIONS,
    find: Find::Record(find),
};

const DOC: &str = "\
a ready story does not say for whom it is

## What it finds
A role that is empty, or only \"user\", \"someone\" or \"customer\".

## Why it matters
Whoever builds it must know whom to ask, and different users need different things (Cohn, User Stories Applied, 2004;
Lucassen et al. 2016, well formed).

## Traps
Where \"user\" is a real role of the product: `ignore: [user]`. A story that is not told in the story form is left to
missing-story-form, and a `persona` is a role.

## Options
`add`: more words that are no role. `ignore`: words that are one here.

## Fix
Name the role: `po set S-1 as_a=\"first-time buyer\"`.

```yaml fails
description: As a user I want to pay by card so that I need no cash.
```
```yaml fails
{as_a: The customer, i_want: to pay by card}
```
```yaml fails
{as_a: '', i_want: to pay by card}
```
```yaml fails
{as_a: member, i_want: to pay by card, rules: {missing-role: {add: [member]}}}
```
```yaml fails
{as_a: end user, i_want: to pay by card}
```
```yaml fails
{lang: de, as_a: Benutzer, i_want: mit Karte zahlen}
```
```yaml passes
description: As a first-time buyer I want to pay by card so that I need no cash.
```
```yaml passes
{as_a: user, i_want: to pay by card, rules: {missing-role: {ignore: [user]}}}
```
```yaml passes
{as_a: '', persona: P-2, i_want: to pay by card}
```
```yaml passes
description: Pay by card
```
```yaml passes
{description: \"When user, I want to pay by phone, so I can leave my wallet\", story_form: job}
```
```yaml fails
description: As users I want to pay by card so that I need no cash.
```
```yaml fails
{lang: de, as_a: der Kunde, i_want: mit Karte zahlen}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some((story, statement)) = Statement::of_story(record, cx) else {
        return Vec::new();
    };
    let help = format!("name the role: po set {} as_a=\"…\"", record.id());
    let Some(role) = statement.who() else {
        let empty = story.as_a.is_some() && story.persona.is_none();
        let hit = || Hit::at_key(record, vec!["as_a".into()], "the role is empty");
        return empty.then(|| hit().help(help)).into_iter().collect();
    };
    let language = words::spoken(story, cx);
    if story.persona.is_some()
        || !language.is_some_and(|l| cx.lexicon(l, RULE.id).is_whole(role.text()))
    {
        return Vec::new();
    }
    let message = format!("\"{}\" can be anybody", role.text());
    let hit = role.hit(record, 0..role.text().len(), message);
    vec![hit.label("who?").help(help)]
}
