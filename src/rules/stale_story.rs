//! A story that nobody has touched for long.

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
use crate::model::query::updated;
use crate::model::workflow::Milestone;

pub static RULE: Rule = Rule {
    id: "stale-story",
    doc: DOC,
    passes: Passes::Says("touched not long ago"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Idea),
    integrity: false,
    options: &[
        Setting {
            name: "days",
            form: SettingForm::Number,
            doc: "after how many days without a change, such as 180",
        },
        Setting {
            name: "idea_days",
            form: SettingForm::Number,
            doc: "the same for what is not refined yet, such as 365",
        },
    ],
    find: Find::Record(find),
};

const DOC: &str = "\
a story has not changed for half a year

## What it finds
An open story, in no open sprint, whose last change is more than 180 days ago; while it has not come as far as refined,
more than 365 days. The last change is the newest day in `history`, `comments` and `created`.

## Why it matters
What nobody missed for half a year is looked through at every refinement all the same (Torres: an idea that matters
comes back).

## Traps
A story without any date is not checked. Editing a text changes no date: a comment says that somebody looked.

## Options
`days`: after how many days a story is old; 180 where it is missing. `idea_days`: the same for what is not refined yet;
365 where it is missing.

## Fix
`po drop S-1 --reason \"…\"`, or `po comment S-1 \"still wanted: …\"`.

```yaml fails
{status: refined, created: 2025-11-01, today: 2026-05-01}
```
```yaml fails
{status: idea, created: 2025-04-30, today: 2026-05-01}
```
```yaml fails
- {id: SP-4, status: closed}
- {id: S-1, sprint: SP-4, status: refined, created: 2025-10-01, today: 2026-05-01}
```
```yaml fails
{status: refined, created: 2026-03-01, today: 2026-05-01, rules: {stale-story: {days: 60}}}
```
```yaml passes
{status: refined, created: 2025-11-02, today: 2026-05-01}
```
```yaml passes
{status: idea, created: 2025-11-01, today: 2026-05-01}
```
```yaml passes
{status: refined, created: 2025-10-01, comments: [{at: 2026-04-11, text: still wanted}], today: 2026-05-01}
```
```yaml passes
- {id: SP-4, status: active}
- {id: S-1, sprint: SP-4, status: refined, created: 2025-10-01, today: 2026-05-01}
```
";

/// Days after which a story is old, and one that is an idea.
const DAYS: f64 = 180.0;
const IDEA_DAYS: f64 = 365.0;

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let Some(story) = record.story() else {
        return Vec::new();
    };
    let sprint = story.sprint.as_ref().and_then(|id| backlog.get(id));
    let Some(last) = updated(record, backlog) else {
        return Vec::new();
    };
    let most = match cx.reached(record, Milestone::Refined) {
        true => cx.number("days", DAYS),
        false => cx.number("idea_days", IDEA_DAYS),
    };
    let days = cx.today.since(last);
    let planned = sprint.is_some_and(|sprint| backlog.is_open(sprint));
    if days as f64 <= most || planned {
        return Vec::new();
    }
    let id = record.id();
    let message = format!("{id} has not changed for {days} days, since {last}");
    let help = format!("po drop {id} --reason \"…\", or po comment {id} \"still wanted: …\"");
    vec![Hit::at(record, vec!["status".into()], message).help(help)]
}
