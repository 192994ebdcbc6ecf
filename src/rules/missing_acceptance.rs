//! A story without acceptance criteria: nobody can say when it is done.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::Setting;
use super::SettingForm;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Milestone;
use crate::text::plural;

pub static RULE: Rule = Rule {
    id: "missing-acceptance",
    doc: DOC,
    passes: Passes::Tells("it has acceptance criteria", told),
    severity: Severity::Error,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: &[Setting {
        name: "min",
        form: SettingForm::Number,
        doc: "the fewest acceptance criteria, such as 1",
    }],
    find: Find::Record(find),
};

const DOC: &str = "\
a ready story has no acceptance criteria

## What it finds
A story with fewer criteria under `acceptance:` than `min` (1). An info while it is being refined, an error from ready
on.

## Why it matters
Criteria say how everybody will know that the story does what was asked: the T of INVEST, and \"complete\" in QUS.
Without them the discussion happens when the work is done.

## Options
`min`: the fewest criteria (1).

## Fix
Write down what must be seen to hold.

```yaml fails
acceptance: []
```
```yaml fails
{status: ready, title: Pay by card}
```
```yaml fails
{acceptance: [The order is confirmed], rules: {missing-acceptance: {min: 2}}}
```
```yaml passes
acceptance: [{id: AC-1, given: a cart, when: the buyer pays, then: the order is confirmed}]
```
```yaml passes
{status: idea}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(story) = record.story() else {
        return Vec::new();
    };
    let (min, count) = (cx.number("min", 1.0), story.acceptance.len());
    if count as f64 >= min {
        return Vec::new();
    }
    let message = match count {
        0 => "no acceptance criteria".to_owned(),
        _ => format!("{count} acceptance criteria, fewer than {min}"),
    };
    let id = record.id();
    let help = format!("po criterion add {id} \"given … when … then …\"");
    let key = if count > 0 { "acceptance" } else { "status" };
    let mut hit = Hit::at(record, vec![key.into()], message).help(help);
    hit.path = vec!["acceptance".into()];
    if !cx.reached(record, Milestone::Ready) {
        hit = hit.at_most(Severity::Info);
    }
    vec![hit]
}

fn told(record: &Record, _: &Context) -> Option<String> {
    let count = record.story()?.acceptance.len();
    let words = plural(count, "acceptance criterion", "acceptance criteria");
    Some(words)
}
