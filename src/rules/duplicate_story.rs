//! Two open stories that say the same.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::statement::Part;
use super::statement::Statement;
use super::statement::criterion_texts;
use super::words;
use super::words::Contents;
use super::words::earlier;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::kind::Sort;
use crate::model::workflow::Milestone;
use crate::text::cut;
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    id: "duplicate-story",
    doc: DOC,
    passes: Passes::Says("no other story says the same"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

/// From how many words of a hundred that two stories share they are one.
const SHARED: usize = 80;
/// The most characters of a title that are shown.
const SHOWN: usize = 50;

const DOC: &str = "\
two open stories say the same

## What it finds
Two open stories of one type whose titles and goals share 80 % of their words or more. Words such as \"the\" and \"I\"
and endings such as \"-ing\" are left out. So are two with the same role, goal, benefit and criteria,
whatever their titles. The one with the later id is told.

## Why it matters
It is estimated, refined and perhaps built twice (Lucassen et al. 2016, unique).

## Traps
Variants, such as \"Pay by card\" and \"Pay by invoice\", share less. Stories that differ in a number, such as \"Move
customer 12\" and \"Move customer 13\", are two.

## Fix
Drop one, `po drop S-2`, or say in the titles what sets them apart.

```yaml fails
- {id: S-1, title: Pay by card}
- {id: S-2, title: Pay by a card}
```
```yaml fails
- {id: S-1, title: Exporting an order as CSV}
- {id: S-2, title: Export orders as CSV}
```
```yaml fails
- {id: S-1, title: As a buyer I want to pay by card}
- {id: S-2, title: 'As a buyer, I want to pay by card'}
```
```yaml fails
- {id: S-1, title: Pay by card, as_a: buyer, i_want: no cash, so_that: I am quick, acceptance: [the card is charged]}
- {id: S-2, title: Money without coins at the counter, as_a: buyer, i_want: no cash, so_that: I am quick, acceptance: [the card is charged]}
```
```yaml passes
- {id: S-1, title: Pay by card at checkout}
- {id: S-2, title: Pay by invoice at checkout}
```
```yaml passes
- {id: S-1, title: Export orders as CSV}
- {id: S-2, title: Import stock levels}
```
```yaml passes
- {id: S-1, title: Pay by card}
- {id: S-2, title: Pay by card, type: bug}
- {id: S-3, title: Pay by card, status: done}
```
```yaml passes
- {id: S-1, title: Move the data of the largest customer to cluster 12}
- {id: S-2, title: Move the data of the largest customer to cluster 13}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let open = |record: &&Record| backlog.is_open(record);
    let stories = backlog.records().iter().filter(open);
    let stories: Vec<(&Record, Sort)> = stories
        .filter_map(|record| Some((record, record.story()?.sort())))
        .collect();
    let mut hits = Vec::new();
    for sort in [Sort::Story, Sort::Bug, Sort::Task, Sort::Spike] {
        let alike = stories.iter().filter(|(_, of)| *of == sort);
        let mut alike: Vec<&Record> = alike.map(|(record, _)| *record).collect();
        alike.sort_by(|a, b| a.id().cmp(b.id()));
        let mut contents = Contents::default();
        let sets: Vec<Vec<u32>> = alike
            .iter()
            .map(|record| content(record, cx, &mut contents))
            .collect();
        let same = earlier(&sets, SHARED, |word| contents.is_number(word));
        let told = retold(&alike, cx);
        let found = same.into_iter().zip(told).map(|(a, b)| a.or(b)).enumerate();
        hits.extend(found.filter_map(|(at, first)| Some(hit(alike[at], alike[first?]))));
    }
    hits
}

/// For each story, the first of those before it that has its very statement and criteria, under whatever title.
fn retold(alike: &[&Record], cx: &Context) -> Vec<Option<usize>> {
    let mut known = HashMap::new();
    let told = alike.iter().enumerate().map(|(at, record)| {
        let (story, statement) = Statement::of_story(record, cx)?;
        let goal = statement.goal.as_ref()?.text();
        let part = |part: &Option<Part<'_>>| part.as_ref().map(|part| part.text().to_owned());
        let criteria: Vec<&str> = criterion_texts(story).collect();
        if criteria.is_empty() {
            return None;
        }
        let told = (
            part(&statement.role),
            goal.to_owned(),
            part(&statement.benefit),
            criteria,
        );
        let first = *known.entry(told).or_insert(at);
        (first < at).then_some(first)
    });
    told.collect()
}

/// The words of title and goal.
fn content(record: &Record, cx: &Context, contents: &mut Contents) -> Vec<u32> {
    let language = record.story().and_then(|story| words::spoken(story, cx));
    let statement = Statement::of_story(record, cx);
    let goal = statement.as_ref().and_then(|(_, s)| s.goal.as_ref());
    let goal = goal.map(|goal| goal.text()).unwrap_or_default();
    contents.of(language, [record.title(), goal])
}

fn hit<'a>(record: &'a Record, first: &Record) -> Hit<'a> {
    let (id, other) = (record.id(), first.id());
    let message = format!("says the same as {other}: {}", cut(first.title(), SHOWN));
    let help = format!("po drop {id}, or say in the titles what sets it apart from {other}");
    Hit::at(record, vec!["title".into()], message).help(help)
}
