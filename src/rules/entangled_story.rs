//! A story that waits for too many others.

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
use crate::text::and_list;

pub static RULE: Rule = Rule {
    id: "entangled-story",
    doc: DOC,
    passes: Passes::Says("it waits for few other stories"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Ready),
    integrity: false,
    options: &[Setting {
        name: "max",
        form: SettingForm::Number,
        doc: "the most open stories it may wait for, such as 2",
    }],
    find: Find::Record(find),
};

/// The most open stories it may depend on.
const MAX: f64 = 2.0;

const DOC: &str = "\
a ready story depends on many others

## What it finds
A story whose `depends_on` names more than `max` (2) open ones.

## Why it matters
It can only be done when all of them are, so that nobody is free to order the backlog by value: the I of INVEST.

## Traps
What is done or dropped is waited for no more. A story that ends a piece of work may well depend on all of it: allow it
there.

## Options
`max`: the most open stories (2).

## Fix
Cut the stories another way, such as along the steps of a user and not along the parts of the system; or take a link out
that is only a wish: `po unlink S-1 S-2`.

```yaml fails
- {id: S-4, depends_on: [S-1, S-2, S-3]}
- {id: S-1}
- {id: S-2}
- {id: S-3}
```
```yaml fails
- {id: S-4, depends_on: [S-1], rules: {entangled-story: {max: 0}}}
- {id: S-1}
```
```yaml passes
- {id: S-4, depends_on: [S-1, S-2, S-3]}
- {id: S-1}
- {id: S-2}
- {id: S-3, status: done}
```
```yaml passes
- {id: S-4, depends_on: [S-1], title: Pay}
- {id: S-1}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    if record.story().is_none() || record.depends_on().is_empty() {
        return Vec::new();
    }
    let max = cx.number("max", MAX);
    let open = cx.backlog.open_dependencies(record);
    if open.len() as f64 <= max {
        return Vec::new();
    }
    let ids: Vec<&str> = open.iter().map(|other| other.id().as_str()).collect();
    let message = format!("waits for {}: more than {max}", and_list(&ids));
    let help = format!(
        "po unlink {} {} takes out what is only a wish",
        record.id(),
        ids[0]
    );
    vec![Hit::at_key(record, vec!["depends_on".into()], message).help(help)]
}
