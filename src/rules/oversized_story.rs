//! A story too large to be finished in a sprint, or to be understood.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::Setting;
use super::SettingForm;
use super::statement::Statement;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::kind::Sort;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "oversized-story",
    doc: DOC,
    passes: Passes::Tells("it is small enough", told),
    severity: Severity::Error,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: &[Setting {
        name: "max",
        form: SettingForm::Number,
        doc: "the most points, such as 8",
    }],
    find: Find::Record(find),
};

/// The most points.
const MAX: f64 = 8.0;
/// The most acceptance criteria.
const CRITERIA: usize = 10;
/// The most words of a statement.
const WORDS: usize = 60;

const DOC: &str = "\
a ready story is too large

## What it finds
More points than `max` (8), more than 10 acceptance criteria, or a statement of more than 60 words.

## Why it matters
Large stories are estimated badly and stay unfinished at the end of the sprint: the S of INVEST.

## Traps
Spikes are limited by their timebox and not looked at.

## Options
`max`: the most points (8).

## Fix
Split it into stories that are each worth something.

```yaml fails
points: 13
```
```yaml fails
{points: 5, acceptance: [a, b, c, d, e, f, g, h, i, j, k]}
```
```yaml fails
{points: 5, rules: {oversized-story: {max: 3}}}
```
```yaml passes
points: 8
```
```yaml passes
{type: spike, points: 13}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(story) = record.story().filter(|story| story.sort() != Sort::Spike) else {
        return Vec::new();
    };
    let max = cx.number("max", MAX);
    let mut hits = Vec::new();
    let mut hit =
        |key: &str, message: String| hits.push(Hit::at(record, vec![key.into()], message));
    if let Some(points) = story.points.filter(|points| points.as_f64() > max) {
        hit("points", format!("{points} points, more than {max}"));
    }
    if story.acceptance.len() > CRITERIA {
        let count = story.acceptance.len();
        hit(
            "acceptance",
            format!("{count} acceptance criteria, more than {CRITERIA}"),
        );
    }
    let statement = Statement::of(record, story, &cx.backlog.config);
    if let Some(statement) = statement.filter(|statement| statement.words() > WORDS) {
        let key = statement
            .goal
            .as_ref()
            .map_or("description", |goal| goal.key);
        hit(
            key,
            format!(
                "a statement of {} words, more than {WORDS}",
                statement.words()
            ),
        );
    }
    let help = format!(
        "po split {} moves criteria into stories of their own",
        record.id()
    );
    hits.into_iter().map(|hit| hit.help(help.clone())).collect()
}

fn told(record: &Record, cx: &Context) -> Option<String> {
    let story = record.story()?;
    Some(match story.points {
        _ if story.sort() == Sort::Spike => "a spike is limited by its timebox".to_owned(),
        Some(points) => format!("{}, at most {}", points.words(), cx.number("max", MAX)),
        None => "nothing says that it is too large".to_owned(),
    })
}
