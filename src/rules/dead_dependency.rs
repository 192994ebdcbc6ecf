//! A dependency on something that will never be built.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::workflow::Category;
use crate::model::workflow::Milestone;
use crate::yaml::dotted;

pub static RULE: Rule = Rule {
    id: "dead-dependency",
    doc: DOC,
    passes: Passes::Says("it waits for nothing that was dropped"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Refined),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
an open record depends on a dropped one

## What it finds
An id in `depends_on` of an open record whose record was dropped.

## Why it matters
What it waited for will not come. Either it does not need it, or it cannot be built as it stands.

## Fix
Take the dependency out, as `po check --suggest` shows it, or drop the record as well.

```yaml fails
- {id: S-1, depends_on: [S-3]}
- {id: S-3, status: dropped}
```
```yaml passes
- {id: S-1}
- {id: S-3, status: dropped}
```
```yaml passes
- {id: S-1, depends_on: [S-3]}
- {id: S-3, status: done}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let mut hits = Vec::new();
    for (at, id) in record.depends_on().iter().enumerate() {
        let target = cx.backlog.get(id);
        if target.is_some_and(|t| cx.backlog.category(t) == Category::Dropped) {
            let message = format!("{} depends on {id}, which was dropped", record.id());
            let help = format!("po set {} depends_on-={id}", record.id());
            let path = vec!["depends_on".into(), at.into()];
            let remove = Operation::Remove {
                id: record.id().to_string(),
                field: dotted(&path),
            };
            let fix = Fix {
                safe: false,
                operations: vec![remove],
            };
            hits.push(Hit::at(record, path, message).help(help).fix(fix));
        }
    }
    hits
}
