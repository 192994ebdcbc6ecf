//! Work that has stood still for more than a week.

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

pub static RULE: Rule = Rule {
    id: "long-blocked",
    doc: DOC,
    passes: Passes::Says("not blocked for long"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Doing),
    integrity: false,
    options: &[Setting {
        name: "max",
        form: SettingForm::Number,
        doc: "how many working days a block may last, such as 5",
    }],
    find: Find::Record(find),
};

const DOC: &str = "\
work is blocked for more than five working days

## What it finds
A story or epic in progress whose `blocked.since` is more than five working days ago. The days are those of `calendar`
in `po.yaml`, without holidays; the day of the block itself does not count.

## Why it matters
What stands still for a week needs somebody else's help, and they have to be told.

## Traps
What is blocked before it is begun costs nothing yet. A block without `since` is unexplained-block.

## Options
`max`: how many working days a block may last; 5 where it is missing.

## Fix
Get help, or put the work back: `po set S-1 status=ready`. `po unblock S-1` when it goes on.

```yaml fails
{blocked: {since: 2026-04-20, reason: legal}, today: 2026-05-01}
```
```yaml fails
{blocked: {since: 2026-04-23, reason: legal}, today: 2026-05-01}
```
```yaml fails
{blocked: {since: 2026-04-28, reason: legal}, today: 2026-05-01, rules: {long-blocked: {max: 2}}}
```
```yaml passes
{blocked: {since: 2026-04-24, reason: legal}, today: 2026-05-01}
```
```yaml passes
{blocked: {since: 2026-05-01, reason: legal}, today: 2026-05-01}
```
```yaml passes
{blocked: {since: 2026-04-23, reason: legal}, today: 2026-05-01, calendar: {holidays: [2026-05-01]}}
```
```yaml passes
{status: ready, blocked: {since: 2026-04-20, reason: legal}, today: 2026-05-01}
```
";

/// Working days a block may last.
const MAX: f64 = 5.0;

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(since) = record.obstacle().and_then(|obstacle| obstacle.since) else {
        return Vec::new();
    };
    let calendar = &cx.backlog.config.calendar;
    let first = since.plus(1).unwrap_or(since);
    // A calendar without a working day has none to count.
    let days = calendar.networkdays(first, cx.today).unwrap_or_default();
    if f64::from(days) <= cx.number("max", MAX) {
        return Vec::new();
    }
    let id = record.id();
    let message = format!("{id} is blocked since {since}, for {days} working days");
    let help = format!(
        "get help, or put it back with po set {id} status=…; po unblock {id} when it goes on"
    );
    let path = vec!["blocked".into(), "since".into()];
    vec![Hit::at(record, path, message).help(help)]
}
