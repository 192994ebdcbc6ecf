//! A story that does not say who wants what, a bug nobody can repeat, a spike without its question.

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
use crate::text::and_list;

pub static RULE: Rule = Rule {
    id: "missing-story-form",
    doc: DOC,
    passes: Passes::Says("it has the form of its type"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a story lacks the form of its type

## What it finds
A story of type story that does not say who wants what: neither `as_a` (or `persona`) and `i_want`, nor a first sentence
of the description, or a title, of the form \"As a buyer, I want to pay by card so that I need no cash\". A bug without
`steps`, `expected` or `actual`. A spike without `question` or `timebox`.

## Why it matters
Who it is for and what they want is what everybody needs to know before they talk about how (Lucassen et al. 2016, well
formed and full sentence). A bug that cannot be repeated is not mended, a spike without a question never ends.

## Traps
Tasks have no form. The benefit is asked for by missing-benefit. Stories of the form \"When …, I want …, so I can …\"
are read with `story_form: job` in `po.yaml`. A sentence in another language than English is not judged, its keys are.

## Fix
`po set S-1 as_a=\"…\" i_want=\"…\"`. A team that tells its stories otherwise switches the rule off:
`rules: {missing-story-form: ignore}`.

```yaml fails
description: Pay by card
```
```yaml fails
description: I want to pay by card
```
```yaml fails
{title: Pay by card, so_that: I need no cash}
```
```yaml fails
{as_a: buyer, so_that: I need no cash}
```
```yaml fails
{type: bug, title: The total is wrong, steps: Open the cart.}
```
```yaml fails
{type: spike, title: Compare two card providers, timebox: 2d}
```
```yaml passes
description: As a buyer I want to pay by card so that I need no cash.
```
```yaml passes
{persona: P-2, i_want: to pay by card}
```
```yaml passes
description: As a seller I can export orders
```
```yaml passes
{description: \"When I travel, I want to pay by phone, so I can leave my wallet\", story_form: job}
```
```yaml passes
{lang: de, description: Als Käuferin möchte ich mit Karte zahlen.}
```
```yaml passes
{type: bug, steps: Open the cart., expected: 9 EUR, actual: 8 EUR}
```
```yaml passes
{type: task, title: Renew the certificate}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(story) = record.story() else {
        return Vec::new();
    };
    let (of, lacking) = match story.sort() {
        Sort::Task => return Vec::new(),
        Sort::Story => match in_story(record, story, cx) {
            Some(lacking) => ("story", lacking),
            None => return no_form(record, story, cx),
        },
        Sort::Bug => ("bug", lacking_in_bug(story)),
        Sort::Spike => {
            let fields = [("question", &story.question), ("timebox", &story.timebox)];
            ("spike", lacking(fields))
        }
    };
    let Some(first) = lacking.first() else {
        return Vec::new();
    };
    let message = format!("a {of} without {}", and_list(&lacking));
    let key = if story.sort.is_some() {
        "type"
    } else {
        "title"
    };
    let mut hit = Hit::at(record, vec![key.into()], message).help(way_out(record, &lacking));
    hit.path = vec![(*first).into()];
    vec![hit]
}

/// The keys that lack in a story that has some of them; none where it is told in a sentence, if at all.
fn in_story(record: &Record, story: &Story, cx: &Context) -> Option<Vec<&'static str>> {
    let statement = Statement::of(record, story, &cx.backlog.config);
    if statement.as_ref().is_some_and(|s| s.sentence.is_some()) {
        return Some(Vec::new());
    }
    if statement.is_none() && story.persona.is_none() {
        return None;
    }
    let mut lacking = Vec::new();
    // An empty role is told by missing-role.
    if story.as_a.is_none() && story.persona.is_none() {
        lacking.push("as_a");
    }
    if statement.is_none_or(|statement| statement.goal.is_none()) {
        lacking.push("i_want");
    }
    Some(lacking)
}

fn lacking_in_bug(story: &Story) -> Vec<&'static str> {
    let fields = [("expected", &story.expected), ("actual", &story.actual)];
    let steps = story.steps.as_ref().is_none_or(|steps| steps.is_empty());
    let steps = steps.then_some("steps").into_iter();
    steps.chain(lacking(fields)).collect()
}

fn lacking(fields: [(&'static str, &Option<Box<str>>); 2]) -> Vec<&'static str> {
    let empty = |text: &Option<Box<str>>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let lacking = fields.into_iter().filter(|(_, text)| empty(text));
    lacking.map(|(field, _)| field).collect()
}

/// Neither keys nor a sentence. What is said in another language cannot be judged.
fn no_form<'a>(record: &'a Record, story: &'a Story, cx: &Context<'a>) -> Vec<Hit<'a>> {
    if !words::spoken(story, cx).is_some_and(|language| language.sentences) {
        return Vec::new();
    }
    let key = match story.description {
        Some(_) => "description",
        None => "title",
    };
    let message = "it does not say who wants what, as in \"As a buyer I want to pay by card\"";
    let help = way_out(record, &["as_a", "i_want", "so_that"]);
    vec![Hit::at(record, vec![key.into()], message).help(help)]
}

fn way_out(record: &Record, fields: &[&str]) -> String {
    let values = fields.iter().map(|field| format!(" {field}=\"…\""));
    format!("po set {}{}", record.id(), values.collect::<String>())
}
