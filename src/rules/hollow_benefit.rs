//! A benefit that says the goal again.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::statement::Statement;
use super::words;
use super::words::Contents;
use super::words::alike;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "hollow-benefit",
    doc: DOC,
    passes: Passes::Says("its benefit is more than its goal"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

/// From how many words of a hundred that goal and benefit share they are one.
const SHARED: usize = 60;

const DOC: &str = "\
the benefit of a ready story only repeats its goal

## What it finds
A benefit without a word that is not in the goal, or one that shares 60 % of all its words with it; and one that
holds for any story, such as \"it works\". Words such as
\"the\" and \"I\" and endings such as \"-ing\" and \"-ed\" are left out.

## Why it matters
The benefit is what lets a team find a simpler way to it. \"So that orders are exported\" leaves only the one way
(Lucassen et al. 2016, conceptually sound).

## Traps
Short sentences share words by chance; it is an info. Only English has its words listed.

## Fix
Say what the role has from it: `po set S-1 so_that=\"…\"`.

```yaml fails
description: As a seller I want to export orders so that orders are exported.
```
```yaml fails
{as_a: seller, i_want: filter orders by date, so_that: I can filter the list of orders by their date}
```
```yaml fails
{as_a: buyer, i_want: pay by card, so_that: it works}
```
```yaml passes
description: As a seller I want to export orders so that my tax return is complete.
```
```yaml passes
{as_a: buyer, i_want: pay by card, so_that: I need no cash}
```
```yaml passes
description: As a seller I want to export orders.
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some((story, statement)) = Statement::of_story(record, cx) else {
        return Vec::new();
    };
    let language = words::spoken(story, cx).filter(|language| language.has_content());
    let parts = statement.goal.as_ref().zip(statement.benefit.as_ref());
    let Some(((goal, benefit), language)) = parts.zip(language) else {
        return Vec::new();
    };
    let mut contents = Contents::default();
    let wanted = contents.of(Some(language), [goal.text()]);
    let gained = contents.of(Some(language), [benefit.text()]);
    let repeats = gained.iter().all(|word| wanted.binary_search(word).is_ok());
    let said = benefit.text().trim().trim_end_matches('.');
    let mut hollow = language.hollow.iter();
    let message = match hollow.any(|one| one.eq_ignore_ascii_case(said)) {
        true => "the benefit holds for any story",
        false if repeats || alike(&wanted, &gained, SHARED) => "the benefit says the goal again",
        false => return Vec::new(),
    };
    let help = format!(
        "say what it is good for: po set {} so_that=\"…\"",
        record.id()
    );
    let hit = benefit.hit(record, 0..benefit.text().len(), message.to_owned());
    vec![hit.label("and what is that good for?").help(help)]
}
