//! A story with more criteria than a story has.

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
    id: "too-many-criteria",
    doc: DOC,
    passes: Passes::Says("it has few enough criteria"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: &[Setting {
        name: "max",
        form: SettingForm::Number,
        doc: "the most acceptance criteria, such as 8",
    }],
    find: Find::Record(find),
};

/// The most acceptance criteria.
const MAX: f64 = 8.0;

const DOC: &str = "\
a ready story has many acceptance criteria

## What it finds
A story with more criteria under `acceptance:` than `max` (8).

## Why it matters
Many criteria are several stories: the S of INVEST.

## Traps
Lists that a law prescribes are long: allow them there. From 11 on oversized-story finds it as well.

## Options
`max`: the most criteria (8).

## Fix
`po split S-1` moves criteria into stories of their own.

```yaml fails
acceptance: [a, b, c, d, e, f, g, h, i]
```
```yaml fails
{acceptance: [a, b, c], rules: {too-many-criteria: {max: 2}}}
```
```yaml passes
acceptance: [a, b, c, d]
```
```yaml passes
acceptance: [a, b, c, d, e, f, g, h]
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let (max, count) = (
        cx.number("max", MAX),
        record.story().map_or(0, |s| s.acceptance.len()),
    );
    if count as f64 <= max {
        return Vec::new();
    }
    let message = format!("{count} acceptance criteria, more than {max}");
    let help = format!(
        "po split {} moves criteria into stories of their own",
        record.id()
    );
    vec![Hit::at_key(record, vec!["acceptance".into()], message).help(help)]
}
